// Computes a 64-bit digest of each function bottom up: a hash of the kind, constants and names of a term and of the
// digests of its operands. A call contributes the digest of the called function; one that hands on the caller's own
// arguments in their places is that function. Tests of a reading's option are evaluated first, and only the branch that
// they select is hashed.
#include "lang/core/digest.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "lang/core/children.hpp"

namespace cepol::core {

namespace {

class Digest {
 public:
  Digest(const Program& program, const std::vector<Member>& readings, const std::vector<std::uint64_t>& functions)
      : program_(program), readings_(readings), functions_(functions) {}

  std::uint64_t of(ExprId id) {
    const Expr& expr = program_.exprs[id];
    if (const auto* choose = std::get_if<If>(&expr.term))
      if (const auto known = chosen(choose->condition)) return of(*known ? choose->yes : choose->no);
    if (const auto* call = std::get_if<Call>(&expr.term); call != nullptr && hands_on_arguments(*call))
      return functions_[call->function.index];
    const std::uint64_t around = std::exchange(state_, 0);
    if (const auto value = constant(id)) {
      add(folded_constant);
      add(*value);
    } else if (const auto known = chosen(id)) {
      add(known_option);
      add(*known ? 1U : 0U);
    } else if (std::holds_alternative<Logic>(expr.term) || std::holds_alternative<Not>(expr.term)) {
      add(truth_value);
      add(truth(id, false));
    } else {
      add(static_cast<std::uint64_t>(kind_of(expr.term)));
      add(static_cast<std::uint64_t>(expr.type.kind));
      std::visit([this](const auto& term) { term_of(term); }, expr.term);
    }
    return std::exchange(state_, around);
  }

 private:
  // In place of a term's kind.
  static constexpr std::uint64_t known_option = 99, folded_constant = 98, truth_value = 97, negated_leaf = 96;

  void add(std::uint64_t value) {  // the mixer of splitmix64 over what came before
    std::uint64_t z = state_ ^ (value + 0x9e3779b97f4a7c15U + (state_ << 6) + (state_ >> 2));
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    state_ = z ^ (z >> 31);
  }
  void add(const std::string& text) { add(std::hash<std::string>{}(text)); }
  void add(const Exact& value) {
    add(static_cast<std::uint64_t>(value.num));
    add(static_cast<std::uint64_t>(value.den));
  }
  // The value of a test of the options in force (comparisons of readings with constants, joined by `and`, `or`, `not`);
  // nullopt: the expression is not such a test.
  std::optional<bool> chosen(ExprId id, int depth = 0) const {
    constexpr int deepest = 8;  // each level is evaluated again from every level above
    if (depth > deepest) return std::nullopt;
    const Term& term = program_.exprs[id].term;
    if (const auto* logic = std::get_if<Logic>(&term)) {
      bool result = logic->all;
      for (ExprId operand : logic->operands) {
        const auto known = chosen(operand, depth + 1);
        if (!known) return std::nullopt;
        result = logic->all ? result && *known : result || *known;
      }
      return result;
    }
    if (const auto* negation = std::get_if<Not>(&term)) {
      const auto known = chosen(negation->operand, depth + 1);
      return known ? std::optional(!*known) : std::nullopt;
    }
    const auto* compare = std::get_if<Compare>(&term);
    if (compare == nullptr || compare->relation != Relation::equal) return std::nullopt;
    const auto* reading = std::get_if<ReadingOption>(&program_.exprs[compare->left].term);
    const auto* option = std::get_if<Constant>(&program_.exprs[compare->right].term);
    if (reading == nullptr || option == nullptr || reading->reading.index >= readings_.size()) return std::nullopt;
    return Exact(static_cast<std::int64_t>(readings_[reading->reading.index])) == option->value;
  }
  // Are the arguments the caller's first ones, in their order?
  bool hands_on_arguments(const Call& call) const {
    for (std::size_t i = 0; i < call.arguments.size(); ++i) {
      const auto* local = std::get_if<Local>(&program_.exprs[call.arguments[i]].term);
      if (local == nullptr || local->slot != i) return false;
    }
    return !call.arguments.empty();
  }
  void child(ExprId id) { add(of(id)); }
  // Where only yes counts, as opposed to no and none.
  void condition(ExprId id) { add(truth(id, false)); }
  // The digest of a truth, or of its negation, where only yes counts: negations stand at what is neither `and`, `or`
  // nor `not` (De Morgan; `not not x` is x), `and` within `and` is one, operands are in any order (one that fails
  // matters only where no other one decides), each once.
  std::uint64_t truth(ExprId id, bool negated) {
    id = inlined(id);
    if (const auto known = chosen(id)) return mixed({known_option, *known != negated ? 1U : 0U});
    const Term& term = program_.exprs[id].term;
    if (const auto* inner = std::get_if<Not>(&term)) return truth(inner->operand, !negated);
    const auto* logic = std::get_if<Logic>(&term);
    if (logic == nullptr) {
      const std::uint64_t leaf = of(id);
      return negated ? mixed({negated_leaf, leaf}) : leaf;
    }
    const bool all = logic->all != negated;
    std::vector<std::uint64_t> operands;
    add_operands(*logic, negated, operands);
    std::sort(operands.begin(), operands.end());
    operands.erase(std::unique(operands.begin(), operands.end()), operands.end());
    if (operands.size() == 1) return operands.front();
    operands.insert(operands.begin(), {static_cast<std::uint64_t>(kind_of(Term(Logic{}))), all ? 1U : 0U});
    return mixed(operands);
  }
  void add_operands(const Logic& logic, bool negated, std::vector<std::uint64_t>& operands) {
    for (ExprId operand : logic.operands) {
      bool inner_negated = negated;
      ExprId at = inlined(operand);
      while (const auto* negation = std::get_if<Not>(&program_.exprs[at].term)) {
        inner_negated = !inner_negated;
        at = inlined(negation->operand);
      }
      const auto* inner = std::get_if<Logic>(&program_.exprs[at].term);
      if (inner != nullptr && !chosen(at) && (inner->all != inner_negated) == (logic.all != negated))
        add_operands(*inner, inner_negated, operands);
      else
        operands.push_back(truth(at, inner_negated));
    }
  }
  std::uint64_t mixed(const std::vector<std::uint64_t>& values) {
    const std::uint64_t around = std::exchange(state_, 0);
    add(values.size());
    for (const std::uint64_t value : values) add(value);
    return std::exchange(state_, around);
  }
  // What an older function gives that is called with the caller's own arguments. Only so often in a function:
  // definitions of definitions, written out, may be very long.
  ExprId inlined(ExprId id) {
    const auto* call = std::get_if<Call>(&program_.exprs[id].term);
    for (; call != nullptr && hands_on_arguments(*call) && inlined_ < most_inlined;
         call = std::get_if<Call>(&program_.exprs[id].term)) {
      id = program_.functions[call->function].body;
      ++inlined_;
    }
    return id;
  }
  void condition(const std::optional<ExprId>& id) {
    add(id.has_value() ? 1U : 0U);
    if (id) condition(*id);
  }
  // The value of a sum, difference or product of constants; nullopt: it is none, or overflows.
  std::optional<Exact> constant(ExprId id, int depth = 0) const {
    constexpr int deepest = 8;
    const Expr& expr = program_.exprs[id];
    if (expr.type.kind != Kind::number || depth > deepest) return std::nullopt;
    if (const auto* value = std::get_if<Constant>(&expr.term))
      return value->is_none ? std::nullopt : std::optional(value->value);
    const auto* term = std::get_if<Arithmetic>(&expr.term);
    if (term == nullptr) return std::nullopt;
    const auto left = constant(term->left, depth + 1), right = constant(term->right, depth + 1);
    if (!left || !right) return std::nullopt;
    switch (term->operation) {
      case Operation::add: return plus(*left, *right);
      case Operation::subtract: return minus(*left, *right);
      case Operation::multiply: return times(*left, *right);
      case Operation::divide: return over(*left, *right);
      case Operation::minimum: return std::min(*left, *right);
      case Operation::maximum: return std::max(*left, *right);
    }
    return std::nullopt;
  }
  void child(const std::optional<ExprId>& id) {
    add(id.has_value() ? 1U : 0U);
    if (id) child(*id);
  }

  void term_of(const Constant& term) {
    add(term.value);
    add(term.text);
    add(term.is_none ? 1U : 0U);
  }
  void term_of(const Local& term) { add(term.slot); }
  void term_of(const ReadingOption& term) {
    const Reading& reading = program_.readings[term.reading];
    add(reading.name);
    if (term.reading.index < readings_.size()) add(reading.options[readings_[term.reading.index]].name);
  }
  void term_of(const ColumnOf& term) {
    const RecordTable& table = program_.tables[program_.exprs[term.row].type.table];
    add(table.name);
    add(table.columns[term.column].name);
    child(term.row);
  }
  void term_of(const Arithmetic& term) {
    add(static_cast<std::uint64_t>(term.operation));
    child(term.left);
    child(term.right);
  }
  void term_of(const Round& term) {
    add(term.step);
    add(static_cast<std::uint64_t>(term.mode));
    child(term.value);
  }
  void term_of(const DateAdd& term) {
    add(static_cast<std::uint64_t>(term.unit));
    child(term.date);
    child(term.amount);
  }
  void term_of(const DateDiff& term) {
    add(static_cast<std::uint64_t>(term.unit));
    child(term.from);
    child(term.to);
  }
  void term_of(const ExtractDatePart& term) {
    add(static_cast<std::uint64_t>(term.part));
    child(term.date);
  }
  void term_of(const YearDay& term) {
    add(term.last ? 1U : 0U);
    child(term.year);
  }
  void term_of(const Compare& term) {
    add(static_cast<std::uint64_t>(term.relation));
    child(term.left);
    child(term.right);
  }
  void term_of(const Logic&) {}  // of() makes a truth of it
  void term_of(const Not&) {}
  void term_of(const IsNone& term) { child(term.operand); }
  void term_of(const Contains& term) {
    child(term.text);
    child(term.part);
  }
  void term_of(const If& term) {  // `if not c then x else y` is `if c then y else x`
    bool negated = false;
    ExprId at = inlined(term.condition);
    while (const auto* negation = std::get_if<Not>(&program_.exprs[at].term)) {
      negated = !negated;
      at = inlined(negation->operand);
    }
    condition(at);
    child(negated ? term.no : term.yes);
    child(negated ? term.yes : term.no);
  }
  void term_of(const Cases& term) {
    add(term.first ? 1U : 0U);
    add(term.cases.size());
    for (const Case& one : term.cases) {
      condition(one.guard);
      child(one.value);
      add(one.over.size());
      for (std::uint32_t other : one.over) add(other);
    }
    child(term.otherwise);
  }
  void term_of(const Let& term) {
    add(term.slot);
    child(term.value);
    child(term.body);
  }
  void term_of(const Call& term) {
    add(functions_[term.function.index]);
    add(term.arguments.size());
    for (ExprId argument : term.arguments) child(argument);
  }
  void term_of(const OverRows& term) {
    add(static_cast<std::uint64_t>(term.fold));
    add(program_.tables[term.table].name);
    add(term.slot);
    child(term.parent);
    child(term.guard);
    child(term.value);
  }
  void term_of(const OverYears& term) {
    add(static_cast<std::uint64_t>(term.fold));
    add(term.slot);
    child(term.from);
    child(term.to);
    child(term.guard);
    child(term.value);
  }
  void term_of(const YearScan& term) {
    add(term.year);
    child(term.from);
    child(term.to);
    add(term.states.size());
    for (const YearScan::State& state : term.states) {
      add(state.slot);
      child(state.initial);
      child(state.next);
    }
  }
  void term_of(const Fail& term) { add(term.zh); }

  const Program& program_;
  const std::vector<Member>& readings_;
  const std::vector<std::uint64_t>& functions_;
  static constexpr std::size_t most_inlined = 64;
  std::uint64_t state_ = 0;
  std::size_t inlined_ = 0;
};

}  // namespace

std::vector<std::uint64_t> digests_of(const Program& program, const std::vector<Member>& readings) {
  std::vector<std::uint64_t> digests;
  digests.reserve(program.functions.size());
  for (const Function& function : program.functions.nodes)
    digests.push_back(Digest(program, readings, digests).of(function.body));
  return digests;
}

ReadingDigests::ReadingDigests(const Program& program, std::vector<Member> readings)
    : program_(program), readings_(std::move(readings)), base_(digests_of(program_, readings_)) {
  reached_.resize(program.readings.size());
  std::vector<std::set<std::uint32_t>> reads(program.functions.size());  // by function, through what it calls
  std::vector<std::uint32_t> seen_in(program.exprs.size(), 0);           // the last function that had the term, from 1
  std::vector<ExprId> open;
  for (std::uint32_t i = 0; i < program.functions.size(); ++i) {
    open.push_back(program.functions.nodes[i].body);
    while (!open.empty()) {
      const ExprId id = open.back();
      open.pop_back();
      if (std::exchange(seen_in[id.index], i + 1) == i + 1) continue;
      const Term& term = program.exprs[id].term;
      if (const auto* reading = std::get_if<ReadingOption>(&term)) reads[i].insert(reading->reading.index);
      if (const auto* call = std::get_if<Call>(&term)) {
        const auto& through = reads[call->function.index];
        reads[i].insert(through.begin(), through.end());
      }
      for_each_child(term, [&](ExprId child) { open.push_back(child); });
    }
    for (const std::uint32_t reading : reads[i]) reached_[reading].push_back(i);
  }
}

std::vector<std::uint64_t> ReadingDigests::with(const std::vector<Member>& readings) const {
  std::set<std::uint32_t> changed;
  for (std::size_t i = 0; i < readings.size() && i < reached_.size(); ++i)
    if (readings[i] != readings_[i]) changed.insert(reached_[i].begin(), reached_[i].end());
  std::vector<std::uint64_t> digests = base_;
  for (const std::uint32_t function : changed)
    digests[function] = Digest(program_, readings, digests).of(program_.functions.nodes[function].body);
  return digests;
}

}  // namespace cepol::core
