// Lint: a text that a rule compares with, as the name of an authority or an exam, which does not stand in the notice
// (包纲 for 包钢). Only in rules that cite a notice whose text is there.
#include <algorithm>

#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"
#include "lang/lints/lint.hpp"

namespace cepol::lints {

namespace {

// As texts are compared, without blanks and line ends, which notices have within names.
std::string without_blanks(std::string_view text) {
  std::string all;
  for (const char c : folded(text))
    if (c != ' ' && c != '\n' && c != '\t' && c != '\r') all += c;
  return all;
}

bool compares(const Tree& tree, NodeId node) {
  const NodeKind kind = tree.kind(node);
  if (kind == NodeKind::in_set) return true;
  const Keyword keyword = tree[node].keyword;
  return kind == NodeKind::binary &&
         (keyword == Keyword::is || keyword == Keyword::is_not || keyword == Keyword::equal ||
          keyword == Keyword::not_equal || keyword == Keyword::contains);
}

bool cites(const Tree& tree, NodeId rule) {
  std::vector<NodeId> open{rule};
  while (!open.empty()) {
    const NodeId at = open.back();
    open.pop_back();
    if (tree.kind(at) == NodeKind::citations) return true;
    for (NodeId child : tree.children(at)) open.push_back(child);
  }
  return false;
}

}  // namespace

void notice_names(const Input& input, Problems& problems) {
  if (input.notice == nullptr) return;
  std::string written;
  const auto add = [&](const notice::Notice& notice) {
    for (const notice::Clause& clause : notice.clauses) written += without_blanks(clause.path + clause.text) + "\n";
  };
  add(*input.notice);
  for (const OtherNotice& other : input.others) {
    if (other.notice == nullptr) return;  // perhaps it stands there
    add(*other.notice);
  }
  const Tree& tree = input.modules.back().parsed->tree;
  for (NodeId rule : tree.children(tree.root)) {
    if (!syntax::is_rule(tree.kind(rule)) || !cites(tree, rule)) continue;
    std::vector<NodeId> open{rule};
    while (!open.empty()) {
      const NodeId at = open.back();
      open.pop_back();
      const bool comparison = compares(tree, at);
      for (NodeId child : tree.children(at)) {
        open.push_back(child);
        if (!comparison || tree.kind(child) != NodeKind::string) continue;
        const std::string text = tree.string_text(child), folded_text = without_blanks(text);
        if (!folded_text.empty() && written.find(folded_text) == std::string::npos)
          problems.add(Code::name_not_in_notice, tree.span(child), {text});
      }
    }
  }
}

}  // namespace cepol::lints
