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
#include "lang/core/function_digest.hpp"
#include "lang/core/never_none.hpp"

namespace cepol::core {

std::uint64_t FunctionDigest::of(ExprId id) {
  const Term& term = program_.exprs[id].term;
  if (const auto* choose = std::get_if<If>(&term))
    if (const auto known = chosen(choose->condition)) return of(*known ? choose->yes : choose->no);
  if (const auto* call = std::get_if<Call>(&term); call != nullptr && hands_on_arguments(*call))
    return functions_[call->function.index];
  if (const auto value = constant(id))
    return mixed({folded_constant, static_cast<std::uint64_t>(value->num), static_cast<std::uint64_t>(value->den)});
  if (const auto known = chosen(id)) return mixed({known_option, *known ? 1U : 0U});
  switch (kind_of(term)) {
    case TermKind::Logic:
    case TermKind::Not:
    case TermKind::Compare:
    case TermKind::IsNone: return mixed({truth_value, truth(id, false).digest});
    case TermKind::If:
    case TermKind::Cases: return selected(id);
    case TermKind::Constant:
    case TermKind::Local:
    case TermKind::ReadingOption:
    case TermKind::ColumnOf:
    case TermKind::Arithmetic:
    case TermKind::Round:
    case TermKind::DateAdd:
    case TermKind::DateDiff:
    case TermKind::ExtractDatePart:
    case TermKind::YearDay:
    case TermKind::Contains:
    case TermKind::Let:
    case TermKind::Call:
    case TermKind::OverRows:
    case TermKind::OverYears:
    case TermKind::YearScan:
    case TermKind::Fail: return of_term(id);
  }
  return of_term(id);
}

std::uint64_t FunctionDigest::of_term(ExprId id) {
  const Expr& expr = program_.exprs[id];
  const std::uint64_t around = std::exchange(state_, 0);
  add(static_cast<std::uint64_t>(kind_of(expr.term)));
  add(static_cast<std::uint64_t>(expr.type.kind));
  std::visit([this](const auto& term) { term_of(term); }, expr.term);
  return std::exchange(state_, around);
}

void FunctionDigest::add(const std::string& text) { add(std::hash<std::string>{}(text)); }
void FunctionDigest::add(const Exact& value) {
  add(static_cast<std::uint64_t>(value.num));
  add(static_cast<std::uint64_t>(value.den));
}
std::uint64_t FunctionDigest::mixed(const std::vector<std::uint64_t>& values) {
  const std::uint64_t around = std::exchange(state_, 0);
  add(values.size());
  for (const std::uint64_t value : values) add(value);
  return std::exchange(state_, around);
}

// The value of a test of the options in force (comparisons of readings with constants, joined by `and`, `or`, `not`);
// nullopt: the expression is not such a test.
std::optional<bool> FunctionDigest::chosen(ExprId id, int depth) const {
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
bool FunctionDigest::hands_on_arguments(const Call& call) const {
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    const auto* local = std::get_if<Local>(&program_.exprs[call.arguments[i]].term);
    if (local == nullptr || local->slot != i) return false;
  }
  return !call.arguments.empty();
}

// What an older function gives that is called with the caller's own arguments. Only so often in a function:
// definitions of definitions, written out, may be very long.
ExprId FunctionDigest::inlined(ExprId id) {
  const auto* call = std::get_if<Call>(&program_.exprs[id].term);
  for (; call != nullptr && hands_on_arguments(*call) && inlined_ < most_inlined;
       call = std::get_if<Call>(&program_.exprs[id].term)) {
    id = program_.functions[call->function].body;
    ++inlined_;
  }
  return id;
}

// The value of a constant, also of a definition, or of a sum, difference or product of constants; nullopt: it is none,
// or overflows.
std::optional<Exact> FunctionDigest::constant(ExprId id, int depth) const {
  constexpr int deepest = 8;
  const Expr& expr = program_.exprs[id];
  if (expr.type.kind != Kind::number || depth > deepest) return std::nullopt;
  if (const auto* value = std::get_if<Constant>(&expr.term))
    return value->is_none ? std::nullopt : std::optional(value->value);
  if (const auto* call = std::get_if<Call>(&expr.term); call != nullptr && call->arguments.empty())
    return constant(program_.functions[call->function].body, depth + 1);
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

void FunctionDigest::child(const std::optional<ExprId>& id) {
  add(id.has_value() ? 1U : 0U);
  if (id) child(*id);
}
void FunctionDigest::condition(const std::optional<ExprId>& id) {  // where only yes counts
  add(id.has_value() ? 1U : 0U);
  if (id) add(truth(*id, false).digest);
}
void FunctionDigest::in_any_order(ExprId one, ExprId other) {
  const auto [low, high] = std::minmax({of(one), of(other)});
  add(low);
  add(high);
}

void FunctionDigest::term_of(const Constant& term) {
  add(term.value);
  add(term.text);
  add(term.is_none ? 1U : 0U);
}
void FunctionDigest::term_of(const ReadingOption& term) {
  const Reading& reading = program_.readings[term.reading];
  add(reading.name);
  if (term.reading.index < readings_.size()) add(reading.options[readings_[term.reading.index]].name);
}
void FunctionDigest::term_of(const ColumnOf& term) {
  const RecordTable& table = program_.tables[program_.exprs[term.row].type.table];
  add(table.name);
  add(table.columns[term.column].name);
  child(term.row);
}
void FunctionDigest::term_of(const Arithmetic& term) {
  add(static_cast<std::uint64_t>(term.operation));
  if (term.operation != Operation::subtract && term.operation != Operation::divide)
    return in_any_order(term.left, term.right);
  child(term.left);
  child(term.right);
}
void FunctionDigest::term_of(const Round& term) {
  add(term.step);
  add(static_cast<std::uint64_t>(term.mode));
  child(term.value);
}
void FunctionDigest::term_of(const DateAdd& term) {
  add(static_cast<std::uint64_t>(term.unit));
  child(term.date);
  child(term.amount);
}
void FunctionDigest::term_of(const DateDiff& term) {
  add(static_cast<std::uint64_t>(term.unit));
  child(term.from);
  child(term.to);
}
void FunctionDigest::term_of(const ExtractDatePart& term) {
  add(static_cast<std::uint64_t>(term.part));
  child(term.date);
}
void FunctionDigest::term_of(const YearDay& term) {
  add(term.last ? 1U : 0U);
  child(term.year);
}
void FunctionDigest::term_of(const Compare& term) {
  add(static_cast<std::uint64_t>(term.relation));
  if (term.relation == Relation::equal) return in_any_order(term.left, term.right);
  child(term.left);
  child(term.right);
}
void FunctionDigest::term_of(const Contains& term) {
  child(term.text);
  child(term.part);
}
void FunctionDigest::term_of(const Let& term) {
  add(term.slot);
  child(term.value);
  child(term.body);
}
void FunctionDigest::term_of(const Call& term) {
  add(functions_[term.function.index]);
  add(term.arguments.size());
  for (ExprId argument : term.arguments) child(argument);
}
void FunctionDigest::term_of(const OverRows& term) {
  add(static_cast<std::uint64_t>(term.fold));
  add(program_.tables[term.table].name);
  add(term.slot);
  child(term.parent);
  child(term.guard);
  child(term.value);
}
void FunctionDigest::term_of(const OverYears& term) {
  add(static_cast<std::uint64_t>(term.fold));
  add(term.slot);
  child(term.from);
  child(term.to);
  child(term.guard);
  child(term.value);
}
void FunctionDigest::term_of(const YearScan& term) {
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

std::vector<std::uint64_t> digests_of(const Program& program, const std::vector<Member>& readings) {
  std::vector<std::uint64_t> digests;
  digests.reserve(program.functions.size());
  const std::vector<bool> certain = never_none(program);
  for (const Function& function : program.functions.nodes)
    digests.push_back(FunctionDigest({program, readings, digests, certain}).of(function.body));
  return digests;
}

ReadingDigests::ReadingDigests(const Program& program, std::vector<Member> readings)
    : program_(program),
      readings_(std::move(readings)),
      certain_(never_none(program)),
      base_(digests_of(program_, readings_)) {
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
    digests[function] =
        FunctionDigest({program_, readings, digests, certain_}).of(program_.functions.nodes[function].body);
  return digests;
}

}  // namespace cepol::core
