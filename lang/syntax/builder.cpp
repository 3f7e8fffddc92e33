#include "lang/syntax/builder.hpp"

#include <algorithm>

namespace cepol::syntax {

void Builder::drop(const Mark& to) {
  pending_.resize(to.pending);
  tree_.nodes.nodes.resize(to.nodes);
  tree_.tokens.resize(to.tokens);
  keywords.resize(to.keywords);
  problems.list.erase(problems.list.begin() + static_cast<std::ptrdiff_t>(to.problems), problems.list.end());
}

void Builder::start_over(Offset at) {
  furthest = {at, {}, open_brackets.empty() ? nowhere : open_brackets.back()};
  too_deep = nowhere;
  too_long = false;
}

void Builder::close(NodeKind kind, const Mark& from, Offset begin, Offset end, Keyword keyword, std::size_t take) {
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

void Builder::widen(Offset begin, Offset end) {
  pending_.back().begin = begin;
  pending_.back().end = end;
}

Keyword Builder::take_keyword() {
  const Keyword last = keywords.back();
  keywords.pop_back();
  return last;
}

void Builder::mixed(Offset begin, Offset end, Keyword before, Keyword here) {
  if (stopped()) return;
  problems.add(Code::mixed_and_or, span(begin, end),
               {std::string(spelling(before, language_)), std::string(spelling(here, language_))});
}

void Builder::late_amends(Offset begin, Offset end) {
  problems.add(Code::amends_after_title, span(begin, end), {std::string(scan.piece(begin, end))});
}

NodeId Builder::finish(Offset end) {
  close(NodeKind::file, Mark{0, 0, 0, 0, 0}, 0, end);
  return pending_.back().node;
}

}  // namespace cepol::syntax
