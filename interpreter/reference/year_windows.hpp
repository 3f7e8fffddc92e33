// Windows of years whose ends may be open, and folds over them: a year may lie in the window or not.
#pragma once

#include "interpreter/reference/lazy_terms.hpp"

namespace cepol::reference {

struct YearWindow {
  NumberRange from, to;
  bool none;                  // an end may be none
  std::uint32_t failure;      // of its ends
  std::uint64_t open_blanks;  // that leave its ends open
  std::int64_t most, least;   // how many years it has
  bool surely_has(std::int64_t year) const { return from.high <= Exact(year) && Exact(year) <= to.low; }
};

// nullopt: there is no window to fold over, and `instead` is the result. Neither end surely fails.
std::optional<YearWindow> window_between(SetOperations& operations, const TrackedSet& first, const TrackedSet& last,
                                         Shape shape, core::ExprId at, TrackedSet& instead);

constexpr std::int64_t few_years = 40;  // a window that may lie in more years than this is not visited year by year
inline bool is_visited_by_year(const YearWindow& window) {
  return window.least == window.most || window.most <= few_years;
}
// A window that may lie in many years: one evaluation for all those years at once, taken for each of up to max_years.
TrackedSet for_each_of_span(SetOperations& operations, FoldState& one, const YearWindow& window, core::ExprId at);

// A scan over a window that may lie in more than max_years: any value.
TrackedSet scan_of_any(SetOperations& operations, const YearWindow& window, core::ExprId at);

TrackedSet finished(SetOperations& operations, FoldState& fold, core::ExprId at);

// add_year(fold, year, member): as fold_one. add_span(fold): of a year that is any of those of the window.
template <class AddYear, class AddSpan>
TrackedSet fold_over_years(SetOperations& operations, core::Fold kind, Shape shape, core::ExprId at,
                           const YearWindow& window, AddYear&& add_year, AddSpan&& add_span) {
  FoldState fold(kind, shape);
  fold.differing_failure = operations.differing_values(kind, at);
  if (!is_visited_by_year(window)) {
    add_span(fold);
    return for_each_of_span(operations, fold, window, at);
  }
  fold.failure = fold.outside_failure = window.failure;
  for (std::int64_t year = window.from.low.num; Exact(year) <= window.to.high; ++year)
    if (!add_year(fold, year, SetOperations::Membership{true, !window.surely_has(year), 0})) break;
  TrackedSet result = finished(operations, fold, at);
  result.none |= window.none;
  return result;
}

// A year that may lie in the window leaves the states as they are, or changes them. next(year, states, after): sets
// `after` to what the states are after that year.
template <class Next>
TrackedSet scan_over_years(SetOperations& operations, const YearWindow& window, std::vector<TrackedSet> states,
                           Next&& next) {
  std::vector<TrackedSet> after(states.size());
  for (std::int64_t year = window.from.low.num; Exact(year) <= window.to.high; ++year) {
    operations.add_work(1);
    next(year, static_cast<const std::vector<TrackedSet>&>(states), after);
    for (std::size_t i = 0; i < states.size(); ++i) {
      if (window.surely_has(year))
        states[i] = after[i];
      else
        join_into(states[i], after[i]);
    }
  }
  TrackedSet result = states.front();
  result.failure = join_failures(window.failure, result.failure);
  result.none |= window.none;
  return result;
}

}  // namespace cepol::reference
