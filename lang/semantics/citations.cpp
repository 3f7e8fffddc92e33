// Citations against the notices' own clauses, and the map of which clause is cited by what.
#include <algorithm>

#include "lang/base/text.hpp"
#include "lang/semantics/checker.hpp"

namespace cepol::semantics {

std::string Checker::label_of(const Tree& tree, NodeId clause) {
  const std::string_view notice = tree.clause_notice(clause);
  return notice.empty() ? tree.clause_path(clause) : std::string(notice) + "§" + tree.clause_path(clause);
}

// The clause as its notice has it; none where there is no text of the notice.
const notice::Clause* Checker::in_notice(const Tree& tree, NodeId clause) {
  const std::string_view of = tree.clause_notice(clause);
  const notice::Notice* notice = of.empty() ? notice_ : nullptr;
  for (const OtherNotice& other : others_)
    if (other.path == of) notice = other.notice;
  if (notice == nullptr) return nullptr;
  const std::string path = tree.clause_path(clause);
  if (const notice::Clause* found = notice->find(path)) return found;
  std::vector<std::string> paths;
  for (const notice::Clause& one : notice->clauses) paths.push_back(one.path);
  auto& problem = problems_.add(Code::no_such_clause, tree.span(clause), {clause_label(label_of(tree, clause))});
  if (auto near = nearest_name(path, paths)) problem.suggest(std::string(of) + "§" + *near);
  return nullptr;
}

std::vector<ClauseId> Checker::citations(const Tree& tree, NodeId node, const std::string& rule) {
  std::vector<ClauseId> ids;
  const NodeId list = tree.child(node, NodeKind::citations);
  if (!list.valid()) return ids;
  for (NodeId clause : tree.children_of(list, NodeKind::clause)) {
    const std::string label = label_of(tree, clause);
    auto [found, is_new] = clause_ids_.try_emplace(label);
    if (is_new) {
      const notice::Clause* quoted = in_notice(tree, clause);
      found->second = out_.program.clauses.add({label, quoted != nullptr ? quoted->text : std::string()});
    }
    ids.push_back(found->second);
    auto& rules = cited_by_[label];
    if (std::find(rules.begin(), rules.end(), rule) == rules.end()) rules.push_back(rule);
  }
  return ids;
}

void Checker::make_inert(const Tree& tree, NodeId node) {
  std::string reason;
  for (NodeId child : tree.children(node))
    if (tree.kind(child) == NodeKind::string) reason = tree.string_text(child);
  for (NodeId clause : tree.children_of(node, NodeKind::clause)) {
    const std::string label = label_of(tree, clause);
    const std::size_t before = problems_.list.size();
    in_notice(tree, clause);
    if (problems_.list.size() > before) continue;
    if (!inert_.try_emplace(label, reason).second)
      problems_.add(Code::declared_twice, tree.span(clause), {clause_label(label)});
    if (cited_by_.count(label) != 0)
      problems_.add(Code::inert_but_cited, tree.span(clause), {clause_label(label), cited_by_[label].front()});
  }
}

void Checker::finish_clause_map() {
  std::vector<std::pair<std::string, bool>> labels;  // and whether it is the policy's own notice's
  const auto add_cited = [&](const std::string& notice) {
    for (const auto& [label, rules] : cited_by_) {
      const std::size_t sign = label.find("§");
      if (notice == (sign == std::string::npos ? "" : label.substr(0, sign))) labels.emplace_back(label, notice.empty());
    }
  };
  if (notice_ != nullptr) {
    for (const notice::Clause& clause : notice_->clauses) labels.emplace_back(clause.path, true);
  } else {
    add_cited("");
  }
  for (const OtherNotice& other : others_)
    for (const notice::Clause& clause : other.notice->clauses) labels.emplace_back(other.path + "§" + clause.path, false);
  for (const auto& [label, own] : labels) {
    ClauseUse use{label, {}, {}, own};
    if (auto found = cited_by_.find(label); found != cited_by_.end()) use.rules = found->second;
    if (auto found = inert_.find(label); found != inert_.end()) use.inert_reason = found->second;
    out_.clause_map.push_back(std::move(use));
  }
}

}  // namespace cepol::semantics
