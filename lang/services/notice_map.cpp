// Assigns each citation of a file to its clause.
#include "lang/services/notice_map.hpp"

#include <algorithm>

#include "lang/services/clauses.hpp"

namespace cepol::services {

using syntax::NodeId;
using syntax::NodeKind;
using syntax::Tree;

namespace {

// Of the file: the declarations of a policy, or what an amendment does.
NodeId part_around(const Tree& tree, Span span) {
  for (const NodeId part : tree.children(tree.root))
    if (tree.span(part).begin <= span.begin && span.end <= tree.span(part).end) return part;
  return {};
}

NoticeText text_of_notice(const std::string& of, const notice::Notice& notice) {
  NoticeText text{of, &notice, {}};
  for (const notice::Clause& clause : notice.clauses)
    text.clauses.push_back({&clause, of.empty() ? clause.path : of + "§" + clause.path, {}, false, {}});
  return text;
}

void add_citation(NoticeClause& clause, const Tree& tree, NodeId citation, NodeId part) {
  if (tree.kind(part) == NodeKind::inert) {
    clause.inert = true;
    for (const NodeId child : tree.children(part))
      if (tree.kind(child) == NodeKind::string) clause.why = tree.string_text(child);
  }
  const NodeId first = tree.first(part);
  const bool named = first.valid() && (tree.kind(first) == NodeKind::name || tree.kind(first) == NodeKind::string ||
                                       tree.kind(first) == NodeKind::target);
  const Span whole = tree.span(part);
  clause.cited.push_back(
      {tree.span(citation), whole, named ? tree.span(first) : Span{whole.source, whole.begin, whole.begin}});
}

}  // namespace

std::vector<NoticeText> notice_map(const View& view, SourceId file) {
  std::vector<NoticeText> notices;
  if (view.notice != nullptr) notices.push_back(text_of_notice({}, *view.notice));
  for (const semantics::OtherNotice& other : view.others)
    if (other.notice != nullptr) notices.push_back(text_of_notice(other.path, *other.notice));
  const Tree* tree = view.tree(file);
  if (tree == nullptr) return notices;
  std::vector<NodeId> citations;
  for (std::uint32_t i = 0; i < tree->nodes.size(); ++i)
    if (tree->kind(NodeId{i}) == NodeKind::clause) citations.push_back(NodeId{i});
  std::sort(citations.begin(), citations.end(),
            [&](NodeId a, NodeId b) { return tree->span(a).begin < tree->span(b).begin; });
  for (const NodeId citation : citations) {
    const notice::Clause* cited = clause_of(view, *tree, citation);
    const NodeId part = part_around(*tree, tree->span(citation));
    if (cited == nullptr || !part.valid()) continue;
    for (NoticeText& notice : notices)
      for (NoticeClause& clause : notice.clauses)
        if (clause.clause == cited) add_citation(clause, *tree, citation, part);
  }
  return notices;
}

}  // namespace cepol::services
