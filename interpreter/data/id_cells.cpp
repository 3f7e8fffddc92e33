// A blank cell that is taken from the ID number of its row has what the number says. Where both are there and differ,
// either may be wrong: the cell is listed. A month in which the number has the day is no difference.
#include "interpreter/data/id_cells.hpp"

#include <algorithm>

#include "interpreter/data/near_keys.hpp"
#include "lang/base/id_number.hpp"
#include "lang/base/text.hpp"

namespace cepol::data {

namespace {

// What an ID number says of a column, as a cell would; its fault where the column does not allow it.
std::optional<CellFault> said_by(const IdNumber& number, const core::Column& column, const CellReader& reader,
                                 CellValue& said) {
  const core::TakenFrom& from = *column.taken_from;
  if (column.type.kind == core::Kind::enumeration) {
    said = {State::known, 0, 0, number.male ? from.male : from.female};
    return std::nullopt;
  }
  Texts none;  // dates are no texts
  return reader.read(to_string(Date{number.born, number.born}), none, said);
}

bool agrees(core::Kind kind, const CellValue& written, const CellValue& said) {
  if (written.state != State::known) return false;
  return kind == core::Kind::date ? written.number <= said.number && said.number <= written.last
                                  : written.index == said.index;
}

std::optional<IdNumber> sound_number(std::string_view form) {
  if (!is_sound_id(form)) return std::nullopt;
  return std::get<IdNumber>(read_id_number(form));
}

constexpr std::size_t places_of_id = 18;
bool is_cut_id(std::string_view form) {
  const CutKey cut = cut_key(form);
  return !cut.digits.empty() && cut.length == places_of_id;
}

bool is_word_of_id(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// What people are shown of it: a day, or a member.
std::string shown(const core::Program& program, const core::Column& column, const CellValue& value) {
  if (column.type.kind == core::Kind::enumeration)
    return program.enumerations[column.type.enumeration].members[value.index];
  return to_string(Date{static_cast<Day>(value.number), static_cast<Day>(value.last)});
}

}  // namespace

bool holds_id_numbers(const core::Program& program, const core::RecordTable& record, core::ColumnIndex column) {
  const core::Column& one = record.columns[column];
  if (one.type.kind != core::Kind::row) return one.id_number;
  const core::RecordTable& other = program.tables[one.type.table];
  return other.key && other.columns[*other.key].id_number;
}

bool is_sound_id(std::string_view form) {
  return std::holds_alternative<IdNumber>(read_id_number(form)) && !is_cut_id(form);
}

CellFault id_fault(std::string_view form) {
  if (is_cut_id(form)) return {Fault::cut_key, {excerpt(form)}};
  const auto read = read_id_number(form);
  const IdFault* fault = std::get_if<IdFault>(&read);
  const IdFault found = fault != nullptr ? *fault : IdFault::form;
  switch (found) {
    case IdFault::form: break;
    case IdFault::day: return {Fault::id_without_day, {excerpt(form)}};
    case IdFault::check: return {Fault::id_with_slip, {excerpt(form)}};
  }
  return {Fault::bad_id, {excerpt(form)}};
}

KeyIndex id_key(BuilderState& state, std::string_view text) {
  const std::string form = id_form(text);
  if (!is_sound_id(form)) note_odd_id(state, form);
  return state.texts.index_of(form);
}

// Its words, since signs may stand in it. Short ones tell nobody who it is.
void note_odd_id(BuilderState& state, std::string_view form) {
  constexpr std::size_t least = 6, most = 64;
  for (std::size_t begin = 0; begin < form.size();) {
    std::size_t end = begin;
    while (end < form.size() && is_word_of_id(form[end])) ++end;
    const std::string_view word = form.substr(begin, end - begin);
    if (word.size() >= least && word.size() <= most && std::any_of(word.begin(), word.end(), is_digit))
      state.odd_ids.emplace(word);
    begin = std::max(end, begin + 1);
  }
}

bool is_made_up(const BuilderState& state, std::string_view text) {
  const std::string& beginning = state.assumptions.made_up_keys;
  return !beginning.empty() && text.starts_with(beginning);
}

void take_from_id(BuilderState& state, TableBuilder& table, RowIndex row, std::span<const CellText> cells,
                  const FaultList::Place& place) {
  for (const core::ColumnIndex c : table.taken_columns) {
    const core::Column& column = table.record->columns[c];
    const core::ColumnIndex from = column.taken_from->column;
    if (!cells[from].fault && (cells[from].text.empty() || is_made_up(state, cells[from].text))) continue;
    ColumnData& data = table.data.columns[c];
    const bool blank = !cells[c].fault && cells[c].text.empty();
    const FaultList::Place at{place.table, place.file, place.row, column.name};
    const ColumnData& numbers = table.data.columns[from];
    const auto number =
        numbers.states[row] == State::known ? sound_number(state.texts[numbers.indices[row]]) : std::nullopt;
    if (!number) {  // there is one, which is not known
      if (blank) set_value(data, row, {table.readers[c].unreadable()});
      continue;
    }
    CellValue said;
    if (auto fault = said_by(*number, column, table.readers[c], said)) {
      state.faults.add(at, fault->fault, std::move(fault->arguments));
      data.candidates.erase(row);
      set_value(data, row, {table.readers[c].unreadable()});
      continue;
    }
    const CellValue written = value_at(data, row);
    std::vector<CellValue> candidates;
    if (written.state == State::listed) candidates = data.candidates.at(row);
    if (written.state == State::known) candidates = {written};
    const bool agreed = std::any_of(candidates.begin(), candidates.end(),
                                    [&](const CellValue& one) { return agrees(column.type.kind, one, said); });
    if (blank || agreed) {
      data.candidates.erase(row);
      set_value(data, row, said);
      table.data.taken[c] += blank ? 1 : 0;
    } else if (!candidates.empty()) {  // else what stands there cannot be read
      candidates.push_back(said);
      set_candidates(data, row, std::move(candidates));
      state.faults.add(at, Fault::id_differs,
                       {excerpt(cells[c].text), table.record->columns[from].name, shown(state.program, column, said)});
    }
  }
}

bool take_from_id(const BuilderState& state, const TableBuilder& table, std::span<CellValue> values,
                  std::vector<core::ColumnIndex>& taken) {
  taken.clear();
  for (const core::ColumnIndex c : table.taken_columns) {
    const core::Column& column = table.record->columns[c];
    const CellValue& number = values[column.taken_from->column];
    if (number.state != State::known) continue;
    const auto read = sound_number(state.texts[number.index]);
    CellValue said;
    if (!read || said_by(*read, column, table.readers[c], said)) return false;
    if (values[c].state == State::known) {
      if (!agrees(column.type.kind, values[c], said)) return false;
    } else {
      taken.push_back(c);
    }
    values[c] = said;
  }
  return true;
}

}  // namespace cepol::data
