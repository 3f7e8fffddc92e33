#include "interpreter/files/files.hpp"

#include <algorithm>

namespace cepol::files {

std::optional<std::string> Files::read(const std::string& path, std::size_t most, std::string& why) const {
  const std::unique_ptr<Reader> reader = open(path, why);
  if (!reader) return std::nullopt;
  std::string text;
  std::size_t length = 0;
  while (length == text.size() && length < most) {
    text.resize(std::min(most, std::max<std::size_t>(std::size_t{1} << 16, 2 * length)));
    while (length < text.size()) {
      const std::size_t count = reader->read(text.data() + length, text.size() - length);
      if (count == 0) break;
      length += count;
    }
  }
  if (why = reader->error(); !why.empty()) return std::nullopt;
  text.resize(length);
  return text;
}

}  // namespace cepol::files
