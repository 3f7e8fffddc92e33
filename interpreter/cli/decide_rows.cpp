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

// Of a block, and a batch of the columnar engine: columns of so many people stay in the processor's caches.
constexpr data::RowIndex block_rows = 128;
constexpr std::size_t blocks_a_thread = 4;  // whose results are held at a time

// Blocks that follow one another; of the last perhaps fewer rows.
struct Blocks {
  std::size_t first = 0, count = 0;
  data::RowIndex end = 0;  // of the rows
  std::vector<std::vector<DecidedRow>> rows;

  data::RowIndex first_row(std::size_t block) const { return static_cast<data::RowIndex>(first + block) * block_rows; }
  data::RowIndex rows_of(std::size_t block) const { return std::min(block_rows, end - first_row(block)); }
};

}  // namespace

RowDecider::RowDecider(const Inputs& inputs, const Parallel& parallel, std::vector<engine::Options> others)
    : inputs_(inputs),
      parallel_(parallel),
      program_(*inputs.engine, inputs.policy->program()),
      others_(std::move(others)) {}

// Before threads ask for them: engines are made one after another.
void RowDecider::make_evaluators(std::size_t threads) {
  while (evaluators_.size() < threads) {
    RowEvaluator& made = evaluators_.emplace_back();
    const auto engine_with = [&](engine::Options options) {
      options.batch_rows = block_rows;
      return program_.on(inputs_.data, options);
    };
    made.engine = engine_with(inputs_.options);
    for (const engine::Options& options : others_) made.others.push_back(engine_with(options));
  }
}

// While the results of some blocks are taken, those of the blocks after them are computed.
void RowDecider::run(data::RowIndex rows, const std::function<void(RowEvaluator&, data::RowIndex, DecidedRow&)>& decide,
                     const std::function<bool(data::RowIndex, const DecidedRow&)>& take) {
  const std::size_t blocks = (std::size_t{rows} + block_rows - 1) / block_rows;
  const std::size_t threads = std::min(parallel_.width(), blocks);
  make_evaluators(threads);
  Blocks finished, running;
  finished.end = running.end = rows;
  bool stopped = false;
  const auto take_finished = [&] {
    for (std::size_t i = 0; i < finished.count; ++i)
      for (data::RowIndex row = 0; row < finished.rows_of(i); ++row)
        if (stopped = stopped || !take(finished.first_row(i) + row, finished.rows[i][row]); stopped) return;
  };
  while ((running.first < blocks || finished.count > 0) && !stopped) {
    running.count = std::min(blocks - running.first, threads * blocks_a_thread);
    if (running.rows.size() < running.count) running.rows.resize(running.count);
    std::atomic<std::size_t> next = 0;
    const auto decide_blocks = [&](RowEvaluator& evaluator) {
      for (std::size_t i = next++; i < running.count; i = next++) {
        std::vector<DecidedRow>& made = running.rows[i];
        if (made.size() < running.rows_of(i)) made.resize(running.rows_of(i));
        for (data::RowIndex row = 0; row < running.rows_of(i); ++row)
          decide(evaluator, running.first_row(i) + row, made[row]);
      }
    };
    const std::size_t working = std::min(threads, running.count);
    parallel_.run(working + 1, [&](std::size_t task) {
      if (task == 0)
        take_finished();
      else
        decide_blocks(evaluators_[task - 1]);
    });
    std::swap(finished, running);
    running.first = finished.first + finished.count;
  }
}

void RowDecider::run(core::TableId table, const std::vector<data::RowIndex>& rows,
                     const std::function<void(RowEvaluator&, data::RowIndex, DecidedRow&)>& decide,
                     const std::function<bool(data::RowIndex, const DecidedRow&)>& take) {
  make_evaluators(std::min(parallel_.width(), rows.size() / block_rows + 1));
  for (RowEvaluator& evaluator : evaluators_) evaluator.engine->expect(table, rows);
  run(
      static_cast<data::RowIndex>(rows.size()),
      [&](RowEvaluator& evaluator, data::RowIndex at, DecidedRow& decided) { decide(evaluator, rows[at], decided); },
      [&](data::RowIndex at, const DecidedRow& decided) { return take(rows[at], decided); });
}

void decide_all(RowDecider& decider, const Inputs& inputs, core::TableId table, const Io& io,
                const std::function<void(data::RowIndex, const engine::RowResults&)>& take) {
  const data::RowIndex rows = inputs.data[table].rows;
  Progress progress(io, inputs.policy->program().tables[table].name, rows, ProgressUnit::rows);
  decider.run(
      rows,
      [&](RowEvaluator& evaluator, data::RowIndex row, DecidedRow& decided) {
        evaluator.engine->decide_into(decided.results, table, row);
      },
      [&](data::RowIndex row, const DecidedRow& decided) {
        progress.at(row);
        take(row, decided.results);
        return true;
      });
}

void decide_with_cells(DecidedRow& decided, const Inputs& inputs, const core::ResultTable& table,
                       RowEvaluator& evaluator, data::RowIndex row, RowsTwice& twice) {
  engine::Engine& engine = *evaluator.engine;
  const explain::Subject subject{inputs.policy->program(), inputs.data, engine, table.table, row};
  engine.decide_into(decided.results, table.table, row);
  report::set_cells(decided.cells, table, subject, decided.results, evaluator.reasons,
                    twice.note(table.table, row, decided.results));
}

}  // namespace cepol::cli
