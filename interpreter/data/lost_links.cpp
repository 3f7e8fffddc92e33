#include "interpreter/data/lost_links.hpp"

namespace cepol::data {

namespace {

constexpr std::size_t least_share = 4;  // merged cells: at least one row in so many does not name its owner

}  // namespace

LostLinks::LostLinks(const TableBuilder& table, const TableBuilder& parent, std::uint32_t link)
    : around_(table.data.all_rows) {
  const ColumnData& column = table.data.columns[link];
  std::vector<char> met(parent.data.all_rows, 0);
  std::size_t lost = 0;
  bool once = true;  // no owner is named in two rows
  RowIndex above = no_row;
  for (RowIndex row = 0; row < table.data.all_rows; ++row) {
    around_[row].above = above;
    around_[row].illegible = has(table.flags[row], RowFlag::illegible);
    if (has(table.flags[row], RowFlag::link_lost) && !around_[row].illegible) ++lost;
    if (has(table.flags[row], RowFlag::link_lost) || column.states[row] != State::known) continue;
    const RowIndex owner = column.indices[row];
    if (has(table.flags[row], RowFlag::dropped)) continue;
    if (met[owner]) {
      once = false;
      if (owner != above) grouped_ = false;
    }
    met[owner] = 1;
    above = owner;
  }
  RowIndex below = no_row;
  for (RowIndex row = table.data.all_rows; row-- > 0;) {
    around_[row].below = below;
    const bool known = !has(table.flags[row], RowFlag::link_lost) && !has(table.flags[row], RowFlag::dropped) &&
                       column.states[row] == State::known;
    if (known) below = column.indices[row];
  }
  merged_ = once && lost * least_share >= table.data.all_rows;
  for (RowIndex row = 0; row < parent.data.all_rows && others_.size() <= most_candidates; ++row)
    if (!met[row]) others_.push_back({State::known, 0, 0, row});
}

std::optional<std::vector<CellValue>> LostLinks::owners_of(RowIndex row) const {
  const Around& around = around_[row];
  std::vector<CellValue> owners;
  auto add = [&](RowIndex owner) {
    if (owner != no_row) owners.push_back({State::known, 0, 0, owner});
  };
  if (!grouped_) return std::nullopt;
  if ((merged_ && !around.illegible) || (around.above == around.below && around.above != no_row)) {
    if (around.above == no_row) return std::nullopt;
    add(around.above);
    return owners;
  }
  add(around.above);
  add(around.below);
  owners.insert(owners.end(), others_.begin(), others_.end());
  if (owners.size() >= most_candidates) return std::nullopt;
  return owners;
}

}  // namespace cepol::data
