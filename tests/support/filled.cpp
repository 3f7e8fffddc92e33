#include "tests/support/filled.hpp"

#include <algorithm>

#include "tests/support/link_rows.hpp"

namespace cepol::test {

using namespace core;

namespace {

std::int64_t between(Random& random, std::int64_t low, std::int64_t high) {
  return low + static_cast<std::int64_t>(random.below(static_cast<std::size_t>(high - low + 1)));
}

// A number on the column's grid, times its scale: most often small, sometimes one of the bounds.
std::int64_t number_for(const Column& column, int scale, Random& random) {
  std::int64_t unit = 1;
  for (int i = 0; i < scale; ++i) unit *= 10;
  constexpr std::int64_t widest = 1'000'000'000;  // of a blank number without bounds: language.md
  auto scaled = [&](const Exact& bound, std::int64_t otherwise, Rounding mode) {
    const auto product = bound.infinite() ? std::nullopt : times(bound, unit);
    const auto whole = product ? round_to(*product, 1, mode) : std::nullopt;
    return whole ? whole->num : otherwise * unit;
  };
  const std::int64_t low = scaled(column.lowest, -widest, Rounding::up);
  const std::int64_t high = scaled(column.highest, widest, Rounding::down);
  if (random.chance(12)) return random.chance(2) ? low : high;
  const std::int64_t step = random.chance(3) ? 1 : unit;
  return std::clamp(between(random, 0, 120) * step, low, high);
}

std::int64_t within_bounds(const Column& column, std::int64_t value) {
  return std::clamp(Exact(value), column.lowest, column.highest).num;
}

Day day_for(const data::ColumnData& cells, Random& random) {
  const std::size_t other = random.below(cells.states.size());
  if (random.chance(2) && cells.states[other] == data::State::known)
    return std::clamp(static_cast<Day>(cells.numbers[other] + between(random, -1, 1)), first_day(), last_day());
  return static_cast<Day>(between(random, *day_of(1950, 1, 1), *day_of(2030, 12, 31)));
}

void fill(const Program& program, const Column& column, data::ColumnData& cells, std::size_t row, std::size_t texts,
          Random& random) {
  const bool in_part = column.type.kind == Kind::date && cells.states[row] == data::State::known &&
                       cells.numbers[row] != cells.lasts[row];
  switch (column.type.kind) {
    case Kind::truth: cells.indices[row] = static_cast<std::uint32_t>(random.below(2)); break;
    case Kind::enumeration:
      cells.indices[row] =
          static_cast<std::uint32_t>(random.below(program.enumerations[column.type.enumeration].members.size()));
      break;
    case Kind::number: cells.numbers[row] = number_for(column, cells.scale, random); break;
    case Kind::year: cells.numbers[row] = within_bounds(column, between(random, 2008, 2028)); break;
    case Kind::date:
      cells.numbers[row] = in_part ? between(random, cells.numbers[row], cells.lasts[row])
                                   : within_bounds(column, day_for(cells, random));
      cells.lasts[row] = static_cast<std::int32_t>(cells.numbers[row]);
      break;
    case Kind::text: cells.indices[row] = static_cast<std::uint32_t>(random.below(texts)); break;
    case Kind::row: return;
  }
  cells.states[row] = data::State::known;
}

}  // namespace

namespace {

// One of the candidates of a listed cell; of an open one none, or (of a reference) a row.
bool choose(const data::Dataset& data, data::ColumnData& cells, data::RowIndex row, Random& random) {
  data::CellValue value{data::State::none};
  if (cells.states[row] == data::State::listed) {
    const auto& candidates = cells.candidates.at(row);
    value = candidates[random.below(candidates.size())];
    cells.candidates.erase(row);
  } else {
    const bool reference = cells.type.kind == Kind::row;
    const data::RowIndex rows = reference ? data[cells.type.table].all_rows : 0;
    if (cells.states[row] != data::State::open) return false;
    if (reference && rows > 0 && random.chance(2))
      value = {data::State::known, 0, 0, static_cast<std::uint32_t>(random.below(rows))};
    if (!reference && !random.chance(2)) return false;
  }
  cells.states[row] = value.state;
  if (!cells.numbers.empty()) cells.numbers[row] = value.number;
  if (!cells.lasts.empty()) cells.lasts[row] = value.last;
  if (!cells.indices.empty()) cells.indices[row] = value.index;
  return true;
}

}  // namespace

data::Dataset filled(const Program& program, data::Dataset data, Random& random, std::size_t changed_one_in) {
  for (std::size_t t = 0; t < data.tables.size(); ++t) {
    const RecordTable& table = program.tables.nodes[t];
    for (ColumnIndex c = 0; c < table.columns.size(); ++c) {
      data::ColumnData& cells = data.tables[t].columns[c];
      const Kind kind = cells.type.kind;
      for (std::size_t row = 0; row < cells.states.size(); ++row) {
        choose(data, cells, static_cast<data::RowIndex>(row), random);
        const bool blank =
            cells.states[row] == data::State::unknown || cells.states[row] == data::State::open ||
            (kind == Kind::date && cells.states[row] == data::State::known && cells.numbers[row] != cells.lasts[row]);
        const bool changed = changed_one_in != 0 && table.key != c && random.chance(changed_one_in);
        if (blank || (changed && kind != Kind::row))
          fill(program, table.columns[c], cells, row, data.texts.size(), random);
        if (changed && !blank && table.columns[c].blank == Blank::none && kind != Kind::row && random.chance(3))
          cells.states[row] = data::State::none;
      }
    }
  }
  for (data::TableData& table : data.tables)
    std::erase_if(table.unsure_rows, [&](data::RowIndex) { return random.chance(2); });
  link_rows(program, data);
  return data;
}

}  // namespace cepol::test
