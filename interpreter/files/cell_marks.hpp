// Where the cells of a text end: the places of delimiters, line ends and quotes, found many bytes at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace cepol::files {

// Writes the places in `text`, each with `first` added, in order; at most as many as the text has bytes. Returns where
// they end.
std::uint32_t* write_cell_marks(std::string_view text, char delimiter, std::uint32_t first, std::uint32_t* to);

}  // namespace cepol::files
