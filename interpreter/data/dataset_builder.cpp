// DatasetBuilder: each member function delegates to a function on the state of the builder (builder_state.hpp).
#include "interpreter/data/dataset_builder.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "interpreter/data/builder_state.hpp"
#include "interpreter/data/id_cells.hpp"
#include "lang/base/fold.hpp"

namespace cepol::data {

std::uint32_t TableBuilder::file_of(RowIndex row) const {
  const auto after =
      std::upper_bound(files.begin(), files.end(), row, [](RowIndex r, const auto& run) { return r < run.first; });
  return after == files.begin() ? 0 : std::prev(after)->second;
}

BuilderState::BuilderState(const core::Program& of, Assumptions assumed)
    : program(of), faults(of), assumptions(std::move(assumed)) {
  for (const core::RecordTable& record : program.tables.nodes) {
    TableBuilder& table = tables.emplace_back();
    table.record = &record;
    for (const core::Column& column : record.columns) {
      table.readers.emplace_back(program, column);
      table.through.emplace_back(table.readers.back().words().size(), 0);
      ColumnData& data = table.data.columns.emplace_back();
      data.type = column.type;
      data.scale = table.readers.back().scale();
    }
    table.seen.resize(record.columns.size());
    for (core::ColumnIndex c = 0; c < record.columns.size(); ++c) {
      table.roles.push_back(record.key == c                     ? PlainRole::key
                            : record.parent && record.link == c ? PlainRole::link
                                                                : PlainRole::other);
      table.id_columns.push_back(holds_id_numbers(program, record, c) ? 1 : 0);
      if (record.columns[c].taken_from) table.taken_columns.push_back(c);
    }
    table.data.taken.assign(record.columns.size(), 0);
    table.heading_values.resize(record.columns.size());
    table.absent.assign(record.columns.size(), 0);
    table.present.assign(record.columns.size(), 0);
  }
  set_corrections(*this);
  divide_tables(*this);
}

std::optional<std::size_t> table_named(const BuilderState& state, std::string_view name) {
  for (std::size_t i = 0; i < state.tables.size(); ++i)
    if (state.tables[i].record->name == name) return i;
  return std::nullopt;
}

std::optional<std::size_t> table_with_heading(const BuilderState& state, std::string_view name) {
  for (std::size_t i = 0; i < state.tables.size(); ++i)
    if (!name.empty() && state.tables[i].record->heading == name) return i;
  return std::nullopt;
}

void add_unread(BuilderState& state, std::string_view table, std::string_view column, std::string_view written) {
  constexpr std::size_t most = 10'000, longest = 400;
  if (written.size() > longest) return;
  const std::tuple<std::string, std::string, std::string> word(table, column, written);
  if (const auto known = state.unread.find(word); known != state.unread.end())
    ++known->second;
  else if (state.unread.size() < most)
    state.unread.emplace(word, 1);
}

bool is_unused_heading(BuilderState& state, std::string_view table, std::string_view written) {
  for (const auto& [of_table, heading] : state.assumptions.unused) {
    if (of_table != table || key_form(heading) != key_form(written)) continue;
    add_other_heading(state, table, "", written);
    return true;
  }
  return false;
}

void add_other_heading(BuilderState& state, std::string_view table, std::string_view column, std::string_view written) {
  for (const ReadWord& known : state.headings)
    if (known.table == table && known.column == column && known.written == written) return;
  state.headings.push_back(
      {ReadWord::Kind::heading, std::string(table), std::string(column), std::string(written), {}});
}

namespace {

ReadWord::Kind kind_of(const CellReader::Word& word) {
  if (word.meant.empty()) return ReadWord::Kind::unit;
  return word.written.empty() ? ReadWord::Kind::capitals : ReadWord::Kind::value;
}

// By table; headings first, then cells in the order of the columns.
std::vector<ReadWord> words_read(const BuilderState& state) {
  std::vector<ReadWord> words;
  const auto add_headings = [&](const std::string& table) {
    for (const ReadWord& word : state.headings)
      if (word.table == table) words.push_back(word);
  };
  for (const TableBuilder& table : state.tables) {
    add_headings(table.record->name);
    for (std::size_t c = 0; c < table.readers.size(); ++c)
      for (std::size_t w = 0; w < table.through[c].size(); ++w) {
        if (table.through[c][w] == 0) continue;
        const CellReader::Word& word = table.readers[c].words()[w];
        words.push_back({kind_of(word), table.record->name, table.record->columns[c].name, word.written, word.meant,
                         table.through[c][w]});
      }
    if (!table.record->heading.empty() && table.record->heading != table.record->name)
      add_headings(table.record->heading);
  }
  return words;
}

}  // namespace

DatasetBuilder::DatasetBuilder(const core::Program& program, Assumptions assumptions)
    : state_(std::make_unique<BuilderState>(program, std::move(assumptions))) {}
DatasetBuilder::~DatasetBuilder() = default;

const Assumptions& DatasetBuilder::assumptions() const { return state_->assumptions; }

void DatasetBuilder::from(std::string_view file) {
  release_held_rows(*state_);
  state_->file = state_->faults.add_file(file);
  state_->target = BuilderState::Target::none;
  state_->delimiter = ',';
}

void DatasetBuilder::separated_by(char delimiter) { state_->delimiter = delimiter; }

bool DatasetBuilder::open(std::string_view table, const std::vector<CellText>& headings) {
  release_held_rows(*state_);
  return open_table(*state_, table, headings);
}

bool DatasetBuilder::opened(std::string_view table) const {
  const auto found = table_named(*state_, table);
  return found && !state_->tables[*found].layout.columns.empty();
}

void DatasetBuilder::expect_rows(std::size_t rows) {
  if (state_->target == BuilderState::Target::table) reserve_rows(state_->tables[state_->current], rows);
}

void DatasetBuilder::row(std::uint32_t source_row, std::span<const CellText> cells) {
  state_->lines = 1;
  add_row(*state_, source_row, corrected(*state_, source_row, cells));
}

CellsAhead DatasetBuilder::cells_ahead() const { return CellsAhead(*state_); }

void DatasetBuilder::file_row(std::uint32_t source_row, std::span<const CellText> cells, std::uint32_t lines,
                              const ValuesAhead& ahead) {
  state_->lines = lines;
  state_->from_files = true;
  const std::span<const CellText> as_corrected = corrected(*state_, source_row, cells);
  state_->ahead = as_corrected.data() == cells.data() ? ahead : ValuesAhead();
  add_file_row(*state_, source_row, as_corrected);
  state_->ahead = {};
}
void DatasetBuilder::row_above(std::uint32_t source_row, std::span<const CellText> cells) {
  state_->from_files = true;
  add_row_above(*state_, source_row, cells);
}

void DatasetBuilder::left_out(std::string_view table, std::uint32_t source_row, RowKind kind) {
  add_left_out(state_->left_out, {std::string(table), state_->faults.file_name(state_->file), source_row, kind});
}

void DatasetBuilder::note(std::string_view table, std::uint32_t source_row, std::string_view column, Fault fault,
                          std::vector<std::string> arguments) {
  if (fault == Fault::unknown_column) add_unread(*state_, table, "", column);
  state_->faults.add({table, state_->file, source_row, column}, fault, std::move(arguments));
}

void DatasetBuilder::unreadable(std::string_view table, std::uint32_t source_row, std::string_view column, Fault fault,
                                std::vector<std::string> arguments) {
  if (const auto found = table_named(*state_, table); found && source_row != 0) {
    ++state_->tables[*found].data.rows_read;
    add_lost_row(*state_, state_->tables[*found], source_row);
  }
  state_->faults.add({table, state_->file, source_row, column}, fault, std::move(arguments), source_row != 0);
}

void DatasetBuilder::missing_column(std::string_view table, std::string_view column) {
  const auto found = table_named(*state_, table);
  if (!found) return;
  const auto& columns = state_->tables[*found].record->columns;
  for (core::ColumnIndex c = 0; c < columns.size(); ++c)
    if (columns[c].name == column) {
      state_->tables[*found].present[c] = 0;  // no record of the list has it
      report_absent(*state_, state_->tables[*found], c);
    }
}

bool DatasetBuilder::skips(std::string_view table, std::string_view heading) {
  return is_unused_heading(*state_, table, heading);
}

void DatasetBuilder::other_heading(std::string_view table, std::string_view column, std::string_view written) {
  add_other_heading(*state_, table, column, written);
}

Dataset DatasetBuilder::finish() {
  release_held_rows(*state_);
  count_rows_above(*state_);
  compare_same_keys(*state_);
  find_rows(*state_);
  find_twins(*state_);
  note_found(*state_);
  if (state_->from_files) report_suspicions(*state_);
  finish_tables(*state_);
  Dataset dataset;
  dataset.words = words_read(*state_);
  dataset.corrections = state_->correction_uses;
  dataset.old_columns = state_->old_columns;
  for (const auto& [word, count] : state_->unread) {
    const auto& [table, column, written] = word;
    const auto kind = column.empty() ? ReadWord::Kind::heading : ReadWord::Kind::value;
    dataset.unread.push_back({kind, table, column, written, {}, count});
  }
  for (TableBuilder& table : state_->tables) dataset.tables.push_back(std::move(table.data));
  dataset.forms = state_->texts.take_written(state_->program.forms);
  dataset.texts = state_->texts.take();
  dataset.bad = state_->faults.take();
  dataset.odd_ids.assign(state_->odd_ids.begin(), state_->odd_ids.end());
  dataset.left_out = std::move(state_->left_out);
  dataset.found = std::move(state_->found);
  dataset.not_in_summary = state_->not_in_summary;
  state_ = std::make_unique<BuilderState>(state_->program, state_->assumptions);
  return dataset;
}

}  // namespace cepol::data
