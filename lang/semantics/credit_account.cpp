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

// A line for each limit of sums, in the order in which they apply: the amount before and after the limit; for a yearly
// limit, in each year.
void add_limit_steps(Context& context, std::size_t index, FunctionId first, FunctionId last,
                     std::vector<StepId>& account) {
  if (context.problems.any_error()) return;  // errors in the sources have been reported
  const bool days = context.program.functions[first].result.kind == Kind::date;
  const Type subject = row_type(context.credits[index].table);
  const std::vector<Parameter> of_row{{context.program.tables[context.credits[index].table].name, subject}};
  for (const LimitFigures& figures : credit_limits(context, index, days)) {
    const Block::Limit& limit = figures.limit;
    const Span span = limit.span;
    auto row = [&] { return emit_local(context, 0, subject, span); };
    auto end = [&](FunctionId function) { return emit_call(context, function, {row()}, span); };
    std::vector<Parameter> parameters = of_row;
    if (limit.per_year) parameters.push_back({"year", year_type()});
    auto figure = [&](FunctionId function) {
      std::vector<ExprId> arguments{row()};
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

// The account of a credit in the window first..last: a `rows` line for each source, with the conditions for counting,
// the window among them, and what the row gives.
void add_credit_steps(Context& context, std::size_t index, FunctionId first, FunctionId last,
                      std::vector<StepId>& account) {
  const Credit credit = context.credits[index];
  for (const Block& block : credit.blocks) {
    const Declaration declaration = context.declarations[block.declaration];
    for (const Block::Source& source : block.sources) {
      Step rows;
      rows.kind = StepKind::rows;
      rows.label = declaration.name;
      rows.table = source.table;
      rows.clauses = lower_citations(context, *declaration.tree, declaration.node, declaration.name);
      rows.steps = source.conditions;
      {
        const std::vector<Parameter> parameters{{context.program.tables[credit.table].name, row_type(credit.table)},
                                                {context.program.tables[source.table].name, row_type(source.table)}};
        auto ends = [&](FunctionId function) {
          return emit_call(context, function, {emit_local(context, 0, parameters[0].type, source.span)}, source.span);
        };
        ExprId time = emit_call(context, source.time,
                                {emit_local(context, 0, parameters[0].type, source.span),
                                 emit_local(context, 1, parameters[1].type, source.span)},
                                source.span);
        if (context.program.functions[first].result.kind == Kind::year && source.time_kind == Kind::date)
          time = emit(context, ExtractDatePart{time, DatePart::year}, year_type(), source.span);
        const ExprId after = emit(context, Compare{Relation::at_most, ends(first), time}, truth_type(), source.span);
        const ExprId before = emit(context, Compare{Relation::at_most, time, ends(last)}, truth_type(), source.span);
        Step in_window;
        in_window.kind = StepKind::condition;
        in_window.label = context.program.english ? "within the window" : "在要求的时段内";
        in_window.worded = true;
        in_window.span = source.span;
        in_window.value =
            add_function(context, in_window.label, parameters,
                         emit(context, Logic{true, {after, before}}, truth_type(), source.span), 2, source.span);
        rows.steps.push_back(add_step(context, in_window));
      }
      rows.span = source.span;
      auto amount = [&](FunctionId function, std::string label) {
        Step line;
        line.kind = StepKind::amount;
        line.label = std::move(label);
        line.value = function;
        line.span = source.span;
        rows.steps.push_back(add_step(context, line));
      };
      amount(source.time, context.program.functions[source.time].result.kind == Kind::year ? "年" : "日期");
      if (source.category.valid()) amount(source.category, context.program.enumerations[credit.categories].name);
      amount(source.amount, context.program.units[credit.unit].name);
      rows.steps.insert(rows.steps.end(), source.cuts.begin(), source.cuts.end());
      account.push_back(add_step(context, rows));
    }
  }
  add_limit_steps(context, index, first, last, account);
}

}  // namespace cepol::semantics
