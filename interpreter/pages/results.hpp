// Results as one page to read: the totals as charts, every table to be sorted, filtered and looked through, however
// long, and for each row its reasons with the clauses that they cite. One file without network; rows are written as
// they come.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "interpreter/report/result_writer.hpp"

namespace cepol::pages {

struct ResultsPage {
  std::string title;
  bool english = false;
  std::vector<std::string> facts;                            // below the title
  std::vector<std::pair<std::string, std::string>> clauses;  // that reasons may cite: §三(一), its text
};

struct DecisionTotals {
  std::string table, decision;
  std::vector<std::pair<explain::OutcomeWord, std::uint64_t>> outcomes;
};

class ResultsWriter : public report::ResultWriter {
 public:
  virtual void totals(std::vector<DecisionTotals> totals) = 0;  // before commit()
};

std::unique_ptr<ResultsWriter> make_results_page(std::unique_ptr<report::Destination> destination, ResultsPage page);

}  // namespace cepol::pages
