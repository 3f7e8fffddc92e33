#include "interpreter/cli/decide_rows.hpp"

#include <algorithm>
#include <atomic>
#include <utility>

#include "interpreter/cli/progress.hpp"
#include "interpreter/cli/rows_twice.hpp"
#include "interpreter/explain/result_cells.hpp"
#include "interpreter/report/cells.hpp"

namespace cepol::cli {

namespace {

constexpr data::RowIndex block_rows = 256;  // a batch of the columnar engine
constexpr std::size_t blocks_a_thread = 2;  // whose results are held at a time

using Block = std::vector<DecidedRow>;

}  // namespace

RowDecider::RowDecider(const Inputs& inputs, const Parallel& parallel)
    : inputs_(inputs), parallel_(parallel), program_(*inputs.engine, inputs.policy->program()) {}

// Before threads ask for them: engines are made one after another.
void RowDecider::make_evaluators(std::size_t threads) {
  while (evaluators_.size() < threads) evaluators_.push_back({program_.on(inputs_.data, inputs_.options), {}});
}

// While the results of some blocks are taken, those of the blocks after them are computed.
void RowDecider::run(data::RowIndex rows, const std::function<DecidedRow(RowEvaluator&, data::RowIndex)>& decide,
                     const std::function<bool(data::RowIndex, const DecidedRow&)>& take) {
  const std::size_t blocks = (std::size_t{rows} + block_rows - 1) / block_rows;
  const std::size_t threads = std::min(parallel_.width(), blocks);
  make_evaluators(threads);
  std::vector<Block> finished, running;
  std::size_t first_finished = 0, first_running = 0;  // blocks
  bool stopped = false;
  const auto take_finished = [&] {
    data::RowIndex row = static_cast<data::RowIndex>(first_finished) * block_rows;
    for (const Block& block : finished)
      for (const DecidedRow& one : block)
        if (stopped = stopped || !take(row++, one); stopped) return;
  };
  while ((first_running < blocks || !finished.empty()) && !stopped) {
    running.assign(std::min(blocks - first_running, threads * blocks_a_thread), {});
    std::atomic<std::size_t> next = 0;
    const auto decide_blocks = [&](RowEvaluator& evaluator) {
      for (std::size_t i = next++; i < running.size(); i = next++) {
        const auto first = static_cast<data::RowIndex>((first_running + i) * block_rows);
        const data::RowIndex end = first + std::min(block_rows, rows - first);
        running[i].reserve(end - first);
        for (data::RowIndex row = first; row < end; ++row) running[i].push_back(decide(evaluator, row));
      }
    };
    const std::size_t working = std::min(threads, running.size());
    parallel_.run(working + 1, [&](std::size_t task) {
      if (task == 0)
        take_finished();
      else
        decide_blocks(evaluators_[task - 1]);
    });
    first_finished = first_running;
    first_running += running.size();
    finished = std::exchange(running, {});
  }
}

void decide_all(RowDecider& decider, const Inputs& inputs, core::TableId table, const Io& io,
                const std::function<void(data::RowIndex, const engine::RowResults&)>& take) {
  const data::RowIndex rows = inputs.data[table].rows;
  Progress progress(io, inputs.policy->program().tables[table].name, rows, ProgressUnit::rows);
  decider.run(
      rows,
      [&](RowEvaluator& evaluator, data::RowIndex row) {
        return DecidedRow{evaluator.engine->decide(table, row), {}};
      },
      [&](data::RowIndex row, const DecidedRow& decided) {
        progress.at(row);
        take(row, decided.results);
        return true;
      });
}

DecidedRow decide_with_cells(const Inputs& inputs, const core::ResultTable& table, RowEvaluator& evaluator,
                             data::RowIndex row, RowsTwice& twice) {
  engine::Engine& engine = *evaluator.engine;
  const explain::Subject subject{inputs.policy->program(), inputs.data, engine, table.table, row};
  DecidedRow decided{engine.decide(table.table, row), {}};
  decided.cells =
      report::cells(table, subject, decided.results, evaluator.reasons, twice.note(table.table, row, decided.results));
  return decided;
}

}  // namespace cepol::cli
