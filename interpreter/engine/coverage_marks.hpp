// Coverage marks: for each expression of a program, whether evaluations reached it and with which results. The coverage
// of a policy by its examples is computed from them.
#pragma once

#include <cstdint>
#include <vector>

#include "lang/core/program.hpp"

namespace cepol::engine {

// Bits by expression, collected over all calls made while the engine writes to them. Only what is certain is marked:
// where a blank leaves a guard open, the expressions behind that guard are not.
struct CoverageMarks {
  enum Bit : std::uint8_t {
    evaluated = 1,  // the value of a case or branch: it was taken
    yes = 2,        // a truth that held; a minimum or maximum that is its left side and not its right
    no = 4,         // a truth that did not; a minimum or maximum that is its right side and not its left
  };
  std::vector<std::uint8_t> marks;  // by ExprId

  explicit CoverageMarks(const core::Program& program) : marks(program.exprs.size(), 0) {}
  bool has(core::ExprId id, Bit bit) const { return (marks[id.index] & bit) != 0; }
  void add(const CoverageMarks& other) {
    for (std::size_t i = 0; i < marks.size(); ++i) marks[i] |= other.marks[i];
  }
  friend bool operator==(const CoverageMarks&, const CoverageMarks&) = default;
};

}  // namespace cepol::engine
