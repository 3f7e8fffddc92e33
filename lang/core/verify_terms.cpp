// verify(): the children of a term have smaller ids than the term, and the types of its operands fit its own.
#include <set>

#include "lang/base/fold.hpp"
#include "lang/core/children.hpp"
#include "lang/core/verifier.hpp"

namespace cepol::core {

namespace {

bool ordered(Kind kind) { return kind == Kind::number || kind == Kind::year || kind == Kind::date; }

// One term: a member function for each type of term.
struct TermVerifier {
  Verifier& v;
  const Type& of;           // the term's type
  const std::string where;  // its id, for messages

  const Type& type(ExprId id) const { return v.type(id); }
  bool is(const Type& wanted, const char* what) {
    return v.require(of == wanted, "{}: the type is not that of {}", where, what);
  }
  bool is(Kind wanted, const char* message) { return v.require(of.kind == wanted, "{}: {}", where, message); }
  bool operand(ExprId id, Kind wanted, const char* what) {
    return v.require(type(id).kind == wanted, "{}: {} has the wrong type", where, what);
  }
  bool same(ExprId a, ExprId b) { return v.require(type(a) == type(b), "{}: operands differ in type", where); }

  bool between(const Constant& t, std::int64_t low, std::int64_t high) {
    return v.require(t.value >= Exact(low) && t.value <= Exact(high), "{}: a constant out of bounds", where);
  }
  bool operator()(const Constant& t) {
    if (!v.require(of.kind != Kind::row || t.is_none, "{}: a constant row", where)) return false;
    if (of.kind == Kind::text) return v.require(folded(t.text) == t.text, "{}: a text that is not folded", where);
    if (t.is_none) return true;
    if (!v.require(!t.value.infinite(), "{}: an infinite constant", where)) return false;
    if (of.kind == Kind::number) return true;
    if (!v.require(t.value.whole(), "{}: a constant that should be whole", where)) return false;
    switch (of.kind) {
      case Kind::truth: return between(t, 0, 1);
      case Kind::enumeration:
        return between(t, 0, static_cast<std::int64_t>(v.program.enumerations[of.enumeration].members.size()) - 1);
      case Kind::date: return between(t, first_day(), last_day());
      case Kind::number:
      case Kind::year:
      case Kind::text:
      case Kind::row: break;
    }
    return true;
  }
  bool operator()(const Local&) { return true; }  // see verify_functions.cpp
  bool operator()(const ReadingOption& t) {
    return v.require(has(v.program.readings, t.reading), "{}: no such reading", where) &&
           is(member_type(v.program.readings[t.reading].enumeration), "the reading");
  }
  bool operator()(const ColumnOf& t) {
    if (!operand(t.row, Kind::row, "the row")) return false;
    const RecordTable& table = v.program.tables[type(t.row).table];
    return v.require(t.column < table.columns.size(), "{}: no such column", where) &&
           is(table.columns[t.column].type, "the column");
  }

  bool operator()(const Arithmetic& t) {
    const Type &l = type(t.left), &r = type(t.right);
    switch (t.operation) {
      case Operation::minimum:
      case Operation::maximum:
        return v.require(l == r && l == of && ordered(l.kind), "{}: operands have no order, or differ", where);
      case Operation::add:
      case Operation::subtract:
        if (l.kind != Kind::year)
          return v.require(l.kind == Kind::number && l == r && of == l, "{}: operands of a sum differ", where);
        if (t.operation == Operation::subtract && r.kind == Kind::year)
          return v.require(of.kind == Kind::number, "{}: between two years lies a number", where);
        return v.require(r.kind == Kind::number && of == l, "{}: a year takes a number", where);
      case Operation::multiply:
      case Operation::divide:
        return v.require(l.kind == Kind::number && r.kind == Kind::number && of.kind == Kind::number,
                         "{}: operands are not numbers", where);
    }
    return true;
  }
  bool operator()(const Round& t) {
    return operand(t.value, Kind::number, "the value") && is(type(t.value), "the value") &&
           v.require(t.step > Exact(0) && !t.step.infinite(), "{}: step not positive", where);
  }
  bool operator()(const DateAdd& t) {
    return operand(t.date, Kind::date, "the date") && operand(t.amount, Kind::number, "the amount") &&
           is(type(t.date), "a date");
  }
  bool operator()(const DateDiff& t) {
    return operand(t.from, Kind::date, "the start") && operand(t.to, Kind::date, "the end") &&
           is(Kind::number, "what elapsed is a number");
  }
  bool operator()(const ExtractDatePart& t) {
    return operand(t.date, Kind::date, "the date") && is(kind_of_part(t.part), "the type is not that of the part");
  }
  static Kind kind_of_part(DatePart part) {
    switch (part) {
      case DatePart::year: return Kind::year;
      case DatePart::month:
      case DatePart::day: return Kind::number;
      case DatePart::month_first:
      case DatePart::month_last:
      case DatePart::year_first:
      case DatePart::year_last: return Kind::date;
    }
    return Kind::date;
  }
  bool operator()(const YearDay& t) {
    return operand(t.year, Kind::year, "the year") && is(Kind::date, "a day of a year is a date");
  }

  bool operator()(const Compare& t) {
    const Kind kind = type(t.left).kind;
    return same(t.left, t.right) &&
           v.require(t.relation == Relation::equal || ordered(kind) || kind == Kind::enumeration || kind == Kind::row,
                     "{}: operands have no order", where) &&
           is(truth_type, "a comparison");
  }
  bool operator()(const Logic& t) {
    return every(t.operands, [&](ExprId id) { return operand(id, Kind::truth, "an operand"); }) &&
           is(truth_type, "logic");
  }
  bool operator()(const Not& t) { return operand(t.operand, Kind::truth, "the operand") && is(truth_type, "logic"); }
  bool operator()(const IsNone&) { return is(truth_type, "a test"); }
  bool operator()(const Contains& t) {
    return operand(t.text, Kind::text, "the text") && operand(t.part, Kind::text, "the part") &&
           is(truth_type, "a test");
  }

  bool operator()(const If& t) {
    return operand(t.condition, Kind::truth, "the condition") && same(t.yes, t.no) && is(type(t.yes), "its branches");
  }
  bool operator()(const Cases& t) {
    for (std::size_t i = 0; i < t.cases.size(); ++i) {
      const Case& one = t.cases[i];
      if (!v.require(type(one.guard).kind == Kind::truth, "{}: the guard of case {} is not a truth", where, one.name) ||
          !v.require(type(one.value) == of, "{}: the value of case {} has the wrong type", where, one.name) ||
          !every(one.over, [&](std::uint32_t other) { return closed(t, i, other); }))
        return false;
    }
    return !t.otherwise ||
           v.require(type(*t.otherwise) == of, "{}: the value of `otherwise` has the wrong type", where);
  }
  // `over` is transitive: this case is over every case that the other one is over.
  bool closed(const Cases& t, std::size_t i, std::uint32_t other) {
    const Case& one = t.cases[i];
    if (!v.require(other < t.cases.size() && other != i, "{}: case {} is over one that is not there", where, one.name))
      return false;
    const std::set<std::uint32_t> over(one.over.begin(), one.over.end());
    return every(t.cases[other].over, [&](std::uint32_t further) {
      return v.require(further != i, "{}: cases {} and {} are over each other", where, one.name, t.cases[other].name) &&
             v.require(over.count(further) != 0, "{}: `over` of case {} is not closed", where, one.name);
    });
  }

  bool operator()(const Let& t) { return is(type(t.body), "its body"); }
  bool operator()(const Call& t) {
    if (!v.require(has(v.program.functions, t.function), "{}: no such function", where)) return false;
    const Function& function = v.program.functions[t.function];
    if (!v.require(t.arguments.size() == function.parameters.size(), "{}: {} takes {} arguments", where, function.name,
                   function.parameters.size()))
      return false;
    for (std::size_t i = 0; i < t.arguments.size(); ++i)
      if (!v.require(type(t.arguments[i]) == function.parameters[i].type, "{}: argument {} of {} has the wrong type",
                     where, i, function.name))
        return false;
    return is(function.result, "the function's result");
  }

  bool operator()(const OverRows& t) {
    if (!v.require(has(v.program.tables, t.table), "{}: no such table", where)) return false;
    if (t.parent && !(operand(*t.parent, Kind::row, "the parent") &&
                      v.require(v.program.tables[t.table].parent == std::optional(type(*t.parent).table),
                                "{}: rows are not children of that table", where)))
      return false;
    return fold(t.fold, t.guard, t.value);
  }
  bool window(ExprId from, ExprId to) {
    return operand(from, Kind::year, "the first year") && operand(to, Kind::year, "the last year");
  }
  bool operator()(const OverYears& t) { return window(t.from, t.to) && fold(t.fold, t.guard, t.value); }
  bool operator()(const YearScan& t) {
    return window(t.from, t.to) && v.require(!t.states.empty(), "{}: nothing is carried", where) &&
           every(t.states,
                 [&](const YearScan::State& state) {
                   return same(state.initial, state.next) &&
                          v.require(type(state.initial).kind != Kind::row, "{}: a row is carried", where);
                 }) &&
           is(type(t.states.front().initial), "the first state");
  }
  bool fold(Fold fold, const std::optional<ExprId>& guard, const std::optional<ExprId>& value) {
    if (guard && !v.require(type(*guard).kind == Kind::truth, "{}: the guard is not a truth", where)) return false;
    if (!v.require(value.has_value() == (fold != Fold::count),
                   "{}: a value where there should be none, or none where there should be one", where))
      return false;
    switch (fold) {
      case Fold::sum:
        return v.require(type(*value).kind == Kind::number && type(*value) == of, "{}: a sum is of numbers", where);
      case Fold::count:
      case Fold::distinct: return v.require(of == plain_number, "{}: a count is a plain number", where);
      case Fold::some:
      case Fold::every:
        return v.require(type(*value).kind == Kind::truth && of == truth_type, "{}: some and every are of truths",
                         where);
      case Fold::minimum:
      case Fold::maximum:
        return v.require(ordered(type(*value).kind) && type(*value) == of,
                         "{}: the least and the greatest are of what has an order", where);
      case Fold::unique:
        return v.require(type(*value).kind != Kind::row && type(*value) == of, "{}: the only value is of another type",
                         where);
    }
    return true;
  }
  bool operator()(const Fail& t) {
    return v.require(!t.zh.empty() && !t.en.empty(), "{}: a failure without words", where);
  }
};

}  // namespace

bool Verifier::expression(std::uint32_t index) {
  const Expr& expr = program.exprs.nodes[index];
  const std::string where = fmt::format("%{}", index);
  if (!known_type(expr.type, where)) return false;
  bool older = true;
  for_each_child(expr.term, [&](ExprId child) {
    older = older && require(child.index < index, "{}: child %{} is not older", where, child.index);
  });
  return older && std::visit(TermVerifier{*this, expr.type, where}, expr.term);
}

}  // namespace cepol::core
