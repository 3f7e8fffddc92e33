// Writes what is known of the thing at a place as Markdown.
#include "lang/services/hover.hpp"

#include "lang/diagnostics/say.hpp"
#include "lang/semantics/builtins.hpp"
#include "lang/services/clauses.hpp"
#include "lang/services/nodes.hpp"
#include "lang/services/type_words.hpp"

namespace cepol::services {

using syntax::NodeId;
using syntax::NodeKind;
using syntax::Tree;

std::string plain(std::string_view text) {
  std::string escaped;
  for (char c : text) {
    if (std::string_view("\\`*_{}[]<>#|").find(c) != std::string_view::npos) escaped += '\\';
    escaped += c;
  }
  return escaped;
}

namespace {

constexpr std::size_t longest_quote = 400;  // characters of a clause
constexpr std::size_t most_lines = 8;       // of a declaration

std::string quote(const View& view, const Tree& tree, NodeId clause) {
  const notice::Clause* found = clause_of(view, tree, clause);
  std::string text = "**" + plain(clause_title(tree, clause)) + "**";
  if (found != nullptr) text += " " + plain(beginning(found->text, longest_quote));
  return "> " + text + "\n";
}

// The item or declaration, its first lines alone where it is long.
std::string code(const Tree& tree, const DeclaredName& name) {
  const NodeId shown =
      name.item.valid() && tree.kind(name.item) != NodeKind::choice_type ? name.item : name.declaration;
  if (!shown.valid()) return {};
  const std::string_view text = tree.text_of(shown);
  std::size_t end = 0;
  for (std::size_t lines = 0; lines < most_lines && end < text.size(); ++lines) {
    end = std::min(text.find('\n', end), text.size());
    if (lines + 1 < most_lines && end < text.size()) ++end;
  }
  std::string fence = "```";
  while (text.find(fence) != std::string_view::npos) fence += '`';
  return fence + "cepol\n" + std::string(text.substr(0, end)) + (end < text.size() ? "\n…" : "") + "\n" + fence + "\n";
}

Hover of_name(const View& view, const Names& names, const NameUse& use) {
  const DeclaredName* declared = names.declared(use.declared);
  if (declared == nullptr) return {use.span, plain(names.text(use.declared))};
  const Tree& tree = *declared->tree;
  std::string text =
      "**" + plain(tree.name_text(declared->name)) + "** " + std::string(words_of(declared->kind, view.language));
  if (const auto type = type_of(view, *declared))
    text += std::string(say_in(view.english(), "，类型：", ", type: ")) +
            plain(type_words(view.checked.program, *type, view.language));
  text += "\n\n" + code(tree, *declared);
  std::string quotes;
  for (const NodeId node : {declared->item, declared->declaration}) {
    if (!node.valid() || !quotes.empty()) continue;
    for (const NodeId clause : cited_by(tree, node))
      quotes += (quotes.empty() ? "" : ">\n") + quote(view, tree, clause);
  }
  return {use.span, text + (quotes.empty() ? "" : "\n" + quotes)};
}

std::optional<Hover> of_builtin(const View& view, const Tree& tree, NodeId name) {
  const semantics::BuiltinFunction* builtin = semantics::find_builtin(tree.name_text(name));
  if (builtin == nullptr) return std::nullopt;
  std::string text = "**" + std::string(tree.name_text(name)) + "** ";
  text += builtin->many ? say_in(view.english(), "内置的算法，括号里 {} 个值或更多",
                                 "built in, with {} values in the brackets or more", builtin->arguments)
                        : say_in(view.english(), "内置的算法，括号里 {} 个值", "built in, values in the brackets: {}",
                                 builtin->arguments);
  text += "\n\n" + std::string(builtin->zh) + " · " + plain(builtin->en) + "\n";
  return Hover{tree.span(name), text};
}

}  // namespace

std::optional<Hover> hover(const View& view, const Names& names, SourceId file, std::uint32_t offset) {
  if (const NameUse* use = names.at(file, offset)) return of_name(view, names, *use);
  const Tree* tree = view.tree(file);
  if (tree == nullptr) return std::nullopt;
  const std::vector<NodeId> path = path_to(*tree, offset);
  if (path.empty()) return std::nullopt;
  const NodeId last = path.back();
  if (tree->kind(last) == NodeKind::clause) return Hover{tree->span(last), quote(view, *tree, last)};
  if (tree->kind(last) == NodeKind::name) return of_builtin(view, *tree, last);
  return std::nullopt;
}

}  // namespace cepol::services
