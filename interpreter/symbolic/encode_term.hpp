// One core term as a formula; private to encoder.cpp, encode_terms.cpp and encode_folds.cpp.
#pragma once

#include "interpreter/symbolic/encoder.hpp"

namespace cepol::symbolic {

struct Encoder::Encode {
  Encoder& e;
  Frame& frame;
  const core::Type& type;  // of the term
  Values& v = e.values_;
  Terms& t = e.terms_;

  struct Operands {
    std::vector<Value> values;
    Failing failing;  // of the first that fails
    Term none;        // one is none
  };
  Operands operands(std::initializer_list<core::ExprId> ids);
  // The value where all operands are ordinary; without one that fails it is none where one is none.
  Value together(const Operands& operands, Value value, Failing own);
  Value test(const Operands& operands, Term truth);  // with none it is no
  Value number(const Operands& operands, NumberOperation operation, Term result, Failing own);
  Failing other(Term when) const { return {t.no(), when}; }
  Term not_whole(Term number) { return t.negation(t.equal(t.floor(number), number)); }

  Value operator()(const core::Constant& term);
  Value operator()(const core::Local& term);
  Value operator()(const core::ReadingOption& term);
  Value operator()(const core::ColumnOf& term);
  Value operator()(const core::Arithmetic& term);
  Value operator()(const core::Round& term);
  Value operator()(const core::DateAdd& term);
  Value operator()(const core::DateDiff& term);
  Value operator()(const core::ExtractDatePart& term);
  Value operator()(const core::YearDay& term);
  Value operator()(const core::Compare& term);
  Value operator()(const core::Logic& term);
  Value operator()(const core::Not& term);
  Value operator()(const core::IsNone& term);
  Value operator()(const core::Contains& term);
  Value operator()(const core::If& term);
  Value operator()(const core::Cases& term);
  Value operator()(const core::Let& term);
  Value operator()(const core::Call& term);
  Value operator()(const core::OverRows& term);
  Value operator()(const core::OverYears& term);
  Value operator()(const core::YearScan& term);
  Value operator()(const core::Fail& term);

  Term rounded(Term value, Exact step, Rounding mode);
  Value first_case(const core::Cases& term);
  Value one_case(const core::Cases& term);
};

}  // namespace cepol::symbolic
