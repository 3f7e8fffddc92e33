#include "interpreter/symbolic/scope.hpp"

#include <algorithm>
#include <set>

#include "lang/base/date.hpp"

namespace cepol::symbolic {

using namespace core;

namespace {

constexpr std::uint32_t heading_row = UINT32_MAX;  // of columns with one value for the whole roster
constexpr std::int64_t other_texts = 1'000'000;

std::vector<std::string> texts_of(const Program& program, const std::vector<TableShape>& shapes,
                                  const data::Dataset* known) {
  std::set<std::string> texts;
  for (const Expr& expr : program.exprs.nodes)
    if (const auto* constant = std::get_if<Constant>(&expr.term))
      if (expr.type.kind == Kind::text && !constant->is_none) texts.insert(constant->text);
  for (const TableShape& shape : shapes)
    if (shape.known != nullptr)
      for (const data::ColumnData& column : shape.known->columns)
        if (column.type.kind == Kind::text)
          for (data::RowIndex row = 0; row < shape.known->all_rows; ++row)
            texts.insert(std::string(known->texts[column.indices[row]]));
  return {texts.begin(), texts.end()};
}

std::int64_t scale_of(int places) {
  std::int64_t scale = 1;
  for (int i = 0; i < places; ++i) scale *= 10;
  return scale;
}

}  // namespace

Scope::Scope(Values& values, const Program& program, std::vector<TableShape> shapes, const data::Dataset* known)
    : values_(values),
      terms_(values.terms),
      dates_(values.terms),
      program_(program),
      shapes_(std::move(shapes)),
      known_(known),
      texts_(texts_of(program, shapes_, known)) {
  for (std::uint32_t t = 0; t < shapes_.size(); ++t) {
    std::vector<Term> rows;
    for (std::uint32_t row = 0; row < shapes_[t].rows; ++row) {
      if (row < shapes_[t].certain) {
        rows.push_back(terms_.yes());
        continue;
      }
      VariableNode node;
      node.name = program.tables.nodes[t].name + " " + std::to_string(row + 1);
      rows.push_back(cell_variable(std::move(node), {CellPart::present, TableId{t}, row}, true));
      if (shapes_[t].in_order && row > 0) constraints_.push_back(terms_.implies(rows[row], rows[row - 1]));
    }
    present_.push_back(std::move(rows));
  }
}

Term Scope::cell_variable(VariableNode node, const DataVariable& of, bool of_data) {
  node.unknown = !of_data;
  const Term made = terms_.variable(std::move(node));
  if (of_data && terms_[made].op == Op::variable) variables_.emplace(terms_[made].variable.index, of);
  return made;
}

std::optional<DataVariable> Scope::of(Variable variable) const {
  const auto found = variables_.find(variable.index);
  if (found == variables_.end()) return std::nullopt;
  return found->second;
}

Value Scope::text(const std::string& text) {
  const auto found = std::lower_bound(texts_.begin(), texts_.end(), text);
  return values_.ordinary(terms_.number(static_cast<std::int64_t>(found - texts_.begin())));
}

Value Scope::reading(ReadingId reading) {
  const auto found = readings_.find(reading.index);
  if (found != readings_.end()) return found->second;
  const Reading& of = program_.readings[reading];
  VariableNode node;
  node.name = of.name;
  node.truth = false;
  node.low = 0;
  node.high = static_cast<std::int64_t>(of.options.size()) - 1;
  DataVariable variable{CellPart::reading, {}};
  variable.reading = reading.index;
  return readings_.emplace(reading.index, values_.ordinary(cell_variable(std::move(node), variable, true)))
      .first->second;
}

const Value* Scope::reading_read(ReadingId reading) const {
  const auto found = readings_.find(reading.index);
  return found == readings_.end() ? nullptr : &found->second;
}

Value Scope::cell(TableId table, Term row, ColumnIndex column) {
  if (program_.tables[table].columns[column].heading) return explicit_cell(table, heading_row, column);
  const TableShape& shape = shapes_[table.index];
  if (const auto known = terms_.constant(row); known && *known < Exact(shape.rows))
    return explicit_cell(table, static_cast<std::uint32_t>(known->num), column);
  if (shape.any_number) {
    const auto key = std::tuple(table.index, row.index, column);
    const auto found = others_.find(key);
    return found != others_.end() ? found->second : others_.emplace(key, new_cell(table, {}, column)).first->second;
  }
  if (shape.rows == 0) return values_.none(program_.tables[table].columns[column].type.kind);  // no such row
  Value value = explicit_cell(table, 0, column);
  for (std::uint32_t i = 1; i < shape.rows; ++i)
    value = values_.choice(terms_.equal(row, terms_.number(i)), explicit_cell(table, i, column), value);
  return value;
}

Value Scope::explicit_cell(TableId table, std::uint32_t row, ColumnIndex column) {
  const auto key = std::tuple(table.index, row, column);
  const auto found = cells_.find(key);
  if (found != cells_.end()) return found->second;
  const TableShape& shape = shapes_[table.index];
  const Value made =
      shape.known != nullptr ? known_cell(*shape.known, table, row, column) : new_cell(table, row, column);
  return cells_.emplace(key, made).first->second;
}

Value Scope::known_cell(const data::TableData& rows, TableId table, std::uint32_t row, ColumnIndex column) {
  const data::ColumnData& cells = rows.columns[column];
  if (row >= rows.all_rows) return new_cell(table, row, column);
  if (cells.states[row] == data::State::none) return values_.none(cells.type.kind);
  if (data::is_blank_cell(cells, row)) return new_cell(table, row, column);
  switch (cells.type.kind) {
    case Kind::truth: return values_.truth(cells.indices[row] != 0);
    case Kind::enumeration:
    case Kind::row: return values_.ordinary(terms_.number(cells.indices[row]));
    case Kind::year: return values_.ordinary(terms_.number(cells.numbers[row]));
    case Kind::text: return text(std::string(known_->texts[cells.indices[row]]));
    case Kind::number:
      return values_.ordinary(
          terms_.number(Exact::ratio(cells.numbers[row], scale_of(cells.scale)).value_or(Exact(0))));
    case Kind::date: return values_.date(dates_.of(cells.numbers[row]));
  }
  return values_.none(cells.type.kind);
}

Value Scope::new_cell(TableId table, std::optional<std::uint32_t> row, ColumnIndex c) {
  const Column& column = program_.tables[table].columns[c];
  const bool of_data = row.has_value();
  DataVariable of{CellPart::none, table, row.value_or(0), c};
  const std::string name =
      program_.tables[table].name + "." + column.name + (row ? " " + std::to_string(*row + 1) : "");
  const bool link = program_.tables[table].link == c;
  Value value = values_.ordinary(values_.zero);
  if (column.blank == Blank::none && !link) {
    VariableNode node;
    node.name = name + "?";
    value.none = cell_variable(std::move(node), of, of_data);
  }
  of.part = CellPart::value;
  VariableNode node;
  node.name = name;
  node.truth = column.type.kind == Kind::truth;
  const auto between = [&](Exact low, Exact high) {
    node.low = column.lowest.infinite() ? low : column.lowest;
    node.high = column.highest.infinite() ? high : column.highest;
    return cell_variable(node, of, of_data);
  };
  switch (column.type.kind) {
    case Kind::truth: value.parts[0] = between(0, 1); break;
    case Kind::enumeration:
      value.parts[0] =
          between(0, static_cast<std::int64_t>(program_.enumerations[column.type.enumeration].members.size()) - 1);
      break;
    case Kind::year: value.parts[0] = between(first_year, last_year); break;
    case Kind::text: value.parts[0] = any_text(name, of, of_data); break;
    case Kind::row: value.parts[0] = reference(table, name, of, of_data, value.none); break;
    case Kind::number: {
      const std::int64_t scale = scale_of(column.places);
      const auto scaled = [&](Exact bound, std::int64_t otherwise, Rounding mode) {
        const Exact taken = bound.infinite() ? Exact(otherwise) : bound;
        return round_to(cepol::times(taken, scale).value_or(Exact(otherwise)), 1, mode).value_or(Exact(otherwise));
      };
      node.low = scaled(column.lowest, -most_number, Rounding::up);
      node.high = scaled(column.highest, most_number, Rounding::down);
      value.parts[0] = terms_.times(cell_variable(node, of, of_data), Exact::reduced_ratio(1, scale));
      break;
    }
    case Kind::date:
      value.date = true;
      value.parts = date_variables(name, of, {column.lowest, column.highest}, of_data, value.none);
      break;
  }
  return value;
}

Term Scope::any_text(const std::string& name, const DataVariable& of, bool of_data) {
  VariableNode node;
  node.name = name;
  node.truth = false;
  node.low = 0;
  node.high = static_cast<std::int64_t>(texts_.size()) + other_texts;
  return cell_variable(std::move(node), of, of_data);
}

Term Scope::reference(TableId table, const std::string& name, const DataVariable& of, bool of_data, Term none) {
  const TableId target = program_.tables[table].columns[of.column].type.table;
  const TableShape& shape = shapes_[target.index];
  const bool link = program_.tables[table].link == of.column;
  if (link && shapes_[table.index].of_first) return values_.zero;
  VariableNode node;
  node.name = name;
  node.truth = false;
  node.low = 0;
  node.high = shape.any_number ? Exact(most_rows) : Exact(std::max<std::int64_t>(shape.rows, 1) - 1);
  const Term made = cell_variable(std::move(node), of, of_data);
  if (shape.any_number) return made;
  std::vector<Term> there{none};
  if (of_data && of.row < present_[table.index].size()) there.push_back(terms_.negation(present_[table.index][of.row]));
  for (std::uint32_t i = 0; i < shape.rows; ++i)
    there.push_back(terms_.all({terms_.equal(made, terms_.number(i)), present_[target.index][i]}));
  constraints_.push_back(terms_.any(std::move(there)));
  return made;
}

DateParts Scope::date_variables(const std::string& name, DataVariable of, std::pair<Exact, Exact> bounds, bool of_data,
                                Term none) {
  const auto [low, high] = bounds;
  const Civil first = civil_of(low.infinite() ? first_day() : static_cast<Day>(low.num));
  const Civil last = civil_of(high.infinite() ? last_day() : static_cast<Day>(high.num));
  const auto part = [&](CellPart which, const char* ending, int least, int most) {
    VariableNode node;
    node.name = name + ending;
    node.truth = false;
    node.low = least;
    node.high = most;
    of.part = which;
    return cell_variable(std::move(node), of, of_data);
  };
  const bool one_year = first.year == last.year, one_month = one_year && first.month == last.month;
  const DateParts date{part(CellPart::year, ".y", first.year, last.year),
                       part(CellPart::month, ".m", one_year ? first.month : 1, one_year ? last.month : 12),
                       part(CellPart::day, ".d", one_month ? first.day : 1, one_month ? last.day : 31)};
  const auto unless_none = [&](Term holds) { constraints_.push_back(terms_.any({none, holds})); };
  unless_none(dates_.exists(date));
  const auto parts_of = [&](const Civil& civil) {
    return DateParts{terms_.number(civil.year), terms_.number(civil.month), terms_.number(civil.day)};
  };
  unless_none(dates_.at_most(parts_of(first), date));
  unless_none(dates_.at_most(date, parts_of(last)));
  return date;
}

Value Scope::unknown(const Type& type, const std::string& name, Exact low, Exact high, std::int64_t grid) {
  VariableNode node;
  node.name = name;
  node.truth = type.kind == Kind::truth;
  node.low = low;
  node.high = high;
  switch (type.kind) {
    case Kind::date: return values_.date(date_variables(name, {}, {low, high}, false, terms_.no()));
    case Kind::text: return values_.ordinary(any_text(name, {}, false));
    case Kind::number: {
      node.whole = grid != 0;
      if (grid > 1) {
        node.low = low.infinite() ? low : cepol::times(low, grid).value_or(Exact::lowest());
        node.high = high.infinite() ? high : cepol::times(high, grid).value_or(Exact::highest());
      }
      const Term made = cell_variable(std::move(node), {}, false);
      return values_.ordinary(grid > 1 ? terms_.times(made, Exact::reduced_ratio(1, grid)) : made);
    }
    case Kind::enumeration:
      node.low = 0;
      node.high = static_cast<std::int64_t>(program_.enumerations[type.enumeration].members.size()) - 1;
      break;
    case Kind::row:
      node.low = 0;
      node.high = most_rows;
      break;
    case Kind::truth:
    case Kind::year: break;
  }
  return values_.ordinary(cell_variable(std::move(node), {}, false));
}

// Keys of different rows differ; where a span has both ends, it does not end before it begins.
std::vector<Term> Scope::constraints() {
  std::vector<Term> all = constraints_;
  for (std::uint32_t t = 0; t < shapes_.size(); ++t) {
    if (shapes_[t].known != nullptr) continue;
    const RecordTable& table = program_.tables.nodes[t];
    const auto read = [&](std::uint32_t row, ColumnIndex column) -> const Value* {
      const auto found = cells_.find({t, row, column});
      return found == cells_.end() ? nullptr : &found->second;
    };
    for (std::uint32_t row = 0; row < shapes_[t].rows; ++row) {
      for (std::uint32_t other = 0; table.key && other < row; ++other) {
        const Value *a = read(row, *table.key), *b = read(other, *table.key);
        if (a == nullptr || b == nullptr) continue;
        all.push_back(terms_.negation(terms_.all({present_[t][row], present_[t][other], values_.equal_parts(*a, *b)})));
      }
      for (const DateSpan& span : table.spans) {
        const Value *from = read(row, span.from), *to = read(row, span.to);
        if (from == nullptr || to == nullptr) continue;
        all.push_back(terms_.any({from->none, to->none, dates_.at_most(from->parts, to->parts)}));
      }
    }
  }
  return all;
}

}  // namespace cepol::symbolic
