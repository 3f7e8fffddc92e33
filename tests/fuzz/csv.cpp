// CSV files: every row is accounted for, and the data set does not depend on how many bytes a reader hands out at once.
#include "interpreter/files/csv.hpp"

#include <algorithm>

#include "interpreter/files/text_reader.hpp"
#include "tests/fuzz/data_text.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/support/small_tables.hpp"

namespace cepol::fuzz {

namespace {

// The rows of a text, a line each, scanned in a buffer of that size at first.
std::string rows_of(std::string_view text, std::size_t chunk, std::size_t& count) {
  files::TextReader bytes(text);
  files::CsvRows rows(bytes, chunk);
  files::CellRow row;
  std::string shown;
  for (count = 0; rows.next(row); ++count) {
    shown += std::to_string(row.line) + " " + std::to_string(row.number) + " " + std::to_string(row.lines);
    if (row.fault) shown += " ! " + std::to_string(static_cast<int>(*row.fault));
    for (const data::CellText& cell : row.cells) {
      (shown += '|') += cell.text;
      if (cell.fault) shown += "(" + std::to_string(static_cast<int>(*cell.fault)) + ")";
    }
    shown += '\n';
  }
  return shown;
}

// Rows of the file are the heading, records, or left out and listed. `names`: of the file, and of its table.
void check_rows(const core::Program& program, const files::Read& read, const std::string& file,
                const std::string& table, std::size_t count) {
  if (count == 0) return;
  for (const files::ReadError& error : read.errors)
    if (error.path == file) return;
  for (const files::Told& told : read.told)  // in another encoding, or with another delimiter, its rows are others
    if (told.path == file) return;
  std::size_t accounted = 1, index = 0;
  for (const data::LeftOut& left : read.data.left_out) accounted += left.file == file ? 1 : 0;
  while (index < program.tables.size() && program.tables.nodes[index].name != table) ++index;
  if (index == program.tables.size()) return;  // a heading table: its rows are cells of every row
  accounted += read.data.tables[index].rows_read;
  require(accounted == count, "every row of a file is the heading, a record, or left out", [&] {
    return file + ": " + std::to_string(count) + " rows, " + std::to_string(accounted) + " accounted for";
  });
}

}  // namespace

void targets::csv(std::string_view input) {
  static const core::Program program = data::testing::small_program();
  std::vector<NamedText> texts;
  std::vector<std::string> names;
  const auto given = files_of(input);
  names.reserve(given.size());
  for (const NamedText& one : given) {
    if (texts.size() == 6) break;
    const std::string name = one.name.empty() ? "人员.csv" : std::string(one.name) + ".csv";
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    names.push_back(name);
    texts.push_back({names.back(), one.text});
  }
  const files::Read read = read_files(program, texts);
  require(data::testing::adds_up(read.data), "rows read are identified, excluded, or another row once more");
  for (const data::BadRow& bad : read.data.bad)
    for (const bool english : {false, true}) require(!data::reason_of(bad, english).empty(), "a fault is told");
  const std::size_t at_most = input.size() % 7 + 1;
  require(text_of(read_files(program, texts, at_most)) == text_of(read),
          "the data set does not depend on how the bytes come");
  for (const NamedText& text : texts) {
    std::size_t whole = 0, pieces = 0;
    const std::string rows = rows_of(text.text, text.text.size() + 1, whole);
    require(rows == rows_of(text.text, at_most, pieces) && whole == pieces, "rows do not depend on the buffer", rows);
    const std::string file(text.name);
    check_rows(program, read, file, file.substr(0, file.size() - 4), whole);
  }
}

}  // namespace cepol::fuzz
