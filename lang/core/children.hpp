// The children of a core term (the subexpressions that it evaluates), in the order of evaluation.
#pragma once

#include "lang/core/expr.hpp"

namespace cepol::core {

template <class Visit>
void for_each_child(const Term& term, Visit&& visit) {
  auto maybe = [&](const std::optional<ExprId>& id) {
    if (id) visit(*id);
  };
  std::visit(overloaded{
                 [](const Constant&) {},
                 [](const Local&) {},
                 [](const ReadingOption&) {},
                 [&](const ColumnOf& t) { visit(t.row); },
                 [&](const Arithmetic& t) { visit(t.left), visit(t.right); },
                 [&](const Round& t) { visit(t.value); },
                 [&](const DateAdd& t) { visit(t.date), visit(t.amount); },
                 [&](const DateDiff& t) { visit(t.from), visit(t.to); },
                 [&](const ExtractDatePart& t) { visit(t.date); },
                 [&](const YearDay& t) { visit(t.year); },
                 [&](const Compare& t) { visit(t.left), visit(t.right); },
                 [&](const Logic& t) {
                   for (ExprId operand : t.operands) visit(operand);
                 },
                 [&](const Not& t) { visit(t.operand); },
                 [&](const IsNone& t) { visit(t.operand); },
                 [&](const Contains& t) { visit(t.text), visit(t.part); },
                 [&](const If& t) { visit(t.condition), visit(t.yes), visit(t.no); },
                 [&](const Cases& t) {
                   for (const Case& one : t.cases) visit(one.guard), visit(one.value);
                   maybe(t.otherwise);
                 },
                 [&](const Let& t) { visit(t.value), visit(t.body); },
                 [&](const Call& t) {
                   for (ExprId argument : t.arguments) visit(argument);
                 },
                 [&](const OverRows& t) { maybe(t.parent), maybe(t.guard), maybe(t.value); },
                 [&](const OverYears& t) { visit(t.from), visit(t.to), maybe(t.guard), maybe(t.value); },
                 [&](const YearScan& t) {
                   visit(t.from), visit(t.to);
                   for (const YearScan::State& state : t.states) visit(state.initial);
                   for (const YearScan::State& state : t.states) visit(state.next);
                 },
                 [](const Fail&) {},
             },
             term);
}

}  // namespace cepol::core
