// Folds: aggregates over the rows or years of a loop, in the relation of what they read, grouped by the rest of it. A
// row that may belong to somebody else, or be none, counts as one whose condition is not known.
#include <fmt/format.h>

#include <algorithm>

#include "interpreter/sql/compile.hpp"

namespace cepol::sql {

using namespace core;

namespace {

constexpr Wide most_rows = Wide(1) << 32;

}  // namespace

// Is yes where both are; no where one is, but for a guard that may fail.
Value Compiler::both(const Value& guard, const Value& of) const {
  Value value = needing({&guard, &of}, {}, Type{Kind::truth});
  if ((guard.may & (may_fail | may_hide)) != 0)
    value.text = fmt::format("CASE WHEN {0} THEN {1} WHEN NOT {0} THEN FALSE END", guard.text, of.text);
  else
    value.text = "(" + guard.text + " AND " + of.text + ")";
  if (!value.state.empty())
    set_state(value,
              fmt::format("CASE WHEN {} IS NOT NULL THEN 0 ELSE {} END", value.text, combined_state({&guard, &of})));
  return value;
}

struct Compiler::Aggregates {
  Compiler& compiler;
  std::uint32_t loop;
  Loops inner, outer;
  Columns used = {};

  // The aggregate of each combination of the other rows and years; NULL where the loop has none.
  std::string of(const std::string& text, const Columns& columns, std::string_view name) {
    PlanColumn wanted;
    wanted.kind = ColumnKind::aggregate;
    wanted.text = text;
    wanted.loops = outer;
    wanted.columns = columns;
    wanted.source = loop;
    wanted.inner = inner;
    const std::uint32_t at = compiler.column(std::move(wanted), name);
    used = merged(used, Columns{at});
    return compiler.quoted(at);
  }
};

Value Compiler::folded(Fold fold, std::uint32_t loop, Slot slot, const std::optional<ExprId>& guard_id,
                       const std::optional<ExprId>& of_id, const Type& type, const Frame& frame) {
  const bool years = plan_.loops[loop].kind == LoopKind::years;
  Frame inside = frame;
  inside.at(slot) = lane_of(loop, years ? Type{Kind::year} : Type{Kind::row, {}, {}, plan_.loops[loop].table});
  Value guard = guard_id ? condition(compile(*guard_id, inside)) : whole(1, Type{Kind::truth});
  if (guard.constant && guard.constant->value != Exact(1)) return of_nothing(fold, type);
  if (!years) {
    Value certain;
    certain.type = Type{Kind::truth};
    certain.text = plan_.loops[loop].certain;
    certain.columns = {plan_.loops[loop].certain_column};
    certain.loops = merged(plan_.loops[loop].outer, Loops{loop});
    certain.may = may_open;
    guard = guard.constant && guard.constant->value == Exact(1) ? certain : both(guard, certain);
  }
  Value of = of_id ? compile(*of_id, inside) : whole(1, Type{Kind::truth});
  const bool truths = fold == Fold::some || fold == Fold::every;
  if (truths) of = condition(std::move(of));
  guard = short_text(std::move(guard), function_);
  of = short_text(std::move(of), function_);

  const Loops inner = merged(merged(guard.loops, of.loops), merged(plan_.loops[loop].outer, Loops{loop}));
  if (is_carried(guard) || is_carried(of))
    return unsupported("合计、个数、存在等里面用滚存的数（" + function_ + "）",
                       "a fold over what is carried from year to year (" + function_ + ")", type);
  Loops outer = inner;
  outer.erase(std::find(outer.begin(), outer.end(), loop));
  Aggregates aggregates{*this, loop, inner, outer};
  const Columns columns = merged(merged(guard.columns, of.columns), Columns{plan_.loops[loop].lane_column});
  const bool always = guard.constant.has_value();
  const std::string where = always ? "" : " FILTER (WHERE " + guard.text + ")";

  Value value;
  value.type = type;
  value.loops = outer;
  unsigned may = (guard.may | of.may) & ~static_cast<unsigned>(may_none);
  // What one row leaves open or makes fail.
  std::string worst;
  if (truths) {
    Value counts = both(guard, fold == Fold::some ? of : Value(of));
    if (fold == Fold::every) {
      Value no = of;
      no.constant.reset();
      no.text = "(NOT " + of.text + ")";
      counts = both(guard, no);
    }
    counts = short_text(std::move(counts), function_);
    const Columns named = merged(counts.columns, Columns{plan_.loops[loop].lane_column});
    const std::string found =
        aggregates.of("bool_or(" + counts.text + ")", named, function_ + (fold == Fold::some ? " some" : " not"));
    if (may != 0)
      worst = aggregates.of(fmt::format("max(CASE WHEN {} IS NULL THEN {} END)", counts.text, state_of(counts)), named,
                            function_ + " ?");
    const char *yes = fold == Fold::some ? "TRUE" : "FALSE", *no = fold == Fold::some ? "FALSE" : "TRUE";
    value.text = worst.empty()
                     ? fmt::format("(CASE WHEN {} THEN {} ELSE {} END)", found, yes, no)
                     : fmt::format("(CASE WHEN {} THEN {} WHEN {} >= 2 THEN NULL ELSE {} END)", found, yes, worst, no);
    value.may = may;
    value.columns = aggregates.used;
    if (!worst.empty())
      set_state(value, fmt::format("CASE WHEN {} THEN 0 WHEN {} >= 2 THEN {} ELSE 0 END", found, worst, worst));
    return value;
  }
  if (may != 0) {
    std::string state = "CASE";
    if (guard.may != 0) state += fmt::format(" WHEN {} IS NULL THEN {}", guard.text, state_of(guard));
    if (of.may != 0) state += fmt::format(" WHEN {} THEN {}", guard.text, state_of(of));
    worst = aggregates.of("max(" + state + " END)", columns, function_ + " ?");
  }
  std::string result, second, extra_state;
  const auto is_truth = of.type.kind == Kind::truth;
  switch (fold) {
    case Fold::count:
      result = "coalesce(" + aggregates.of("count(*)" + where, columns, function_ + " #") + ", 0)";
      value.lowest = 0;
      value.highest = most_rows;
      break;
    case Fold::sum: {
      if (of.exact())
        return unsupported(
            "合计分母事先不知道的数（" + function_ + "）；请先取整",
            "a sum of numbers whose denominator is not known beforehand (" + function_ + "); round them first", type);
      // Magnitudes are added too where the sum of some of the rows may not fit.
      value.denominator = of.denominator;
      value.lowest = std::clamp(of.lowest * (of.lowest < 0 ? most_rows : 0), -most_wide, most_wide);
      value.highest = std::clamp(of.highest * (of.highest > 0 ? most_rows : 0), -most_wide, most_wide);
      const std::string sum = aggregates.of("sum(" + of.text + ")" + where, columns, function_ + " Σ");
      const bool fits = value.lowest >= -most_narrow && value.highest <= most_narrow;
      if (fits) {
        result = "coalesce(" + words_.as_narrow(sum) + ", 0)";
        break;
      }
      std::string size = sum;
      if (of.lowest < 0)
        size = aggregates.of("sum(abs(" + words_.as_wide(of.text) + "))" + where, columns, function_ + " |Σ|");
      const std::string small = fmt::format("coalesce({}, 0) <= {}", size, number(most_narrow));
      result = fmt::format("CASE WHEN {} THEN coalesce({}, 0) END", small, fmt::format("CAST({} AS BIGINT)", sum));
      extra_state = fmt::format(" WHEN NOT {} THEN 4", small);
      may |= may_open | may_hide;
      value.lowest = std::max(value.lowest, -most_narrow);
      value.highest = std::min(value.highest, most_narrow);
      break;
    }
    case Fold::minimum:
    case Fold::maximum:
      if (of.exact())
        return unsupported("分母事先不知道的数里最小、最大的（" + function_ + "）；请先取整",
                           "the least or most of numbers whose denominator is not known beforehand (" + function_ +
                               "); round them first",
                           type);
      result = aggregates.of((fold == Fold::minimum ? "min(" : "max(") + of.text + ")" + where, columns, function_);
      value.denominator = of.denominator;
      value.lowest = of.lowest;
      value.highest = of.highest;
      may |= may_none;
      extra_state = fmt::format(" WHEN {} IS NULL THEN 1", result);
      break;
    case Fold::distinct:
      result =
          "coalesce(" +
          aggregates.of("count(DISTINCT " + (of.exact() ? of.text + " || '/' || " + of.divisor : of.text) + ")" + where,
                        columns, function_ + " ≠") +
          ", 0)";
      value.lowest = 0;
      value.highest = most_rows;
      break;
    case Fold::unique: {
      if (of.exact())
        return unsupported(
            "查得分母事先不知道的数（" + function_ + "）；请先取整",
            "a lookup of numbers whose denominator is not known beforehand (" + function_ + "); round them first",
            type);
      result = aggregates.of((is_truth ? "bool_and(" : "min(") + of.text + ")" + where, columns, function_);
      second = aggregates.of((is_truth ? "bool_or(" : "max(") + of.text + ")" + where, columns, function_ + " max");
      value.denominator = of.denominator;
      value.lowest = of.lowest;
      value.highest = of.highest;
      may |= may_none | may_fail;
      extra_state = fmt::format(" WHEN {0} IS NULL THEN 1 WHEN {0} <> {1} THEN 3", result, second);
      break;
    }
    case Fold::some:
    case Fold::every: break;
  }
  value.may = may;
  value.columns = aggregates.used;
  value.text = result;
  if (!second.empty()) value.text = fmt::format("(CASE WHEN {} = {} THEN {} END)", result, second, result);
  if (!worst.empty()) value.text = fmt::format("(CASE WHEN coalesce({}, 0) < 2 THEN {} END)", worst, value.text);
  if (!worst.empty() || !extra_state.empty())
    set_state(value, "CASE" + (worst.empty() ? "" : fmt::format(" WHEN {0} >= 2 THEN {0}", worst)) + extra_state +
                         " ELSE 0 END");
  return value;
}

// Where the rows or years themselves are not known, the fold is not.
Value Compiler::unless_stopped(Value value, const Value& ends, State least) const {
  if ((ends.may & ~(least == State::none ? 0u : unsigned(may_none))) == 0) return value;
  const std::string state = state_of(ends), stopped = fmt::format("{} >= {}", state, static_cast<int>(least));
  const std::string inner = state_of(value);
  value.text = fmt::format("(CASE WHEN {} THEN NULL ELSE {} END)", stopped, value.text);
  value.may |= ends.may & ~(least == State::none ? 0u : unsigned(may_none));
  depend(value, ends);
  set_state(value, fmt::format("CASE WHEN {} THEN {} ELSE {} END", stopped, state, inner));
  return value;
}

namespace {

Loops loops_of(const std::vector<Value>& frame) {
  Loops all;
  for (const Value& one : frame) all = merged(all, one.loops);
  return all;
}

}  // namespace

Value Compiler::of_nothing(Fold fold, const Type& type) const {
  switch (fold) {
    case Fold::sum:
    case Fold::count:
    case Fold::some:
    case Fold::distinct: return whole(0, type);
    case Fold::every: return whole(1, type);
    case Fold::minimum:
    case Fold::maximum:
    case Fold::unique: break;
  }
  return constant(Constant{0, {}, true}, type);
}

Value Compiler::over_rows(const OverRows& term, const Type& type, const Frame& frame) {
  Loop wanted;
  wanted.table = term.table;
  const std::string& name = program_.tables[term.table].name;
  if (!term.parent) {
    wanted.kind = LoopKind::all_rows;
    const std::uint32_t at = loop(std::move(wanted), name, loops_of(frame));
    return folded(term.fold, at, term.slot, term.guard, term.value, type, frame);
  }
  Value owner = compile(*term.parent, frame);
  owner = as_column(std::move(owner), function_, {});
  if (owner.constant) return of_nothing(term.fold, type);
  if (is_carried(owner))
    return unsupported("滚存的行的子表（" + function_ + "）",
                       "rows of a row that is carried from year to year (" + function_ + ")", type);
  wanted.kind = LoopKind::children;
  wanted.owner = owner;
  wanted.outer = owner.loops;
  const std::uint32_t at = loop(std::move(wanted), name, loops_of(frame));
  Value value = folded(term.fold, at, term.slot, term.guard, term.value, type, frame);
  return unless_stopped(std::move(value), owner, State::conflict);
}

// The loop over the years from..to; `ends`: why there are none to go through.
std::optional<std::uint32_t> Compiler::years(ExprId first, ExprId last, const Frame& frame, Value& ends) {
  const Value from = as_column(compile(first, frame), function_ + " from", {}),
              to = as_column(compile(last, frame), function_ + " to", {});
  const auto none = [](const Value& value) { return value.constant && value.constant->is_none; };
  if (none(from) || none(to)) return std::nullopt;
  if (is_carried(from) || is_carried(to)) {
    unsupported("从滚存的数算起的年段（" + function_ + "）",
                "years from a figure that is carried from year to year (" + function_ + ")", Type{Kind::year});
    return std::nullopt;
  }
  ends = needing({&from, &to}, from.text + " + " + to.text, Type{Kind::year});
  if (to.highest - from.lowest >= max_years) {
    ends.may |= may_fail;
    const std::string state = combined_state({&from, &to});
    set_state(ends, fmt::format("CASE WHEN {0} <> 0 THEN {0} WHEN {1} - {2} >= {3} THEN 3 ELSE 0 END", state,
                                words_.as_wide(to.text), from.text, max_years));
  }
  Loop wanted;
  wanted.kind = LoopKind::years;
  wanted.first = from;
  wanted.last = to;
  wanted.outer = merged(from.loops, to.loops);
  return loop(std::move(wanted), "year", loops_of(frame));
}

Value Compiler::over_years(const OverYears& term, const Type& type, const Frame& frame) {
  Value ends;
  const auto at = years(term.from, term.to, frame, ends);
  if (!at) return constant(Constant{0, {}, true}, type);
  Value value = folded(term.fold, *at, term.slot, term.guard, term.value, type, frame);
  return unless_stopped(std::move(value), ends, State::none);
}

}  // namespace cepol::sql
