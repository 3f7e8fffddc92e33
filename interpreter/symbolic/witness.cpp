#include "interpreter/symbolic/witness.hpp"

#include <algorithm>

#include "lang/base/date.hpp"

namespace cepol::symbolic {

using namespace core;
using semantics::Example;
using semantics::ExampleTable;

namespace {

class WitnessBuilder {
 public:
  WitnessBuilder(const Terms& terms, const Scope& scope, Solver& solver)
      : terms_(terms), scope_(scope), program_(scope.program()), solver_(solver) {}

  std::optional<Example> run(TableId subject) {
    Example example;
    for (std::uint32_t r = 0; r < program_.readings.size(); ++r) example.readings.push_back(option(r));
    std::vector<std::uint32_t> order{subject.index};
    for (std::uint32_t t = 0; t < program_.tables.size(); ++t)
      if (t != subject.index) order.push_back(t);
    for (const std::uint32_t t : order) {
      add_rows(TableId{t}, example);
      add_heading(TableId{t}, example);
    }
    add_owners(example);
    if (!fits_) return std::nullopt;
    return example;
  }

 private:
  Exact value(Term term) {
    const auto found = solver_.value(term);
    fits_ = fits_ && found.has_value();
    return found.value_or(Exact(0));
  }
  bool truth(Term term) { return value(term) == Exact(1); }
  // A cell that the formulas do not speak of stays blank: it does not matter. (A number is a multiple of its variable.)
  bool spoken_of(Term part) {
    const TermNode& node = terms_[part];
    return solver_.value(node.op == Op::sum && node.arguments.size() == 1 ? node.arguments[0] : part).has_value();
  }

  Member option(std::uint32_t reading) {
    const auto* of = scope_.reading_read(ReadingId{reading});
    const auto option = of == nullptr ? std::nullopt : solver_.value(of->parts[0]);
    return option ? static_cast<Member>(option->num) : program_.readings.nodes[reading].default_option;
  }

  bool present(TableId table, std::uint32_t row) {
    if (scope_.shape(table).known != nullptr) return false;
    return solver_.value(scope_.present(table, row)) == Exact(1);  // not spoken of: it need not be there
  }

  // The columns that were read of any of the rows, in their order.
  std::vector<ColumnIndex> columns_read(TableId table, bool heading) const {
    std::vector<ColumnIndex> columns;
    for (const auto& [at, cell] : scope_.cells()) {
      const auto& [of, row, column] = at;
      if (of != table.index || program_.tables[table].columns[column].heading != heading) continue;
      const bool own_link = program_.tables[table].link == column && scope_.shape(table).of_first;
      if (!own_link && std::find(columns.begin(), columns.end(), column) == columns.end()) columns.push_back(column);
    }
    std::sort(columns.begin(), columns.end());
    return columns;
  }

  void add_rows(TableId table, Example& example) {
    ExampleTable made;
    made.table = table;
    const std::vector<ColumnIndex> columns = columns_read(table, false);
    for (const ColumnIndex column : columns) made.columns.push_back(program_.tables[table].columns[column].name);
    for (std::uint32_t row = 0; row < scope_.shape(table).rows; ++row) {
      if (!present(table, row)) continue;
      std::vector<semantics::ExampleCell> cells;
      for (const ColumnIndex column : columns) cells.push_back({text(table, row, column), {}});
      made.rows.push_back(std::move(cells));
    }
    if (made.rows.empty()) return;
    if (made.columns.empty()) add_some_column(table, made);
    example.tables.push_back(std::move(made));
  }

  // A row of which nothing was read still has to be there.
  void add_some_column(TableId table, ExampleTable& made) {
    const RecordTable& record = program_.tables[table];
    made.columns.push_back(record.columns[record.key.value_or(0)].name);
    for (std::size_t row = 0; row < made.rows.size(); ++row)
      made.rows[row].push_back({record.key ? key_text(table, static_cast<std::uint32_t>(row)) : std::string(), {}});
  }

  // A row without the row that it belongs to would be a fault.
  void add_owners(Example& example) {
    for (std::size_t i = 0; i < example.tables.size(); ++i) {
      const std::optional<TableId> owner = program_.tables[example.tables[i].table].parent;
      const auto is_owner = [&](const ExampleTable& one) { return one.table == owner && !one.heading; };
      if (!owner || std::any_of(example.tables.begin(), example.tables.end(), is_owner)) continue;
      ExampleTable made;
      made.table = *owner;
      made.rows.emplace_back();
      add_some_column(*owner, made);
      example.tables.push_back(std::move(made));
    }
  }

  void add_heading(TableId table, Example& example) {
    ExampleTable made;
    made.table = table;
    made.heading = true;
    made.rows.emplace_back();
    for (const ColumnIndex column : columns_read(table, true)) {
      made.columns.push_back(program_.tables[table].columns[column].name);
      made.rows[0].push_back({text(table, UINT32_MAX, column), {}});
    }
    if (!made.columns.empty()) example.tables.push_back(std::move(made));
  }

  // A constant of the policy, or what an example's row has for its key where none is given.
  std::string key_text(TableId table, std::uint32_t row) {
    const auto found = scope_.cells().find({table.index, row, program_.tables[table].key.value_or(0)});
    if (program_.tables[table].key && found != scope_.cells().end()) {
      const auto number = solver_.value(found->second.parts[0]);
      const auto at = number ? static_cast<std::size_t>(number->num) : scope_.texts().size();
      if (at < scope_.texts().size()) return std::string(program_.forms.of(scope_.texts()[at]));
    }
    return "示例" + std::to_string(row + 1);
  }

  std::string text(TableId table, std::uint32_t row, ColumnIndex c) {
    const auto found = scope_.cells().find({table.index, row, c});
    const Column& column = program_.tables[table].columns[c];
    if (program_.tables[table].key == c) return key_text(table, row);
    if (found == scope_.cells().end() || solver_.value(found->second.none) == Exact(1)) return {};
    const auto& parts = found->second.parts;
    if (!spoken_of(parts[0])) return {};
    switch (column.type.kind) {
      case Kind::truth: return truth(parts[0]) ? (program_.english ? "yes" : "是") : (program_.english ? "no" : "否");
      case Kind::enumeration:
        return program_.enumerations[column.type.enumeration].members[static_cast<std::size_t>(value(parts[0]).num)];
      case Kind::number:
      case Kind::year: return to_string(value(parts[0]));
      case Kind::row: return key_text(column.type.table, static_cast<std::uint32_t>(value(parts[0]).num));
      case Kind::text: return some_text(value(parts[0]));
      case Kind::date: {
        const auto number = [&](Term part) { return static_cast<int>(value(part).num); };
        const auto day = day_of(number(parts[0]), number(parts[1]), number(parts[2]));
        fits_ = fits_ && day.has_value();
        return day ? to_string(Date{*day, *day}) : std::string();
      }
    }
    return {};
  }

  // Another text than the constants has its number, and of these what it is to contain.
  std::string some_text(Exact number) {
    const auto at = static_cast<std::size_t>(number.num);
    if (at < scope_.texts().size()) return std::string(program_.forms.of(scope_.texts()[at]));
    std::string text = std::to_string(at - scope_.texts().size() + 1);
    for (std::uint32_t i = 0; i < terms_.size(); ++i) {
      const TermNode& node = terms_[Term{i}];
      if (node.op != Op::contains || solver_.value(node.arguments[0]) != number || solver_.value(Term{i}) != Exact(1))
        continue;
      const auto part = static_cast<std::size_t>(value(node.arguments[1]).num);
      if (part < scope_.texts().size() && text.find(scope_.texts()[part]) == std::string::npos)
        text = scope_.texts()[part] + text;
    }
    return text;
  }

  const Terms& terms_;
  const Scope& scope_;
  const Program& program_;
  Solver& solver_;
  bool fits_ = true;
};

}  // namespace

std::optional<Example> witness(const Terms& terms, const Scope& scope, Solver& solver, TableId subject) {
  return WitnessBuilder(terms, scope, solver).run(subject);
}

}  // namespace cepol::symbolic
