// Decides the rows of a table in blocks, several at a time, and passes the results on in the order of the rows.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "interpreter/cli/inputs.hpp"
#include "interpreter/explain/known_reasons.hpp"
#include "lang/base/parallel.hpp"

namespace cepol::cli {

struct DecidedRow {  // used again for further rows
  engine::RowResults results;
  std::vector<std::string> cells;  // as they are written
  // What is to be said of the row as the other engines decide it: by which of them, and a line of cells.
  std::vector<std::pair<std::size_t, std::vector<std::string>>> lines;
};

// Of one thread.
struct RowEvaluator {
  std::unique_ptr<engine::Engine> engine;
  explain::KnownReasons reasons;
  std::vector<std::unique_ptr<engine::Engine>> others;
  engine::RowResults results_of_other;  // memory for the results of one of them
};

class RowDecider {
 public:
  // The inputs must outlive it.
  // `others`: the options of further engines that each thread has.
  RowDecider(const Inputs& inputs, const Parallel& parallel, std::vector<engine::Options> others = {});

  // `decide` is called for rows of several blocks at the same time, with one evaluator each; `take` for one row after
  // another, until it returns false.
  void run(data::RowIndex rows, const std::function<void(RowEvaluator&, data::RowIndex, DecidedRow&)>& decide,
           const std::function<bool(data::RowIndex, const DecidedRow&)>& take);
  // The same for some rows of a table, ascending.
  void run(core::TableId table, const std::vector<data::RowIndex>& rows,
           const std::function<void(RowEvaluator&, data::RowIndex, DecidedRow&)>& decide,
           const std::function<bool(data::RowIndex, const DecidedRow&)>& take);

 private:
  void make_evaluators(std::size_t threads);

  const Inputs& inputs_;
  const Parallel& parallel_;
  engine::LoadedProgram program_;
  const std::vector<engine::Options> others_;
  std::deque<RowEvaluator> evaluators_;  // one a thread, made when it is needed
};

// Decides every row of the table, without cells, and shows the progress.
void decide_all(RowDecider& decider, const Inputs& inputs, core::TableId table, const Io& io,
                const std::function<void(data::RowIndex, const engine::RowResults&)>& take);

class RowsTwice;

// A row with its cells as every format writes them, with what there is to say of rows alike.
void decide_with_cells(DecidedRow& decided, const Inputs& inputs, const core::ResultTable& table,
                       RowEvaluator& evaluator, data::RowIndex row, RowsTwice& twice);

}  // namespace cepol::cli
