// Cells of the data, known or not, and what is noted of those that are not.
#include <numeric>

#include "interpreter/reference/numbers.hpp"
#include "interpreter/reference/set_evaluator.hpp"

namespace cepol::reference {

using namespace core;

namespace {

constexpr std::int64_t largest = 1'000'000'000;  // data hold numbers up to this; a blank is one of those
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

// The days of a blank date for which what is computed of it (Source) lies in a range: it rises or falls with the day.
Hint days_of(const ValueSet& computed, const Hint& range) {
  const auto source = static_cast<Source>(computed.members);
  const auto other = static_cast<Day>(computed.row);
  auto at = [&](Day day) -> std::int64_t {
    switch (source) {
      case Source::year: return civil_of(day).year;
      case Source::days_since: return units_between(other, day, Calendar::days);
      case Source::months_since: return units_between(other, day, Calendar::months);
      case Source::years_since: return units_between(other, day, Calendar::years);
      case Source::days_until: return units_between(day, other, Calendar::days);
      case Source::months_until: return units_between(day, other, Calendar::months);
      case Source::years_until: return units_between(day, other, Calendar::years);
    }
    return 0;
  };
  const bool falls = source >= Source::days_until;
  // The first day on which it is `least` or more (when it falls: less than that).
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
  Hint days{Hint::Sort::range, Exact::lowest(), Exact::highest(), {}};
  auto after = [&](std::int64_t least) { days.low = static_cast<std::int64_t>(first_with(least)); };
  auto before = [&](std::int64_t least) { days.high = static_cast<std::int64_t>(first_with(least)) - 1; };
  if (!range.low.infinite()) {
    const std::int64_t least = range.low.whole() ? range.low.num : floor_of(range.low) + 1;
    falls ? before(least) : after(least);
  }
  if (!range.high.infinite()) {
    const std::int64_t past = floor_of(range.high) + 1;
    falls ? after(past) : before(past);
  }
  return days;
}

// The nearest multiple of 1/power that is not below (or above) the value.
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
      info.domain = unknown_of(program_, column.type);
      if (column.type.kind == Kind::number) {
        info.domain.low = on_grid(column.lowest.infinite() ? Exact(-largest) : column.lowest, info.grid, true);
        info.domain.high = on_grid(column.highest.infinite() ? Exact(largest) : column.highest, info.grid, false);
        if (info.domain.high < info.domain.low) info.domain.high = info.domain.low;
        info.domain.whole = info.grid == 1 || info.domain.low == info.domain.high;
      }
      columns_[t].push_back(info);
    }
  }
}

ValueSet SetEvaluator::domain(const ColumnInfo& info, data::RowIndex row) const {
  if (info.kind == Kind::date && info.data->states[row] == data::State::known)
    return of_range(info.data->numbers[row], static_cast<std::int64_t>(info.data->lasts[row]), true);
  return info.domain;
}

ValueSet SetEvaluator::column(const ColumnOf& term, ExprId id) {
  ValueSet buffer;
  const ValueSet& row = operand(term.row, buffer);
  const Shape shape = nodes_[id.index].shape;
  const TableId table = program_.exprs[term.row].type.table;
  if (row.some && !row.none && row.failure == 0 && !row.any && row.row != data::dangling)
    return cell(table, row.row, term.column);
  ValueSet result = nothing(shape);
  result.failure = row.failure;
  result.none = row.none;
  if (!row.some) return result;
  if (row.any) {
    incomplete_ = true;
    join_into(result, unknown_of(program_, program_.exprs[id].type));
    result.none = true;
  } else if (row.row == data::dangling) {
    result.none = true;
  } else {
    join_into(result, cell(table, row.row, term.column));
  }
  return result;
}

ValueSet SetEvaluator::cell(TableId table, data::RowIndex row, ColumnIndex column) {
  const ColumnInfo& info = columns_[table.index][column];
  const data::ColumnData& data = *info.data;
  const data::State state = data.states[row];
  if (state == data::State::none) return none_value(shape_of(info.kind));
  if (state == data::State::known) {
    switch (info.kind) {
      case Kind::truth:
      case Kind::enumeration: return of_members(std::uint64_t{1} << data.indices[row]);
      case Kind::number: return of_number(scaled(data.numbers[row], info.power));
      case Kind::year: return of_range(data.numbers[row], data.numbers[row], true);
      case Kind::date:
        if (data.numbers[row] == data.lasts[row]) return of_range(data.numbers[row], data.numbers[row], true);
        break;  // known in part: a blank of a smaller kind
      case Kind::text: return of_text(data_.texts[data.indices[row]]);
      case Kind::row: return of_row(data.indices[row]);
    }
  }
  return probing_ ? unknown_cell(table, row, column) : domain(info, row);
}

// ---- blanks, while probing

void SetEvaluator::begin() {
  blanks_.clear();
  assumed_.clear();
  texts_.clear();
  blank_numbers_.clear();
  stamps_.clear();
  places_.clear();
  touched_.clear();
}

BlankIndex SetEvaluator::blank_of(const engine::Cell& at) {
  const auto [found, is_new] = blank_numbers_.try_emplace(at, static_cast<BlankIndex>(blanks_.size()));
  if (is_new) {
    const ColumnInfo& info = columns_[at.table.index][at.column];
    Blank blank{at, info.kind, domain(info, at.row), info.grid, {}};
    if (info.kind == Kind::text) blank.fresh = "\x01" + std::to_string(blanks_.size()) + "\x01";
    assumed_.push_back(blank.domain);
    texts_.push_back(nullptr);
    stamps_.push_back(0);
    places_.push_back(0);
    blanks_.push_back(std::move(blank));
  }
  return found->second;
}

void SetEvaluator::assume(BlankIndex blank, const ValueSet& value, const TextSet* texts) {
  assumed_[blank] = value;
  texts_[blank] = texts;
}

ValueSet SetEvaluator::unknown_cell(TableId table, data::RowIndex row, ColumnIndex column) {
  const BlankIndex blank = blank_of({table, row, column});
  ValueSet value = assumed_[blank];
  if (is_single(value)) return value;
  if (stamps_[blank] != run_) {
    stamps_[blank] = run_;
    places_[blank] = static_cast<std::uint32_t>(touched_.size());
    touched_.push_back({blank, {}});
  }
  value.origin = 1 + 2 * blank;
  value.blanks = std::uint64_t{1} << (blank & 63);
  return value;
}

void SetEvaluator::hint(std::uint32_t origin, const Hint& given) {
  if (origin == 0) return;
  const BlankIndex blank = (origin - 1) >> 1;
  Hint& kept = touched_[places_[blank]].hint;
  if (kept.sort == Hint::Sort::nothing) kept = given;
}

// A blank (or what is computed of one date) was compared with one value, and either may hold.
void SetEvaluator::hint_compared(Relation relation, const ValueSet& a, const ValueSet& b) {
  const bool left = a.origin != 0 && b.low == b.high;
  const ValueSet& open = left ? a : b;
  const Exact with = left ? b.low : a.low;
  if (!left && (b.origin == 0 || a.low != a.high)) return;
  Hint given{Hint::Sort::range, Exact::lowest(), Exact::highest(), {}};
  if (relation == Relation::equal || (relation == Relation::less) == left) given.low = with;
  if (relation == Relation::equal || (relation == Relation::less) != left) given.high = with;
  if ((open.origin & 1) == 0) {
    const Hint days = days_of(open, given);
    if (days.low.infinite() && days.high.infinite()) return;
    given = days;
  }
  hint(open.origin, given);
}

}  // namespace cepol::reference
