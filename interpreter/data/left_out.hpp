// Rows of files that are no records and are not in the data set: blank rows, totals, signatures.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cepol::data {

enum class RowKind : std::uint8_t {
  record,
#define ROW_KIND(name, zh, en) name,
#include "interpreter/data/row_kinds.def"
#undef ROW_KIND
};

struct LeftOut {
  std::string table, file;
  std::uint64_t row = 0;  // in the file
  RowKind kind = RowKind::blank;
  std::uint64_t count = 1;  // this row and those after it
  friend bool operator==(const LeftOut&, const LeftOut&) = default;
};

// Adds a row. Once there are very many, a row that follows one of its kind is added to that.
void add_left_out(std::vector<LeftOut>& rows, LeftOut row);

std::string_view name_of(RowKind kind, bool english);  // of several such rows; not of a record

// The rows of one kind in one table.
struct LeftOutGroup {
  std::string table;
  RowKind kind = RowKind::blank;
  std::uint64_t count = 0;
  std::string rows;  // 3, 7-12, …: the numbers, with line breaks between them (see number_ranges.hpp)
};
// By table in the order of the rows, then by kind.
std::vector<LeftOutGroup> groups_of(const std::vector<LeftOut>& rows);

}  // namespace cepol::data
