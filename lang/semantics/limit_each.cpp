// Lowers limits `for each KEY, KEY` of a source's rows: at most an amount, at most a number of times, only the best.
// Rows that count and have equal keys are processed in table order; each row gives what the earlier ones have left of
// the limit. The limit thus changes the amounts of single rows, before anything is summed.
//
//   earlier(s)  s counts, key(s) = key(r), s is before r
//   at most A   amount'(r) = max(0, min(amount(r), A - sum of amount(s) over earlier s))
//   N times     counts'(r) = counts(r) and number of earlier s < N
//   the best    counts'(r) = counts(r) and no s that counts, of the same key, gives more, or as much and is before r
#include "lang/semantics/limit_each.hpp"

#include <algorithm>

#include "lang/semantics/conditions.hpp"
#include "lang/semantics/credit.hpp"
#include "lang/semantics/emit.hpp"
#include "lang/semantics/expressions.hpp"
#include "lang/semantics/typing.hpp"

namespace cepol::semantics {

namespace {

class SourceLimit {
 public:
  SourceLimit(Context& context, const Credit& credit, Block::Source& source, const Tree& tree, NodeId node,
              const std::string& name, const Step& step)
      : context_(context),
        credit_(credit),
        source_(source),
        tree_(tree),
        node_(node),
        name_(name),
        step_(step),
        span_(tree.span(node)),
        subject_(row_type(credit.table)),
        row_(row_type(source.table)),
        parameters_{{context.program.tables[credit.table].name, subject_},
                    {context.program.tables[source.table].name, row_}},
        label_(name + std::string(colon(context)) + step.label) {}

  bool lower() {  // false: something is in error, and reported
    const bool best = tree_.child(node_, NodeKind::best).valid(), times = tree_.child(node_, NodeKind::times).valid();
    const Type amount = number_type(credit_.unit);
    if (!read_keys() || (!best && !read_most(times ? number_type() : amount)) || !read_applies() || !read_categories())
      return false;
    if (best)
      keep_where(is_best());
    else if (times)
      keep_where(is_within_times());
    else
      cut_amount(amount);
    return true;
  }

 private:
  static constexpr Slot own = 1, other = 2;  // rows; 0: the subject

  Scope scope_of_row() const { return {&tree_, {{credit_.table, 0, {}}, {source_.table, 1, {}}}, {}, 2}; }

  bool read_keys() {
    for (NodeId node : tree_.children(tree_.child(node_, NodeKind::per_key))) {
      Scope scope = scope_of_row();
      const Typed key = expression(context_, node, scope);
      if (!key.valid) return false;
      if (key.window || key.type.kind == Kind::row) {
        context_.problems.add(Code::rows_compared, tree_.span(node));
        return false;
      }
      keys_.push_back(add_function(context_, label_, parameters_, key.expr, scope.slots, span_));
    }
    return true;
  }

  bool read_most(const Type& type) {
    const NodeId node = tree_.first(tree_.child(node_, NodeKind::limit_amount));
    Scope scope = scope_of_row();
    Typed value = expression(context_, node, scope, &type);
    if (!value.valid || !require_type(context_, value, type, tree_, node)) return false;
    most_ = add_function(context_, label_, parameters_, value.expr, scope.slots, span_);
    return true;
  }

  bool read_applies() {
    const NodeId when = tree_.child(node_, NodeKind::when);
    if (!when.valid()) return true;
    applies_ = lower_conditions(context_, tree_, when, name_, parameters_, scope_of_row()).holds;
    return applies_.valid();
  }

  bool read_categories() {
    const NodeId category = tree_.child(node_, NodeKind::category);
    if (!category.valid() || !credit_.categories.valid()) return true;
    const Scope scope{&tree_, {{credit_.table, 0, {}}}, {}, 1};
    const auto found = categories_named(context_, tree_, tree_.first(category), scope, credit_.categories);
    categories_ = found.value_or(0);
    return found.has_value();
  }

  ExprId of(FunctionId function, Slot slot) {
    return emit_call(context_, function,
                     {emit_local(context_, 0, subject_, span_), emit_local(context_, slot, row_, span_)}, span_);
  }
  ExprId all(std::vector<ExprId> operands) { return emit_all_of(context_, std::move(operands), span_); }
  ExprId any(std::vector<ExprId> operands) {
    return emit(context_, Logic{false, std::move(operands)}, truth_type(), span_);
  }
  ExprId compare(Relation relation, ExprId a, ExprId b) {
    return emit(context_, Compare{relation, a, b}, truth_type(), span_);
  }
  ExprId arithmetic(Operation operation, ExprId a, ExprId b, Type type) {
    return emit(context_, Arithmetic{operation, a, b}, type, span_);
  }

  // Does the limit apply to the row?
  ExprId limited(Slot slot) {
    std::vector<ExprId> operands{of(source_.counts, slot)};
    if (applies_.valid()) operands.push_back(of(applies_, slot));
    if (categories_ != 0) {
      std::vector<ExprId> members;
      for (Member member = 0; member < max_members; ++member)
        if ((categories_ >> member & 1) != 0)
          members.push_back(emit_is_member(context_, of(source_.category, slot), enumeration_type(credit_.categories),
                                           member, span_));
      operands.push_back(any(std::move(members)));
    }
    return all(std::move(operands));
  }
  ExprId before() {
    return compare(Relation::less, emit_local(context_, other, row_, span_), emit_local(context_, own, row_, span_));
  }
  ExprId same_key() {
    std::vector<ExprId> same;
    same.reserve(keys_.size());
    for (FunctionId key : keys_) same.push_back(compare(Relation::equal, of(key, other), of(key, own)));
    return all(std::move(same));
  }
  ExprId over_others(Fold fold, ExprId guard, std::optional<ExprId> value, Type type) {
    return emit(context_, OverRows{fold, source_.table, emit_local(context_, 0, subject_, span_), other, guard, value},
                type, span_);
  }

  void cut_amount(Type type) {
    const ExprId used =
        over_others(Fold::sum, all({before(), same_key(), limited(other)}), of(source_.amount, other), type);
    const ExprId left = arithmetic(Operation::subtract, of(most_, own), used, type);
    const ExprId cut = arithmetic(Operation::minimum, of(source_.amount, own), left, type);
    const ExprId positive = arithmetic(Operation::maximum, emit_constant(context_, 0, type, span_), cut, type);
    const ExprId body = emit(context_, If{limited(own), positive, of(source_.amount, own)}, type, span_);
    Step step = step_;
    step.from = source_.amount;
    step.value = source_.amount = add_function(context_, label_, parameters_, body, 3, span_);
    source_.cuts.push_back(add_step(context_, step));
    source_.fixed.reset();
  }

  ExprId is_within_times() {
    const ExprId earlier =
        over_others(Fold::count, all({before(), same_key(), limited(other)}), std::nullopt, number_type());
    return compare(Relation::less, earlier, of(most_, own));
  }

  ExprId is_best() {
    const ExprId more = compare(Relation::less, of(source_.amount, own), of(source_.amount, other));
    const ExprId as_much = compare(Relation::equal, of(source_.amount, own), of(source_.amount, other));
    const ExprId better = any({more, all({as_much, before()})});
    const ExprId beaten =
        over_others(Fold::some, all({same_key(), limited(other), better}), emit_yes(context_, span_), truth_type());
    return emit(context_, Not{beaten}, truth_type(), span_);
  }

  // Rows to which the limit applies count only where `kept` holds.
  void keep_where(ExprId kept) {
    const ExprId not_limited = emit(context_, Not{limited(own)}, truth_type(), span_);
    const FunctionId keeps = add_function(context_, label_, parameters_, any({not_limited, kept}), 3, span_);
    Step condition = step_;
    condition.kind = StepKind::condition;
    condition.value = keeps;
    source_.conditions.push_back(add_step(context_, condition));
    const ExprId counts = emit(context_, Logic{true, {of(source_.counts, own), of(keeps, own)}}, truth_type(), span_);
    source_.counts = add_function(context_, label_, parameters_, counts, 2, span_);
  }

  Context& context_;
  const Credit& credit_;
  Block::Source& source_;
  const Tree& tree_;
  const NodeId node_;
  const std::string& name_;
  const Step& step_;  // with the limit's wording and clauses
  const Span span_;
  const Type subject_, row_;
  const std::vector<Parameter> parameters_;
  const std::string label_;
  std::vector<FunctionId> keys_;  // (subject, row)
  FunctionId most_;               // (subject, row): number; invalid: only the best
  FunctionId applies_;            // (subject, row): truth; invalid: always
  std::uint64_t categories_ = 0;  // as bits; 0: all
};

}  // namespace

// The limit applies to every source of its block. A name that resolves in some sources only is reported for each of the
// others; a name that resolves in none is reported once.
bool lower_limit_each(Context& context, const Credit& credit, Block& block, const Tree& tree, NodeId node,
                      const std::string& name, const Step& words) {
  struct Failed {
    const Block::Source* source;
    std::size_t begin, end;  // its problems
  };
  std::vector<Failed> failed;
  for (const Block::Source& source : block.sources)
    if (source.of_years()) {
      context.problems.add(Code::limit_each_of_years, tree.span(node))
          .also(source.span, "这个来源是逐年的数", "this source gives an amount of each year");
      return false;
    }
  for (Block::Source& source : block.sources) {
    const std::size_t begin = context.problems.list.size();
    if (!SourceLimit(context, credit, source, tree, node, name, words).lower())
      failed.push_back({&source, begin, context.problems.list.size()});
  }
  if (failed.empty()) return true;
  const Span span = tree.span(node);
  auto in_limit = [&](const Diagnostic& one) {
    return one.span.source == span.source && one.span.begin >= span.begin && one.span.end <= span.end;
  };
  if (failed.size() == block.sources.size()) {
    if (failed.size() > 1) {
      const auto again = context.problems.list.begin() + static_cast<std::ptrdiff_t>(failed[1].begin);
      context.problems.list.erase(std::remove_if(again, context.problems.list.end(), in_limit),
                                  context.problems.list.end());
    }
    return false;
  }
  for (const Failed& one : failed)
    for (std::size_t i = one.begin; i < one.end; ++i) {
      Diagnostic& problem = context.problems.list[i];
      if (!in_limit(problem)) continue;
      if (problem.code == Code::unknown_name || problem.code == Code::no_row_in_scope) {
        problem.code = Code::not_in_source;
        problem.arguments = {problem.arguments.front(), context.program.tables[one.source->table].name};
        problem.suggestion.clear();
      }
      problem.also(one.source->span, "这条限额对这个来源也有效", "the limit holds for this source too");
    }
  return false;
}

}  // namespace cepol::semantics
