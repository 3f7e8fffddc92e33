#include "interpreter/reference/free_slots.hpp"

#include "lang/core/children.hpp"

namespace cepol::reference {

using namespace core;

namespace {

SlotSet without(SlotSet slots, Slot slot) { return slot < 64 && slots != all_slots ? slots & ~bit_of(slot) : slots; }

}  // namespace

SlotSet free_slots(const Term& term, const std::vector<SlotSet>& slots) {
  auto of = [&](const std::optional<ExprId>& id) { return id ? slots[id->index] : 0; };
  if (const auto* local = std::get_if<Local>(&term)) return bit_of(local->slot);
  if (const auto* let = std::get_if<Let>(&term))
    return slots[let->value.index] | without(slots[let->body.index], let->slot);
  if (const auto* rows = std::get_if<OverRows>(&term))
    return of(rows->parent) | without(of(rows->guard) | of(rows->value), rows->slot);
  if (const auto* years = std::get_if<OverYears>(&term))
    return slots[years->from.index] | slots[years->to.index] |
           without(of(years->guard) | of(years->value), years->slot);
  if (const auto* scan = std::get_if<YearScan>(&term)) {
    SlotSet inside = 0, outside = slots[scan->from.index] | slots[scan->to.index];
    for (const YearScan::State& state : scan->states) {
      outside |= slots[state.initial.index];
      inside |= slots[state.next.index];
    }
    inside = without(inside, scan->year);
    for (const YearScan::State& state : scan->states) inside = without(inside, state.slot);
    return inside | outside;
  }
  SlotSet all = 0;
  for_each_child(term, [&](ExprId child) { all |= slots[child.index]; });
  return all;
}

}  // namespace cepol::reference
