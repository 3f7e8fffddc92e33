// Why a result is what it is: from a decision's account (core::Step), evaluated on the row, to lines that people read.
// `reasons` is the sentence or two for a result table; `explanation` the whole derivation.
#pragma once

#include <string>
#include <vector>

#include "interpreter/reference/evaluator.hpp"

namespace cepol::explain {

enum class Mark : std::uint8_t { plain, holds, fails, open, chosen };
struct Line {
  Mark mark = Mark::plain;
  std::string text;
  std::vector<core::ClauseId> clauses;
  std::vector<Line> lines;
  std::vector<std::string> values = {};     // what a condition compares: 年龄：49周岁
  bool aside = false;                       // an alternative that does not apply: its clauses need no quote
  std::vector<core::ClauseId> behind = {};  // cited by the definitions that its value is made of: only quoted
};

struct Subject {  // what is explained
  const core::Program& program;
  const data::Dataset& data;
  reference::Evaluator& evaluator;
  core::TableId table;
  data::RowIndex row;
};

// For all decisions of the row: one sentence each.
std::string reasons(const Subject& subject, const engine::RowResults& results);
Line explanation(const Subject& subject, const engine::RowResults::Decided& decided);
// The clauses of a line, of the definitions behind it and of the lines below, each once, in order; not those of what
// stands aside.
std::vector<core::ClauseId> clauses_of(const Line& line);

}  // namespace cepol::explain
