// Values that a column allows and that are not plausible: far from all others of the column, before the birth of the
// person, after today. All is exact: a value is far off when it is further from the next one than thrice the whole
// range of the others.
#include <algorithm>

#include "interpreter/data/doubts.hpp"

namespace cepol::data {

namespace {

constexpr std::size_t least_values = 10, far_part = 100, future_part = 5;
constexpr std::int64_t times_range = 3, least_years = 5, days_of_year = 365;

struct ValuesOfColumn {
  std::vector<std::pair<std::int64_t, RowIndex>> values;  // ascending
  std::int64_t least_range = 0;                           // below it others are not near one another by chance
};

bool is_counted(core::Kind kind) {
  return kind == core::Kind::number || kind == core::Kind::year || kind == core::Kind::date;
}

ValuesOfColumn values_of(const ColumnData& column, RowIndex rows) {
  ValuesOfColumn of{};
  for (RowIndex row = 0; row < rows; ++row)
    if (column.states[row] == State::known) of.values.emplace_back(column.numbers[row], row);
  std::sort(of.values.begin(), of.values.end());
  if (of.values.empty()) return of;
  const std::int64_t middle = of.values[of.values.size() / 2].first;
  of.least_range = column.type.kind == core::Kind::number ? std::max(middle, -middle)
                   : column.type.kind == core::Kind::year ? least_years
                                                          : least_years * days_of_year;
  return of;
}

// How many values at the upper end of the sorted ones are far off; at most one in a hundred, one at least.
template <class Values>
std::size_t far_at_end(const Values& values, std::int64_t least_range) {
  if (values.size() < least_values) return 0;
  const std::size_t most = std::max<std::size_t>(1, values.size() / far_part);
  for (std::size_t count = most; count > 0; --count) {
    const __int128 last = values[values.size() - count - 1], first = values[most];
    const __int128 gap = static_cast<__int128>(values[values.size() - count]) - last;
    if (gap > times_range * std::max<__int128>(last - first, least_range)) return count;
  }
  return 0;
}

class PlausibilityTask {
 public:
  PlausibilityTask(const core::Program& program, const Dataset& data, core::TableId table, std::vector<Doubt>& found)
      : program_(program), data_(data), id_(table), found_(found) {}

  void find(std::optional<Day> today) {
    for (core::ColumnIndex c = 0; c < record().columns.size(); ++c) {
      const core::Column& column = record().columns[c];
      if (!is_counted(column.type.kind) || column.heading) continue;
      told_.assign(table().rows, 0);
      if (column.type.kind != core::Kind::number) find_before_birth(c);
      if (today && column.type.kind != core::Kind::number && column.highest.infinite()) find_in_future(c, *today);
      find_far_off(c);
    }
  }

 private:
  const core::RecordTable& record() const { return program_.tables[id_]; }
  const TableData& table() const { return data_[id_]; }
  void add(DoubtKind kind, core::ColumnIndex column, RowIndex row, std::vector<std::string> arguments) {
    if (told_[row]++ == 0) found_.push_back({kind, id_, column, row, std::move(arguments)});
  }
  std::string shown(core::ColumnIndex column, RowIndex row) const {
    return known_cell(program_, data_, id_, column, row);
  }

  // The day of birth of a row, or of the row that it belongs to.
  struct Birth {
    core::TableId table;
    core::ColumnIndex column;
    RowIndex row;
  };
  std::optional<Birth> birth_of(RowIndex row) const {
    core::TableId at = id_;
    while (true) {
      const core::RecordTable& one = program_.tables[at];
      for (core::ColumnIndex c = 0; c < one.columns.size(); ++c)
        if (one.columns[c].taken_from && one.columns[c].type.kind == core::Kind::date)
          if (data_[at].columns[c].states[row] == State::known) return Birth{at, c, row};
      if (!one.parent || !one.link || data_[at].columns[*one.link].states[row] != State::known) return std::nullopt;
      row = data_[at].columns[*one.link].indices[row];
      at = *one.parent;
    }
  }

  void find_before_birth(core::ColumnIndex c) {
    const ColumnData& column = table().columns[c];
    if (record().columns[c].taken_from) return;
    for (RowIndex row = 0; row < table().rows; ++row) {
      if (column.states[row] != State::known) continue;
      const auto birth = birth_of(row);
      if (!birth) continue;
      const auto born = static_cast<Day>(data_[birth->table].columns[birth->column].numbers[birth->row]);
      const bool before =
          column.type.kind == core::Kind::year ? column.numbers[row] < civil_of(born).year : column.lasts[row] < born;
      if (before)
        add(DoubtKind::before_birth, c, row,
            {shown(c, row), program_.tables[birth->table].columns[birth->column].name,
             known_cell(program_, data_, birth->table, birth->column, birth->row)});
    }
  }

  // Where many are, the column is of days to come.
  void find_in_future(core::ColumnIndex c, Day today) {
    const ColumnData& column = table().columns[c];
    const std::int64_t last = column.type.kind == core::Kind::year ? civil_of(today).year : today;
    std::size_t known = 0;
    std::vector<RowIndex> later;
    for (RowIndex row = 0; row < table().rows; ++row) {
      if (column.states[row] != State::known) continue;
      ++known;
      if (column.numbers[row] > last) later.push_back(row);
    }
    if (later.size() * future_part > known) return;
    for (const RowIndex row : later) add(DoubtKind::in_future, c, row, {shown(c, row), to_string(Date{today, today})});
  }

  void find_far_off(core::ColumnIndex c) {
    const ValuesOfColumn of = values_of(table().columns[c], table().rows);
    const auto count = of.values.size();
    std::vector<std::int64_t> numbers, mirrored;
    for (const auto& [number, row] : of.values) numbers.push_back(number);
    for (std::size_t i = count; i-- > 0;) mirrored.push_back(-numbers[i]);
    const std::size_t above = far_at_end(numbers, of.least_range), below = far_at_end(mirrored, of.least_range);
    if (above + below == 0) return;
    const std::string least = shown(c, of.values[below].second), most = shown(c, of.values[count - above - 1].second);
    for (std::size_t i = 0; i < count; ++i)
      if (i < below || i >= count - above)
        add(DoubtKind::far_off, c, of.values[i].second, {shown(c, of.values[i].second), least, most});
  }

  const core::Program& program_;
  const Dataset& data_;
  core::TableId id_;
  std::vector<Doubt>& found_;
  std::vector<char> told_;  // by row, of the column looked at
};

}  // namespace

void add_not_plausible(const core::Program& program, const Dataset& data, core::TableId table, std::optional<Day> today,
                       std::vector<Doubt>& found) {
  PlausibilityTask(program, data, table, found).find(today);
}

}  // namespace cepol::data
