// Writes nodes and tokens to the tree: nodes that have no parent yet are on a stack (pending_), and close() replaces
// those since a checkpoint by their parent.
#include "lang/syntax/tree_builder.hpp"

#include <algorithm>

#include "lang/syntax/earlier.hpp"

namespace cepol::syntax {

void TreeBuilder::take_back(const Checkpoint& to) {
  pending_.resize(to.pending);
  tree_.nodes.nodes.resize(to.nodes);
  tree_.tokens.resize(to.tokens);
  keywords.resize(to.keywords);
  problems.list.erase(problems.list.begin() + static_cast<std::ptrdiff_t>(to.problems), problems.list.end());
}

void TreeBuilder::reset_failure(Offset at) {
  farthest = {at, {}, open_brackets.empty() ? nowhere : open_brackets.back()};
  too_deep = nowhere;
  too_long = false;
}

void TreeBuilder::close(NodeKind kind, const Checkpoint& from, Offset begin, Offset end, Keyword keyword,
                        std::size_t take) {
  const std::size_t first = from.pending - take;
  if (take > 0) begin = pending_[first].begin;
  for (std::size_t i = first; i < pending_.size(); ++i)
    tree_.nodes[pending_[i].node].next_sibling = i + 1 < pending_.size() ? pending_[i + 1].node : NodeId{};
  std::size_t height = 0;
  for (std::size_t i = first; i < pending_.size(); ++i) height = std::max(height, pending_[i].height + 1);
  if (height > max_height && too_deep == nowhere) {
    too_deep = begin;
    too_long = true;
  }
  const NodeId child = first < pending_.size() ? pending_[first].node : NodeId{};
  pending_.resize(first);
  pending_.push_back({tree_.nodes.add({kind, keyword, span(begin, end), child, NodeId{}}), begin, end, height});
}

std::optional<ReadDeclaration> TreeBuilder::read_since(const Checkpoint& from) const {
  if (pending_.size() != from.pending + 1 || problems.list.size() != from.problems || too_deep != nowhere)
    return std::nullopt;
  const auto count = [](std::size_t now, std::size_t before) { return static_cast<std::uint32_t>(now - before); };
  const OpenNode& made = pending_.back();
  return ReadDeclaration{made.begin,
                         made.end,
                         count(from.nodes, 0),
                         count(tree_.nodes.size(), from.nodes),
                         count(from.tokens, 0),
                         count(tree_.tokens.size(), from.tokens),
                         made.height,
                         farthest};
}

ReadDeclaration TreeBuilder::take_over(const Tree& earlier, const ReadDeclaration& declaration, Offset begin) {
  ReadDeclaration made = declaration;
  const Offset moved = begin - declaration.begin;  // modulo 2^32, as all sums below
  made.begin += moved;
  made.end += moved;
  made.farthest.at += moved;
  if (made.farthest.open != nowhere) made.farthest.open += moved;
  made.first_node = static_cast<std::uint32_t>(tree_.nodes.size());
  made.first_token = static_cast<std::uint32_t>(tree_.tokens.size());
  const std::uint32_t renumbered = made.first_node - declaration.first_node;
  const auto first_node = earlier.nodes.nodes.begin() + declaration.first_node;
  tree_.nodes.nodes.insert(tree_.nodes.nodes.end(), first_node, first_node + declaration.nodes);
  for (std::uint32_t i = made.first_node; i < tree_.nodes.size(); ++i) {
    Node& node = tree_.nodes.nodes[i];
    node.span = span(node.span.begin + moved, node.span.end + moved);
    if (node.first_child.valid()) node.first_child.index += renumbered;
    if (node.next_sibling.valid()) node.next_sibling.index += renumbered;
  }
  tree_.nodes.nodes.back().next_sibling = {};
  const auto first_token = earlier.tokens.begin() + declaration.first_token;
  tree_.tokens.insert(tree_.tokens.end(), first_token, first_token + declaration.tokens);
  for (std::uint32_t i = made.first_token; i < tree_.tokens.size(); ++i) {
    tree_.tokens[i].begin += moved;
    tree_.tokens[i].end += moved;
  }
  pending_.push_back({NodeId{static_cast<std::uint32_t>(tree_.nodes.size() - 1)}, made.begin, made.end, made.height});
  farthest = made.farthest;
  return made;
}

void TreeBuilder::extend_last_node(Offset begin, Offset end) {
  pending_.back().begin = begin;
  pending_.back().end = end;
}

Keyword TreeBuilder::take_keyword() {
  const Keyword last = keywords.back();
  keywords.pop_back();
  return last;
}

void TreeBuilder::report_mixed(Offset begin, Offset end, Keyword before, Keyword here) {
  if (stopped()) return;
  problems.add(Code::mixed_and_or, span(begin, end),
               {std::string(spelling(before, language_)), std::string(spelling(here, language_))});
}

void TreeBuilder::report_late_amends(Offset begin, Offset end) {
  problems.add(Code::amends_after_title, span(begin, end), {std::string(scan.piece(begin, end))});
}

NodeId TreeBuilder::finish(Offset end) {
  close(NodeKind::file, Checkpoint{0, 0, 0, 0, 0}, 0, end);
  return pending_.back().node;
}

}  // namespace cepol::syntax
