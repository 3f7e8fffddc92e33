// Writes the edits from the nodes around the place.
#include "lang/services/author_actions.hpp"

#include <algorithm>

#include "lang/base/text.hpp"
#include "lang/diagnostics/say.hpp"
#include "lang/services/clauses.hpp"
#include "lang/services/nodes.hpp"
#include "lang/syntax/keywords.hpp"

namespace cepol::services {

using syntax::Keyword;
using syntax::NodeId;
using syntax::NodeKind;
using syntax::Tree;

namespace {

constexpr std::size_t fewest_alike = 4;    // characters that a declaration's words share with a clause it may cite
constexpr std::size_t most_clauses = 3;    // proposed to be cited
constexpr std::size_t longest_title = 24;  // characters of a clause in a title

bool writes_in_english(const Tree& tree) {
  for (const syntax::Token& token : tree.tokens)
    if (token.kind == syntax::TokenKind::keyword) return static_cast<unsigned char>((*tree.text)[token.begin]) < 0x80;
  return false;
}
std::string word(const Tree& tree, Keyword keyword) {
  return std::string(syntax::spelling(keyword, writes_in_english(tree) ? Language::en : Language::zh));
}

// ---- the cases that a decision lacks

// Where an item is added before a place: at the start of its line where only blanks are before it.
std::uint32_t line_begin(const Tree& tree, std::uint32_t at, bool& own_line) {
  const std::string_view before = std::string_view(*tree.text).substr(0, at);
  const std::size_t end = before.find_last_not_of(" \t");
  own_line = end != std::string_view::npos && before[end] == '\n';
  return own_line ? static_cast<std::uint32_t>(end + 1) : at;
}

std::optional<CodeAction> add_cases(const View& view, const Tree& tree, NodeId decision) {
  std::vector<std::string> missing;
  NodeId otherwise;
  for (const NodeId child : tree.children(decision))
    if (tree.kind(child) == NodeKind::outcome) missing.emplace_back(tree.name_text(tree.first(child)));
  for (const NodeId child : tree.children(decision)) {
    if (tree.kind(child) != NodeKind::decision_case) continue;
    std::erase(missing, std::string(tree.name_text(tree.first(child))));
    if (tree.child(child, NodeKind::otherwise).valid()) otherwise = child;
  }
  const std::string_view text = tree.text_of(decision);
  const bool closed = text.ends_with('}') || text.ends_with("｝");
  if (missing.empty() || !closed) return std::nullopt;
  const std::uint32_t end = tree.span(decision).end;
  bool own_line = false;
  const std::uint32_t before = otherwise.valid() ? tree.span(otherwise).begin : text.ends_with('}') ? end - 1 : end - 3;
  const std::uint32_t at = line_begin(tree, before, own_line);
  std::string lines;
  for (std::size_t i = 0; i < missing.size(); ++i) {
    const bool last = !otherwise.valid() && i + 1 == missing.size();
    lines += (own_line ? "  "
              : i == 0 ? "\n  "
                       : "  ") +
             written_name(missing[i]) + " " +
             (last ? word(tree, Keyword::otherwise)
                   : word(tree, Keyword::when) + " " + (writes_in_english(tree) ? "condition" : "条件")) +
             "\n";
  }
  if (!own_line && otherwise.valid()) lines += "  ";
  std::string names;
  for (const std::string& one : missing) names += (names.empty() ? "" : view.english() ? ", " : "、") + one;
  return CodeAction{say_in(view.english(), "补上“{}”的情形", "add the case of “{}”", names),
                    {{{tree.span(decision).source, at, at}, std::move(lines)}}};
}

// ---- citations

// The end of a declaration's head, after which it cites; nullopt: where that is depends on its kind too much.
std::optional<std::uint32_t> end_of_words(const Tree& tree, NodeId declaration) {
  switch (tree.kind(declaration)) {
    case NodeKind::define: return tree.span(declaration).end;
    case NodeKind::requirement:
    case NodeKind::waiver:
    case NodeKind::decision:
    case NodeKind::credit:
    case NodeKind::equivalence:
    case NodeKind::assessment:
    case NodeKind::warning:
    case NodeKind::quota: break;
    default: return std::nullopt;
  }
  // The bracket that opens its items is the first: nothing in these heads has one.
  const std::string_view text = tree.text_of(declaration);
  const std::uint32_t begin = tree.span(declaration).begin;
  for (const syntax::Token& token : tree.tokens) {
    if (token.begin < begin || token.kind == syntax::TokenKind::word) continue;
    if (token.begin >= tree.span(declaration).end) break;
    const std::string_view sign = text.substr(token.begin - begin, token.end - token.begin);
    if (sign != "{" && sign != "｛") continue;
    const std::size_t end = text.substr(0, token.begin - begin).find_last_not_of(" \t\n");
    return begin + static_cast<std::uint32_t>(end) + 1;
  }
  return std::nullopt;
}

bool cites_anything(const Tree& tree, NodeId declaration) {
  const Span span = tree.span(declaration);
  for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
    const Span one = tree.span(NodeId{i});
    if (tree.kind(NodeId{i}) == NodeKind::clause && one.begin >= span.begin && one.end <= span.end) return true;
  }
  return false;
}

// The words of the declaration that a notice may have too: its name, and its texts in quotes.
std::vector<std::string> words_of_declaration(const Tree& tree, NodeId declaration) {
  std::vector<std::string> words;
  const Span span = tree.span(declaration);
  for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
    const NodeId node{i};
    if (tree.span(node).begin < span.begin || tree.span(node).end > span.end) continue;
    if (tree.kind(node) == NodeKind::string) words.push_back(tree.string_text(node));
  }
  if (const NodeId name = tree.first(declaration); name.valid() && tree.kind(name) == NodeKind::name)
    words.emplace_back(tree.name_text(name));
  return words;
}

void add_citations(const View& view, const Tree& tree, NodeId declaration, std::vector<CodeAction>& actions) {
  const auto at = end_of_words(tree, declaration);
  if (view.notice == nullptr || !at || cites_anything(tree, declaration)) return;
  std::vector<std::pair<std::size_t, const notice::Clause*>> alike;  // by the longest words that they share
  for (const notice::Clause& clause : view.notice->clauses) {
    std::size_t most = 0;
    for (const std::string& words : words_of_declaration(tree, declaration))
      if (clause.text.find(words) != std::string::npos) most = std::max(most, character_count(words));
    if (most >= fewest_alike) alike.emplace_back(most, &clause);
  }
  std::stable_sort(alike.begin(), alike.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  if (alike.size() > most_clauses) alike.resize(most_clauses);
  for (const auto& [shared, clause] : alike)
    actions.push_back(
        {say_in(view.english(), "引用§{} {}", "cite §{} {}", clause->path, beginning(clause->text, longest_title)),
         {{{tree.span(declaration).source, *at, *at}, " " + word(tree, Keyword::cites) + " §" + clause->path}}});
}

// ---- a number becomes a reading

std::string free_name(const Names& names, const Tree& tree) {
  const std::string base = writes_in_english(tree) ? "open_number" : "待定之数";
  std::string name = base;
  const auto taken = [&] {
    return std::any_of(names.declarations().begin(), names.declarations().end(),
                       [&](const auto& one) { return one.second.tree->name_text(one.second.name) == name; });
  };
  for (int number = 2; taken(); ++number) name = base + std::to_string(number);
  return name;
}

std::optional<CodeAction> make_reading(const View& view, const Names& names, const Tree& tree,
                                       const std::vector<NodeId>& path) {
  const auto quantity =
      std::find_if(path.begin(), path.end(), [&](NodeId one) { return tree.kind(one) == NodeKind::quantity; });
  const auto declaration =
      std::find_if(path.begin(), path.end(), [&](NodeId one) { return syntax::is_rule(tree.kind(one)); });
  if (quantity == path.end() || declaration == path.end()) return std::nullopt;
  const NodeId number = tree.first(*quantity);
  const auto value = tree.number_value(number);
  if (!value || !value->whole() || value->num == INT64_MAX) return std::nullopt;
  const bool english = writes_in_english(tree);
  const std::string name = free_name(names, tree);
  const std::string unit(tree.text_of(tree.next(number)));
  // Options with names of their own: a number by itself would be one without a unit.
  const auto option = [&](std::string_view named, std::int64_t amount, std::string_view how) {
    return "  " + std::string(named) + " = " + std::to_string(amount) + " " + unit + " \"" + std::string(how) + "\"";
  };
  const std::string reading =
      word(tree, Keyword::reading) + " " + name + ": " + unit + " \"" + (english ? "the question" : "问的是什么") +
      "\" {\n" + option(english ? "as_written" : "照写的", value->num, english ? "how it is read" : "怎么读") + " " +
      word(tree, Keyword::default_option) + "\n" +
      option(english ? "otherwise_read" : "另一种", value->num + 1, english ? "how else it is read" : "另一种怎么读") +
      "\n}\n\n";
  const Span whole = tree.span(*declaration);
  return CodeAction{
      say_in(view.english(), "把“{}”改成读法", "make “{}” a reading", on_one_line(tree.text_of(*quantity))),
      {{{whole.source, whole.begin, whole.begin}, reading}, {tree.span(*quantity), name}}};
}

}  // namespace

std::vector<CodeAction> author_actions(const View& view, const Names& names, SourceId file, std::uint32_t offset) {
  std::vector<CodeAction> actions;
  const Tree* tree = view.tree(file);
  if (tree == nullptr) return actions;
  const std::vector<NodeId> path = path_to(*tree, offset);
  const NodeId declaration = declaration_at(*tree, offset);
  if (!declaration.valid()) return actions;
  if (tree->kind(declaration) == NodeKind::decision)
    if (auto cases = add_cases(view, *tree, declaration)) actions.push_back(std::move(*cases));
  add_citations(view, *tree, declaration, actions);
  if (auto reading = make_reading(view, names, *tree, path)) actions.push_back(std::move(*reading));
  return actions;
}

std::optional<TextEdit> citation(const View& view, SourceId file, std::uint32_t offset, std::string_view label) {
  const Tree* tree = view.tree(file);
  const NodeId declaration = tree == nullptr ? NodeId{} : declaration_at(*tree, offset);
  if (!declaration.valid()) return std::nullopt;
  const std::size_t sign = label.find("§");
  const std::string of(sign == std::string_view::npos ? std::string_view() : label.substr(0, sign));
  const std::string path(sign == std::string_view::npos ? label : label.substr(sign + std::string_view("§").size()));
  const notice::Notice* cited = of.empty() ? view.notice : nullptr;
  for (const semantics::OtherNotice& other : view.others)
    if (!of.empty() && other.path == of) cited = other.notice;
  if (cited == nullptr || cited->find(path) == nullptr) return std::nullopt;
  const std::vector<NodeId> clauses = cited_by(*tree, declaration);
  for (const NodeId clause : clauses)
    if (tree->clause_path(clause) == path && tree->clause_notice(clause) == of) return std::nullopt;
  const std::string text = of + "§" + path;
  if (!clauses.empty()) {
    const std::uint32_t end = tree->span(clauses.back()).end;
    return TextEdit{{tree->span(declaration).source, end, end}, ", " + text};
  }
  const auto at = end_of_words(*tree, declaration);
  if (!at) return std::nullopt;
  return TextEdit{{tree->span(declaration).source, *at, *at}, " " + word(*tree, Keyword::cites) + " " + text};
}

std::string record_at(const View& view, SourceId file, std::uint32_t offset) {
  const Tree* tree = view.tree(file);
  const NodeId declaration = tree == nullptr ? NodeId{} : declaration_at(*tree, offset);
  if (!declaration.valid() || tree->kind(declaration) != NodeKind::record) return {};
  const NodeId name = tree->first(declaration);
  return name.valid() && tree->kind(name) == NodeKind::name ? std::string(tree->name_text(name)) : std::string();
}

}  // namespace cepol::services
