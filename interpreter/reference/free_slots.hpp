// The slots that a term reads and does not bind itself, as bits.
#pragma once

#include <cstdint>
#include <vector>

#include "lang/core/expr.hpp"

namespace cepol::reference {

using SlotSet = std::uint64_t;
constexpr SlotSet all_slots = ~SlotSet{0};  // stands for slots past the 64th too

inline SlotSet bit_of(core::Slot slot) { return slot < 64 ? SlotSet{1} << slot : all_slots; }
// `slots`: those of the term's children, by expression.
SlotSet free_slots(const core::Term& term, const std::vector<SlotSet>& slots);
inline bool has_slot(SlotSet slots, core::Slot slot) {
  return slots == all_slots || (slot < 64 && (slots >> slot & 1) != 0);
}

}  // namespace cepol::reference
