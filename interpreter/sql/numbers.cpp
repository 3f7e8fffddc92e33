// Arithmetic. Numbers are whole numbers of parts of one: over a denominator that is known beforehand, or, where it is
// not, pairs of a numerator and a divisor, reduced. What does not fit 63 bits is open, as it may be that it fails.
#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "interpreter/sql/compile.hpp"

namespace cepol::sql {

using namespace core;

namespace {

constexpr std::int64_t largest_denominator = 1'000'000;
constexpr std::int64_t largest_step = 1'000'000'000;

Wide limited(Wide value) { return std::clamp(value, -most_wide, most_wide); }
bool fits_narrow(Wide low, Wide high) { return low >= -most_narrow && high <= most_narrow; }

}  // namespace

Value Compiler::scaled(Value value, std::int64_t denominator) const {
  const std::int64_t factor = denominator / value.denominator;
  if (factor == 1) return value;
  value.lowest = limited(value.lowest * factor);
  value.highest = limited(value.highest * factor);
  const bool narrow = fits_narrow(value.lowest, value.highest);
  value.text = "(" + (narrow ? value.text : words_.as_wide(value.text)) + " * " + number(factor) + ")";
  value.denominator = denominator;
  return value;
}

Value Compiler::fitting(Value value, std::string_view name) {
  if (value.type.kind != Kind::number && value.type.kind != Kind::year) return value;
  if (value.exact() || fits_narrow(value.lowest, value.highest)) return value;
  const Wide low = std::max(value.lowest, -most_narrow), high = std::min(value.highest, most_narrow);
  value = as_column(std::move(value), std::string(name) + " …", {});
  const std::string state = state_of(value), raw = value.text;
  const std::string fits = fmt::format("{} BETWEEN {} AND {}", raw, number(-most_narrow), number(most_narrow));
  value.text = fmt::format("CASE WHEN {} THEN {} END", fits, words_.as_narrow(raw));
  value.may |= may_open | may_hide;
  value.constant.reset();
  set_state(value, fmt::format("CASE WHEN {} <> 0 THEN {} WHEN {} THEN 0 ELSE 4 END", state, state, fits));
  value.lowest = low;
  value.highest = high;
  return value;
}

// Numerator and divisor divided by what they have in common; open where they do not fit then.
Value Compiler::reduced(std::string numerator, std::string divisor, Value like, std::string_view name) {
  like.text = std::move(numerator);
  like.divisor = std::move(divisor);
  like.constant.reset();
  like.denominator = 1;
  like = as_column(std::move(like), std::string(name) + " …", {});
  const std::string n = like.text, d = like.divisor, state = state_of(like);
  like.text = words_.function("numerator") + "(" + n + ", " + d + ")";
  like.divisor = words_.function("divisor") + "(" + n + ", " + d + ")";
  like.may |= may_open | may_hide;
  const std::string fits = like.text + " IS NOT NULL";
  set_state(like, fmt::format("CASE WHEN {} <> 0 THEN {} WHEN {} THEN 0 ELSE 4 END", state, state, fits));
  like.lowest = -most_narrow;
  like.highest = most_narrow;
  return as_column(std::move(like), name, {});
}

Value Compiler::fraction(Value value) {
  if (value.exact()) return value;
  if (value.constant || value.denominator == 1) {
    value.divisor = number(value.denominator);
    value.denominator = 1;
    return value;
  }
  std::string numerator = words_.as_wide(value.text), divisor = words_.as_wide(number(value.denominator));
  return reduced(std::move(numerator), std::move(divisor), std::move(value), function_);
}

void Compiler::unify(const std::vector<Value*>& values) {
  if (values.empty()) return;
  const Kind kind = values.front()->type.kind;
  if (kind != Kind::number) return;
  bool exact = false;
  std::int64_t common = 1;
  for (Value* value : values) {
    if (value->constant && value->constant->is_none) continue;
    exact = exact || value->exact() || value->denominator > largest_denominator;
    if (!exact) common = std::lcm(common, value->denominator);
    exact = exact || common > largest_denominator;
  }
  for (Value* value : values) {
    if (value->constant && value->constant->is_none) {
      if (exact) value->divisor = null_of(value->type);
      value->denominator = exact ? 1 : common;
      continue;
    }
    *value = exact ? fraction(std::move(*value)) : fitting(scaled(std::move(*value), common), function_);
  }
}

std::string Compiler::same(const Value& left, const Value& right) const {
  if (!left.exact()) return left.text + " = " + right.text;
  return fmt::format("({} = {} AND {} = {})", left.text, right.text, left.divisor, right.divisor);
}

std::string Compiler::order_of(const Value& value) const {
  if (value.type.kind != Kind::enumeration) return value.text;
  const auto& members = program_.enumerations[value.type.enumeration].members;
  if (value.constant) return number(value.constant->value.num);
  std::string text = "CASE " + value.text;
  for (std::size_t i = 0; i < members.size(); ++i) text += fmt::format(" WHEN {} THEN {}", literal(members[i]), i);
  return text + " END";
}

Value Compiler::compared(Relation relation, Value left, Value right) {
  const Type truth{Kind::truth};
  const auto none = [](const Value& value) { return value.constant && value.constant->is_none; };
  if (none(left) || none(right)) return whole(0, truth);
  if (left.type.kind == Kind::number) unify({&left, &right});
  if (left.constant && right.constant) {
    const Constant &a = *left.constant, &b = *right.constant;
    const bool equal = left.type.kind == Kind::text ? a.text == b.text : a.value == b.value;
    return whole(relation == Relation::equal  ? equal
                 : relation == Relation::less ? a.value < b.value
                                              : a.value <= b.value,
                 truth);
  }
  if (relation == Relation::equal && left.type.kind == Kind::truth && (left.constant || right.constant)) {
    const Value& other = left.constant ? right : left;
    const bool yes = (left.constant ? *left.constant : *right.constant).value == Exact(1);
    return tested({&other}, yes ? other.text : "(NOT " + other.text + ")");
  }
  left = short_text(std::move(left), function_);
  right = short_text(std::move(right), function_);
  if (relation == Relation::equal) return tested({&left, &right}, "(" + same(left, right) + ")");
  const char* sign = relation == Relation::less ? "<" : "<=";
  if (!left.exact()) return tested({&left, &right}, fmt::format("({} {} {})", order_of(left), sign, order_of(right)));
  return tested({&left, &right}, fmt::format("({} * {} {} {} * {})", words_.as_wide(left.text), right.divisor, sign,
                                             words_.as_wide(right.text), left.divisor));
}

Value Compiler::divided(const Value& left, const Value& right, const Type& type) {
  if (right.constant && !right.constant->is_none && right.constant->value.num != 0 && !left.exact()) {
    const Exact by = right.constant->value;
    const Wide denominator = Wide(left.denominator) * (by.num < 0 ? -by.num : by.num);
    if (denominator <= largest_denominator && by.den <= largest_denominator) {
      const std::int64_t factor = by.num < 0 ? -by.den : by.den;
      Value value = needing({&left}, left.text, type);
      const Wide a = limited(left.lowest * factor), b = limited(left.highest * factor);
      value.lowest = std::min(a, b);
      value.highest = std::max(a, b);
      if (factor != 1)
        value.text = "(" + (fits_narrow(value.lowest, value.highest) ? left.text : words_.as_wide(left.text)) + " * " +
                     number(factor) + ")";
      value.denominator = static_cast<std::int64_t>(denominator);
      return fitting(std::move(value), function_);
    }
  }
  const Value a = fraction(left), b = fraction(right);
  const auto times = [&](const std::string& x, const std::string& y) { return words_.as_wide(x) + " * " + y; };
  Value value = needing({&a, &b}, "NULL", type, may_fail);
  const std::string zero = b.text + " = 0";
  set_state(value,
            fmt::format("CASE WHEN {0} <> 0 THEN {0} WHEN {1} THEN 3 ELSE 0 END", combined_state({&a, &b}), zero));
  return reduced(fmt::format("CASE WHEN {} THEN NULL ELSE {} END", zero, times(a.text, b.divisor)),
                 fmt::format("CASE WHEN {} THEN NULL ELSE {} END", zero, times(a.divisor, b.text)), std::move(value),
                 function_);
}

Value Compiler::arithmetic(const Arithmetic& term, const Type& type, const Frame& frame) {
  Value left = compile(term.left, frame), right = compile(term.right, frame);
  const auto none = [](const Value& value) { return value.constant && value.constant->is_none; };
  if (none(left) || none(right)) {
    // None, unless the other fails.
    Value value = needing({&left, &right}, null_of(type), type, may_none);
    if (value.may == may_none) return constant(Constant{0, {}, true}, type);
    return value;
  }
  left = short_text(std::move(left), function_);
  right = short_text(std::move(right), function_);
  if (term.operation == Operation::minimum || term.operation == Operation::maximum) {
    unify({&left, &right});
    left = short_text(std::move(left), function_);
    right = short_text(std::move(right), function_);
    const bool least = term.operation == Operation::minimum;
    const std::string order = left.exact() ? fmt::format("{} * {} <= {} * {}", words_.as_wide(left.text), right.divisor,
                                                         words_.as_wide(right.text), left.divisor)
                                           : left.text + " <= " + right.text;
    const Value &yes = least ? left : right, &no = least ? right : left;
    Value value = needing(
        {&left, &right},
        fmt::format("CASE WHEN {0} THEN {1} WHEN NOT {0} THEN {2} END", "(" + order + ")", yes.text, no.text), type);
    if (left.exact())
      value.divisor =
          fmt::format("CASE WHEN {0} THEN {1} WHEN NOT {0} THEN {2} END", "(" + order + ")", yes.divisor, no.divisor);
    value.denominator = left.denominator;
    value.lowest = least ? std::min(left.lowest, right.lowest) : std::max(left.lowest, right.lowest);
    value.highest = least ? std::min(left.highest, right.highest) : std::max(left.highest, right.highest);
    return value;
  }
  unsigned more = 0;
  std::string not_whole;
  if (type.kind == Kind::year && right.type.kind == Kind::number && (right.exact() || right.denominator != 1)) {
    // Only a whole number moves a year.
    const std::string divisor = right.exact() ? right.divisor : number(right.denominator);
    not_whole = fmt::format("{} % {} <> 0", right.text, divisor);
    right.text = fmt::format("CASE WHEN {} THEN NULL ELSE CAST({} AS BIGINT) END", not_whole,
                             words_.quotient(right.text, divisor));
    right.text = "(" + right.text + ")";
    right.divisor.clear();
    right.denominator = 1;
    more = may_fail;
  }
  if (term.operation == Operation::divide) return divided(left, right, type);
  const bool product = term.operation == Operation::multiply;
  if (product && !left.exact() && !right.exact() && Wide(left.denominator) * right.denominator > largest_denominator) {
    left = fraction(std::move(left));
  }
  if (!product && left.type.kind == Kind::number && right.type.kind == Kind::number) unify({&left, &right});
  if (left.exact() || right.exact()) {
    const Value a = fraction(std::move(left)), b = fraction(std::move(right));
    Value value = needing({&a, &b}, "NULL", type);
    const auto times = [&](const std::string& x, const std::string& y) { return words_.as_wide(x) + " * " + y; };
    if (product) return reduced(times(a.text, b.text), times(a.divisor, b.divisor), std::move(value), function_);
    const char* sign = term.operation == Operation::add ? " + " : " - ";
    return reduced(times(a.text, b.divisor) + sign + times(b.text, a.divisor), times(a.divisor, b.divisor),
                   std::move(value), function_);
  }
  Value value = needing({&left, &right}, {}, type, more);
  if (more != 0)
    set_state(value, fmt::format("CASE WHEN {0} <> 0 THEN {0} WHEN {1} THEN 3 ELSE 0 END",
                                 combined_state({&left, &right}), not_whole));
  const char* sign = product ? "*" : term.operation == Operation::add ? "+" : "-";
  if (product) {
    const Wide all[] = {limited(left.lowest * right.lowest), limited(left.lowest * right.highest),
                        limited(left.highest * right.lowest), limited(left.highest * right.highest)};
    value.lowest = *std::min_element(std::begin(all), std::end(all));
    value.highest = *std::max_element(std::begin(all), std::end(all));
    value.denominator = left.denominator * right.denominator;
  } else {
    const bool add = term.operation == Operation::add;
    value.lowest = left.lowest + (add ? right.lowest : -right.highest);
    value.highest = left.highest + (add ? right.highest : -right.lowest);
    value.denominator = left.denominator;
  }
  const bool narrow = fits_narrow(value.lowest, value.highest);
  value.text = fmt::format("({} {} {})", narrow ? left.text : words_.as_wide(left.text), sign, right.text);
  return fitting(std::move(value), function_);
}

Value Compiler::rounded(const Round& term, const Type& type, const Frame& frame) {
  static constexpr const char* functions[] = {"rounded_down", "rounded_up", "rounded_half_up", "rounded_half_even"};
  const Value of = short_text(compile(term.value, frame), function_);
  if (of.constant && of.constant->is_none) return of;
  if (term.step.num > largest_step || term.step.den > largest_step)
    return unsupported("修约到“" + to_string(term.step) + "”的倍数",
                       "rounding to a multiple of " + to_string(term.step), type);
  const std::string divisor = of.exact() ? words_.as_wide(of.divisor) : words_.as_wide(number(of.denominator));
  Value value =
      needing({&of},
              fmt::format("({}({} * {}, {} * {}) * {})",
                          words_.function(functions[static_cast<std::size_t>(term.mode)]), words_.as_wide(of.text),
                          number(term.step.den), divisor, number(term.step.num), number(term.step.num)),
              type);
  value.denominator = term.step.den;
  // A step beyond the value, and one for rounding this way.
  const auto bound = [&](Wide from, int beyond) {
    const Wide den = of.exact() ? 1 : of.denominator;
    return limited((from * term.step.den / den / term.step.num + beyond) * term.step.num);
  };
  value.lowest = of.exact() ? -most_wide : bound(of.lowest, -2);
  value.highest = of.exact() ? most_wide : bound(of.highest, 2);
  if (fits_narrow(value.lowest, value.highest)) {
    value.text = words_.as_narrow(value.text);
    return value;
  }
  return fitting(std::move(value), function_);
}

Value Compiler::shifted(const DateAdd& term, const Type& type, const Frame& frame) {
  const Value date = short_text(compile(term.date, frame), function_);
  Value amount = short_text(compile(term.amount, frame), function_);
  const auto none = [](const Value& value) { return value.constant && value.constant->is_none; };
  if (none(date) || none(amount)) return constant(Constant{0, {}, true}, type);
  std::string not_whole;
  Value whole_amount = amount;
  if (amount.exact() || amount.denominator != 1) {
    const std::string divisor = amount.exact() ? amount.divisor : number(amount.denominator);
    not_whole = fmt::format("{} % {} <> 0", amount.text, divisor);
    whole_amount.text = fmt::format("(CASE WHEN {} % {} = 0 THEN CAST({} AS BIGINT) END)", amount.text, divisor,
                                    words_.quotient(amount.text, divisor));
  }
  const char* function = term.unit == Calendar::days     ? "plus_days"
                         : term.unit == Calendar::months ? "plus_months"
                                                         : "plus_years";
  const Wide unit = term.unit == Calendar::days ? 1 : term.unit == Calendar::months ? 31 : 366;
  const Wide low =
                 date.lowest + std::min<Wide>(limited(amount.lowest * unit), 0) + std::max<Wide>(amount.lowest, 0) - 3,
             high = date.highest + std::max<Wide>(limited(amount.highest * unit), 0) + 3;
  const bool sure = not_whole.empty() && low >= first_day() && high <= last_day();
  const std::string text = fmt::format("{}({}, {})", words_.function(function), date.text, whole_amount.text);
  Value value = needing({&date, &amount}, text, type, sure ? 0u : unsigned(may_fail));
  value.lowest = std::max<Wide>(low, first_day());
  value.highest = std::min<Wide>(high, last_day());
  if (sure) return value;
  const std::string state = combined_state({&date, &amount});
  set_state(value, fmt::format("CASE WHEN {0} <> 0 THEN {0} WHEN {1} IS NULL THEN 3 ELSE 0 END", state, text));
  return value;
}

}  // namespace cepol::sql
