// Counts the outcomes of each decision over all rows, for the summary of `cepol eval`.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "interpreter/cli/io.hpp"
#include "interpreter/engine/results.hpp"
#include "interpreter/explain/result_cells.hpp"

namespace cepol::cli {

class OutcomeCounts {
 public:
  explicit OutcomeCounts(const core::Program& program);
  void add(const engine::RowResults& results);
  // Of the decision: what came out, in the order of explain::outcome_words, with how many rows; without zeros.
  std::vector<std::pair<explain::OutcomeWord, std::uint64_t>> of(core::DecisionId decision) const;
  // A line for each decision of the table's rows.
  std::string text(core::TableId table, const Io& io) const;

 private:
  const core::Program& program_;
  std::vector<std::vector<std::uint64_t>>
      counts_;  // by decision: its members in order, then each Status (`given` unused)
};

}  // namespace cepol::cli
