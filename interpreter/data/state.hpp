// What is known of a cell.
#pragma once

#include <cstdint>

namespace cepol::data {

using RowIndex = std::uint32_t;

enum class State : std::uint8_t {
  known,
  unknown,  // one of the values that the column allows
  none,
  open,    // one of the values that the column allows, or none
  listed,  // one of the cell's candidates
};

}  // namespace cepol::data
