// The registry of file formats. A new format is a row of formats.def and a file that defines its reader.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "interpreter/data/dataset_builder.hpp"
#include "interpreter/files/files.hpp"
#include "interpreter/files/read_error.hpp"
#include "interpreter/files/text_form.hpp"
#include "interpreter/files/told.hpp"
#include "lang/base/parallel.hpp"

namespace cepol::files {

constexpr std::size_t longest_row = std::size_t{10} * 1024 * 1024;  // bytes, of formats with a line a row

// The input of a reader. It adds the rows to the builder, to which the name of the file was passed before.
struct FormatInput {
  data::DatasetBuilder& builder;
  const core::Program& program;
  std::optional<std::string> table;  // the table, or heading table, that the file is named after
  Reader& bytes;
  const std::string& path;        // for errors
  std::set<std::string>& tables;  // the reader adds those that the file has, also when they have no row
  const Parallel& parallel;
  const TextForm& form;
  std::vector<Told>& told;  // the reader adds what it took the file for
  const Files& files;       // for what belongs to the file: a converter, the changes beside a database

  void tell(Tell what, std::vector<std::string> arguments) const { told.push_back({path, what, std::move(arguments)}); }
  FormatInput with(Reader& other) const {
    return {builder, program, table, other, path, tables, parallel, form, told, files};
  }
};

enum class Holds : std::uint8_t {
  one_table,       // the one that the file is named after; FormatInput::table is always given
  tables_by_name,  // tables with their names within, or the one that the file is named after
};

struct Format {
  std::span<const std::string_view> endings;  // with their dot
  Holds holds;
  // An error: the file as a whole cannot be read. The rows read so far were added in any case.
  std::optional<ReadError> (*read)(const FormatInput& input);
};

std::span<const Format> all_formats();
// By the file's ending, in either case; nullptr: none.
const Format* format_of(std::string_view path);

#define FORMAT(reader, holds, ...) std::optional<ReadError> reader(const FormatInput& input);
#include "interpreter/files/formats.def"
#undef FORMAT

// A web page that has the name of a workbook.
std::optional<ReadError> read_html(const FormatInput& input);
// What a query gives, of a database of SQLite as its bytes; `query`: one statement.
std::optional<ReadError> read_sqlite_query(const FormatInput& input, const std::string& query);
// The rows of a database: CSV in UTF-8 under the names of its columns (FileKind::rows).
std::optional<ReadError> read_database_rows(const FormatInput& input);

}  // namespace cepol::files
