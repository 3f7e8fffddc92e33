#include "interpreter/data/lost_links.hpp"

#include <algorithm>

namespace cepol::data {

namespace {

bool is_lost(const TableBuilder& table, RowIndex row) { return has(table.flags[row], RowFlag::link_lost); }

// Do the rows of each owner stand together?
bool are_grouped(const TableBuilder& table, const ColumnData& links, Bulk<char>& met) {
  bool grouped = true;
  RowIndex above = no_row;
  for (RowIndex row = 0; row < table.data.all_rows; ++row) {
    if (is_lost(table, row) || has(table.flags[row], RowFlag::dropped) || links.states[row] != State::known) continue;
    const RowIndex owner = links.indices[row];
    grouped = grouped && (!met[owner] || owner == above);
    met[owner] = 1;
    above = owner;
  }
  return grouped;
}

// Are all rows that do not say whose they are the last ones, or the first ones? So sorting by the key leaves them.
bool are_at_one_end(const TableBuilder& table) {
  RowIndex first = no_row, last = 0, count = 0;
  for (RowIndex row = 0; row < table.data.all_rows; ++row) {
    if (!is_lost(table, row) || has(table.flags[row], RowFlag::torn)) continue;
    first = std::min(first, row);
    last = row;
    ++count;
  }
  if (count == 0 || last - first + 1 != count) return false;
  return first == 0 || last + 1 == table.data.all_rows;
}

// Is the table in the order of the column, upwards or downwards, with several values in it?
bool is_sorted_by(const ColumnData& column) {
  const Bulk<std::int64_t>& numbers = column.numbers;
  std::optional<std::int64_t> before;
  bool rises = false, falls = false;
  for (std::size_t row = 0; row < numbers.size(); ++row) {
    if (column.states[row] != State::known) continue;
    rises = rises || (before && *before < numbers[row]);
    falls = falls || (before && *before > numbers[row]);
    before = numbers[row];
  }
  return rises != falls;
}

// The same of members, which are sorted as texts, so that those of one stand together.
bool has_one_block_a_member(const ColumnData& column) {
  std::uint64_t met = 0;
  std::optional<std::uint32_t> before;
  for (std::size_t row = 0; row < column.indices.size(); ++row) {
    if (column.states[row] != State::known || column.indices[row] == before) continue;
    before = column.indices[row];
    const std::uint64_t bit = std::uint64_t{1} << (*before & 63);
    if ((met & bit) != 0) return false;
    met |= bit;
  }
  return (met & (met - 1)) != 0;
}

bool is_sorted_otherwise(const TableBuilder& table) {
  return std::any_of(table.data.columns.begin(), table.data.columns.end(), [](const ColumnData& column) {
    switch (column.type.kind) {
      case core::Kind::date:
      case core::Kind::year:
      case core::Kind::number: return is_sorted_by(column);
      case core::Kind::truth:
      case core::Kind::enumeration: return has_one_block_a_member(column);
      case core::Kind::text:
      case core::Kind::row: break;
    }
    return false;
  });
}

}  // namespace

LostLinks::LostLinks(const TableBuilder& table, const TableBuilder& parent, std::uint32_t link)
    : links_(table.data.columns[link]), above_(table.data.all_rows, no_row), below_(table.data.all_rows, no_row) {
  Bulk<char> met(parent.data.all_rows, 0);
  by_position_ = are_grouped(table, links_, met) && !are_at_one_end(table) && !is_sorted_otherwise(table);
  RowIndex near = no_row;
  for (RowIndex row = 0; row < table.data.all_rows; ++row) {
    above_[row] = near;
    if (!is_lost(table, row)) near = row;
  }
  near = no_row;
  for (RowIndex row = table.data.all_rows; row-- > 0;) {
    below_[row] = near;
    if (!is_lost(table, row)) near = row;
  }
  for (RowIndex row = 0; row < parent.data.all_rows && others_.size() <= most_candidates; ++row)
    if (!met[row]) others_.push_back({State::known, 0, 0, row});
}

std::optional<std::vector<CellValue>> LostLinks::owners_of(RowIndex row) const {
  if (!by_position_) return std::nullopt;
  const auto surely = [&](RowIndex near) {
    return near != no_row && links_.states[near] == State::known ? links_.indices[near] : no_row;
  };
  if (const RowIndex owner = surely(above_[row]); owner != no_row && owner == surely(below_[row]))
    return std::vector<CellValue>{{State::known, 0, 0, owner}};
  std::vector<CellValue> owners = others_;
  for (const RowIndex near : {above_[row], below_[row]}) {
    if (near == no_row) continue;
    switch (links_.states[near]) {
      case State::known: owners.push_back({State::known, 0, 0, links_.indices[near]}); break;
      case State::listed:
        for (const CellValue& owner : links_.candidates.at(near))
          if (owner.state == State::known) owners.push_back(owner);
        break;
      case State::none: break;  // somebody's who is not in the data
      case State::unknown:
      case State::open: return std::nullopt;
    }
  }
  std::sort(owners.begin(), owners.end());
  owners.erase(std::unique(owners.begin(), owners.end()), owners.end());
  if (owners.empty() || owners.size() >= most_candidates) return std::nullopt;
  return owners;
}

}  // namespace cepol::data
