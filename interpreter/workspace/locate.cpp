// Resolves the names of policies, modules and notices to files. Links are resolved, and files outside the allowed
// folder are refused.
#include "interpreter/workspace/locate.hpp"

#include "interpreter/files/path.hpp"
#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"
#include "lang/semantics/header.hpp"
#include "lang/syntax/parse.hpp"

namespace cepol::workspace {

namespace path = files::path;

namespace {

constexpr std::string_view extension = ".cepol";

bool is_file(const files::Files& files, const std::string& file) {
  return files.kind(file) == files::FileKind::regular;
}

// A relative path without `.`, `..` and empty parts at its end.
bool stays_below(std::string_view name) {
  if (path::is_absolute(name) || name.ends_with('/')) return false;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t end = std::min(name.find('/', at), name.size());
    const std::string_view part = name.substr(at, end - at);
    if (part == "." || part == "..") return false;
    at = end + 1;
  }
  return true;
}

}  // namespace

std::optional<std::string> read_text(const files::Files& files, const std::string& path, std::string& why) {
  auto text = files.read(path, syntax::max_file_size + 4, why);
  if (text && text->starts_with("\xEF\xBB\xBF")) text->erase(0, 3);
  return text;
}

std::string folder_of(const std::string& file) {
  const std::string_view folder = path::parent(file);
  return folder.empty() ? "." : std::string(folder);
}

std::string path_of_use(const std::string& use) {
  std::string name;
  for (std::size_t at = 0; at < use.size();) {
    const std::size_t length = code_point_at(use, at).length;
    const std::string_view character = std::string_view(use).substr(at, length);
    if (!trimmed(character).empty() && character != "「" && character != "」") name += folded(character);
    at += length;
  }
  return name;
}

LocatedFile file_below(const files::Files& files, const std::string& root, const std::string& name) {
  if (!stays_below(name)) return {Located::outside, {}};
  if (name.empty() || name.find('\0') != std::string::npos) return {};
  const auto folder = files.resolve(root);
  if (!folder) return {};
  auto file = files.resolve(path::join(*folder, name));
  if (!file || !is_file(files, *file)) return {};
  if (!path::is_within(*file, *folder)) return {Located::outside, {}};
  return {Located::found, std::move(*file)};
}

std::string find_policy(const Workspace& workspace, const std::string& given) {
  const std::string with_extension = given + std::string(extension);
  for (const std::string& file : {given, with_extension})
    if (is_file(workspace.files, file)) return file;
  if (!path::is_absolute(given))
    for (const std::string& folder : workspace.policies)
      for (const std::string& name : {given, with_extension})
        if (std::string file = path::join(folder, name); is_file(workspace.files, file)) return file;
  return given;
}

std::optional<std::string> find_folder(const Workspace& workspace, const std::string& given) {
  const auto is_folder = [&](const std::string& one) { return workspace.files.kind(one) == files::FileKind::folder; };
  if (is_file(workspace.files, find_policy(workspace, given))) return std::nullopt;
  if (is_folder(given)) return given;
  if (!path::is_absolute(given))
    for (const std::string& policies : workspace.policies)
      if (std::string folder = path::join(policies, given); is_folder(folder)) return folder;
  return std::nullopt;
}

std::optional<std::string> find_base(const Workspace& workspace, const std::string& path, const std::string& folder) {
  const std::string name = path + std::string(extension);
  std::vector<std::string> candidates{path::join(folder, name), path::join(folder, path::name(name)),
                                      path::join(path::join(folder, ".."), name)};
  for (const std::string& policies : workspace.policies) candidates.push_back(path::join(policies, name));
  for (const std::string& candidate : candidates) {
    std::string why;
    if (!is_file(workspace.files, candidate)) continue;
    auto text = read_text(workspace.files, candidate, why);
    if (!text) continue;
    Sources alone;
    const SourceId id = alone.add({candidate, std::move(*text)});
    if (path_of_use(semantics::path_of(syntax::parse(alone, id).tree)) == path) return path::normal(candidate);
  }
  return std::nullopt;
}

}  // namespace cepol::workspace
