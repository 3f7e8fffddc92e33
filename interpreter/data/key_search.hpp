// What a text may mean that names no row of a table by its key: keys near to it, keys that it points to, rows that have
// it as a name. Answers are kept, and what they need is made when first asked for.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "interpreter/data/builder_state.hpp"
#include "interpreter/data/partial_keys.hpp"

namespace cepol::data {

inline CellValue row_value(RowIndex row) { return {State::known, 0, 0, row}; }

// The rows that a key may name: the row with it; where several have it and are not alike, all of them.
void add_rows_with_key(const TableBuilder& target, KeyIndex key, std::vector<CellValue>& rows);
// The only row with a key; no_row: there is none, or several.
RowIndex only_row_with_key(const TableBuilder& target, KeyIndex key);
// The first keys of some rows, for messages.
std::string names_of(const BuilderState& state, const TableBuilder& table, const std::vector<CellValue>& rows);

class KeySearch {
 public:
  KeySearch(const BuilderState& state, std::size_t table) : state_(state), table_(state.tables[table]) {}

  // The rows whose key is like the text, by one slip or since one of the two is a part of the other, or who have the
  // text as a name; ascending, each once.
  const std::vector<CellValue>& rows_meant_by(KeyIndex text);
  // Is the text found in keys, but neither near to one nor one with something added?
  bool is_part_of_keys(KeyIndex text);
  // The same but for keys that the text is merely a part of.
  const std::vector<CellValue>& rows_like(KeyIndex text);
  // Rows whose key is near to the text by one slip.
  const std::vector<CellValue>& near_rows(KeyIndex text);
  // Does the text look like the keys of the table? Then it may be the key of a row that the table does not have.
  bool is_like_keys(std::string_view text);
  // Rows whose key does not look like that of most others.
  const std::vector<RowIndex>& rows_with_odd_keys();
  std::size_t longest_key();  // bytes

 private:
  std::vector<std::pair<std::string_view, std::uint32_t>> keys() const;
  const NearKeys& near_keys();
  void make_names();
  void make_shapes();
  PartialKeys& partial_keys();

  const BuilderState& state_;
  const TableBuilder& table_;
  std::unique_ptr<NearKeys> near_;
  std::unique_ptr<PartialKeys> partial_;
  std::optional<std::map<std::string, std::vector<RowIndex>, std::less<>>> by_name_;  // key forms of other texts
  struct Shape {
    std::uint64_t count = 0;
    std::size_t shortest = SIZE_MAX, longest = 0;  // bytes
  };
  std::optional<std::map<std::string, Shape>> shapes_;  // of keys
  std::vector<RowIndex> odd_;
  std::size_t longest_ = 0;
  std::map<KeyIndex, std::vector<CellValue>> near_rows_, like_, meant_;
  std::set<KeyIndex> parts_;
};

// By table; made when first needed.
class KeySearches {
 public:
  explicit KeySearches(const BuilderState& state) : state_(state), by_table_(state.tables.size()) {}
  KeySearch& of(std::size_t table) {
    if (!by_table_[table]) by_table_[table] = std::make_unique<KeySearch>(state_, table);
    return *by_table_[table];
  }

 private:
  const BuilderState& state_;
  std::vector<std::unique_ptr<KeySearch>> by_table_;
};

// Finds the owners of the rows of a child table. The links hold keys before, and rows of the parent after.
void find_owners(BuilderState& state, TableBuilder& table, KeySearch& parents);

}  // namespace cepol::data
