// Resolves citations to clauses of the notices (suggesting paths with the longest common prefix for those that do not
// exist), and records which rule cites which clause.
#include "lang/semantics/citations.hpp"

#include <algorithm>

#include "lang/base/text.hpp"
#include "lang/semantics/clause_labels.hpp"
#include "lang/semantics/suggestions.hpp"

namespace cepol::semantics {

namespace {

constexpr std::size_t most_near = 8;

// The length of the common prefix of two paths, in whole components: that of 1(b) for 1(b)(ii) and 1(b)(iii).
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

// Is 第二章第一节 the path `one` of 第一节?
bool within(std::string_view path, std::string_view one) {
  return path.starts_with("第") && one.size() > path.size() && one.ends_with(path);
}
bool names_several(std::string_view path, const std::vector<std::string>& paths) {
  return std::any_of(paths.begin(), paths.end(), [&](const std::string& one) { return within(path, one); });
}

// §第一章第一节 §第二章第一节 for 第一节, of which there are several; else the paths with the longest prefix in common
// with `path`, mostly its siblings; if none has one, the first paths.
std::string near_paths(std::string_view path, const std::vector<std::string>& paths) {
  const bool inner = names_several(path, paths);
  std::size_t furthest = 0;
  for (const std::string& one : paths) furthest = std::max(furthest, shared(path, one));
  std::string text;
  std::size_t count = 0;
  for (const std::string& one : paths) {
    if (inner ? !within(path, one) : shared(path, one) < furthest) continue;
    if (++count > most_near) return text + " …";
    text += (text.empty() ? "§" : " §") + one;
  }
  return text.empty() ? "—" : text;
}

}  // namespace

// The clause in its notice. Null if the notice has no such clause, which is reported, or if its text is not available.
const notice::Clause* find_clause(Context& context, const Tree& tree, NodeId clause) {
  const std::string_view of = tree.clause_notice(clause);
  const notice::Notice* notice = notice_of(context.notice, context.others, tree, clause);
  if (notice == nullptr) return nullptr;
  std::string path = tree.clause_path(clause);
  if (path == notice::preamble_en) path = notice::preamble;
  if (const notice::Clause* found = notice->find(path)) return found;
  std::vector<std::string> paths;
  for (const notice::Clause& one : notice->clauses) paths.push_back(cited_path(context.program, one.path));
  auto& problem =
      context.problems.add(Code::no_such_clause, tree.span(clause),
                           {clause_label(clause_label_of(context.program, tree, clause)), near_paths(path, paths)});
  if (!names_several(path, paths)) suggest_nearest(context, problem, path, [&] { return paths; });
  if (!problem.suggestion.empty()) problem.suggestion.insert(0, std::string(of) + "§");
  return nullptr;
}

std::vector<ClauseId> lower_citations(Context& context, const Tree& tree, NodeId node, const std::string& rule) {
  std::vector<ClauseId> ids;
  const NodeId list = tree.child(node, NodeKind::citations);
  if (!list.valid()) return ids;
  for (NodeId clause : tree.children_of(list, NodeKind::clause)) {
    const std::string label = clause_label_of(context.program, tree, clause);
    auto [found, is_new] = context.clause_ids.try_emplace(label);
    if (is_new) {
      const notice::Clause* quoted = find_clause(context, tree, clause);
      found->second = context.program.clauses.add({label, quoted != nullptr ? quoted->text : std::string()});
    }
    ids.push_back(found->second);
    auto& rules = context.cited_by[label];
    if (std::find(rules.begin(), rules.end(), rule) == rules.end()) rules.push_back(rule);
  }
  return ids;
}

void lower_inert(Context& context, const Tree& tree, NodeId node) {
  std::string reason;
  for (NodeId child : tree.children(node))
    if (tree.kind(child) == NodeKind::string) reason = tree.string_text(child);
  for (NodeId clause : tree.children_of(node, NodeKind::clause)) {
    const std::string label = clause_label_of(context.program, tree, clause);
    const std::size_t before = context.problems.list.size();
    find_clause(context, tree, clause);
    if (context.problems.list.size() > before) continue;
    if (!context.inert.try_emplace(label, reason).second)
      context.problems.add(Code::declared_twice, tree.span(clause), {clause_label(label)});
    if (context.cited_by.count(label) != 0)
      context.problems.add(Code::inert_but_cited, tree.span(clause),
                           {clause_label(label), context.cited_by[label].front()});
  }
}

void make_clause_map(Context& context) {
  std::vector<std::pair<std::string, bool>> labels;  // with true for clauses of the policy's own notice
  if (context.notice != nullptr) {
    for (const notice::Clause& clause : context.notice->clauses)
      labels.emplace_back(cited_path(context.program, clause.path), true);
  } else {
    for (const auto& [label, rules] : context.cited_by)
      if (label.find("§") == std::string::npos) labels.emplace_back(label, true);
  }
  for (const OtherNotice& other : context.others)
    for (const notice::Clause& clause : other.notice->clauses)
      labels.emplace_back(other.path + "§" + cited_path(context.program, clause.path), false);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const auto& [label, own] = labels[i];
    ClauseUse use{label, {}, {}, own};
    if (auto found = context.cited_by.find(label); found != context.cited_by.end()) use.rules = found->second;
    if (auto found = context.inert.find(label); found != context.inert.end()) use.inert_reason = found->second;
    if (own && context.notice != nullptr && use.rules.empty() && use.inert_reason.empty() &&
        notice::is_title(*context.notice, i))
      use.inert_reason = context.program.english ? "a title" : "标题";
    context.out.clause_map.push_back(std::move(use));
  }
}

}  // namespace cepol::semantics
