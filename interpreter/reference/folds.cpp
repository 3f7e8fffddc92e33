// Folds over rows and over years, where a row or year may count or may not.
//
// `some` and `every` are decided by one row, whatever the others do; else a row whose guard or value fails makes the
// fold fail, and so it does every other fold.
#include <algorithm>

#include "interpreter/reference/numbers.hpp"
#include "interpreter/reference/set_evaluator.hpp"

namespace cepol::reference {

using namespace core;

// One fold under way. Rows arrive with what is known of whether they count.
class SetEvaluator::Folding {
 public:
  Folding(Fold kind, Shape shape) : fold(kind), shape_(shape) {}

  const Fold fold;
  std::uint32_t failure = 0;
  std::uint32_t outside = 0;  // of it, what comes from outside the rows: the parent, the ends of the window
  bool stopped = false;       // decided by a row, or (not some, every) failed at one: in every filling
  bool overflowed = false;
  std::uint64_t blanks = 0;  // that leave values open

  void count(std::int64_t low, std::int64_t high) {
    low_count_ += low;
    high_count_ += high;
  }
  // `sure`: the row counts in every filling in which nothing fails; `certain`: and nothing fails.
  void truth(const Truth& value, bool sure, bool certain) {
    const bool decides = fold == Fold::some ? value.yes : value.no, other = fold == Fold::some ? value.no : value.yes;
    decided_ = decided_ || decides;
    if (sure && !other) barred_ = true;  // it decides, or it fails
    if (certain && decides && !other && value.failure == 0) {
      stopped = true;
      failure = outside;
    }
  }
  void value(const ValueSet& value, bool sure) {
    blanks |= value.blanks;
    if (fails(value)) {
      doomed_ = doomed_ || sure;
      stopped = stopped || sure;
      return;
    }
    sure = sure && !value.none;
    if (!value.some) return;
    switch (fold) {
      case Fold::sum: add(value.low, value.high, sure, is_whole(value)); break;
      case Fold::minimum:
      case Fold::maximum: extreme(value, sure); break;
      default: values_.emplace_back(value, sure); break;
    }
  }
  void add(Exact low, Exact high, bool sure, bool whole) {
    if (!sure) {
      low = std::min(low, Exact(0));
      high = std::max(high, Exact(0));
    }
    whole_ = whole_ && whole;
    const bool one = low_ == high_ && low == high;
    const Range sum = sum_of(low_, high_, low, high);
    low_ = sum.low;
    high_ = sum.high;
    overflowed = overflowed || sum.broke;
    if (one && sum.broke) doomed_ = stopped = true;
  }
  void doom() {
    doomed_ = barred_ = true;
    stopped = fold != Fold::some && fold != Fold::every;
  }
  std::uint32_t differ = 0;  // only: the failure when rows differ

  ValueSet finish(SetEvaluator& machine);

 private:
  static Truth equal(SetEvaluator& machine, const ValueSet& a, const ValueSet& b);
  ValueSet only(SetEvaluator& machine);
  void extreme(const ValueSet& value, bool sure) {
    if (!met_) {
      low_ = value.low;
      high_ = value.high;
    }
    const bool least = fold == Fold::minimum;
    if (least ? value.low < low_ : value.high > high_) (least ? low_ : high_) = least ? value.low : value.high;
    // The far end: over the rows that surely count, or where there are none, over all.
    const Exact far = least ? value.high : value.low;
    Exact& end = least ? high_ : low_;
    if (sure && certain_)
      end = least ? std::min(end, far) : std::max(end, far);
    else if (sure)
      end = far;
    else if (!certain_ && met_)
      end = least ? std::max(end, far) : std::min(end, far);
    met_ = true;
    certain_ = certain_ || sure;
    whole_ = whole_ && is_whole(value);
  }

  Shape shape_;
  Exact low_ = 0, high_ = 0;
  bool whole_ = true, doomed_ = false;
  bool decided_ = false, barred_ = false;  // some, every: may be decided by a row; cannot come out the other way
  bool met_ = false, certain_ = false;
  std::int64_t low_count_ = 0, high_count_ = 0;
  std::vector<std::pair<ValueSet, bool>> values_;  // distinct
};

Truth SetEvaluator::Folding::equal(SetEvaluator& machine, const ValueSet& a, const ValueSet& b) {
  if (a.shape == Shape::text) return machine.compare_texts(a, b);
  if (a.shape == Shape::members) return {(a.members & b.members) != 0, !(is_single(a) && a.members == b.members), 0};
  if (a.shape == Shape::row) return {a.any || b.any || a.row == b.row, a.any || b.any || a.row != b.row, 0};
  return {a.low <= b.high && b.low <= a.high, !(a.low == a.high && b.low == b.high && a.low == b.low), 0};
}

// Rows that may count and may differ may make it fail; two that surely do both make it fail.
ValueSet SetEvaluator::Folding::only(SetEvaluator& machine) {
  ValueSet result = nothing(shape_);
  for (std::size_t i = 0; i < values_.size(); ++i) {
    const auto& [value, sure] = values_[i];
    join_into(result, value);
    certain_ = certain_ || sure;
    for (std::size_t j = 0; j < i; ++j) {
      const Truth same = equal(machine, values_[j].first, value);
      if (!same.no) continue;
      machine.note(values_[j].first, value);
      failure = join_failures(failure, differ);
      if (!same.yes && sure && values_[j].second) doomed_ = true;
    }
  }
  result.failure = failure;
  result.none = !certain_;
  return result;
}

ValueSet SetEvaluator::Folding::finish(SetEvaluator& machine) {
  ValueSet result = nothing(shape_);
  switch (fold) {
    case Fold::some: result = of_truth(!barred_, decided_); break;
    case Fold::every: result = of_truth(decided_, !barred_); break;
    case Fold::count: result = of_range(low_count_, high_count_, true); break;
    case Fold::sum: result = of_range(low_, high_, whole_); break;
    case Fold::minimum:
    case Fold::maximum:
      if (met_) result = of_range(low_, high_, whole_);
      result.none = !certain_;
      break;
    case Fold::distinct: {
      // At most: values not surely equal to an earlier one. At least: a set of rows that surely count and surely
      // differ.
      std::vector<const ValueSet*> apart;
      for (std::size_t i = 0; i < values_.size(); ++i) {
        bool repeated = false, differs = values_[i].second;
        if (!is_single(values_[i].first)) machine.note(values_[i].first.blanks);
        for (std::size_t j = 0; j < i && !repeated; ++j)
          repeated = !equal(machine, values_[j].first, values_[i].first).no;
        for (std::size_t j = 0; j < apart.size() && differs; ++j)
          differs = !equal(machine, *apart[j], values_[i].first).yes;
        if (!repeated) ++high_count_;
        if (differs) apart.push_back(&values_[i].first);
      }
      low_count_ += static_cast<std::int64_t>(apart.size());
      result = of_range(low_count_, high_count_, true);
      break;
    }
    case Fold::unique: result = only(machine); break;
  }
  if (doomed_ && fold != Fold::some && fold != Fold::every) return failed(shape_, failure);
  if (fold != Fold::unique) result.failure = failure;
  result.blanks = blanks;
  if (overflowed) machine.note(blanks);
  return result;
}

bool SetEvaluator::turn(Folding& folding, const std::optional<ExprId>& guard, const std::optional<ExprId>& value,
                        bool sure) {
  ++work_;
  bool certain = sure;
  if (guard) {
    const Truth counts = truth(*guard);
    certain = sure && !counts.no && counts.failure == 0;
    folding.failure = join_failures(folding.failure, counts.failure);
    if (!counts.yes) {
      if (!counts.no && sure) folding.doom();
      return !folding.stopped;
    }
    sure = sure && !counts.no;
  }
  if (folding.fold == Fold::count) {
    folding.count(sure ? 1 : 0, 1);
  } else if (folding.fold == Fold::some || folding.fold == Fold::every) {
    const Truth found = value ? truth(*value) : Truth{true, false, 0};
    folding.failure = join_failures(folding.failure, found.failure);
    folding.truth(found, sure, certain);
  } else {
    ValueSet buffer;
    const ValueSet& found = operand(*value, buffer);
    folding.failure = join_failures(folding.failure, found.failure);
    folding.value(found, sure);
  }
  return !folding.stopped;
}

namespace {
constexpr const char* rows_differ_zh = "有几行都符合，而值不相同";
constexpr const char* rows_differ_en = "several rows fit, with different values";
}  // namespace

ValueSet SetEvaluator::over_rows(const OverRows& term, ExprId id) {
  const std::uint32_t number = whole_numbers_[id.index];
  if (number == 0) return rows_of(term, id);
  Whole& whole = whole_[number - 1];
  if (whole.run == run_) return whole.value;
  ValueSet value = rows_of(term, id);
  whole_[number - 1] = {run_, value};
  return value;
}

ValueSet SetEvaluator::rows_of(const OverRows& term, ExprId id) {
  Folding folding(term.fold, nodes_[id.index].shape);
  if (term.fold == Fold::unique) folding.differ = fail(id, rows_differ_zh, rows_differ_en);
  auto visit = [&](data::RowIndex row) {
    frame_[term.slot] = of_row(row);
    return turn(folding, term.guard, term.value, true);
  };
  if (term.parent) {
    const ValueSet parent = evaluate(*term.parent);
    if (fails(parent)) return failed(nodes_[id.index].shape, parent.failure);
    folding.failure = folding.outside = parent.failure;
    if (parent.some && parent.any) {  // children of a row that is not known: anything
      incomplete_ = true;
      ValueSet unknown = unknown_of(program_, program_.exprs[id].type);
      unknown.none = term.fold == Fold::minimum || term.fold == Fold::maximum;
      unknown.failure = parent.failure;
      return unknown;
    }
    if (parent.some && parent.row != data::dangling) {
      if (parent.none) {  // or no rows at all
        const ValueSet empty = folding.finish(*this);
        for (data::RowIndex row : data_.children(term.table, parent.row))
          if (!visit(row)) break;
        return join(folding.finish(*this), empty);
      }
      for (data::RowIndex row : data_.children(term.table, parent.row))
        if (!visit(row)) break;
    }
  } else {
    for (data::RowIndex row = 0; row < data_[term.table].rows; ++row)
      if (!visit(row)) break;
  }
  if (folding.overflowed)
    folding.failure =
        join_failures(folding.failure, fail(id, "合计的数太大，无法准确计算", "a sum too large to compute exactly"));
  return folding.finish(*this);
}

ValueSet SetEvaluator::over_years(const OverYears& term, ExprId id) {
  const Shape shape = nodes_[id.index].shape;
  const ValueSet from = evaluate(term.from);
  if (fails(from)) return failed(shape, from.failure);
  const ValueSet to = evaluate(term.to);
  Folding folding(term.fold, shape);
  if (term.fold == Fold::unique) folding.differ = fail(id, rows_differ_zh, rows_differ_en);
  folding.failure = folding.outside = join_failures(from.failure, to.failure);
  if (fails(to)) return failed(shape, folding.failure);
  const bool none = from.none || to.none;
  note(from, to);
  if (!from.some || !to.some) {  // no window: the fold is none
    ValueSet result = none_value(shape);
    result.failure = folding.failure;
    return result;
  }
  // How many years: at most, and at least.
  auto years = [](Exact first, Exact last) -> std::int64_t {
    if (last < first) return 0;
    if (first.infinite() || last.infinite()) return INT64_MAX;
    const auto gap = minus(last, first);
    return gap && gap->num < INT64_MAX ? gap->num / gap->den + 1 : INT64_MAX;
  };
  const std::int64_t most = years(from.low, to.high), least = years(from.high, to.low);
  if (most > max_years) {
    folding.failure = folding.outside =
        join_failures(folding.failure, fail(id, "年段超过200年", "a window of more than 200 years"));
    if (least > max_years) {
      ValueSet result = failed(shape, folding.failure);
      result.none = none;
      return result;
    }
  }
  constexpr std::int64_t few = 40;
  if (least == most || most <= few) {
    for (std::int64_t year = from.low.num; Exact(year) <= to.high; ++year) {
      frame_[term.slot] = of_range(year, year, true);
      if (!turn(folding, term.guard, term.value, from.high <= Exact(year) && Exact(year) <= to.low)) break;
    }
  } else {
    // A window that may lie in many places: one turn for all the years at once, and what that tells of up to so many.
    const std::int64_t upper = std::min<std::int64_t>(most, max_years);
    Folding one(term.fold, shape);
    frame_[term.slot] = of_range(from.low, to.high, true);
    turn(one, term.guard, term.value, false);
    folding.failure = join_failures(folding.failure, one.failure);
    const ValueSet each = one.finish(*this);
    ValueSet result = each;  // some, every, minimum, maximum: as with one year that may count or may not
    if (term.fold == Fold::sum || term.fold == Fold::count || term.fold == Fold::distinct) {
      const auto low = each.low.infinite() ? each.low : times(each.low, upper).value_or(Exact::lowest());
      const auto high = each.high.infinite() ? each.high : times(each.high, upper).value_or(Exact::highest());
      result = of_range(low, high, each.whole);
      if (low.infinite() || high.infinite()) note(each.blanks);
      if (low.infinite() || high.infinite())
        folding.failure = join_failures(folding.failure,
                                        fail(id, "合计的数太大，无法准确计算", "a sum too large to compute exactly"));
    }
    result.failure = folding.failure;
    result.none |= none;
    result.blanks = each.blanks;
    return result;
  }
  if (folding.overflowed)
    folding.failure =
        join_failures(folding.failure, fail(id, "合计的数太大，无法准确计算", "a sum too large to compute exactly"));
  ValueSet result = folding.finish(*this);
  result.none |= none;
  return result;
}

// A year that may lie in the window may leave the states as they are, or go on.
ValueSet SetEvaluator::running(const YearScan& term, ExprId id) {
  const Shape shape = nodes_[id.index].shape;
  const ValueSet from = evaluate(term.from);
  if (fails(from)) return failed(shape, from.failure);
  const ValueSet to = evaluate(term.to);
  std::uint32_t failure = join_failures(from.failure, to.failure);
  if (fails(to)) return failed(shape, failure);
  const bool none = from.none || to.none;
  note(from, to);
  if (!from.some || !to.some) {  // no window
    ValueSet result = none_value(shape);
    result.failure = failure;
    return result;
  }
  std::vector<ValueSet> states, next(term.states.size());
  for (const YearScan::State& state : term.states) states.push_back(evaluate(state.initial));
  const auto gap = minus(to.high, from.low);
  const bool too_many = !gap || *gap >= Exact(max_years);
  if (too_many) {
    failure = join_failures(failure, fail(id, "年段超过200年", "a window of more than 200 years"));
    const auto least = minus(to.low, from.high);
    if (least && *least >= Exact(max_years)) {
      ValueSet result = failed(shape, failure);
      result.none = none;
      return result;
    }
    incomplete_ = true;
    ValueSet result = unknown_of(program_, program_.exprs[id].type);
    result.none = true;
    result.failure = failure;
    result.blanks = from.blanks | to.blanks;
    return result;
  }
  for (std::int64_t year = from.low.num; Exact(year) <= to.high; ++year) {
    ++work_;
    frame_[term.year] = of_range(year, year, true);
    for (std::size_t i = 0; i < states.size(); ++i) frame_[term.states[i].slot] = states[i];
    for (std::size_t i = 0; i < states.size(); ++i) next[i] = evaluate(term.states[i].next);
    const bool sure = from.high <= Exact(year) && Exact(year) <= to.low;
    for (std::size_t i = 0; i < states.size(); ++i) {
      if (sure)
        states[i] = next[i];
      else
        join_into(states[i], next[i]);
    }
  }
  ValueSet result = states.front();
  result.failure = join_failures(result.failure, failure);
  result.none |= none;
  return result;
}

}  // namespace cepol::reference
