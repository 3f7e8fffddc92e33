// What the simple evaluator reads of the data: rows and cells.
#include <algorithm>
#include <stdexcept>

#include "tests/support/simple_evaluator.hpp"

namespace cepol::test {

using namespace core;

Member SimpleEvaluator::option_of(ReadingId reading) const { return readings_.at(reading.index); }

std::vector<data::RowIndex> SimpleEvaluator::records(TableId table) const {
  const data::TableData& rows = data_[table];
  std::vector<data::RowIndex> found;
  for (data::RowIndex row = 0; row < rows.all_rows; ++row) {
    if (read_ != nullptr) read_->insert({table, row, program_.tables[table].link.value_or(engine::whole_row)});
    if (!std::binary_search(rows.unsure_rows.begin(), rows.unsure_rows.end(), row)) found.push_back(row);
  }
  return found;
}

std::span<const data::RowIndex> SimpleEvaluator::children(TableId table, data::RowIndex parent) const {
  if (read_ != nullptr)
    for (data::RowIndex row = 0; row < data_[table].all_rows; ++row)
      read_->insert({table, row, *program_.tables[table].link});
  return data_.children(table, parent);
}

SimpleValue SimpleEvaluator::cell(TableId table, data::RowIndex row, ColumnIndex column) const {
  const data::ColumnData& cells = data_[table].columns[column];
  if (read_ != nullptr) read_->insert({table, row, column});
  switch (cells.states.at(row)) {
    case data::State::none: return None{};
    case data::State::unknown:
    case data::State::open:
    case data::State::listed: throw std::logic_error("a blank cell: the data are not complete");
    case data::State::known: break;
  }
  switch (cells.type.kind) {
    case Kind::truth:
    case Kind::enumeration:
    case Kind::row: return Exact(cells.indices.at(row));
    case Kind::year: return Exact(cells.numbers.at(row));
    case Kind::text: return std::string(data_.texts[cells.indices.at(row)]);
    case Kind::number: {
      std::int64_t scale = 1;
      for (int i = 0; i < cells.scale; ++i) scale *= 10;
      return Exact::ratio(cells.numbers.at(row), scale).value();
    }
    case Kind::date:
      if (cells.lasts.at(row) != cells.numbers.at(row))
        throw std::logic_error("a date known in part: the data are not complete");
      return Exact(cells.numbers.at(row));
  }
  throw std::logic_error("no such kind");
}

}  // namespace cepol::test
