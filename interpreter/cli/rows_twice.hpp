// Rows that are alike in every cell were all counted: which results, counts of quotas and rosters would be others if
// each counted once.
#pragma once

#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "interpreter/cli/inputs.hpp"
#include "interpreter/engine/engine.hpp"
#include "interpreter/report/row_explanation.hpp"

namespace cepol::cli {

// Of the rows of a part, or of all: how many results would differ; where such rows are; which counts would differ.
struct TwiceFound {
  std::uint64_t changed = 0;
  std::string places;
  std::vector<std::string> counts;
};
// What the user is told of it, and can do; empty: nothing would differ.
std::string twice_summary(const TwiceFound& found, const Io& io);

class RowsTwice {
 public:
  RowsTwice(const Inputs& inputs, const Io& io);

  // What to say of the row's results; empty: they do not depend on it. By any thread, once a row.
  std::string note(core::TableId table, data::RowIndex row, const engine::RowResults& results);
  // The same, told with the row's explanation.
  void tell(report::RowExplanation& explanation);
  // Of the rows that were noted.
  TwiceFound found() const;

 private:
  void find_concerned();
  bool is_read_whole(core::TableId table) const;
  std::string places() const;
  std::vector<std::string> changed_counts() const;
  data::RowIndex row_in_once(core::TableId table, data::RowIndex row);

  const Inputs& inputs_;
  const Io& io_;
  data::Dataset once_;  // each such row only once
  std::unique_ptr<engine::Engine> engine_;
  std::vector<std::set<data::RowIndex>> concerned_;  // by table: rows that own such rows
  bool all_concerned_ = false;                       // something is counted over a whole table that has them
  bool owned_only_ = true;                           // all are reached through their owners; they stay in `once_`
  std::mutex one_at_a_time_;                         // guards the engine and what is counted
  std::uint64_t changed_ = 0;
};

}  // namespace cepol::cli
