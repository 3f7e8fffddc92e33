// The terms that days_covered and months_covered are lowered to (lang/semantics/span_coverage.cpp), found again, so
// that explanations tell spans of time and not the conditions among them.
#pragma once

#include <optional>
#include <vector>

#include "lang/core/program.hpp"

namespace cepol::explain {

struct SpanTerms {
  core::ExprId first, last;  // of a row's span, as the author wrote it
  core::ExprId from, to;     // within the window
  core::ExprId in_order;     // has the span a day (in the window)?
  std::optional<std::pair<core::ExprId, core::ExprId>> window = {};
  std::vector<core::ExprId> conditions = {};     // of the row, as the author wrote them
  std::optional<core::ExprId> segment_end = {};  // months: the last day of the segment that begins with the row
  std::optional<core::ExprId> segment = {};      // months, where each has to be long enough: its length
};
// nullopt: the fold is another construct.
std::optional<SpanTerms> span_terms(const core::Program& program, core::ExprId fold);

}  // namespace cepol::explain
