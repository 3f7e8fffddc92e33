#include "interpreter/cli/policy_language.hpp"

#include <algorithm>

#include "interpreter/workspace/locate.hpp"
#include "lang/syntax/parse.hpp"

namespace cepol::cli {

namespace {

using syntax::NodeId;
using syntax::NodeKind;
using syntax::Tree;

constexpr std::size_t most_amended = 8;  // policies one after another

// Of a policy: is its language en? One that does not say has that of the policy that it amends.
bool is_english(const workspace::Workspace& workspace, std::string text, std::string folder) {
  for (std::size_t depth = 0; depth < most_amended; ++depth) {
    Sources sources;
    const syntax::Parsed parsed = syntax::parse(sources, sources.add({"", std::move(text)}));
    const Tree& tree = parsed.tree;
    const NodeId header = tree.child(tree.root, NodeKind::policy);
    if (!header.valid()) return false;
    if (const NodeId language = tree.child(header, NodeKind::language); language.valid())
      return tree.name_text(tree.first(language)) == "en";
    const NodeId amends = tree.child(header, NodeKind::amends);
    if (!amends.valid()) return false;
    const workspace::BasePolicy base =
        workspace::find_base(workspace, std::string(tree.text_of(tree.first(amends))), folder);
    if (base.text.empty()) return false;
    text = base.text;
    folder = workspace::folder_of(base.shown);
  }
  return false;
}

// The files of policies that a value names: one, or those of a folder; none: it names something else, such as data.
std::vector<std::string> policy_files(const workspace::Workspace& workspace, const std::string& value) {
  constexpr std::string_view extension = ".cepol";
  if (const auto folder = workspace::find_folder(workspace, value)) {
    std::vector<std::string> found;
    std::string why;
    for (const std::string& name : workspace.files.list(*folder, why).value_or(std::vector<std::string>{}))
      if (name.ends_with(extension)) found.push_back(*folder + "/" + name);
    return found;
  }
  const std::string file = workspace::find_policy(workspace, value);
  return file.ends_with(extension) ? std::vector{file} : std::vector<std::string>{};
}

}  // namespace

bool all_in_english(const std::vector<std::string>& values, const Io& io) {
  const workspace::Workspace workspace = workspace_of(io);
  bool any = false;
  for (const std::string& value : values)
    for (const std::string& file : policy_files(workspace, value)) {
      std::string why;
      const auto text = workspace::read_text(workspace.files, file, why);
      if (!text || !is_english(workspace, *text, workspace::folder_of(file))) return false;
      any = true;
    }
  return any;
}

}  // namespace cepol::cli
