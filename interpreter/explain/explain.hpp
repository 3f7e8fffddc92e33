// Explanations of results: the account of a decision (core::Step) is evaluated on a row and written as lines of text.
// `reasons` returns a sentence for each decision, for result tables; `explanation` the whole derivation as a tree,
// which tables, JSON, pages and letters print.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "interpreter/engine/engine.hpp"
#include "lang/source/source.hpp"

namespace cepol::explain {

enum class LineMark : std::uint8_t { plain, holds, fails, open, chosen };
// What a line is about.
enum class LineKind : std::uint8_t {
#define CEPOL_LINE(name) name,
#include "interpreter/explain/line_kinds.def"
#undef CEPOL_LINE
};
// Of the lines right below a decision's.
enum class LineRole : std::uint8_t {
  other,
  alternatives,  // which rule applies
  cases,         // which case of the decision itself
  arithmetic,    // amounts, in all, by year or by row, and which time counts
  fillings,      // how the result comes out, by what is filled in
};
struct ExplanationLine {
  LineMark mark = LineMark::plain;
  std::string text;
  std::vector<core::ClauseId> clauses;
  std::vector<ExplanationLine> lines;
  std::vector<std::string> values = {};  // what a condition compares: 年龄：49周岁
  bool not_applicable = false;           // an alternative that does not apply: its clauses are not quoted
  // Cited by the definitions that the line's values are computed from: quoted, but not cited beside the line.
  std::vector<core::ClauseId> definition_clauses = {};
  LineRole role = LineRole::other;
  std::vector<std::string> compared = {};                            // the same in words, of comparisons
  std::optional<std::pair<core::TableId, data::RowIndex>> row = {};  // of a row that may count
  bool before_chosen = false;                                        // an alternative that is tried before the chosen
  LineKind kind = LineKind::other;
  std::optional<engine::ValueSet> value = {};  // that the line tells; of a row: what it gives
  core::Type value_type = {};
  std::optional<core::Fold> fold = {};  // how `value` is made of those of the lines below
  std::string remark = {};              // the part of the text behind the value: 学习5行，计入3行
  // Of a definition: which, of what arguments. Each is opened once, where it is first told without unfolding.
  std::string opening = {};
  bool opened_elsewhere = false;
  std::string reference = {};  // behind the text: see above
  // It was tried and did not matter: told on demand only.
  bool folded = false;
  // For letters, without expressions of the policy: what is told then; empty: nothing. Nullopt: the text.
  std::optional<std::string> plain = {};
  std::string denied = {};       // of a test without words of the author: that it does not hold, in words
  bool doubtful = false;         // a row that is perhaps another's, or no record of its own
  std::optional<Day> ends = {};  // of a year or a window, the last day
};

// What was asked of a row while a text about it was composed, with the answers; until something else was asked: then
// the text depends on more of the row, and the log is not complete.
struct Read {
  enum Kind : std::uint8_t { mark, single } kind = mark;  // does it hold; is its value known?
  core::FunctionId function = {};
};
constexpr std::size_t answers = 3;  // to one question: fewer
struct ReadLog {
  std::vector<std::pair<Read, std::uint8_t>> reads;
  bool complete = true;
};

struct Subject {  // the row that is explained
  const core::Program& program;
  const data::Dataset& data;
  engine::Engine& evaluator;
  core::TableId table;
  data::RowIndex row;
  ReadLog* log = nullptr;
  const Sources* sources = nullptr;  // of the policy; without them expressions are not quoted
  bool all = false;                  // explanations list every row and year
  bool plain = false;                // reasons leave out conditions that have no words of the author
};

// One sentence for each decision of the row; none for a warning that does not apply.
std::string reasons(const Subject& subject, const engine::RowResults& results);
ExplanationLine explanation(const Subject& subject, const engine::RowResults::Decided& decided);
// The clauses of a line, of its definitions and of the lines below, each once, in order; without alternatives that do
// not apply, and, unless `all`, without lines that are folded.
std::vector<core::ClauseId> clauses_of(const ExplanationLine& line, bool all = false);

}  // namespace cepol::explain
