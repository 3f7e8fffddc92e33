// Tables as texts of cells, and as the CSV files that a run reads. A damage changes the texts; nothing here knows a
// policy.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cepol::damage {

struct Cell {
  std::string text;
  bool raw = false;      // written as it is, without quotes
  bool damaged = false;  // no other damage changes it
};
using Row = std::vector<Cell>;

// `laid_out`: plain, but its lines are not rows of the headings, so that it is in no other form.
enum class FileForm : std::uint8_t { plain, laid_out, byte_order_mark, crlf, tabs, semicolons, gbk, empty, missing };

struct TextTable {
  std::string name;  // of the policy's table
  std::string file;  // path
  FileForm form = FileForm::plain;
  std::vector<Row> above;  // over the headings
  Row headings;
  std::vector<Row> rows;
};

struct DataFiles {
  std::vector<TextTable> tables;              // as in Schema::tables
  std::map<std::string, std::string> others;  // further files by path
  std::vector<std::string> paths{"/data"};    // that are given to the run
};

Row row_of(const std::vector<std::string>& texts);
// The content of the file.
std::string file_text(const TextTable& table);

}  // namespace cepol::damage
