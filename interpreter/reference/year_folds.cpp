// Folds over years and scans of years, where the ends of the window may be open: a year may count or may not.
#include <algorithm>

#include "interpreter/reference/set_evaluator.hpp"
#include "interpreter/reference/year_windows.hpp"

namespace cepol::reference {

using namespace core;

namespace {

// How many years from the first to the last: 0 where the last is earlier.
std::int64_t count_years(Exact first, Exact last) {
  if (last < first) return 0;
  if (first.infinite() || last.infinite()) return INT64_MAX;
  const auto gap = minus(last, first);
  return gap && gap->num < INT64_MAX ? gap->num / gap->den + 1 : INT64_MAX;
}

}  // namespace

std::optional<YearWindow> window_between(SetOperations& operations, const TrackedSet& first, const TrackedSet& last,
                                         Shape shape, ExprId at, TrackedSet& instead) {
  instead = engine::failed(shape, join_failures(first.failure, last.failure));
  operations.note_open(first, last);
  if (!first.some || !last.some) {
    instead.none = true;
    return std::nullopt;
  }
  YearWindow window{first.range(),
                    last.range(),
                    first.none || last.none,
                    instead.failure,
                    first.open_blanks | last.open_blanks,
                    count_years(first.range().low, last.range().high),
                    count_years(first.range().high, last.range().low)};
  if (window.most > max_years) {
    window.failure =
        join_failures(window.failure, operations.fail(at, "年段超过200年", "a window of more than 200 years"));
    if (window.least > max_years) {
      instead.failure = window.failure;
      instead.none = window.none;
      return std::nullopt;
    }
  }
  return window;
}

TrackedSet for_each_of_span(SetOperations& operations, FoldState& one, const YearWindow& window, ExprId at) {
  std::uint32_t failure = join_failures(window.failure, one.failure);
  const TrackedSet each = one.finish(operations);
  TrackedSet result = each;  // some, every, minimum, maximum: as with one year that may count or may not
  if (one.fold == Fold::sum || one.fold == Fold::count || one.fold == Fold::distinct) {
    const std::int64_t upper = std::min<std::int64_t>(window.most, max_years);
    const NumberRange& range = each.range();
    const auto low = range.low.infinite() ? range.low : times(range.low, upper).value_or(Exact::lowest());
    const auto high = range.high.infinite() ? range.high : times(range.high, upper).value_or(Exact::highest());
    result = engine::of_range(low, high, range.whole);
    if (low.infinite() || high.infinite()) {
      operations.note_open(each.open_blanks);
      failure = join_failures(failure, operations.sum_too_large(at));
    }
  }
  result.failure = failure;
  result.none |= window.none;
  result.open_blanks = each.open_blanks;
  return result;
}

TrackedSet scan_of_any(SetOperations& operations, const YearWindow& window, ExprId at) {
  operations.note_incomplete();
  TrackedSet result = engine::unknown_of(operations.program(), operations.program().exprs[at].type);
  result.none = true;
  result.failure = window.failure;
  result.open_blanks = window.open_blanks;
  return result;
}

TrackedSet finished(SetOperations& operations, FoldState& fold, ExprId at) {
  if (fold.overflowed) fold.failure = join_failures(fold.failure, operations.sum_too_large(at));
  return fold.finish(operations);
}

std::optional<YearWindow> SetEvaluator::window_of(ExprId from, ExprId to, ExprId id, TrackedSet& instead) {
  const Shape shape = nodes_[id.index].shape;
  const TrackedSet first = evaluate(from);
  instead = engine::failed(shape, first.failure);
  if (fails(first)) return std::nullopt;
  const TrackedSet last = evaluate(to);
  instead.failure = join_failures(first.failure, last.failure);
  if (fails(last)) return std::nullopt;
  return window_between(*this, first, last, shape, id, instead);
}

TrackedSet SetEvaluator::over_years(const OverYears& term, ExprId id) {
  TrackedSet instead;
  const std::optional<YearWindow> window = window_of(term.from, term.to, id, instead);
  if (!window) return instead;
  return fold_over_years(
      *this, term.fold, nodes_[id.index].shape, id, *window,
      [&](FoldState& fold, std::int64_t year, const Membership& member) {
        frame_[term.slot] = engine::of_range(year, year, true);
        return fold_one(fold, term.guard, term.value, member);
      },
      [&](FoldState& fold) {
        frame_[term.slot] = engine::of_range(window->from.low, window->to.high, true);
        fold_one(fold, term.guard, term.value, {true, true, 0});
      });
}

TrackedSet SetEvaluator::year_scan(const YearScan& term, ExprId id) {
  TrackedSet instead;
  const std::optional<YearWindow> window = window_of(term.from, term.to, id, instead);
  if (!window) return instead;
  std::vector<TrackedSet> initial;
  for (const YearScan::State& state : term.states) initial.push_back(evaluate(state.initial));
  if (window->most > max_years) return scan_of_any(*this, *window, id);
  return scan_over_years(*this, *window, std::move(initial),
                         [&](std::int64_t year, const std::vector<TrackedSet>& states, std::vector<TrackedSet>& after) {
                           frame_[term.year] = engine::of_range(year, year, true);
                           for (std::size_t i = 0; i < states.size(); ++i) frame_[term.states[i].slot] = states[i];
                           for (std::size_t i = 0; i < states.size(); ++i) after[i] = evaluate(term.states[i].next);
                         });
}

}  // namespace cepol::reference
