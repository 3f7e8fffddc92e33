// The values that something has in a policy's examples: what a name stands for, by instances.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "interpreter/engine/engine.hpp"
#include "lang/semantics/checked.hpp"

namespace cepol::authoring {

struct ExampleValues {
  std::vector<std::pair<std::string, std::size_t>> values;  // as people are shown them, the most frequent first
  std::size_t rows = 0;                                     // of the examples that were looked at
  bool all = true;                                          // no example was left out
};
// Examples beyond the first `most` are left out; so are the rest where `stop`, asked before each, says so.
constexpr std::size_t most_examples_for_values = 60;

ExampleValues values_of_column(const semantics::Checked& checked, core::TableId table, core::ColumnIndex column);
// Of a function of one row; none of another.
ExampleValues values_of_function(const semantics::Checked& checked, engine::LoadedProgram& loaded,
                                 core::FunctionId function, bool english, const std::function<bool()>& stop = {});
ExampleValues values_of_decision(const semantics::Checked& checked, engine::LoadedProgram& loaded,
                                 core::DecisionId decision, bool english, const std::function<bool()>& stop = {});

}  // namespace cepol::authoring
