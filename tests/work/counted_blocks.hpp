// How much work was done, as a count that is the same on every machine: the library under test is compiled so that
// each basic block (a stretch of code without a branch) calls a function when it runs, which counts (CMakeLists.txt).
// Loops within library functions that are not templates, like memmove, are not seen.
#pragma once

#include <cstdint>

namespace cepol::test {

extern std::uint64_t counted_blocks;

}  // namespace cepol::test
