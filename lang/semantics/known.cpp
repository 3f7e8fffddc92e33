// Resolves and checks `known` lines: the code must be that of a warning, the subject must exist, and a reason be given.
#include "lang/semantics/known.hpp"

#include <algorithm>

#include "lang/base/text.hpp"
#include "lang/semantics/citations.hpp"
#include "lang/semantics/clause_labels.hpp"
#include "lang/semantics/declared_names.hpp"
#include "lang/semantics/references.hpp"
#include "lang/semantics/suggestions.hpp"

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

// Examples are most of a long policy, and have no names.
bool may_declare(NodeKind kind) { return kind != NodeKind::example && kind != NodeKind::inert; }

// The subject of a `known` line in the form used in diagnostics; empty: it does not exist, which is reported.
std::string known_subject(Context& context, const Tree& tree, NodeId node, bool own) {
  const NodeId subject = tree.first(tree.child(node, NodeKind::known_subject));
  if (tree.kind(subject) == NodeKind::clause) {
    const std::size_t before = context.problems.list.size();
    find_clause(context, tree, subject);
    return context.problems.list.size() > before ? std::string()
                                                 : clause_label(clause_label_of(context.program, tree, subject));
  }
  const std::string name(tree.name_text(subject));
  bool found = false;
  std::vector<std::string> names;
  for (const Module& module : context.modules) {
    const Tree& other = module.parsed->tree;
    for (NodeId declared : other.children(other.root)) {
      if (!may_declare(other.kind(declared))) continue;
      names.clear();
      add_declared_names(other, declared, names);
      if (std::find(names.begin(), names.end(), name) == names.end()) continue;
      found = true;
      add_reference(context, tree, subject, other.span(other.first(declared)));
    }
  }
  if (found) return name;
  if (!own) return {};  // removed by the amendment
  auto& problem = context.problems.add(Code::known_in_nothing, tree.span(subject), {name});
  suggest_nearest(context, problem, name, [&] {
    std::vector<std::string> all;
    for (const Module& module : context.modules)
      for (NodeId declared : module.parsed->tree.children(module.parsed->tree.root))
        add_declared_names(module.parsed->tree, declared, all);
    return all;
  });
  return {};
}

}  // namespace

void lower_known(Context& context, const Tree& tree, NodeId node) {
  const NodeId what = tree.first(node), reason = tree.next(tree.child(node, NodeKind::known_subject));
  const Tree& main = context.modules.back().parsed->tree;
  Known known;
  known.span = tree.span(node);
  known.change = tree.kind(what) == NodeKind::string;
  known.what = known.change ? tree.string_text(what) : std::string(tree.name_text(what));
  known.reason = tree.string_text(reason);
  known.own =
      &tree == &main && origin_of(context.sources, known.span).source == syntax::own_source(context.sources, main);
  const std::size_t before = context.problems.list.size();
  known.subject = known_subject(context, tree, node, known.own);
  if (!known.change) {
    const auto* code = std::find_if(std::begin(numbered), std::end(numbered),
                                    [&](const Numbered& one) { return one.number == known.what; });
    if (code == std::end(numbered)) {
      std::vector<std::string> warnings;
      for (const Numbered& one : numbered)
        if (one.severity == Severity::warning) warnings.emplace_back(one.number);
      auto& problem = context.problems.add(Code::known_unknown, tree.span(what), {known.what});
      if (auto near = nearest_name(known.what, warnings)) problem.suggest(*near);
    } else if (code->severity == Severity::error) {
      context.problems.add(Code::known_error, tree.span(what), {known.what});
    }
  } else if (const NodeId of = tree.first(tree.child(node, NodeKind::known_subject));
             tree.kind(of) == NodeKind::clause) {
    context.problems.add(Code::known_change_of_clause, tree.span(of),
                         {clause_label(clause_label_of(context.program, tree, of))});
  }
  for (NodeId text : {what, reason})
    if (tree.kind(text) == NodeKind::string && trimmed(tree.string_text(text)).empty())
      context.problems.add(Code::known_without_reason, tree.span(text));
  for (const Known& other : context.out.known)
    if (known.own && other.own && other.change == known.change && other.what == known.what &&
        other.subject == known.subject && !known.subject.empty())
      context.problems.add(Code::declared_twice, known.span, {std::string(tree.text_of(what))})
          .also(other.span, "先在这里写过", "written here already");
  if (context.problems.list.size() == before && !known.subject.empty()) context.out.known.push_back(std::move(known));
}

}  // namespace cepol::semantics
