// Cases by number: a random policy with several random data sets.
#pragma once

#include <array>
#include <map>

#include "lang/core/program.hpp"
#include "tests/pairs/pair.hpp"

namespace cepol::pairs {

inline constexpr std::size_t data_sets = 4;  // of a policy

struct Counts {
  std::size_t policies = 0, refused = 0;  // refused: a random policy with an error, in whose place another was made
  std::size_t pairs = 0, stopped = 0;     // stopped: the data stop the run, with the same message
  std::size_t damaged = 0, with_blanks = 0, many_rows = 0, in_any_order = 0;
  std::array<std::size_t, std::variant_size_v<core::Term>> terms{};  // programs with the term
  std::map<std::string_view, std::size_t> kinds;                     // of damage
};

struct Failure {
  Pair pair;
  Difference difference;
};
// The same for the same number. Nullopt: no pair shows a difference.
std::optional<Failure> try_case(std::uint64_t seed, Counts& counts);

}  // namespace cepol::pairs
