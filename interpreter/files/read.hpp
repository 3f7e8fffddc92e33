// Reads folders and files of all formats (formats.def) into a data set.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/data/dataset_builder.hpp"
#include "interpreter/files/empty_tables.hpp"
#include "interpreter/files/files.hpp"
#include "interpreter/files/read_error.hpp"
#include "interpreter/files/text_form.hpp"
#include "interpreter/files/told.hpp"
#include "lang/base/parallel.hpp"

namespace cepol::files {

struct Read {
  data::Dataset data;  // whatever could be read
  std::vector<ReadError> errors;
  std::vector<EmptyTable> empty;
  std::vector<Told> told;
  std::vector<std::string> paths;              // the files and folders that were given
  std::map<std::string, std::string> sources;  // by table, or heading table: the file that has it
};

// Does the name have the ending of a format?
bool is_table_file(std::string_view path);

// Is the path a database: an address (address.hpp), or a file of SQLite?
bool is_database(std::string_view path);
// DATABASE?query=FILE: what the query of a file gives of a database.
bool is_query_path(std::string_view path);

// Each path: a folder (every file of a known format in it, in order of name; other files are ignored), or one such
// file, or a database of a server (its tables with the names of tables), or DATABASE?query=FILE; or TABLE= before one
// of these. The table is the file's name without its ending, unless it is given. A JSON file may hold several tables by
// name,
// {"人员": [{..., "学习": [{...}]}]}, or the rows of the table that it is named after. A file that is named twice is
// read once; two files of one table are an error, and only the first counts as the table's file. A table stored in a
// file beside the policy (RecordTable::beside) is read from there unless an input has it. The result does not depend on
// `parallel`. `no_data`: files that may lie in such a folder and are something else.
Read read(const core::Program& program, const std::vector<std::string>& paths, const Files& files,
          const data::Assumptions& assumptions = {}, const Parallel& parallel = Parallel(), const TextForm& form = {},
          const std::vector<std::string>& no_data = {});

// Adds the rows of the tables beside the policy (RecordTable::beside_text), unless a table was opened already.
void add_beside(data::DatasetBuilder& builder, const core::Program& program, std::vector<ReadError>& errors);

}  // namespace cepol::files
