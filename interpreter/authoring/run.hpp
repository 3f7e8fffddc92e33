// Runs the examples of a policy and compares what comes out with what they expect.
#pragma once

#include "interpreter/authoring/data.hpp"
#include "interpreter/engine/engine.hpp"

namespace cepol::authoring {

struct Difference {
  const semantics::Expectation* expectation;
  bool no_row = false;  // the example has no row of the expectation's table
  std::string got;      // as the results show it; of a truth: its value
};
struct Ran {
  ExampleData given;                    // given.data.bad: cells that could not be read
  std::vector<Difference> differences;  // in the order of the expectations of each table
  std::vector<std::string> reasons;     // why the results are what they are, for each table with a difference
  bool holds() const { return given.data.bad.empty() && differences.empty(); }
};

// `loaded`: the policy's program. What the expectations ask for is marked in `seen`, if any.
Ran run(engine::LoadedProgram& loaded, const semantics::Example& example, engine::CoverageMarks* seen = nullptr);
// Only whether it holds; stops at the first difference.
bool holds(engine::LoadedProgram& loaded, const semantics::Example& example);

// What an expectation asks for, in the policy's words: 审验, 应修学时, 名额(甲).
std::string label_of(const core::Program& program, const semantics::Expectation& expectation);
// What an expectation of an outcome, a figure or the missing columns gets: 合格, 170/3, 送审日期、性别.
std::string result_of(const core::Program& program, const semantics::Expectation& expectation,
                      const engine::RowResults& results);

}  // namespace cepol::authoring
