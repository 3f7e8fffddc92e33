// Reads the rows of a database from CSV, whose first row is surely the headings.
#include <memory>

#include "interpreter/files/csv.hpp"
#include "interpreter/files/formats.hpp"
#include "interpreter/files/heading.hpp"
#include "interpreter/files/table_rows.hpp"

namespace cepol::files {

namespace {

// Numbered without the headings, which are no row of the database.
class RowsBelowHeading final : public RowSource {
 public:
  explicit RowsBelowHeading(CsvRows& rows) : rows_(rows) {}
  bool next(CellRow& row) override {
    if (!rows_.next(row)) return false;
    row.line = row.number = ++count_;
    row.lines = 1;
    return true;
  }

 private:
  CsvRows& rows_;
  std::uint32_t count_ = 0;
};

}  // namespace

std::optional<ReadError> read_database_rows(const FormatInput& input) {
  CsvRows all(input.bytes, std::size_t{1} << 20, ',');
  CellRow names;
  if (!all.next(names)) return ReadError{input.path, data::Fault::empty_file, {}};
  FileHead head;
  head.heading = CopiedRow(names);
  head.found = true;
  RowsBelowHeading rows(all);
  return read_table_rows(input, *input.table, head, rows);
}

}  // namespace cepol::files
