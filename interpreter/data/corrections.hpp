// Cells that an office has corrected in a list, beside the data: each replaces what stands in one cell, if that is
// still what the list says.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace cepol::data {

struct Correction {
  std::uint32_t line = 0;  // in the list, for messages
  std::string table, column;
  std::uint32_t row = 0;  // as TableData::source_rows
  std::string key;        // of the row, or of its owner; empty: not said
  std::string was, becomes;
};

enum class CorrectionState : std::uint8_t {
  no_row,  // the table has no such row
  applied,
  other_key,  // another row stands there now
  differs,    // something else stands in the cell now
  no_column,  // the file has no such column
};

struct CorrectionUse {
  CorrectionState state = CorrectionState::no_row;
  std::string now = {};  // what stands there, if it is something else
};

}  // namespace cepol::data
