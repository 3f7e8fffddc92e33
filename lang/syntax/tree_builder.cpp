// Writes nodes and tokens to the tree: nodes that have no parent yet are on a stack (pending_), and close() replaces
// those since a checkpoint by their parent.
#include "lang/syntax/tree_builder.hpp"

#include <algorithm>

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
