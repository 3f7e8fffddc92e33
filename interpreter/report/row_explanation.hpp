// The complete explanation of the results of one row: the decisions with their derivations, the faults in its data, the
// readings in force, the clauses quoted. As text for people and as JSON.
#pragma once

#include <string>
#include <vector>

#include "interpreter/explain/explain.hpp"
#include "lang/base/styled_text.hpp"

namespace cepol::report {

struct RowExplanation {
  const core::Program& program;
  const data::Dataset& data;
  const engine::Options& options;
  core::TableId table;
  data::RowIndex row;
  bool all = false;  // with what was tried and did not matter
  std::string reasons;
  std::vector<engine::RowResults::Decided> decisions;
  std::vector<explain::ExplanationLine> derivations;  // by decision
  std::vector<core::ClauseId> clauses;                // that the derivations cite, in the notice's order
  std::vector<const data::BadRow*> faults;            // in the cells of the row and of its child rows
  std::string note = {};                              // behind the reasons: of rows that are alike in every cell
};

struct ToldWith {
  std::vector<std::string> clause_order;  // the paths of the notice's clauses, as core::Clause has them
  const Sources* sources = nullptr;       // of the policy, whose expressions are quoted
  bool all = false;                       // every row and year, and what was tried
};
RowExplanation explain_row(engine::Engine& engine, const core::Program& program, const data::Dataset& data,
                           const engine::Options& options, core::TableId table, data::RowIndex row,
                           const ToldWith& told);
StyledText to_text(const RowExplanation& explanation);
// One page; what was tried and did not matter is folded.
std::string to_html(const RowExplanation& explanation);

// What the formats share. The sign of a line; a line with its values and clauses; how many of the lines below it did
// not matter, with the names of rules and conditions (empty: none); the readings in force; the faults.
std::string_view sign_of(explain::LineMark mark);
std::string line_text(const core::Program& program, const explain::ExplanationLine& line);
std::string folded_text(const core::Program& program, const explain::ExplanationLine& line);
std::vector<std::string> reading_lines(const RowExplanation& explanation);
std::vector<std::string> fault_lines(const RowExplanation& explanation);
std::string to_json(const RowExplanation& explanation);

// The key of a row, or its number in the file where the table has no key.
std::string row_name(const core::Program& program, const data::Dataset& data, core::TableId table, data::RowIndex row);
// A bad row or cell on one line: where, and what is wrong.
std::string fault_text(const data::BadRow& bad, bool english);

}  // namespace cepol::report
