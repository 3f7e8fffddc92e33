// Candidate values for a cell of a trial record, from its current value, its type and the constants of the program.
#pragma once

#include <map>
#include <set>

#include "interpreter/authoring/scale.hpp"

namespace cepol::authoring {

class TrialValues {
 public:
  explicit TrialValues(const core::Program& program);

  // Values at growing distances on both sides of a value, and the policy's constants; on the scale of the cell.
  std::set<std::int64_t> around(const Scale& scale, std::int64_t value) const;
  // All members of an enumeration, a few values of any other type, and a blank if the column is optional; never `text`.
  std::vector<std::string> other_than(const core::Column& column, const std::string& text) const;

 private:
  const core::Program& program_;
  // The program's constants: whole numbers, texts.
  std::map<core::Kind, std::set<std::int64_t>> constants_;
  std::set<std::string> texts_;
};

}  // namespace cepol::authoring
