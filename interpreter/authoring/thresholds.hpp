// The thresholds of a policy: comparisons by < and <=, and limits computed as a minimum or maximum.
#pragma once

#include "lang/semantics/checked.hpp"

namespace cepol::authoring {

// A threshold is identified by its span and the kinds of its two operands (the two ends of a window have one span), and
// is numbered from 1. Several terms of the program may be one threshold.
class Thresholds {
 public:
  explicit Thresholds(const semantics::CheckedPolicy& policy);  // those of the policy's own file

  std::uint32_t size() const { return static_cast<std::uint32_t>(spans_.size()); }
  std::uint32_t of(std::uint32_t expr) const { return numbers_[expr]; }  // from 1; 0: no threshold
  core::Kind kind(std::uint32_t expr) const { return kinds_[expr]; }     // of the operands
  Span span(std::uint32_t number) const { return spans_[number - 1]; }

 private:
  std::vector<std::uint32_t> numbers_;  // by expression
  std::vector<core::Kind> kinds_;
  std::vector<Span> spans_;  // by number
};

}  // namespace cepol::authoring
