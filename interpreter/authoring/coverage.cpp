// Finds the points in the syntax tree with the terms lowered from each, runs all examples with coverage marks, and
// joins the two.
#include "interpreter/authoring/coverage.hpp"

#include <algorithm>
#include <map>

#include "lang/base/text.hpp"
#include "lang/core/children.hpp"

namespace cepol::authoring {

namespace {

using core::ExprId;
using engine::CoverageMarks;
using syntax::NodeId;
using syntax::NodeKind;

// Terms by the span that they were lowered from. A span may be lowered several times; each lowering is represented by
// its outermost term.
class TermsBySpan {
 public:
  TermsBySpan(const core::Program& program, SourceId source) : program_(program) {
    std::vector<bool> inner(program.exprs.size(), false);
    for (std::uint32_t i = 0; i < program.exprs.size(); ++i)
      core::for_each_child(program.exprs.nodes[i].term, [&](ExprId child) {
        if (program.exprs[child].span == program.exprs.nodes[i].span) inner[child.index] = true;
      });
    for (std::uint32_t i = 0; i < program.exprs.size(); ++i) {
      const Span span = program.exprs.nodes[i].span;
      if (span.source == source) (inner[i] ? inside_ : outermost_)[{span.begin, span.end}].push_back(ExprId{i});
    }
    for (const core::Function& function : program.functions.nodes) bodies_.push_back(function.body);
    std::sort(bodies_.begin(), bodies_.end());
  }

  const std::vector<ExprId>& outermost(Span span) const { return at(outermost_, span); }
  // The terms of a limit at which an amount was reduced: see lang/semantics/credit_function.cpp and limit_each.cpp.
  std::vector<ExprId> limit_terms(Span span) const {
    std::vector<ExprId> found;
    for (const auto* places : {&outermost_, &inside_})
      for (ExprId id : at(*places, span)) {
        const core::Term& term = program_.exprs[id].term;
        const auto* arithmetic = std::get_if<core::Arithmetic>(&term);
        const bool least = arithmetic != nullptr && arithmetic->operation == core::Operation::minimum;
        const bool kept =
            std::holds_alternative<core::Logic>(term) && std::binary_search(bodies_.begin(), bodies_.end(), id);
        if (least || kept) found.push_back(id);
      }
    return found;
  }
  const core::Term& term(ExprId id) const { return program_.exprs[id].term; }

 private:
  using Map = std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<ExprId>>;
  static const std::vector<ExprId>& at(const Map& map, Span span) {
    static const std::vector<ExprId> none;
    const auto found = map.find({span.begin, span.end});
    return found == map.end() ? none : found->second;
  }

  const core::Program& program_;
  Map outermost_, inside_;
  std::vector<ExprId> bodies_;
};

struct PointProbe {  // a point, and the terms whose marks show whether it was reached
  Point point;
  std::vector<ExprId> terms;
  std::uint8_t mark = CoverageMarks::evaluated;
  std::optional<std::pair<core::ReadingId, core::Member>> option;
};

class PointFinder {
 public:
  PointFinder(const Sources& sources, const syntax::Tree& tree, const core::Program& program, bool all)
      : sources_(sources),
        tree_(tree),
        program_(program),
        terms_(program, tree.span(tree.root).source),
        own_(syntax::own_source(sources, tree)),
        all_(all) {}

  std::vector<PointProbe> run() {
    for (NodeId node : tree_.children(tree_.root)) {
      // Whom a printed form lists is no result of an example.
      if (tree_.kind(node) == NodeKind::example || tree_.kind(node) == NodeKind::roster) continue;
      const NodeId name = tree_.child(node, NodeKind::name);
      owner_ = name.valid() ? std::string(tree_.name_text(name)) : std::string();
      walk(node);
    }
    return std::move(found_);
  }

 private:
  void add(PointKind kind, NodeId shown, std::vector<ExprId> terms, std::uint8_t mark = CoverageMarks::evaluated) {
    if (!all_ && !written_in(sources_, tree_.span(shown), own_)) return;
    if (terms.empty() && kind != PointKind::option) return;  // not lowered: check reports it
    PointProbe probes;
    probes.point.kind = kind;
    probes.point.span = tree_.span(shown);
    probes.point.owner = owner_;
    probes.point.text = on_one_line(tree_.without_comments(shown));
    probes.terms = std::move(terms);
    probes.mark = mark;
    found_.push_back(std::move(probes));
  }
  std::vector<ExprId> outermost(NodeId node) const { return terms_.outermost(tree_.span(node)); }

  // The kinds that are points. tests/properties/every_node.test.cpp lists every other kind: it is within a point, or
  // there is a reason that it is not.
  void walk(NodeId node) {
    static constexpr std::pair<NodeKind, void (PointFinder::*)(NodeId)> functions[] = {
        {NodeKind::decision_case, &PointFinder::decision_case},
        {NodeKind::warning, &PointFinder::warning},
        {NodeKind::requirement, &PointFinder::requirement},
        {NodeKind::waiver, &PointFinder::waiver},
        {NodeKind::source, &PointFinder::source},
        {NodeKind::limit, &PointFinder::limit},
        {NodeKind::table_case, &PointFinder::table_row},
        {NodeKind::choose, &PointFinder::branches},
        {NodeKind::define, &PointFinder::definition},
        {NodeKind::reading, &PointFinder::options},
        {NodeKind::condition, &PointFinder::condition},
    };
    for (const auto& [kind, function] : functions)
      if (kind == tree_.kind(node)) (this->*function)(node);
    for (NodeId child : tree_.children(node)) walk(child);
  }
  void decision_case(NodeId node) { add(PointKind::decision_case, node, outermost(tree_.first(node))); }
  // Two results are lowered from a warning's name: only member 0, the warning, is a point.
  void warning(NodeId node) {
    std::vector<ExprId> warned;
    for (ExprId id : outermost(tree_.first(node)))
      if (const auto* member = std::get_if<core::Constant>(&terms_.term(id)); member && member->value == Exact(0))
        warned.push_back(id);
    add(PointKind::decision_case, tree_.first(node), std::move(warned));
  }
  void requirement(NodeId node) { add(PointKind::requirement, tree_.first(node), chosen_rule(node)); }
  void waiver(NodeId node) { add(PointKind::waiver, tree_.first(node), chosen_rule(node)); }
  void source(NodeId node) {
    std::vector<ExprId> guards;
    for (ExprId id : outermost(node)) {
      if (const auto* rows = std::get_if<core::OverRows>(&terms_.term(id)); rows != nullptr && rows->guard)
        guards.push_back(*rows->guard);
      if (const auto* years = std::get_if<core::OverYears>(&terms_.term(id)); years != nullptr && years->guard)
        guards.push_back(*years->guard);
    }
    add(PointKind::source, node, std::move(guards), CoverageMarks::yes);
  }
  void limit(NodeId node) { add(PointKind::limit, node, terms_.limit_terms(tree_.span(node)), CoverageMarks::no); }
  void table_row(NodeId node) {
    add(PointKind::table_row, node, outermost(tree_.first(tree_.child(node, NodeKind::gives_value))));
  }
  void branches(NodeId node) {
    const NodeId yes = tree_.next(tree_.first(node)), no = tree_.next(yes);
    add(PointKind::branch, yes, outermost(yes));
    if (tree_.kind(no) != NodeKind::choose) add(PointKind::branch, no, outermost(no));
  }
  void condition(NodeId node) { add(PointKind::condition, tree_.first(node), outermost(tree_.first(node))); }

  // The constants lowered from a rule's name: results of the choice among the rules.
  std::vector<ExprId> chosen_rule(NodeId node) const {
    std::vector<ExprId> found;
    for (ExprId id : outermost(tree_.first(node)))
      if (std::holds_alternative<core::Constant>(terms_.term(id))) found.push_back(id);
    return found;
  }

  void definition(NodeId node) {
    NodeId body;
    for (NodeId child : tree_.children(node))
      if (syntax::is_expression(tree_.kind(child))) body = child;
    if (body.valid()) add(PointKind::definition, tree_.first(node), outermost(body));
  }

  void options(NodeId node) {
    const std::string_view name = tree_.name_text(tree_.first(node));
    for (std::uint32_t r = 0; r < program_.readings.size(); ++r) {
      if (program_.readings.nodes[r].name != name) continue;
      const std::vector<ExprId> terms = terms_using(core::ReadingId{r});
      core::Member member = 0;
      for (NodeId option : tree_.children_of(node, NodeKind::option)) {
        const std::size_t before = found_.size();
        add(PointKind::option, option, terms);
        if (found_.size() > before) found_.back().option = {core::ReadingId{r}, member};
        ++member;
      }
    }
  }
  std::vector<ExprId> terms_using(core::ReadingId reading) const {
    std::vector<ExprId> terms;
    for (std::uint32_t i = 0; i < program_.exprs.size(); ++i)
      core::for_each_child(program_.exprs.nodes[i].term, [&](ExprId child) {
        const auto* chosen = std::get_if<core::ReadingOption>(&program_.exprs[child].term);
        if (chosen != nullptr && chosen->reading == reading) terms.push_back(ExprId{i});
      });
    return terms;
  }

  const Sources& sources_;
  const syntax::Tree& tree_;
  const core::Program& program_;
  TermsBySpan terms_;
  SourceId own_;
  bool all_;
  std::string owner_;
  std::vector<PointProbe> found_;
};

std::optional<Coverage> reached_by_examples(std::vector<PointProbe> probes, const semantics::Checked& checked,
                                            const engine::EngineKind& kind, const std::function<bool()>& stop) {
  Coverage all;
  engine::LoadedProgram loaded(kind, checked.program);
  for (std::uint32_t e = 0; e < checked.examples.size(); ++e) {
    if (stop && stop()) return std::nullopt;
    const semantics::Example& example = checked.examples[e];
    CoverageMarks seen(checked.program);
    all.holds.push_back(run(loaded, example, &seen).holds());
    if (!all.holds.back()) {
      all.seen.emplace_back(checked.program);  // an example that fails covers nothing
      continue;
    }
    for (PointProbe& one : probes) {
      if (one.option && example.readings[one.option->first.index] != one.option->second) continue;
      std::uint8_t marks = 0;
      for (ExprId id : one.terms) marks |= seen.marks[id.index];
      one.point.held = one.point.held || (marks & CoverageMarks::yes) != 0;
      one.point.failed = one.point.failed || (marks & CoverageMarks::no) != 0;
      const std::uint8_t wanted =
          one.point.kind == PointKind::condition ? CoverageMarks::yes | CoverageMarks::no : one.mark;
      if ((marks & wanted) != 0) one.point.examples.push_back(e);
    }
    all.seen.push_back(std::move(seen));
  }
  for (PointProbe& one : probes) all.points.push_back(std::move(one.point));
  return all;
}

}  // namespace

std::optional<Coverage> coverage_unless(const semantics::CheckedPolicy& policy, const engine::EngineKind& kind,
                                        const std::function<bool()>& stop) {
  return reached_by_examples(PointFinder(*policy.sources, policy.tree(), policy.program(), false).run(),
                             *policy.checked, kind, stop);
}

Coverage coverage(const semantics::CheckedPolicy& policy, const engine::EngineKind& kind) {
  return *coverage_unless(policy, kind, {});
}

Coverage coverage_of_all(const semantics::CheckedPolicy& policy, const engine::EngineKind& kind) {
  std::vector<PointProbe> probes;
  for (const semantics::Module& module : *policy.modules)
    for (PointProbe& one : PointFinder(*policy.sources, module.parsed->tree, policy.program(), true).run())
      probes.push_back(std::move(one));
  return *reached_by_examples(std::move(probes), *policy.checked, kind, {});
}

}  // namespace cepol::authoring
