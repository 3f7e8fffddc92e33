#include "interpreter/data/key_search.hpp"

#include <algorithm>

#include "lang/base/fold.hpp"

namespace cepol::data {

namespace {

constexpr std::size_t most_names = 3;               // of keys in a message
constexpr std::uint64_t few_keys = 5;               // of so few none is odd
constexpr std::uint64_t most_of_keys_percent = 80;  // look alike, where another is odd

void sort_rows(std::vector<CellValue>& rows) {
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
}

}  // namespace

void add_rows_with_key(const TableBuilder& target, KeyIndex key, std::vector<CellValue>& rows) {
  const RowIndex first = target.row_with_key(key);
  if (first == no_row) return;
  rows.push_back(row_value(first));
  const auto others = target.same_key.find(first);
  if (others == target.same_key.end()) return;
  for (RowIndex row : others->second) rows.push_back(row_value(row));
}

RowIndex only_row_with_key(const TableBuilder& target, KeyIndex key) {
  const RowIndex first = target.row_with_key(key);
  return first != no_row && target.same_key.contains(first) ? no_row : first;
}

std::string names_of(const BuilderState& state, const TableBuilder& table, const std::vector<CellValue>& rows) {
  std::string list;
  std::size_t count = 0;
  KeyIndex last = 0;
  for (const CellValue& row : rows) {
    if (row.state != State::known || table.keys[row.index] == last || table.keys[row.index] == 0) continue;
    last = table.keys[row.index];
    if (++count > most_names) return list + "\n…";
    list += (list.empty() ? "" : "\n") + excerpt(state.texts[last]);
  }
  return list;
}

std::vector<std::pair<std::string_view, std::uint32_t>> KeySearch::keys() const {
  std::vector<std::pair<std::string_view, std::uint32_t>> keys;
  for (KeyIndex key = 1; key < table_.row_of_key.size(); ++key)
    if (table_.row_of_key[key] != no_row) keys.emplace_back(state_.texts[key], key);
  return keys;
}

const NearKeys& KeySearch::near_keys() {
  if (!near_) near_ = std::make_unique<NearKeys>(keys());
  return *near_;
}

const std::vector<CellValue>& KeySearch::near_rows(KeyIndex text) {
  const auto [found, is_new] = near_rows_.try_emplace(text);
  if (!is_new) return found->second;
  std::vector<CellValue>& rows = found->second;
  for (const KeyIndex key : near_keys().near_to(state_.texts[text])) add_rows_with_key(table_, key, rows);
  sort_rows(rows);
  return rows;
}

void KeySearch::make_names() {
  by_name_.emplace();
  for (std::uint32_t c = 0; c < table_.data.columns.size(); ++c) {
    const ColumnData& column = table_.data.columns[c];
    if (column.type.kind != core::Kind::text || table_.record->key == c) continue;
    for (RowIndex row = 0; row < table_.data.all_rows; ++row) {
      if (column.states[row] != State::known || column.indices[row] == 0) continue;
      (*by_name_)[key_form(state_.texts[column.indices[row]])].push_back(row);
    }
  }
}

PartialKeys& KeySearch::partial_keys() {
  if (!partial_) partial_ = std::make_unique<PartialKeys>(keys());
  return *partial_;
}

const std::vector<CellValue>& KeySearch::rows_like(KeyIndex text) {
  const auto [found, is_new] = like_.try_emplace(text);
  if (!is_new) return found->second;
  std::vector<CellValue> rows = near_rows(text);
  if (rows.empty())
    for (const KeyIndex key : partial_keys().contained_in(state_.texts[text])) add_rows_with_key(table_, key, rows);
  if (!by_name_) make_names();
  if (const auto named = by_name_->find(state_.texts[text]); named != by_name_->end())
    for (const RowIndex row : named->second) rows.push_back(row_value(row));
  sort_rows(rows);
  return found->second = std::move(rows);
}

const std::vector<CellValue>& KeySearch::rows_meant_by(KeyIndex text) {
  const auto [found, is_new] = meant_.try_emplace(text);
  if (!is_new) return found->second;
  std::vector<CellValue> rows = near_rows(text);
  if (rows.empty() && partial_keys().contained_in(state_.texts[text]).empty()) {
    for (const KeyIndex key : partial_keys().with_part(state_.texts[text])) add_rows_with_key(table_, key, rows);
    if (!rows.empty()) parts_.insert(text);
  }
  const std::vector<CellValue>& like = rows_like(text);
  rows.insert(rows.end(), like.begin(), like.end());
  sort_rows(rows);
  return found->second = std::move(rows);
}

bool KeySearch::is_part_of_keys(KeyIndex text) {
  rows_meant_by(text);
  return parts_.contains(text);
}

void KeySearch::make_shapes() {
  shapes_.emplace();
  std::uint64_t all = 0;
  for (const auto& [key, number] : keys()) {
    Shape& shape = (*shapes_)[key_shape(key)];
    ++shape.count;
    shape.shortest = std::min(shape.shortest, key.size());
    shape.longest = std::max(shape.longest, key.size());
    longest_ = std::max(longest_, key.size());
    ++all;
  }
  const auto most = std::max_element(shapes_->begin(), shapes_->end(),
                                     [](const auto& a, const auto& b) { return a.second.count < b.second.count; });
  if (all < few_keys || most->second.count * 100 < all * most_of_keys_percent) return;
  for (RowIndex row = 0; row < table_.data.all_rows; ++row)
    if (table_.keys[row] != 0 && key_shape(state_.texts[table_.keys[row]]) != most->first) odd_.push_back(row);
}

bool KeySearch::is_like_keys(std::string_view text) {
  if (!shapes_) make_shapes();
  const std::string form = key_shape(text);
  const auto shape = shapes_->find(form);
  if (shape == shapes_->end()) return false;
  // Of numbers the length tells more than of names with letters and digits.
  const std::size_t shorter = form == "9" ? 1 : shape->second.shortest / 2,
                    longer = form == "9" ? 1 : shape->second.longest / 2;
  return text.size() + shorter >= shape->second.shortest && text.size() <= shape->second.longest + longer;
}

const std::vector<RowIndex>& KeySearch::rows_with_odd_keys() {
  if (!shapes_) make_shapes();
  return odd_;
}

std::size_t KeySearch::longest_key() {
  if (!shapes_) make_shapes();
  return longest_;
}

}  // namespace cepol::data
