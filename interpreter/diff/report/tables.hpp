// Aggregated figures of an impact as texts, used by the document and the JSON report.
#pragma once

#include "interpreter/diff/report/report.hpp"

namespace cepol::diff {

std::string outcome_of(const core::Program& program, core::DecisionId decision, const Result& result);
// How many rows went from which outcome to which, as printed.
std::map<std::pair<std::string, std::string>, std::uint64_t> outcome_matrix(const DiffReport& report, std::size_t pair);
std::string figure_of(const core::Program& program, const Figure& figure);  // "" for none
std::string signed_text(const Exact& value);                                // +50, -10/3

struct FigureChange {  // of one figure of a decision, over all rows where both sides have a value
  std::string label;
  std::uint64_t more = 0, less = 0;
  std::vector<std::pair<Exact, std::uint64_t>> steps;  // by how much, how often; the most frequent first
};
std::vector<FigureChange> figures_of(const DiffReport& report, std::size_t pair);

struct ByColumn {  // a value of the column, and how many of its rows went from one outcome to another
  std::string value;
  std::uint64_t rows = 0, different = 0;
  std::vector<std::uint64_t> moves;  // as ByTable::moves
};
struct ByTable {
  std::string column;
  std::vector<std::pair<std::string, std::string>> moves;  // outcomes that differ, the most frequent first
  std::vector<ByColumn> values;                            // by value
};
// Nothing when the decided rows have no such column.
std::optional<ByTable> by_column(const DiffReport& report, std::size_t pair, const std::string& column);

}  // namespace cepol::diff
