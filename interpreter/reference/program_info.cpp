#include <algorithm>
#include <bit>

#include "interpreter/reference/program_info.hpp"
#include "lang/core/children.hpp"

namespace cepol::reference {

using namespace core;

namespace {

constexpr std::size_t most_memos = 1024;
constexpr std::size_t memos_a_function = 64;
constexpr std::uint32_t worth_remembering = 8;  // terms

// The slots of the frame that an expression reads and does not bind itself, as bits; all of them when past the 64th.
std::uint64_t bit_of(Slot slot) { return slot < 64 ? std::uint64_t{1} << slot : ~std::uint64_t{0}; }
std::uint64_t without(std::uint64_t slots, Slot slot) { return slot < 64 ? slots & ~bit_of(slot) : slots; }

std::uint64_t free_slots(const Term& term, const std::vector<std::uint64_t>& known) {
  auto of = [&](const std::optional<ExprId>& id) { return id ? known[id->index] : 0; };
  if (const auto* local = std::get_if<Local>(&term)) return bit_of(local->slot);
  if (const auto* let = std::get_if<Let>(&term))
    return known[let->value.index] | without(known[let->body.index], let->slot);
  if (const auto* rows = std::get_if<OverRows>(&term))
    return of(rows->parent) | without(of(rows->guard) | of(rows->value), rows->slot);
  if (const auto* years = std::get_if<OverYears>(&term))
    return known[years->from.index] | known[years->to.index] |
           without(of(years->guard) | of(years->value), years->slot);
  if (const auto* running = std::get_if<YearScan>(&term)) {
    std::uint64_t inside = 0, outside = known[running->from.index] | known[running->to.index];
    for (const YearScan::State& state : running->states) {
      outside |= known[state.initial.index];
      inside |= known[state.next.index];
    }
    inside = without(inside, running->year);
    for (const YearScan::State& state : running->states) inside = without(inside, state.slot);
    return inside | outside;
  }
  std::uint64_t slots = 0;
  for_each_child(term, [&](ExprId child) { slots |= known[child.index]; });
  return slots;
}

}  // namespace

ProgramInfo::ProgramInfo(const Program& program, const std::vector<Member>& readings) {
  const std::size_t count = program.exprs.size();
  nodes.resize(count);
  constants.resize(count);
  whole_numbers.assign(count, 0);
  owner.assign(count, UINT32_MAX);
  std::vector<std::uint64_t> slots(count, 0);

  for (std::uint32_t i = 0; i < count; ++i) {
    const Expr& expr = program.exprs.nodes[i];
    const Shape shape = shape_of(expr.type.kind);
    Node& node = nodes[i];
    node = {Sort::other, shape, 0};
    slots[i] = free_slots(expr.term, slots);
    if (const auto* constant = std::get_if<Constant>(&expr.term)) {
      node.sort = Sort::constant;
      ValueSet& value = constants[i];
      if (constant->is_none) {
        value = none_value(shape);
      } else if (shape == Shape::members) {
        value = of_members(std::uint64_t{1} << constant->value.num);
      } else if (shape == Shape::text) {
        value = of_text(constant->text);
        text_constants.push_back(constant->text);
      } else {
        value = of_number(constant->value);
      }
    } else if (const auto* chosen = std::get_if<ReadingOption>(&expr.term)) {
      node.sort = Sort::constant;
      const std::uint32_t reading = chosen->reading.index;
      const Member option =
          reading < readings.size() ? readings[reading] : program.readings[chosen->reading].default_option;
      constants[i] = of_members(std::uint64_t{1} << option);
    } else if (const auto* local = std::get_if<Local>(&expr.term)) {
      node.sort = Sort::local;
      node.slot = local->slot;
    } else if (std::holds_alternative<Compare>(expr.term) || std::holds_alternative<Logic>(expr.term) ||
               std::holds_alternative<Not>(expr.term) || std::holds_alternative<IsNone>(expr.term) ||
               std::holds_alternative<Contains>(expr.term)) {
      node.sort = Sort::truth;
    } else if (const auto* rows = std::get_if<OverRows>(&expr.term);
               rows != nullptr && !rows->parent && slots[i] == 0) {
      whole_numbers[i] = ++wholes;
    }
  }
  std::sort(text_constants.begin(), text_constants.end());
  text_constants.erase(std::unique(text_constants.begin(), text_constants.end()), text_constants.end());

  // Functions call only older ones, so one pass settles how much stack each needs.
  std::vector<std::size_t> need(program.functions.size(), 0), above(count, 0);
  std::size_t most = 0;
  memoised.assign(program.functions.size(), 0);
  std::vector<ExprId> open;
  std::vector<std::uint32_t> met(count, UINT32_MAX);  // by expression: the last function that was walked to it
  for (std::uint32_t f = 0; f < program.functions.size(); ++f) {
    const Function& function = program.functions.nodes[f];
    std::uint32_t terms = 0;
    std::vector<ExprId> inside;
    open.assign(1, function.body);
    while (!open.empty()) {
      const ExprId id = open.back();
      open.pop_back();
      if (met[id.index] == f) continue;
      met[id.index] = f;
      if (owner[id.index] == UINT32_MAX) owner[id.index] = f;  // an account may show parts of an older function
      inside.push_back(id);
      const Term& term = program.exprs[id].term;
      const bool heavy = std::holds_alternative<Call>(term) || std::holds_alternative<OverRows>(term) ||
                         std::holds_alternative<OverYears>(term) || std::holds_alternative<YearScan>(term);
      terms += heavy ? worth_remembering : 1;
      for_each_child(term, [&](ExprId child) { open.push_back(child); });
    }
    std::sort(inside.begin(), inside.end());
    for (ExprId id : inside) {
      const Term& term = program.exprs[id].term;
      std::size_t own = 0;
      for_each_child(term, [&](ExprId child) { own = std::max(own, above[child.index]); });
      if (const auto* called = std::get_if<Call>(&term))
        own = std::max(own + called->arguments.size(), need[called->function.index]);
      above[id.index] = own;
    }
    need[f] = std::max<std::size_t>(function.slots, function.parameters.size()) + above[function.body.index];
    most = std::max(most, need[f]);
    bool plain = function.parameters.size() <= most_key;
    for (const Parameter& parameter : function.parameters) plain = plain && parameter.type.kind != Kind::text;
    memoised[f] = plain && terms >= worth_remembering;
  }
  const auto remembered = static_cast<std::size_t>(std::count(memoised.begin(), memoised.end(), 1));
  memos = std::bit_ceil(std::clamp<std::size_t>(remembered * memos_a_function, 1, most_memos));
  stack = most + 1;
}

std::shared_ptr<const ProgramInfo> ProgramInfoCache::with(const std::vector<Member>& readings) {
  std::shared_ptr<const ProgramInfo>& one = by_readings_[readings];
  if (one == nullptr) one = std::make_shared<const ProgramInfo>(program_, readings);
  return one;
}

}  // namespace cepol::reference
