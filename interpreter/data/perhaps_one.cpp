// Rows of a table with a key that are perhaps one record entered twice: alike in a text that tells records apart (a
// name) and in a day (of birth); with keys that differ in one place; with one ID number. Rows that have one key are not
// among them: those are faults.
#include <algorithm>
#include <array>
#include <unordered_map>

#include "interpreter/data/doubts.hpp"
#include "interpreter/data/near_keys.hpp"

namespace cepol::data {

namespace {

// Where more rows than a part of them are alike, the columns do not tell records apart; and keys in order (P1001,
// P1002) all differ in one place.
constexpr std::size_t alike_part = 20, near_part = 50, least_rows = 10;
constexpr RowIndex most_compared = 100'000;  // keys, with one another
constexpr std::size_t many_days = 365, many_names = 100;

struct TaskOfTable {
  const core::Program& program;
  const Dataset& data;
  core::TableId id;
  std::vector<Doubt>& found;

  const core::RecordTable& record() const { return program.tables[id]; }
  const TableData& table() const { return data[id]; }
  std::string source_row(RowIndex row) const { return std::to_string(table().source_rows[row]); }
  std::string_view key(RowIndex row) const { return data.texts[table().columns[*record().key].indices[row]]; }
  std::string written_key(RowIndex row) const { return known_cell(program, data, id, *record().key, row); }
  bool has_key(RowIndex row) const { return table().columns[*record().key].states[row] == State::known; }
  void add(DoubtKind kind, core::ColumnIndex column, RowIndex row, std::vector<std::string> arguments) {
    found.push_back({kind, id, column, row, std::move(arguments)});
  }
};

// A cell as a number that tells it from others; nullopt: it is not known, or a day known in part.
std::optional<std::int64_t> value_of_cell(const ColumnData& column, RowIndex row) {
  if (column.states[row] != State::known) return std::nullopt;
  if (column.type.kind != core::Kind::date) return column.indices[row];
  if (column.numbers[row] != column.lasts[row]) return std::nullopt;
  return column.numbers[row];
}

struct Spread {
  std::size_t filled = 0, different = 0;
};
Spread spread_of(const ColumnData& column, RowIndex rows) {
  std::vector<std::int64_t> values;
  for (RowIndex row = 0; row < rows; ++row)
    if (const auto value = value_of_cell(column, row)) values.push_back(*value);
  std::sort(values.begin(), values.end());
  const auto end = std::unique(values.begin(), values.end());
  return {values.size(), static_cast<std::size_t>(end - values.begin())};
}

// Of many people more share a name than of few.
bool tells_by_name(const Spread& spread) {
  const std::size_t repeated = spread.filled - spread.different;
  return repeated <= std::max<std::size_t>(1, spread.filled / (spread.filled < many_names ? 4 : 2));
}
bool tells_by_day(const Spread& spread) {
  return spread.different * 2 >= spread.filled || spread.different >= many_days;
}

std::vector<core::ColumnIndex> columns_that_tell(const TaskOfTable& task, core::Kind kind) {
  std::vector<core::ColumnIndex> columns;
  for (core::ColumnIndex c = 0; c < task.record().columns.size(); ++c) {
    const core::Column& column = task.record().columns[c];
    if (column.type.kind != kind || column.heading || column.id_number || task.record().key == c) continue;
    const Spread spread = spread_of(task.table().columns[c], task.table().rows);
    const bool tells = kind == core::Kind::text ? tells_by_name(spread) : tells_by_day(spread);
    if (spread.filled > 1 && tells) columns.push_back(c);
  }
  return columns;
}

// By row: the first row that is alike in the columns, of which there are one or two; itself where there is none before
// it.
std::vector<RowIndex> firsts_alike(const TaskOfTable& task, std::initializer_list<core::ColumnIndex> columns) {
  const RowIndex rows = task.table().rows;
  std::vector<std::pair<std::array<std::int64_t, 2>, RowIndex>> values;
  for (RowIndex row = 0; row < rows; ++row) {
    std::array<std::int64_t, 2> of_row{};
    std::size_t known = 0;
    for (const core::ColumnIndex c : columns)
      if (const auto value = value_of_cell(task.table().columns[c], row)) of_row[known++] = *value;
    if (known == columns.size()) values.emplace_back(of_row, row);
  }
  std::sort(values.begin(), values.end());
  std::vector<RowIndex> first(rows);
  for (RowIndex row = 0; row < rows; ++row) first[row] = row;
  for (std::size_t i = 1; i < values.size(); ++i)
    if (values[i].first == values[i - 1].first) first[values[i].second] = first[values[i - 1].second];
  return first;
}

std::vector<RowIndex> rows_alike(const std::vector<RowIndex>& first) {
  std::vector<RowIndex> rows;
  for (RowIndex row = 0; row < first.size(); ++row)
    if (first[row] != row) rows.push_back(row);
  return rows;
}

void find_same_people(TaskOfTable& task, const std::vector<core::ColumnIndex>& names) {
  for (const core::ColumnIndex name : names)
    for (const core::ColumnIndex day : columns_that_tell(task, core::Kind::date)) {
      const std::vector<RowIndex> first = firsts_alike(task, {name, day}), rows = rows_alike(first);
      if (rows.size() > std::max<std::size_t>(1, task.table().rows / alike_part)) continue;
      for (const RowIndex row : rows)
        task.add(
            DoubtKind::same_person, name, row,
            {task.source_row(first[row]), task.record().columns[name].name + "\n" + task.record().columns[day].name});
    }
}

void find_same_ids(TaskOfTable& task) {
  for (core::ColumnIndex c = 0; c < task.record().columns.size(); ++c) {
    if (!task.record().columns[c].id_number || task.record().key == c) continue;
    const std::vector<RowIndex> first = firsts_alike(task, {c});
    for (const RowIndex row : rows_alike(first)) task.add(DoubtKind::same_id, c, row, {task.source_row(first[row])});
  }
}

// In small letters, without zeros in front.
std::string without_form(std::string_view key) {
  std::string bare(key);
  for (char& c : bare)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return bare.substr(std::min(bare.find_first_not_of('0'), bare.size()));
}

void find_same_letters(TaskOfTable& task) {
  std::unordered_map<std::string, RowIndex> first;
  for (RowIndex row = 0; row < task.table().rows; ++row) {
    if (!task.has_key(row)) continue;
    const auto [at, is_new] = first.try_emplace(without_form(task.key(row)), row);
    if (!is_new && !at->first.empty() && task.key(at->second) != task.key(row))
      task.add(DoubtKind::same_letters, *task.record().key, row,
               {task.written_key(row), task.source_row(at->second), task.written_key(at->second)});
  }
}

bool are_near(const TaskOfTable& task, RowIndex row, RowIndex other) {
  const std::string_view key = task.key(row), its_key = task.key(other);
  return without_form(key) != without_form(its_key) && near(key, its_key);
}

void add_near(TaskOfTable& task, RowIndex row, RowIndex other) {
  task.add(DoubtKind::near_key, *task.record().key, row,
           {task.written_key(row), task.source_row(other), task.written_key(other)});
}

// Keys that differ in one place, where few do; false: many do.
bool find_few_near_keys(TaskOfTable& task) {
  const RowIndex rows = task.table().rows;
  if (rows > most_compared || rows < least_rows) return false;
  std::vector<std::pair<std::string_view, std::uint32_t>> keys;
  for (RowIndex row = 0; row < rows; ++row)
    if (task.has_key(row)) keys.emplace_back(task.key(row), row);
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end(), [](const auto& a, const auto& b) { return a.first == b.first; }),
             keys.end());
  const NearKeys index(keys);
  const std::size_t few = std::max<std::size_t>(1, rows / near_part);
  std::vector<std::pair<RowIndex, RowIndex>> pairs;  // the later row, an earlier one
  for (const auto& [key, row] : keys)
    for (const std::uint32_t other : index.near_to(key)) {
      if (other < row && are_near(task, row, other)) pairs.emplace_back(row, other);
      if (pairs.size() > few) return false;
    }
  for (const auto& [row, other] : pairs) add_near(task, row, other);
  return true;
}

// Those of rows with one name.
void find_near_keys_of_a_name(TaskOfTable& task, core::ColumnIndex name) {
  const std::vector<RowIndex> first = firsts_alike(task, {name});
  for (const RowIndex row : rows_alike(first))
    if (task.has_key(row) && task.has_key(first[row]) && are_near(task, row, first[row]))
      add_near(task, row, first[row]);
}

}  // namespace

void add_perhaps_one(const core::Program& program, const Dataset& data, core::TableId table,
                     std::vector<Doubt>& found) {
  TaskOfTable task{program, data, table, found};
  if (!task.record().key || task.record().columns[*task.record().key].type.kind != core::Kind::text) return;
  const std::vector<core::ColumnIndex> names = columns_that_tell(task, core::Kind::text);
  find_same_people(task, names);
  find_same_ids(task);
  find_same_letters(task);
  if (!find_few_near_keys(task))
    for (const core::ColumnIndex name : names) find_near_keys_of_a_name(task, name);
}

}  // namespace cepol::data
