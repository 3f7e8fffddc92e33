// Runs the passes of resolution in order: header, declaration of names, lowering of declarations, citations, owners of
// rules, references.
#include "lang/semantics/resolve.hpp"

#include <algorithm>

#include "lang/semantics/blank_words.hpp"
#include "lang/semantics/citations.hpp"
#include "lang/semantics/credit.hpp"
#include "lang/semantics/declare.hpp"
#include "lang/semantics/definitions.hpp"
#include "lang/semantics/examples.hpp"
#include "lang/semantics/known.hpp"
#include "lang/semantics/lowering_order.hpp"
#include "lang/semantics/outputs.hpp"
#include "lang/semantics/references.hpp"
#include "lang/semantics/result_tables.hpp"
#include "lang/semantics/suggestions.hpp"
#include "lang/semantics/units.hpp"
#include "lang/syntax/written_dates.hpp"

namespace cepol::semantics {

namespace {

void read_header(Context& context) {
  const Tree& tree = context.modules.back().parsed->tree;
  const NodeId policy = tree.child(tree.root, NodeKind::policy);
  if (!policy.valid()) return;
  Program& program = context.program;
  if (const NodeId path = tree.child(policy, NodeKind::path); path.valid()) program.name = tree.text_of(path);
  if (const NodeId title = tree.child(policy, NodeKind::string); title.valid()) program.title = tree.string_text(title);
  auto day = [&](NodeId node) -> std::optional<Day> {
    const auto date = syntax::date_in_policy(tree.text_of(node));
    if (date && date->exact()) return date->first;
    if (date) context.problems.add(Code::date_not_to_the_day, tree.span(node), {std::string(tree.text_of(node))});
    return std::nullopt;
  };
  if (const NodeId issued = tree.child(policy, NodeKind::issued); issued.valid())
    program.issued = day(tree.first(issued));
  if (const NodeId applies = tree.child(policy, NodeKind::applies); applies.valid()) {
    const NodeId from = tree.first(applies), to = tree.next(from);
    program.applies_from = day(from);
    if (to.valid()) program.applies_to = day(to);
    if (program.applies_from && program.applies_to && *program.applies_to < *program.applies_from)
      context.problems.add(Code::applies_backwards, tree.span(applies));
  }
  if (const NodeId language = tree.child(policy, NodeKind::language); language.valid()) {
    const std::string text(tree.name_text(tree.first(language)));
    if (text == "en")
      program.english = true;
    else if (text != "zh")
      context.problems.add(Code::unknown_language, tree.span(language), {text});
  }
  context.blank_words = blank_words_of(context, tree, policy);
}

// Lowers every declaration, whether or not another one uses it, so that all errors are found.
void lower_declarations(Context& context) {
  for (DeclarationId id : lowering_order(context)) {
    const DeclarationKind kind = context.declarations[id].kind;
    if (kind == DeclarationKind::credit)
      if (const auto credit = context.credit_of.find(id.index); credit != context.credit_of.end())
        lower_credit(context, credit->second);
    if (kind == DeclarationKind::reading || kind == DeclarationKind::define || kind == DeclarationKind::decision ||
        kind == DeclarationKind::assessment)
      ensure_lowered(context, id);
    if (kind == DeclarationKind::quota) lower_quota(context, id);
  }
  for (std::size_t i = 0; i < context.credits.size(); ++i) lower_credit(context, i);
  lower_results(context);
}

bool is_amendment(NodeKind kind) {
  return kind == NodeKind::replace || kind == NodeKind::add || kind == NodeKind::repeal || kind == NodeKind::rename ||
         kind == NodeKind::confirm || kind == NodeKind::amended;
}

// Lowers what cannot be referred to by name: rosters, clauses that compute nothing, known warnings, examples.
void lower_nameless(Context& context, const Module& module, NodeId node) {
  const Tree& tree = module.parsed->tree;
  const NodeKind kind = tree.kind(node);
  if (is_amendment(kind)) {
    const std::string text(tree.text_of(node));
    context.problems.add(Code::not_amending, tree.span(node), {text.substr(0, text.find_first_of(" \t\r\n"))});
  }
  if (kind == NodeKind::enumeration || kind == NodeKind::record)
    lower_citations(context, tree, node, std::string(tree.name_text(tree.first(node))));
  if (kind == NodeKind::roster) lower_roster(context, tree, node);
  if (kind == NodeKind::inert) lower_inert(context, tree, node);
  if (kind == NodeKind::known) lower_known(context, tree, node);
  // The examples of a used module are run with the module itself.
  if (kind == NodeKind::example && &module == &context.modules.back()) lower_example(context, module, node);
}

// Does the assessment of each requirement and waiver exist, and the credit of each equivalence?
void check_owners(Context& context) {
  for (const auto& [key, id] : context.rules) {
    const Declaration& rule = context.declarations[id];
    const NodeId belongs = rule.tree->child(rule.node, NodeKind::belongs);
    if (!belongs.valid()) continue;
    const std::string_view name = rule.tree->name_text(rule.tree->first(belongs));
    const DeclarationKind owner =
        rule.kind == DeclarationKind::equivalence ? DeclarationKind::credit : DeclarationKind::assessment;
    const bool found = std::any_of(context.declarations.nodes.begin(), context.declarations.nodes.end(),
                                   [&](const Declaration& one) { return one.kind == owner && one.name == name; });
    for (const Declaration& one : context.declarations.nodes)
      if (one.kind == owner && one.name == name)
        add_reference(context, *rule.tree, rule.tree->first(belongs), one.span);
    if (found || context.broken_names.count(std::string(name)) > 0) continue;
    auto& problem =
        context.problems.add(Code::belongs_to_nothing, rule.tree->span(belongs), {rule.name, std::string(name)});
    suggest_nearest(context, problem, name, [&] {
      std::vector<std::string> names;
      for (const Declaration& one : context.declarations.nodes)
        if (one.kind == owner) names.push_back(one.name);
      return names;
    });
  }
}

}  // namespace

Resolution resolve(const Sources& sources, const std::vector<Module>& modules, const notice::Notice* notice,
                   const std::vector<OtherNotice>& others, Checked& out) {
  Context context{{}, sources, modules, notice, others, out, out.program, out.problems};
  read_header(context);
  declare_builtin_units(context);
  declare_all(context);
  lower_declarations(context);
  for (const Module& module : modules)
    for (NodeId node : module.parsed->tree.children(module.parsed->tree.root)) lower_nameless(context, module, node);
  make_clause_map(context);
  check_owners(context);
  sort_references(context);
  return static_cast<Resolution&&>(context);
}

}  // namespace cepol::semantics
