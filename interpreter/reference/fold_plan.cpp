#include "interpreter/reference/fold_plan.hpp"

namespace cepol::reference {

using namespace core;

namespace {

void add_conjuncts(const Program& program, ExprId id, std::vector<ExprId>& all) {
  const auto* logic = std::get_if<Logic>(&program.exprs[id].term);
  if (logic == nullptr || !logic->all) {
    all.push_back(id);
    return;
  }
  for (ExprId operand : logic->operands) add_conjuncts(program, operand, all);
}

}  // namespace

std::optional<FoldPlan> fold_plan_of(const Program& program, const OverRows& fold, const std::vector<SlotSet>& slots) {
  if (!fold.guard) return std::nullopt;
  FoldPlan plan;
  SlotSet read = fold.value ? slots[fold.value->index] : 0;
  auto of_row = [&](ExprId id) { return has_slot(slots[id.index], fold.slot); };
  std::vector<ExprId> conjuncts;
  add_conjuncts(program, *fold.guard, conjuncts);
  for (ExprId id : conjuncts) {
    const auto* compare = std::get_if<Compare>(&program.exprs[id].term);
    if (compare == nullptr || of_row(compare->left) == of_row(compare->right)) {
      plan.conditions.push_back(id);
      read |= slots[id.index];
      continue;
    }
    const bool left = of_row(compare->left);
    const ExprId own = left ? compare->left : compare->right, other = left ? compare->right : compare->left;
    read |= slots[own.index];
    if (compare->relation == Relation::equal)
      plan.keys.push_back({own, other});
    else if (plan.order)
      return std::nullopt;
    else
      plan.order = FoldPlan::Order{own, other, left, compare->relation == Relation::at_most};
  }
  const bool of_values = fold.fold == Fold::distinct || fold.fold == Fold::unique;
  if ((plan.keys.empty() && !plan.order) || plan.keys.size() > FoldPlan::most_keys || read == all_slots ||
      (plan.order && of_values))
    return std::nullopt;
  for (Slot slot = 0; slot < 64; ++slot)
    if (slot != fold.slot && has_slot(read, slot)) plan.fixed.push_back(slot);
  return plan;
}

}  // namespace cepol::reference
