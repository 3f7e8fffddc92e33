// Puts the tables in their final form: one value of a heading column in all rows, the state of columns that the data do
// not have, identified rows before the others, the rows of each owner.
#include <algorithm>
#include <utility>

#include "interpreter/data/builder_state.hpp"

namespace cepol::data {

namespace {

void fill(ColumnData& column, const CellValue& value) {
  std::fill(column.states.begin(), column.states.end(), value.state);
  std::fill(column.numbers.begin(), column.numbers.end(), value.number);
  std::fill(column.lasts.begin(), column.lasts.end(), value.last);
  std::fill(column.indices.begin(), column.indices.end(), value.index);
  column.candidates.clear();
}

void spread_heading_values(TableBuilder& table) {
  for (std::size_t c = 0; c < table.heading_values.size(); ++c) {
    if (!table.record->columns[c].heading) continue;
    const HeadingValue& first = table.heading_values[c];
    CellValue value = first.value;
    if (first.differs || (value.state != State::known && first.unreadable)) value = {table.readers[c].unreadable()};
    if (!first.differs && value.state == State::unknown && !first.unreadable) value.state = table.readers[c].blank();
    fill(table.data.columns[c], value);
  }
}

void open_absent_columns(TableBuilder& table) {
  for (std::size_t c = 0; c < table.absent.size(); ++c) {
    if (!table.absent[c]) continue;
    table.data.columns[c].unknown = true;
    fill(table.data.columns[c], {table.readers[c].unreadable()});
  }
}

// Have all rows of the column one value, whatever stands in them?
bool is_filled_in(const TableBuilder& table, std::uint32_t c) {
  return table.absent[c] || (table.of_part && table.of_part->filled[c] != 0);
}

// Columns from before which the data are: all rows have the value that the policy says of old ones. Where one file has
// the column and another has not, it is missing.
void fill_old_columns(BuilderState& state, TableBuilder& table) {
  for (const auto& [column, file] : table.without_old) {
    const core::Column& declared = table.record->columns[column];
    CellValue value;
    if (table.present[column] != 0 || table.readers[column].read(declared.old_rows, state.texts, value)) {
      table.absent[column] = 1;
      state.faults.add({table.record->name, file, 0, declared.name}, Fault::missing_column, {declared.name});
      continue;
    }
    fill(table.data.columns[column], value);
    if (table.of_part) table.of_part->filled[column] = 1;
    state.old_columns.emplace_back(table.record->name + "." + declared.name, declared.old_rows);
  }
}

// Here and elsewhere.
bool is_blank(const TableBuilder& table, std::uint32_t c, State blank) {
  const ColumnData& column = table.data.columns[c];
  const RowsElsewhere& elsewhere = table.data.elsewhere;
  if (elsewhere.rows > 0 && elsewhere.columns[c].in(blank) < elsewhere.rows && !is_filled_in(table, c)) return false;
  return std::all_of(column.states.begin(), column.states.end(), [&](State state) { return state == blank; });
}

// A column that should be filled in and is nowhere: one that is not optional; or one of references to a table that has
// rows, whose numbers were lost in export, say. One row is no column, nor is one that was entered several times.
void find_empty_columns(const BuilderState& state, TableBuilder& table) {
  if (table.data.all_rows + table.data.elsewhere.rows - table.data.twins.size() < 2) return;
  for (std::uint32_t c = 0; c < table.data.columns.size(); ++c) {
    ColumnData& column = table.data.columns[c];
    if (is_blank(table, c, State::unknown)) column.unknown = true;
    if (!state.from_files || column.type.kind != core::Kind::row || table.record->link == c ||
        state.tables[column.type.table.index].data.all_rows == 0 || is_assumed_blank(state, table, c) ||
        !is_blank(table, c, State::none))
      continue;
    column.unknown = true;
    fill(column, {State::open});
  }
}

bool is_identified(const TableBuilder& table, RowIndex row) {
  if (has(table.flags[row], RowFlag::torn) || has(table.flags[row], RowFlag::key_lost)) return false;
  const auto link = table.record->parent ? table.record->link : std::nullopt;
  return !link || table.data.columns[*link].states[row] == State::known;
}

// Rows of nobody's row are nobody's.
void drop_rows_of_dropped(BuilderState& state, TableBuilder& table) {
  if (!table.record->parent || !table.record->link) return;
  const TableBuilder& parent = state.tables[table.record->parent->index];
  ColumnData& link = table.data.columns[*table.record->link];
  auto is_dropped = [&](const CellValue& owner) {
    return owner.state == State::known && has(parent.flags[owner.index], RowFlag::dropped);
  };
  for (RowIndex row = 0; row < table.data.all_rows; ++row) {
    if (has(table.flags[row], RowFlag::dropped)) continue;
    const bool known = link.states[row] == State::known;
    bool dropped = known && is_dropped({State::known, 0, 0, link.indices[row]});
    if (link.states[row] == State::listed) {
      std::vector<CellValue> owners = link.candidates.at(row);
      if (std::erase_if(owners, is_dropped) > 0) {
        owners.push_back({State::none});
        set_candidates(link, row, std::move(owners));
        dropped = link.states[row] == State::none;
      }
    }
    if (!dropped) continue;
    table.flags[row] |= flag_of(RowFlag::dropped);
    ++table.data.strangers;
    add_fault(state, table, row, *table.record->link, Fault::no_parent,
              {known ? excerpt(state.texts[parent.keys[link.indices[row]]]) : table.data.written_links[row],
               parent.record->name});
  }
}

template <class Value>
void permute(Bulk<Value>& values, const Bulk<RowIndex>& order) {
  if (values.empty()) return;
  Bulk<Value> moved;
  moved.reserve(order.size());
  for (RowIndex row : order) moved.push_back(std::move(values[row]));
  values = std::move(moved);
}

// Identified rows, then the others, without those that are dropped. By row before: the row now, or no_row; empty:
// nothing moves.
Bulk<RowIndex> put_in_order(TableBuilder& table) {
  TableData& data = table.data;
  Bulk<RowIndex> order, others;
  for (RowIndex row = 0; row < data.all_rows; ++row) {
    if (has(table.flags[row], RowFlag::dropped)) continue;
    (is_identified(table, row) ? order : others).push_back(row);
  }
  data.rows = static_cast<RowIndex>(order.size());
  if (data.rows == data.all_rows) return {};
  order.insert(order.end(), others.begin(), others.end());
  Bulk<RowIndex> new_row(data.all_rows, no_row);
  for (RowIndex row = 0; row < order.size(); ++row) new_row[order[row]] = row;
  data.all_rows = static_cast<RowIndex>(order.size());
  std::map<RowIndex, std::string> links;
  for (auto& [row, text] : data.written_links)
    if (new_row[row] != no_row) links[new_row[row]] = std::move(text);
  data.written_links = std::move(links);
  permute(data.source_rows, order);
  permute(data.in_part, order);
  permute(data.places, order);
  permute(table.flags, order);
  for (ColumnData& column : data.columns) {
    permute(column.states, order);
    permute(column.numbers, order);
    permute(column.lasts, order);
    permute(column.indices, order);
    std::map<RowIndex, std::vector<CellValue>> moved;
    for (auto& [row, values] : column.candidates)
      if (new_row[row] != no_row) moved[new_row[row]] = std::move(values);
    column.candidates = std::move(moved);
  }
  return new_row;
}

// The references of a table to rows that have moved.
void follow(TableBuilder& table, const std::vector<Bulk<RowIndex>>& new_rows) {
  for (std::size_t c = 0; c < table.data.columns.size(); ++c) {
    ColumnData& column = table.data.columns[c];
    if (column.type.kind != core::Kind::row) continue;
    const bool is_link = table.record->parent && table.record->link == c;  // strangers were taken out of it
    const Bulk<RowIndex>& new_row = new_rows[column.type.table.index];
    if (new_row.empty()) continue;
    for (RowIndex row = 0; row < table.data.all_rows; ++row) {
      if (column.states[row] != State::known) continue;
      const RowIndex now = new_row[column.indices[row]];
      column.states[row] = now == no_row ? State::open : State::known;
      column.indices[row] = now == no_row ? 0 : now;
    }
    const auto before = std::move(column.candidates);
    column.candidates.clear();
    for (const auto& [row, values] : before) {
      std::vector<CellValue> moved = values;
      bool gone = false;
      for (CellValue& value : moved) {
        if (value.state != State::known) continue;
        value.index = new_row[value.index];
        gone = gone || value.index == no_row;
        if (value.index == no_row) value = {State::none};
      }
      set_candidates(column, row, std::move(moved));
      if (!gone || is_link) continue;
      column.candidates.erase(row);
      column.states[row] = State::open;
      column.indices[row] = 0;
    }
  }
}

struct Owned {
  RowIndex owner, row;
};

RowsByOwner by_owner(RowIndex owners, const Bulk<Owned>& owned) {
  RowsByOwner made;
  if (owned.empty()) return made;
  made.begin.assign(owners + std::size_t{1}, 0);
  for (const auto& [owner, row] : owned) ++made.begin[owner + std::size_t{1}];
  for (std::size_t i = 0; i < owners; ++i) made.begin[i + 1] += made.begin[i];
  made.rows.resize(owned.size());
  Bulk<std::uint32_t> next(made.begin.begin(), made.begin.end() - 1);
  for (const auto& [owner, row] : owned) made.rows[next[owner]++] = row;
  return made;
}

// Child rows that are perhaps nobody's, or belong to a row that is perhaps no record.
void collect_unsure_rows(TableBuilder& table, const TableBuilder* parent) {
  TableData& data = table.data;
  if (parent == nullptr) {
    for (RowIndex row = 0; row < data.all_rows; ++row)
      if (has(table.flags[row], RowFlag::spare)) data.unsure_rows.push_back(row);
    return;
  }
  const ColumnData& link = data.columns[*table.record->link];
  const std::vector<RowIndex>& unsure = parent->data.unsure_rows;
  for (RowIndex row = 0; row < data.all_rows; ++row)
    if (link.states[row] != State::known || std::binary_search(unsure.begin(), unsure.end(), link.indices[row]))
      data.unsure_rows.push_back(row);
}

void collect_children(TableBuilder& table, const TableBuilder& parent) {
  if (!table.record->parent || !table.record->link) return;
  TableData& data = table.data;
  const ColumnData& link = data.columns[*table.record->link];
  Bulk<Owned> sure, perhaps;
  for (RowIndex row = 0; row < data.all_rows; ++row) {
    switch (link.states[row]) {
      case State::known: sure.push_back({link.indices[row], row}); break;
      case State::listed:
        for (const CellValue& owner : link.candidates.at(row))
          if (owner.state == State::known) perhaps.push_back({owner.index, row});
        break;
      case State::unknown:
      case State::open: data.anyones_children.push_back(row); break;
      case State::none: break;
    }
  }
  data.children = by_owner(parent.data.all_rows, sure);
  data.perhaps_children = by_owner(parent.data.all_rows, perhaps);
}

}  // namespace

void finish_tables(BuilderState& state) {
  std::vector<Bulk<RowIndex>> new_rows(state.tables.size());
  for (TableBuilder& table : state.tables) {
    spread_heading_values(table);
    fill_old_columns(state, table);
    open_absent_columns(table);
  }
  for (std::size_t depth = 0; depth < state.tables.size(); ++depth)  // at most so many owners above a row
    for (TableBuilder& table : state.tables) drop_rows_of_dropped(state, table);
  for (std::size_t i = 0; i < state.tables.size(); ++i) {
    TableBuilder& table = state.tables[i];
    if (table.of_part) table.data.places = std::move(table.of_part->places);
    new_rows[i] = put_in_order(table);
    table.data.rows_excluded =
        table.data.rows_read - table.data.elsewhere.rows - table.data.rows - table.data.rows_repeated;
    if (!new_rows[i].empty()) {
      for (auto& [row, first] : table.data.twins) {
        row = new_rows[i][row];
        first = new_rows[i][first];
      }
      std::erase_if(table.data.twins, [](const auto& twin) { return twin.first == no_row || twin.second == no_row; });
    }
  }
  for (TableBuilder& table : state.tables) {
    follow(table, new_rows);
    find_empty_columns(state, table);
    if (table.of_part)
      count_blanks_elsewhere(table, state.tables[table.record->parent->index], new_rows[table.record->parent->index]);
  }
  for (TableBuilder& table : state.tables)
    if (table.record->parent && table.record->link) collect_children(table, state.tables[table.record->parent->index]);
  std::vector<char> done(state.tables.size(), 0);
  const auto collect = [&](const auto& self, std::size_t i) -> void {  // owners first
    if (std::exchange(done[i], 1)) return;
    TableBuilder& table = state.tables[i];
    const bool owned = table.record->parent && table.record->link;
    if (owned) self(self, table.record->parent->index);
    collect_unsure_rows(table, owned ? &state.tables[table.record->parent->index] : nullptr);
  };
  for (std::size_t i = 0; i < state.tables.size(); ++i) collect(collect, i);
}

}  // namespace cepol::data
