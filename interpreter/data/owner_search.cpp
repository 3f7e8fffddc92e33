// Finds the owners of the rows of a child table. A row whose owner's key names no row of the parent table belongs to
// one of those that the key may mean (key_search.hpp), or to somebody who is not in the data; a row without such a key,
// to one of those between whose rows it is, or to anybody.
#include <algorithm>
#include <set>

#include "interpreter/data/key_search.hpp"
#include "interpreter/data/lost_links.hpp"
#include "interpreter/data/row_words.hpp"
#include "interpreter/data/torn_rows.hpp"
#include "lang/base/text.hpp"

namespace cepol::data {

namespace {

constexpr std::size_t few_of_a_form = 3;  // different keys of others that look alike and as none of the parent table
constexpr std::size_t least_of_form = 6;  // letters and digits that such a key has

struct OwnerSearch {
  BuilderState& state;
  TableBuilder& table;
  const TableBuilder& parent;
  KeySearch& parents;
  std::uint32_t link;
  std::vector<RowIndex> lost = {};  // rows that do not say whose they are
  // Rows of the parent whose key is in doubt, and those whose key was lost; no more than make a cell open anyway, since
  // they are candidates of each row that names nobody.
  std::vector<CellValue> odd_owners = {}, unnamed = {};
  std::optional<std::map<std::string, std::set<KeyIndex>>> forms = {};  // shapes of links that name no row

  ColumnData& column() const { return table.data.columns[link]; }
  const core::Column& declared() const { return table.record->columns[link]; }
  std::string names(const std::vector<CellValue>& owners) const { return names_of(state, parent, owners); }
  std::string written(KeyIndex key) const { return excerpt(state.texts.written(key)); }

  static void add_few(std::vector<CellValue>& rows, RowIndex row) {
    if (rows.size() <= most_candidates) rows.push_back(row_value(row));
  }
  // Rows of the parent table whose own key was lost. Those of a table without an owner have no results, so that it does
  // not matter what belongs to them.
  void find_unnamed_rows() {
    if (!parent.record->parent) return;
    for (RowIndex row = 0; row < parent.data.all_rows; ++row)
      if (has(parent.flags[row], RowFlag::key_lost)) add_few(unnamed, row);
  }
  void add_unnamed_rows(std::vector<CellValue>& owners) const {
    owners.insert(owners.end(), unnamed.begin(), unnamed.end());
  }

  // One of these, or nobody.
  void set_owners(RowIndex row, std::vector<CellValue> owners) const {
    owners.push_back({State::none});
    set_candidates(column(), row, std::move(owners));
  }

  // Is it a key that another column of the row may refer to?
  bool is_other_tables_key(KeyIndex key) const {
    for (std::uint32_t c = 0; c < table.record->columns.size(); ++c) {
      const core::Type& type = table.record->columns[c].type;
      if (c != link && type.kind == core::Kind::row && state.tables[type.table.index].row_with_key(key) != no_row)
        return true;
    }
    return false;
  }

  // May it be the key of somebody who is not in the data? Keys of one table look alike; those of another office may
  // look different, and are then several.
  bool is_somebodys_key(KeyIndex key) {
    const std::string_view text = state.texts[key];
    if (is_other_tables_key(key)) return false;
    if (parents.is_like_keys(text)) return true;
    const auto signs = std::count_if(text.begin(), text.end(), [](char c) {
      return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    });
    if (static_cast<std::size_t>(signs) < least_of_form || std::none_of(text.begin(), text.end(), is_digit))
      return false;
    if (!forms) count_forms();
    // One of the links of two rows with one key is not counted; of its form there may be none.
    const auto alike = forms->find(key_shape(text));
    return alike != forms->end() && alike->second.size() >= few_of_a_form && !fits_another_column(table, link, text);
  }
  void count_forms() {
    forms.emplace();
    for (RowIndex row = 0; row < table.data.all_rows; ++row) {
      if (has(table.flags[row], RowFlag::link_lost)) continue;
      if (written_keys[row] != 0) (*forms)[key_shape(state.texts[written_keys[row]])].insert(written_keys[row]);
    }
  }
  Bulk<KeyIndex> written_keys = {};  // by row: a link that names no row; else 0

  void nobodys(RowIndex row, KeyIndex key) const {
    table.flags[row] |= flag_of(RowFlag::dropped);
    ++table.data.strangers;
    set_candidates(column(), row, {{State::none}});
    add_fault(state, table, row, link, Fault::no_parent, {written(key), parent.record->name});
  }
  void anybodys(RowIndex row, KeyIndex key) const {
    add_fault(state, table, row, link, Fault::unlike_link, {written(key), parent.record->name});
    table.data.written_links[row] = written(key);
    column().candidates.erase(row);
    column().states[row] = State::open;
  }

  // Y001至Y005, Y001-005, Y002、Y003等5人: also those between, or not named.
  bool names_range(std::string_view text, const std::vector<CellValue>& meant) const {
    constexpr std::string_view signs[] = {"至", "到", "等", "~", "～", "—", "–", "-"};
    const std::uint32_t column_of_key = *parent.record->key;
    const auto key_of = [&](const CellValue& row) {
      return std::string_view(state.texts[parent.data.columns[column_of_key].indices[row.index]]);
    };
    for (const CellValue& one : meant) {
      const std::string_view first = key_of(one);
      const std::size_t at = text.find(first);
      if (first.empty() || at == std::string_view::npos) continue;
      std::string_view behind = text.substr(at + first.size());
      for (std::string_view sign : signs) {
        const std::size_t place = behind.find(sign);
        if (place == std::string_view::npos) continue;
        const std::string_view last = behind.substr(place + sign.size());
        const bool named = std::any_of(meant.begin(), meant.end(), [&](const CellValue& other) {
          const std::string_view key = key_of(other);
          return other.index != one.index && !key.empty() && last.find(key) != std::string_view::npos;
        });
        if (named || (sign == "等" && !last.empty()) || is_number_as_long(last, first)) return true;
      }
    }
    return false;
  }
  // 005 behind Y001: digits, as many as those at the end of the key.
  static bool is_number_as_long(std::string_view text, std::string_view key) {
    std::size_t digits = 0, in_key = 0;
    while (digits < text.size() && is_digit(text[digits])) ++digits;
    while (in_key < key.size() && is_digit(key[key.size() - 1 - in_key])) ++in_key;
    return digits > 0 && digits == text.size() && digits == in_key;
  }

  void with_key(RowIndex row, const std::vector<CellValue>& keys) {
    std::vector<CellValue> owners;
    std::optional<KeyIndex> unknown;
    for (const CellValue& key : keys) {
      const std::size_t before = owners.size();
      add_rows_with_key(parent, key.index, owners);
      if (owners.size() == before) unknown = key.index;
    }
    if (!unknown) return set_candidates(column(), row, std::move(owners));
    const std::vector<CellValue>& meant = parents.rows_meant_by(*unknown);
    owners.insert(owners.end(), meant.begin(), meant.end());
    const bool shifted = of_shifted_row(row, owners);
    if (shifted) open_cells(row);
    if (!shifted && names_range(state.texts[*unknown], meant)) return anybodys(row, *unknown);
    if (!shifted &&
        (meant.empty() ? !is_somebodys_key(*unknown) || is_broken(row)
                       : parents.is_part_of_keys(*unknown) && fits_another_column(table, link, state.texts[*unknown])))
      return anybodys(row, *unknown);
    if (owners.empty()) add_named_in_texts(row, owners);
    std::sort(owners.begin(), owners.end());  // named in the order of their table
    const std::string named = names(owners);
    owners.insert(owners.end(), odd_owners.begin(), odd_owners.end());
    add_unnamed_rows(owners);
    if (owners.empty()) return nobodys(row, *unknown);
    table.data.written_links[row] = written(*unknown);
    const bool cut = !cut_key(state.texts[*unknown]).digits.empty();
    const Fault fault = named.empty() ? Fault::doubtful_owner : cut ? Fault::cut_link : Fault::near_link;
    add_fault(state, table, row, link, fault,
              {written(*unknown), parent.record->name, named.empty() ? names(owners) : named});
    set_owners(row, std::move(owners));
  }

  // Whose keys stand in other cells of a row of which several cells cannot be read.
  bool of_shifted_row(RowIndex row, std::vector<CellValue>& owners) const {
    const std::size_t before = owners.size();
    const auto cells = table.torn_cells.find(row);
    if (cells == table.torn_cells.end()) return false;
    for (const KeyIndex cell : cells->second.keys) add_rows_with_key(parent, cell, owners);
    return owners.size() > before;
  }
  // Whose keys stand where another text should: perhaps the cells have shifted, though all can be read.
  void add_named_in_texts(RowIndex row, std::vector<CellValue>& owners) const {
    const std::size_t before = owners.size();
    if (table.keys[row] != 0) add_rows_with_key(parent, table.keys[row], owners);
    for (const ColumnData& texts : table.data.columns)
      if (texts.type.kind == core::Kind::text && texts.states[row] == State::known && texts.indices[row] != 0)
        add_rows_with_key(parent, texts.indices[row], owners);
    if (owners.size() > before) open_cells(row);
  }
  // So many cells cannot be read that what stands in place of the key is perhaps another column's.
  bool is_broken(RowIndex row) const {
    constexpr std::size_t several = 2;
    const auto cells = table.torn_cells.find(row);
    return cells != table.torn_cells.end() && cells->second.unreadable >= several;
  }
  void open_cells(RowIndex row) const {
    if (table.record->key) table.flags[row] |= flag_of(RowFlag::key_lost);
    for (std::uint32_t c = 0; c < table.data.columns.size(); ++c) {
      if (c == link) continue;
      table.data.columns[c].candidates.erase(row);
      table.data.columns[c].states[row] = table.readers[c].unreadable();
    }
  }

  bool of_row_without_key(RowIndex row) const {
    std::vector<CellValue> owners;
    if (!of_shifted_row(row, owners)) return false;
    add_fault(state, table, row, link, Fault::shifted_row, {parent.record->name, names(owners)});
    open_cells(row);
    set_owners(row, std::move(owners));
    return true;
  }

  bool of_torn_row(RowIndex row) const {
    const auto cells = table.torn_cells.find(row);
    if (cells == table.torn_cells.end()) return false;
    std::vector<CellValue> owners = owners_of_torn_row(state, table, parents, cells->second);
    add_unnamed_rows(owners);
    if (owners.empty()) return false;
    set_owners(row, std::move(owners));
    return true;
  }

  void by_position(const LostLinks& links, RowIndex row) const {
    const bool torn = has(table.flags[row], RowFlag::torn), illegible = has(table.flags[row], RowFlag::illegible);
    // A text that cannot be read is no blank that merging left.
    auto owners = illegible ? std::nullopt : links.owners_of(row);
    if (!torn && !illegible && written_keys[row] != 0) {  // 同上
      table.data.written_links[row] = written(written_keys[row]);
      add_fault(state, table, row, link, Fault::no_key_link,
                {written(written_keys[row]), parent.record->name, owners ? names(*owners) : std::string()});
    } else if (!torn) {
      add_fault(state, table, row, link,
                illegible ? Fault::illegible_link
                : owners  ? Fault::blank_link
                          : Fault::anyones_row,
                {declared().name, parent.record->name, owners ? names(*owners) : std::string()});
    }
    if (owners)
      set_owners(row, std::move(*owners));
    else
      column().states[row] = State::open;
  }

  // The rows whose owner's key is that of one row. The keys of the others are noted.
  void find_named() {
    written_keys.assign(table.data.all_rows, 0);
    Bulk<char> named(parent.data.all_rows, 0);
    for (RowIndex row = 0; row < table.data.all_rows; ++row) {
      if (has(table.flags[row], RowFlag::dropped) || has(table.flags[row], RowFlag::link_lost) ||
          column().states[row] != State::known)
        continue;
      const KeyIndex key = column().indices[row];
      if (const RowIndex only = only_row_with_key(parent, key); only != no_row) {
        column().indices[row] = only;
        named[only] = 1;
      } else {
        written_keys[row] = key;
        if (parent.row_with_key(key) == no_row && says_no_key(state.texts[key])) {
          table.flags[row] |= flag_of(RowFlag::link_lost);
          column().states[row] = table.readers[link].unreadable();
          column().indices[row] = 0;
        }
      }
    }
    if (std::none_of(written_keys.begin(), written_keys.end(), [](KeyIndex key) { return key != 0; })) return;
    if (table.of_part)
      for (KeyIndex key = 0; key < table.of_part->rows_of_key.size(); ++key)
        if (table.of_part->rows_of_key[key] > 0)
          if (const RowIndex only = only_row_with_key(parent, key); only != no_row) named[only] = 1;
    for (const RowIndex row : parents.rows_with_odd_keys())
      if (!named[row]) add_few(odd_owners, row);
    // Of two rows with one key, one perhaps should have another.
    for (const auto& [first, others] : parent.same_key) {
      add_few(odd_owners, first);
      for (const RowIndex row : others) add_few(odd_owners, row);
    }
  }

  void run() {
    find_named();
    find_unnamed_rows();
    for (RowIndex row = 0; row < table.data.all_rows; ++row) {
      if (has(table.flags[row], RowFlag::dropped)) continue;  // another row once more
      if (has(table.flags[row], RowFlag::link_lost)) {
        if (has(table.flags[row], RowFlag::torn) ? !of_torn_row(row) : !of_row_without_key(row)) lost.push_back(row);
      } else if (column().states[row] == State::listed) {
        with_key(row, std::vector<CellValue>(column().candidates.at(row)));
      } else if (written_keys[row] != 0) {
        with_key(row, {{State::known, 0, 0, written_keys[row]}});
      }
    }
    if (!lost.empty()) {
      if (table.of_part) state.found.whole.insert(table.record->name);
      follow_first_rows();
      const LostLinks links(table, parent, link);
      for (RowIndex row : lost) by_position(links, row);
    }
    for (RowIndex row = 0; row < table.data.all_rows; ++row) leave_open(row);
  }
  // A row that is another row once more is of that row's owner: those without one that stand beside it go by it.
  void follow_first_rows() const {
    for (RowIndex row = 0; row < table.data.all_rows; ++row) {
      if (!has(table.flags[row], RowFlag::dropped) || table.keys[row] == 0) continue;
      const RowIndex first = table.row_with_key(table.keys[row]);
      if (first == no_row || first == row) continue;
      column().states[row] = column().states[first];
      column().indices[row] = column().indices[first];
      column().candidates.erase(row);
      if (const auto several = column().candidates.find(first); several != column().candidates.end())
        column().candidates.emplace(row, std::vector<CellValue>(several->second));
    }
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

void find_owners(BuilderState& state, TableBuilder& table, KeySearch& parents) {
  OwnerSearch{state, table, state.tables[table.record->parent->index], parents, *table.record->link}.run();
}

}  // namespace cepol::data
