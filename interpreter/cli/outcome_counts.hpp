// Counts the outcomes of each decision over all rows, for the summary of `cepol eval`.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "interpreter/cli/io.hpp"
#include "interpreter/engine/results.hpp"

namespace cepol::cli {

class OutcomeCounts {
 public:
  explicit OutcomeCounts(const core::Program& program);
  void add(const engine::RowResults& results);
  // A line for each decision of the table's rows.
  std::string text(core::TableId table, const Io& io) const;

 private:
  const core::Program& program_;
  std::vector<std::vector<std::uint64_t>>
      counts_;  // by decision: its members in order, then each Status (`given` unused)
};

}  // namespace cepol::cli
