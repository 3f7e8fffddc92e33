// What stops the reading of a workbook.
#pragma once

#include <cstdint>

namespace cepol::files {

enum class Trouble : std::uint8_t {
  none,
  damaged,    // it ends too early, its check sum is wrong, or it is no XML
  too_large,  // more bytes than a program writes from that which was packed
  entities,   // a DTD
  too_wide,   // a cell beyond the last column
};

}  // namespace cepol::files
