// Warnings that the policy says are known, each with a reason: read, and taken out of what is reported.
#include <algorithm>

#include "lang/base/text.hpp"
#include "lang/semantics/checker.hpp"

namespace cepol::semantics {

namespace {

struct Numbered {
  std::string_view number;
  Severity severity;
};
constexpr Numbered numbered[] = {
#define CODE(name, number, severity, zh, en, help_zh, help_en) {number, Severity::severity},
#include "lang/diagnostics/codes.def"
#undef CODE
};

// The name of a declaration; of an amendment's line, of what it amends.
void add_names_of(const Tree& tree, NodeId node, std::vector<std::string>& names) {
  switch (tree.kind(node)) {
    case NodeKind::policy:
    case NodeKind::known:
    case NodeKind::use: return;
    case NodeKind::replace:
    case NodeKind::add: return add_names_of(tree, tree.first(node), names);
    default: break;
  }
  for (NodeId target : tree.children_of(node, NodeKind::target))
    for (NodeId name : tree.children_of(target, NodeKind::name)) names.emplace_back(tree.name_text(name));
  if (const NodeId name = tree.first(node); name.valid() && tree.kind(name) == NodeKind::name)
    names.emplace_back(tree.name_text(name));
}

std::vector<std::string> names_at(const std::vector<const Tree*>& trees, Span at) {
  std::vector<std::string> names;
  for (const Tree* tree : trees) {
    if (!tree->root.valid() || tree->span(tree->root).source != at.source) continue;
    for (NodeId node : tree->children(tree->root))
      if (tree->span(node).begin <= at.begin && at.begin < tree->span(node).end) add_names_of(*tree, node, names);
  }
  return names;
}

// Does the message name the clause? An argument may list several, in either language.
bool names_clause(const Diagnostic& problem, std::string_view clause) {
  for (const std::string& argument : problem.arguments)
    for (std::size_t at = argument.find(clause); at != std::string::npos; at = argument.find(clause, at + 1)) {
      const auto parts = [&](std::string_view text) {  // what stands between two clauses
        return text.empty() || text.starts_with("、") || text.starts_with(", ") || text.front() == between_spellings;
      };
      const std::string_view before = std::string_view(argument).substr(0, at);
      const bool begins =
          before.empty() || before.ends_with("、") || before.ends_with(" ") || before.back() == between_spellings;
      if (begins && parts(std::string_view(argument).substr(at + clause.size()))) return true;
    }
  return false;
}

}  // namespace

// The subject as the lists of problems have it; empty: there is no such thing, which is reported.
std::string Checker::known_subject(const Tree& tree, NodeId node, bool own) {
  const NodeId subject = tree.first(tree.child(node, NodeKind::known_subject));
  if (tree.kind(subject) == NodeKind::clause) {
    const std::size_t before = problems_.list.size();
    in_notice(tree, subject);
    return problems_.list.size() > before ? std::string() : clause_label(label_of(tree, subject));
  }
  const std::string name(tree.name_text(subject));
  std::vector<std::string> all;
  for (const Module& module : modules_) {
    const Tree& other = module.parsed->tree;
    for (NodeId declared : other.children(other.root)) {
      std::vector<std::string> names;
      add_names_of(other, declared, names);
      if (std::find(names.begin(), names.end(), name) != names.end())
        refers(tree, subject, other.span(other.first(declared)));
      all.insert(all.end(), names.begin(), names.end());
    }
  }
  if (std::find(all.begin(), all.end(), name) != all.end()) return name;
  if (!own) return {};  // the amendment took it away
  auto& problem = problems_.add(Code::known_in_nothing, tree.span(subject), {name});
  if (auto near = nearest_name(name, all)) problem.suggest(*near);
  return {};
}

void Checker::lower_known(const Tree& tree, NodeId node) {
  const NodeId what = tree.first(node), reason = tree.next(tree.child(node, NodeKind::known_subject));
  const Tree& main = modules_.back().parsed->tree;
  Known known;
  known.span = tree.span(node);
  known.change = tree.kind(what) == NodeKind::string;
  known.what = known.change ? tree.string_text(what) : std::string(tree.name_text(what));
  known.reason = tree.string_text(reason);
  known.own = &tree == &main && origin_of(sources_, known.span).source == syntax::own_source(sources_, main);
  const std::size_t before = problems_.list.size();
  known.subject = known_subject(tree, node, known.own);
  if (!known.change) {
    const auto* code = std::find_if(std::begin(numbered), std::end(numbered),
                                    [&](const Numbered& one) { return one.number == known.what; });
    if (code == std::end(numbered)) {
      std::vector<std::string> warnings;
      for (const Numbered& one : numbered)
        if (one.severity == Severity::warning) warnings.emplace_back(one.number);
      auto& problem = problems_.add(Code::known_unknown, tree.span(what), {known.what});
      if (auto near = nearest_name(known.what, warnings)) problem.suggest(*near);
    } else if (code->severity == Severity::error) {
      problems_.add(Code::known_error, tree.span(what), {known.what});
    }
  } else if (const NodeId of = tree.first(tree.child(node, NodeKind::known_subject));
             tree.kind(of) == NodeKind::clause) {
    problems_.add(Code::known_change_of_clause, tree.span(of), {clause_label(label_of(tree, of))});
  }
  for (NodeId text : {what, reason})
    if (tree.kind(text) == NodeKind::string && trimmed(tree.string_text(text)).empty())
      problems_.add(Code::known_without_reason, tree.span(text));
  for (const Known& other : out_.known)
    if (known.own && other.own && other.change == known.change && other.what == known.what &&
        other.subject == known.subject && !known.subject.empty())
      problems_.add(Code::declared_twice, known.span, {std::string(tree.text_of(what))})
          .also(other.span, "先在这里写过", "written here already");
  if (problems_.list.size() == before && !known.subject.empty()) out_.known.push_back(std::move(known));
}

void silence(Checked& checked, const std::vector<const Tree*>& trees, Problems& problems) {
  if (checked.known.empty()) return;
  std::vector<Diagnostic> left;
  for (Diagnostic& problem : problems.list) {
    bool covered = false;
    if (severity_of(problem.code) == Severity::warning) {
      const std::vector<std::string> names = names_at(trees, problem.span);
      for (Known& known : checked.known) {
        if (known.change || known.what != code_number(problem.code)) continue;
        const bool of_clause = known.subject.find("§") != std::string::npos;
        if (of_clause ? !names_clause(problem, known.subject)
                      : std::find(names.begin(), names.end(), known.subject) == names.end())
          continue;
        known.covers = covered = true;
      }
    }
    (covered ? checked.silenced : left).push_back(std::move(problem));
  }
  problems.list = std::move(left);
}

void report_known_of_nothing(const Checked& checked, Problems& problems) {
  if (problems.any_error()) return;  // with an error not all warnings are given
  for (const Known& known : checked.known)
    if (known.own && !known.change && !known.covers)
      problems.add(Code::known_of_nothing, known.span, {known.what, known.subject});
}

}  // namespace cepol::semantics
