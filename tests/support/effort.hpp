// How much a generated test tries: a long run is asked for by CEPOL_LONG=1; under the sanitizers, which are slow, less.
#pragma once

#include <cstdint>
#include <cstdlib>

namespace cepol::test {

struct Effort {
  std::uint64_t usual, sanitized, lengthy;
};

inline bool long_run() { return std::getenv("CEPOL_LONG") != nullptr; }
inline std::uint64_t cases_of(const Effort& effort) {
  if (long_run()) return effort.lengthy;
#ifdef __SANITIZE_ADDRESS__
  return effort.sanitized;
#else
  return effort.usual;
#endif
}

}  // namespace cepol::test
