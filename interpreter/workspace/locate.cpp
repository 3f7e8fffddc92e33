// Resolves the names of policies to files.
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
    if (!trimmed(character).empty() && character != "「" && character != "」" && character != "`")
      name += folded(character);
    at += length;
  }
  return name;
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

BasePolicy find_base(const Workspace& workspace, const std::string& path, const std::string& folder) {
  const std::string name = path + std::string(extension);
  std::vector<std::pair<std::string, std::string>> places{{folder, name},
                                                          {folder, std::string(path::name(name))},
                                                          {path::join(folder, ".."), name},
                                                          {path::join(folder, ".."), std::string(path::name(name))}};
  for (const std::string& policies : workspace.policies) places.emplace_back(policies, name);
  std::optional<BasePolicy> best;
  for (const auto& [root, below] : places) {
    BasePolicy base{
        find_named(workspace.files, NamedBy::amended, root, below), path::normal(path::join(root, below)), {}, {}};
    if (auto text = read_named(workspace.files, base.file, base.why)) {
      Sources alone;
      const SourceId id = alone.add({base.shown, std::move(*text)});
      if (path_of_use(semantics::path_of(syntax::parse(alone, id).tree)) == path) {
        base.text = alone[id].text;
        return base;
      }
    } else if (base.file.state() != Located::missing && !best) {
      if (!base.file.found()) base.why.clear();
      best = std::move(base);
    }
  }
  if (best) return std::move(*best);
  return {find_named(workspace.files, NamedBy::amended, folder, ""), {}, {}, {}};
}

}  // namespace cepol::workspace
