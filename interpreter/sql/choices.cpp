// If and cases. Of cases that may all hold the one that is left decides; two that are left must agree.
#include <fmt/format.h>

#include <algorithm>

#include "interpreter/sql/compile.hpp"

namespace cepol::sql {

using namespace core;

Value Compiler::chosen(const std::vector<Value>& given, std::vector<Value> values, const Type& type) {
  std::vector<Value*> pointers;
  for (Value& value : values) pointers.push_back(&value);
  unify(pointers);
  std::vector<Value> conditions;
  for (const Value& one : given) conditions.push_back(short_text(one, function_));
  Value value;
  value.type = type;
  value.denominator = values.front().denominator;
  std::string text = "CASE", state = "CASE", divisor = "CASE";
  const bool exact = values.front().exact();
  unsigned open = 0;
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    const Value& condition = conditions[i];
    values[i] = short_text(std::move(values[i]), function_);
    if (condition.may != 0) {
      text += fmt::format(" WHEN {} IS NULL THEN NULL", condition.text);
      state += fmt::format(" WHEN {} IS NULL THEN {}", condition.text, state_of(condition));
      open |= condition.may;
    }
    text += fmt::format(" WHEN {} THEN {}", condition.text, values[i].text);
    divisor += fmt::format(" WHEN {} THEN {}", condition.text, exact ? values[i].divisor : "");
    state += fmt::format(" WHEN {} THEN {}", condition.text, state_of(values[i]));
    depend(value, condition);
  }
  values.back() = short_text(std::move(values.back()), function_);
  value.text = "(" + text + " ELSE " + values.back().text + " END)";
  if (exact) value.divisor = "(" + divisor + " ELSE " + values.back().divisor + " END)";
  value.may = open;
  value.lowest = values.front().lowest;
  value.highest = values.front().highest;
  for (const Value& one : values) {
    value.may |= one.may;
    value.lowest = std::min(value.lowest, one.lowest);
    value.highest = std::max(value.highest, one.highest);
    depend(value, one);
  }
  set_state(value, state + " ELSE " + state_of(values.back()) + " END");
  return value;
}

Value Compiler::first_case(const Cases& term, const Type& type, const Frame& frame) {
  std::vector<Value> guards, values;
  for (const Case& one : term.cases) {
    const Value guard = condition(compile(one.guard, frame));
    if (is_no(guard)) continue;
    if (is_yes(guard)) {
      Value last = compile(one.value, frame);
      if (guards.empty()) return last;
      values.push_back(std::move(last));
      return chosen(guards, std::move(values), type);
    }
    guards.push_back(guard);
    values.push_back(compile(one.value, frame));
  }
  values.push_back(term.otherwise ? compile(*term.otherwise, frame) : constant(Constant{0, {}, true}, type));
  if (guards.empty()) return values.front();
  return chosen(guards, std::move(values), type);
}

// A case is left where its guard holds and none of those over it does. One that is open decides nothing where it would
// drop out anyway, unless it may fail: every guard is needed.
Value Compiler::one_case(const Cases& term, const Type& type, const Frame& frame) {
  std::vector<Value> guards, values;
  std::vector<std::size_t> place(term.cases.size(), SIZE_MAX);
  for (std::size_t i = 0; i < term.cases.size(); ++i) {
    const Value guard = condition(compile(term.cases[i].guard, frame));
    if (is_no(guard)) continue;
    place[i] = guards.size();
    guards.push_back(as_column(guard, term.cases[i].name.empty() ? function_ : term.cases[i].name, {}));
    values.push_back(compile(term.cases[i].value, frame));
  }
  Value otherwise = term.otherwise ? compile(*term.otherwise, frame) : constant(Constant{0, {}, true}, type);
  if (guards.empty()) return otherwise;
  std::vector<Value> left;
  for (std::size_t i = 0; i < term.cases.size(); ++i) {
    if (place[i] == SIZE_MAX) continue;
    Value holds = guards[place[i]];
    std::string others;
    for (std::size_t j = 0; j < term.cases.size(); ++j) {
      const auto& over = term.cases[j].over;
      if (place[j] == SIZE_MAX || std::find(over.begin(), over.end(), i) == over.end()) continue;
      others += " AND NOT " + guards[place[j]].text;
      holds.may |= guards[place[j]].may;
      depend(holds, guards[place[j]]);
      holds.constant.reset();
    }
    if (!others.empty()) holds.text = "(" + holds.text + others + ")";
    left.push_back(std::move(holds));
  }
  std::vector<Value*> pointers;
  for (Value& value : values) pointers.push_back(&value);
  pointers.push_back(&otherwise);
  unify(pointers);
  for (Value* value : pointers) *value = short_text(std::move(*value), function_);

  Value value;
  value.type = type;
  value.denominator = otherwise.denominator;
  const bool exact = otherwise.exact();
  value.lowest = otherwise.lowest;
  value.highest = otherwise.highest;
  for (const Value* one : pointers) {
    value.may |= one->may;
    value.lowest = std::min(value.lowest, one->lowest);
    value.highest = std::max(value.highest, one->highest);
    depend(value, *one);
  }
  std::vector<const Value*> guard_list;
  for (const Value& guard : guards) {
    value.may |= guard.may;
    depend(value, guard);
    guard_list.push_back(&guard);
  }
  // Guards whose failure would be the result.
  std::string needed, state = "CASE", text = "CASE", divisor = "CASE";
  for (const Value& guard : guards)
    if ((guard.may & (may_fail | may_hide)) != 0) needed += (needed.empty() ? "" : " OR ") + guard.text + " IS NULL";
  const std::string guards_state = combined_state(guard_list);
  if (!needed.empty()) {
    text += " WHEN " + needed + " THEN NULL";
    divisor += " WHEN " + needed + " THEN NULL";
    state += " WHEN " + needed + " THEN " + guards_state;
  }
  std::string unknown;
  for (const Value& holds : left)
    if (holds.may != 0) unknown += (unknown.empty() ? "" : " OR ") + std::string("(") + holds.text + ") IS NULL";
  if (!unknown.empty()) {
    text += " WHEN " + unknown + " THEN NULL";
    divisor += " WHEN " + unknown + " THEN NULL";
    state += " WHEN " + unknown + " THEN 4";
  }
  // Two that are left must agree.
  std::string clash, clash_state, clash_open;
  std::vector<std::size_t> index;
  for (std::size_t i = 0; i < term.cases.size(); ++i)
    if (place[i] != SIZE_MAX) index.push_back(i);
  for (std::size_t a = 0; a < left.size(); ++a)
    for (std::size_t b = a + 1; b < left.size(); ++b) {
      const auto over = [&](std::size_t x, std::size_t y) {
        const auto& list = term.cases[index[x]].over;
        return std::find(list.begin(), list.end(), index[y]) != list.end();
      };
      if (over(a, b) || over(b, a)) continue;
      if (values[a].text == values[b].text && values[a].state == values[b].state &&
          values[a].divisor == values[b].divisor)
        continue;
      const std::string both = fmt::format("({}) AND ({})", left[a].text, left[b].text);
      if ((values[a].may | values[b].may) & (may_open | may_fail))
        clash_open += fmt::format(" WHEN {} AND GREATEST({}, {}) >= 2 THEN {}", both, state_of(values[a]),
                                  state_of(values[b]), combined_state({&values[a], &values[b]}));
      std::string differ;
      if (values[a].constant && values[b].constant)
        differ = "TRUE";
      else if (exact)
        differ = fmt::format("({0} IS DISTINCT FROM {1} OR {2} IS DISTINCT FROM {3})", values[a].text, values[b].text,
                             values[a].divisor, values[b].divisor);
      else
        differ = fmt::format("{} IS DISTINCT FROM {}", values[a].text, values[b].text);
      // A pair counts only where both are left.
      clash += fmt::format("{}({}) AND ({}) AND {}", clash.empty() ? "" : " OR ", left[a].text, left[b].text, differ);
    }
  if (!clash.empty()) {
    value.may |= may_fail;
    if (!clash_open.empty()) state += clash_open;
    text += " WHEN " + clash + " THEN NULL";
    divisor += " WHEN " + clash + " THEN NULL";
    state += " WHEN " + clash + " THEN 2";
  }
  for (std::size_t i = 0; i < left.size(); ++i) {
    text += fmt::format(" WHEN {} THEN {}", left[i].text, values[i].text);
    state += fmt::format(" WHEN {} THEN {}", left[i].text, state_of(values[i]));
    if (exact) divisor += fmt::format(" WHEN {} THEN {}", left[i].text, values[i].divisor);
  }
  value.text = "(" + text + " ELSE " + otherwise.text + " END)";
  if (exact) value.divisor = "(" + divisor + " ELSE " + otherwise.divisor + " END)";
  set_state(value, state + " ELSE " + state_of(otherwise) + " END");
  return value;
}

}  // namespace cepol::sql
