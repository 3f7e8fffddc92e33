// Reads whole files by Files and Reader, within a limit of bytes.
#include "interpreter/files/files.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace cepol::files {

std::string read_all(Reader& reader, std::size_t most) {
  // One byte more than the file is known to have, so that its end is found without growing.
  std::string text;
  std::size_t length = 0, wanted = reader.size() > 0 ? reader.size() + 1 : std::size_t{1} << 16;
  while (length == text.size() && length < most) {
    text.resize(std::min(most, std::max(wanted, 2 * length)));
    while (length < text.size()) {
      const std::size_t count = reader.read(text.data() + length, text.size() - length);
      if (count == 0) break;
      length += count;
    }
  }
  text.resize(length);
  return text;
}

std::unique_ptr<Reader> Files::open_resolved(const std::string& path, std::string& why) const {
  if (resolve(path) == path) return open(path, why);
  why = std::strerror(ENOENT);
  return nullptr;
}

std::unique_ptr<Reader> Files::new_workbook(Reader&, std::string& why) const {
  why = no_old_workbooks;
  return nullptr;
}

std::optional<std::string> Files::read(const std::string& path, std::size_t most, std::string& why) const {
  const std::unique_ptr<Reader> reader = open(path, why);
  if (!reader) return std::nullopt;
  std::string text = read_all(*reader, most);
  if (why = reader->error(); !why.empty()) return std::nullopt;
  return text;
}

}  // namespace cepol::files
