// Reads rows from JSON objects into a DatasetBuilder. Numbers are passed as text, so that decimals stay exact. Child
// rows nest under the name of their table, and get the key of the row around them as their link. A column that an
// object leaves out, or gives as null, is blank.
#pragma once

#include <simdjson.h>

#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/data/dataset_builder.hpp"

namespace cepol::files {

struct JsonShape {  // a table, or a heading table, and the form of its objects
  std::string name;
  const core::RecordTable* record = nullptr;
  std::vector<data::CellText> columns;        // that its rows may have; views into the program
  std::vector<const core::Column*> declared;  // likewise
  std::vector<std::uint32_t> children;        // shapes
  std::optional<std::uint32_t> key, link;     // among `columns`
  bool heading = false;
  // Of this file.
  std::uint32_t rows = 0;
  bool named = false;                                 // the file has the table, if only as an empty list
  std::vector<char> present;                          // by column: some row has it
  std::set<std::string, std::less<>> listed_unknown;  // unknown columns that have been reported

  std::optional<std::size_t> column_named(std::string_view column) const;
};

struct JsonRow {
  std::uint32_t shape = 0, source_row = 0;
  std::vector<data::CellText> cells;
  std::vector<JsonRow> children;
  bool object = true;    // false: the value is not an object, so that it is no row
  bool unknown = false;  // it has a member that is no column and no table
};

class JsonRowReader {
 public:
  JsonRowReader(data::DatasetBuilder& builder, const core::Program& program);

  // Shapes, by the name of a table or a heading table.
  std::optional<std::uint32_t> find(std::string_view name) const;
  const JsonShape& shape(std::uint32_t index) const { return shapes_[index]; }
  bool is_child(const JsonShape& parent, std::string_view name) const;
  std::string known_names() const;  // separated by line breaks

  // Reads an object as a row with the rows nested in it. What was read before an error is in `row`, whose texts live
  // as long as the document.
  simdjson::error_code read_row(simdjson::ondemand::object object, std::uint32_t shape, JsonRow& row);
  // Adds a row and those nested in it to the builder.
  void emit(JsonRow& row);
  // Counts a row that cannot be read and returns its number.
  std::uint32_t next_row(std::uint32_t shape) { return ++shapes_[shape].rows; }
  // The file has the table, also when no row follows.
  void has_table(std::uint32_t shape) { shapes_[shape].named = true; }
  // Adds the names of the tables that the file has so far.
  void add_tables(std::set<std::string>& tables) const;
  // Reports the columns that none of the file's rows has.
  void end_file();

  // A table of which a row seems to hold further rows: they are not read. Nullopt: there is none.
  const std::optional<std::string>& rows_within() const { return rows_within_; }

  // A position in the text at or before what was read last.
  const char* position() const { return position_; }
  void set_position(const char* position) { position_ = position; }
  // Is the text a result of with_replacements(), so that U+FFFD may mark invalid bytes?
  void set_replaced(bool replaced) { replaced_ = replaced; }

 private:
  void add_shape(const core::RecordTable& record, bool heading);
  void begin_row(std::uint32_t shape, JsonRow& row);
  simdjson::error_code read_value(simdjson::ondemand::value value, std::uint32_t shape, JsonRow& row);
  simdjson::error_code read_fields(simdjson::ondemand::object object, JsonRow& row);
  simdjson::error_code read_children(simdjson::ondemand::value value, std::uint32_t child, JsonRow& row);
  simdjson::error_code read_cell(simdjson::ondemand::value value, data::CellText& cell);
  simdjson::error_code read_number(simdjson::ondemand::value value, data::CellText& cell);
  simdjson::error_code read_string(simdjson::ondemand::value value, data::CellText& cell) const;
  void add_to_builder(JsonRow& row);
  void report_unknown(JsonShape& shape, std::string_view name);

  data::DatasetBuilder& builder_;
  std::vector<JsonShape> shapes_;
  std::deque<std::string> expanded_;  // numbers rewritten, until their row was added
  std::optional<std::string> rows_within_;
  const char* position_ = nullptr;
  bool replaced_ = false;
};

}  // namespace cepol::files
