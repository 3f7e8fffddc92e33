// The thresholds of a policy: comparisons by more and less, and limits by the lesser or greater of two.
#pragma once

#include "lang/semantics/checked.hpp"

namespace cepol::authoring {

// Each has a number, by where it is written and which side of it is which (a window's two ends are written at one
// place); several terms of the program may have the same.
class Thresholds {
 public:
  explicit Thresholds(const semantics::CheckedPolicy& policy);  // of what stands in the policy's own file

  std::uint32_t size() const { return static_cast<std::uint32_t>(spans_.size()); }
  std::uint32_t of(std::uint32_t expr) const { return numbers_[expr]; }  // from 1; 0: none
  core::Kind kind(std::uint32_t expr) const { return kinds_[expr]; }     // of what is compared
  Span span(std::uint32_t number) const { return spans_[number - 1]; }

 private:
  std::vector<std::uint32_t> numbers_;  // by expression
  std::vector<core::Kind> kinds_;
  std::vector<Span> spans_;  // by number
};

}  // namespace cepol::authoring
