// Replaces keys by the rows that have them. A reference to no row is open. A row whose owner's key names no row belongs
// to one of the owners with a key near to it, or to somebody who is not in the data; a row without such a key, to one
// of those between whose rows it is, or to anybody.
#include <algorithm>
#include <memory>
#include <optional>

#include "interpreter/data/builder_state.hpp"
#include "interpreter/data/lost_links.hpp"
#include "lang/base/text.hpp"

namespace cepol::data {

namespace {

CellValue row_value(RowIndex row) { return {State::known, 0, 0, row}; }

// The rows that a key may name: the row with it; where several have it and are not alike, all of them.
void add_rows_with_key(const TableBuilder& target, KeyIndex key, std::vector<CellValue>& rows) {
  const RowIndex first = target.row_with_key(key);
  if (first == no_row) return;
  rows.push_back(row_value(first));
  const auto others = target.same_key.find(first);
  if (others == target.same_key.end()) return;
  for (RowIndex row : others->second) rows.push_back(row_value(row));
}

// The only row with a key; no_row: there is none, or several.
RowIndex only_row_with_key(const TableBuilder& target, KeyIndex key) {
  const RowIndex first = target.row_with_key(key);
  return first != no_row && target.same_key.contains(first) ? no_row : first;
}

// The keys of a table, for searches by near keys; made when first needed.
class KeyIndexes {
 public:
  explicit KeyIndexes(const BuilderState& state) : state_(state), by_table_(state.tables.size()) {}
  const NearKeys& of(std::size_t table) {
    if (!by_table_[table]) {
      std::vector<std::pair<std::string_view, std::uint32_t>> keys;
      const TableBuilder& target = state_.tables[table];
      for (KeyIndex key = 1; key < target.row_of_key.size(); ++key)
        if (target.row_of_key[key] != no_row) keys.emplace_back(state_.texts[key], key);
      by_table_[table] = std::make_unique<NearKeys>(std::move(keys));
    }
    return *by_table_[table];
  }

 private:
  const BuilderState& state_;
  std::vector<std::unique_ptr<NearKeys>> by_table_;
};

// ---- references

void find_referenced(BuilderState& state, TableBuilder& table, std::uint32_t c) {
  ColumnData& column = table.data.columns[c];
  const TableBuilder& target = state.tables[column.type.table.index];
  for (RowIndex row = 0; row < table.data.all_rows; ++row) {
    if (column.states[row] != State::known && column.states[row] != State::listed) continue;
    if (const RowIndex only =
            column.states[row] == State::known ? only_row_with_key(target, column.indices[row]) : no_row;
        only != no_row) {
      column.indices[row] = only;
      continue;
    }
    std::vector<CellValue> keys;
    if (column.states[row] == State::listed)
      keys = column.candidates.at(row);
    else
      keys.push_back({State::known, 0, 0, column.indices[row]});
    std::vector<CellValue> rows;
    bool found = true;
    for (const CellValue& key : keys) {
      const std::size_t before = rows.size();
      if (key.state == State::none)
        rows.push_back(key);
      else
        add_rows_with_key(target, key.index, rows);
      if (rows.size() > before) continue;
      found = false;
      const std::string text = excerpt(state.texts[key.index]);
      add_fault(state, table, row, c, Fault::dangling_reference, {text, target.record->name});
    }
    if (found) {
      set_candidates(column, row, std::move(rows));
    } else {
      column.candidates.erase(row);
      column.states[row] = State::open;
      column.indices[row] = 0;
    }
  }
}

// ---- owners

struct OwnerSearch {
  BuilderState& state;
  TableBuilder& table;
  const TableBuilder& parent;
  KeyIndexes& indexes;
  std::size_t parent_index;
  std::uint32_t link;

  ColumnData& column() const { return table.data.columns[link]; }
  const core::Column& declared() const { return table.record->columns[link]; }

  std::string names(const std::vector<CellValue>& owners) const {  // the first keys of them
    constexpr std::size_t most = 3;
    std::string list;
    std::size_t count = 0;
    KeyIndex last = 0;
    for (const CellValue& owner : owners) {
      if (owner.state != State::known || parent.keys[owner.index] == last || parent.keys[owner.index] == 0) continue;
      last = parent.keys[owner.index];
      if (++count > most) return list + "\n…";
      list += (list.empty() ? "" : "\n") + excerpt(state.texts[last]);
    }
    return list;
  }

  // Rows of the parent table whose own key was lost. Those of a table without an owner have no results, so that it does
  // not matter what belongs to them.
  void add_unnamed_rows(std::vector<CellValue>& owners) const {
    if (!parent.record->parent) return;
    for (RowIndex row = 0; row < parent.data.all_rows; ++row)
      if (has(parent.flags[row], RowFlag::key_lost)) owners.push_back(row_value(row));
  }

  // One of these, or nobody.
  void set_owners(RowIndex row, std::vector<CellValue> owners) const {
    owners.push_back({State::none});
    set_candidates(column(), row, std::move(owners));
  }

  void with_key(RowIndex row, const std::vector<CellValue>& keys) const {
    std::vector<CellValue> owners;
    std::optional<KeyIndex> unknown;
    for (const CellValue& key : keys) {
      const std::size_t before = owners.size();
      add_rows_with_key(parent, key.index, owners);
      if (owners.size() == before) unknown = key.index;
    }
    if (!unknown) return set_candidates(column(), row, std::move(owners));
    for (KeyIndex key : indexes.of(parent_index).near_to(state.texts[*unknown])) add_rows_with_key(parent, key, owners);
    add_unnamed_rows(owners);
    std::sort(owners.begin(), owners.end());  // named in the order of their table
    const std::string text = excerpt(state.texts[*unknown]);
    if (owners.empty()) {
      table.flags[row] |= flag_of(RowFlag::dropped);
      ++table.data.strangers;
      set_candidates(column(), row, {{State::none}});
      add_fault(state, table, row, link, Fault::no_parent, {text, parent.record->name});
      return;
    }
    table.data.written_links[row] = text;
    const bool cut = !cut_key(state.texts[*unknown]).digits.empty();
    add_fault(state, table, row, link, cut ? Fault::cut_link : Fault::near_link,
              {text, parent.record->name, names(owners)});
    set_owners(row, std::move(owners));
  }

  // By any of the texts that stand in the row, which may have run into another.
  bool of_torn_row(RowIndex row) const {
    const auto cells = table.torn_cells.find(row);
    if (cells == table.torn_cells.end()) return false;
    std::vector<CellValue> owners;
    for (KeyIndex cell : cells->second) {
      const std::string& text = state.texts[cell];
      for (std::size_t at = 0; at < text.size(); at += code_point_at(text, at).length) {
        if (const auto key = state.texts.find(text.substr(at))) add_rows_with_key(parent, *key, owners);
        if (const auto key = at > 0 ? state.texts.find(text.substr(0, at)) : std::nullopt)
          add_rows_with_key(parent, *key, owners);
      }
    }
    for (KeyIndex cell : cells->second)
      for (KeyIndex key : indexes.of(parent_index).near_to(state.texts[cell])) add_rows_with_key(parent, key, owners);
    add_unnamed_rows(owners);
    if (owners.empty()) return false;
    set_owners(row, std::move(owners));
    return true;
  }

  void by_position(const LostLinks& lost, RowIndex row) const {
    if (auto owners = lost.owners_of(row)) {
      if (!has(table.flags[row], RowFlag::torn)) {
        const bool illegible = has(table.flags[row], RowFlag::illegible);
        add_fault(state, table, row, link, illegible ? Fault::illegible_link : Fault::blank_link,
                  {declared().name, parent.record->name, names(*owners)});
      }
      set_owners(row, std::move(*owners));
    } else {
      if (!has(table.flags[row], RowFlag::torn)) {
        const bool illegible = has(table.flags[row], RowFlag::illegible);
        add_fault(state, table, row, link, illegible ? Fault::illegible_link : Fault::anyones_row,
                  {declared().name, parent.record->name});
      }
      column().states[row] = State::open;
    }
  }

  void run() const {
    std::vector<RowIndex> lost;
    for (RowIndex row = 0; row < table.data.all_rows; ++row) {
      if (has(table.flags[row], RowFlag::dropped)) continue;  // another row once more
      if (has(table.flags[row], RowFlag::link_lost)) {
        if (!of_torn_row(row)) lost.push_back(row);
      } else if (column().states[row] == State::listed) {
        with_key(row, std::vector<CellValue>(column().candidates.at(row)));
      } else if (column().states[row] == State::known) {
        const KeyIndex key = column().indices[row];
        if (const RowIndex only = only_row_with_key(parent, key); only != no_row)
          column().indices[row] = only;
        else
          with_key(row, {{State::known, 0, 0, key}});
      }
    }
    if (!lost.empty()) {
      const LostLinks links(table, parent, link);
      for (RowIndex row : lost) by_position(links, row);
    }
    for (RowIndex row = 0; row < table.data.all_rows; ++row) leave_open(row);
  }
  // A row that is perhaps another row once more is perhaps nobody's.
  void leave_open(RowIndex row) const {
    if (!has(table.flags[row], RowFlag::spare)) return;
    if (column().states[row] == State::known)
      set_owners(row, {row_value(column().indices[row])});
    else if (column().states[row] == State::listed)
      set_owners(row, std::vector<CellValue>(column().candidates.at(row)));
  }
};

}  // namespace

void find_rows(BuilderState& state) {
  KeyIndexes indexes(state);
  for (TableBuilder& table : state.tables) {
    for (std::uint32_t c = 0; c < table.data.columns.size(); ++c) {
      if (table.data.columns[c].type.kind != core::Kind::row) continue;
      if (table.record->parent && table.record->link == c) {
        const std::size_t parent = table.record->parent->index;
        OwnerSearch{state, table, state.tables[parent], indexes, parent, c}.run();
      } else {
        find_referenced(state, table, c);
      }
    }
  }
}

}  // namespace cepol::data
