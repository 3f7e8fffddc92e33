// Programs by hand, for tests below the language: each call adds a node and returns its id.
#pragma once

#include <string>
#include <vector>

#include "lang/core/program.hpp"

namespace cepol::test {

using namespace core;

constexpr Type truth_t{Kind::truth, {}, {}, {}}, number_t{Kind::number, {}, {}, {}}, year_t{Kind::year, {}, {}, {}},
    date_t{Kind::date, {}, {}, {}}, text_t{Kind::text, {}, {}, {}};
inline Type enumeration_t(EnumerationId choice) { return {Kind::enumeration, {}, choice, {}}; }
inline Type row_t(TableId table) { return {Kind::row, {}, {}, table}; }

struct ProgramBuilder {
  Program program;

  // ---- declarations
  EnumerationId choice(std::string name, std::vector<std::string> members) {
    return program.enumerations.add({std::move(name), std::move(members)});
  }
  TableId table(std::string name) {
    RecordTable made;
    made.name = std::move(name);
    return program.tables.add(std::move(made));
  }
  ColumnIndex column(TableId table, std::string name, Type type, Blank blank = Blank::unknown) {
    Column made;
    made.name = std::move(name);
    made.type = type;
    made.blank = type.kind == Kind::row ? Blank::none : blank;
    program.tables[table].columns.push_back(std::move(made));
    return static_cast<ColumnIndex>(program.tables[table].columns.size() - 1);
  }
  ColumnIndex number_column(TableId table, std::string name, Exact lowest, Exact highest, int places) {
    const ColumnIndex made = column(table, std::move(name), number_t);
    Column& column = program.tables[table].columns[made];
    column.lowest = lowest;
    column.highest = highest;
    column.places = places;
    return made;
  }
  void bounded(TableId table, ColumnIndex column, Exact lowest, Exact highest) {
    program.tables[table].columns[column].lowest = lowest;
    program.tables[table].columns[column].highest = highest;
  }
  // A key column, and under a parent a link to it.
  void keyed(TableId table) { program.tables[table].key = column(table, "key", text_t); }
  void child_of(TableId table, TableId parent) {
    program.tables[table].parent = parent;
    program.tables[table].link = column(table, "of", Type{Kind::row, {}, {}, parent});
  }
  FunctionId function(std::string name, std::vector<Type> parameters, ExprId body, Slot slots) {
    Function made;
    made.name = std::move(name);
    for (std::size_t i = 0; i < parameters.size(); ++i)
      made.parameters.push_back({"p" + std::to_string(i), parameters[i]});
    made.result = program.exprs[body].type;
    made.body = body;
    made.slots = slots;
    return program.functions.add(std::move(made));
  }
  DecisionId decision(std::string name, TableId table, FunctionId outcome, std::vector<FunctionId> measures = {}) {
    Decision made;
    made.name = std::move(name);
    made.table = table;
    made.outcomes = program.functions[outcome].result.enumeration;
    made.outcome = outcome;
    for (FunctionId measure : measures) made.measures.push_back({program.functions[measure].name, measure});
    return program.decisions.add(std::move(made));
  }

  // ---- expressions
  ExprId add(Term term, Type type) { return program.exprs.add({std::move(term), type, {}}); }
  const Type& type_of(ExprId id) const { return program.exprs[id].type; }
  ExprId constant(Exact value, Type type) { return add(Constant{value, {}, false}, type); }
  ExprId number(Exact value) { return constant(value, number_t); }
  ExprId year(int value) { return constant(value, year_t); }
  ExprId day(int y, int m, int d) { return constant(static_cast<std::int64_t>(*day_of(y, m, d)), date_t); }
  ExprId truth(bool value) { return constant(value ? 1 : 0, truth_t); }
  ExprId text(std::string value) { return add(Constant{{}, std::move(value), false}, text_t); }
  ExprId member(EnumerationId choice, Member which) {
    return constant(static_cast<std::int64_t>(which), enumeration_t(choice));
  }
  ExprId none(Type type) { return add(Constant{{}, {}, true}, type); }
  ExprId local(Slot slot, Type type) { return add(Local{slot}, type); }
  ExprId cell(ExprId row, ColumnIndex column) {
    return add(ColumnOf{row, column}, program.tables[type_of(row).table].columns[column].type);
  }
  ExprId arithmetic(Operation operation, ExprId a, ExprId b) { return add(Arithmetic{operation, a, b}, type_of(a)); }
  ExprId plus(ExprId a, ExprId b) { return arithmetic(Operation::add, a, b); }
  ExprId minus(ExprId a, ExprId b) { return arithmetic(Operation::subtract, a, b); }
  ExprId times(ExprId a, ExprId b) { return arithmetic(Operation::multiply, a, b); }
  ExprId over(ExprId a, ExprId b) { return arithmetic(Operation::divide, a, b); }
  ExprId round(ExprId value, Exact step, Rounding mode) { return add(Round{value, step, mode}, type_of(value)); }
  ExprId shift(ExprId date, ExprId amount, Calendar unit) { return add(DateAdd{date, amount, unit}, date_t); }
  ExprId elapsed(ExprId from, ExprId to, Calendar unit) { return add(DateDiff{from, to, unit}, number_t); }
  ExprId part(ExprId date, DatePart which) {
    return add(ExtractDatePart{date, which}, which == DatePart::year                              ? year_t
                                             : which == DatePart::month || which == DatePart::day ? number_t
                                                                                                  : date_t);
  }
  ExprId year_day(ExprId year, bool last) { return add(YearDay{year, last}, date_t); }
  ExprId compare(Relation relation, ExprId a, ExprId b) { return add(Compare{relation, a, b}, truth_t); }
  ExprId less(ExprId a, ExprId b) { return compare(Relation::less, a, b); }
  ExprId at_most(ExprId a, ExprId b) { return compare(Relation::at_most, a, b); }
  ExprId equal(ExprId a, ExprId b) { return compare(Relation::equal, a, b); }
  ExprId all(std::vector<ExprId> operands) { return add(Logic{true, std::move(operands)}, truth_t); }
  ExprId any(std::vector<ExprId> operands) { return add(Logic{false, std::move(operands)}, truth_t); }
  ExprId negate(ExprId a) { return add(Not{a}, truth_t); }
  ExprId is_none(ExprId a) { return add(IsNone{a}, truth_t); }
  ExprId contains(ExprId a, ExprId b) { return add(Contains{a, b}, truth_t); }
  ExprId choose(ExprId condition, ExprId yes, ExprId no) { return add(If{condition, yes, no}, type_of(yes)); }
  ExprId cases(bool first, std::vector<Case> cases, std::optional<ExprId> otherwise = {}) {
    const Type type = type_of(cases.front().value);
    return add(Cases{first, std::move(cases), otherwise}, type);
  }
  ExprId let(Slot slot, ExprId value, ExprId body) { return add(Let{slot, value, body}, type_of(body)); }
  ExprId call(FunctionId function, std::vector<ExprId> arguments) {
    return add(Call{function, std::move(arguments)}, program.functions[function].result);
  }
  Type fold_type(Fold fold, std::optional<ExprId> value) const {
    return fold == Fold::count || fold == Fold::distinct ? number_t : type_of(*value);
  }
  ExprId over_rows(Fold fold, TableId table, std::optional<ExprId> parent, Slot slot, std::optional<ExprId> guard,
                   std::optional<ExprId> value) {
    return add(OverRows{fold, table, parent, slot, guard, value}, fold_type(fold, value));
  }
  ExprId over_years(Fold fold, Slot slot, ExprId from, ExprId to, std::optional<ExprId> guard,
                    std::optional<ExprId> value) {
    return add(OverYears{fold, slot, from, to, guard, value}, fold_type(fold, value));
  }
};

}  // namespace cepol::test
