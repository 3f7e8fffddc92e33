// LostLinks: whose the rows may be that do not say it, by the rows around them. Where every owner's rows stand
// together, such a row belongs to the owner above it, to the one below, or to one of whom there is no row elsewhere;
// where each owner is named once and not again in the rows below, as merged cells leave it, to the one above. Merged
// cells leave blanks: a key that stands there and cannot be read is none of theirs.
#pragma once

#include <optional>
#include <vector>

#include "interpreter/data/builder_state.hpp"

namespace cepol::data {

class LostLinks {
 public:
  // The links that are known hold rows of the parent already.
  LostLinks(const TableBuilder& table, const TableBuilder& parent, std::uint32_t link);

  // Nullopt: it may be anybody's.
  std::optional<std::vector<CellValue>> owners_of(RowIndex row) const;

 private:
  struct Around {
    RowIndex above = no_row, below = no_row;  // owners
    bool illegible = false;                   // something stands there that cannot be read
  };
  bool grouped_ = true, merged_ = false;
  std::vector<Around> around_;     // by row
  std::vector<CellValue> others_;  // owners of whom there is no row
};

}  // namespace cepol::data
