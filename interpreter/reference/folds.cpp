// Folds over child rows and over years, where a row or year may count or may not.
#include <algorithm>

#include "interpreter/reference/machine.hpp"

namespace cepol::reference {

using namespace core;

namespace {

// One fold under way. Rows arrive with what is known of whether they count.
class Folding {
 public:
  Folding(Fold fold, Shape shape) : fold_(fold) {
    result_ = nothing(shape);
    if (fold == Fold::sum || fold == Fold::count || fold == Fold::distinct) {
      result_.some = true;
      result_.low = result_.high = Exact(0);
    }
  }
  bool settled() const { return settled_; }
  bool overflowed() const { return overflowed_; }

  // `sure`: the row counts in every filling. `value` is not looked at by count.
  void add(const Value& value, bool sure) {
    if (result_.failure == 0) result_.failure = value.failure;
    switch (fold_) {
      case Fold::count: add_range(sure ? 1 : 0, 1); break;
      case Fold::sum:
        if (!value.some) break;
        add_range(sure && !value.none ? value.low : std::min(value.low, Exact(0)),
                  sure && !value.none ? value.high : std::max(value.high, Exact(0)));
        break;
      case Fold::some:
        may_ = may_ || may_hold(value);
        settled_ = settled_ || (sure && may_hold(value) && !may_not_hold(value) && value.failure == 0);
        break;
      case Fold::every:
        may_ = may_ || may_not_hold(value);
        settled_ = settled_ || (sure && may_not_hold(value) && !may_hold(value) && value.failure == 0);
        break;
      case Fold::minimum:
      case Fold::maximum: extreme(value, sure); break;
      case Fold::distinct:
        if (value.some) values_.push_back({value, sure && !value.none});
        break;
    }
  }
  void fail(std::uint32_t failure) {
    if (result_.failure == 0) result_.failure = failure;
  }

  Value finish() {
    switch (fold_) {
      case Fold::some: return with_failure(of_truth(!settled_, may_ || settled_));
      case Fold::every: return with_failure(of_truth(may_ || settled_, !settled_));
      case Fold::minimum:
      case Fold::maximum:
        result_.none = !certain_;
        return result_;
      case Fold::distinct: {
        std::size_t sure = 0, all = 0;
        bool single = true;
        for (std::size_t i = 0; i < values_.size(); ++i) {
          single = single && values_[i].second && is_single(values_[i].first);
          bool seen = false, seen_surely = false;
          for (std::size_t j = 0; j < i; ++j) {
            const bool same = is_single(values_[i].first) && values_[i].first == values_[j].first;
            seen = seen || same;
            seen_surely = seen_surely || !disjoint(values_[i].first, values_[j].first);
          }
          if (!seen) ++all;
          if (values_[i].second && !seen_surely) ++sure;  // surely counts, and differs from every earlier one
        }
        result_.low = static_cast<std::int64_t>(single ? all : sure);
        result_.high = static_cast<std::int64_t>(all);
        return result_;
      }
      default: return result_;
    }
  }

 private:
  Value with_failure(Value value) const {
    value.failure = result_.failure;
    return value;
  }
  void add_range(Exact low, Exact high) {
    auto sum = [&](Exact a, Exact b, Exact otherwise) {
      if (a.infinite()) return a;
      if (b.infinite()) return b;
      const auto total = plus(a, b);
      overflowed_ = overflowed_ || !total;
      return total.value_or(otherwise);
    };
    result_.low = sum(result_.low, low, Exact::lowest());
    result_.high = sum(result_.high, high, Exact::highest());
  }
  void extreme(const Value& value, bool sure) {
    if (!value.some) return;
    const bool least = fold_ == Fold::minimum;
    sure = sure && !value.none;
    if (!result_.some) {
      result_.some = true;
      result_.low = value.low;
      result_.high = value.high;
    } else if (least) {
      result_.low = std::min(result_.low, value.low);
      // Where nothing so far surely counts, this one alone may: then the result is its own.
      result_.high = sure && certain_ ? std::min(result_.high, value.high)
                     : sure           ? value.high
                     : certain_       ? result_.high
                                      : std::max(result_.high, value.high);
    } else {
      result_.high = std::max(result_.high, value.high);
      result_.low = sure && certain_ ? std::max(result_.low, value.low)
                    : sure           ? value.low
                    : certain_       ? result_.low
                                     : std::min(result_.low, value.low);
    }
    certain_ = certain_ || sure;
  }

  Fold fold_;
  Value result_;
  bool may_ = false, settled_ = false, certain_ = false, overflowed_ = false;
  std::vector<std::pair<Value, bool>> values_;
};

}  // namespace

Value Machine::over_rows(const OverRows& term, ExprId id) {
  const Shape shape = shape_of(program_.exprs[id].type.kind);
  Folding folding(term.fold, shape);
  auto visit = [&](tables::RowIndex row) {
    slot(term.slot) = of_row(row);
    bool sure = true;
    if (term.guard) {
      const Value guard = evaluate(*term.guard);
      if (guard.failure != 0) folding.fail(guard.failure);
      if (!may_hold(guard)) return;
      sure = !may_not_hold(guard) && guard.failure == 0;
    }
    folding.add(term.value ? evaluate(*term.value) : of_truth(false, true), sure);
  };
  if (term.parent) {
    const Value parent = evaluate(*term.parent);
    folding.fail(parent.failure);
    if (parent.some && parent.any) {
      // Children of a row that is not known: anything.
      Value unknown = unknown_of(program_, program_.exprs[id].type);
      unknown.none = true;
      return unknown;
    }
    if (parent.some && parent.row != tables::dangling) {
      for (tables::RowIndex row : data_.children(term.table, parent.row)) {
        visit(row);
        if (folding.settled()) break;
      }
    }
  } else {
    for (tables::RowIndex row = 0; row < data_[term.table].rows && !folding.settled(); ++row) visit(row);
  }
  Value result = folding.finish();
  if (folding.overflowed() && result.failure == 0) result.failure = fail(id, "overflow");
  if (folding.overflowed() && result.low.infinite() && result.high.infinite()) result.some = false;
  return result;
}

Value Machine::over_years(const OverYears& term, ExprId id) {
  const Shape shape = shape_of(program_.exprs[id].type.kind);
  const Value from = evaluate(term.from), to = evaluate(term.to);
  Folding folding(term.fold, shape);
  folding.fail(from.failure);
  folding.fail(to.failure);
  const bool open = from.none || to.none;  // then perhaps no years at all
  if (from.some && to.some) {
    const bool whole = from.low.whole() && from.high.whole() && to.low.whole() && to.high.whole();
    if (!whole || to.high > plus(from.low, max_years - 1).value_or(Exact::highest())) {
      const bool surely = from.low == from.high && to.low == to.high && !open;
      Value result = unknown_of(program_, program_.exprs[id].type);
      result.some = !surely;
      result.none = open;
      result.failure = fail(id, whole ? "window too long" : "part of a year");
      return result;
    }
    for (std::int64_t year = from.low.num; Exact(year) <= to.high && !folding.settled(); ++year) {
      slot(term.slot) = of_range(year, year);
      bool sure = !open && from.high <= Exact(year) && Exact(year) <= to.low;
      if (term.guard) {
        const Value guard = evaluate(*term.guard);
        folding.fail(guard.failure);
        if (!may_hold(guard)) continue;
        sure = sure && !may_not_hold(guard) && guard.failure == 0;
      }
      folding.add(term.value ? evaluate(*term.value) : of_truth(false, true), sure);
    }
  }
  Value result = folding.finish();
  // Over a window that is none the fold is none.
  result.none = result.none || open;
  if (!from.some || !to.some) result.some = false;
  if (folding.overflowed() && result.failure == 0) result.failure = fail(id, "overflow");
  return result;
}

}  // namespace cepol::reference
