// Lowers calls of built-in functions to core terms: one member function for each built-in, which checks the types of
// the lowered arguments and emits the result.
#include "lang/semantics/builtin_calls.hpp"

#include "lang/semantics/builtins.hpp"
#include "lang/semantics/emit.hpp"
#include "lang/semantics/expressions.hpp"
#include "lang/semantics/sharing.hpp"
#include "lang/semantics/typing.hpp"
#include "lang/semantics/windows.hpp"

namespace cepol::semantics {

namespace {

// A call with lowered arguments, whose number is right.
class BuiltinCall {
 public:
  BuiltinCall(Context& context, Scope& scope, NodeId node, std::vector<NodeId> nodes, std::vector<Typed> arguments)
      : context_(context),
        scope_(scope),
        tree_(*scope.tree),
        node_(node),
        span_(tree_.span(node)),
        nodes_(std::move(nodes)),
        arguments_(std::move(arguments)) {}

  Typed lower(Builtin builtin) {
    switch (builtin) {
      case Builtin::full_years: return date_difference(Calendar::years, context_.years);
      case Builtin::full_months: return date_difference(Calendar::months, context_.months);
      case Builtin::days_between: return date_difference(Calendar::days, context_.days);
      case Builtin::year: return date_part(DatePart::year, year_type());
      case Builtin::month: return date_part(DatePart::month, number_type());
      case Builtin::day: return date_part(DatePart::day, number_type());
      case Builtin::month_start: return date_part(DatePart::month_first, date_type());
      case Builtin::month_end: return date_part(DatePart::month_last, date_type());
      case Builtin::first_day: return day_of_year(false);
      case Builtin::last_day: return day_of_year(true);
      case Builtin::minimum: return extreme(Operation::minimum);
      case Builtin::maximum: return extreme(Operation::maximum);
      case Builtin::round_down: return rounded(Rounding::down);
      case Builtin::round_up: return rounded(Rounding::up);
      case Builtin::round_half_up: return rounded(Rounding::half_up);
      case Builtin::how_many: return how_many();
      case Builtin::remainder: return remainder();
      case Builtin::first: return end_of_window(false);
      case Builtin::last: return end_of_window(true);
      case Builtin::cycle: return cycle();
    }
    return {};
  }

 private:
  Typed emitted(Term term, Type type) { return value_of(emit(context_, std::move(term), type, span_), type); }
  ExprId number(Exact value, UnitId unit = {}) { return emit_constant(context_, value, number_type(unit), span_); }
  ExprId arithmetic(Operation operation, ExprId left, ExprId right, Type type) {
    return emit(context_, Arithmetic{operation, left, right}, type, span_);
  }
  bool is_date(std::size_t i) { return require_type(context_, arguments_[i], date_type(), tree_, nodes_[i]); }
  Typed report(Code code, std::size_t argument) {
    const Typed& given = arguments_[argument];
    context_.problems.add(code, tree_.span(nodes_[argument]), {type_name(context_, given.type, given.window)});
    return {};
  }

  Typed date_part(DatePart part, Type type) {
    if (!is_date(0)) return {};
    return emitted(ExtractDatePart{arguments_[0].expr, part}, type);
  }

  Typed date_difference(Calendar unit, UnitId id) {
    if (!is_date(0) || !is_date(1)) return {};
    return emitted(DateDiff{arguments_[0].expr, arguments_[1].expr, unit}, number_type(id));
  }

  Typed day_of_year(bool last) {
    if (!require_type(context_, arguments_[0], year_type(), tree_, nodes_[0])) return {};
    return emitted(YearDay{arguments_[0].expr, last}, date_type());
  }

  Typed rounded(Rounding mode) {
    const Typed &value = arguments_[0], &step = arguments_[1];
    if (value.window || value.type.kind != Kind::number) return report(Code::number_expected, 0);
    if (!step.constant || *step.constant <= Exact(0) || (step.type.unit.valid() && step.type != value.type)) {
      context_.problems.add(Code::bad_rounding_step, tree_.span(nodes_[1]));
      return {};
    }
    return emitted(Round{value.expr, *step.constant, mode}, value.type);
  }

  Typed extreme(Operation operation) {
    Typed so_far = arguments_[0];
    for (std::size_t i = 1; i < arguments_.size(); ++i) {
      if (!unify(context_, so_far, arguments_[i], tree_, node_)) return {};
      const Type type = so_far.type;
      if (so_far.window || !is_ordered(type.kind)) {
        context_.problems.add(Code::no_order, span_, {type_name(context_, type, so_far.window)});
        return {};
      }
      so_far = value_of(arithmetic(operation, so_far.expr, arguments_[i].expr, type), type);
    }
    return so_far;
  }

  Typed end_of_window(bool last) {
    const Typed window = as_window(context_, arguments_[0], scope_, nodes_[0]);
    if (!window.valid) return {};
    return value_of(with_bindings(context_, window.bindings, last ? window.last : window.expr), window.type);
  }

  Typed how_many() {
    ExprId sum;
    for (std::size_t i = 0; i < arguments_.size(); ++i) {
      if (!require_type(context_, arguments_[i], truth_type(), tree_, nodes_[i])) return {};
      const ExprId one = number(1), zero = number(0);
      const ExprId counted = emit(context_, If{arguments_[i].expr, one, zero}, number_type(), span_);
      sum = i == 0 ? counted : arithmetic(Operation::add, sum, counted, number_type());
    }
    return value_of(sum, number_type());
  }

  // a - b * floor(a / b); of a year: of its number, which is 1 + the full years since the year 1.
  Typed remainder() {
    Typed& dividend = arguments_[0];
    if (!dividend.window && dividend.type.kind == Kind::year) {
      const ExprId start = emit_constant(context_, static_cast<std::int64_t>(first_day()), date_type(), span_);
      const ExprId day = emit(context_, YearDay{dividend.expr, false}, date_type(), span_);
      const ExprId since = emit(context_, DateDiff{start, day, Calendar::years}, number_type(), span_);
      dividend = value_of(arithmetic(Operation::add, since, number(1), number_type()), number_type());
    }
    if (dividend.window || dividend.type.kind != Kind::number) return report(Code::number_expected, 0);
    if (!unify(context_, dividend, arguments_[1], tree_, node_)) return {};
    if (arguments_[1].constant == Exact(0)) {
      context_.problems.add(Code::division_by_zero, tree_.span(nodes_[1]));
      return {};
    }
    const Type type = dividend.type;
    Bindings bindings;
    const ExprId whole = share(context_, scope_, dividend.expr, bindings);
    const ExprId divisor = share(context_, scope_, arguments_[1].expr, bindings);
    const ExprId quotient = arithmetic(Operation::divide, whole, divisor, number_type());
    const ExprId times = emit(context_, Round{quotient, 1, Rounding::down}, number_type(), span_);
    const ExprId taken = arithmetic(Operation::multiply, divisor, times, type);
    return value_of(with_bindings(context_, bindings, arithmetic(Operation::subtract, whole, taken, type)), type);
  }

  // The period of `months` months, counted from `start`, in which `day` lies: with k = floor(full_months(start, day) /
  // months), from start + k months to the day before start + (k+1) months.
  Typed cycle() {
    if (!is_date(0) || !is_date(2)) return {};
    const Type months = number_type(context_.months), years = number_type(context_.years);
    if (arguments_[1].window || (arguments_[1].type != months && arguments_[1].type != years))
      return report(Code::calendar_unit_expected, 1);
    if (arguments_[1].constant && *arguments_[1].constant <= Exact(0)) {
      context_.problems.add(Code::cycle_length, tree_.span(nodes_[1]));
      return {};
    }
    Bindings bindings;
    const ExprId start = share(context_, scope_, arguments_[0].expr, bindings);
    ExprId length = arguments_[1].expr;
    if (arguments_[1].type == years) length = arithmetic(Operation::multiply, length, number(12), months);
    length = share(context_, scope_, length, bindings);
    const ExprId since = emit(context_, DateDiff{start, arguments_[2].expr, Calendar::months}, months, span_);
    const ExprId cycles = arithmetic(Operation::divide, since, length, number_type());
    const ExprId k = emit(context_, Round{cycles, 1, Rounding::down}, number_type(), span_);
    const ExprId shift = share(context_, scope_, arithmetic(Operation::multiply, length, k, months), bindings);
    const ExprId next = arithmetic(Operation::add, shift, length, months);
    Typed result = emitted(DateAdd{start, shift, Calendar::months}, date_type());
    const ExprId after = emit(context_, DateAdd{start, next, Calendar::months}, date_type(), span_);
    result.last = emit(context_, DateAdd{after, number(-1, context_.days), Calendar::days}, date_type(), span_);
    result.window = true;
    result.bindings = std::move(bindings);
    return result;
  }

  Context& context_;
  Scope& scope_;
  const Tree& tree_;
  const NodeId node_;
  const Span span_;
  std::vector<NodeId> nodes_;  // of the arguments
  std::vector<Typed> arguments_;
};

}  // namespace

std::optional<Typed> lower_builtin(Context& context, NodeId node, Scope& scope) {
  const Tree& tree = *scope.tree;
  const NodeId name_node = tree.first(node);
  const std::string_view text = tree.name_text(name_node);
  const BuiltinFunction* const function = find_builtin(text);
  if (function == nullptr) return std::nullopt;
  std::vector<NodeId> nodes;
  std::vector<Typed> arguments;
  bool good = true;
  for (NodeId at = tree.next(name_node); at.valid(); at = tree.next(at)) {
    nodes.push_back(at);
    arguments.push_back(expression(context, at, scope));
    good = good && arguments.back().valid;
  }
  const std::size_t least = function->arguments, given = arguments.size();
  if (function->many ? given < least : given != least) {
    context.problems.add(Code::argument_count, tree.span(node),
                         {std::string(text), std::to_string(least), std::to_string(given)});
    return Typed{};
  }
  if (!good) return Typed{};
  return BuiltinCall(context, scope, node, std::move(nodes), std::move(arguments)).lower(function->builtin);
}

}  // namespace cepol::semantics
