// The SQL of terms.
#include <fmt/format.h>

#include <algorithm>

#include "interpreter/sql/compile.hpp"

namespace cepol::sql {

using namespace core;

struct Compiler::Term {
  Compiler& compiler;
  const Type& type;
  const Frame& frame;

  Value of(ExprId id) const { return compiler.compile(id, frame); }
  Value constant(Wide value) const { return compiler.whole(value, type); }
  static bool is_yes(const Value& value) {
    return value.constant && !value.constant->is_none && value.constant->value == Exact(1);
  }
  static bool is_no(const Value& value) {
    return value.constant && (value.constant->is_none || value.constant->value == Exact(0));
  }
  static bool is_none_constant(const Value& value) { return value.constant && value.constant->is_none; }

  Value operator()(const Constant& t) const { return compiler.constant(t, type); }
  Value operator()(const Local& t) const { return frame.at(t.slot); }
  Value operator()(const ReadingOption& t) const {
    return compiler.constant({static_cast<std::int64_t>(compiler.options_.readings[t.reading.index]), {}, false}, type);
  }
  Value operator()(const ColumnOf& t) const {
    Value row = compiler.short_text(of(t.row), "row");
    return compiler.cell(row, t.column, compiler.program_.exprs[t.row].type.table);
  }
  Value operator()(const Arithmetic& t) const { return compiler.arithmetic(t, type, frame); }
  Value operator()(const Round& t) const { return compiler.rounded(t, type, frame); }
  Value operator()(const DateAdd& t) const { return compiler.shifted(t, type, frame); }
  Value operator()(const DateDiff& t) const {
    Value from = of(t.from), to = of(t.to);
    std::string text;
    if (t.unit == Calendar::days)
      text = fmt::format("CAST({} - {} AS BIGINT)", to.text, from.text);
    else
      text = compiler.words_.function(t.unit == Calendar::months ? "full_months" : "full_years") + "(" + from.text +
             ", " + to.text + ")";
    Value value = compiler.needing({&from, &to}, text, type);
    value.lowest = to.lowest - from.highest - 1;
    value.highest = to.highest - from.lowest + 1;
    return value;
  }
  Value operator()(const ExtractDatePart& t) const {
    Value date = of(t.date);
    const auto extracted = [&](const char* part, Wide low, Wide high) {
      Value value =
          compiler.needing({&date}, fmt::format("CAST(extract({} FROM {}) AS BIGINT)", part, date.text), type);
      value.lowest = low;
      value.highest = high;
      return value;
    };
    const auto clamped = [](Wide day) { return static_cast<Day>(std::clamp<Wide>(day, first_day(), last_day())); };
    const auto moved = [&](const char* function) {
      Value value = compiler.needing({&date}, compiler.words_.function(function) + "(" + date.text + ")", type);
      value.lowest = std::max<Wide>(date.lowest - 366, first_day());
      value.highest = std::min<Wide>(date.highest + 366, last_day());
      return value;
    };
    switch (t.part) {
      case DatePart::year:
        return extracted("year", civil_of(clamped(date.lowest)).year, civil_of(clamped(date.highest)).year);
      case DatePart::month: return extracted("month", 1, 12);
      case DatePart::day: return extracted("day", 1, 31);
      case DatePart::month_first: return moved("month_first");
      case DatePart::month_last: return moved("month_last");
      case DatePart::year_first: return moved("year_first");
      case DatePart::year_last: return moved("year_last");
    }
    return date;
  }
  Value operator()(const YearDay& t) const {
    Value year = compiler.short_text(of(t.year), "year");
    const bool sure = year.lowest >= first_year && year.highest <= last_year;
    std::string text = fmt::format("make_date(CAST({} AS INTEGER), {})", year.text, t.last ? "12, 31" : "1, 1");
    const std::string outside = fmt::format("{} NOT BETWEEN {} AND {}", year.text, first_year, last_year);
    if (!sure) text = fmt::format("CASE WHEN {} THEN NULL ELSE {} END", outside, text);
    Value value = compiler.needing({&year}, text, type, sure ? 0u : unsigned(may_fail));
    if (!sure)
      compiler.set_state(value, fmt::format("CASE WHEN {} THEN 3 ELSE {} END", outside, compiler.state_of(year)));
    const auto day = [&](Wide at) {
      return *day_of(static_cast<int>(std::clamp<Wide>(at, first_year, last_year)), t.last ? 12 : 1, t.last ? 31 : 1);
    };
    value.lowest = day(year.lowest);
    value.highest = day(year.highest);
    return value;
  }

  Value operator()(const Compare& t) const { return compiler.compared(t.relation, of(t.left), of(t.right)); }

  Value operator()(const Logic& t) const {
    std::vector<Value> operands;
    for (ExprId id : t.operands) {
      Value operand = compiler.condition(of(id));
      if (t.all ? is_no(operand) : is_yes(operand)) return constant(t.all ? 0 : 1);
      if (operand.constant) continue;
      operands.push_back(std::move(operand));
    }
    if (operands.empty()) return constant(t.all ? 1 : 0);
    if (operands.size() == 1) return operands.front();
    std::vector<const Value*> all;
    std::string text;
    for (Value& operand : operands) {
      operand = compiler.short_text(std::move(operand), compiler.function_);
      text += (text.empty() ? "" : t.all ? " AND " : " OR ") + operand.text;
      all.push_back(&operand);
    }
    Value value = compiler.needing(all, "(" + text + ")", type);
    if (!value.state.empty())
      compiler.set_state(
          value, fmt::format("CASE WHEN {} IS NOT NULL THEN 0 ELSE {} END", value.text, compiler.combined_state(all)));
    return value;
  }
  Value operator()(const Not& t) const {
    Value operand = compiler.condition(of(t.operand));
    if (operand.constant) return constant(is_yes(operand) ? 0 : 1);
    operand.text = "(NOT " + operand.text + ")";
    return operand;
  }
  Value operator()(const IsNone& t) const {
    Value operand = of(t.operand);
    if (operand.constant) return constant(operand.constant->is_none ? 1 : 0);
    if (operand.may == 0) return constant(0);
    operand = compiler.short_text(std::move(operand), compiler.function_);
    Value value = compiler.needing({&operand}, "", type);
    value.may &= ~static_cast<unsigned>(may_none);
    if (value.may == 0)
      value.text = "(" + operand.text + " IS NULL)";
    else
      value.text = fmt::format("CASE {} WHEN 1 THEN TRUE WHEN 0 THEN FALSE END", compiler.state_of(operand));
    compiler.set_state(value, fmt::format("CASE WHEN {0} = 1 THEN 0 ELSE {0} END", compiler.state_of(operand)));
    return value;
  }
  Value operator()(const Contains& t) const {
    Value text = of(t.text), part = of(t.part);
    if (is_none_constant(text) || is_none_constant(part)) return constant(0);
    return compiler.tested({&text, &part}, "(" + compiler.words_.contains(text.text, part.text) + ")");
  }

  Value operator()(const If& t) const {
    const Value condition = compiler.condition(of(t.condition));
    if (condition.constant) return of(is_yes(condition) ? t.yes : t.no);
    return compiler.chosen({condition}, {of(t.yes), of(t.no)}, type);
  }
  Value operator()(const Cases& t) const {
    return t.first ? compiler.first_case(t, type, frame) : compiler.one_case(t, type, frame);
  }

  Value operator()(const Let& t) const {
    Frame inner = frame;
    Value value = of(t.value);
    if (value.text.size() > 40) value = compiler.as_column(std::move(value), compiler.function_, {});
    inner.at(t.slot) = std::move(value);
    return compiler.compile(t.body, inner);
  }
  Value operator()(const Call& t) const {
    Frame arguments;
    for (ExprId argument : t.arguments) arguments.push_back(compiler.short_text(of(argument), compiler.function_));
    return compiler.call(t.function, arguments);
  }
  Value operator()(const OverRows& t) const { return compiler.over_rows(t, type, frame); }
  Value operator()(const OverYears& t) const { return compiler.over_years(t, type, frame); }
  Value operator()(const YearScan& t) const { return compiler.scan(t, type, frame); }
  Value operator()(const Fail&) const {
    Value value;
    value.type = type;
    value.text = compiler.null_of(type);
    value.state = "3";
    value.may = may_fail;
    return value;
  }
};

Value Compiler::compile(ExprId id, const Frame& frame) {
  const Expr& expr = program_.exprs[id];
  if (unsupported_) return unsupported({}, {}, expr.type);
  const Span outer = std::exchange(span_, expr.span);
  Value value = std::visit(Term{*this, expr.type, frame}, expr.term);
  span_ = outer;
  value.type = expr.type;
  if (value.columns.size() > 40 || value.text.size() > 1500) value = as_column(std::move(value), function_, {});
  return value;
}

std::string Compiler::null_of(const Type& type) const {
  switch (type.kind) {
    case Kind::truth: return "CAST(NULL AS BOOLEAN)";
    case Kind::enumeration:
    case Kind::text: return "CAST(NULL AS TEXT)";
    case Kind::date: return "CAST(NULL AS DATE)";
    case Kind::number:
    case Kind::year:
    case Kind::row: return "CAST(NULL AS BIGINT)";
  }
  return "NULL";
}

Value Compiler::whole(Wide value, const Type& type) const {
  return constant(Constant{Exact(static_cast<std::int64_t>(value)), {}, false}, type);
}

Value Compiler::constant(const Constant& given, const Type& type) const {
  Value value;
  value.type = type;
  value.constant = given;
  if (given.is_none) {
    value.text = null_of(type);
    value.may = may_none;
    return value;
  }
  switch (type.kind) {
    case Kind::truth: value.text = given.value == Exact(1) ? "TRUE" : "FALSE"; break;
    case Kind::enumeration:
      value.text =
          literal(program_.enumerations[type.enumeration].members.at(static_cast<std::size_t>(given.value.num)));
      break;
    case Kind::text: value.text = literal(given.text); break;
    case Kind::date: value.text = date_literal(static_cast<Day>(given.value.num)); break;
    case Kind::number: value.denominator = given.value.den; [[fallthrough]];
    case Kind::year:
    case Kind::row: value.text = words_.as_narrow(number(given.value.num)); break;
  }
  if ((type.kind == Kind::number || type.kind == Kind::year) && given.value.num >= 0 && given.value.num < INT32_MAX)
    value.text = number(given.value.num);
  value.lowest = value.highest = given.value.num;
  return value;
}

// ---- choices

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
    if (Term::is_no(guard)) continue;
    if (Term::is_yes(guard)) {
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
    if (Term::is_no(guard)) continue;
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
  std::size_t at = 0;
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
      ++at;
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
