// The table of formats, generated from formats.def, and the choice of a format by the extension of a file name.
#include "interpreter/files/formats.hpp"

#include <algorithm>

#include "interpreter/files/path.hpp"

namespace cepol::files {

namespace {

#define FORMAT(reader, holds, ...) constexpr std::string_view endings_of_##reader[] = {__VA_ARGS__};
#include "interpreter/files/formats.def"
#undef FORMAT

constexpr Format formats[] = {
#define FORMAT(reader, holds, ...) {endings_of_##reader, Holds::holds, reader},
#include "interpreter/files/formats.def"
#undef FORMAT
};

}  // namespace

std::span<const Format> all_formats() { return formats; }

const Format* format_of(std::string_view path) {
  std::string ending(path::extension(path));
  for (char& c : ending)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  for (const Format& format : formats)
    if (std::find(format.endings.begin(), format.endings.end(), ending) != format.endings.end()) return &format;
  return nullptr;
}

}  // namespace cepol::files
