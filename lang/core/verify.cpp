// verify(): checks the invariants of types.hpp, expr.hpp and program.hpp. This file: the driver, and the checks of
// declarations, readings, quotas, result tables and rosters.
#include "lang/core/verifier.hpp"

namespace cepol::core {

bool Verifier::known_type(const Type& type, const std::string& where) {
  bool named = true;
  switch (type.kind) {
    case Kind::number:
      named = require(!type.unit.valid() || has(program.units, type.unit), "{}: no such unit", where);
      break;
    case Kind::enumeration:
      named = require(has(program.enumerations, type.enumeration), "{}: no such enumeration", where);
      break;
    case Kind::row: named = require(has(program.tables, type.table), "{}: no such table", where); break;
    case Kind::truth:
    case Kind::year:
    case Kind::date:
    case Kind::text: break;
  }
  return named && require(type.kind == Kind::number || !type.unit.valid(), "{}: a unit on what is no number", where) &&
         require(type.kind == Kind::enumeration || !type.enumeration.valid(), "{}: an enumeration on what is no choice",
                 where) &&
         require(type.kind == Kind::row || !type.table.valid(), "{}: a table on what is no row", where);
}

bool Verifier::known_clauses(const std::vector<ClauseId>& clauses, const std::string& where) {
  return every(clauses,
               [&](ClauseId clause) { return require(has(program.clauses, clause), "{}: no such clause", where); });
}

bool Verifier::declarations() {
  return every(program.enumerations.nodes,
               [&](const Enumeration& enumeration) {
                 const auto is_good = [&](const CellWord& word) {
                   return !word.text.empty() && word.index < enumeration.members.size();
                 };
                 return require(!enumeration.members.empty(), "enumeration {}: no members", enumeration.name) &&
                        require(std::all_of(enumeration.words.begin(), enumeration.words.end(), is_good),
                                "enumeration {}: a word for no member", enumeration.name) &&
                        require(enumeration.members.size() <= max_members, "enumeration {}: more than {} members",
                                enumeration.name, max_members);
               }) &&
         every(program.units.nodes,
               [&](const Unit& unit) {
                 return require(has(program.units, unit.base), "unit {}: no such base", unit.name) &&
                        require(unit.factor > Exact(0) && !unit.factor.infinite(), "unit {}: factor not positive",
                                unit.name);
               }) &&
         every(program.tables.nodes, [&](const RecordTable& table) { return record(table); }) &&
         every(program.readings.nodes, [&](const Reading& one) { return reading(one); });
}

namespace {

bool good_bound(Kind kind, Exact bound) {
  if (bound.infinite() || kind == Kind::number) return true;
  if (!bound.whole()) return false;
  if (kind == Kind::year) return bound >= Exact(first_year) && bound <= Exact(last_year);
  return kind == Kind::date && bound >= Exact(first_day()) && bound <= Exact(last_day());
}

}  // namespace

bool Verifier::column(const Column& column, const std::string& where) {
  return known_type(column.type, where) &&
         require(column.type.kind != Kind::row || column.blank == Blank::none, "{}: a reference that is not optional",
                 where) &&
         require(column.lowest <= column.highest, "{}: lowest above highest", where) &&
         require(good_bound(column.type.kind, column.lowest) && good_bound(column.type.kind, column.highest),
                 "{}: a bound that is no value of its type", where) &&
         every(column.blank_words,
               [&](const std::string& word) { return require(!word.empty(), "{}: an empty blank word", where); }) &&
         every(column.headings,
               [&](const std::string& word) { return require(!word.empty(), "{}: an empty heading", where); }) &&
         every(column.words,
               [&](const CellWord& word) {
                 const std::size_t values = column.type.kind == Kind::truth ? 2
                                            : column.type.kind == Kind::enumeration
                                                ? program.enumerations[column.type.enumeration].members.size()
                                                : 0;
                 return require(!word.text.empty() && word.index < values, "{}: a word for no value", where);
               }) &&
         require(column.old_rows.empty() || (column.type.kind != Kind::row && !column.heading),
                 "{}: a value of old rows for a reference or a heading column", where) &&
         require(column.places >= 0 && column.places <= 9, "{}: {} decimal places", where, column.places);
}

bool Verifier::record(const RecordTable& table) {
  if (!every(table.columns, [&](const Column& one) { return column(one, table.name + "." + one.name); })) return false;
  const bool has_text_key =
      table.key && *table.key < table.columns.size() && table.columns[*table.key].type.kind == Kind::text;
  if (!require(!table.key || has_text_key, "table {}: the key is not a text column", table.name) ||
      !require(table.parent.has_value() == table.link.has_value(),
               "table {}: a parent without a link, or a link without a parent", table.name))
    return false;
  const auto from_id_number = [&](const Column& one) {
    if (!one.taken_from) return true;
    const std::size_t members =
        one.type.kind == Kind::enumeration ? program.enumerations[one.type.enumeration].members.size() : 1;
    return one.taken_from->column < table.columns.size() && table.columns[one.taken_from->column].id_number &&
           (one.type.kind == Kind::date || one.type.kind == Kind::enumeration) && one.taken_from->male < members &&
           one.taken_from->female < members;
  };
  if (!every(table.columns, [&](const Column& one) {
        return require(!one.id_number || one.type.kind == Kind::text, "table {}: an ID number that is no text",
                       table.name) &&
               require(from_id_number(one), "table {}: a column taken from no ID number", table.name);
      }))
    return false;
  const auto is_day = [&](ColumnIndex column) {
    return column < table.columns.size() && table.columns[column].type.kind == Kind::date;
  };
  if (!every(table.spans, [&](const DateSpan& one) {
        return require(is_day(one.from) && is_day(one.to), "table {}: a span that is not of dates", table.name);
      }))
    return false;
  const auto may_be_absent = [&](std::optional<ColumnIndex> column) {
    return column && *column < table.columns.size() && table.columns[*column].may_be_absent;
  };
  if (!require(!may_be_absent(table.key) && !may_be_absent(table.link), "table {}: a key or link that may be absent",
               table.name) ||
      !require(!table.key || !table.equal_rows_once, "table {}: equal rows of a table with a key", table.name))
    return false;
  if (!table.parent) return true;
  const auto is_link = [&](ColumnIndex link) {
    return link < table.columns.size() && table.columns[link].type == row_type(*table.parent);
  };
  return require(has(program.tables, *table.parent), "table {}: no such parent", table.name) &&
         require(is_link(*table.link), "table {}: the link is no reference to the parent", table.name) &&
         require(program.tables[*table.parent].key.has_value(), "table {}: its parent has no key", table.name);
}

bool Verifier::reading(const Reading& reading) {
  return require(has(program.enumerations, reading.enumeration), "reading {}: no such enumeration", reading.name) &&
         require(reading.options.size() == program.enumerations[reading.enumeration].members.size(),
                 "reading {}: options and members differ in number", reading.name) &&
         require(reading.default_option < reading.options.size(), "reading {}: no such default", reading.name) &&
         known_clauses(reading.clauses, reading.name);
}

bool Verifier::quota(const Quota& quota) {
  if (!require(has(program.tables, quota.table), "quota {}: no such table", quota.name)) return false;
  const RecordTable& table = program.tables[quota.table];
  if (!require(quota.column < table.columns.size() && table.columns[quota.column].type.kind == Kind::enumeration,
               "quota {}: not by an enumeration", quota.name))
    return false;
  const std::size_t members = program.enumerations[table.columns[quota.column].type.enumeration].members.size();
  return require(quota.places.size() == members && quota.clauses.size() == members,
                 "quota {}: not one line for each member", quota.name) &&
         every(quota.clauses, [&](const auto& clauses) { return known_clauses(clauses, quota.name); });
}

bool Verifier::result_table(const ResultTable& result) {
  if (!require(has(program.tables, result.table), "results: no such table")) return false;
  const RecordTable& table = program.tables[result.table];
  const auto decision_of_table = [&](const ResultColumn& column) {
    return require(has(program.decisions, column.decision) && program.decisions[column.decision].table == result.table,
                   "results of {}: a decision of another table", table.name);
  };
  return every(result.columns, [&](const ResultColumn& column) {
    switch (column.part) {
      case ResultPart::column:
        return require(column.column < table.columns.size(), "results of {}: no such column", table.name);
      case ResultPart::decision: return decision_of_table(column);
      case ResultPart::measure:
        return decision_of_table(column) && require(column.measure < program.decisions[column.decision].measures.size(),
                                                    "results of {}: no such figure", table.name);
      case ResultPart::row:
      case ResultPart::missing:
      case ResultPart::reasons: break;
    }
    return true;
  });
}

bool Verifier::roster(const Roster& roster) {
  if (!require(has(program.tables, roster.table), "roster {}: no such table", roster.title)) return false;
  const auto known_column = [&](ColumnIndex column) {
    return require(column < program.tables[roster.table].columns.size(), "roster {}: no such column", roster.title);
  };
  if (roster.holds.valid()) {
    if (!require(has(program.functions, roster.holds), "roster {}: no such function", roster.title)) return false;
    const Function& holds = program.functions[roster.holds];
    if (!require(holds.result.kind == Kind::truth && holds.parameters.size() == 1 &&
                     holds.parameters[0].type == row_type(roster.table),
                 "roster {}: its condition is none of its rows", roster.title))
      return false;
  }
  return every(roster.headings, known_column) && every(roster.columns, known_column) &&
         known_clauses(roster.clauses, roster.title);
}

namespace {

bool keeps_promises(Verifier& verifier) {
  const Program& program = verifier.program;
  if (!verifier.declarations()) return false;
  for (std::uint32_t i = 0; i < program.exprs.size(); ++i)
    if (!verifier.expression(i)) return false;
  for (std::uint32_t i = 0; i < program.functions.size(); ++i)
    if (!verifier.function(i)) return false;
  return every(program.decisions.nodes, [&](const Decision& one) { return verifier.decision(one); }) &&
         every(program.quotas, [&](const Quota& one) { return verifier.quota(one); }) &&
         every(program.results, [&](const ResultTable& one) { return verifier.result_table(one); }) &&
         every(program.rosters, [&](const Roster& one) { return verifier.roster(one); });
}

}  // namespace

std::optional<std::string> verify(const Program& program) {
  Verifier verifier{program};
  if (!keeps_promises(verifier)) return verifier.breach;
  return std::nullopt;
}

}  // namespace cepol::core
