// Citations against the notice's own clauses, and the map of which clause is cited by what.
#include <algorithm>

#include "lang/base/text.hpp"
#include "lang/semantics/checker.hpp"

namespace cepol::semantics {

namespace {

// What stands before the first clause, in a policy of either language.
constexpr std::string_view before_zh = "前言", before_en = "preamble";
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

std::string Checker::cited_path(const Tree& tree, NodeId clause) const {
  std::string path = tree.clause_path(clause);
  return out_.program.english && path == before_zh ? std::string(before_en) : path;
}

const std::vector<std::string>& Checker::notice_paths() {
  if (notice_paths_.empty() && notice_ != nullptr)
    for (const notice::Clause& one : notice_->clauses)
      notice_paths_.push_back(out_.program.english && one.path == before_zh ? std::string(before_en) : one.path);
  return notice_paths_;
}

void Checker::no_such_clause(const Tree& tree, NodeId clause, const std::string& path) {
  auto& problem =
      problems_.add(Code::no_such_clause, tree.span(clause), {"§" + path, near_paths(path, notice_paths())});
  if (auto near = nearest_name(path, notice_paths())) problem.suggest("§" + *near);
}

std::vector<ClauseId> Checker::citations(const Tree& tree, NodeId node, const std::string& rule) {
  std::vector<ClauseId> ids;
  const NodeId list = tree.child(node, NodeKind::citations);
  if (!list.valid()) return ids;
  for (NodeId clause : tree.children_of(list, NodeKind::clause)) {
    const std::string path = cited_path(tree, clause);
    auto [found, is_new] = clause_ids_.try_emplace(path);
    if (is_new) {
      Clause made{path, {}};
      if (notice_ != nullptr) {
        const auto place = std::find(notice_paths().begin(), notice_paths().end(), path) - notice_paths().begin();
        if (static_cast<std::size_t>(place) < notice_->clauses.size())
          made.quote = notice_->clauses[static_cast<std::size_t>(place)].text;
        else
          no_such_clause(tree, clause, path);
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
    const std::string path = cited_path(tree, clause);
    const auto& paths = notice_paths();
    if (notice_ != nullptr && std::find(paths.begin(), paths.end(), path) == paths.end()) {
      no_such_clause(tree, clause, path);
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
    paths = notice_paths();
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
