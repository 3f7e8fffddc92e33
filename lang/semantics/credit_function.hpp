// Lowers `C during W` to core functions of (subject, first, last), with all limits applied.
#pragma once

#include "lang/semantics/context.hpp"

namespace cepol::semantics {

// `categories`: as bits; 0: all.
std::optional<FunctionId> credit_function(Context& context, std::size_t index, bool days, std::uint64_t categories,
                                          Span span);
// The credit of the category given as an argument: (subject, first, last, category).
std::optional<FunctionId> credit_by_category(Context& context, std::size_t index, bool days, Span span);

// The value of the portion that a limit of sums applies to: before it, under all narrower limits, and after it.
struct LimitFigures {
  DeclarationId block;
  Block::Limit limit;
  FunctionId before, after;  // of (subject, first, last); of a yearly limit (subject, year), by days all four
};
std::vector<LimitFigures> credit_limits(Context& context, std::size_t index, bool days);

}  // namespace cepol::semantics
