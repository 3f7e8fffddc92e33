// Figures carried through years: a recursive query, with what each year gives them in a relation of its own.
#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "interpreter/sql/compile.hpp"

namespace cepol::sql {

using namespace core;

namespace {

constexpr std::size_t longest_text = 200'000;
constexpr int most_tries = 4;

}  // namespace

Value Compiler::scan(const YearScan& term, const Type& type, const Frame& frame) {
  Value ends;
  const auto at = years(term.from, term.to, frame, ends);
  if (!at) return constant(Constant{0, {}, true}, type);
  Loop carried_loop;
  carried_loop.kind = LoopKind::scan;
  carried_loop.name = "scan";
  plan_.loops.push_back(carried_loop);
  const auto marker = static_cast<std::uint32_t>(plan_.loops.size() - 1);

  std::vector<Value> initial;
  for (const YearScan::State& state : term.states) initial.push_back(compile(state.initial, frame));
  for (const Value& one : initial)
    if (is_carried(one))
      return unsupported("滚存里面的滚存（" + function_ + "）", "figures carried within others (" + function_ + ")",
                         type);
  // The figures as the query calls them. How numbers are held is found by trying: what comes out has to be what goes
  // in.
  std::vector<std::string> names;
  for (const YearScan::State& state : term.states)
    names.push_back(names_.next(state.name.empty() ? function_ : state.name));
  std::vector<Value> before(term.states.size()), next;
  for (std::size_t i = 0; i < before.size(); ++i) {
    Value& one = before[i];
    one.type = program_.exprs[term.states[i].initial].type;
    one.text = "s." + quoted_name(names[i]);
    one.state = "s." + quoted_name(names[i] + " ?");
    one.may = may_none | may_open | may_fail | may_hide;
    one.loops = {marker};
    one.denominator = initial[i].denominator;
    if (initial[i].exact()) one.divisor = "s." + quoted_name(names[i] + " ÷");
    const bool date = one.type.kind == Kind::date;
    one.lowest = date ? Wide(first_day()) : -most_narrow;
    one.highest = date ? Wide(last_day()) : most_narrow;
  }
  for (int tries = 0;; ++tries) {
    Frame inside = frame;
    inside.at(term.year) = lane_of(*at, Type{Kind::year});
    for (std::size_t i = 0; i < before.size(); ++i) inside.at(term.states[i].slot) = before[i];
    next.clear();
    for (const YearScan::State& state : term.states) next.push_back(compile(state.next, inside));
    bool same = true;
    for (std::size_t i = 0; i < before.size(); ++i) {
      if (before[i].type.kind != Kind::number) continue;
      Value first = initial[i], later = next[i], held = before[i];
      unify({&first, &later, &held});
      const bool exact = later.exact();
      same = same && exact == before[i].exact() && (exact || held.denominator == before[i].denominator);
      initial[i] = first;
      next[i] = later;
      before[i].denominator = exact ? 1 : held.denominator;
      before[i].divisor = exact ? "s." + quoted_name(names[i] + " ÷") : std::string();
    }
    if (unsupported_ || same) break;
    if (tries == most_tries)
      return unsupported("滚存（" + function_ + "）", "figures carried from year to year (" + function_ + ")", type);
  }
  Scan made;
  made.years = *at;
  made.first = plan_.loops[*at].first;
  made.last = plan_.loops[*at].last;
  Value depends;
  std::size_t length = 0;
  const auto type_of = [&](const Type& of) -> std::string {
    switch (of.kind) {
      case Kind::truth: return "BOOLEAN";
      case Kind::enumeration:
      case Kind::text: return "TEXT";
      case Kind::date: return "DATE";
      case Kind::number:
      case Kind::year:
      case Kind::row: break;
    }
    return "BIGINT";
  };
  for (std::size_t i = 0; i < before.size(); ++i) {
    const Value &first = initial[i], &later = next[i];
    const std::string kind = type_of(first.type);
    made.columns.push_back({names[i], first.text, later.text, kind});
    if (before[i].exact()) made.columns.push_back({names[i] + " ÷", first.divisor, later.divisor, "BIGINT"});
    made.columns.push_back({names[i] + " ?", state_of(first), state_of(later), "INTEGER"});
    made.at_first = merged(made.at_first, first.columns);
    made.each_year = merged(made.each_year, later.columns);
    made.outer = merged(made.outer, first.loops);
    made.inner = merged(made.inner, later.loops);
    length += later.text.size() + later.state.size();
  }
  if (length > longest_text)
    return unsupported("这样长的滚存（" + function_ + "）", "figures carried by so long a rule (" + function_ + ")",
                       type);
  made.at_first = merged(made.at_first, merged(made.first.columns, made.last.columns));
  made.each_year = merged(made.each_year, Columns{plan_.loops[*at].lane_column});
  made.inner = merged(merged(made.inner, made.outer), merged(plan_.loops[*at].outer, Loops{*at}));
  made.inner.erase(std::remove(made.inner.begin(), made.inner.end(), marker), made.inner.end());
  made.outer = made.inner;
  made.outer.erase(std::find(made.outer.begin(), made.outer.end(), *at));
  plan_.scans.push_back(made);

  Value value = before.front();
  value.loops = made.outer;
  value.columns.clear();
  const auto taken = [&](const std::string& end) {
    PlanColumn wanted;
    wanted.kind = ColumnKind::scan;
    wanted.text = names.front() + end;
    wanted.loops = made.outer;
    wanted.inner = made.inner;
    wanted.source = static_cast<std::uint32_t>(plan_.scans.size() - 1);
    const std::uint32_t place = column(std::move(wanted), names.front() + end);
    value.columns = merged(value.columns, Columns{place});
    return quoted(place);
  };
  value.text = taken("");
  if (value.exact()) value.divisor = taken(" ÷");
  value.state = taken(" ?");
  value.type = type;
  return unless_stopped(std::move(value), ends, State::none);
}

}  // namespace cepol::sql
