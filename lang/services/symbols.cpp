// Reads the outline from the syntax tree, so that it is there while the policy has errors.
#include "lang/services/symbols.hpp"

#include <algorithm>

#include "lang/base/text.hpp"
#include "lang/services/nodes.hpp"

namespace cepol::services {

using syntax::NodeCategory;
using syntax::NodeId;
using syntax::NodeKind;
using syntax::Tree;

namespace {

// What an item is called by: its first name or text.
NodeId called_by(const Tree& tree, NodeId node) {
  for (NodeId child : tree.children(node)) {
    const NodeKind kind = tree.kind(child);
    if (kind == NodeKind::name || kind == NodeKind::string || kind == NodeKind::path || kind == NodeKind::clause ||
        kind == NodeKind::number || kind == NodeKind::date)
      return child;
    if (kind == NodeKind::target) return called_by(tree, child);
  }
  return {};
}

std::string text_of_name(const Tree& tree, NodeId name) {
  switch (tree.kind(name)) {
    case NodeKind::name: return std::string(tree.name_text(name));
    case NodeKind::string: return tree.string_text(name);
    default: return on_one_line(tree.text_of(name));
  }
}

bool is_outlined(NodeKind kind) {
  switch (kind) {
    case NodeKind::member:
    case NodeKind::group:
    case NodeKind::column:
    case NodeKind::headings:
    case NodeKind::option:
    case NodeKind::must:
    case NodeKind::source:
    case NodeKind::decision_case:
    case NodeKind::place: return true;
    default: return is_declaration(kind) || category_of(kind) == NodeCategory::amendment;
  }
}

void add_symbols(const Tree& tree, NodeId node, std::vector<Symbol>& symbols) {
  const NodeKind kind = tree.kind(node);
  const NodeId name = called_by(tree, node);
  if (!is_outlined(kind) || !name.valid()) return;
  Symbol symbol{text_of_name(tree, name), {}, kind, tree.span(node), tree.span(name)};
  if (symbol.name.empty()) symbol.name = std::string(tree.text_of(name));
  if (is_declaration(kind) && tree.span(name).begin > tree.span(node).begin) {
    Span word = tree.span(node);
    word.end = tree.span(name).begin;
    symbol.detail = on_one_line(tree.without_comments(word));
  }
  for (NodeId child : tree.children(node)) {
    // 证书编号、姓名: 文本 declares several columns.
    if (kind == NodeKind::column && !(child == name) && tree.kind(child) == NodeKind::name) {
      Symbol other = symbol;
      other.name = text_of_name(tree, child);
      other.selection = tree.span(child);
      symbols.push_back(std::move(other));
      continue;
    }
    add_symbols(tree, child, symbol.children);
  }
  symbols.push_back(std::move(symbol));
}

void sort_by_place(std::vector<Symbol>& symbols) {
  std::stable_sort(symbols.begin(), symbols.end(),
                   [](const Symbol& a, const Symbol& b) { return a.selection.begin < b.selection.begin; });
  for (Symbol& symbol : symbols) sort_by_place(symbol.children);
}

bool has_in_order(std::string_view text, std::string_view wanted) {
  std::size_t from = 0;
  for (std::size_t at = 0; at < wanted.size();) {
    const std::size_t length = code_point_at(wanted, at).length;
    const std::size_t found = text.find(wanted.substr(at, length), from);
    if (found == std::string_view::npos) return false;
    from = found + length;
    at += length;
  }
  return true;
}

void add_matching(const std::vector<Symbol>& symbols, std::string_view query, std::vector<Symbol>& found) {
  for (const Symbol& symbol : symbols) {
    if (has_in_order(symbol.name, query)) {
      found.push_back(symbol);
      found.back().children.clear();
    }
    add_matching(symbol.children, query, found);
  }
}

}  // namespace

std::vector<Symbol> document_symbols(const Tree& tree) {
  std::vector<Symbol> symbols;
  for (NodeId node : tree.children(tree.root)) add_symbols(tree, node, symbols);
  sort_by_place(symbols);
  return symbols;
}

std::vector<Symbol> matching(const std::vector<Symbol>& symbols, std::string_view query) {
  std::vector<Symbol> found;
  add_matching(symbols, query, found);
  return found;
}

}  // namespace cepol::services
