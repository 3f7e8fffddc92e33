// Making terms: equal ones once; truths, comparisons and choices simplified. Numbers: number_terms.cpp.
#include "interpreter/symbolic/terms.hpp"

#include <algorithm>

namespace cepol::symbolic {

namespace {

std::uint64_t mixed(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * 0x9E3779B97F4A7C15u;
  return hash ^ (hash >> 29);
}

std::uint64_t hash_of(const TermNode& node) {
  std::uint64_t hash = mixed(static_cast<std::uint64_t>(node.op), static_cast<std::uint64_t>(node.operation));
  hash = mixed(hash, static_cast<std::uint64_t>(node.constant.num));
  hash = mixed(hash, static_cast<std::uint64_t>(node.constant.den));
  hash = mixed(hash, node.variable.index);
  for (const Term term : node.arguments) hash = mixed(hash, term.index);
  for (const Exact factor : node.coefficients) {
    hash = mixed(hash, static_cast<std::uint64_t>(factor.num));
    hash = mixed(hash, static_cast<std::uint64_t>(factor.den));
  }
  return hash;
}

bool equal_nodes(const TermNode& a, const TermNode& b) {
  return a.op == b.op && a.truth == b.truth && a.constant == b.constant && a.variable == b.variable &&
         a.operation == b.operation && a.arguments == b.arguments && a.coefficients == b.coefficients;
}

}  // namespace

Terms::Terms() {
  for (const int value : {0, 1}) {
    TermNode node;
    node.constant = value;
    add(std::move(node));
  }
}

Term Terms::add(TermNode node) {
  const std::uint64_t hash = hash_of(node);
  const auto [begin, end] = by_hash_.equal_range(hash);
  for (auto at = begin; at != end; ++at)
    if (equal_nodes(nodes_[at->second], node)) return {at->second};
  if (!node.truth) bound(node);
  nodes_.push_back(std::move(node));
  const Term made{static_cast<std::uint32_t>(nodes_.size() - 1)};
  by_hash_.emplace(hash, made.index);
  return made;
}

Term Terms::variable(VariableNode variable) {
  if (!variable.truth && variable.low == variable.high) return number(variable.low);
  TermNode node;
  node.op = Op::variable;
  node.truth = variable.truth;
  node.variable = {static_cast<std::uint32_t>(variables_.size())};
  variables_.push_back(std::move(variable));
  return add(std::move(node));
}

std::vector<std::uint32_t> Terms::reached(std::span<const Term> roots) const {
  std::vector<std::uint32_t> open, found;
  std::vector<bool> seen(nodes_.size());
  for (const Term root : roots) open.push_back(root.index);
  while (!open.empty()) {
    const std::uint32_t one = open.back();
    open.pop_back();
    if (seen[one]) continue;
    seen[one] = true;
    found.push_back(one);
    for (const Term argument : nodes_[one].arguments) open.push_back(argument.index);
  }
  std::sort(found.begin(), found.end());
  return found;
}

Term Terms::all(std::vector<Term> terms) { return junction(true, std::move(terms)); }
Term Terms::any(std::vector<Term> terms) { return junction(false, std::move(terms)); }

// Operands of operands of the same kind are taken in; each once, in the order of their ids. An operand beside its
// negation decides, and in a conjunction two equations of one number with different constants.
Term Terms::junction(bool all, std::vector<Term> terms) {
  const Op op = all ? Op::all : Op::any;
  const Term decides = truth(!all), without = truth(all);
  std::vector<Term> operands;
  for (const Term term : terms) {
    if (term == decides) return decides;
    if (term == without) continue;
    const TermNode& node = nodes_[term.index];
    if (node.op == op)
      operands.insert(operands.end(), node.arguments.begin(), node.arguments.end());
    else
      operands.push_back(term);
  }
  std::sort(operands.begin(), operands.end());
  operands.erase(std::unique(operands.begin(), operands.end()), operands.end());
  std::vector<std::pair<Term, Term>> equations;  // number, constant
  for (const Term term : operands) {
    const TermNode& node = nodes_[term.index];
    const Term positive = node.op == Op::negation ? node.arguments[0] : term;
    if (positive != term && std::binary_search(operands.begin(), operands.end(), positive)) return decides;
    const bool negative = positive != term;
    const TermNode& inner = nodes_[positive.index];
    if (negative != all && inner.op == Op::equal && is_constant(inner.arguments[1]))
      equations.emplace_back(inner.arguments[0], inner.arguments[1]);
  }
  std::sort(equations.begin(), equations.end());
  for (std::size_t i = 1; i < equations.size(); ++i)
    if (equations[i].first == equations[i - 1].first && equations[i].second != equations[i - 1].second) return decides;
  if (operands.empty()) return without;
  if (operands.size() == 1) return operands[0];
  TermNode node;
  node.op = op;
  node.arguments = std::move(operands);
  return add(std::move(node));
}

Term Terms::negation(Term term) {
  const TermNode& node = nodes_[term.index];
  if (node.op == Op::truth) return truth(node.constant == Exact(0));
  if (node.op == Op::negation) return node.arguments[0];
  TermNode made;
  made.op = Op::negation;
  made.arguments = {term};
  return add(std::move(made));
}

Term Terms::same(Term a, Term b) {
  if (a == b) return yes();
  if (a == yes()) return b;
  if (b == yes()) return a;
  if (a == no()) return negation(b);
  if (b == no()) return negation(a);
  if (a == negation(b)) return no();
  TermNode node;
  node.op = Op::same;
  node.arguments = {std::min(a, b), std::max(a, b)};
  return add(std::move(node));
}

Term Terms::contains(Term text, Term part) {
  if (text == part) return yes();
  TermNode node;
  node.op = Op::contains;
  node.arguments = {text, part};
  return add(std::move(node));
}

Term Terms::choice(Term condition, Term yes_term, Term no_term) {
  if (condition == yes() || yes_term == no_term) return yes_term;
  if (condition == no()) return no_term;
  if (nodes_[condition.index].op == Op::negation)
    return choice(nodes_[condition.index].arguments[0], no_term, yes_term);
  if (nodes_[yes_term.index].truth) {
    if (yes_term == yes() || yes_term == condition) return any({condition, no_term});
    if (yes_term == no()) return all({negation(condition), no_term});
    if (no_term == no() || no_term == condition) return all({condition, yes_term});
    if (no_term == yes()) return any({negation(condition), yes_term});
  }
  // A choice by the same condition within a branch is decided there.
  const auto within = [&](Term branch, std::size_t side) {
    const TermNode& node = nodes_[branch.index];
    return node.op == Op::choice && node.arguments[0] == condition ? node.arguments[side] : branch;
  };
  const Term then = within(yes_term, 1), otherwise = within(no_term, 2);
  if (then == otherwise) return then;
  TermNode node;
  node.op = Op::choice;
  node.truth = nodes_[then.index].truth;
  node.arguments = {condition, then, otherwise};
  return add(std::move(node));
}

// A comparison of a choice with a constant is made in the branches, if one of them is a constant or a choice itself.
std::optional<Term> Terms::pushed(Op op, Term a, Term b) {
  const bool left = nodes_[a.index].op == Op::choice;
  const Term of = left ? a : b, constant = left ? b : a;
  if (nodes_[of.index].op != Op::choice || !is_constant(constant)) return std::nullopt;
  const std::vector<Term> branches = nodes_[of.index].arguments;
  const auto simple = [&](Term term) { return is_constant(term) || nodes_[term.index].op == Op::choice; };
  if (!simple(branches[1]) && !simple(branches[2])) return std::nullopt;
  const std::uint64_t key =
      (static_cast<std::uint64_t>(a.index) << 33) | (static_cast<std::uint64_t>(b.index) << 1) | (op == Op::equal);
  if (const auto known = pushed_.find(key); known != pushed_.end()) return known->second;
  const auto compared = [&](Term branch) {
    const Term x = left ? branch : a, y = left ? b : branch;
    return op == Op::equal ? equal(x, y) : at_most(x, y);
  };
  const Term yes_term = compared(branches[1]), no_term = compared(branches[2]);
  const Term made = choice(branches[0], yes_term, no_term);
  pushed_.emplace(key, made);
  return made;
}

Term Terms::at_most(Term a, Term b) {
  if (a == b) return yes();
  if (nodes_[a.index].high <= nodes_[b.index].low) return yes();
  if (nodes_[a.index].low > nodes_[b.index].high) return no();
  if (const auto made = pushed(Op::at_most, a, b)) return *made;
  if (const auto difference = merged(b, 1, a, -1)) {
    if (nodes_[difference->index].low >= Exact(0)) return yes();
    if (nodes_[difference->index].high < Exact(0)) return no();
  }
  TermNode node;
  node.op = Op::at_most;
  node.arguments = {a, b};
  return add(std::move(node));
}

Term Terms::equal(Term a, Term b) {
  if (a == b) return yes();
  if (is_constant(a) || (!is_constant(b) && b < a)) std::swap(a, b);
  if (is_constant(a)) return no();  // two constants that differ
  const TermNode &left = nodes_[a.index], &right = nodes_[b.index];
  if (left.low > right.high || right.low > left.high) return no();
  if (is_constant(b) && left.whole && !right.whole) return no();
  if (const auto made = pushed(Op::equal, a, b)) return *made;
  if (const auto difference = merged(a, 1, b, -1)) {
    const TermNode& node = nodes_[difference->index];
    if (node.low > Exact(0) || node.high < Exact(0)) return no();
    if (node.low == node.high) return yes();
  }
  TermNode node;
  node.op = Op::equal;
  node.arguments = {a, b};
  return add(std::move(node));
}

}  // namespace cepol::symbolic
