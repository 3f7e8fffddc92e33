// The engine that the tests in tests/differential judge: the only place there that names one.
#pragma once

#include "interpreter/reference/evaluator.hpp"

namespace cepol::test {

class TestedEngine {
 public:
  TestedEngine(const core::Program& program, const data::Dataset& data, const engine::Options& options)
      : evaluator_(program, data, options) {}
  // Every decision of the row's table.
  engine::RowResults decide(core::TableId table, data::RowIndex row) { return evaluator_.decide(table, row); }

 private:
  reference::Evaluator evaluator_;
};

}  // namespace cepol::test
