// Spans of time that end before they begin (core::RecordTable::spans): one of the two days is wrong, and nobody knows
// which, so that neither is known.
#pragma once

#include <span>

#include "interpreter/data/builder_state.hpp"

namespace cepol::data {

// Of the row added last; `cells` are those of the file, by column. Faults are reported at `place`, which has no column.
void open_reversed_spans(BuilderState& state, TableBuilder& table, RowIndex row, std::span<const CellText> cells,
                         const FaultList::Place& place);
// Do the values of a plain row have one, so that the row is to be looked at closely?
bool has_reversed_span(const core::RecordTable& record, std::span<const CellValue* const> values);

}  // namespace cepol::data
