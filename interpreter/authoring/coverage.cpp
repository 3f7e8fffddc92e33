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

// Terms by the place that they were lowered from. What is written at one place may be lowered several times; of the
// terms of one lowering, the outermost stands for it.
class Places {
 public:
  Places(const core::Program& program, SourceId source) : program_(program) {
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
  // Terms of a limit by which something was cut: see lang/semantics/credit_function.cpp and limit_each.cpp.
  std::vector<ExprId> cutting(Span span) const {
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

struct Looked {  // a point, and where the program tells whether it was reached
  Point point;
  std::vector<ExprId> terms;
  std::uint8_t mark = CoverageMarks::evaluated;
  std::optional<std::pair<core::ReadingId, core::Member>> option;
};

class Looking {
 public:
  Looking(const Sources& sources, const syntax::Tree& tree, const core::Program& program, bool all)
      : sources_(sources),
        tree_(tree),
        program_(program),
        places_(program, tree.span(tree.root).source),
        own_(syntax::own_source(sources, tree)),
        all_(all) {}

  std::vector<Looked> run() {
    for (NodeId node : tree_.children(tree_.root)) {
      if (tree_.kind(node) == NodeKind::example) continue;
      const NodeId name = tree_.child(node, NodeKind::name);
      owner_ = name.valid() ? std::string(tree_.name_text(name)) : std::string();
      walk(node);
    }
    return std::move(found_);
  }

 private:
  void add(PointKind kind, NodeId shown, std::vector<ExprId> terms, std::uint8_t mark = CoverageMarks::evaluated) {
    if (!all_ && !written_in(sources_, tree_.span(shown), own_)) return;
    if (terms.empty() && kind != PointKind::option) return;  // not made into anything: reported by check
    Looked looked;
    looked.point.kind = kind;
    looked.point.span = tree_.span(shown);
    looked.point.owner = owner_;
    looked.point.text = on_one_line(tree_.without_comments(shown));
    looked.terms = std::move(terms);
    looked.mark = mark;
    found_.push_back(std::move(looked));
  }
  std::vector<ExprId> outermost(NodeId node) const { return places_.outermost(tree_.span(node)); }

  void walk(NodeId node) {
    switch (tree_.kind(node)) {
      case NodeKind::decision_case: add(PointKind::decision_case, node, outermost(tree_.first(node))); break;
      case NodeKind::warning: {  // of the two results that stand at its name, the one that is news
        std::vector<ExprId> news;
        for (ExprId id : outermost(tree_.first(node)))
          if (const auto* member = std::get_if<core::Constant>(&places_.term(id)); member && member->value == Exact(0))
            news.push_back(id);
        add(PointKind::decision_case, tree_.first(node), std::move(news));
        break;
      }
      case NodeKind::requirement: add(PointKind::requirement, tree_.first(node), chosen_rule(node)); break;
      case NodeKind::waiver: add(PointKind::waiver, tree_.first(node), chosen_rule(node)); break;
      case NodeKind::source: {
        std::vector<ExprId> guards;
        for (ExprId id : outermost(node))
          if (const auto* rows = std::get_if<core::OverRows>(&places_.term(id)); rows != nullptr && rows->guard)
            guards.push_back(*rows->guard);
        add(PointKind::source, node, std::move(guards), CoverageMarks::yes);
        break;
      }
      case NodeKind::limit: add(PointKind::limit, node, places_.cutting(tree_.span(node)), CoverageMarks::no); break;
      case NodeKind::table_case:
        add(PointKind::table_row, node, outermost(tree_.first(tree_.child(node, NodeKind::gives_value))));
        break;
      case NodeKind::choose: {
        const NodeId yes = tree_.next(tree_.first(node)), no = tree_.next(yes);
        add(PointKind::branch, yes, outermost(yes));
        if (tree_.kind(no) != NodeKind::choose) add(PointKind::branch, no, outermost(no));
        break;
      }
      case NodeKind::define: define(node); break;
      case NodeKind::reading: options(node); break;
      case NodeKind::condition: add(PointKind::condition, tree_.first(node), outermost(tree_.first(node))); break;
      default: break;
    }
    for (NodeId child : tree_.children(node)) walk(child);
  }

  // Constants that stand at a rule's name are what the choice among the rules gives.
  std::vector<ExprId> chosen_rule(NodeId node) const {
    std::vector<ExprId> found;
    for (ExprId id : outermost(tree_.first(node)))
      if (std::holds_alternative<core::Constant>(places_.term(id))) found.push_back(id);
    return found;
  }

  void define(NodeId node) {
    NodeId body;
    for (NodeId child : tree_.children(node)) {
      const NodeKind kind = tree_.kind(child);
      if (kind > NodeKind::raw) body = child;  // expressions stand last among the kinds
    }
    if (body.valid()) add(PointKind::definition, tree_.first(node), outermost(body));
  }

  void options(NodeId node) {
    const std::string_view name = tree_.name_text(tree_.first(node));
    for (std::uint32_t r = 0; r < program_.readings.size(); ++r) {
      if (program_.readings.nodes[r].name != name) continue;
      const std::vector<ExprId> asking = asking_for(core::ReadingId{r});
      core::Member member = 0;
      for (NodeId option : tree_.children_of(node, NodeKind::option)) {
        const std::size_t before = found_.size();
        add(PointKind::option, option, asking);
        if (found_.size() > before) found_.back().option = {core::ReadingId{r}, member};
        ++member;
      }
    }
  }
  std::vector<ExprId> asking_for(core::ReadingId reading) const {
    std::vector<ExprId> asking;
    for (std::uint32_t i = 0; i < program_.exprs.size(); ++i)
      core::for_each_child(program_.exprs.nodes[i].term, [&](ExprId child) {
        const auto* chosen = std::get_if<core::ReadingOption>(&program_.exprs[child].term);
        if (chosen != nullptr && chosen->reading == reading) asking.push_back(ExprId{i});
      });
    return asking;
  }

  const Sources& sources_;
  const syntax::Tree& tree_;
  const core::Program& program_;
  Places places_;
  SourceId own_;
  bool all_;
  std::string owner_;
  std::vector<Looked> found_;
};

Coverage reached_by_examples(std::vector<Looked> looked, const semantics::Checked& checked,
                             const engine::EngineKind& kind) {
  Coverage all;
  engine::LoadedProgram loaded(kind, checked.program);
  for (std::uint32_t e = 0; e < checked.examples.size(); ++e) {
    const semantics::Example& example = checked.examples[e];
    CoverageMarks seen(checked.program);
    all.holds.push_back(run(loaded, example, &seen).holds());
    if (!all.holds.back()) {
      all.seen.emplace_back(checked.program);  // what differs confirms nothing
      continue;
    }
    for (Looked& one : looked) {
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
  for (Looked& one : looked) all.points.push_back(std::move(one.point));
  return all;
}

}  // namespace

Coverage coverage(const semantics::CheckedPolicy& policy, const engine::EngineKind& kind) {
  return reached_by_examples(Looking(*policy.sources, policy.tree(), policy.program(), false).run(), *policy.checked,
                             kind);
}

Coverage coverage_of_all(const semantics::CheckedPolicy& policy, const engine::EngineKind& kind) {
  std::vector<Looked> looked;
  for (const semantics::Module& module : *policy.modules)
    for (Looked& one : Looking(*policy.sources, module.parsed->tree, policy.program(), true).run())
      looked.push_back(std::move(one));
  return reached_by_examples(std::move(looked), *policy.checked, kind);
}

}  // namespace cepol::authoring
