// Compares the rows that have one key. Alike in every cell: one record that was entered several times; it is kept once.
// Otherwise it is not known which of the values are meant, or whether they are two records and one of the keys is
// wrong: each cell that differs is listed, in all of these rows.
#include <algorithm>

#include "interpreter/data/builder_state.hpp"

namespace cepol::data {

CellValue value_at(const ColumnData& column, RowIndex row) {
  CellValue value{column.states[row]};
  if (value.state != State::known) return value;
  if (!column.numbers.empty()) value.number = column.numbers[row];
  if (!column.lasts.empty()) value.last = column.lasts[row];
  if (!column.indices.empty()) value.index = column.indices[row];
  return value;
}

void set_value(ColumnData& column, RowIndex row, const CellValue& value) {
  column.states[row] = value.state;
  if (!column.numbers.empty()) column.numbers[row] = value.number;
  if (!column.lasts.empty()) column.lasts[row] = value.last;
  if (!column.indices.empty()) column.indices[row] = value.index;
}

namespace {

// What a cell may be, beside its state: the candidates of a known, none or listed cell.
struct CellChoice {
  State state = State::none;  // unknown, open: whatever the column allows; else listed
  std::vector<CellValue> values;
};

void add(CellChoice& choice, const ColumnData& column, RowIndex row) {
  const CellValue value = value_at(column, row);
  const bool open_already = choice.state == State::open || choice.state == State::unknown;
  switch (value.state) {
    case State::unknown:
    case State::open: {
      const bool may_be_none = value.state == State::open || choice.state == State::open ||
                               std::any_of(choice.values.begin(), choice.values.end(),
                                           [](const CellValue& one) { return one.state == State::none; });
      choice.state = may_be_none ? State::open : State::unknown;
      return;
    }
    case State::none:
      if (open_already) choice.state = State::open;
      break;
    case State::known:
    case State::listed: break;
  }
  if (open_already) return;
  if (value.state == State::listed) {
    const std::vector<CellValue>& more = column.candidates.at(row);
    choice.values.insert(choice.values.end(), more.begin(), more.end());
  } else {
    choice.values.push_back(value);
  }
}

// Distinct and in order; of dates, spans that have a day in common are joined.
void put_in_order(std::vector<CellValue>& values, core::Kind kind) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  if (kind != core::Kind::date) return;
  std::vector<CellValue> spans;
  for (const CellValue& value : values) {
    const bool joins = value.state == State::known && !spans.empty() && spans.back().state == State::known &&
                       value.number <= spans.back().last;
    if (joins)
      spans.back().last = std::max(spans.back().last, value.last);
    else
      spans.push_back(value);
  }
  values = std::move(spans);
}

}  // namespace

void set_candidates(ColumnData& column, RowIndex row, std::vector<CellValue> values) {
  put_in_order(values, column.type.kind);
  column.candidates.erase(row);
  CellValue set{State::listed};
  if (values.size() == 1) {
    set = values.front();
  } else if (values.size() > most_candidates) {
    const bool none =
        std::any_of(values.begin(), values.end(), [](const auto& one) { return one.state == State::none; });
    set.state = none ? State::open : State::unknown;
  } else {
    column.candidates[row] = std::move(values);
  }
  set_value(column, row, set);
}

namespace {

// The rows' cells in one column; false: they are all the same.
bool join_cells(ColumnData& column, const std::vector<RowIndex>& rows) {
  const RowIndex first = rows.front();
  const bool differ = std::any_of(rows.begin(), rows.end(), [&](RowIndex row) {
    if (!(value_at(column, row) == value_at(column, first))) return true;
    return column.states[row] == State::listed && column.candidates.at(row) != column.candidates.at(first);
  });
  if (!differ) return false;
  CellChoice choice;
  for (RowIndex row : rows) add(choice, column, row);
  for (RowIndex row : rows) {
    if (choice.state == State::unknown || choice.state == State::open) {
      column.candidates.erase(row);
      set_value(column, row, {choice.state});
    } else {
      set_candidates(column, row, choice.values);
    }
  }
  return true;
}

void compare_rows(BuilderState& state, TableBuilder& table, RowIndex first, std::vector<RowIndex> others) {
  const core::RecordTable& record = *table.record;
  std::vector<RowIndex> rows = {first};
  rows.insert(rows.end(), others.begin(), others.end());
  std::string differing;
  bool owners_differ = false;
  for (std::uint32_t c = 0; c < table.data.columns.size(); ++c) {
    if (c == record.key || record.columns[c].heading) continue;
    if (!join_cells(table.data.columns[c], rows)) continue;
    owners_differ = owners_differ || (record.parent && record.link == c);
    differing += (differing.empty() ? "" : "\n") + record.columns[c].name;
  }
  const std::string key = excerpt(state.texts[table.keys[first]]);
  const CutKey cut = cut_key(state.texts[table.keys[first]]);
  for (RowIndex row : others) {
    table.flags[row] |= flag_of(differing.empty() ? RowFlag::dropped : RowFlag::spare);
    if (differing.empty()) ++table.data.rows_repeated;
    const std::uint32_t file = table.file_of(first);
    const std::string other_file = file == table.file_of(row) ? std::string() : state.faults.file_name(file);
    const std::string at = std::to_string(table.data.source_rows[first]);
    if (!cut.digits.empty())
      add_fault(state, table, row, *record.key, Fault::cut_keys_meet, {key, at, other_file});
    else if (differing.empty())
      add_fault(state, table, row, *record.key, Fault::same_record, {at, other_file});
    else
      add_fault(state, table, row, *record.key, Fault::duplicate_key, {key, at, other_file, differing}).excluded =
          owners_differ;
  }
}

}  // namespace

void compare_same_keys(BuilderState& state) {
  for (TableBuilder& table : state.tables) {
    for (const auto& [first, others] : table.same_key) compare_rows(state, table, first, others);
    std::erase_if(table.same_key, [&](const auto& one) {  // what is left are rows that differ
      return has(table.flags[one.second.front()], RowFlag::dropped);
    });
  }
}

}  // namespace cepol::data
