// Long runs: `dev/test --long` sets CEPOL_LONG=1. Every test runs without it too, on fewer cases.
#pragma once

#include <cstdlib>
#include <string_view>

namespace cepol::test {

inline bool long_run() {
  const char* value = std::getenv("CEPOL_LONG");
  return value != nullptr && std::string_view(value) == "1";
}

// The number of cases to try: `usual` in every run, `in_long_run` under dev/test --long.
template <typename Number>
Number cases(Number usual, Number in_long_run) {
  return long_run() ? in_long_run : usual;
}

// Built with the address sanitizer, where everything takes about ten times as long.
#ifdef __SANITIZE_ADDRESS__
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

}  // namespace cepol::test
