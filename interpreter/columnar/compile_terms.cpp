// The nodes of terms.
#include "interpreter/columnar/compile.hpp"

#include <algorithm>

namespace cepol::columnar {

using namespace core;

NodeId Compiler::call(FunctionId function, Frame arguments) {
  std::vector<std::uint32_t> key{function.index};
  for (NodeId argument : arguments) key.push_back(argument.index);
  if (const auto known = calls_.find(key); known != calls_.end()) return known->second;
  arguments.resize(std::max<std::size_t>(arguments.size(), program_.functions[function].slots));
  const NodeId result = compile(program_.functions[function].body, arguments);
  calls_.emplace(std::move(key), result);
  return result;
}

NodeId Compiler::arithmetic(const Arithmetic& term, Kind kind, const Frame& frame) {
  NodeId left = compile(term.left, frame), right = compile(term.right, frame);
  Node node;
  node.op = Op::arithmetic;
  node.kind = kind;
  node.rep = Rep::integers;
  node.detail = static_cast<std::uint8_t>(term.operation);
  bool exact = at(left).rep == Rep::exact || at(right).rep == Rep::exact;
  // A year moved by a number: only a whole one.
  if (kind == Kind::year && term.operation <= Operation::subtract && (exact || at(right).denominator != 1)) {
    Node whole;
    whole.op = Op::round;
    whole.kind = Kind::number;
    whole.rep = Rep::integers;
    whole.number = 1;
    whole.flag = true;  // what is not whole is deferred
    whole.inputs = {right};
    right = add(whole);
    exact = at(left).rep == Rep::exact;
  }
  bool as_integers = !exact;
  switch (term.operation) {
    case Operation::add:
    case Operation::subtract:
    case Operation::minimum:
    case Operation::maximum:
      unify({&left, &right});
      as_integers = at(left).rep == Rep::integers;
      if (as_integers) node.denominator = at(left).denominator;
      break;
    case Operation::multiply: {
      const std::int64_t product = exact ? 1 : at(left).denominator * at(right).denominator;
      as_integers = as_integers && product <= largest_denominator;
      if (as_integers) node.denominator = product;
      break;
    }
    case Operation::divide: as_integers = false; break;
  }
  if (!as_integers) {
    node.rep = Rep::exact;
    left = as_exact(left);
    right = as_exact(right);
  }
  node.inputs = {left, right};
  return add(node);
}

NodeId Compiler::compare(Relation relation, NodeId left, NodeId right) {
  unify({&left, &right});
  Node node;
  node.op = Op::compare;
  node.detail = static_cast<std::uint8_t>(relation);
  node.inputs = {left, right};
  return add(node);
}

struct Compiler::Term {
  Compiler& compiler;
  ExprId id;
  const Type& type;
  const Frame& frame;

  NodeId of(ExprId child) const { return compiler.compile(child, frame); }
  NodeId node(Op op, std::vector<NodeId> inputs, std::uint8_t detail = 0, bool flag = false) const {
    Node made;
    made.op = op;
    made.kind = type.kind;
    made.rep = rep_of(type.kind);
    made.inputs = std::move(inputs);
    made.detail = detail;
    made.flag = flag;
    return compiler.add(made);
  }
  // A whole number as such.
  NodeId whole(NodeId number) const {
    const Node& given = compiler.at(number);
    if (given.rep == Rep::integers && given.denominator == 1) return number;
    Node made;
    made.op = Op::round;
    made.kind = Kind::number;
    made.rep = Rep::integers;
    made.number = 1;
    made.flag = true;
    made.inputs = {number};
    return compiler.add(made);
  }

  NodeId operator()(const Constant& t) const { return compiler.constant(t, type); }
  NodeId operator()(const Local& t) const { return frame.at(t.slot); }
  NodeId operator()(const ReadingOption& t) const {
    return compiler.constant({static_cast<std::int64_t>(compiler.readings_[t.reading.index]), {}, false}, type);
  }
  NodeId operator()(const ColumnOf& t) const {
    const TableId table = compiler.program_.exprs[t.row].type.table;
    Node made;
    made.op = Op::column;
    made.kind = type.kind;
    made.rep = rep_of(type.kind);
    made.table = table;
    made.column = t.column;
    made.inputs = {of(t.row)};
    for (int i = 0; i < compiler.data_[table].columns[t.column].scale; ++i) made.denominator *= 10;
    if (made.denominator > largest_denominator) {
      made.rep = Rep::exact;
      made.denominator = 1;
    }
    return compiler.add(made);
  }
  NodeId operator()(const Arithmetic& t) const { return compiler.arithmetic(t, type.kind, frame); }
  NodeId operator()(const Round& t) const {
    Node made;
    made.op = Op::round;
    made.kind = type.kind;
    made.rep = t.step.den > largest_denominator ? Rep::exact : Rep::integers;
    made.denominator = made.rep == Rep::integers ? t.step.den : 1;
    made.number = t.step;
    made.detail = static_cast<std::uint8_t>(t.mode);
    made.inputs = {of(t.value)};
    return compiler.add(made);
  }
  NodeId operator()(const DateAdd& t) const {
    return node(Op::date_add, {of(t.date), whole(of(t.amount))}, static_cast<std::uint8_t>(t.unit));
  }
  NodeId operator()(const DateDiff& t) const {
    return node(Op::date_diff, {of(t.from), of(t.to)}, static_cast<std::uint8_t>(t.unit));
  }
  NodeId operator()(const ExtractDatePart& t) const {
    return node(Op::date_part, {of(t.date)}, static_cast<std::uint8_t>(t.part));
  }
  NodeId operator()(const YearDay& t) const { return node(Op::year_day, {of(t.year)}, 0, t.last); }
  NodeId operator()(const Compare& t) const { return compiler.compare(t.relation, of(t.left), of(t.right)); }
  NodeId operator()(const Logic& t) const {
    std::vector<NodeId> inputs;
    for (ExprId operand : t.operands) inputs.push_back(of(operand));
    if (inputs.empty()) return compiler.constant({t.all ? 1 : 0, {}, false}, type);
    return node(t.all ? Op::all_of : Op::any_of, std::move(inputs));
  }
  NodeId operator()(const Not& t) const { return node(Op::negate, {of(t.operand)}); }
  NodeId operator()(const IsNone& t) const { return node(Op::is_none, {of(t.operand)}); }
  NodeId operator()(const Contains& t) const { return node(Op::contains, {of(t.text), of(t.part)}); }
  NodeId operator()(const If& t) const {
    NodeId condition = of(t.condition), yes = of(t.yes), no = of(t.no);
    return chosen(Op::choose, {condition}, {yes, no});
  }
  NodeId chosen(Op op, std::vector<NodeId> inputs, std::vector<NodeId> values, bool first = false,
                std::vector<std::vector<std::uint32_t>> yield = {}, std::uint8_t guards = 0) const {
    std::vector<NodeId*> all;
    for (NodeId& value : values) all.push_back(&value);
    compiler.unify(all);
    Node made;
    made.op = op;
    made.kind = type.kind;
    made.rep = compiler.at(values.front()).rep;
    made.denominator = made.rep == Rep::integers ? compiler.at(values.front()).denominator : 1;
    made.flag = first;
    made.yield = std::move(yield);
    made.detail = guards;
    made.inputs = std::move(inputs);
    made.inputs.insert(made.inputs.end(), values.begin(), values.end());
    return compiler.add(made);
  }
  NodeId operator()(const Cases& t) const {
    std::vector<NodeId> guards, values;
    std::vector<std::vector<std::uint32_t>> yield;
    for (const Case& one : t.cases) {
      guards.push_back(of(one.guard));
      values.push_back(of(one.value));
      if (!t.first) yield.push_back(one.over);
    }
    values.push_back(t.otherwise ? of(*t.otherwise) : compiler.constant({0, {}, true}, type));
    return chosen(Op::cases, std::move(guards), std::move(values), t.first, std::move(yield));
  }
  NodeId operator()(const Let& t) const {
    Frame inner = frame;
    inner.at(t.slot) = of(t.value);
    return compiler.compile(t.body, inner);
  }
  NodeId operator()(const Call& t) const {
    Frame arguments;
    for (ExprId argument : t.arguments) arguments.push_back(of(argument));
    return compiler.call(t.function, std::move(arguments));
  }
  NodeId operator()(const OverRows& t) const { return compiler.over_rows(t, id, frame); }
  NodeId operator()(const OverYears& t) const { return compiler.over_years(t, id, frame); }
  NodeId operator()(const YearScan& t) const { return compiler.scan(t, id, frame); }
  NodeId operator()(const Fail&) const {
    Node made;
    made.kind = type.kind;
    made.rep = rep_of(type.kind);
    made.flag = true;
    made.text = id.index;  // each is one of its own
    return compiler.add(made);
  }
};

NodeId Compiler::compile(ExprId id, const Frame& frame) {
  std::vector<std::uint32_t> key{id.index};
  for (Slot slot : free_slots_[id.index]) key.push_back(frame.at(slot).index);
  if (const auto known = compiled_.find(key); known != compiled_.end()) return known->second;
  const Expr& expr = program_.exprs[id];
  if (is_full()) return deferred(expr.type);
  const ExprId outer = std::exchange(source_, id);
  const NodeId result = std::visit(Term{*this, id, expr.type, frame}, expr.term);
  source_ = outer;
  compiled_.emplace(std::move(key), result);
  return result;
}

}  // namespace cepol::columnar
