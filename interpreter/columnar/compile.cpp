// Expands a program's functions into the nodes of a plan.
#include "interpreter/columnar/compile.hpp"

#include <algorithm>
#include <numeric>
#include <set>

#include "lang/core/children.hpp"

namespace cepol::columnar {

using namespace core;

namespace {

constexpr std::int64_t largest_denominator = 1'000'000;

std::vector<std::vector<Slot>> free_slots_of(const Program& program) {
  std::vector<std::vector<Slot>> all(program.exprs.size());
  for (std::size_t i = 0; i < program.exprs.size(); ++i) {
    const Term& term = program.exprs.nodes[i].term;
    std::set<Slot> slots;
    auto take = [&](ExprId id) { slots.insert(all[id.index].begin(), all[id.index].end()); };
    auto take_inside = [&](std::initializer_list<std::optional<ExprId>> ids, std::initializer_list<Slot> bound) {
      std::set<Slot> inside;
      for (const auto& id : ids)
        if (id) inside.insert(all[id->index].begin(), all[id->index].end());
      for (Slot slot : bound) inside.erase(slot);
      slots.insert(inside.begin(), inside.end());
    };
    if (const auto* local = std::get_if<Local>(&term)) {
      slots.insert(local->slot);
    } else if (const auto* let = std::get_if<Let>(&term)) {
      take(let->value);
      take_inside({let->body}, {let->slot});
    } else if (const auto* rows = std::get_if<OverRows>(&term)) {
      if (rows->parent) take(*rows->parent);
      take_inside({rows->guard, rows->value}, {rows->slot});
    } else if (const auto* years = std::get_if<OverYears>(&term)) {
      take(years->from), take(years->to);
      take_inside({years->guard, years->value}, {years->slot});
    } else if (const auto* scan = std::get_if<YearScan>(&term)) {
      take(scan->from), take(scan->to);
      std::set<Slot> inside;
      for (const YearScan::State& state : scan->states) {
        take(state.initial);
        inside.insert(all[state.next.index].begin(), all[state.next.index].end());
      }
      inside.erase(scan->year);
      for (const YearScan::State& state : scan->states) inside.erase(state.slot);
      slots.insert(inside.begin(), inside.end());
    } else {
      for_each_child(term, take);
    }
    all[i].assign(slots.begin(), slots.end());
  }
  return all;
}

Rep rep_of(Kind kind) {
  return kind == Kind::truth || kind == Kind::enumeration ? Rep::members : Rep::integers;
}

std::optional<std::int64_t> common_denominator(std::int64_t a, std::int64_t b) {
  const std::int64_t all = a / std::gcd(a, b) * b;  // both at most largest_denominator
  return all <= largest_denominator ? std::optional(all) : std::nullopt;
}

}  // namespace

Compiler::Compiler(const Program& program, const data::Dataset& data, std::vector<Member> readings)
    : program_(program), data_(data), readings_(std::move(readings)), free_slots_(free_slots_of(program)) {
  plan_.domains.add({});  // the single lane
  plan_.first_text = static_cast<std::uint32_t>(data.texts.size());
  for (const Expr& expr : program.exprs.nodes)
    if (const auto* one = std::get_if<Constant>(&expr.term); one != nullptr && expr.type.kind == Kind::text)
      texts_.emplace(one->text, UINT32_MAX);
  for (std::size_t i = 0; i < data.texts.size() && !texts_.empty(); ++i)
    if (const auto found = texts_.find(data.texts[i]); found != texts_.end())
      found->second = static_cast<std::uint32_t>(i);
}

std::uint32_t Compiler::text_index(const std::string& text) {
  std::uint32_t& index = texts_.at(text);
  if (index == UINT32_MAX) {
    index = plan_.first_text + static_cast<std::uint32_t>(plan_.texts.size());
    plan_.texts.push_back(text);
  }
  return index;
}

// ---- domains

bool Compiler::is_within(DomainId inner, DomainId outer) const {
  while (plan_.domains[inner].depth > plan_.domains[outer].depth) inner = plan_.domains[inner].parent;
  return inner == outer;
}

DomainId Compiler::deepest(const std::vector<NodeId>& ids) const {
  DomainId found{0};
  for (NodeId id : ids)
    if (plan_.domains[at(id).domain].depth > plan_.domains[found].depth) found = at(id).domain;
  return found;
}

DomainId Compiler::deepest_free(ExprId id, const Frame& frame) const {
  std::vector<NodeId> nodes;
  for (Slot slot : free_slots_[id.index])
    if (slot < frame.size() && frame[slot].valid()) nodes.push_back(frame[slot]);
  return deepest(nodes);
}

DomainId Compiler::domain(Domain made) {
  made.depth = plan_.domains[made.parent].depth + 1;
  const std::vector<std::uint32_t> key{static_cast<std::uint32_t>(made.kind), made.parent.index, made.table.index,
                                       made.from.index, made.to.index};
  const auto [known, fresh] = domains_.emplace(key, DomainId{});
  if (!fresh) return known->second;
  const DomainId id = plan_.domains.add(made);
  known->second = id;
  Node lane;
  const bool years = made.kind == Domain::Kind::years;
  lane.op = years ? Op::lane_year : Op::lane_row;
  lane.rep = Rep::integers;
  lane.kind = years ? Kind::year : Kind::row;
  lane.domain = id;
  lane.loop = std::max({plan_.domains[made.parent].loop, made.from.valid() ? at(made.from).loop : 0,
                        made.to.valid() ? at(made.to).loop : 0});
  plan_.domains[id].loop = lane.loop;
  plan_.domains[id].lane = plan_.nodes.add(lane);
  return id;
}

NodeId Compiler::in_domain(NodeId id, DomainId domain) {
  if (at(id).domain == domain || at(id).domain.index == 0) return id;
  Node node;
  node.op = Op::broadcast;
  node.rep = at(id).rep;
  node.kind = at(id).kind;
  node.denominator = at(id).denominator;
  node.domain = domain;
  node.inputs = {id};
  return add(node);
}

// ---- nodes

// Gives the node its domain, and its inputs that domain; an equal node is taken instead.
NodeId Compiler::add(Node node) {
  if (node.op != Op::broadcast && node.op != Op::fold && node.op != Op::loop_value) {
    node.domain = deepest(node.inputs);
    for (NodeId& input : node.inputs) {
      if (!is_within(node.domain, at(input).domain)) {
        Node none;
        none.rep = node.rep;
        none.kind = node.kind;
        none.denominator = node.denominator;
        return add(none);
      }
      input = in_domain(input, node.domain);
    }
  }
  std::vector<std::int64_t> key{static_cast<std::int64_t>(node.op), static_cast<std::int64_t>(node.rep),
                                static_cast<std::int64_t>(node.kind), node.domain.index, node.denominator, node.detail,
                                node.flag, node.table.index, node.column, node.over.index, node.number.num,
                                node.number.den, node.none, node.text, node.scan};
  for (NodeId input : node.inputs) key.push_back(input.index);
  for (const auto& yields : node.yield) {
    key.push_back(-1);
    key.insert(key.end(), yields.begin(), yields.end());
  }
  const auto [known, fresh] = nodes_.emplace(std::move(key), NodeId{});
  if (!fresh) return known->second;
  node.loop = std::max(node.loop, plan_.domains[node.domain].loop);
  if (node.op == Op::fold) node.loop = std::max(node.loop, plan_.domains[node.over].loop);
  for (NodeId input : node.inputs) node.loop = std::max(node.loop, at(input).loop);
  return known->second = plan_.nodes.add(std::move(node));
}

NodeId Compiler::deferred(const Type& type) {
  Node node;
  node.kind = type.kind;
  node.rep = rep_of(type.kind);
  return add(node);
}

NodeId Compiler::number(Exact value, Kind kind) {
  Node node;
  node.op = Op::constant;
  node.kind = kind;
  node.number = value;
  node.rep = value.den > largest_denominator ? Rep::exact : Rep::integers;
  if (node.rep == Rep::integers) node.denominator = value.den;
  return add(node);
}

NodeId Compiler::constant(const Constant& value, const Type& type) {
  Node node;
  node.op = Op::constant;
  node.kind = type.kind;
  node.rep = rep_of(type.kind);
  if (value.is_none)
    node.none = true;
  else if (type.kind == Kind::text)
    node.number = static_cast<std::int64_t>(text_index(value.text));
  else if (type.kind == Kind::number)
    return number(value.value);
  else
    node.number = value.value;
  return add(node);
}

NodeId Compiler::as_exact(NodeId id) {
  if (at(id).rep == Rep::exact) return id;
  Node node;
  node.op = Op::convert;
  node.rep = Rep::exact;
  node.kind = at(id).kind;
  node.inputs = {id};
  return add(node);
}

NodeId Compiler::with_denominator(NodeId id, std::int64_t denominator) {
  if (at(id).denominator == denominator) return id;
  Node node;
  node.op = Op::convert;
  node.rep = Rep::integers;
  node.kind = at(id).kind;
  node.denominator = denominator;
  node.inputs = {id};
  return add(node);
}

void Compiler::unify(std::vector<NodeId*> ids) {
  std::int64_t denominator = 1;
  bool exact = false;
  for (NodeId* id : ids) {
    if (at(*id).rep == Rep::members) return;
    const auto common = common_denominator(denominator, at(*id).rep == Rep::integers ? at(*id).denominator : 1);
    exact = exact || at(*id).rep == Rep::exact || !common;
    denominator = common.value_or(1);
  }
  for (NodeId* id : ids) *id = exact ? as_exact(*id) : with_denominator(*id, denominator);
}

// ---- terms

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
  const bool exact = at(left).rep == Rep::exact || at(right).rep == Rep::exact;
  // A year moved by a number: only a whole one.
  if (kind == Kind::year && term.operation <= Operation::subtract && (exact || at(right).denominator != 1)) {
    Node none;
    none.kind = kind;
    none.rep = Rep::integers;
    if (exact) return add(none);
    Node whole;
    whole.op = Op::round;
    whole.kind = Kind::number;
    whole.rep = Rep::integers;
    whole.number = 1;
    whole.flag = true;  // what is not whole is deferred
    whole.inputs = {right};
    right = add(whole);
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
  NodeId operator()(const Fail&) const { return compiler.deferred(type); }
};

NodeId Compiler::compile(ExprId id, const Frame& frame) {
  std::vector<std::uint32_t> key{id.index};
  for (Slot slot : free_slots_[id.index]) key.push_back(frame.at(slot).index);
  if (const auto known = compiled_.find(key); known != compiled_.end()) return known->second;
  const Expr& expr = program_.exprs[id];
  const NodeId result = std::visit(Term{*this, id, expr.type, frame}, expr.term);
  compiled_.emplace(std::move(key), result);
  return result;
}

// ---- folds

NodeId Compiler::fold(Fold fold, DomainId over, const Type& type, std::optional<ExprId> guard,
                      std::optional<ExprId> value, Slot slot, Frame frame) {
  frame.at(slot) = lane(over);
  Node node;
  node.op = Op::fold;
  node.kind = type.kind;
  node.rep = rep_of(type.kind);
  node.detail = static_cast<std::uint8_t>(fold);
  node.domain = plan_.domains[over].parent;
  node.over = over;
  node.flag = guard.has_value();
  if (guard) node.inputs.push_back(compile(*guard, frame));
  if (value && fold != Fold::count) {
    node.inputs.push_back(compile(*value, frame));
    const Node& folded = at(node.inputs.back());
    if (fold != Fold::distinct && fold != Fold::some && fold != Fold::every) {
      node.rep = folded.rep;
      node.denominator = folded.denominator;
    }
  }
  for (NodeId& input : node.inputs) {
    if (!is_within(over, at(input).domain)) return deferred(type);
    input = in_domain(input, over);
  }
  return add(node);
}

NodeId Compiler::over_rows(const OverRows& term, ExprId id, const Frame& frame) {
  Domain made;
  made.table = term.table;
  std::vector<NodeId> outer;
  for (Slot slot : free_slots_[id.index]) outer.push_back(frame.at(slot));
  if (term.parent) {
    const NodeId parent = compile(*term.parent, frame);
    outer.push_back(parent);
    made.kind = Domain::Kind::rows;
    made.parent = deepest(outer);
    made.from = in_domain(parent, made.parent);
  } else {
    made.kind = Domain::Kind::all_rows;
    made.parent = deepest(outer);
  }
  for (NodeId one : outer)
    if (!is_within(made.parent, at(one).domain)) return deferred(program_.exprs[id].type);
  return fold(term.fold, domain(made), program_.exprs[id].type, term.guard, term.value, term.slot, frame);
}

NodeId Compiler::over_years(const OverYears& term, ExprId id, const Frame& frame) {
  Domain made;
  made.kind = Domain::Kind::years;
  const NodeId from = compile(term.from, frame), to = compile(term.to, frame);
  std::vector<NodeId> outer{from, to};
  for (Slot slot : free_slots_[id.index]) outer.push_back(frame.at(slot));
  made.parent = deepest(outer);
  for (NodeId one : outer)
    if (!is_within(made.parent, at(one).domain)) return deferred(program_.exprs[id].type);
  made.from = in_domain(from, made.parent);
  made.to = in_domain(to, made.parent);
  return fold(term.fold, domain(made), program_.exprs[id].type, term.guard, term.value, term.slot, frame);
}

NodeId Compiler::scan(const YearScan& term, ExprId id, const Frame& frame) {
  const Type& type = program_.exprs[id].type;
  const NodeId from = compile(term.from, frame), to = compile(term.to, frame);
  std::vector<NodeId> outer{from, to}, initials;
  for (const YearScan::State& state : term.states) {
    NodeId initial = compile(state.initial, frame);
    if (program_.exprs[state.initial].type.kind == Kind::number) initial = as_exact(initial);
    initials.push_back(initial);
    outer.push_back(initial);
  }
  for (Slot slot : free_slots_[id.index]) outer.push_back(frame.at(slot));
  const DomainId domain = deepest(outer);
  for (NodeId one : outer)
    if (!is_within(domain, at(one).domain)) return deferred(type);

  const std::uint32_t loop = ++loops_;
  Frame inner = frame;
  auto value = [&](std::uint32_t number, Kind kind) {
    Node node;
    node.op = Op::loop_value;
    node.kind = kind;
    node.rep = kind == Kind::number ? Rep::exact : rep_of(kind);
    node.domain = domain;
    node.scan = loop * 64 + number;
    node.loop = loop;
    return add(node);
  };
  if (term.states.size() > 62) return deferred(type);
  Node node;
  node.op = Op::scan;
  node.kind = type.kind;
  node.scan = loop;
  inner.at(term.year) = value(0, Kind::year);
  std::vector<NodeId> values{inner.at(term.year)};
  for (std::size_t i = 0; i < term.states.size(); ++i) {
    const Kind kind = program_.exprs[term.states[i].initial].type.kind;
    values.push_back(inner.at(term.states[i].slot) = value(static_cast<std::uint32_t>(i + 1), kind));
  }
  node.rep = at(values[1]).rep;
  std::vector<NodeId> nexts;
  for (const YearScan::State& state : term.states) {
    NodeId next = compile(state.next, inner);
    if (program_.exprs[state.initial].type.kind == Kind::number) next = as_exact(next);
    nexts.push_back(in_domain(next, domain));
    if (!is_within(domain, at(next).domain)) return deferred(type);
  }
  node.inputs = {from, to};
  node.inputs.insert(node.inputs.end(), initials.begin(), initials.end());
  node.inputs.insert(node.inputs.end(), values.begin(), values.end());
  node.inputs.insert(node.inputs.end(), nexts.begin(), nexts.end());
  for (NodeId& input : node.inputs) input = in_domain(input, domain);
  node.domain = domain;
  // The scan itself is outside of its loop.
  std::uint32_t outside = plan_.domains[domain].loop;
  for (NodeId one : outer) outside = std::max(outside, at(one).loop);
  node.loop = outside;
  return plan_.nodes.add(std::move(node));
}

NodeId Compiler::function_of_subject(FunctionId function, TableId table) {
  Domain subjects;
  subjects.kind = Domain::Kind::subjects;
  subjects.parent = DomainId{0};
  subjects.table = table;
  const DomainId of = domain(subjects);
  return in_domain(call(function, {lane(of)}), of);
}

Plan Compiler::finish() {
  plan_.loops.assign(loops_ + std::size_t{1}, {});
  for (std::uint32_t i = 0; i < plan_.nodes.size(); ++i) plan_.loops[plan_.nodes.nodes[i].loop].push_back(NodeId{i});
  return std::move(plan_);
}

}  // namespace cepol::columnar
