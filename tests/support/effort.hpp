// How much a generated test tries: a long run is asked for by CEPOL_LONG=1; under the sanitizers, which are slow, less.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace cepol::test {

struct Effort {
  std::uint64_t usual, sanitized, lengthy;
};

inline bool long_run() {
  const char* value = std::getenv("CEPOL_LONG");
  return value != nullptr && std::string_view(value) == "1";
}

// The number of cases to try: `usual` in every run, `in_long_run` under dev/test --long.
template <typename Number>
Number cases(Number usual, Number in_long_run) {
  return long_run() ? in_long_run : usual;
}

// Built with the address or the thread sanitizer, where everything takes about ten times as long.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

inline std::uint64_t cases_of(const Effort& effort) {
  if (long_run()) return effort.lengthy;
  return sanitized ? effort.sanitized : effort.usual;
}

}  // namespace cepol::test
