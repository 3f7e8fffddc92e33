// Numbers, years and dates.
#include "interpreter/symbolic/encode_term.hpp"
#include "lang/base/date.hpp"

namespace cepol::symbolic {

using namespace core;

Value Encoder::Encode::number(const Operands& operands, NumberOperation operation, Term result, Failing own) {
  const Term a = operands.values[0].parts[0], b = operands.values.size() > 1 ? operands.values[1].parts[0] : result;
  return together(operands, v.ordinary(result), v.first(own, other(t.overflow(operation, a, b, result))));
}

Value Encoder::Encode::operator()(const Arithmetic& term) {
  const Operands both = operands({term.left, term.right});
  const Value &left = both.values[0], &right = both.values[1];
  const Term a = left.parts[0], b = right.parts[0];
  const bool in_years = type.kind == Kind::year && term.operation <= Operation::subtract;
  const Failing own = in_years ? other(not_whole(b)) : v.never();
  switch (term.operation) {
    case Operation::add: return number(both, NumberOperation::add, t.plus(a, b), own);
    case Operation::subtract: return number(both, NumberOperation::subtract, t.minus(a, b), own);
    case Operation::multiply: return number(both, NumberOperation::multiply, t.times(a, b), own);
    case Operation::divide: {
      const Term zero_divisor = t.equal(b, v.zero);
      return number(both, NumberOperation::divide, t.over(a, b), other(zero_divisor));
    }
    case Operation::minimum:
    case Operation::maximum: {
      const Term left_first = e.at_most(type, left, right, false);
      const bool least = term.operation == Operation::minimum;
      return together(both, least ? v.choice(left_first, left, right) : v.choice(left_first, right, left), v.never());
    }
  }
  return v.none(type.kind);
}

Term Encoder::Encode::rounded(Term value, Exact step, Rounding mode) {
  const Term steps = t.over(value, t.number(step)), down = t.floor(steps);
  Term whole = down;
  switch (mode) {
    case Rounding::down: break;
    case Rounding::up: whole = t.times(t.floor(t.times(steps, -1)), -1); break;
    case Rounding::half_up: whole = t.floor(t.plus(steps, t.number(Exact::reduced_ratio(1, 2)))); break;
    case Rounding::half_even: {
      const Term rest = t.minus(steps, down), half = t.number(Exact::reduced_ratio(1, 2));
      const Term pairs = t.floor(t.times(down, Exact::reduced_ratio(1, 2)));
      const Term even = t.equal(t.times(pairs, 2), down);
      const Term up = t.any({t.less(half, rest), t.all({t.equal(half, rest), t.negation(even)})});
      whole = t.choice(up, t.plus(down, 1), down);
      break;
    }
  }
  return t.times(whole, step);
}

Value Encoder::Encode::operator()(const Round& term) {
  const Operands one = operands({term.value});
  return number(one, NumberOperation::round, rounded(one.values[0].parts[0], term.step, term.mode), v.never());
}

Value Encoder::Encode::operator()(const DateAdd& term) {
  const Operands both = operands({term.date, term.amount});
  const DateParts date = both.values[0].parts;
  const Term amount = both.values[1].parts[0], fraction = not_whole(amount), whole = t.floor(amount);
  if (const auto known = t.constant(amount);
      term.unit == Calendar::days && known && known->whole() && *known >= Exact(-28) && *known <= Exact(28)) {
    const DateParts moved = e.dates_.plus_few_days(date, known->num);
    return together(both, v.date(moved), other(t.negation(e.dates_.year_allowed(moved[0]))));
  }
  if (term.unit == Calendar::days) {
    const Term day = t.plus(e.dates_.day_number(date), whole);
    const Term allowed = t.all({t.at_most(t.number(first_day()), day), t.at_most(day, t.number(last_day()))});
    return together(both, v.date(e.dates_.of_day_number(day)), other(t.any({fraction, t.negation(allowed)})));
  }
  const DateParts moved =
      term.unit == Calendar::years ? e.dates_.plus_years(date, whole) : e.dates_.plus_months(date, whole);
  return together(both, v.date(moved), other(t.any({fraction, t.negation(e.dates_.year_allowed(moved[0]))})));
}

Value Encoder::Encode::operator()(const DateDiff& term) {
  const Operands both = operands({term.from, term.to});
  const DateParts from = both.values[0].parts, to = both.values[1].parts;
  Term between = v.zero;
  switch (term.unit) {
    case Calendar::days: between = t.minus(e.dates_.day_number(to), e.dates_.day_number(from)); break;
    case Calendar::months: between = e.dates_.months_between(from, to); break;
    case Calendar::years: between = e.dates_.years_between(from, to); break;
  }
  return together(both, v.ordinary(between), v.never());
}

Value Encoder::Encode::operator()(const ExtractDatePart& term) {
  const Operands one = operands({term.date});
  const auto [year, month, day] = one.values[0].parts;
  const Term december = t.number(12), last = t.number(31);
  switch (term.part) {
    case DatePart::year: return together(one, v.ordinary(year), v.never());
    case DatePart::month: return together(one, v.ordinary(month), v.never());
    case DatePart::day: return together(one, v.ordinary(day), v.never());
    case DatePart::month_first: return together(one, v.date({year, month, v.one}), v.never());
    case DatePart::month_last:
      return together(one, v.date({year, month, e.dates_.days_in_month(year, month)}), v.never());
    case DatePart::year_first: return together(one, v.date({year, v.one, v.one}), v.never());
    case DatePart::year_last: return together(one, v.date({year, december, last}), v.never());
  }
  return v.none(type.kind);
}

Value Encoder::Encode::operator()(const YearDay& term) {
  const Operands one = operands({term.year});
  const Term year = one.values[0].parts[0];
  const DateParts date{year, term.last ? t.number(12) : v.one, term.last ? t.number(31) : v.one};
  return together(one, v.date(date), other(t.negation(e.dates_.year_allowed(year))));
}

}  // namespace cepol::symbolic
