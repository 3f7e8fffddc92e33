// The report of a comparison: the changes rule by rule with their clauses, and the rows whose results differ, each with
// the changes that cause the difference.
#pragma once

#include "interpreter/diff/impact.hpp"
#include "interpreter/diff/structure.hpp"
#include "interpreter/report/document.hpp"

namespace cepol::diff {

// A change in a cause, or one of its details: indices into Structure::changes and Change::details (nullopt: the whole
// change).
struct ChangePart {
  std::size_t change;
  std::optional<std::size_t> detail;
};

struct DiffReport {
  bool english = false;
  struct Side {
    std::string name, title, file;  // nmg/2017; with readings: nmg/2017, 近年截止=2016
    const core::Program* program = nullptr;
    const data::Dataset* data = nullptr;
    std::size_t faults = 0;  // in the data, as this side reads them
  } before, after;
  const Structure* structure = nullptr;
  const Impact* impact = nullptr;  // null: no data
  std::vector<ChangePart> units;   // of Cause::units
  std::vector<std::string> by;     // columns of the new side's tables by which rows are counted
  bool all_rows = false;
  std::vector<std::pair<std::string, std::vector<std::string>>> explanations;  // a heading and lines
};

report::Document to_document(const DiffReport& report);
// Adds the section about the data. Precondition: report.impact is not null.
void add_impact(const DiffReport& report, report::Document& document);
// docs/diff-json.md documents the format.
std::string to_json(const DiffReport& report);

// The quoted text of a clause, given by its path (三(一)); "" when there is none.
std::string quote_of(const core::Program& program, const std::string& clause);
std::string change_title(const DiffReport& report, const Change& change);
std::string cause_text(const DiffReport& report, const Cause& cause);

}  // namespace cepol::diff
