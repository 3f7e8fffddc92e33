// Values of the lanes of a domain. Beside ordinary values a lane is none, or deferred: the plan does not tell (a cell
// that is not known, a failure, a number that does not fit), and the reference engine decides.
#pragma once

#include <cstdint>
#include <vector>

#include "interpreter/columnar/plan.hpp"

namespace cepol::columnar {

template <class T>
struct Special;
template <>
struct Special<std::uint8_t> {
  static constexpr std::uint8_t none = 254, deferred = 255;
  static constexpr bool is(std::uint8_t value) { return value >= none; }
};
template <>
struct Special<std::int64_t> {  // ordinary values lie between -2^62 and 2^62
  static constexpr std::int64_t deferred = INT64_MIN, none = INT64_MIN + 1;
  static constexpr bool is(std::int64_t value) { return value <= none; }
};
template <>
struct Special<Exact> {
  static constexpr Exact none = Exact::reduced_ratio(0, -1), deferred = Exact::reduced_ratio(0, -2);
  static constexpr bool is(Exact value) { return value.den < 0; }
};
constexpr std::int64_t largest_integer = std::int64_t{1} << 62;

inline std::int64_t checked(std::int64_t value) {
  return value > -largest_integer && value < largest_integer ? value : Special<std::int64_t>::deferred;
}

struct Lanes {
  std::vector<std::uint8_t> members;
  std::vector<std::int64_t> integers;
  std::vector<Exact> exacts;

  template <class T>
  std::vector<T>& of() {
    if constexpr (std::is_same_v<T, std::uint8_t>)
      return members;
    else if constexpr (std::is_same_v<T, std::int64_t>)
      return integers;
    else
      return exacts;
  }
};

// The lanes of a domain: those of lane p of the parent are begin[p] .. begin[p + 1].
struct DomainLanes {
  std::size_t count = 0;
  bool one_run = false;               // of rows: each lane's row is the one after that of the lane before
  std::vector<std::uint32_t> up;      // by lane: its lane of the parent
  std::vector<std::uint32_t> across;  // by lane: its lane of the domain of the same rows
  std::vector<std::uint32_t> begin;   // by lane of the parent
  enum Sure : std::uint8_t { sure, unsure, without };  // without: a fold over them is none
  std::vector<std::uint8_t> sureness;                  // by lane of the parent: are these its lanes?
};

}  // namespace cepol::columnar
