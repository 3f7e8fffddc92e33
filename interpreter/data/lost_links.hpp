// LostLinks: whose the rows may be that do not say it, by the rows around them. Where every owner's rows stand
// together, as merged cells leave them too, such a row between two rows of one owner is that owner's; else it
// belongs to the owner above it, to the one below, or to one of whom there is no row elsewhere. Position says nothing
// where the table was sorted after the keys were lost: all such rows stand at its end or its beginning, or another
// column is in order.
#pragma once

#include <optional>
#include <vector>

#include "interpreter/data/builder_state.hpp"

namespace cepol::data {

class LostLinks {
 public:
  // The links that are known, and those that are one of several, hold rows of the parent already.
  LostLinks(const TableBuilder& table, const TableBuilder& parent, std::uint32_t link);

  // Nullopt: it may be anybody's.
  std::optional<std::vector<CellValue>> owners_of(RowIndex row) const;

 private:
  bool by_position_ = true;
  const ColumnData& links_;
  Bulk<RowIndex> above_, below_;   // by row: the nearest row that says whose it is, or no_row
  std::vector<CellValue> others_;  // owners of whom there is no row
};

}  // namespace cepol::data
