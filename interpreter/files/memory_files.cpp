// Files held in a map from path to text, with the set of all folders.
#include "interpreter/files/memory_files.hpp"

#include <cerrno>
#include <cstring>
#include <utility>

#include "interpreter/files/path.hpp"
#include "interpreter/files/text_reader.hpp"

namespace cepol::files {

void MemoryFiles::write(const std::string& path, std::string text) {
  const std::string normal = path::normal(path);
  add_folder(std::string(path::parent(normal)));
  texts_[normal] = std::move(text);
}

void MemoryFiles::add_folder(const std::string& path) {
  std::string folder = path.empty() ? "." : path::normal(path);
  while (folders_.insert(folder).second && folder != "." && folder != "/") {
    const std::string_view parent = path::parent(folder);
    folder = parent.empty() ? "." : std::string(parent);
  }
}

FileKind MemoryFiles::kind(const std::string& path) const {
  const std::string normal = path::normal(path);
  if (texts_.contains(normal)) return FileKind::regular;
  return folders_.contains(normal) ? FileKind::folder : FileKind::missing;
}

std::unique_ptr<Reader> MemoryFiles::open(const std::string& path, std::string& why) const {
  const auto found = texts_.find(path::normal(path));
  if (found != texts_.end()) return std::make_unique<TextReader>(found->second);
  why = std::strerror(kind(path) == FileKind::folder ? EISDIR : ENOENT);
  return nullptr;
}

std::optional<std::vector<std::string>> MemoryFiles::list(const std::string& folder, std::string& why) const {
  const std::string normal = path::normal(folder);
  if (!folders_.contains(normal)) {
    why = std::strerror(texts_.contains(normal) ? ENOTDIR : ENOENT);
    return std::nullopt;
  }
  std::set<std::string> names;
  const auto add = [&](const std::string& path) {
    const std::string_view parent = path::parent(path);
    if (path != normal && (parent.empty() ? "." : parent) == normal) names.emplace(path::name(path));
  };
  for (const auto& [path, text] : texts_) add(path);
  for (const std::string& path : folders_) add(path);
  return std::vector<std::string>(names.begin(), names.end());
}

std::optional<std::string> MemoryFiles::resolve(const std::string& path) const {
  if (kind(path) == FileKind::missing) return std::nullopt;
  return path::normal(path);
}

}  // namespace cepol::files
