// Runs a policy's examples and compares the results with their expectations.
#pragma once

#include "interpreter/authoring/data.hpp"
#include "interpreter/engine/engine.hpp"

namespace cepol::authoring {

struct ExpectationMismatch {
  const semantics::Expectation* expectation;
  bool no_row = false;  // the example has no row of the expectation's table
  std::string got;      // as the results show it; of a truth: its value
};
struct ExampleResult {
  ExampleData input;                             // input.data.bad: cells that could not be read
  std::vector<ExpectationMismatch> differences;  // in the order of the expectations of each table
  std::vector<std::string> reasons;              // why the results are what they are, for each table with a mismatch
  bool holds() const { return input.data.bad.empty() && differences.empty(); }
};

// `loaded`: of the policy's program. `seen`, if any, is marked with the expressions that the expectations evaluate.
ExampleResult run(engine::LoadedProgram& loaded, const semantics::Example& example,
                  engine::CoverageMarks* seen = nullptr);
// Whether the example holds; stops at the first mismatch.
bool holds(engine::LoadedProgram& loaded, const semantics::Example& example);

// The name of what an expectation is about: 审验, 应修学时, 名额(甲).
std::string label_of(const core::Program& program, const semantics::Expectation& expectation);
// The result for an expectation of an outcome, a figure or the missing columns: 合格, 170/3, 送审日期、性别.
std::string result_of(const core::Program& program, const semantics::Expectation& expectation,
                      const data::Dataset& data, const engine::RowResults& results);

}  // namespace cepol::authoring
