// The values of core expressions as formulas. A value is failed (by a conflict of cases, or otherwise), none, or an
// ordinary value; what it is where it is failed or none is of no meaning.
#pragma once

#include <array>
#include <span>

#include "interpreter/symbolic/terms.hpp"
#include "lang/core/types.hpp"

namespace cepol::symbolic {

struct Failing {  // never both
  Term conflict, other;
  friend auto operator<=>(const Failing&, const Failing&) = default;
};

struct Value {
  Failing failing;
  Term none;
  // [0]: a truth; a number, a year; the index of a member; the number of a text or a row. A date: year, month, day.
  std::array<Term, 3> parts;
  bool date = false;
  friend auto operator<=>(const Value&, const Value&) = default;
};

// Makes values. All of it is written once for truths, numbers and dates.
class Values {
 public:
  explicit Values(Terms& of) : terms(of), zero(of.number(0)), one(of.number(1)) {}

  Failing never() const { return {terms.no(), terms.no()}; }
  // The first failure, where operands are needed in this order.
  Failing first(const Failing& a, const Failing& b);
  Failing where(Term condition, const Failing& failing);
  Term fails(const Failing& failing) { return terms.any({failing.conflict, failing.other}); }
  Term fails(const Value& value) { return fails(value.failing); }

  Value ordinary(Term part, Failing failing) const { return {failing, terms.no(), {part, zero, zero}, false}; }
  Value ordinary(Term part) const { return ordinary(part, never()); }
  Value truth(bool value) const { return ordinary(terms.truth(value)); }
  Value date(std::array<Term, 3> parts) const { return {never(), terms.no(), parts, true}; }
  Value none(core::Kind kind);
  Value failed(core::Kind kind);

  Term yes(const Value& truth) { return terms.all({terms.negation(truth.none), truth.parts[0]}); }  // none counts as no
  Term given(const Value& value) { return terms.negation(terms.any({value.none, fails(value)})); }
  Value choice(Term condition, const Value& yes, const Value& no);
  Term equal_parts(const Value& a, const Value& b);  // of ordinary values
  // Both none, or both ordinary and equal; where neither fails.
  Term same(const Value& a, const Value& b);
  // The same status and, where both are given, the same value.
  Term same_result(const Value& a, const Value& b);

  Terms& terms;
  const Term zero, one;
};

}  // namespace cepol::symbolic
