// The engines that the tests in tests/differential judge: the reference engine, and beside it the columnar one, which
// must give the very same results, but for what a search that reached its bound does not know.
#pragma once

#include <algorithm>
#include <catch2/catch.hpp>
#include <iterator>

#include "interpreter/columnar/columnar.hpp"
#include "tests/support/agreement.hpp"
#include "tests/support/reference_engine.hpp"

namespace cepol::test {

class TestedEngine {
 public:
  TestedEngine(const core::Program& program, const data::Dataset& data, const engine::Options& options)
      : program_(program),
        engine_(reference_engine(program, data, options)),
        columnar_(engine::load(columnar::engine_kind(), program, data, in_batches(options))) {}
  // Every decision of the row's table. For the columnar engine rows are to be asked for one after another.
  engine::RowResults decide(core::TableId table, data::RowIndex row) {
    const engine::RowResults results = engine_->decide(table, row), others = columnar_->decide(table, row);
    compare(results, others, row);
    return results;
  }
  // How many rows the columnar engine decided itself.
  std::uint64_t decided_in_columns() const { return columnar::rows_decided(*columnar_); }

 private:
  // Each time of another size: results do not depend on it.
  static engine::Options in_batches(engine::Options options) {
    static std::size_t made = 0;
    constexpr data::RowIndex sizes[] = {256, 1, 2, 7, 1000, 64, 3};
    options.batch_rows = sizes[made++ % std::size(sizes)];
    return options;
  }
  static std::string shown_missing(const engine::Outcome& outcome) {
    std::string text;
    for (const engine::BlankCell& cell : outcome.missing)
      text +=
          " " + std::to_string(cell.table.index) + "." + std::to_string(cell.column) + "@" + std::to_string(cell.row);
    return text;
  }
  void compare(const engine::RowResults& results, const engine::RowResults& others, data::RowIndex row) const {
    REQUIRE(results.decisions.size() == others.decisions.size());
    for (std::size_t i = 0; i < results.decisions.size(); ++i) {
      const auto &one = results.decisions[i], &other = others.decisions[i];
      REQUIRE(one.measures.size() == other.measures.size());
      bool good = one.decision == other.decision && both_sound(one.outcome, other.outcome);
      std::string text =
          shown(one.outcome) + shown_missing(one.outcome) + " / " + shown(other.outcome) + shown_missing(other.outcome);
      for (std::size_t m = 0; m < one.measures.size(); ++m) {
        good = good && both_sound(one.measures[m], other.measures[m]);
        text += "; " + shown(one.measures[m]) + " / " + shown(other.measures[m]);
      }
      if (!good) FAIL_CHECK("row " << row << ": the engines differ: " << text << "\n" << print(program_));
    }
  }

  const core::Program& program_;
  std::unique_ptr<engine::Engine> engine_, columnar_;
};

}  // namespace cepol::test
