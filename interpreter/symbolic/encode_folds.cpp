// Folds over rows and years, scans.
#include <algorithm>

#include "interpreter/symbolic/encode_term.hpp"

namespace cepol::symbolic {

using namespace core;

namespace {

// The largest number of steps of a fold is max_years; beyond it the fold fails.
constexpr std::int64_t most_absolute_years = 60;

}  // namespace

// What the fold needs of one row or year: `counts` becomes: it is there, its guard holds, and its value is not none.
Encoder::FoldItem Encoder::item(Fold fold, const std::optional<ExprId>& guard, const std::optional<ExprId>& value,
                                Term counts, Frame& frame) {
  FoldItem made{counts, values_.truth(true), values_.truth(true)};
  if (guard) made.guard = of(*guard, frame);
  if (fold != Fold::count) made.value = of(*value, frame);
  return made;
}

Value Encoder::explicit_fold(Fold fold, const Type& type, const std::vector<FoldItem>& given) {
  std::vector<FoldItem> items;
  for (FoldItem one : given) {
    const Term asked = one.counts,
               holds = terms_.all({asked, values_.yes(one.guard), terms_.negation(values_.fails(one.guard))});
    if (asked == terms_.no()) continue;
    Failing failing = values_.where(asked, one.guard.failing);
    failing = values_.first(failing, values_.where(holds, one.value.failing));
    const bool truth = fold == Fold::some || fold == Fold::every;
    if (truth) one.value.parts[0] = values_.yes(one.value);
    one.counts = terms_.all(
        {holds, terms_.negation(values_.fails(one.value)), truth ? terms_.yes() : terms_.negation(one.value.none)});
    one.value.failing = failing;  // of the whole item
    items.push_back(std::move(one));
  }
  switch (fold) {
    case Fold::sum: return sum(items);
    case Fold::some:
    case Fold::every: return quantified(fold, items);
    case Fold::minimum:
    case Fold::maximum: return extreme(fold, type, items);
    case Fold::unique: return unique(type, items);
    case Fold::distinct: return distinct(items);
    case Fold::count: break;
  }
  Value count = values_.ordinary(values_.zero);
  for (const FoldItem& one : items) {
    count.failing = values_.first(count.failing, one.value.failing);
    count.parts[0] = terms_.plus(count.parts[0], terms_.choice(one.counts, terms_.number(1), values_.zero));
  }
  return count;
}

Value Encoder::sum(const std::vector<FoldItem>& items) {
  Value sum = values_.ordinary(values_.zero);
  for (const FoldItem& one : items) {
    sum.failing = values_.first(sum.failing, one.value.failing);
    const Term added = terms_.choice(one.counts, one.value.parts[0], values_.zero);
    const Term total = terms_.plus(sum.parts[0], added);
    const Failing overflow{terms_.no(), terms_.overflow(NumberOperation::add, sum.parts[0], added, total)};
    sum.failing = values_.first(sum.failing, overflow);
    sum.parts[0] = total;
  }
  return sum;
}

Value Encoder::quantified(Fold fold, const std::vector<FoldItem>& items) {
  const bool some = fold == Fold::some;
  Failing failing = values_.never();
  std::vector<Term> deciding;
  for (const FoldItem& one : items) {
    failing = values_.first(failing, one.value.failing);
    deciding.push_back(terms_.all({one.counts, some ? one.value.parts[0] : terms_.negation(one.value.parts[0])}));
  }
  const Term decided = terms_.any(std::move(deciding));
  return values_.ordinary(some ? decided : terms_.negation(decided), values_.where(terms_.negation(decided), failing));
}

Value Encoder::extreme(Fold fold, const Type& type, const std::vector<FoldItem>& items) {
  Value best = values_.none(type.kind);
  Failing failing = values_.never();
  for (const FoldItem& one : items) {
    failing = values_.first(failing, one.value.failing);
    Value own = one.value;
    own.failing = values_.never();
    own.none = terms_.no();
    const Term better = fold == Fold::minimum ? at_most(type, own, best, true) : at_most(type, best, own, true);
    best = values_.choice(terms_.all({one.counts, terms_.any({best.none, better})}), own, best);
  }
  best.failing = failing;
  best.none = terms_.all({best.none, terms_.negation(values_.fails(failing))});
  return best;
}

Value Encoder::distinct(const std::vector<FoldItem>& items) {
  Value count = values_.ordinary(values_.zero);
  for (std::size_t i = 0; i < items.size(); ++i) {
    std::vector<Term> before;
    for (std::size_t j = 0; j < i; ++j)
      before.push_back(terms_.all({items[j].counts, values_.equal_parts(items[j].value, items[i].value)}));
    const Term fresh = terms_.all({items[i].counts, terms_.negation(terms_.any(std::move(before)))});
    count.parts[0] = terms_.plus(count.parts[0], terms_.choice(fresh, terms_.number(1), values_.zero));
    count.failing = values_.first(count.failing, items[i].value.failing);
  }
  return count;
}

Value Encoder::unique(const Type& type, const std::vector<FoldItem>& items) {
  Value value = values_.none(type.kind);
  Failing failing = values_.never();
  Term differ = terms_.no();
  for (const FoldItem& one : items) {
    failing = values_.first(failing, one.value.failing);
    Value own = one.value;
    own.failing = values_.never();
    own.none = terms_.no();
    differ = terms_.any({differ, terms_.all({one.counts, terms_.negation(value.none),
                                             terms_.negation(values_.equal_parts(value, own))})});
    value = values_.choice(terms_.all({one.counts, value.none}), own, value);
  }
  value.failing = values_.first(failing, {terms_.no(), differ});
  value.none = terms_.all({value.none, terms_.negation(values_.fails(value.failing))});
  return value;
}

Value Encoder::Encode::operator()(const OverRows& term) {
  Value parent = term.parent ? e.of(*term.parent, frame) : v.ordinary(v.zero);
  const RecordTable& table = e.program_.tables[term.table];
  const TableShape& shape = e.scope_.shape(term.table);
  Value value = v.none(type.kind);
  if (shape.any_number) {
    value = e.unknown_fold(term, type, parent, frame);
  } else {
    std::vector<FoldItem> items;
    for (std::uint32_t row = 0; row < shape.rows; ++row) {
      const Value own = v.ordinary(t.number(row));
      Term counts = e.scope_.present(term.table, row);
      if (term.parent) {
        const Value link = e.scope_.cell(term.table, own.parts[0], *table.link);
        counts = t.all({counts, t.negation(parent.none), t.equal(link.parts[0], parent.parts[0])});
      }
      if (counts == t.no()) continue;
      frame[term.slot] = own;
      items.push_back(e.item(term.fold, term.guard, term.value, counts, frame));
    }
    value = e.explicit_fold(term.fold, type, items);
  }
  const Term sound = t.negation(v.fails(parent));
  value.failing = v.first(parent.failing, v.where(sound, value.failing));
  value.none = t.all({value.none, sound});
  return value;
}

// Folds over the rows of a table that stands for any number of them. Guard and value are encoded for a row of which
// nothing is known; folds for which these come out as the same formulas are the same unknown.
Value Encoder::unknown_fold(const OverRows& term, const Type& type, const Value& parent, Frame& frame) {
  UnknownFolds& unknown = scope_.unknown_folds();
  std::vector<Term>& rows = unknown.rows[term.table.index];
  std::size_t& depth = unknown.around[term.table.index];
  if (rows.size() <= depth) {
    VariableNode node;
    node.name = program_.tables[term.table].name + " #" + std::to_string(depth + 1);
    node.truth = false;
    node.unknown = true;
    node.low = 0;
    node.high = most_rows;
    rows.push_back(terms_.variable(std::move(node)));
  }
  frame[term.slot] = values_.ordinary(rows[depth]);
  ++depth;
  const FoldItem row = item(term.fold, term.guard, term.value, terms_.yes(), frame);
  --depth;
  const Value nothing = explicit_fold(term.fold, type, {});
  const Term guarded = values_.yes(row.guard);
  if (parent.none == terms_.yes() || (guarded == terms_.no() && values_.fails(row.guard) == terms_.no()))
    return nothing;
  const Failing failing = values_.first(row.guard.failing, values_.where(guarded, row.value.failing));
  std::vector<std::uint32_t> key{static_cast<std::uint32_t>(term.fold),
                                 term.table.index,
                                 guarded.index,
                                 failing.conflict.index,
                                 failing.other.index,
                                 row.value.none.index};
  for (const Term part : row.value.parts) key.push_back(part.index);
  key.push_back(term.parent ? 1 : 0);
  key.push_back(term.parent ? parent.parts[0].index : 0);
  auto found = unknown.values.find(key);
  if (found == unknown.values.end()) {
    Value value = unknown_result(term.fold, type, row.value);
    const auto perhaps = [&](Term possible, const char* name) {
      const bool never = possible == terms_.no() || (options_.impossible && options_.impossible(possible));
      return never ? terms_.no() : truth_unknown(name);
    };
    const Term conflict = perhaps(failing.conflict, "a row conflicts");
    const Term other = term.fold == Fold::unique ? truth_unknown("rows differ") : perhaps(failing.other, "a row fails");
    value.failing = {conflict, terms_.all({terms_.negation(conflict), other})};
    value.none = terms_.all({value.none, terms_.negation(values_.fails(value.failing))});
    found = unknown.values.emplace(std::move(key), value).first;
  }
  return values_.choice(parent.none, nothing, found->second);
}

// Any result of the fold of rows with this value.
Value Encoder::unknown_result(Fold fold, const Type& type, const Value& of) {
  const TermNode& node = terms_[of.parts[0]];
  const auto times_rows = [](Exact bound) {
    return bound.infinite()
               ? bound
               : cepol::times(bound, most_rows).value_or(bound < Exact(0) ? Exact::lowest() : Exact::highest());
  };
  const std::string name = "fold";
  switch (fold) {
    case Fold::sum:
      return scope_.unknown(type, name, std::min(times_rows(node.low), Exact(0)),
                            std::max(times_rows(node.high), Exact(0)), node.grid);
    case Fold::count:
    case Fold::distinct: return scope_.unknown(type, name, 0, most_rows, 1);
    case Fold::some:
    case Fold::every: return values_.ordinary(truth_unknown(name));
    case Fold::minimum:
    case Fold::maximum:
    case Fold::unique: break;
  }
  const bool bounded = type.kind == Kind::number || type.kind == Kind::year;
  Value value = scope_.unknown(type, name, bounded ? node.low : Exact::lowest(), bounded ? node.high : Exact::highest(),
                               node.grid);
  value.none = truth_unknown("no rows");
  return value;
}

// ---- years
Encoder::YearWindow Encoder::years(ExprId from_id, ExprId to_id, Frame& frame) {
  const Value from = of(from_id, frame), to = of(to_id, frame);
  const Term first = from.parts[0], last = to.parts[0], between = terms_.minus(last, first);
  YearWindow window{values_.first(from.failing, to.failing), terms_.any({from.none, to.none}), terms_.no(), {}};
  const Term some = terms_.at_most(first, last), too_many = terms_.at_most(terms_.number(max_years), between);
  const Term ordinary = terms_.negation(window.none);
  window.failing = values_.first(window.failing, {terms_.no(), terms_.all({ordinary, some, too_many})});
  window.none = terms_.all({window.none, terms_.negation(values_.fails(window.failing))});
  const TermNode &low = terms_[first], &high = terms_[last], &length = terms_[between];
  const auto count = [](Exact a, Exact b) {  // of years; a large number where they are not bounded
    const auto difference = a.infinite() || b.infinite() ? std::nullopt : cepol::minus(b, a);
    return difference && *difference < Exact(max_years) ? difference->num + 1 : std::int64_t{1'000'000};
  };
  const std::int64_t absolute = count(low.low, high.high), relative = count(0, length.high);
  if (absolute <= std::min<std::int64_t>(most_absolute_years, options_.most_years) &&
      absolute <= std::max<std::int64_t>(12, 3 * relative)) {
    for (std::int64_t i = 0; i < absolute; ++i) {
      const Term year = terms_.plus(terms_.number(low.low), i);
      window.years.emplace_back(year, terms_.all({terms_.at_most(first, year), terms_.at_most(year, last)}));
    }
    return window;
  }
  const std::int64_t steps = std::min<std::int64_t>({relative, options_.most_years, max_years});
  for (std::int64_t i = 0; i < steps; ++i) {
    const Term year = terms_.plus(first, i);
    window.years.emplace_back(year, terms_.at_most(year, last));
  }
  if (steps < std::min<std::int64_t>(relative, max_years)) {
    window.beyond = terms_.at_most(terms_.number(steps), between);
    scope_.unknown_folds().beyond.push_back(window.beyond);
  }
  return window;
}

// The value of a fold or scan of these years, given what it is where the window has ends and not too many years.
Value Encoder::with_window(const YearWindow& window, const Type& type, Value inside) {
  if (window.beyond != terms_.no()) {
    Value beyond = scope_.unknown(type, "many years", Exact::lowest(), Exact::highest(), 0);
    const Term conflict = truth_unknown("many years conflict"), other = truth_unknown("many years fail");
    beyond.failing = {conflict, terms_.all({terms_.negation(conflict), other})};
    beyond.none = terms_.all({truth_unknown("many years none"), terms_.negation(values_.fails(beyond))});
    inside = values_.choice(window.beyond, beyond, inside);
  }
  const Term sound = terms_.negation(values_.fails(window.failing)), ends = terms_.negation(window.none);
  inside.failing = values_.first(window.failing, values_.where(terms_.all({sound, ends}), inside.failing));
  inside.none = terms_.any({window.none, terms_.all({sound, inside.none})});
  return inside;
}

Value Encoder::Encode::operator()(const OverYears& term) {
  const YearWindow window = e.years(term.from, term.to, frame);
  std::vector<FoldItem> items;
  for (const auto& [year, counts] : window.years) {
    if (counts == t.no()) continue;
    frame[term.slot] = v.ordinary(year);
    items.push_back(e.item(term.fold, term.guard, term.value, counts, frame));
  }
  return e.with_window(window, type, e.explicit_fold(term.fold, type, items));
}

Value Encoder::Encode::operator()(const YearScan& term) {
  const YearWindow window = e.years(term.from, term.to, frame);
  std::vector<Value> states;
  for (const YearScan::State& state : term.states) states.push_back(e.of(state.initial, frame));
  for (const auto& [year, counts] : window.years) {
    if (counts == t.no()) continue;
    frame[term.year] = v.ordinary(year);
    for (std::size_t i = 0; i < states.size(); ++i) frame[term.states[i].slot] = states[i];
    std::vector<Value> next;
    for (const YearScan::State& state : term.states) next.push_back(e.of(state.next, frame));
    for (std::size_t i = 0; i < states.size(); ++i) states[i] = v.choice(counts, next[i], states[i]);
  }
  return e.with_window(window, type, states[0]);
}

}  // namespace cepol::symbolic
