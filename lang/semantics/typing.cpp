// Type rules: conversion of number literals, agreement of operand types, checks against an expected type; and the names
// of types in messages.
#include "lang/semantics/typing.hpp"

#include "lang/semantics/emit.hpp"

namespace cepol::semantics {

namespace {

// Can the literal have the type? A whole number can be a year, 0 a number of any unit.
bool becomes(const Typed& literal, const Type& type) {
  if (!literal.literal || !literal.constant) return false;
  return (type.kind == Kind::year && literal.constant->whole()) ||
         (type.kind == Kind::number && *literal.constant == Exact(0));
}

}  // namespace

bool adapt_literal(Context& context, Typed& literal, const Type& type) {
  if (!becomes(literal, type)) return false;
  literal.expr = emit_constant(context, *literal.constant, type, context.program.exprs[literal.expr].span);
  literal.type = type;
  return true;
}

bool unify(Context& context, Typed& left, Typed& right, const Tree& tree, NodeId at) {
  if (left.window == right.window && left.type == right.type) return true;
  if ((!right.window && adapt_literal(context, left, right.type)) ||
      (!left.window && adapt_literal(context, right, left.type)))
    return true;
  const Span span = tree.span(at);
  if (left.type.kind == Kind::number && right.type.kind == Kind::number) {
    const UnitId a = left.type.unit, b = right.type.unit;
    const bool days =
        is_calendar_unit(context, a) && is_calendar_unit(context, b) && (a == context.days || b == context.days);
    context.problems.add(days ? Code::days_and_years : Code::units_differ, span,
                         {type_name(context, left.type), type_name(context, right.type)});
  } else {
    context.problems.add(Code::types_differ, span,
                         {type_name(context, left.type, left.window), type_name(context, right.type, right.window)});
  }
  return false;
}

bool require_type(Context& context, Typed& value, const Type& type, const Tree& tree, NodeId at) {
  if (!value.valid) return false;
  if (!value.window && value.type == type) return true;
  if (becomes(value, type)) {
    value.expr = emit_constant(context, *value.constant, type, tree.span(at));
    value.type = type;
    return true;
  }
  context.problems.add(Code::wrong_type, tree.span(at),
                       {type_name(context, type), type_name(context, value.type, value.window)});
  return false;
}

bool is_calendar_unit(const Context& context, UnitId unit) {
  return unit == context.years || unit == context.months || unit == context.days;
}

std::string type_name(const Context& context, const Type& type, bool window) {
  switch (type.kind) {
    case Kind::truth: return in_both("“是或否”", "yes or no");
    case Kind::enumeration: {
      const std::string& name = context.program.enumerations[type.enumeration].name;
      return in_both("“" + name + "”的取值", "a value of “" + name + "”");
    }
    case Kind::number: {
      if (!type.unit.valid()) return in_both("数", "a number");
      const std::string& name = context.program.units[type.unit].name;
      for (const auto& [calendar, en] :
           {std::pair(context.years, "years"), std::pair(context.months, "months"), std::pair(context.days, "days")})
        if (type.unit == calendar) return in_both("几" + name, std::string("a number of ") + en);
      return in_both(name, "a number of " + name);
    }
    case Kind::year: return window ? in_both("年段", "a span of years") : in_both("年份", "a year");
    case Kind::date: return window ? in_both("期间", "a span of days") : in_both("日期", "a date");
    case Kind::text: return in_both("文本", "a text");
    case Kind::row: {
      const std::string& name = context.program.tables[type.table].name;
      return in_both("表“" + name + "”的一行", "a row of “" + name + "”");
    }
  }
  return {};
}

}  // namespace cepol::semantics
