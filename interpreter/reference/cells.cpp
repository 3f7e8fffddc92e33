// Reads cells of the data; records the blanks that were read and where to split them.
#include <algorithm>
#include <numeric>

#include "interpreter/reference/numbers.hpp"
#include "interpreter/reference/set_operations.hpp"

namespace cepol::reference {

using namespace core;

namespace {

constexpr std::int64_t largest = 1'000'000'000;  // a number that a blank may be filled with, without declared bounds
constexpr int most_places = 9;
constexpr data::RowIndex few_cells = 64;  // whose cells are joined one by one

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

// Of a number of which the blank is a part: where to split the blank's values so that on one side the number is surely
// not less than `range.low`, or surely not more than `range.high`. Where nothing else is open in it, this is the value
// with which the number reaches that end. nullopt: there is no such value.
std::optional<SplitPoint> split_of_part(const TrackedSet& number, const NumberRange& blank, const SplitPoint& range) {
  const NumberRange& all = number.range();
  const auto ends = {all.low, all.high, blank.low, blank.high};
  if (std::any_of(ends.begin(), ends.end(), [](Exact end) { return end.infinite(); })) return std::nullopt;
  const bool rises = number.slope.num > 0;
  const Exact steep = Exact::reduced_ratio(rises ? number.slope.num : -number.slope.num, number.slope.den);
  // The blank so far from one of its ends as the number has to go from one of its own.
  auto from = [&](Exact end, bool up, Exact way_from, Exact way_to) -> std::optional<Exact> {
    const auto way = minus(way_to, way_from);
    const auto steps = way ? over(*way, steep) : std::nullopt;
    return !steps ? std::nullopt : up ? plus(end, *steps) : minus(end, *steps);
  };
  const bool equal = !range.low.infinite() && !range.high.infinite();
  const bool as_low = equal || range.low.infinite() != rises;  // the split is before the value, or after it
  auto inside = [&](const std::optional<Exact>& at) {
    return at && (as_low ? blank.low < *at && *at <= blank.high : blank.low <= *at && *at < blank.high);
  };
  const Exact with = range.low.infinite() ? range.high : range.low;
  const auto enough = from(rises ? blank.low : blank.high, rises, all.low, with);
  const auto little = from(rises ? blank.high : blank.low, !rises, with, all.high);
  SplitPoint split{SplitPoint::By::range, Exact::lowest(), Exact::highest(), {}};
  // Not less than `low`: from there on, in the direction in which the number rises.
  const auto at = range.low.infinite() ? (inside(little) ? little : enough) : (inside(enough) ? enough : little);
  if (!inside(at)) return std::nullopt;
  if (as_low) split.low = *at;
  if (equal || !as_low) split.high = *at;
  return split;
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
      case Source::cell:
      case Source::part: break;
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

void SetOperations::prepare_columns() {
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
      if (column.type.kind == Kind::row) {
        const data::RowIndex rows = data_[column.type.table].all_rows;
        info.domain = rows > 0 ? engine::of_rows(0, rows - 1) : engine::none_value(Shape::row);
      }
      if (column.type.kind == Kind::year || column.type.kind == Kind::date) {
        NumberRange& range = info.domain.range();
        if (!column.lowest.infinite()) range.low = std::max(range.low, column.lowest);
        if (!column.highest.infinite()) range.high = std::min(range.high, column.highest);
      }
      columns_[t].push_back(info);
    }
    column_hulls_.emplace_back(table.columns.size(), ColumnHulls(data_.tables[t].all_rows));
  }
}

ValueSet SetOperations::domain(const ColumnInfo& info, data::RowIndex row) const {
  switch (info.data->states[row]) {
    case data::State::known:  // a date known in part
      return engine::of_range(info.data->numbers[row], static_cast<std::int64_t>(info.data->lasts[row]), true);
    case data::State::none: return engine::none_value(engine::shape_of(info.kind));
    case data::State::unknown: return info.domain;
    case data::State::open: {
      ValueSet domain = info.domain;
      domain.none = true;
      return domain;
    }
    case data::State::listed: {
      ValueSet all = engine::nothing(engine::shape_of(info.kind));
      for (const data::CellValue& value : info.data->candidates.at(row)) join_into(all, candidate(info, value));
      return all;
    }
  }
  return info.domain;
}

ValueSet SetOperations::candidate(const ColumnInfo& info, const data::CellValue& value) const {
  if (value.state == data::State::none) return engine::none_value(engine::shape_of(info.kind));
  switch (info.kind) {
    case Kind::truth:
    case Kind::enumeration: return engine::of_members(std::uint64_t{1} << value.index);
    case Kind::number: return engine::of_number(scaled(value.number, info.power));
    case Kind::year: return engine::of_range(value.number, value.number, true);
    case Kind::date: return engine::of_range(value.number, static_cast<std::int64_t>(value.last), true);
    case Kind::text: return engine::of_text(data_.texts[value.index]);
    case Kind::row: return engine::of_row(value.index);
  }
  return {};
}

TrackedSet SetOperations::column_of(TableId table, const TrackedSet& row, ColumnIndex column) {
  const RowSet& rows = row.row();
  if (row.some && !row.none && row.failure == 0 && is_point(rows)) return cell(table, rows.first, column);
  TrackedSet result = engine::nothing(engine::shape_of(columns_[table.index][column].kind));
  result.failure = row.failure;
  result.none = row.none;
  if (row.some) join_into(result, cell_of_rows(table, rows, column));
  result.open_blanks |= row.open_blanks;
  return result;
}

// One of the rows, it is not known which. Of many rows the values are joined once.
TrackedSet SetOperations::cell_of_rows(TableId table, RowSet rows, ColumnIndex column) {
  if (rows.last - rows.first < few_cells) {
    TrackedSet result = engine::nothing(engine::shape_of(columns_[table.index][column].kind));
    for (data::RowIndex row = rows.first; row <= rows.last; ++row) join_into(result, cell(table, row, column));
    return result;
  }
  ++blank_reads_;
  incomplete_ = true;  // blanks among them are not recorded as read
  return column_hulls_[table.index][column].hull(rows, [&](data::RowIndex row) {
    const ColumnInfo& info = columns_[table.index][column];
    return info.data->states[row] == data::State::known ? known_cell(info, row) : domain(info, row);
  });
}

TrackedSet SetOperations::cell(TableId table, data::RowIndex row, ColumnIndex column) {
  const ColumnInfo& info = columns_[table.index][column];
  if (info.data->states[row] == data::State::none) return engine::none_value(engine::shape_of(info.kind));
  if (!data::is_blank_cell(*info.data, row)) return known_cell(info, row);
  ++blank_reads_;
  return probing_ ? unknown_cell({table, row, column}) : TrackedSet(domain(info, row));
}

ValueSet SetOperations::known_cell(const ColumnInfo& info, data::RowIndex row) const {
  const data::ColumnData& data = *info.data;
  switch (info.kind) {
    case Kind::truth:
    case Kind::enumeration: return engine::of_members(std::uint64_t{1} << data.indices[row]);
    case Kind::number: return engine::of_number(scaled(data.numbers[row], info.power));
    case Kind::year: return engine::of_range(data.numbers[row], data.numbers[row], true);
    case Kind::date: return engine::of_range(data.numbers[row], static_cast<std::int64_t>(data.lasts[row]), true);
    case Kind::text: return engine::of_text(data_.texts[data.indices[row]]);
    case Kind::row: return engine::of_row(data.indices[row]);
  }
  return {};
}

// ---- blanks, while probing

void SetOperations::forget_blanks() {
  blanks_.clear();
  assumed_.clear();
  constraints_.clear();
  blank_numbers_.clear();
  unknown_columns_.clear();
  last_read_.clear();
  read_position_.clear();
  read_blanks_.clear();
}

BlankIndex SetOperations::blank_of(const engine::BlankCell& at) {
  const auto [found, is_new] = blank_numbers_.try_emplace(at, static_cast<BlankIndex>(blanks_.size()));
  if (is_new) {
    BlankInfo blank{at, Kind::truth, engine::of_truth(true, true), 1, {}, found->second};
    if (at.column != engine::whole_row) {
      const ColumnInfo& info = columns_[at.table.index][at.column];
      blank = {at, info.kind, domain(info, at.row), info.grid, {}, found->second};
      if (info.kind == Kind::text) blank.fresh = "\x01" + std::to_string(blanks_.size()) + "\x01";
      if (info.data->unknown)
        blank.unit = unknown_columns_.try_emplace({at.table, at.column}, found->second).first->second;
      if (info.data->states[at.row] == data::State::listed && blank.domain.shape() != Shape::members)
        for (const data::CellValue& value : info.data->candidates.at(at.row))
          if (value.state != data::State::none) blank.candidates.push_back(candidate(info, value));
    }
    assumed_.push_back(blank.domain);
    constraints_.push_back(nullptr);
    last_read_.push_back(0);
    read_position_.push_back(0);
    blanks_.push_back(std::move(blank));
  }
  return found->second;
}

void SetOperations::assume(BlankIndex blank, const ValueSet& value, const TextConstraints* constraints) {
  assumed_[blank] = value;
  constraints_[blank] = constraints;
}

TrackedSet SetOperations::unknown_cell(const engine::BlankCell& at) {
  const BlankIndex blank = blank_of(at);
  TrackedSet value = assumed_[blank];
  if (is_settled(value)) return value;
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
void SetOperations::suggest_split(const TrackedSet& of, const SplitPoint& split) {
  if (of.source == Source::several) return;
  SplitPoint& kept = read_blanks_[read_position_[of.blank]].split;
  if (kept.by == SplitPoint::By::nothing) kept = split;
}

// A blank (or what is computed of one date) was compared with one value, and either may hold.
void SetOperations::suggest_split_at(Relation relation, const TrackedSet& a, const NumberRange& a_range,
                                     const TrackedSet& b, const NumberRange& b_range) {
  const bool left = a.source != Source::several && is_point(b_range);
  if (!left && (b.source == Source::several || !is_point(a_range))) return;
  const TrackedSet& open = left ? a : b;
  const Exact with = left ? b_range.low : a_range.low;
  SplitPoint split{SplitPoint::By::range, Exact::lowest(), Exact::highest(), {}};
  if (relation == Relation::equal || (relation == Relation::less) == left) split.low = with;
  if (relation == Relation::equal || (relation == Relation::less) != left) split.high = with;
  if (open.source == Source::part) {
    const auto of_blank = split_of_part(open, assumed_[open.blank].range(), split);
    if (!of_blank) return;
    split = *of_blank;
  } else if (open.source != Source::cell) {
    const SplitPoint days = days_of(open, split);
    if (days.low.infinite() && days.high.infinite()) return;
    split = days;
  }
  suggest_split(open, split);
}

}  // namespace cepol::reference
