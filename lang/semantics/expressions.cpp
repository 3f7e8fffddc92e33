// Typing an expression: from a syntax node to a core term of a known type, or a problem and an invalid Typed.
#include "lang/semantics/checker.hpp"

namespace cepol::semantics {

namespace {

class Deeper {
 public:
  explicit Deeper(std::size_t& nesting) : nesting_(nesting) { ++nesting_; }
  ~Deeper() { --nesting_; }
  Deeper(const Deeper&) = delete;

 private:
  std::size_t& nesting_;
};
}  // namespace

Typed Checker::expression(NodeId node, Scope& scope, const Type* expected) {
  const Tree& tree = *scope.tree;
  const Span span = tree.span(node);
  const Deeper deeper(nesting_);
  if (nesting_ > max_nesting) {
    if (!making_.empty()) too_deep(making_.front(), max_nesting);
    return {};
  }
  switch (tree.kind(node)) {
    case NodeKind::number:
    case NodeKind::percent:
    case NodeKind::quantity: return number_literal(node, scope);
    case NodeKind::date: {
      const auto date = parse_date(tree.text_of(node));
      if (!date) return {};  // no such day: the parser has said so
      if (!date->exact()) {
        problems_.add(Code::date_not_to_the_day, span, {std::string(tree.text_of(node))});
        return {};
      }
      return value_of(constant(static_cast<std::int64_t>(date->first), date_type(), span), date_type());
    }
    case NodeKind::string: {
      const Type text{Kind::text, {}, {}, {}};
      return value_of(emit(Constant{{}, tree.string_text(node), false}, text, span), text);
    }
    case NodeKind::yes: return value_of(constant(1, truth_type(), span), truth_type());
    case NodeKind::no: return value_of(constant(0, truth_type(), span), truth_type());
    case NodeKind::none: {
      if (expected == nullptr) {
        problems_.add(Code::none_without_type, span);
        return {};
      }
      return value_of(none(*expected, span), *expected);
    }
    case NodeKind::name: return name(node, scope, expected);
    case NodeKind::field:
    case NodeKind::field_call: return field(node, scope);
    case NodeKind::convert: return convert(node, scope);
    case NodeKind::call: return call(node, scope);
    case NodeKind::credited: return credited(node, scope);
    case NodeKind::last_window: return last_window(node, scope);
    case NodeKind::span_window: return span_window(node, scope);
    case NodeKind::fold: return fold(node, scope);
    case NodeKind::days_covered: return days_covered(node, scope);
    case NodeKind::months_covered: return months_covered(node, scope);
    case NodeKind::running: return running(node, scope);
    case NodeKind::negate: {
      Typed operand = expression(tree.first(node), scope);
      if (!operand.valid) return {};
      if (operand.type.kind != Kind::number || operand.window) {
        problems_.add(Code::number_expected, tree.span(tree.first(node)), {type_name(operand.type, operand.window)});
        return {};
      }
      if (operand.constant) {
        operand.constant = minus(Exact(0), *operand.constant);
        operand.expr = constant(*operand.constant, operand.type, span);
        return operand;
      }
      const ExprId zero = constant(0, operand.type, span);
      return value_of(emit(Arithmetic{Operation::subtract, zero, operand.expr}, operand.type, span), operand.type);
    }
    case NodeKind::binary: {
      const Keyword keyword = tree[node].keyword;
      switch (keyword) {
        case Keyword::plus:
        case Keyword::minus:
        case Keyword::times_sign:
        case Keyword::divide: return arithmetic(node, scope, keyword);
        default: return relation(node, scope, keyword);
      }
    }
    case NodeKind::is_none:
    case NodeKind::is_there: {
      const Typed operand = expression(tree.first(node), scope);
      if (!operand.valid) return {};
      if (operand.window) {
        problems_.add(Code::window_not_here, tree.span(tree.first(node)));
        return {};
      }
      ExprId result = emit(IsNone{operand.expr}, truth_type(), span);
      if (tree.kind(node) == NodeKind::is_there) result = emit(Not{result}, truth_type(), span);
      return value_of(result, truth_type());
    }
    case NodeKind::in_set: return membership(node, scope);
    case NodeKind::not_: {
      const Typed operand = truth(tree.first(node), scope);
      if (!operand.valid) return {};
      return value_of(emit(Not{operand.expr}, truth_type(), span), truth_type());
    }
    case NodeKind::logic: {
      std::vector<ExprId> operands;
      bool good = true;
      for (NodeId child : tree.children(node)) {
        const Typed operand = truth(child, scope);
        good = good && operand.valid;
        operands.push_back(operand.expr);
      }
      if (!good) return {};
      const bool all = tree[node].keyword == Keyword::and_;
      return value_of(emit(Logic{all, std::move(operands)}, truth_type(), span), truth_type());
    }
    case NodeKind::choose: return choose(node, scope, expected);
    default: return {};  // `error`: already reported
  }
}

Typed Checker::truth(NodeId node, Scope& scope) {
  const Type type = truth_type();
  Typed typed = expression(node, scope, &type);
  if (!typed.valid) return {};
  if (!fits(typed, type, *scope.tree, node)) return {};
  return typed;
}

Typed Checker::number_literal(NodeId node, Scope& scope) {
  const Tree& tree = *scope.tree;
  const NodeId digits = tree.kind(node) == NodeKind::quantity ? tree.first(node) : node;
  const auto value = tree.number_value(digits);
  if (!value) {
    problems_.add(Code::number_too_large, tree.span(digits), {std::string(tree.digits(digits))});
    return {};
  }
  Type type = number_type();
  if (tree.kind(node) == NodeKind::quantity) {
    const NodeId unit_node = tree.next(digits);
    const std::string unit_text(tree.name_text(unit_node));
    const auto unit = unit_named(unit_text);
    if (!unit) {
      std::vector<std::string> units;
      for (const Unit& other : out_.program.units.nodes) {
        units.push_back(other.name);
        units.insert(units.end(), other.aliases.begin(), other.aliases.end());
      }
      auto& problem = problems_.add(Code::unknown_unit, tree.span(unit_node), {unit_text});
      for (const std::string& other : units)
        if (problem.suggestion.empty() && other == unit_text) problem.suggest(other);
      return {};
    }
    if (auto id = find_global(unit_text)) declarations_[*id].used = true;
    refers_to_global(tree, unit_node, unit_text);
    type.unit = *unit;
  }
  Typed typed = value_of(constant(*value, type, tree.span(node)), type);
  typed.constant = value;
  typed.literal = tree.kind(node) == NodeKind::number;
  return typed;
}

bool Checker::adapt(Typed& literal, const Type& type) {
  if (!literal.literal || !literal.constant) return false;
  const bool year = type.kind == Kind::year && literal.constant->whole();
  const bool zero = type.kind == Kind::number && *literal.constant == Exact(0);
  if (!year && !zero) return false;
  literal.expr = constant(*literal.constant, type, out_.program.exprs[literal.expr].span);
  literal.type = type;
  return true;
}

// The same type for both, after what literals allow.
bool Checker::agree(Typed& left, Typed& right, const Tree& tree, NodeId at) {
  if (left.window == right.window && left.type == right.type) return true;
  if ((!right.window && adapt(left, right.type)) || (!left.window && adapt(right, left.type))) return true;
  const Span span = tree.span(at);
  auto calendar = [&](const Type& type) { return type.unit == years_ || type.unit == months_ || type.unit == days_; };
  if (left.type.kind == Kind::number && right.type.kind == Kind::number)
    problems_.add(calendar(left.type) && calendar(right.type) && (left.type.unit == days_ || right.type.unit == days_)
                      ? Code::days_and_years
                      : Code::units_differ,
                  span, {type_name(left.type), type_name(right.type)});
  else
    problems_.add(Code::types_differ, span, {type_name(left.type, left.window), type_name(right.type, right.window)});
  return false;
}

bool Checker::fits(Typed& value, const Type& type, const Tree& tree, NodeId at) {
  if (!value.valid) return false;
  if (!value.window && value.type == type) return true;
  Typed wanted;
  wanted.valid = true;
  wanted.type = type;
  if (value.literal && value.constant &&
      ((type.kind == Kind::year && value.constant->whole()) ||
       (type.kind == Kind::number && *value.constant == Exact(0)))) {
    value.expr = constant(*value.constant, type, tree.span(at));
    value.type = type;
    return true;
  }
  problems_.add(Code::wrong_type, tree.span(at), {type_name(type), type_name(value.type, value.window)});
  return false;
}

std::string Checker::type_name(const Type& type, bool window) const {
  switch (type.kind) {
    case Kind::truth: return in_both("“是或否”", "yes or no");
    case Kind::enumeration: {
      const std::string& name = out_.program.enumerations[type.enumeration].name;
      return in_both("“" + name + "”的取值", "a value of “" + name + "”");
    }
    case Kind::number: {
      if (!type.unit.valid()) return in_both("数", "a number");
      const std::string& name = out_.program.units[type.unit].name;
      for (const auto& [calendar, en] :
           {std::pair(years_, "years"), std::pair(months_, "months"), std::pair(days_, "days")})
        if (type.unit == calendar) return in_both("几" + name, std::string("a number of ") + en);
      return in_both(name, "a number of " + name);
    }
    case Kind::year: return window ? in_both("年段", "a span of years") : in_both("年份", "a year");
    case Kind::date: return window ? in_both("期间", "a span of days") : in_both("日期", "a date");
    case Kind::text: return in_both("文本", "a text");
    case Kind::row: {
      const std::string& name = out_.program.tables[type.table].name;
      return in_both("表“" + name + "”的一行", "a row of “" + name + "”");
    }
  }
  return {};
}

Typed Checker::arithmetic(NodeId node, Scope& scope, Keyword operation) {
  const Tree& tree = *scope.tree;
  const Span span = tree.span(node);
  const NodeId left_node = tree.first(node), right_node = tree.next(left_node);
  Typed left = expression(left_node, scope);
  Typed right = expression(right_node, scope);
  if (!left.valid || !right.valid) return {};
  if (left.window || right.window) {
    problems_.add(Code::window_not_here, tree.span(left.window ? left_node : right_node));
    return {};
  }
  const bool sum = operation == Keyword::plus || operation == Keyword::minus;
  const Operation op = operation == Keyword::plus         ? Operation::add
                       : operation == Keyword::minus      ? Operation::subtract
                       : operation == Keyword::times_sign ? Operation::multiply
                                                          : Operation::divide;
  auto made = [&](Type type, ExprId l, ExprId r) {
    Typed result = value_of(emit(Arithmetic{op, l, r}, type, span), type);
    if (left.constant && right.constant) {
      switch (op) {
        case Operation::add: result.constant = plus(*left.constant, *right.constant); break;
        case Operation::subtract: result.constant = minus(*left.constant, *right.constant); break;
        case Operation::multiply: result.constant = times(*left.constant, *right.constant); break;
        default: result.constant = over(*left.constant, *right.constant); break;
      }
    }
    return result;
  };
  const Kind l = left.type.kind, r = right.type.kind;

  if (sum && l == Kind::date && r == Kind::number) {  // date ± a calendar quantity
    const UnitId unit = right.type.unit;
    if (unit == years_ || unit == months_ || unit == days_) {
      ExprId amount = right.expr;
      if (operation == Keyword::minus) {
        const ExprId zero = constant(0, right.type, span);
        amount = emit(Arithmetic{Operation::subtract, zero, amount}, right.type, span);
      }
      const Calendar calendar = unit == years_ ? Calendar::years : unit == months_ ? Calendar::months : Calendar::days;
      return value_of(emit(DateAdd{left.expr, amount, calendar}, date_type(), span), date_type());
    }
    problems_.add(Code::calendar_unit_expected, tree.span(right_node), {type_name(right.type)});
    return {};
  }
  if (operation == Keyword::minus && l == Kind::date && r == Kind::date) {
    const Type type = number_type(days_);
    return value_of(emit(DateDiff{right.expr, left.expr, Calendar::days}, type, span), type);
  }
  if (sum && l == Kind::year && r == Kind::number && (!right.type.unit.valid() || right.type.unit == years_))
    return made(year_type(), left.expr, right.expr);
  if (operation == Keyword::minus && l == Kind::year && r == Kind::year) {
    return made(number_type(years_), left.expr, right.expr);
  }
  if (l != Kind::number || r != Kind::number) {
    const bool bad_left = l != Kind::number;
    problems_.add(Code::number_expected, tree.span(bad_left ? left_node : right_node),
                  {type_name(bad_left ? left.type : right.type)});
    return {};
  }
  if (sum) {
    if (!agree(left, right, tree, node)) return {};
    return made(left.type, left.expr, right.expr);
  }
  if (operation == Keyword::times_sign) {
    if (left.type.unit.valid() && right.type.unit.valid()) {
      problems_.add(Code::units_multiplied, span, {type_name(left.type), type_name(right.type)});
      return {};
    }
    return made(left.type.unit.valid() ? left.type : right.type, left.expr, right.expr);
  }
  if (right.constant && *right.constant == Exact(0)) {
    problems_.add(Code::division_by_zero, tree.span(right_node));
    return {};
  }
  if (left.type == right.type) return made(number_type(), left.expr, right.expr);
  if (!right.type.unit.valid()) return made(left.type, left.expr, right.expr);
  problems_.add(Code::units_differ, span, {type_name(left.type), type_name(right.type)});
  return {};
}

Typed Checker::convert(NodeId node, Scope& scope) {
  const Tree& tree = *scope.tree;
  const NodeId value_node = tree.first(node), unit_node = tree.next(value_node);
  const Typed value = expression(value_node, scope);
  const std::string unit_text(tree.name_text(unit_node));
  const auto unit = unit_named(unit_text);
  if (!unit) {
    problems_.add(Code::unknown_unit, tree.span(unit_node), {unit_text});
    return {};
  }
  refers_to_global(tree, unit_node, unit_text);
  if (!value.valid) return {};
  if (value.window || value.type.kind != Kind::number || !value.type.unit.valid() ||
      out_.program.units[value.type.unit].base != out_.program.units[*unit].base) {
    problems_.add(Code::no_conversion, tree.span(node), {type_name(value.type, value.window), unit_text});
    return {};
  }
  const auto factor = over(out_.program.units[value.type.unit].factor, out_.program.units[*unit].factor);
  if (!factor) return {};
  const Type type = number_type(*unit);
  const ExprId by = constant(*factor, number_type(), tree.span(node));
  return value_of(emit(Arithmetic{Operation::multiply, value.expr, by}, type, tree.span(node)), type);
}

Typed Checker::choose(NodeId node, Scope& scope, const Type* expected) {
  const Tree& tree = *scope.tree;
  const NodeId condition_node = tree.first(node), yes_node = tree.next(condition_node), no_node = tree.next(yes_node);
  const Typed condition = truth(condition_node, scope);
  Typed yes_value = expression(yes_node, scope, expected);
  if (!yes_value.valid && tree.kind(no_node) == NodeKind::name) return {};  // perhaps a member of what is broken
  Typed no_value = expression(no_node, scope,
                              expected != nullptr ? expected
                              : yes_value.valid   ? &yes_value.type
                                                  : nullptr);
  if (!condition.valid || !yes_value.valid || !no_value.valid) return {};
  if (expected != nullptr && yes_value.literal && no_value.literal) {
    adapt(yes_value, *expected);
    adapt(no_value, *expected);
  }
  if (yes_value.window || no_value.window) {  // of two windows, or a window and a year
    yes_value = as_window(yes_value, tree, yes_node);
    no_value = as_window(no_value, tree, no_node);
    if (!yes_value.valid || !no_value.valid) return {};
    if (yes_value.type != no_value.type) {
      problems_.add(Code::types_differ, tree.span(node),
                    {type_name(yes_value.type, true), type_name(no_value.type, true)});
      return {};
    }
  } else if (!agree(yes_value, no_value, tree, node)) {
    return {};
  }
  Typed result = value_of(emit(If{condition.expr, yes_value.expr, no_value.expr}, yes_value.type, tree.span(node)),
                          yes_value.type);
  if (yes_value.window) {
    result.window = true;
    result.last = emit(If{condition.expr, yes_value.last, no_value.last}, yes_value.type, tree.span(node));
  }
  return result;
}

Typed Checker::as_window(Typed value, const Tree& tree, NodeId node) {
  if (!value.valid || value.window) return value;
  if (value.literal && value.constant && value.constant->whole()) {
    value.expr = constant(*value.constant, year_type(), tree.span(node));
    value.type = year_type();
  }
  if (value.type.kind != Kind::year) {
    problems_.add(Code::window_expected, tree.span(node), {type_name(value.type)});
    return {};
  }
  value.window = true;
  value.last = value.expr;
  return value;
}

Typed Checker::last_window(NodeId node, Scope& scope) {  // last N years to Y: Y-N+1 .. Y
  const Tree& tree = *scope.tree;
  const Span span = tree.span(node);
  const NodeId length_node = tree.first(node), end_node = tree.next(length_node);
  Typed length = expression(length_node, scope);
  const Type year = year_type();
  Typed end = expression(end_node, scope, &year);
  if (!length.valid || !end.valid) return {};
  if (length.window || length.type != number_type(years_)) {
    problems_.add(Code::years_expected, tree.span(length_node), {type_name(length.type, length.window)});
    return {};
  }
  if (!fits(end, year_type(), tree, end_node)) return {};
  const ExprId before = emit(Arithmetic{Operation::subtract, end.expr, length.expr}, year_type(), span);
  Typed result = value_of(
      emit(Arithmetic{Operation::add, before, constant(1, number_type(years_), span)}, year_type(), span), year_type());
  result.window = true;
  result.last = end.expr;
  return result;
}

Typed Checker::span_window(NodeId node, Scope& scope) {  // from A to B: years or days
  const Tree& tree = *scope.tree;
  const NodeId first_node = tree.first(node), last_node = tree.next(first_node);
  Typed first = expression(first_node, scope);
  Typed last = expression(last_node, scope);
  if (!first.valid || !last.valid) return {};
  if (first.literal && last.literal) {
    if (!fits(first, year_type(), tree, first_node) || !fits(last, year_type(), tree, last_node)) return {};
  } else if (!agree(first, last, tree, node)) {
    return {};
  }
  if (first.window || (first.type.kind != Kind::year && first.type.kind != Kind::date)) {
    problems_.add(Code::window_expected, tree.span(first_node), {type_name(first.type, first.window)});
    return {};
  }
  Typed result = value_of(first.expr, first.type);
  result.window = true;
  result.last = last.expr;
  return result;
}

}  // namespace cepol::semantics
