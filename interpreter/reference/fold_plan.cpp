#include "interpreter/reference/fold_plan.hpp"

#include <algorithm>

#include "lang/core/children.hpp"

namespace cepol::reference {

using namespace core;

namespace {

constexpr int most_depth = 16;

// Is b what a becomes when one slot is put in another's place? (false: it is not, or that is not found out)
bool is_renamed(const Program& program, ExprId a, ExprId b, Slot from, Slot to, int depth = most_depth) {
  const Term &left = program.exprs[a].term, &right = program.exprs[b].term;
  if (depth == 0 || left.index() != right.index()) return false;
  const bool same_node = std::visit(
      overloaded{[&](const Local& t) { return (t.slot == from ? to : t.slot) == std::get<Local>(right).slot; },
                 [&](const ReadingOption& t) { return t.reading == std::get<ReadingOption>(right).reading; },
                 [&](const Constant& t) {
                   const auto& other = std::get<Constant>(right);
                   return t.value == other.value && t.text == other.text && t.is_none == other.is_none;
                 },
                 [&](const ColumnOf& t) { return t.column == std::get<ColumnOf>(right).column; },
                 [&](const Arithmetic& t) { return t.operation == std::get<Arithmetic>(right).operation; },
                 [&](const DateAdd& t) { return t.unit == std::get<DateAdd>(right).unit; },
                 [&](const DateDiff& t) { return t.unit == std::get<DateDiff>(right).unit; },
                 [&](const ExtractDatePart& t) { return t.part == std::get<ExtractDatePart>(right).part; },
                 [&](const YearDay& t) { return t.last == std::get<YearDay>(right).last; },
                 [&](const Call& t) { return t.function == std::get<Call>(right).function; },
                 [&](const Round& t) {
                   const auto& other = std::get<Round>(right);
                   return t.step == other.step && t.mode == other.mode;
                 },
                 [&](const Compare& t) { return t.relation == std::get<Compare>(right).relation; },
                 [&](const Logic& t) { return t.all == std::get<Logic>(right).all; }, [](const Not&) { return true; },
                 [](const If&) { return true; }, [](const IsNone&) { return true; },
                 [](const Contains&) { return true; }, [](const auto&) { return false; }},
      left);
  if (!same_node) return false;
  std::vector<ExprId> of_left, of_right;
  for_each_child(left, [&](ExprId child) { of_left.push_back(child); });
  for_each_child(right, [&](ExprId child) { of_right.push_back(child); });
  return std::equal(of_left.begin(), of_left.end(), of_right.begin(), of_right.end(),
                    [&](ExprId x, ExprId y) { return is_renamed(program, x, y, from, to, depth - 1); });
}
bool same_term(const Program& program, ExprId a, ExprId b) { return a == b || is_renamed(program, a, b, 0, 0); }

class Planner {
 public:
  Planner(const Program& program, const OverRows& fold, const std::vector<SlotSet>& slots)
      : program_(program), fold_(fold), slots_(slots), row_slots_(bit_of(fold.slot)) {}

  std::optional<FoldPlan> plan() {
    if (row_slots_ == all_slots) return std::nullopt;
    if (fold_.guard) add(*fold_.guard, false);
    plan_.value = fold_.value;
    if (fold_.value && (fold_.fold == Fold::some || fold_.fold == Fold::every)) {
      of_value_ = true;
      plan_.value.reset();
      add(*fold_.value, fold_.fold == Fold::every);
    }
    if (plan_.value) read_ |= slots_[plan_.value->index];
    find_exception();
    if (!fits()) return std::nullopt;
    for (Slot slot = 0; slot < 64; ++slot)
      if (has_slot(read_ & ~row_slots_, slot)) plan_.fixed.push_back(slot);
    std::stable_sort(plan_.ranges.begin(), plan_.ranges.end(),
                     [](const auto& a, const auto& b) { return a.negated && !b.negated; });
    return std::move(plan_);
  }

 private:
  bool of_row(ExprId id) const { return (slots_[id.index] & row_slots_) != 0; }

  void find_exception() {
    if (fold_.fold != Fold::count && fold_.fold != Fold::some && fold_.fold != Fold::every) return;
    const auto found = std::ranges::find_if(
        plan_.ranges, [](const auto& range) { return range.negated && range.relation == Relation::equal; });
    if (found == plan_.ranges.end()) return;
    plan_.except = FoldPlan::Key{found->parts[0].of_row, found->parts[0].wanted, found->of_value};
    plan_.ranges.erase(found);
  }

  bool fits() const {
    const bool compares = !plan_.keys.empty() || !plan_.ranges.empty() || plan_.except;
    // Different values can be counted in one order only.
    const bool countable = fold_.fold != Fold::distinct || plan_.ranges.empty() ||
                           (plan_.ranges.size() == 1 && !plan_.ranges.front().negated);
    return compares && countable && plan_.keys.size() + (plan_.except ? 1 : 0) <= FoldPlan::most_keys &&
           plan_.ranges.size() <= FoldPlan::most_ranges && read_ != all_slots;
  }

  // Adds that the expression holds, or that it does not.
  void add(ExprId id, bool negated) {
    const Term& term = program_.exprs[id].term;
    if (const auto* opposite = std::get_if<Not>(&term)) return add(opposite->operand, !negated);
    if (const auto* let = std::get_if<Let>(&term); let != nullptr && !is_bound(let->slot)) {
      const bool of_row = this->of_row(let->value);
      if (of_row) {
        row_slots_ |= bit_of(let->slot);
        read_ |= slots_[let->value.index];
      }
      plan_.bindings.push_back({let->slot, let->value, of_row});
      return add(let->body, negated);
    }
    if (const auto* logic = std::get_if<Logic>(&term)) {
      if (auto range = order_of_two(*logic)) {
        range->negated = negated;
        return add(std::move(*range));
      }
      if (logic->all != negated) {
        for (ExprId operand : logic->operands) add(operand, negated);
        return;
      }
    }
    if (const auto* compare = std::get_if<Compare>(&term); compare != nullptr && is_across(*compare)) {
      FoldPlan::Range range = across(*compare);
      if (compare->relation == Relation::equal && !negated) {
        plan_.keys.push_back({range.parts[0].of_row, range.parts[0].wanted, of_value_});
        read_ |= slots_[range.parts[0].of_row.index];
        return;
      }
      range.negated = negated;
      return add(std::move(range));
    }
    plan_.conditions.push_back({id, negated, of_value_});
    read_ |= slots_[id.index];
  }

  bool is_bound(Slot slot) const {
    return std::any_of(plan_.bindings.begin(), plan_.bindings.end(),
                       [&](const FoldPlan::Binding& binding) { return binding.slot == slot; });
  }

  void add(FoldPlan::Range range) {
    range.of_value = of_value_;
    for (const auto& part : range.parts) read_ |= slots_[part.of_row.index];
    plan_.ranges.push_back(std::move(range));
  }

  bool is_across(const Compare& compare) const { return of_row(compare.left) != of_row(compare.right); }
  FoldPlan::Range across(const Compare& compare) const {
    const bool left = of_row(compare.left);
    FoldPlan::Range range;
    range.relation = compare.relation;
    range.parts = {{left ? compare.left : compare.right, left ? compare.right : compare.left,
                    !left && compare.relation != Relation::equal}};
    return range;
  }
  // A comparison of a row with what is wanted, or (of: all) two.
  std::vector<FoldPlan::Range> comparisons(ExprId id) const {
    std::vector<FoldPlan::Range> found;
    auto take = [&](ExprId one) {
      const auto* compare = std::get_if<Compare>(&program_.exprs[one].term);
      if (compare == nullptr || !is_across(*compare)) return false;
      found.push_back(across(*compare));
      return true;
    };
    const auto* logic = std::get_if<Logic>(&program_.exprs[id].term);
    if (logic == nullptr || !logic->all) {
      take(id);
    } else if (logic->operands.size() != 2 || !take(logic->operands[0]) || !take(logic->operands[1])) {
      found.clear();
    }
    return found;
  }
  bool same_part(const FoldPlan::Range& a, const FoldPlan::Range& b) const {
    return same_term(program_, a.parts[0].of_row, b.parts[0].of_row) &&
           same_term(program_, a.parts[0].wanted, b.parts[0].wanted);
  }

  // Are the parts two rows, and the same value of them?
  bool of_two_rows(const FoldPlan::Range::Part& rows, const FoldPlan::Range::Part& values) const {
    const auto* row = std::get_if<Local>(&program_.exprs[rows.of_row].term);
    const auto* wanted = std::get_if<Local>(&program_.exprs[rows.wanted].term);
    return row != nullptr && wanted != nullptr && row->slot == fold_.slot &&
           program_.exprs[rows.of_row].type == program_.exprs[rows.wanted].type &&
           is_renamed(program_, values.of_row, values.wanted, row->slot, wanted->slot);
  }

  // An order of two values, in either of the ways in which it is written:
  //   a < b or (a = b and c < d)
  //   (s < r and v(s) <= v(r)) or (r < s and v(s) < v(r)), of rows s and r
  std::optional<FoldPlan::Range> order_of_two(const Logic& logic) const {
    if (logic.all || logic.operands.size() != 2) return std::nullopt;
    std::vector<FoldPlan::Range> one = comparisons(logic.operands[0]), other = comparisons(logic.operands[1]);
    if (one.size() == 2 && other.size() == 1) std::swap(one, other);
    FoldPlan::Range made;
    if (one.size() == 1 && other.size() == 2) {
      if (other[1].relation == Relation::equal) std::swap(other[0], other[1]);
      if (one[0].relation != Relation::less || other[0].relation != Relation::equal ||
          other[1].relation == Relation::equal || !same_part(one[0], other[0]))
        return std::nullopt;
      made.relation = other[1].relation;
      made.parts = {one[0].parts[0], other[1].parts[0]};
      return made;
    }
    if (one.size() != 2 || other.size() != 2) return std::nullopt;
    if (!same_part(one[0], other[0])) std::swap(other[0], other[1]);
    if (!same_part(one[0], other[0]) || !same_part(one[1], other[1])) return std::nullopt;
    // `turned`: the comparison that turns around between the two; the other one is strict in one of them.
    for (std::size_t turned : {0, 1}) {
      const std::size_t kept = 1 - turned;
      if (one[turned].relation != Relation::less || other[turned].relation != Relation::less ||
          one[turned].parts[0].descending == other[turned].parts[0].descending ||
          one[kept].parts[0].descending != other[kept].parts[0].descending ||
          !of_two_rows(one[turned].parts[0], one[kept].parts[0]))
        continue;
      const bool first = one[kept].relation == Relation::at_most;
      const FoldPlan::Range &wide = first ? one[kept] : other[kept], &strict = first ? other[kept] : one[kept];
      if (wide.relation != Relation::at_most || strict.relation != Relation::less) continue;
      made.relation = Relation::less;
      made.parts = {wide.parts[0], (first ? one : other)[turned].parts[0]};
      return made;
    }
    return std::nullopt;
  }

  const Program& program_;
  const OverRows& fold_;
  const std::vector<SlotSet>& slots_;
  SlotSet row_slots_, read_ = 0;
  bool of_value_ = false;
  FoldPlan plan_;
};

}  // namespace

std::optional<FoldPlan> fold_plan_of(const Program& program, const OverRows& fold, const std::vector<SlotSet>& slots) {
  return Planner(program, fold, slots).plan();
}

}  // namespace cepol::reference
