// Lowers decisions by cases (exactly one must fit, or the first that fits), precedence among cases, and warnings of the
// policy; with their accounts.
#include "lang/semantics/decision.hpp"

#include <algorithm>
#include <bitset>
#include <set>

#include "lang/base/text.hpp"
#include "lang/semantics/citations.hpp"
#include "lang/semantics/conditions.hpp"
#include "lang/semantics/emit.hpp"
#include "lang/semantics/records.hpp"
#include "lang/semantics/references.hpp"
#include "lang/semantics/suggestions.hpp"

namespace cepol::semantics {

namespace {

class DecisionLowering {
 public:
  DecisionLowering(Context& context, Declaration& declaration)
      : context_(context),
        declaration_(declaration),
        tree_(*declaration.tree),
        node_(declaration.node),
        at_(declaration.span),
        table_(*declaration.table),
        of_row_{{context.program.tables[table_].name, row_type(table_)}},
        scope_{&tree_, {{table_, 0, {}}}, {}, 1} {}

  bool lower() {  // false: something is in error, and reported
    read_outcomes();
    const std::vector<NodeId> case_nodes = tree_.children_of(node_, NodeKind::decision_case);
    if (outcomes_.size() > max_members || !check_case_count(context_, declaration_.name, case_nodes.size(), at_))
      return false;
    begin();
    cases_.first = tree_.child(node_, NodeKind::first_fit).valid();
    given_.resize(outcomes_.size());
    bool good = true;
    for (NodeId node : case_nodes) good = read_case(node) && good;
    good = resolve_precedence(good) && good;
    for (std::size_t i = 0; i < outcomes_.size(); ++i)
      if (!given_[i] && good) context_.problems.add(Code::outcome_never_given, at_, {outcomes_[i], declaration_.name});
    if (!good || account_.steps.empty()) return false;
    close_precedence(context_, cases_.cases, at_);
    finish();
    return true;
  }

  // A warning of the policy is a decision with two outcomes, warned or not, that nothing else depends on.
  bool lower_warning() {
    const bool english = context_.program.english;
    outcomes_ = {english ? "warned" : "提示", english ? "fine" : "正常"};
    type_ = enumeration_type(add_enumeration(context_, declaration_.name, outcomes_, at_));
    begin();
    decision_.warning = true;
    const Conditions held =
        lower_conditions(context_, tree_, tree_.child(node_, NodeKind::when), declaration_.name, of_row_, scope_);
    if (!held.holds.valid()) return false;
    Step warned, fine;
    warned.kind = fine.kind = StepKind::option;
    warned.span = fine.span = at_;
    warned.label = outcomes_[0];
    fine.label = outcomes_[1];
    read_wording(node_, warned);
    warned.value = held.holds;
    warned.steps = held.steps;
    account_.steps.push_back(add_step(context_, warned));
    account_.steps.push_back(add_step(context_, fine));
    add_case(outcomes_[0], held.holds, emit_constant(context_, 0, type_, at_), at_);
    cases_.first = true;
    cases_.otherwise = emit_constant(context_, 1, type_, at_);
    finish();
    return true;
  }

 private:
  void read_outcomes() {
    std::set<std::string> known;
    std::vector<Span> spans;
    for (NodeId outcome : tree_.children_of(node_, NodeKind::outcome)) {
      const NodeId name = tree_.first(outcome);
      std::string text(tree_.name_text(name));
      if (!known.insert(text).second) {
        context_.problems.add(Code::declared_twice, tree_.span(outcome), {text});
        continue;
      }
      outcomes_.push_back(std::move(text));
      spans.push_back(tree_.span(name));
    }
    type_ = enumeration_type(add_enumeration(context_, declaration_.name, outcomes_, at_, spans));
  }

  void begin() {
    decision_.name = declaration_.name;
    decision_.table = table_;
    decision_.outcomes = type_.enumeration;
    decision_.span = at_;
    decision_.clauses = lower_citations(context_, tree_, node_, declaration_.name);
    account_.kind = StepKind::cases;
    account_.label = declaration_.name;
    account_.clauses = decision_.clauses;
    account_.span = at_;
  }

  // The wording of the option, where the policy has one.
  void read_wording(NodeId node, Step& option) const {
    const NodeId wording = tree_.child(node, NodeKind::string);
    if (!wording.valid()) return;
    option.label = tree_.string_text(wording);
    option.worded = true;
  }

  void add_case(const std::string& name, FunctionId holds, ExprId value, Span span) {
    Case one;
    one.guard = emit_call(context_, holds, {emit_local(context_, 0, row_type(table_), at_)}, span);
    one.value = value;
    one.name = name;
    cases_.cases.push_back(std::move(one));
  }

  bool read_case(NodeId node) {
    const NodeId name = tree_.first(node);
    const std::string text(tree_.name_text(name));
    const auto member = std::find(outcomes_.begin(), outcomes_.end(), text);
    if (member == outcomes_.end()) {
      auto& problem = context_.problems.add(Code::unknown_member, tree_.span(name),
                                            {text, declaration_.name, listed_in_both(outcomes_)});
      if (auto near = nearest_name(text, outcomes_)) problem.suggest(*near);
      return false;
    }
    given_[static_cast<std::size_t>(member - outcomes_.begin())] = true;
    add_member_reference(context_, tree_, name, type_.enumeration, text);
    const ExprId value =
        emit_constant(context_, static_cast<std::int64_t>(member - outcomes_.begin()), type_, tree_.span(name));
    Step option;
    option.kind = StepKind::option;
    option.label = text;
    option.span = tree_.span(node);
    option.clauses = lower_citations(context_, tree_, node, declaration_.name);
    read_wording(node, option);
    const bool reachable = !cases_.otherwise.has_value();
    if (!reachable) context_.problems.add(Code::case_after_otherwise, tree_.span(node), {text});
    const NodeId when = tree_.child(node, NodeKind::when);
    if (!when.valid()) {
      cases_.otherwise = value;
      otherwise_ = text;
    } else {
      const std::string label = declaration_.name + std::string(colon(context_)) + text;
      const Conditions held = lower_conditions(context_, tree_, when, label, of_row_, scope_);
      if (!held.holds.valid()) return false;
      option.value = held.holds;
      option.steps = held.steps;
      add_case(text, held.holds, value, tree_.span(node));
      over_names_.push_back(read_over(node));
    }
    account_.steps.push_back(add_step(context_, option));
    return reachable;
  }

  std::map<std::string, Span> read_over(NodeId node) {
    std::map<std::string, Span> names;
    const NodeId over = tree_.child(node, NodeKind::over);
    if (!over.valid()) return names;
    for (NodeId yields : tree_.children(over)) {
      const std::string other(tree_.name_text(yields));
      names.emplace(other, tree_.span(yields));
      add_member_reference(context_, tree_, yields, type_.enumeration, other);
    }
    return names;
  }

  // `complete`: no case is in error; else a case in error may be the one that is named.
  bool resolve_precedence(bool complete) {
    bool good = true;
    std::vector<Case>& cases = cases_.cases;
    for (std::size_t i = 0; i < cases.size(); ++i)
      for (const auto& [yields, place] : over_names_[i]) {
        bool found = !complete || !good;
        for (std::size_t j = 0; j < cases.size(); ++j)
          if (cases[j].name == yields && i != j) {
            cases[i].over.push_back(static_cast<std::uint32_t>(j));
            found = true;
          }
        if (found) continue;
        if (yields == otherwise_) {
          context_.problems.add(Code::over_otherwise, place, {yields});
          good = false;
          continue;
        }
        auto& problem = context_.problems.add(Code::unknown_rule, place, {yields});
        suggest_nearest(context_, problem, yields, [&] {
          std::vector<std::string> names;
          for (const Case& one : cases) names.push_back(one.name);
          return names;
        });
        good = false;
      }
    return good;
  }

  void finish() {
    decision_.outcome =
        add_function(context_, declaration_.name, of_row_, emit(context_, std::move(cases_), type_, at_), 1, at_);
    context_.program.functions[decision_.outcome].told = Told::decision;
    account_.value = decision_.outcome;
    decision_.account.push_back(add_step(context_, account_));
    declaration_.signature.type = type_;
    declaration_.signature.function = decision_.outcome;
    declaration_.index = context_.program.decisions.add(std::move(decision_)).index;
  }

  Context& context_;
  Declaration& declaration_;
  const Tree& tree_;
  const NodeId node_;
  const Span at_;
  const TableId table_;
  const std::vector<Parameter> of_row_;
  const Scope scope_;
  std::vector<std::string> outcomes_;
  Type type_;
  std::vector<bool> given_;  // by outcome: some case gives it
  Cases cases_;
  std::string otherwise_;                                // the outcome of the case that stands otherwise
  std::vector<std::map<std::string, Span>> over_names_;  // by case: the names that it is over
  Decision decision_;
  Step account_;
};

}  // namespace

namespace {

// The shortest way from a case along `over` back to it: without the case itself at the end.
std::vector<std::uint32_t> way_round(const std::vector<Case>& cases, std::uint32_t start) {
  std::vector<std::optional<std::uint32_t>> from(cases.size());
  std::vector<std::uint32_t> open{start};
  for (std::size_t at = 0; at < open.size() && !from[start]; ++at)
    for (std::uint32_t next : cases[open[at]].over)
      if (!from[next]) {
        from[next] = open[at];
        open.push_back(next);
      }
  std::vector<std::uint32_t> way{start};
  for (std::uint32_t at = *from[start]; at != start; at = *from[at]) way.insert(way.begin() + 1, at);
  return way;
}

void report_over_cycle(Context& context, const std::vector<Case>& cases, std::uint32_t start, Span span) {
  const auto way = way_round(cases, start);
  std::string names;
  for (std::uint32_t one : way) names += cases[one].name + " → ";
  auto& problem = context.problems.add(Code::over_cycle, span, {cases[start].name, names + cases[start].name});
  constexpr std::size_t most_places = 20;
  for (std::size_t i = 0; i < way.size() && i < most_places; ++i)
    problem.also(context.program.exprs[cases[way[i]].value].span, "经过这里", "by way of this");
}

}  // namespace

void close_precedence(Context& context, std::vector<Case>& cases, Span span) {
  const std::size_t n = cases.size();
  using Row = std::bitset<max_cases>;
  if (std::all_of(cases.begin(), cases.end(), [](const Case& one) { return one.over.empty(); })) return;
  const std::vector<Case> written = cases;
  std::vector<Row> over(n);
  for (std::size_t i = 0; i < n; ++i)
    for (std::uint32_t j : cases[i].over) over[i].set(j);
  for (std::size_t k = 0; k < n; ++k)
    for (std::size_t i = 0; i < n; ++i)
      if (over[i][k]) over[i] |= over[k];
  for (std::size_t i = 0; i < n; ++i) {
    if (over[i][i]) {
      report_over_cycle(context, written, static_cast<std::uint32_t>(i), span);
      return;
    }
    cases[i].over.clear();
    for (std::size_t j = 0; j < n; ++j)
      if (over[i][j]) cases[i].over.push_back(static_cast<std::uint32_t>(j));
  }
}

bool check_case_count(Context& context, const std::string& name, std::size_t count, Span span) {
  if (count > max_cases)
    context.problems.add(Code::too_many_cases, span, {name, std::to_string(count), std::to_string(max_cases)});
  return count <= max_cases;
}

void lower_decision(Context& context, Declaration& declaration) {
  if (!declaration.table || !DecisionLowering(context, declaration).lower())
    declaration.stage = Declaration::Stage::broken;
}

void lower_warning(Context& context, Declaration& declaration) {
  if (!declaration.table || !DecisionLowering(context, declaration).lower_warning())
    declaration.stage = Declaration::Stage::broken;
}

}  // namespace cepol::semantics
