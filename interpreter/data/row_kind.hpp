// Tells rows of a file that are no records from records. A pure function: what the earlier rows say is in KeyForms.
#pragma once

#include <span>

#include "interpreter/data/builder_state.hpp"

namespace cepol::data {

// A row as it is in its file. Cells beyond the layout belong to no column.
struct FileRow {
  const core::RecordTable& record;
  const ColumnLayout& layout;
  const std::vector<CellReader>& readers;  // by column of the record
  const KeyForms& keys;                    // of the records before
  std::span<const CellText> cells;
};

// A row with a key or link that can be one is a record, whatever else it says: one that is not blank, no word of
// row_words.def, not the column's own heading, and not unlike all keys before. Without such a key: a total or signature
// has its word, and no value that could only be a record's; the name of a group stands alone. A row that says anything
// else is a record, whose key is lost.
RowKind row_kind(const FileRow& row);

// ASCII letters and digits, and a digit among them: no word is such a text, and no key is unlike it.
bool is_plain_key(std::string_view text);
// Does all that the row says stand in one cell? Then its cells cannot be told apart.
bool is_in_one_cell(const FileRow& row);
// Of a row above the headings: has it neither a key nor, in most of its cells, the values of a record?
bool is_title(const FileRow& row);
// Is the row's only filled cell its key or link, so that it is known only by other rows whether that is one?
bool has_key_only(const FileRow& row);
// Adds the row's key and link to the forms if it has more than those.
void note_keys(const FileRow& row, KeyForms& keys);

}  // namespace cepol::data
