// What a function computes, as a number: functions that do the same by the same terms have one digest, in whatever
// program, whatever they, their arguments and the cases in them are called, and wherever they stand. Columns count by
// their names and their table's, members by their place in their enumeration, readings by their name and, where one is
// in force, the option's.
#pragma once

#include <cstdint>
#include <vector>

#include "lang/core/program.hpp"

namespace cepol::core {

// By FunctionId: functions call older ones only, so one pass in their order does. `readings`: the options in force;
// what other options would do does not count.
std::vector<std::uint64_t> digests_of(const Program& program, const std::vector<Member>& readings);

}  // namespace cepol::core
