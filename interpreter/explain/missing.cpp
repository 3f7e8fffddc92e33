#include "interpreter/explain/missing.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "interpreter/explain/open_references.hpp"
#include "interpreter/explain/phrases.hpp"

namespace cepol::explain {

using engine::BlankCell;

namespace {

constexpr std::size_t most_rows = 6;  // named one by one

// The rows of one kind in one place: a column, or a table.
struct Place {
  Lack lack;
  BlankCell first;
  std::vector<std::string> rows;  // named
  std::size_t more = 0;
  std::vector<std::string> links = {};  // of `rows`: the keys that they give for their owners
  bool keys = false;                    // one of `links` is not empty
};

// The numbers of some rows: 3、4、5等12.
std::string row_list(const Place& place, const Phrasebook& phrases) {
  std::string rows = phrases.list(place.rows);
  if (place.more == 0) return rows;
  const std::string all = std::to_string(place.rows.size() + place.more);
  return rows + (phrases.english ? ", ... (" + all + ")" : "等" + all);
}
std::string rows_named(const Place& place, const Phrasebook& phrases) {
  if (place.rows.empty()) return {};
  const std::string rows = row_list(place, phrases);
  if (!phrases.english) return place.keys ? rows + (place.more > 0 ? "行" : "") : "第" + rows + "行";
  return (place.rows.size() + place.more > 1 ? "rows " : "row ") + rows;
}

std::string column_name(const core::Program& program, core::TableId of, const BlankCell& cell) {
  const core::RecordTable& table = program.tables[cell.table];
  const std::string& column = table.columns[cell.column].name;
  return cell.table == of ? column : table.name + "." + column;
}

// The key that the row gives for its owner, as it is written; or none.
std::string written_link(const data::Dataset& data, const BlankCell& cell, const Phrasebook& phrases) {
  const auto& links = data[cell.table].written_links;
  const auto found = links.find(cell.row);
  return found == links.end() ? std::string() : phrases.bracketed(found->second);
}

std::vector<BlankCell> references_first(const core::Program& program, const data::Dataset& data,
                                        const std::vector<BlankCell>& cells) {
  const std::vector<char> behind = are_behind_references(program, data, cells);
  std::vector<BlankCell> ordered;
  for (const bool last : {false, true})
    for (std::size_t i = 0; i < cells.size(); ++i)
      if ((behind[i] != 0) == last) ordered.push_back(cells[i]);
  return ordered;
}

std::vector<Place> places_of(const core::Program& program, const data::Dataset& data, core::TableId of,
                             data::RowIndex row, const std::vector<BlankCell>& cells) {
  const Phrasebook phrases{program.english};
  std::vector<Place> places;
  for (const BlankCell& cell : references_first(program, data, without_cells_of_named_rows(program, data, cells))) {
    const Lack lack = lack_of(program, data, cell);
    auto place = std::find_if(places.begin(), places.end(), [&](const Place& one) {
      return one.lack == lack && one.first.table == cell.table && one.first.column == cell.column;
    });
    if (place == places.end()) place = places.insert(places.end(), {lack, cell, {}, 0, {}});
    const bool own = lack == Lack::column || (lack == Lack::cell && cell.table == of && cell.row == row);
    if (own) continue;
    if (place->rows.size() == most_rows) {
      ++place->more;
      continue;
    }
    place->rows.push_back(std::to_string(data[cell.table].source_rows[cell.row]));
    if (lack != Lack::owner) continue;
    place->links.push_back(written_link(data, cell, phrases));
    place->keys = place->keys || !place->links.back().empty();
  }
  for (Place& place : places)
    for (std::size_t i = 0; place.keys && i < place.rows.size(); ++i)
      place.rows[i] = (phrases.english ? place.rows[i] : "第" + place.rows[i] + "行") + place.links[i];
  return places;
}

std::string clause_of(const core::Program& program, core::TableId of, const Place& place) {
  const Phrasebook phrases{program.english};
  const std::string& table = program.tables[place.first.table].name;
  const std::string rows = rows_named(place, phrases);
  switch (place.lack) {
    case Lack::cell: return column_name(program, of, place.first) + (rows.empty() ? "" : phrases.bracketed(rows));
    case Lack::column:
      return phrases.english
                 ? "the whole column " + phrases.quoted(column_name(program, of, place.first)) + " is unknown"
                 : phrases.quoted(column_name(program, of, place.first)) + "整列未知";
    case Lack::owner:
      return phrases.english ? table + ", " + rows + ", may belong to this row" : table + rows + "可能是本人的";
    case Lack::record:
      return phrases.english ? table + ", " + rows + ", may be no record of its own"
                             : table + rows + "可能不是单独的一条";
  }
  return {};
}

}  // namespace

Lack lack_of(const core::Program& program, const data::Dataset& data, const BlankCell& cell) {
  if (cell.column == engine::whole_row) return Lack::record;
  const core::RecordTable& table = program.tables[cell.table];
  if (table.parent && table.link == cell.column) {
    const auto& twins = data[cell.table].twins;
    const auto twin = std::lower_bound(twins.begin(), twins.end(), std::pair(cell.row, data::RowIndex{0}));
    return twin != twins.end() && twin->first == cell.row ? Lack::record : Lack::owner;
  }
  return data[cell.table].columns[cell.column].unknown ? Lack::column : Lack::cell;
}

std::vector<BlankCell> without_cells_of_named_rows(const core::Program& program, const data::Dataset& data,
                                                   std::vector<BlankCell> cells) {
  std::set<std::pair<core::TableId, data::RowIndex>> named;
  for (const BlankCell& cell : cells) {
    const Lack lack = lack_of(program, data, cell);
    if (lack == Lack::owner || lack == Lack::record) named.emplace(cell.table, cell.row);
  }
  if (named.empty()) return cells;
  // Of a row of a file that perhaps holds several records, one is named.
  auto row_above = [&](const BlankCell& cell) {
    const Bulk<std::uint32_t>& rows = data[cell.table].source_rows;
    return cell.row > 0 && rows[cell.row - 1] == rows[cell.row] && named.contains({cell.table, cell.row - 1});
  };
  std::erase_if(cells, [&](const BlankCell& cell) {
    const bool of_row = named.contains({cell.table, cell.row});
    return of_row && (lack_of(program, data, cell) == Lack::cell || row_above(cell));
  });
  return cells;
}

std::vector<BlankCell> own_cells(const core::Program& program, const data::Dataset& data, core::TableId table,
                                 data::RowIndex row, const std::vector<BlankCell>& cells) {
  const auto is_own = [&](core::TableId at, data::RowIndex of) {
    while (at != table) {
      const core::RecordTable& record = program.tables[at];
      const auto& unsure = data[at].unsure_rows;
      if (!record.parent || !record.link || std::binary_search(unsure.begin(), unsure.end(), of)) return false;
      const data::ColumnData& links = data[at].columns[*record.link];
      if (links.states[of] != data::State::known) return false;
      at = *record.parent;
      of = links.indices[of];
    }
    return of == row;
  };
  std::vector<BlankCell> own;
  for (const BlankCell& cell : cells)
    if (lack_of(program, data, cell) == Lack::cell && is_own(cell.table, cell.row)) own.push_back(cell);
  return own;
}

std::string blank_name(const core::Program& program, const data::Dataset& data, core::TableId of,
                       const BlankCell& cell) {
  switch (lack_of(program, data, cell)) {
    case Lack::cell:
    case Lack::column: return column_name(program, of, cell);
    case Lack::owner:
    case Lack::record: break;
  }
  const std::string row = std::to_string(data[cell.table].source_rows[cell.row]);
  const std::string& table = program.tables[cell.table].name;
  return program.english ? table + " row " + row : table + "第" + row + "行";
}

std::string filling_text(const core::Program& program, const data::Dataset& data, core::TableId table,
                         data::RowIndex row, const BlankCell& cell, const engine::ValueSet& value) {
  const Phrasebook phrases{program.english};
  std::string name = blank_name(program, data, table, cell);
  switch (lack_of(program, data, cell)) {
    case Lack::record: {
      const bool whole = cell.column == engine::whole_row;  // else the link of a row that is like another
      const bool record = whole ? engine::may_hold(value) : value.some;
      const bool none = whole ? engine::may_not_hold(value) : value.none;
      return name + std::string(record && none ? phrases("不论是不是单独的一条", " is a record of its own or not")
                                : record       ? phrases("是单独的一条", " is a record of its own")
                                               : phrases("不是单独的一条", " is no record of its own"));
    }
    case Lack::owner:
      if (program.tables[cell.table].parent == table) {
        const bool own = value.some && value.row().first <= row && row <= value.row().last;
        const bool only = own && is_single(value);
        return name + std::string(only  ? phrases("是本人的", " belongs to this row")
                                  : own ? phrases("不论是谁的", " belongs to whatever row")
                                        : phrases("不是本人的", " does not belong to this row"));
      }
      break;
    case Lack::cell:
    case Lack::column:
      if (cell.table != table || cell.row != row)
        name += phrases.bracketed(phrases.row(data[cell.table].source_rows[cell.row]));
      break;
  }
  const core::Type& type = program.tables[cell.table].columns[cell.column].type;
  return name + std::string(phrases("为", " ")) + set_text(program, data, type, value);
}

std::string missing_names(const core::Program& program, const data::Dataset& data, core::TableId table,
                          const engine::RowResults& results) {
  std::vector<BlankCell> cells;
  for (const auto& decided : results.decisions)
    cells.insert(cells.end(), decided.outcome.missing.begin(), decided.outcome.missing.end());
  std::sort(cells.begin(), cells.end(), [](const BlankCell& a, const BlankCell& b) {
    return std::tie(a.table, a.column, a.row) < std::tie(b.table, b.column, b.row);
  });
  cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
  const Phrasebook phrases{program.english};
  std::vector<std::string> names;
  for (const Place& place : places_of(program, data, table, data::RowIndex(-1), cells)) {
    const bool by_row = place.lack == Lack::owner || place.lack == Lack::record;
    names.push_back(by_row ? program.tables[place.first.table].name + (program.english ? " " : "") +
                                 rows_named(place, phrases)
                           : column_name(program, table, place.first));
  }
  return phrases.clauses(names);
}

std::vector<std::string> missing_clauses(const core::Program& program, const data::Dataset& data, core::TableId table,
                                         data::RowIndex row, const engine::Outcome& outcome) {
  const Phrasebook phrases{program.english};
  std::vector<std::string> cells, clauses;
  for (const Place& place : places_of(program, data, table, row, outcome.missing))
    (place.lack == Lack::cell ? cells : clauses).push_back(clause_of(program, table, place));
  if (!cells.empty())
    clauses.insert(clauses.begin(),
                   std::string(phrases("取决于未填或不全的：", "it depends on what is blank or incomplete: ")) +
                       phrases.list(cells));
  return clauses;
}

}  // namespace cepol::explain
