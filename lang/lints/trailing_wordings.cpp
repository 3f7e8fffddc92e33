// Lint: `A or B "wording"` without brackets, where the wording is of B alone but reads as if it were of both.
#include "lang/lints/lint.hpp"

#include "lang/base/text.hpp"

namespace cepol::lints {

namespace {

NodeId wording_of(const Tree& tree, NodeId condition) {
  const NodeId words = tree.next(tree.first(condition));
  return words.valid() && tree.kind(words) == NodeKind::string ? words : NodeId{};
}

void check_when(const Tree& tree, NodeId when, Problems& problems) {
  const auto conditions = tree.children_of(when, NodeKind::condition);
  if (conditions.size() < 2 || tree[when].keyword != Keyword::or_) return;
  const NodeId words = wording_of(tree, conditions.back());
  if (!words.valid()) return;
  for (std::size_t i = 0; i + 1 < conditions.size(); ++i)
    if (wording_of(tree, conditions[i]).valid()) return;
  problems.add(Code::wording_of_last_part, tree.span(words),
               {tree.string_text(words), on_one_line(tree.without_comments(tree.first(conditions.back())))});
}

}  // namespace

void trailing_wordings(const Input& input, Problems& problems) {
  const Tree& tree = input.modules.back().parsed->tree;
  for (std::uint32_t i = 0; i < tree.nodes.size(); ++i)
    if (tree.kind(NodeId{i}) == NodeKind::when) check_when(tree, NodeId{i}, problems);
}

}  // namespace cepol::lints
