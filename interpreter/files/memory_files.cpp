// Files held in a map from path to text, with the set of all folders.
#include "interpreter/files/memory_files.hpp"

#include <cerrno>
#include <cstring>
#include <utility>

#include "interpreter/files/path.hpp"
#include "interpreter/files/text_reader.hpp"

namespace cepol::files {

namespace {
// Relative paths begin at "/".
std::string absolute(const std::string& path) { return path::normal(path::join("/", path)); }
}  // namespace

void MemoryFiles::write(const std::string& path, std::string text) {
  const std::string normal = absolute(path);
  add_folder(std::string(path::parent(normal)));
  texts_[normal] = std::move(text);
}

void MemoryFiles::add_folder(const std::string& path) {
  std::string folder = absolute(path);
  while (folders_.insert(folder).second && folder != "/") folder = std::string(path::parent(folder));
}

void MemoryFiles::add_pipe(const std::string& path) {
  const std::string normal = absolute(path);
  add_folder(std::string(path::parent(normal)));
  pipes_.insert(normal);
}

FileKind MemoryFiles::kind(const std::string& path) const {
  const std::string normal = absolute(path);
  if (texts_.contains(normal)) return FileKind::regular;
  if (pipes_.contains(normal)) return FileKind::other;
  return folders_.contains(normal) ? FileKind::folder : FileKind::missing;
}

std::unique_ptr<Reader> MemoryFiles::open(const std::string& path, std::string& why) const {
  const auto found = texts_.find(absolute(path));
  if (found != texts_.end()) return std::make_unique<TextReader>(found->second);
  const FileKind found_kind = kind(path);
  why = found_kind == FileKind::other    ? no_regular_file
        : found_kind == FileKind::folder ? std::strerror(EISDIR)
                                         : std::strerror(ENOENT);
  return nullptr;
}

std::optional<std::vector<std::string>> MemoryFiles::list(const std::string& folder, std::string& why) const {
  const std::string normal = absolute(folder);
  if (!folders_.contains(normal)) {
    why = std::strerror(texts_.contains(normal) ? ENOTDIR : ENOENT);
    return std::nullopt;
  }
  std::set<std::string> names;
  const auto add = [&](const std::string& path) {
    if (path != normal && path::parent(path) == normal) names.emplace(path::name(path));
  };
  for (const auto& [path, text] : texts_) add(path);
  for (const std::string& path : folders_) add(path);
  for (const std::string& path : pipes_) add(path);
  return std::vector<std::string>(names.begin(), names.end());
}

std::optional<std::string> MemoryFiles::resolve(const std::string& path) const {
  if (kind(path) == FileKind::missing) return std::nullopt;
  return absolute(path);
}

}  // namespace cepol::files
