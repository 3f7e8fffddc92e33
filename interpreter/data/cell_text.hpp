// A cell, or the heading of a column, as read from a file: its text, or the fault because of which it has none.
#pragma once

#include <concepts>
#include <optional>
#include <string_view>

#include "interpreter/data/dataset.hpp"
#include "lang/base/text.hpp"

namespace cepol::data {

struct CellText {
  std::string_view text;       // valid UTF-8, not trimmed; empty: blank
  std::optional<Fault> fault;  // why the cell cannot be read; `text` is then empty
  bool spread = false;         // of a cell that is merged over several rows: said of each, or of all together

  CellText() = default;
  CellText(const std::convertible_to<std::string_view> auto& cell) : text(cell) {}
  CellText(Fault why) : fault(why) {}

  // Has the row nothing here? What a merged cell covers is blank to those who look at it.
  bool blank() const { return fault ? *fault == Fault::merged_over : trimmed(text).empty(); }
};

}  // namespace cepol::data
