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

// An example of one of the policies, or of both, that comes out differently under the two.
enum class ProbeOf : std::uint8_t { before, after, both };
struct Probe {
  std::string title;
  ProbeOf of;
  std::string key;        // of the row
  Difference difference;  // its rows are those of the example's data
  std::uint32_t number;   // of the cause, in `difference`
  Cause cause;            // of a part of what differs: each cause is a probe of its own
};

// The two notices, clause by clause.
struct NoticeComparison {
  struct ChangedClause {
    std::string path;           // in the new notice, else in the old one
    std::string before, after;  // the words; empty: the notice has no such clause
  };
  std::vector<ChangedClause> without_rule;  // the words changed, and no rule that cites them
  std::vector<std::size_t>
      without_clause;  // Structure::changes: rules that changed though no clause that they cite did
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
  const std::vector<Pair>* pairs = nullptr;
  std::vector<Probe> probes;
  std::optional<NoticeComparison> notices;  // nullopt: one of them has no notice
  std::vector<ChangePart> units;            // of Cause::units
  std::vector<std::string> by;              // columns of the new side's tables by which rows are counted
  bool all_rows = false;
  std::vector<std::string> explained;  // keys of rows
  // For each of them two, the old and the new: a heading and lines.
  std::vector<std::pair<std::string, std::vector<std::string>>> explanations;
};

report::Document to_document(const DiffReport& report);
// Adds the section about the examples that come out differently.
void add_probes(const DiffReport& report, report::Document& document);
// Adds the section about the data, with the rows by cause; or, for a reader who has these elsewhere, without.
// Precondition: report.impact is not null.
void add_impact(const DiffReport& report, report::Document& document, bool rows = true);
// The rows of differences of one pair as a table, at most so many. What differs for another cause is shown as “…”.
report::DocumentTable table_of(const DiffReport& report, std::size_t pair, std::uint32_t cause,
                               const std::vector<const Difference*>& differences, std::size_t most);
// What differs in a row for that cause: the outcome, and the figures.
std::string difference_text(const DiffReport& report, const Difference& difference, std::uint32_t cause);
// docs/diff-json.md documents the format.
std::string to_json(const DiffReport& report);

// The quoted text of a clause, given by its path (三(一)); "" when there is none.
std::string quote_of(const core::Program& program, const std::string& clause);
// Does the change affect no result: wordings, citations, clauses that compute nothing?
bool is_minor(const Change& change);
std::string change_title(const DiffReport& report, const Change& change);
std::string cause_text(const DiffReport& report, const Cause& cause);

}  // namespace cepol::diff
