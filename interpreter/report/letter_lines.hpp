// Which lines of an explanation a letter takes, and what it says of them.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "interpreter/explain/explain.hpp"
#include "interpreter/explain/result_cells.hpp"
#include "interpreter/report/row_explanation.hpp"

namespace cepol::report {

// The decision of the explanation with that index, its outcome in words, what that outcome is.
const core::Decision& decision_of(const RowExplanation& one, std::size_t index);
std::string outcome_of(const RowExplanation& one, std::size_t index);
explain::Tone tone_of(const RowExplanation& one, std::size_t index);
// What it depends on that the person can supply; of a result that is given, nothing.
std::vector<engine::BlankCell> own_missing(const RowExplanation& one, std::size_t index);

// The line without expressions of the policy; empty: it has nothing else.
std::string in_words(const explain::ExplanationLine& line);

// Several sources of credit may read one table, each some of its rows. A row belongs where it counts; one that counts
// nowhere, where the fewest conditions fail.
class RowPlaces {
 public:
  explicit RowPlaces(const explain::ExplanationLine& derivation);
  bool belongs(const explain::ExplanationLine& line) const;  // true of a line that is no row's

 private:
  std::map<std::pair<core::TableId, data::RowIndex>, std::size_t> least_;  // failing conditions
};

// Of the cases of a decision (LineRole::cases) of which one applies: what the conditions that hold there compare, and
// those that fail in the cases that do not apply. Each text once.
std::vector<std::string> deciding_figures(const core::Program& program, const explain::ExplanationLine& cases);

// Is the line why the row above it does not count, or may not? Of a row that counts nothing is: what fails below it is
// within its value.
bool decides_row(const explain::ExplanationLine& inner, const explain::ExplanationLine& row);
// Where a sentence begins: an English word with a capital letter.
std::string with_capital(std::string text);

}  // namespace cepol::report
