// The nodes of folds and scans: their domains, and what is computed in these.
#include "interpreter/columnar/compile.hpp"

#include <algorithm>

namespace cepol::columnar {

using namespace core;

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
  made.kind = term.parent ? Domain::Kind::rows : Domain::Kind::all_rows;
  std::vector<NodeId> outer;
  for (Slot slot : free_slots_[id.index]) outer.push_back(frame.at(slot));
  const NodeId owner = term.parent ? compile(*term.parent, frame) : NodeId{};
  if (owner.valid()) outer.push_back(owner);
  const DomainId parent = deepest(outer);
  for (NodeId one : outer)
    if (!is_within(parent, at(one).domain)) return deferred(program_.exprs[id].type);
  return fold(term.fold, rows(made, owner, parent), program_.exprs[id].type, term.guard, term.value, term.slot, frame);
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
    node.scan = loop * scan_values + number;
    node.loop = loop;
    return add(node);
  };
  if (term.states.size() + 1 >= scan_values) return deferred(type);
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
  node.source = id;
  return plan_.nodes.add(std::move(node));
}

}  // namespace cepol::columnar
