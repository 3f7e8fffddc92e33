// What every engine returns (outcomes, figures, blanks that matter), the options of a run, and the counts for quotas.
// An outcome or figure is `given` only if every repair of the data leads to it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/data/dataset.hpp"

namespace cepol::engine {

enum class Status : std::uint8_t {
  given,         // the outcome or figure is certain
  not_covered,   // no clause applies, however the blanks are filled (a figure: it has no value)
  conflict,      // clauses contradict each other, however the blanks are filled
  failed,        // cannot be computed (overflow, division by zero, ...), however the blanks are filled
  undetermined,  // the blanks matter, or might and the search bound was reached
};

struct ResultValue {  // of an outcome or figure that is given
  core::Type type;
  Exact number;         // number, year, date (its day), truth, enumeration (its member)
  std::string text;     // text: folded
  std::string written;  // text: as people are shown it
  friend bool operator==(const ResultValue& a, const ResultValue& b) {
    return a.type == b.type && a.number == b.number && a.text == b.text;
  }
};
// A folded text as it was written: in the data, or else in the policy.
std::string_view written_text(const core::Program& program, const data::Dataset& data, std::string_view folded);

constexpr core::ColumnIndex whole_row = UINT32_MAX;  // as a column: whether the row is a record

// Where the data leave something open: a cell that is not known or known only in part (of a link: whose the row is), or
// a row that is perhaps no record.
struct BlankCell {
  core::TableId table;
  data::RowIndex row;
  core::ColumnIndex column;  // or whole_row
  friend bool operator==(const BlankCell&, const BlankCell&) = default;
  friend auto operator<=>(const BlankCell&, const BlankCell&) = default;
};

// A blank matters when two fillings that differ in it alone give different outcomes (status or value; which cases clash
// and why something fails make no difference).
struct Outcome {
  Status status = Status::undetermined;
  ResultValue value;               // when given
  std::string detail;              // conflict: the cases that clash, "A / B"; failed: the function and why, "f: ..."
  std::vector<BlankCell> missing;  // undetermined: the blanks that matter, each once, by table, column and row
  bool bounded = false;            // undetermined: the search bound was reached; `missing` may name too many
};

struct RowResults {  // of one row: the decisions of its table, in the program's order
  struct Decided {
    core::DecisionId decision;
    Outcome outcome;
    std::vector<Outcome> measures;  // their `missing` is not filled
  };
  std::vector<Decided> decisions;
};

struct Options {
  std::vector<core::Member> readings;  // by ReadingId; empty: the defaults
  std::size_t search_bound = 4000;     // evaluations per decision and row for completing blanks
  data::RowIndex batch_rows = 256;     // at least 1: how many rows are computed together, where they are
};

struct QuotaLine {
  core::Member member;
  std::uint64_t count = 0, unknown = 0;  // rows that surely are of that member; further rows that perhaps are
};
// One line for each member, in their order. A cell that is none counts nowhere.
std::vector<QuotaLine> count(const core::Quota& quota, const data::Dataset& data);

}  // namespace cepol::engine
