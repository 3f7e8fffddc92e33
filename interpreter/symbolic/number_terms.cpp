// Terms of numbers: sums in a normal form, bounds, dates.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "interpreter/symbolic/terms.hpp"
#include "lang/base/date.hpp"

namespace cepol::symbolic {

namespace {

constexpr double unbounded = std::numeric_limits<double>::infinity();
constexpr double fits = 9.0e18;  // a little less than 2^63, for the rounding of doubles
constexpr std::int64_t largest_grid = 1'000'000'000'000;

double size_of(Exact value) {
  return value.infinite() ? unbounded : std::fabs(static_cast<double>(value.num)) / static_cast<double>(value.den);
}

// Bounds: what does not fit is unbounded.
Exact low_sum(Exact a, Exact b) {
  if (a.infinite() || b.infinite()) return Exact::lowest();
  return plus(a, b).value_or(Exact::lowest());
}
Exact high_sum(Exact a, Exact b) {
  if (a.infinite() || b.infinite()) return Exact::highest();
  return plus(a, b).value_or(Exact::highest());
}
// factor * value, where value is a bound and the factor is finite and not 0.
Exact scaled_bound(Exact value, Exact factor, bool low) {
  const Exact beyond = low ? Exact::lowest() : Exact::highest();
  if (value.infinite()) return beyond;
  return cepol::times(value, factor).value_or(beyond);
}

std::int64_t common_grid(std::int64_t a, std::int64_t b) {
  if (a == 0 || b == 0) return 0;
  const std::int64_t factor = b / std::gcd(a, b);
  return factor > largest_grid / a ? 0 : a * factor;
}
std::int64_t grid_product(std::int64_t a, std::int64_t b) {
  return a == 0 || b == 0 || a > largest_grid / b ? 0 : a * b;
}

}  // namespace

Term Terms::number(Exact value) {
  TermNode node;
  node.op = Op::number;
  node.truth = false;
  node.constant = value;
  return add(std::move(node));
}

void Terms::bound_sum(TermNode& node) const {
  node.low = node.high = node.constant;
  node.grid = node.constant.den <= largest_grid ? node.constant.den : 0;
  node.numerator = std::fabs(static_cast<double>(node.constant.num));
  node.denominator = static_cast<double>(node.constant.den);
  node.whole = node.constant.whole();
  for (std::size_t i = 0; i < node.arguments.size(); ++i) {
    const TermNode& one = nodes_[node.arguments[i].index];
    const Exact factor = node.coefficients[i];
    const bool up = factor > Exact(0);
    node.low = low_sum(node.low, scaled_bound(up ? one.low : one.high, factor, true));
    node.high = high_sum(node.high, scaled_bound(up ? one.high : one.low, factor, false));
    node.grid = factor.den > largest_grid ? 0 : common_grid(node.grid, grid_product(one.grid, factor.den));
    node.whole = node.whole && one.whole && factor.whole();
    const double n = one.numerator * std::fabs(static_cast<double>(factor.num)),
                 d = one.denominator * static_cast<double>(factor.den);
    node.numerator = node.numerator * d + n * node.denominator;
    node.denominator *= d;
  }
}

void Terms::bound(TermNode& node) const {
  const auto argument = [&](std::size_t i) -> const TermNode& { return nodes_[node.arguments[i].index]; };
  const auto whole_between = [&](Exact low, Exact high) {
    node.whole = true;
    node.grid = 1;
    node.low = low;
    node.high = high;
  };
  switch (node.op) {
    case Op::number:
    case Op::sum: bound_sum(node); break;
    case Op::variable: {
      const VariableNode& variable = variables_[node.variable.index];
      whole_between(variable.low, variable.high);
      node.whole = variable.whole;
      node.grid = variable.whole ? 1 : 0;
      node.numerator = node.denominator = unbounded;
      break;
    }
    case Op::product: {
      const TermNode &a = argument(0), &b = argument(1);
      node.whole = a.whole && b.whole;
      node.grid = grid_product(a.grid, b.grid);
      node.numerator = a.numerator * b.numerator;
      node.denominator = a.denominator * b.denominator;
      if (a.low >= Exact(0) && b.low >= Exact(0)) node.low = 0;
      if (a.low.infinite() || a.high.infinite() || b.low.infinite() || b.high.infinite()) break;
      node.low = Exact::highest();
      node.high = Exact::lowest();
      for (const Exact x : {a.low, a.high})
        for (const Exact y : {b.low, b.high}) {
          node.low = std::min(node.low, cepol::times(x, y).value_or(Exact::lowest()));
          node.high = std::max(node.high, cepol::times(x, y).value_or(Exact::highest()));
        }
      break;
    }
    case Op::quotient: {
      const TermNode &a = argument(0), &b = argument(1);
      node.numerator = a.numerator * b.denominator;
      node.denominator = a.denominator * b.numerator;
      if (a.low >= Exact(0) && b.low >= Exact(0)) node.low = 0;
      break;
    }
    case Op::floor: {
      const TermNode& a = argument(0);
      whole_between(a.low.infinite() ? a.low : round_to(a.low, 1, Rounding::down).value_or(Exact::lowest()),
                    a.high.infinite() ? a.high : round_to(a.high, 1, Rounding::down).value_or(Exact::highest()));
      break;
    }
    case Op::day_number: whole_between(first_day(), last_day()); break;
    case Op::civil_year: whole_between(first_year, last_year); break;
    case Op::civil_month: whole_between(1, 12); break;
    case Op::civil_day: whole_between(1, 31); break;
    case Op::choice: {
      const TermNode &a = argument(1), &b = argument(2);
      node.low = std::min(a.low, b.low);
      node.high = std::max(a.high, b.high);
      node.whole = a.whole && b.whole;
      node.grid = common_grid(a.grid, b.grid);
      node.numerator = std::max(a.numerator, b.numerator);
      node.denominator = std::max(a.denominator, b.denominator);
      break;
    }
    case Op::truth:
    case Op::all:
    case Op::any:
    case Op::negation:
    case Op::at_most:
    case Op::equal:
    case Op::same:
    case Op::overflow:
    case Op::contains: break;
  }
  if (node.grid > 0) {
    node.denominator = static_cast<double>(node.grid);
    node.numerator = std::max(size_of(node.low), size_of(node.high)) * node.denominator;
  }
}

// a * factor_a + b * factor_b with the arguments of sums taken in; nullopt where a coefficient does not fit.
std::optional<Term> Terms::merged(Term a, Exact factor_a, Term b, Exact factor_b) {
  struct Part {
    Term term;
    Exact factor;
  };
  std::vector<Part> parts;
  Exact constant = 0;
  const auto take = [&](Term term, Exact factor) {
    if (factor == Exact(0)) return true;
    const TermNode& node = nodes_[term.index];
    if (node.op != Op::sum && node.op != Op::number) {
      parts.push_back({term, factor});
      return true;
    }
    const auto scaled = cepol::times(node.constant, factor);
    const auto sum = scaled ? cepol::plus(constant, *scaled) : std::nullopt;
    if (!sum) return false;
    constant = *sum;
    for (std::size_t i = 0; i < node.arguments.size(); ++i) {
      const auto product = cepol::times(node.coefficients[i], factor);
      if (!product) return false;
      parts.push_back({node.arguments[i], *product});
    }
    return true;
  };
  if (!take(a, factor_a) || !take(b, factor_b)) return std::nullopt;
  std::stable_sort(parts.begin(), parts.end(), [](const Part& x, const Part& y) { return x.term < y.term; });
  TermNode node;
  node.op = Op::sum;
  node.truth = false;
  node.constant = constant;
  for (const Part& part : parts) {
    if (!node.arguments.empty() && node.arguments.back() == part.term) {
      const auto factor = cepol::plus(node.coefficients.back(), part.factor);
      if (!factor) return std::nullopt;
      node.coefficients.back() = *factor;
    } else {
      node.arguments.push_back(part.term);
      node.coefficients.push_back(part.factor);
    }
    if (node.coefficients.back() == Exact(0)) {
      node.arguments.pop_back();
      node.coefficients.pop_back();
    }
  }
  if (node.arguments.empty()) return number(constant);
  if (node.arguments.size() == 1 && constant == Exact(0) && node.coefficients[0] == Exact(1)) return node.arguments[0];
  return add(std::move(node));
}

Term Terms::linear(Term a, Exact factor_a, Term b, Exact factor_b) {
  if (const auto made = merged(a, factor_a, b, factor_b)) return *made;
  TermNode node;
  node.op = Op::sum;
  node.truth = false;
  if (factor_a != Exact(0)) {
    node.arguments.push_back(a);
    node.coefficients.push_back(factor_a);
  }
  node.arguments.push_back(b);
  node.coefficients.push_back(factor_b);
  return add(std::move(node));
}

Term Terms::times(Term a, Term b) {
  if (const auto factor = constant(a)) return times(b, *factor);
  if (const auto factor = constant(b)) return times(a, *factor);
  TermNode node;
  node.op = Op::product;
  node.truth = false;
  node.arguments = {std::min(a, b), std::max(a, b)};
  return add(std::move(node));
}

Term Terms::over(Term a, Term b) {
  if (const auto divisor = constant(b)) {
    const auto factor = cepol::over(1, *divisor);
    return factor ? times(a, *factor) : number(0);
  }
  if (a == number(0)) return a;
  TermNode node;
  node.op = Op::quotient;
  node.truth = false;
  node.arguments = {a, b};
  return add(std::move(node));
}

Term Terms::floor(Term a) {
  if (nodes_[a.index].whole) return a;
  if (const auto value = constant(a)) return number(round_to(*value, 1, Rounding::down).value_or(Exact(0)));
  const TermNode& of = nodes_[a.index];
  if (!of.low.infinite() && !of.high.infinite()) {
    const auto low = round_to(of.low, 1, Rounding::down), high = round_to(of.high, 1, Rounding::down);
    if (low && high && *low == *high) return number(*low);
  }
  TermNode node;
  node.op = Op::floor;
  node.truth = false;
  node.arguments = {a};
  return add(std::move(node));
}

Term Terms::overflow(NumberOperation operation, Term a, Term b, Term result) {
  const TermNode& of = nodes_[result.index];
  if (of.numerator < fits && of.denominator < fits) return no();
  TermNode node;
  node.op = Op::overflow;
  node.operation = operation;
  node.arguments = {a, b};
  return add(std::move(node));
}

Term Terms::day_number(Term year, Term month, Term day) {
  const TermNode& node = nodes_[year.index];
  if (node.op == Op::civil_year) {
    const Term of = node.arguments[0];
    if (month == civil(Op::civil_month, of) && day == civil(Op::civil_day, of)) return of;
  }
  if (is_constant(year) && is_constant(month) && is_constant(day))
    if (const auto known = day_of(static_cast<int>(nodes_[year.index].constant.num),
                                  static_cast<int>(nodes_[month.index].constant.num),
                                  static_cast<int>(nodes_[day.index].constant.num)))
      return number(*known);
  TermNode made;
  made.op = Op::day_number;
  made.truth = false;
  made.arguments = {year, month, day};
  return add(std::move(made));
}

Term Terms::civil(Op part, Term day) {
  if (const auto value = constant(day); value && *value >= Exact(first_day()) && *value <= Exact(last_day())) {
    const Civil civil = civil_of(static_cast<Day>(value->num));
    return number(part == Op::civil_year ? civil.year : part == Op::civil_month ? civil.month : civil.day);
  }
  TermNode node;
  node.op = part;
  node.truth = false;
  node.arguments = {day};
  return add(std::move(node));
}

}  // namespace cepol::symbolic
