// What a run came across, for whoever asks which parts of a policy the examples reach.
#pragma once

#include <cstdint>
#include <vector>

#include "lang/core/program.hpp"

namespace cepol::reference {

// Marks by expression, gathered over all calls that are made while the engine writes to it. Only what is certain is
// marked: where a blank leaves a guard open, the parts behind it are not.
struct CoverageMarks {
  enum Mark : std::uint8_t {
    evaluated = 1,  // of what a case or a branch gives: it was chosen
    yes = 2,        // a truth that held; a minimum or maximum that is its left side and not its right
    no = 4,         // a truth that did not; the other way round
  };
  std::vector<std::uint8_t> marks;  // by ExprId

  explicit CoverageMarks(const core::Program& program) : marks(program.exprs.size(), 0) {}
  bool has(core::ExprId id, Mark mark) const { return (marks[id.index] & mark) != 0; }
  void add(const CoverageMarks& other) {
    for (std::size_t i = 0; i < marks.size(); ++i) marks[i] |= other.marks[i];
  }
  friend bool operator==(const CoverageMarks&, const CoverageMarks&) = default;
};

}  // namespace cepol::reference
