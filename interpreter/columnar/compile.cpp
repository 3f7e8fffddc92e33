// Expands a program's functions into the nodes of a plan.
#include "interpreter/columnar/compile.hpp"

#include <algorithm>
#include <numeric>
#include <set>

#include "lang/core/children.hpp"

namespace cepol::columnar {

using namespace core;

namespace {

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

DomainId Compiler::deepest(const std::vector<NodeId>& ids) {
  DomainId found{0};
  for (NodeId id : ids) found = join(found, at(id).domain);
  return found;
}

// Of rows, and of years that do not lie in each other: the rows in each of the years.
DomainId Compiler::join(DomainId a, DomainId b) {
  if (is_within(a, b)) return a;
  if (is_within(b, a)) return b;
  for (const auto& [one, other] : {std::pair(a, b), std::pair(b, a)}) {
    const Domain made = plan_.domains[one];
    if (made.kind != Domain::Kind::rows && made.kind != Domain::Kind::all_rows) continue;
    NodeId owner = made.from;
    while (owner.valid() && at(owner).op == Op::broadcast) owner = at(owner).inputs[0];
    const DomainId parent = join(made.parent, other);
    if (!is_within(parent, made.parent) || !is_within(parent, other)) continue;
    const DomainId found = rows(made, owner, parent);
    if (is_within(found, a) && is_within(found, b)) return found;
  }
  return plan_.domains[a].depth < plan_.domains[b].depth ? b : a;
}

// The domain of the children of a row, or of all rows of a table, within the parent.
DomainId Compiler::rows(Domain made, NodeId owner, DomainId parent) {
  made.also = same_rows(made, owner, parent);
  made.parent = parent;
  made.from = owner.valid() ? in_domain(owner, parent) : NodeId{};
  return domain(made);
}

// The domain of the same rows within the next domain on the way from the parent to where the owner is, if only years
// lie on that way. (Rows compared with rows are each a domain of its own.)
DomainId Compiler::same_rows(const Domain& made, NodeId owner, DomainId parent) {
  if (!owner.valid() && data_[made.table].all_rows > most_rows_compared) return {};
  const DomainId owners = owner.valid() ? at(owner).domain : DomainId{0};
  DomainId next = {};
  for (DomainId at = parent; at != owners; at = plan_.next(at, owners)) {
    const Domain& domain = plan_.domains[at];
    const DomainId outer = plan_.next(at, owners);
    const bool is_passed =
        domain.kind == Domain::Kind::years || domain.kind == Domain::Kind::subjects || outer == domain.also;
    if (!is_passed || !is_within(outer, owners)) return {};
    if (!next.valid()) next = outer;
  }
  return next.valid() ? rows(made, owner, next) : next;
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
  std::vector<std::int64_t> key{static_cast<std::int64_t>(node.op),
                                static_cast<std::int64_t>(node.rep),
                                static_cast<std::int64_t>(node.kind),
                                node.domain.index,
                                node.denominator,
                                node.detail,
                                node.flag,
                                node.table.index,
                                node.column,
                                node.over.index,
                                node.number.num,
                                node.number.den,
                                node.none,
                                node.text,
                                node.scan};
  for (NodeId input : node.inputs) key.push_back(input.index);
  for (const auto& yields : node.yield) {
    key.push_back(-1);
    key.insert(key.end(), yields.begin(), yields.end());
  }
  const auto [known, fresh] = nodes_.emplace(std::move(key), NodeId{});
  if (!fresh) return known->second;
  node.source = source_;
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

DomainId Compiler::subjects(TableId table) {
  Domain made;
  made.kind = Domain::Kind::subjects;
  made.parent = DomainId{0};
  made.table = table;
  return domain(made);
}

NodeId Compiler::function_of_subject(FunctionId function, TableId table) {
  const DomainId of = subjects(table);
  return wanted_.emplace_back(in_domain(call(function, {lane(of)}), of));
}

DomainId Compiler::years_of_subject(FunctionId from, FunctionId to, TableId table) {
  Domain made;
  made.kind = Domain::Kind::years;
  made.parent = subjects(table);
  made.from = function_of_subject(from, table);
  made.to = function_of_subject(to, table);
  const DomainId years = domain(made);
  wanted_.push_back(plan_.domains[years].lane);
  return years;
}

NodeId Compiler::function_of_year(FunctionId function, TableId table, DomainId years) {
  return wanted_.emplace_back(in_domain(call(function, {lane(subjects(table)), lane(years)}), years));
}

// In the order in which they were made: each after what it needs.
Plan Compiler::finish() {
  std::vector<bool> needed(plan_.nodes.size(), false);
  auto need = [&](NodeId id) {
    if (needed[id.index]) return;
    needed[id.index] = true;
    wanted_.push_back(id);
  };
  std::vector<NodeId> first = std::exchange(wanted_, {});
  for (NodeId id : first) need(id);
  while (!wanted_.empty()) {
    const Node& node = at(wanted_.back());
    wanted_.pop_back();
    for (NodeId input : node.inputs) need(input);
    for (DomainId of : {node.domain, node.over}) {
      if (!of.valid() || of.index == 0) continue;
      const Domain& domain = plan_.domains[of];
      need(domain.lane);
      if (domain.parent.index != 0) need(plan_.domains[domain.parent].lane);
      if (domain.also.valid()) need(plan_.domains[domain.also].lane);
      for (NodeId end : {domain.from, domain.to})
        if (end.valid()) need(end);
    }
  }
  plan_.loops.assign(loops_ + std::size_t{1}, {});
  for (std::uint32_t i = 0; i < plan_.nodes.size(); ++i)
    if (needed[i]) plan_.loops[plan_.nodes.nodes[i].loop].push_back(NodeId{i});
  return std::move(plan_);
}

}  // namespace cepol::columnar
