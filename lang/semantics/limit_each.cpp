// Limits `for each KEY, KEY` of a source's rows: at most an amount, at most so many times, only the best. The rows that
// count and agree in the keys are taken in their order; each gives what the ones before it have left. So a limit
// changes what single rows give, and all that is summed of them afterwards agrees.
//
//   earlier(s)  s counts, key(s) = key(r), s stands before r
//   at most A   amount'(r) = max(0, min(amount(r), A - sum of amount(s) over earlier s))
//   N times     counts'(r) = counts(r) and number of earlier s < N
//   the best    counts'(r) = counts(r) and no s that counts, of the same key, gives more, or as much and stands before
//   r
#include <algorithm>

#include "lang/semantics/checker.hpp"

namespace cepol::semantics {

// The limit holds for every source of its block. What can be read in some of them only is said of the others; what can
// be read in none is said once.
bool Checker::limit_each(const Credit& credit, Block& block, const Tree& tree, NodeId node, const std::string& name,
                         const Step& words) {
  struct Failed {
    const Block::Source* source;
    std::size_t begin, end;  // its problems
  };
  std::vector<Failed> failed;
  for (Block::Source& source : block.sources) {
    const std::size_t begin = problems_.list.size();
    if (!limit_source(credit, source, tree, node, name, words))
      failed.push_back({&source, begin, problems_.list.size()});
  }
  if (failed.empty()) return true;
  const Span span = tree.span(node);
  auto in_limit = [&](const Diagnostic& one) {
    return one.span.source == span.source && one.span.begin >= span.begin && one.span.end <= span.end;
  };
  if (failed.size() == block.sources.size()) {
    if (failed.size() > 1) {
      const auto again = problems_.list.begin() + static_cast<std::ptrdiff_t>(failed[1].begin);
      problems_.list.erase(std::remove_if(again, problems_.list.end(), in_limit), problems_.list.end());
    }
    return false;
  }
  for (const Failed& one : failed)
    for (std::size_t i = one.begin; i < one.end; ++i) {
      Diagnostic& problem = problems_.list[i];
      if (!in_limit(problem)) continue;
      if (problem.code == Code::unknown_name || problem.code == Code::no_row_in_scope) {
        problem.code = Code::not_in_source;
        problem.arguments = {problem.arguments.front(), out_.program.tables[one.source->table].name};
        problem.suggestion.clear();
      }
      problem.also(one.source->span, "这条限额对这个来源也有效", "the limit holds for this source too");
    }
  return false;
}

bool Checker::limit_source(const Credit& credit, Block::Source& source, const Tree& tree, NodeId node,
                           const std::string& name, const Step& words) {
  const Span span = tree.span(node);
  const Type subject = row_type(credit.table), row = row_type(source.table), amount_type = number_type(credit.unit);
  const std::vector<Parameter> parameters{{out_.program.tables[credit.table].name, subject},
                                          {out_.program.tables[source.table].name, row}};
  const std::string label = name + std::string(colon()) + words.label;

  // The keys, of a row; the limit's own condition and category make rows it is not for their own.
  std::vector<FunctionId> keys;
  for (NodeId key_node : tree.children(tree.child(node, NodeKind::per_key))) {
    Scope of_row{&tree, {{credit.table, 0, {}}, {source.table, 1, {}}}, {}, 2};
    const Typed key = expression(key_node, of_row);
    if (!key.valid) return false;
    if (key.window || key.type.kind == Kind::row) {
      problems_.add(Code::rows_compared, tree.span(key_node));
      return false;
    }
    keys.push_back(add_function(label, parameters, key.expr, of_row.slots, span));
  }

  const bool best = tree.child(node, NodeKind::best).valid(), times = tree.child(node, NodeKind::times).valid();
  FunctionId most;
  if (!best) {
    const NodeId most_node = tree.first(tree.child(node, NodeKind::limit_amount));
    const Type type = times ? number_type() : amount_type;
    Scope scope{&tree, {{credit.table, 0, {}}, {source.table, 1, {}}}, {}, 2};
    Typed value = expression(most_node, scope, &type);
    if (!value.valid || !fits(value, type, tree, most_node)) return false;
    most = add_function(label, parameters, value.expr, scope.slots, span);
  }
  FunctionId applies;
  if (const NodeId when = tree.child(node, NodeKind::when); when.valid()) {
    const Scope scope{&tree, {{credit.table, 0, {}}, {source.table, 1, {}}}, {}, 2};
    applies = conditions(tree, when, name, parameters, scope).holds;
    if (!applies.valid()) return false;
  }
  std::uint64_t categories = 0;
  if (const NodeId category = tree.child(node, NodeKind::category); category.valid() && credit.categories.valid()) {
    const Scope scope{&tree, {{credit.table, 0, {}}}, {}, 1};
    const auto found = categories_of(tree, tree.first(category), scope, credit.categories);
    if (!found) return false;
    categories = *found;
  }

  const Slot own = 1, other = 2;
  auto of = [&](FunctionId function, Slot slot) {
    return call_function(function, {local(0, subject, span), local(slot, row, span)}, span);
  };
  auto limited = [&](Slot slot) {  // is the row one that the limit is for?
    std::vector<ExprId> all{of(source.counts, slot)};
    if (applies.valid()) all.push_back(of(applies, slot));
    if (categories != 0) {
      std::vector<ExprId> members;
      for (Member member = 0; member < 64; ++member)
        if ((categories >> member & 1) != 0)
          members.push_back(is_member(of(source.category, slot), choice_type(credit.categories), member, span));
      all.push_back(emit(Logic{false, std::move(members)}, truth_type(), span));
    }
    return all_of(std::move(all), span);
  };
  auto compare = [&](Relation relation, ExprId a, ExprId b) {
    return emit(Compare{relation, a, b}, truth_type(), span);
  };
  auto all = [&](std::vector<ExprId> operands) { return all_of(std::move(operands), span); };
  auto before = [&] { return compare(Relation::less, local(other, row, span), local(own, row, span)); };
  auto same_key = [&] {
    std::vector<ExprId> same;
    same.reserve(keys.size());
    for (FunctionId key_of : keys) same.push_back(compare(Relation::equal, of(key_of, other), of(key_of, own)));
    return all(std::move(same));
  };
  auto over_others = [&](Fold fold, ExprId guard, std::optional<ExprId> value, Type type) {
    return emit(OverRows{fold, source.table, local(0, subject, span), other, guard, value}, type, span);
  };

  if (!best && !times) {
    const ExprId used =
        over_others(Fold::sum, all({before(), same_key(), limited(other)}), of(source.amount, other), amount_type);
    const ExprId left = emit(Arithmetic{Operation::subtract, of(most, own), used}, amount_type, span);
    const ExprId cut = emit(Arithmetic{Operation::minimum, of(source.amount, own), left}, amount_type, span);
    const ExprId positive =
        emit(Arithmetic{Operation::maximum, constant(0, amount_type, span), cut}, amount_type, span);
    const ExprId body = emit(If{limited(own), positive, of(source.amount, own)}, amount_type, span);
    Step told = words;
    told.from = source.amount;
    told.value = source.amount = add_function(label, parameters, body, 3, span);
    source.cuts.push_back(step(told));
    source.fixed.reset();
    return true;
  }
  ExprId kept;
  if (times) {
    const ExprId earlier =
        over_others(Fold::count, all({before(), same_key(), limited(other)}), std::nullopt, number_type());
    kept = compare(Relation::less, earlier, of(most, own));
  } else {
    const ExprId more = compare(Relation::less, of(source.amount, own), of(source.amount, other));
    const ExprId as_much = compare(Relation::equal, of(source.amount, own), of(source.amount, other));
    const ExprId better = emit(Logic{false, {more, all({as_much, before()})}}, truth_type(), span);
    const ExprId beaten = over_others(Fold::some, all({same_key(), limited(other), better}), yes(span), truth_type());
    kept = emit(Not{beaten}, truth_type(), span);
  }
  const ExprId not_limited = emit(Not{limited(own)}, truth_type(), span);
  const FunctionId keeps =
      add_function(label, parameters, emit(Logic{false, {not_limited, kept}}, truth_type(), span), 3, span);
  Step condition = words;
  condition.kind = StepKind::condition;
  condition.value = keeps;
  source.conditions.push_back(step(condition));
  source.counts = add_function(
      label, parameters, emit(Logic{true, {of(source.counts, own), of(keeps, own)}}, truth_type(), span), 2, span);
  return true;
}

}  // namespace cepol::semantics
