// Reads cells of the data; records the blanks that were read and where to split them.
#include <algorithm>
#include <numeric>

#include "interpreter/reference/numbers.hpp"
#include "interpreter/reference/set_evaluator.hpp"

namespace cepol::reference {

using namespace core;

namespace {

constexpr std::int64_t largest = 1'000'000'000;  // a number that a blank may be filled with, without declared bounds
constexpr int most_places = 9;

std::int64_t power_of_ten(int places) {
  std::int64_t power = 1;
  for (int i = 0; i < places; ++i) power *= 10;
  return power;
}

Exact scaled(std::int64_t value, std::int64_t power) {
  if (power == 1) return value;
  const std::int64_t divisor = std::gcd(value, power);
  return Exact::reduced_ratio(value / divisor, power / divisor);
}

// Of a set computed from a blank date: the days for which what is computed lies in a range. It rises or falls with the
// day, so the days are a range too.
SplitPoint days_of(const TrackedSet& computed, const SplitPoint& range) {
  const Day known = computed.known_day;
  auto at = [&](Day day) -> std::int64_t {
    switch (computed.source) {
      case Source::year: return civil_of(day).year;
      case Source::days_since: return units_between(known, day, Calendar::days);
      case Source::months_since: return units_between(known, day, Calendar::months);
      case Source::years_since: return units_between(known, day, Calendar::years);
      case Source::days_until: return units_between(day, known, Calendar::days);
      case Source::months_until: return units_between(day, known, Calendar::months);
      case Source::years_until: return units_between(day, known, Calendar::years);
      case Source::several:
      case Source::cell: break;
    }
    return 0;
  };
  const bool falls = computed.source == Source::days_until || computed.source == Source::months_until ||
                     computed.source == Source::years_until;
  // The first day on which it is `least` or more (where it falls: less than that).
  auto first_with = [&](std::int64_t least) {
    Day low = first_day(), high = last_day() + 1;
    while (low < high) {
      const Day middle = low + (high - low) / 2;
      if ((at(middle) >= least) != falls)
        high = middle;
      else
        low = middle + 1;
    }
    return low;
  };
  SplitPoint days{SplitPoint::By::range, Exact::lowest(), Exact::highest(), {}};
  auto from = [&](std::int64_t least) { days.low = static_cast<std::int64_t>(first_with(least)); };
  auto until = [&](std::int64_t least) { days.high = static_cast<std::int64_t>(first_with(least)) - 1; };
  if (!range.low.infinite()) {
    const std::int64_t least = range.low.whole() ? range.low.num : floor_of(range.low) + 1;
    falls ? until(least) : from(least);
  }
  if (!range.high.infinite()) {
    const std::int64_t past = floor_of(range.high) + 1;
    falls ? from(past) : until(past);
  }
  return days;
}

// The nearest multiple of 1/power that is not below (not above) the value.
Exact on_grid(Exact value, std::int64_t power, bool up) {
  const __int128 steps = static_cast<__int128>(value.num) * power;
  __int128 whole = steps / value.den;
  if (up && steps % value.den > 0) ++whole;
  if (!up && steps % value.den < 0) --whole;
  const __int128 most = INT64_MAX;
  whole = whole > most ? most : whole < -most ? -most : whole;
  return scaled(static_cast<std::int64_t>(whole), power);
}

}  // namespace

void SetEvaluator::prepare_columns() {
  columns_.resize(program_.tables.size());
  for (std::size_t t = 0; t < program_.tables.size(); ++t) {
    const RecordTable& table = program_.tables.nodes[t];
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      const Column& column = table.columns[c];
      ColumnInfo info;
      info.data = &data_.tables[t].columns[c];
      info.kind = column.type.kind;
      info.power = power_of_ten(info.data->scale);
      info.grid = column.type.kind == Kind::number ? power_of_ten(std::min(column.places, most_places)) : 1;
      info.domain = engine::unknown_of(program_, column.type);
      if (column.type.kind == Kind::number) {
        NumberRange& range = info.domain.range();
        range.low = on_grid(column.lowest.infinite() ? Exact(-largest) : column.lowest, info.grid, true);
        range.high = on_grid(column.highest.infinite() ? Exact(largest) : column.highest, info.grid, false);
        if (range.high < range.low) range.high = range.low;
        range.whole = info.grid == 1 || is_point(range);
      }
      if (column.type.kind == Kind::year || column.type.kind == Kind::date) {
        NumberRange& range = info.domain.range();
        if (!column.lowest.infinite()) range.low = std::max(range.low, column.lowest);
        if (!column.highest.infinite()) range.high = std::min(range.high, column.highest);
      }
      columns_[t].push_back(info);
    }
  }
}

ValueSet SetEvaluator::domain(const ColumnInfo& info, data::RowIndex row) const {
  if (info.kind == Kind::date && info.data->states[row] == data::State::known)
    return engine::of_range(info.data->numbers[row], static_cast<std::int64_t>(info.data->lasts[row]), true);
  return info.domain;
}

TrackedSet SetEvaluator::column(const ColumnOf& term, ExprId id) {
  TrackedSet buffer;
  const TrackedSet& row = operand(term.row, buffer);
  const TableId table = program_.exprs[term.row].type.table;
  const RowSet& rows = row.row();
  if (row.some && !row.none && row.failure == 0 && !rows.any && rows.row != data::dangling)
    return cell(table, rows.row, term.column);
  TrackedSet result = engine::nothing(nodes_[id.index].shape);
  result.failure = row.failure;
  result.none = row.none;
  if (!row.some) return result;
  if (rows.any) {
    incomplete_ = true;
    join_into(result, TrackedSet(engine::unknown_of(program_, program_.exprs[id].type)));
    result.none = true;
  } else if (rows.row == data::dangling) {
    result.none = true;
  } else {
    join_into(result, cell(table, rows.row, term.column));
  }
  return result;
}

TrackedSet SetEvaluator::cell(TableId table, data::RowIndex row, ColumnIndex column) {
  const ColumnInfo& info = columns_[table.index][column];
  const data::ColumnData& data = *info.data;
  const data::State state = data.states[row];
  if (state == data::State::none) return engine::none_value(engine::shape_of(info.kind));
  if (state == data::State::known) {
    switch (info.kind) {
      case Kind::truth:
      case Kind::enumeration: return engine::of_members(std::uint64_t{1} << data.indices[row]);
      case Kind::number: return engine::of_number(scaled(data.numbers[row], info.power));
      case Kind::year: return engine::of_range(data.numbers[row], data.numbers[row], true);
      case Kind::date:
        if (data.numbers[row] == data.lasts[row]) return engine::of_range(data.numbers[row], data.numbers[row], true);
        break;  // known in part: a blank with a smaller domain
      case Kind::text: return engine::of_text(data_.texts[data.indices[row]]);
      case Kind::row: return engine::of_row(data.indices[row]);
    }
  }
  return probing_ ? unknown_cell(table, row, column) : TrackedSet(domain(info, row));
}

// ---- blanks, while probing

void SetEvaluator::forget_blanks() {
  blanks_.clear();
  assumed_.clear();
  constraints_.clear();
  blank_numbers_.clear();
  last_read_.clear();
  read_position_.clear();
  read_blanks_.clear();
}

BlankIndex SetEvaluator::blank_of(const engine::BlankCell& at) {
  const auto [found, is_new] = blank_numbers_.try_emplace(at, static_cast<BlankIndex>(blanks_.size()));
  if (is_new) {
    const ColumnInfo& info = columns_[at.table.index][at.column];
    BlankInfo blank{at, info.kind, domain(info, at.row), info.grid, {}};
    if (info.kind == Kind::text) blank.fresh = "\x01" + std::to_string(blanks_.size()) + "\x01";
    assumed_.push_back(blank.domain);
    constraints_.push_back(nullptr);
    last_read_.push_back(0);
    read_position_.push_back(0);
    blanks_.push_back(std::move(blank));
  }
  return found->second;
}

void SetEvaluator::assume(BlankIndex blank, const ValueSet& value, const TextConstraints* constraints) {
  assumed_[blank] = value;
  constraints_[blank] = constraints;
}

TrackedSet SetEvaluator::unknown_cell(TableId table, data::RowIndex row, ColumnIndex column) {
  const BlankIndex blank = blank_of({table, row, column});
  TrackedSet value = assumed_[blank];
  if (is_single(value)) return value;
  if (last_read_[blank] != run_) {
    last_read_[blank] = run_;
    read_position_[blank] = static_cast<std::uint32_t>(read_blanks_.size());
    read_blanks_.push_back({blank, {}});
  }
  value.source = Source::cell;
  value.blank = blank;
  value.open_blanks = std::uint64_t{1} << (blank & 63);
  return value;
}

// The first suggestion for a blank counts.
void SetEvaluator::suggest_split(const TrackedSet& of, const SplitPoint& split) {
  if (of.source == Source::several) return;
  SplitPoint& kept = read_blanks_[read_position_[of.blank]].split;
  if (kept.by == SplitPoint::By::nothing) kept = split;
}

// A blank (or what is computed of one date) was compared with one value, and either may hold.
void SetEvaluator::suggest_split_at(Relation relation, const TrackedSet& a, const TrackedSet& b) {
  const bool left = a.source != Source::several && is_point(b.range());
  if (!left && (b.source == Source::several || !is_point(a.range()))) return;
  const TrackedSet& open = left ? a : b;
  const Exact with = left ? b.range().low : a.range().low;
  SplitPoint split{SplitPoint::By::range, Exact::lowest(), Exact::highest(), {}};
  if (relation == Relation::equal || (relation == Relation::less) == left) split.low = with;
  if (relation == Relation::equal || (relation == Relation::less) != left) split.high = with;
  if (open.source != Source::cell) {
    const SplitPoint days = days_of(open, split);
    if (days.low.infinite() && days.high.infinite()) return;
    split = days;
  }
  suggest_split(open, split);
}

}  // namespace cepol::reference
