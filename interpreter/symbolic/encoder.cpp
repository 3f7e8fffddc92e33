// Calls, leaves, conditions and selections.
#include "interpreter/symbolic/encoder.hpp"

#include <algorithm>

#include "interpreter/symbolic/encode_term.hpp"

namespace cepol::symbolic {

using namespace core;

Encoder::Encoder(Values& values, Scope& scope, EncoderOptions options)
    : values_(values),
      terms_(values.terms),
      scope_(scope),
      dates_(values.terms),
      program_(scope.program()),
      options_(std::move(options)) {}

Value Encoder::call(FunctionId id, std::vector<Value> arguments) {
  if (const auto replaced = options_.replacements.truths.find(id); replaced != options_.replacements.truths.end())
    return values_.truth(replaced->second);
  const auto key = std::pair(id, arguments);
  if (const auto known = calls_.find(key); known != calls_.end()) return known->second;
  const Function& function = program_.functions[id];
  Frame frame = std::move(arguments);
  frame.resize(std::max<std::size_t>(frame.size(), function.slots), values_.none(Kind::truth));
  const Value value = terms_.too_many() ? values_.none(function.result.kind) : of(function.body, frame);
  calls_.emplace(key, value);
  return value;
}

Value Encoder::of(ExprId id, Frame& frame) {
  if (const auto replaced = options_.replacements.expressions.find(id);
      replaced != options_.replacements.expressions.end())
    return of(replaced->second, frame);
  const Expr& expr = program_.exprs[id];
  return std::visit(Encode{*this, frame, expr.type}, expr.term);
}

Term Encoder::truth_unknown(const std::string& name) {
  VariableNode node;
  node.name = name;
  node.unknown = true;
  return terms_.variable(std::move(node));
}

// ---- operands
Encoder::Encode::Operands Encoder::Encode::operands(std::initializer_list<ExprId> ids) {
  Operands all{{}, v.never(), t.no()};
  for (const ExprId id : ids) {
    all.values.push_back(e.of(id, frame));
    all.failing = v.first(all.failing, all.values.back().failing);
    all.none = t.any({all.none, all.values.back().none});
  }
  return all;
}

Value Encoder::Encode::together(const Operands& operands, Value value, Failing own) {
  const Term ordinary = t.negation(operands.none);
  value.failing = v.first(operands.failing, v.where(ordinary, own));
  value.none = t.all({operands.none, t.negation(v.fails(operands.failing))});
  return value;
}

Value Encoder::Encode::test(const Operands& operands, Term truth) {
  return v.ordinary(t.all({t.negation(operands.none), truth}), operands.failing);
}

// ---- leaves
Value Encoder::Encode::operator()(const Constant& term) {
  if (term.is_none) return v.none(type.kind);
  switch (type.kind) {
    case Kind::truth: return v.truth(term.value == Exact(1));
    case Kind::text: return e.scope_.text(term.text);
    case Kind::date: return v.date(e.dates_.of(term.value.num));
    case Kind::enumeration:
    case Kind::number:
    case Kind::year:
    case Kind::row: break;
  }
  return v.ordinary(t.number(term.value));
}

Value Encoder::Encode::operator()(const Local& term) { return frame[term.slot]; }

Value Encoder::Encode::operator()(const ReadingOption& term) {
  if (e.options_.readings.empty()) return e.scope_.reading(term.reading);
  return v.ordinary(t.number(e.options_.readings[term.reading.index]));
}

Value Encoder::Encode::operator()(const ColumnOf& term) {
  const Value row = e.of(term.row, frame);
  if (row.none == t.yes()) {
    Value none = v.none(type.kind);
    none.none = t.negation(v.fails(row));
    none.failing = row.failing;
    return none;
  }
  Value cell = e.scope_.cell(e.program_.exprs[term.row].type.table, row.parts[0], term.column);
  cell.none = t.all({t.any({row.none, cell.none}), t.negation(v.fails(row))});
  cell.failing = row.failing;
  return cell;
}

Value Encoder::Encode::operator()(const Fail&) { return v.failed(type.kind); }

// ---- conditions
Value Encoder::Encode::operator()(const Logic& term) {
  std::vector<Term> values, decisive;
  Failing failing = v.never();
  for (const ExprId id : term.operands) {
    const Value one = e.of(id, frame);
    const Term holds = v.yes(one), sound = t.negation(v.fails(one));
    decisive.push_back(t.all({sound, term.all ? t.negation(holds) : holds}));
    values.push_back(decisive.back());
    failing = v.first(failing, one.failing);
  }
  const Term decided = t.any(decisive);
  return v.ordinary(term.all ? t.negation(decided) : decided, v.where(t.negation(decided), failing));
}

Value Encoder::Encode::operator()(const Not& term) {
  const Value operand = e.of(term.operand, frame);
  return v.ordinary(t.negation(v.yes(operand)), operand.failing);
}

Value Encoder::Encode::operator()(const IsNone& term) {
  const Value operand = e.of(term.operand, frame);
  return v.ordinary(operand.none, operand.failing);
}

Term Encoder::at_most(const Type& type, const Value& a, const Value& b, bool less) {
  if (type.kind == Kind::date) return less ? dates_.before(a.parts, b.parts) : dates_.at_most(a.parts, b.parts);
  return less ? terms_.less(a.parts[0], b.parts[0]) : terms_.at_most(a.parts[0], b.parts[0]);
}

Value Encoder::Encode::operator()(const Compare& term) {
  const Operands both = operands({term.left, term.right});
  const Type& of = e.program_.exprs[term.left].type;
  const Value &a = both.values[0], &b = both.values[1];
  return test(both, term.relation == Relation::equal ? v.equal_parts(a, b)
                                                     : e.at_most(of, a, b, term.relation == Relation::less));
}

Value Encoder::Encode::operator()(const Contains& term) {
  const Operands both = operands({term.text, term.part});
  const Term text = both.values[0].parts[0], part = both.values[1].parts[0];
  if (both.none == t.yes()) return test(both, t.no());
  const auto known = t.constant(part);
  if (!known) return test(both, t.contains(text, part));
  const std::vector<std::string>& texts = e.scope_.texts();
  const std::string& wanted = texts[static_cast<std::size_t>(known->num)];
  if (wanted.empty()) return test(both, t.yes());
  const Term first_other = t.number(static_cast<std::int64_t>(texts.size()));
  std::vector<Term> ways{t.all({t.at_most(first_other, text), t.contains(text, part)})};
  for (std::size_t i = 0; i < texts.size(); ++i)
    if (texts[i].find(wanted) != std::string::npos)
      ways.push_back(t.equal(text, t.number(static_cast<std::int64_t>(i))));
  return test(both, t.any(std::move(ways)));
}

// ---- selection
Value Encoder::Encode::operator()(const If& term) {
  const Value condition = e.of(term.condition, frame);
  const Term holds = v.yes(condition);
  Value value = holds == t.yes()  ? e.of(term.yes, frame)
                : holds == t.no() ? e.of(term.no, frame)
                                  : v.choice(holds, e.of(term.yes, frame), e.of(term.no, frame));
  const Term sound = t.negation(v.fails(condition));
  value.failing = v.first(condition.failing, v.where(sound, value.failing));
  value.none = t.all({value.none, sound});
  return value;
}

Value Encoder::Encode::operator()(const Cases& term) { return term.first ? first_case(term) : one_case(term); }

Value Encoder::Encode::first_case(const Cases& term) {
  std::vector<std::pair<Value, Value>> cases;  // guard, value
  Value value = v.none(type.kind);
  bool decided = false;
  for (const Case& one : term.cases) {
    const Value guard = e.of(one.guard, frame);
    if (v.yes(guard) == t.no() && v.fails(guard) == t.no()) continue;
    cases.emplace_back(guard, e.of(one.value, frame));
    decided = v.yes(guard) == t.yes();
    if (decided) break;
  }
  if (!decided && term.otherwise) value = e.of(*term.otherwise, frame);
  for (std::size_t i = cases.size(); i-- > 0;) {
    const Value& guard = cases[i].first;
    value = v.choice(v.yes(guard), cases[i].second, value);
    const Term sound = t.negation(v.fails(guard));
    value.failing = v.first(guard.failing, v.where(sound, value.failing));
    value.none = t.all({value.none, sound});
  }
  return value;
}

Value Encoder::Encode::one_case(const Cases& term) {
  const std::size_t count = term.cases.size();
  std::vector<Term> holds(count), yields(count, t.no());
  Failing guards = v.never();
  for (std::size_t i = 0; i < count; ++i) {
    const Value guard = e.of(term.cases[i].guard, frame);
    holds[i] = v.yes(guard);
    guards = v.first(guards, guard.failing);
  }
  for (std::size_t i = 0; i < count; ++i)
    for (const std::uint32_t yielding : term.cases[i].over) yields[yielding] = t.any({yields[yielding], holds[i]});
  // The first case that is left and, of those after it, whether one has another value.
  Value value = v.none(type.kind);
  Failing values = v.never();
  Term any = t.no(), clash = t.no();
  for (std::size_t i = 0; i < count; ++i) {
    const Term left = t.all({holds[i], t.negation(yields[i])});
    if (left == t.no()) continue;
    const Value own = e.of(term.cases[i].value, frame);
    values = v.first(values, v.where(left, own.failing));
    clash = t.any({clash, t.all({any, left, t.negation(v.same(value, own))})});
    Value plain = own;
    plain.failing = v.never();
    value = v.choice(any, value, v.choice(left, plain, value));
    any = t.any({any, left});
  }
  const Value otherwise = term.otherwise ? e.of(*term.otherwise, frame) : v.none(type.kind);
  const Term none_holds = t.negation(t.any(holds));
  value = v.choice(none_holds, otherwise, value);
  Failing failing = v.first(guards, v.where(none_holds, otherwise.failing));
  failing = v.first(failing, v.first(values, {clash, t.no()}));
  value.failing = failing;
  value.none = t.all({value.none, t.negation(v.fails(failing))});
  return value;
}

// ---- structure
Value Encoder::Encode::operator()(const Let& term) {
  const Value value = e.of(term.value, frame);
  frame[term.slot] = value;
  return e.of(term.body, frame);
}

Value Encoder::Encode::operator()(const Call& term) {
  std::vector<Value> arguments;
  for (const ExprId id : term.arguments) arguments.push_back(e.of(id, frame));
  return e.call(term.function, std::move(arguments));
}

}  // namespace cepol::symbolic
