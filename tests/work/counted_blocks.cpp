#include "tests/work/counted_blocks.hpp"

namespace cepol::test {

std::uint64_t counted_blocks = 0;

}  // namespace cepol::test

extern "C" void __sanitizer_cov_trace_pc();
extern "C" void __sanitizer_cov_trace_pc() { ++cepol::test::counted_blocks; }
