// Citations against the notice's own clauses, and the map of which clause is cited by what.
#include <algorithm>

#include "lang/base/text.hpp"
#include "lang/semantics/checker.hpp"

namespace cepol::semantics {

std::vector<ClauseId> Checker::citations(const Tree& tree, NodeId node, const std::string& rule) {
  std::vector<ClauseId> ids;
  const NodeId list = tree.child(node, NodeKind::citations);
  if (!list.valid()) return ids;
  for (NodeId clause : tree.children_of(list, NodeKind::clause)) {
    const std::string path = tree.clause_path(clause);
    auto [found, is_new] = clause_ids_.try_emplace(path);
    if (is_new) {
      Clause made{path, {}};
      if (notice_ != nullptr) {
        if (const notice::Clause* in_notice = notice_->find(path)) {
          made.quote = in_notice->text;
        } else {
          std::vector<std::string> paths;
          for (const notice::Clause& one : notice_->clauses) paths.push_back(one.path);
          auto& problem = problems_.add(Code::no_such_clause, tree.span(clause), {"§" + path});
          if (auto near = nearest_name(path, paths)) problem.suggest("§" + *near);
        }
      }
      found->second = out_.program.clauses.add(std::move(made));
    }
    ids.push_back(found->second);
    auto& rules = cited_by_[path];
    if (std::find(rules.begin(), rules.end(), rule) == rules.end()) rules.push_back(rule);
  }
  return ids;
}

void Checker::make_inert(const Tree& tree, NodeId node) {
  std::string reason;
  for (NodeId child : tree.children(node))
    if (tree.kind(child) == NodeKind::string) reason = tree.string_text(child);
  for (NodeId clause : tree.children_of(node, NodeKind::clause)) {
    const std::string path = tree.clause_path(clause);
    if (notice_ != nullptr && notice_->find(path) == nullptr) {
      std::vector<std::string> paths;
      for (const notice::Clause& one : notice_->clauses) paths.push_back(one.path);
      auto& problem = problems_.add(Code::no_such_clause, tree.span(clause), {"§" + path});
      if (auto near = nearest_name(path, paths)) problem.suggest("§" + *near);
      continue;
    }
    if (!inert_.try_emplace(path, reason).second) problems_.add(Code::declared_twice, tree.span(clause), {"§" + path});
    if (cited_by_.count(path) != 0)
      problems_.add(Code::inert_but_cited, tree.span(clause), {"§" + path, cited_by_[path].front()});
  }
}

void Checker::finish_clause_map() {
  std::vector<std::string> paths;
  if (notice_ != nullptr) {
    for (const notice::Clause& clause : notice_->clauses) paths.push_back(clause.path);
  } else {
    for (const auto& [path, rules] : cited_by_) paths.push_back(path);
  }
  for (const std::string& path : paths) {
    ClauseUse use{path, {}, {}};
    if (auto found = cited_by_.find(path); found != cited_by_.end()) use.rules = found->second;
    if (auto found = inert_.find(path); found != inert_.end()) use.inert_reason = found->second;
    out_.clause_map.push_back(std::move(use));
  }
}

}  // namespace cepol::semantics
