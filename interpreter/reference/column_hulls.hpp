// ColumnHulls: the hull of a column's values over ranges of rows, for references that may be to any of many rows. A
// tree of hulls with `width` children a node, filled as far as it is read: a range of n rows takes O(width * log n)
// joins.
#pragma once

#include <optional>
#include <vector>

#include "interpreter/engine/value_set.hpp"

namespace cepol::reference {

class ColumnHulls {
 public:
  explicit ColumnHulls(std::uint32_t rows) : rows_(rows) {}

  // `value_of(row)`: a row's value, always the same. The range is not empty.
  template <class ValueOf>
  engine::ValueSet hull(engine::RowSet range, const ValueOf& value_of) {
    std::optional<engine::ValueSet> all;
    add(all, range.first, range.last + std::uint64_t{1}, 0, 1, value_of);
    return all.value_or(engine::ValueSet());
  }

 private:
  static constexpr std::uint64_t width = 32;

  // Adds the rows from `first` to before `end`; `size`: how many rows a node of the level has.
  template <class ValueOf>
  void add(std::optional<engine::ValueSet>& all, std::uint64_t first, std::uint64_t end, std::size_t level,
           std::uint64_t size, const ValueOf& value_of) {
    const std::uint64_t upper = size * width;
    const std::uint64_t inner_first = (first + upper - 1) / upper * upper, inner_end = end / upper * upper;
    if (inner_first >= inner_end) {
      add_nodes(all, first, end, level, size, value_of);
      return;
    }
    add_nodes(all, first, inner_first, level, size, value_of);
    add(all, inner_first, inner_end, level + 1, upper, value_of);
    add_nodes(all, inner_end, end, level, size, value_of);
  }

  template <class ValueOf>
  void add_nodes(std::optional<engine::ValueSet>& all, std::uint64_t first, std::uint64_t end, std::size_t level,
                 std::uint64_t size, const ValueOf& value_of) {
    for (std::uint64_t at = first; at < end; at += size) {
      const engine::ValueSet& one = node(level, at / size, size, value_of);
      if (all)
        join_into(*all, one);
      else
        all = one;
    }
  }

  template <class ValueOf>
  const engine::ValueSet& node(std::size_t level, std::uint64_t index, std::uint64_t size, const ValueOf& value_of) {
    if (levels_.size() <= level) levels_.resize(level + 1);
    if (levels_[level].size() <= index) levels_[level].resize(rows_ / size + 1);
    if (!levels_[level][index]) {
      engine::ValueSet made = level == 0 ? value_of(static_cast<std::uint32_t>(index)) : engine::ValueSet();
      if (level > 0) {
        std::optional<engine::ValueSet> below;
        add_nodes(below, index * size, (index + 1) * size, level - 1, size / width, value_of);
        made = below.value_or(made);
      }
      levels_[level][index] = made;
    }
    return *levels_[level][index];
  }

  std::uint32_t rows_;
  std::vector<std::vector<std::optional<engine::ValueSet>>> levels_;
};

}  // namespace cepol::reference
