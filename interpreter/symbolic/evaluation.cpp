#include "interpreter/symbolic/evaluation.hpp"

#include <algorithm>

#include "lang/base/date.hpp"

namespace cepol::symbolic {

namespace {

__int128 divisor_of(__int128 a, __int128 b) {
  if (a < 0) a = -a;
  while (b != 0) {
    const __int128 rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

}  // namespace

Evaluation::Evaluation(const Terms& terms, Assignment assignment, ContainsText contains)
    : terms_(terms), assignment_(std::move(assignment)), contains_(std::move(contains)) {}

Evaluation::Known Evaluation::reduced(__int128 num, __int128 den) {
  const __int128 divisor = divisor_of(num, den);
  return divisor > 1 ? Wide{num / divisor, den / divisor} : Wide{num, den};
}

Evaluation::Known Evaluation::plus(const Known& a, const Known& b) {
  __int128 left = 0, right = 0, num = 0, den = 0;
  if (!a || !b || __builtin_mul_overflow(a->num, b->den, &left) || __builtin_mul_overflow(b->num, a->den, &right) ||
      __builtin_add_overflow(left, right, &num) || __builtin_mul_overflow(a->den, b->den, &den))
    return std::nullopt;
  return reduced(num, den);
}

Evaluation::Known Evaluation::times(const Known& a, const Known& b) {
  __int128 num = 0, den = 0;
  if (!a || !b || __builtin_mul_overflow(a->num, b->num, &num) || __builtin_mul_overflow(a->den, b->den, &den))
    return std::nullopt;
  return reduced(num, den);
}

std::optional<bool> Evaluation::at_most(const Known& a, const Known& b) {
  __int128 left = 0, right = 0;
  if (!a || !b || __builtin_mul_overflow(a->num, b->den, &left) || __builtin_mul_overflow(b->num, a->den, &right))
    return std::nullopt;
  return left <= right;
}

std::optional<Exact> Evaluation::exact(const Known& value) {
  if (!value || value->num > INT64_MAX || value->num < -INT64_MAX || value->den > INT64_MAX) return std::nullopt;
  return Exact::reduced_ratio(static_cast<std::int64_t>(value->num), static_cast<std::int64_t>(value->den));
}

__int128 Evaluation::rounded_down(const Wide& value) {
  __int128 whole = value.num / value.den;
  if (value.num % value.den < 0) --whole;
  return whole;
}

// What decides is enough, whatever is not known beside it.
Evaluation::Known Evaluation::junction(const TermNode& node) const {
  const bool decides = node.op == Op::any;
  bool known = true;
  for (const Term term : node.arguments) {
    const Known& one = of(term);
    if (!one)
      known = false;
    else if ((one->num == 1) == decides)
      return Wide{decides ? 1 : 0, 1};
  }
  if (!known) return std::nullopt;
  return Wide{decides ? 0 : 1, 1};
}

Evaluation::Known Evaluation::overflow(const TermNode& node) const {
  const Known &a = of(node.arguments[0]), &b = of(node.arguments[1]);
  if (node.operation == NumberOperation::round) return b ? Known(Wide{exact(b).has_value() ? 0 : 1, 1}) : std::nullopt;
  const auto x = exact(a), y = exact(b);
  if (!x || !y) return std::nullopt;
  std::optional<Exact> result;
  switch (node.operation) {
    case NumberOperation::add: result = cepol::plus(*x, *y); break;
    case NumberOperation::subtract: result = cepol::minus(*x, *y); break;
    case NumberOperation::multiply: result = cepol::times(*x, *y); break;
    case NumberOperation::divide: result = *y == Exact(0) ? Exact(0) : cepol::over(*x, *y); break;
    case NumberOperation::round: break;
  }
  return Wide{result ? 0 : 1, 1};
}

// Of numbers that are no days the value is of no meaning.
Evaluation::Known Evaluation::civil_part(const TermNode& node) const {
  if (node.op == Op::day_number) {
    const Known &year = of(node.arguments[0]), &month = of(node.arguments[1]), &day = of(node.arguments[2]);
    if (!year || !month || !day) return std::nullopt;
    const auto fits = [](const Wide& number) { return number.den == 1 && number.num > 0 && number.num < 10'000; };
    if (!fits(*year) || !fits(*month) || !fits(*day)) return Wide{};
    return Wide{
        day_of(static_cast<int>(year->num), static_cast<int>(month->num), static_cast<int>(day->num)).value_or(0), 1};
  }
  const Known& number = of(node.arguments[0]);
  if (!number) return std::nullopt;
  if (number->num < first_day() || number->num > last_day()) return Wide{1, 1};
  const Civil civil = civil_of(static_cast<Day>(number->num));
  return Wide{node.op == Op::civil_year ? civil.year : node.op == Op::civil_month ? civil.month : civil.day, 1};
}

Evaluation::Known Evaluation::compute(const TermNode& node) const {
  const auto argument = [&](std::size_t i) -> const Known& { return of(node.arguments[i]); };
  const auto truth_of = [](std::optional<bool> value) { return value ? Known(Wide{*value ? 1 : 0, 1}) : std::nullopt; };
  switch (node.op) {
    case Op::truth:
    case Op::number: return Wide{node.constant.num, node.constant.den};
    case Op::all:
    case Op::any: return junction(node);
    case Op::negation: return argument(0) ? Known(Wide{1 - argument(0)->num, 1}) : std::nullopt;
    case Op::at_most: return truth_of(at_most(argument(0), argument(1)));
    case Op::equal:
    case Op::same:
      if (!argument(0) || !argument(1)) return std::nullopt;
      return truth_of(argument(0)->num == argument(1)->num && argument(0)->den == argument(1)->den);
    case Op::overflow: return overflow(node);
    case Op::contains: {
      const auto text = exact(argument(0)), part = exact(argument(1));
      return text && part ? truth_of(contains_(*text, *part)) : std::nullopt;
    }
    case Op::sum: {
      Known sum = Wide{node.constant.num, node.constant.den};
      for (std::size_t i = 0; i < node.arguments.size(); ++i)
        sum = plus(sum, times(argument(i), Wide{node.coefficients[i].num, node.coefficients[i].den}));
      return sum;
    }
    case Op::product: return times(argument(0), argument(1));
    case Op::quotient: {
      const Known& by = argument(1);
      if (!by) return std::nullopt;
      if (by->num == 0) return Wide{};
      return times(argument(0), by->num < 0 ? Wide{-by->den, -by->num} : Wide{by->den, by->num});
    }
    case Op::floor: return argument(0) ? Known(Wide{rounded_down(*argument(0)), 1}) : std::nullopt;
    case Op::day_number:
    case Op::civil_year:
    case Op::civil_month:
    case Op::civil_day: return civil_part(node);
    case Op::variable: {
      const auto value = assignment_(node.variable);
      return value ? Known(Wide{value->num, value->den}) : std::nullopt;
    }
    case Op::choice: {
      const Known& condition = argument(0);
      if (condition) return argument(condition->num == 1 ? 1 : 2);
      return std::nullopt;
    }
  }
  return std::nullopt;
}

// Arguments have smaller ids: what is needed is collected from the term downward, then computed upward.
void Evaluation::need(Term term) {
  values_.resize(terms_.size());
  seen_.resize(terms_.size());
  std::vector<std::uint32_t> open{term.index}, needed;
  while (!open.empty()) {
    const std::uint32_t one = open.back();
    open.pop_back();
    if (seen_[one]) continue;
    seen_[one] = true;
    needed.push_back(one);
    for (const Term argument : terms_[Term{one}].arguments) open.push_back(argument.index);
  }
  std::sort(needed.begin(), needed.end());
  for (const std::uint32_t one : needed) values_[one] = compute(terms_[Term{one}]);
}

std::optional<Exact> Evaluation::value(Term term) {
  need(term);
  return exact(of(term));
}

std::optional<bool> Evaluation::truth(Term term) {
  const auto known = value(term);
  if (!known) return std::nullopt;
  return *known == Exact(1);
}

}  // namespace cepol::symbolic
