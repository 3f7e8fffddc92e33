// Paths are split at '/' and joined again; `.` and `..` are resolved without reading the disk.
#include "interpreter/files/path.hpp"

#include <algorithm>
#include <vector>

namespace cepol::files::path {

namespace {

// Without empty parts.
std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    if (end > at) parts.push_back(path.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

std::string joined(const std::vector<std::string_view>& parts) {
  std::string path;
  for (const std::string_view part : parts) {
    if (!path.empty()) path += '/';
    path += part;
  }
  return path;
}

// Where the ending begins, with its dot; the size of the name: it has none.
std::size_t ending_of(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 || name == ".." ? name.size() : dot;
}

}  // namespace

bool is_absolute(std::string_view path) { return path.starts_with('/'); }

std::string_view parent(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) return {};
  const std::size_t end = path.find_last_not_of('/', slash);
  return path.substr(0, end == std::string_view::npos ? 1 : end + 1);
}

std::string_view name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string_view stem(std::string_view path) {
  const std::string_view last = name(path);
  return last.substr(0, ending_of(last));
}

std::string_view extension(std::string_view path) {
  const std::string_view last = name(path);
  return last.substr(ending_of(last));
}

std::string join(std::string_view folder, std::string_view path) {
  if (folder.empty() || is_absolute(path)) return std::string(path);
  return std::string(folder) + (folder.ends_with('/') ? "" : "/") + std::string(path);
}

std::string normal(std::string_view path) {
  std::vector<std::string_view> kept;
  for (const std::string_view part : parts_of(path)) {
    if (part == ".") continue;
    if (part == ".." && !kept.empty() && kept.back() != "..")
      kept.pop_back();
    else if (part != ".." || !is_absolute(path))
      kept.push_back(part);
  }
  if (is_absolute(path)) return "/" + joined(kept);
  return kept.empty() ? "." : joined(kept);
}

std::string relative(std::string_view path, std::string_view folder) {
  const auto to = parts_of(path), from = parts_of(folder);
  const auto [differs, left] = std::mismatch(to.begin(), to.end(), from.begin(), from.end());
  std::vector<std::string_view> steps(static_cast<std::size_t>(from.end() - left), "..");
  steps.insert(steps.end(), differs, to.end());
  return steps.empty() ? "." : joined(steps);
}

bool is_within(std::string_view path, std::string_view folder) {
  const auto inner = parts_of(path), outer = parts_of(folder);
  return std::mismatch(inner.begin(), inner.end(), outer.begin(), outer.end()).second == outer.end();
}

}  // namespace cepol::files::path
