// Compares what an engine returns with what the simple evaluator gives.
#pragma once

#include "interpreter/engine/results.hpp"
#include "tests/support/simple_evaluator.hpp"

namespace cepol::test {

// What an engine must return for an outcome or a figure with this value. `english`: the program's own language.
engine::Outcome expected(const SimpleValue& value, const core::Type& type, bool english);
bool same(const engine::Outcome& one, const engine::Outcome& other);  // but for `missing` and `bounded`
std::string shown(const engine::Outcome& outcome);
// May two engines return these for one row? The same, with the same blanks; but where one reached its search bound it
// is undetermined, and of what the other knows all blanks that it names are named.
bool both_sound(const engine::Outcome& a, const engine::Outcome& b);

// Every way in which the engine's results for a row differ from the simple evaluator's, in words; empty: none.
std::string disagreements(const SimpleEvaluator& simple, const engine::RowResults& results, data::RowIndex row);

}  // namespace cepol::test
