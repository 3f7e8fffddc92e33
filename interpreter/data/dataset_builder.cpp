// DatasetBuilder: each member function delegates to a function on the state of the builder (builder_state.hpp).
#include "interpreter/data/dataset_builder.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "interpreter/data/builder_state.hpp"

namespace cepol::data {

std::uint32_t TableBuilder::file_of(RowIndex row) const {
  const auto after =
      std::upper_bound(files.begin(), files.end(), row, [](RowIndex r, const auto& run) { return r < run.first; });
  return after == files.begin() ? 0 : std::prev(after)->second;
}

BuilderState::BuilderState(const core::Program& of) : program(of), faults(of) {
  for (const core::RecordTable& record : program.tables.nodes) {
    TableBuilder& table = tables.emplace_back();
    table.record = &record;
    for (const core::Column& column : record.columns) {
      table.readers.emplace_back(program, column);
      ColumnData& data = table.data.columns.emplace_back();
      data.type = column.type;
      data.scale = table.readers.back().scale();
    }
    table.heading_values.resize(record.columns.size());
  }
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

DatasetBuilder::DatasetBuilder(const core::Program& program) : state_(std::make_unique<BuilderState>(program)) {}
DatasetBuilder::~DatasetBuilder() = default;

void DatasetBuilder::from(std::string_view file) {
  release_held_rows(*state_);
  state_->file = state_->faults.add_file(file);
  state_->target = BuilderState::Target::none;
}

bool DatasetBuilder::open(std::string_view table, const std::vector<CellText>& headings) {
  release_held_rows(*state_);
  return open_table(*state_, table, headings);
}

bool DatasetBuilder::opened(std::string_view table) const {
  const auto found = table_named(*state_, table);
  return found && !state_->tables[*found].layout.columns.empty();
}

void DatasetBuilder::row(std::uint32_t source_row, std::span<const CellText> cells) {
  add_row(*state_, source_row, cells);
}

void DatasetBuilder::file_row(std::uint32_t source_row, std::span<const CellText> cells) {
  add_file_row(*state_, source_row, cells);
}

void DatasetBuilder::left_out(std::string_view table, std::uint32_t source_row, RowKind kind) {
  state_->left_out.push_back({std::string(table), state_->faults.file_name(state_->file), source_row, kind});
}

void DatasetBuilder::note(std::string_view table, std::uint32_t source_row, std::string_view column, Fault fault,
                          std::vector<std::string> arguments) {
  state_->faults.add({table, state_->file, source_row, column}, fault, std::move(arguments));
}

void DatasetBuilder::unreadable(std::string_view table, std::uint32_t source_row, std::string_view column, Fault fault,
                                std::vector<std::string> arguments) {
  if (const auto found = table_named(*state_, table); found && source_row != 0) {
    ++state_->tables[*found].data.rows_read;
    ++state_->tables[*found].data.rows_excluded;
  }
  state_->faults.add({table, state_->file, source_row, column}, fault, std::move(arguments), source_row != 0);
}

Dataset DatasetBuilder::finish() {
  release_held_rows(*state_);
  link_rows(*state_);
  Dataset dataset;
  for (TableBuilder& table : state_->tables) dataset.tables.push_back(std::move(table.data));
  dataset.texts = state_->texts.take();
  dataset.bad = state_->faults.take();
  dataset.left_out = std::move(state_->left_out);
  state_ = std::make_unique<BuilderState>(state_->program);
  return dataset;
}

}  // namespace cepol::data
