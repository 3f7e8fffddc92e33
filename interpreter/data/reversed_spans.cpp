#include "interpreter/data/reversed_spans.hpp"

namespace cepol::data {

namespace {

// Certainly so, also where of a date only the month is known.
bool reversed(const CellValue& from, const CellValue& to) {
  return from.state == State::known && to.state == State::known && from.number > to.last;
}

}  // namespace

void open_reversed_spans(BuilderState& state, TableBuilder& table, RowIndex row, std::span<const CellText> cells,
                         const FaultList::Place& place) {
  const core::RecordTable& record = *table.record;
  std::vector<core::ColumnIndex> unknown;
  for (const core::DateSpan& span : record.spans) {
    const ColumnData &from = table.data.columns[span.from], &to = table.data.columns[span.to];
    if (!reversed(value_at(from, row), value_at(to, row))) continue;
    const FaultList::Place at{place.table, place.file, place.row, record.columns[span.to].name};
    state.faults.add(at, Fault::ends_before_begin,
                     {excerpt(cells[span.to].text), record.columns[span.from].name, excerpt(cells[span.from].text)});
    unknown.push_back(span.from);
    unknown.push_back(span.to);
  }
  for (const core::ColumnIndex column : unknown)
    set_value(table.data.columns[column], row, {table.readers[column].unreadable()});
}

bool has_reversed_span(const core::RecordTable& record, std::span<const CellValue* const> values) {
  for (const core::DateSpan& span : record.spans)
    if (reversed(*values[span.from], *values[span.to])) return true;
  return false;
}

}  // namespace cepol::data
