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
  // What is not put into columns (figures carried through years) is written where it is used, as often as it is.
  constexpr std::size_t longest_text = 200'000;
  if ((is_carried(value) || value.columns.empty()) && value.text.size() + value.state.size() > longest_text)
    return unsupported("这样长的规则（" + function_ + "）", "so long a rule (" + function_ + ")", expr.type);
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

}  // namespace cepol::sql
