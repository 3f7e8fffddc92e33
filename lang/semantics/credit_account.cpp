// Builds the account of a credit: a `rows` step for each source with what each row gives, and a `limit` step for each
// limit with the amounts before and after it.
#include "lang/semantics/credit_account.hpp"

#include <algorithm>

#include "lang/base/text.hpp"
#include "lang/semantics/citations.hpp"
#include "lang/semantics/credit_function.hpp"
#include "lang/semantics/emit.hpp"

namespace cepol::semantics {

namespace {

Parameter source_row(const Context& context, const Block::Source& source) {
  if (source.of_years()) return {"year", year_type()};
  return {context.program.tables[source.table].name, source.row()};
}

// Makes the functions of an account: of the row that is decided, where the credit's may be of the row to which it
// belongs.
class OfSubject {
 public:
  OfSubject(Context& context, FunctionId first, FunctionId owner)
      : context_(context), subject_(context.program.functions[first].parameters.front()), owner_(owner) {}

  const Parameter& subject() const { return subject_; }
  FunctionId owner() const { return owner_; }
  ExprId row(Span span) const { return emit_local(context_, 0, subject_.type, span); }
  ExprId owner_row(Span span) const {
    return owner_.valid() ? emit_call(context_, owner_, {row(span)}, span) : row(span);
  }

  // Of a function of (the credit's subject, row).
  FunctionId of_row(FunctionId function) {
    if (!owner_.valid()) return function;
    const core::Function of = context_.program.functions[function];
    const Span span = context_.program.exprs[of.body].span;
    std::vector<Parameter> parameters = of.parameters;
    parameters.front() = subject_;
    std::vector<ExprId> arguments{owner_row(span)};
    for (Slot slot = 1; slot < parameters.size(); ++slot)
      arguments.push_back(emit_local(context_, slot, parameters[slot].type, span));
    return add_function(context_, of.name, parameters, emit_call(context_, function, std::move(arguments), span),
                        static_cast<Slot>(parameters.size()), span);
  }
  StepId of_row(StepId id) {
    if (!owner_.valid()) return id;
    Step step = context_.program.steps[id];
    for (FunctionId* function : {&step.value, &step.from, &step.to})
      if (function->valid()) *function = of_row(*function);
    for (auto* list : {&step.steps, &step.values})
      for (StepId& one : *list) one = of_row(one);
    return add_step(context_, step);
  }

 private:
  Context& context_;
  const Parameter subject_;
  const FunctionId owner_;  // (the row that is decided): the credit's subject; invalid: the same
};

// A line for each limit of sums, in the order in which they apply: the amount before and after the limit; for a yearly
// limit, in each year.
void add_limit_steps(Context& context, std::size_t index, const OfSubject& of, FunctionId first, FunctionId last,
                     std::vector<StepId>& account) {
  if (context.problems.any_error()) return;  // errors in the sources have been reported
  const bool days = context.program.functions[first].result.kind == Kind::date;
  const std::vector<Parameter> of_row{of.subject()};
  for (const LimitFigures& figures : credit_limits(context, index, days)) {
    const Block::Limit& limit = figures.limit;
    const Span span = limit.span;
    auto end = [&](FunctionId function) { return emit_call(context, function, {of.row(span)}, span); };
    std::vector<Parameter> parameters = of_row;
    if (limit.per_year) parameters.push_back({"year", year_type()});
    auto figure = [&](FunctionId function) {
      std::vector<ExprId> arguments{of.owner_row(span)};
      if (!limit.per_year || days) arguments.insert(arguments.end(), {end(first), end(last)});
      if (limit.per_year) arguments.push_back(emit_local(context, 1, year_type(), span));
      return add_function(context, limit.label, parameters, emit_call(context, function, std::move(arguments), span),
                          static_cast<Slot>(parameters.size()), span);
    };
    Step cut;
    cut.kind = StepKind::limit;
    cut.from = figure(figures.before);
    cut.value = figure(figures.after);
    cut.span = span;
    Step line = cut;
    if (limit.per_year) {
      auto year_of = [&](FunctionId function) {
        if (!days) return function;
        return add_function(context, limit.label, of_row,
                            emit(context, ExtractDatePart{end(function), DatePart::year}, year_type(), span), 1, span);
      };
      line.kind = StepKind::years;
      line.value = {};
      line.from = year_of(first);
      line.to = year_of(last);
      line.steps.push_back(add_step(context, cut));
    }
    line.label = context.declarations[figures.block].name + std::string(colon(context)) + limit.label;
    line.worded = limit.worded;
    line.clauses = limit.clauses;
    account.push_back(add_step(context, line));
  }
}

}  // namespace

// The label of a limit is its wording, else its text without citations. A wording or citation after the condition
// belongs to the limit: `at most 8 hours for each day when online "of online courses 8 hours a day" cites §2`.
Step limit_step(Context& context, const Tree& tree, NodeId node, const std::string& name) {
  Step words;
  words.kind = StepKind::limit;
  words.span = tree.span(node);
  words.clauses = lower_citations(context, tree, node, name);
  Span text = words.span;
  NodeId note = tree.child(node, NodeKind::string);
  auto cut_before = [&](NodeId part) {
    if (part.valid()) text.end = std::min(text.end, tree.span(part).begin);
  };
  cut_before(note);
  cut_before(tree.child(node, NodeKind::citations));
  if (const NodeId when = tree.child(node, NodeKind::when); when.valid()) {
    const auto conditions = tree.children_of(when, NodeKind::condition);
    const NodeId expr = tree.first(conditions.back()), behind = tree.next(expr);
    cut_before(behind);
    if (behind.valid() && tree.kind(behind) == NodeKind::string && conditions.size() == 1) note = behind;
    for (NodeId condition : conditions)
      for (ClauseId clause : lower_citations(context, tree, condition, name)) words.clauses.push_back(clause);
  }
  words.worded = note.valid();
  words.label = note.valid() ? tree.string_text(note) : on_one_line(tree.without_comments(text));
  return words;
}

namespace {

struct Window {
  FunctionId first, last;  // of the row that is decided
};

// Does each year of the source count in itself, so that a year of the window is a year of the source?
bool counts_in_its_year(const Context& context, const Block::Source& source) {
  const ExprId body = context.program.functions[source.time].body;
  const auto* local = std::get_if<Local>(&context.program.exprs[body].term);
  return source.of_years() && local != nullptr && local->slot == 1;
}

// The years of a source, in the window.
void cut_to_window(Context& context, const OfSubject& of, const Window& window, Step& years) {
  const auto both = [&](Operation operation, FunctionId a, FunctionId b) {
    const auto call = [&](FunctionId one) { return emit_call(context, one, {of.row(years.span)}, years.span); };
    const ExprId value = emit(context, Arithmetic{operation, call(a), call(b)}, year_type(), years.span);
    return add_function(context, years.label, {of.subject()}, value, 1, years.span);
  };
  years.from = both(Operation::maximum, years.from, window.first);
  years.to = both(Operation::minimum, years.to, window.last);
}

StepId in_window_step(Context& context, const OfSubject& of, const Window& window, const Block::Source& source) {
  const Span span = source.span;
  const std::vector<Parameter> parameters{of.subject(), source_row(context, source)};
  auto end = [&](FunctionId function) { return emit_call(context, function, {of.row(span)}, span); };
  ExprId time =
      emit_call(context, source.time, {of.owner_row(span), emit_local(context, 1, parameters[1].type, span)}, span);
  if (context.program.functions[window.first].result.kind == Kind::year && source.time_kind == Kind::date)
    time = emit(context, ExtractDatePart{time, DatePart::year}, year_type(), span);
  const ExprId after = emit(context, Compare{Relation::at_most, end(window.first), time}, truth_type(), span);
  const ExprId before = emit(context, Compare{Relation::at_most, time, end(window.last)}, truth_type(), span);
  Step step;
  step.kind = StepKind::condition;
  step.label = context.program.english ? "within the window" : "在要求的时段内";
  step.worded = true;
  step.span = span;
  step.value = add_function(context, step.label, parameters,
                            emit(context, Logic{true, {after, before}}, truth_type(), span), 2, span);
  return add_step(context, step);
}

// A line for the rows or years of a source, with the conditions for counting, the window among them, and what each
// gives.
StepId source_step(Context& context, const Credit& credit, const Block& block, const Block::Source& source,
                   OfSubject& of, const Window& window) {
  const Declaration declaration = context.declarations[block.declaration];
  Step rows;
  rows.kind = source.of_years() ? StepKind::years : StepKind::rows;
  rows.label = declaration.name;
  if (source.of_years()) rows.label += std::string(colon(context)) + source.gives_label;
  rows.span = source.span;
  rows.table = source.table;
  rows.from = source.of_years() ? of.of_row(source.first) : of.owner();
  rows.to = source.of_years() ? of.of_row(source.last) : FunctionId{};
  rows.clauses = lower_citations(context, *declaration.tree, declaration.node, declaration.name);
  for (StepId condition : source.conditions) rows.steps.push_back(of.of_row(condition));
  const bool years =
      counts_in_its_year(context, source) && context.program.functions[window.first].result.kind == Kind::year;
  if (years)
    cut_to_window(context, of, window, rows);
  else
    rows.steps.push_back(in_window_step(context, of, window, source));
  auto amount = [&](FunctionId function, std::string label) {
    Step line;
    line.kind = StepKind::amount;
    line.label = std::move(label);
    line.value = of.of_row(function);
    line.span = source.span;
    rows.steps.push_back(add_step(context, line));
  };
  const bool year = source.time_kind == Kind::year;
  if (!years) amount(source.time, context.program.english ? (year ? "year" : "day") : (year ? "年" : "日期"));
  if (source.category.valid()) amount(source.category, context.program.enumerations[credit.categories].name);
  amount(source.amount, context.program.units[credit.unit].name);
  for (StepId cut : source.cuts) rows.steps.push_back(of.of_row(cut));
  return add_step(context, rows);
}

}  // namespace

void add_credit_steps(Context& context, std::size_t index, FunctionId first, FunctionId last,
                      std::vector<StepId>& account, FunctionId owner) {
  const Credit credit = context.credits[index];
  OfSubject of(context, first, owner);
  for (const Block& block : credit.blocks)
    for (const Block::Source& source : block.sources)
      account.push_back(source_step(context, credit, block, source, of, {first, last}));
  add_limit_steps(context, index, of, first, last, account);
}

}  // namespace cepol::semantics
