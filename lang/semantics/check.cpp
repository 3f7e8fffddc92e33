#include "lang/semantics/check.hpp"

#include <algorithm>

#include "lang/semantics/checker.hpp"
#include "lang/semantics/example.hpp"

namespace cepol::semantics {

std::vector<Use> uses_of(const Tree& tree) {
  std::vector<Use> uses;
  for (NodeId node : tree.children(tree.root))
    if (tree.kind(node) == NodeKind::use)
      uses.push_back({std::string(tree.text_of(tree.first(node))), tree.span(tree.first(node))});
  return uses;
}

std::vector<NoticeName> notices_of(const Tree& tree) {
  std::vector<NoticeName> notices;
  const NodeId policy = tree.child(tree.root, NodeKind::policy);
  if (!policy.valid()) return notices;
  for (NodeId notice : tree.children_of(policy, NodeKind::notice)) {
    const NodeId path = tree.child(notice, NodeKind::path);
    notices.push_back(
        {tree.string_text(tree.first(notice)), path.valid() ? std::string(tree.text_of(path)) : "", tree.span(notice)});
  }
  return notices;
}

std::optional<Use> amended_by(const Tree& tree) {
  const NodeId policy = tree.child(tree.root, NodeKind::policy);
  if (!policy.valid()) return std::nullopt;
  const NodeId amends = tree.child(policy, NodeKind::amends);
  if (!amends.valid()) return std::nullopt;
  return Use{std::string(tree.text_of(tree.first(amends))), tree.span(tree.first(amends))};
}

std::string path_of(const Tree& tree) {
  const NodeId policy = tree.child(tree.root, NodeKind::policy);
  const NodeId path = policy.valid() ? tree.child(policy, NodeKind::path) : NodeId{};
  return path.valid() ? std::string(tree.text_of(path)) : std::string();
}

Checker::Checker(const Sources& sources, const std::vector<Module>& modules, const notice::Notice* notice,
                 const std::vector<OtherNotice>& others, Checked& out)
    : sources_(sources), modules_(modules), notice_(notice), others_(others), out_(out), problems_(out.problems) {}

void Checker::read_header() {
  const Tree& tree = modules_.back().parsed->tree;
  const NodeId policy = tree.child(tree.root, NodeKind::policy);
  if (!policy.valid()) return;
  Program& program = out_.program;
  if (const NodeId path = tree.child(policy, NodeKind::path); path.valid()) program.name = tree.text_of(path);
  if (const NodeId title = tree.child(policy, NodeKind::string); title.valid()) program.title = tree.string_text(title);
  auto day = [&](NodeId node) -> std::optional<Day> {
    const auto date = parse_date(tree.text_of(node));
    if (date && date->exact()) return date->first;
    if (date) problems_.add(Code::date_not_to_the_day, tree.span(node), {std::string(tree.text_of(node))});
    return std::nullopt;
  };
  if (const NodeId issued = tree.child(policy, NodeKind::issued); issued.valid())
    program.issued = day(tree.first(issued));
  if (const NodeId applies = tree.child(policy, NodeKind::applies); applies.valid()) {
    const NodeId from = tree.first(applies), to = tree.next(from);
    program.applies_from = day(from);
    if (to.valid()) program.applies_to = day(to);
    if (program.applies_from && program.applies_to && *program.applies_to < *program.applies_from)
      problems_.add(Code::applies_backwards, tree.span(applies));
  }
  if (const NodeId language = tree.child(policy, NodeKind::language); language.valid()) {
    const std::string text(tree.name_text(tree.first(language)));
    if (text == "en")
      program.english = true;
    else if (text != "zh")
      problems_.add(Code::unknown_language, tree.span(language), {text});
  }
}

// Everything that was declared is made, whether or not something asked for it, so that all errors are found.
void Checker::lower_all() {
  for (std::uint32_t i = 0; i < declarations_.size(); ++i) {
    switch (declarations_.nodes[i].kind) {
      case DeclarationKind::reading:
      case DeclarationKind::define:
      case DeclarationKind::decision:
      case DeclarationKind::assessment: make(DeclarationId{i}); break;
      case DeclarationKind::quota: {
        Declaration declaration = declarations_.nodes[i];
        lower_quota(declaration);
        declarations_.nodes[i].index = declaration.index;
        break;
      }
      default: break;
    }
  }
  for (std::size_t i = 0; i < credits_.size(); ++i) lower_credit(i);
  lower_results();
  for (const Module& module : modules_) {
    const Tree& tree = module.parsed->tree;
    for (NodeId node : tree.children(tree.root)) {
      switch (tree.kind(node)) {
        case NodeKind::replace:
        case NodeKind::add:
        case NodeKind::repeal:
        case NodeKind::rename:
        case NodeKind::confirm:
        case NodeKind::amended: {
          const std::string text(tree.text_of(node));
          problems_.add(Code::not_amending, tree.span(node), {text.substr(0, text.find_first_of(" \t\r\n"))});
          break;
        }
        default: break;
      }
      if (tree.kind(node) == NodeKind::enumeration || tree.kind(node) == NodeKind::record)
        citations(tree, node, std::string(tree.name_text(tree.first(node))));
      if (tree.kind(node) == NodeKind::roster) lower_roster(tree, node);
      if (tree.kind(node) == NodeKind::inert) lower_inert(tree, node);
      if (tree.kind(node) == NodeKind::known) lower_known(tree, node);
      // The examples of a used module are run with the module itself.
      if (tree.kind(node) != NodeKind::example || &module != &modules_.back()) continue;
      const std::size_t problems = problems_.list.size();
      auto example = ExampleMaker(*this, module, node).make();
      add_example(tree, node, std::move(example), problems);
    }
  }
}

// An example that the amended policy brought along was written for the rules as they were: where it no longer fits, it
// is told apart and is no error of the amendment.
void Checker::add_example(const Tree& tree, NodeId node, std::optional<Example> example, std::size_t problems) {
  const bool own = origin_of(sources_, tree.span(node)).source == syntax::own_source(sources_, tree);
  if (!own && problems_.list.size() > problems) {
    out_.outdated.push_back({tree.string_text(tree.first(node)), problems_.list[problems]});
    problems_.list.resize(problems, Diagnostic{});
    if (example) outdated_examples_.push_back(std::move(*example));
    return;
  }
  if (!example) return;
  example->carried = !own;
  out_.examples.push_back(std::move(*example));
}

// A requirement, waiver or equivalence says what it belongs to: is there such an assessment or credit?
void Checker::check_belongs() {
  for (const auto& [key, id] : rules_) {
    const Declaration& rule = declarations_[id];
    const NodeId belongs = rule.tree->child(rule.node, NodeKind::belongs);
    if (!belongs.valid()) continue;
    const std::string_view name = rule.tree->name_text(rule.tree->first(belongs));
    const DeclarationKind owner =
        rule.kind == DeclarationKind::equivalence ? DeclarationKind::credit : DeclarationKind::assessment;
    const bool found = std::any_of(declarations_.nodes.begin(), declarations_.nodes.end(),
                                   [&](const Declaration& one) { return one.kind == owner && one.name == name; });
    for (const Declaration& one : declarations_.nodes)
      if (one.kind == owner && one.name == name) refers(*rule.tree, rule.tree->first(belongs), one.span);
    if (!found && broken_names_.count(std::string(name)) == 0)
      problems_.add(Code::belongs_to_nothing, rule.tree->span(belongs), {rule.name, std::string(name)});
  }
}

// What the policy itself declares and nothing uses: a warning each. What decides (assessments, decisions, quotas) needs
// no user.
void Checker::check_unused() {
  const Tree& main = modules_.back().parsed->tree;
  if (main.child(main.root, NodeKind::module).valid()) return;  // a module by itself: others use it
  for (const Declaration& declaration : declarations_.nodes) {
    if (!declaration.from_policy || declaration.used) continue;
    switch (declaration.kind) {
      case DeclarationKind::define:
      case DeclarationKind::reading:
      case DeclarationKind::credit:
      case DeclarationKind::enumeration:
      case DeclarationKind::unit: problems_.add(Code::never_used, declaration.span, {declaration.name}); break;
      default: break;
    }
  }
}

// What follows from conditions, and may or may not be what the notice means.
void Checker::check_doubtful() {
  check_overlaps();
  check_counted_twice();
  check_uncounted();
  check_untreated();
  problems_.list.insert(problems_.list.end(), later_.list.begin(), later_.list.end());
}

void Checker::run() {
  read_header();
  lower_builtin_units();
  declare_all();
  lower_all();
  finish_clause_map();
  check_belongs();
  finish_references();
  check_notice_clauses();             // a clause that is cited and not found may be one of them
  if (problems_.any_error()) return;  // what is wrong may be all that keeps something unused or unreachable
  check_cost();
  check_unused();
  check_unreachable();
  check_readings();
  check_parts();
  check_notice_days();
  check_clause_numbers();
  const auto garbled = [](const Module& module) { return module.parsed->problems.any_error(); };
  if (std::none_of(modules_.begin(), modules_.end(), garbled)) check_doubtful();  // else a case may be missing
}

Checked check(const Sources& sources, const std::vector<Module>& modules, const notice::Notice* notice,
              const std::vector<OtherNotice>& others) {
  Checked checked;
  if (modules.empty()) return checked;
  Checker(sources, modules, notice, others, checked).run();
  std::vector<const Tree*> trees;
  for (const Module& module : modules) trees.push_back(&module.parsed->tree);
  silence(checked, trees, checked.problems);
  return checked;
}

}  // namespace cepol::semantics
