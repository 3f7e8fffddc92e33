// Which values to try in a cell of a record.
#pragma once

#include <map>
#include <set>

#include "interpreter/authoring/scale.hpp"

namespace cepol::authoring {

class TrialValues {
 public:
  explicit TrialValues(const core::Program& program);

  // Far enough to both sides of a value to meet what there is, and at what the policy names; on the scale of the cell.
  std::set<std::int64_t> around(const Scale& scale, std::int64_t value) const;
  // All of a choice, and a few of everything else, among them a blank where it is an answer; without the cell's own.
  std::vector<std::string> other_than(const core::Column& column, const std::string& text) const;

 private:
  const core::Program& program_;
  // What the program names: whole numbers, texts.
  std::map<core::Kind, std::set<std::int64_t>> constants_;
  std::set<std::string> texts_;
};

}  // namespace cepol::authoring
