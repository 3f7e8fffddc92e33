// The engine that the tests in tests/differential judge: the only place there that names one.
#pragma once

#include "tests/support/reference_engine.hpp"

namespace cepol::test {

class TestedEngine {
 public:
  TestedEngine(const core::Program& program, const data::Dataset& data, const engine::Options& options)
      : engine_(reference_engine(program, data, options)) {}
  // Every decision of the row's table.
  engine::RowResults decide(core::TableId table, data::RowIndex row) { return engine_->decide(table, row); }

 private:
  std::unique_ptr<engine::Engine> engine_;
};

}  // namespace cepol::test
