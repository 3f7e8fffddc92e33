#include "interpreter/reference/program_info.hpp"

#include <algorithm>
#include <bit>

#include "lang/core/children.hpp"

namespace cepol::reference {

using namespace core;

namespace {

constexpr std::size_t most_memos = 1024;
constexpr std::size_t memos_a_function = 64;
constexpr std::uint32_t worth_memoising = 8;  // terms

ValueSet set_of(const Constant& constant, Shape shape) {
  if (constant.is_none) return engine::none_value(shape);
  switch (shape) {
    case Shape::members: return engine::of_members(std::uint64_t{1} << constant.value.num);
    case Shape::range: return engine::of_number(constant.value);
    case Shape::text: return engine::of_text(constant.text);
    case Shape::row: break;  // there is no constant row but none
  }
  return engine::none_value(shape);
}

bool is_heavy(TermKind kind) {
  return kind == TermKind::Call || kind == TermKind::OverRows || kind == TermKind::OverYears ||
         kind == TermKind::YearScan;
}

}  // namespace

ProgramInfo::ProgramInfo(const Program& program, const std::vector<Member>& readings) {
  describe_terms(program, readings);
  size_functions(program);
}

void ProgramInfo::describe_terms(const Program& program, const std::vector<Member>& readings) {
  const std::size_t count = program.exprs.size();
  nodes.resize(count);
  constants.resize(count);
  table_fold_numbers.assign(count, 0);
  std::vector<SlotSet> slots(count, 0);
  fold_plan_numbers.assign(count, 0);
  for (std::uint32_t i = 0; i < count; ++i) {
    const Expr& expr = program.exprs.nodes[i];
    nodes[i] = {kind_of(expr.term), engine::shape_of(expr.type.kind), 0};
    slots[i] = free_slots(expr.term, slots);
    if (const auto* constant = std::get_if<Constant>(&expr.term)) {
      constants[i] = set_of(*constant, nodes[i].shape);
      if (!constant->is_none && expr.type.kind == Kind::text) text_constants.push_back(constant->text);
    } else if (const auto* option = std::get_if<ReadingOption>(&expr.term)) {
      const std::uint32_t reading = option->reading.index;
      const Member member =
          reading < readings.size() ? readings[reading] : program.readings[option->reading].default_option;
      constants[i] = engine::of_members(std::uint64_t{1} << member);
    } else if (const auto* local = std::get_if<Local>(&expr.term)) {
      nodes[i].slot = local->slot;
    } else if (const auto* rows = std::get_if<OverRows>(&expr.term);
               rows != nullptr && !rows->parent && slots[i] == 0) {
      table_fold_numbers[i] = ++table_folds;
    }
    if (const auto* rows = std::get_if<OverRows>(&expr.term))
      if (auto plan = fold_plan_of(program, *rows, slots)) {
        fold_plans.push_back(std::move(*plan));
        fold_plan_numbers[i] = static_cast<std::uint32_t>(fold_plans.size());
      }
  }
  std::sort(text_constants.begin(), text_constants.end());
  text_constants.erase(std::unique(text_constants.begin(), text_constants.end()), text_constants.end());
}

// Functions call only older ones, so one pass settles how much stack each needs.
void ProgramInfo::size_functions(const Program& program) {
  const std::size_t count = program.exprs.size();
  owner.assign(count, UINT32_MAX);
  memoised.assign(program.functions.size(), 0);
  std::vector<std::size_t> need(program.functions.size(), 0);  // by function: slots of its frame and of all calls below
  std::vector<std::size_t> above(count, 0);                    // by expression: slots above the frame
  std::vector<std::uint32_t> visited(count, UINT32_MAX);       // by expression: the last function that it was met in
  std::size_t deepest = 0;
  std::vector<ExprId> open;
  for (std::uint32_t f = 0; f < program.functions.size(); ++f) {
    const Function& function = program.functions.nodes[f];
    std::uint32_t terms = 0;
    std::vector<ExprId> inside;
    open.assign(1, function.body);
    while (!open.empty()) {
      const ExprId id = open.back();
      open.pop_back();
      if (visited[id.index] == f) continue;
      visited[id.index] = f;
      if (owner[id.index] == UINT32_MAX) owner[id.index] = f;  // an account may show parts of an older function
      inside.push_back(id);
      terms += is_heavy(nodes[id.index].kind) ? worth_memoising : 1;
      for_each_child(program.exprs[id].term, [&](ExprId child) { open.push_back(child); });
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
    deepest = std::max(deepest, need[f]);
    bool has_key = function.parameters.size() <= most_key;
    for (const Parameter& parameter : function.parameters) has_key = has_key && parameter.type.kind != Kind::text;
    memoised[f] = has_key && terms >= worth_memoising;
  }
  const auto kept = static_cast<std::size_t>(std::count(memoised.begin(), memoised.end(), 1));
  memo_size = std::bit_ceil(std::clamp<std::size_t>(kept * memos_a_function, 1, most_memos));
  stack_size = deepest + 1;
}

}  // namespace cepol::reference
