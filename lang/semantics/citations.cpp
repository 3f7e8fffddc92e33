// Citations against the notices' own clauses, and the map of which clause is cited by what.
#include <algorithm>

#include "lang/base/text.hpp"
#include "lang/semantics/checker.hpp"

namespace cepol::semantics {

namespace {

// What stands before the first clause, in a policy of either language.
constexpr std::size_t most_near = 8;

// The bytes in which two paths agree, up to a whole number: of 1(b)(ii) and 1(b)(iii) those of 1(b).
std::size_t shared(std::string_view a, std::string_view b) {
  std::size_t at = 0;
  while (at < a.size() && at < b.size()) {
    const auto one = code_point_at(a, at), other = code_point_at(b, at);
    if (one.value != other.value) break;
    at += one.length;
  }
  const std::size_t open = a.substr(0, at).rfind('('), close = a.substr(0, at).rfind(')');
  const bool within = open != std::string_view::npos && (close == std::string_view::npos || close < open);
  return within ? open : at;
}

// Those that go with `path` the furthest: its siblings, mostly; the first ones where none does.
std::string near_paths(std::string_view path, const std::vector<std::string>& paths) {
  std::size_t furthest = 0;
  for (const std::string& one : paths) furthest = std::max(furthest, shared(path, one));
  std::string text;
  std::size_t count = 0;
  for (const std::string& one : paths) {
    if (shared(path, one) < furthest) continue;
    if (++count > most_near) return text + " …";
    text += (text.empty() ? "§" : " §") + one;
  }
  return text.empty() ? "—" : text;
}

}  // namespace

// A clause as it is named: of the policy's own notice by its path alone, of another's with that policy's path before.
std::string Checker::label_of(const Tree& tree, NodeId clause) const {
  const std::string_view notice = tree.clause_notice(clause);
  return (notice.empty() ? "" : std::string(notice) + "§") + cited_path(tree.clause_path(clause));
}

// A clause's path as it is cited.
std::string Checker::cited_path(const std::string& path) const {
  return out_.program.english && path == notice::preamble ? std::string(notice::preamble_en) : path;
}

const notice::Notice* Checker::notice_of(const Tree& tree, NodeId clause) const {
  const std::string_view of = tree.clause_notice(clause);
  for (const OtherNotice& other : others_)
    if (other.path == of) return other.notice;
  return of.empty() ? notice_ : nullptr;
}

// The clause as its notice has it; none where there is no text of the notice. What the notice does not have is
// reported.
const notice::Clause* Checker::in_notice(const Tree& tree, NodeId clause) {
  const std::string_view of = tree.clause_notice(clause);
  const notice::Notice* notice = notice_of(tree, clause);
  if (notice == nullptr) return nullptr;
  std::string path = tree.clause_path(clause);
  if (path == notice::preamble_en) path = notice::preamble;
  if (const notice::Clause* found = notice->find(path)) return found;
  std::vector<std::string> paths;
  for (const notice::Clause& one : notice->clauses) paths.push_back(cited_path(one.path));
  auto& problem = problems_.add(Code::no_such_clause, tree.span(clause),
                                {clause_label(label_of(tree, clause)), near_paths(path, paths)});
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

void Checker::lower_inert(const Tree& tree, NodeId node) {
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
  if (notice_ != nullptr) {
    for (const notice::Clause& clause : notice_->clauses) labels.emplace_back(cited_path(clause.path), true);
  } else {
    for (const auto& [label, rules] : cited_by_)
      if (label.find("§") == std::string::npos) labels.emplace_back(label, true);
  }
  for (const OtherNotice& other : others_)
    for (const notice::Clause& clause : other.notice->clauses)
      labels.emplace_back(other.path + "§" + cited_path(clause.path), false);
  for (const auto& [label, own] : labels) {
    ClauseUse use{label, {}, {}, own};
    if (auto found = cited_by_.find(label); found != cited_by_.end()) use.rules = found->second;
    if (auto found = inert_.find(label); found != inert_.end()) use.inert_reason = found->second;
    out_.clause_map.push_back(std::move(use));
  }
}

}  // namespace cepol::semantics
