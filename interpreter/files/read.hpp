// Files into a data set: a folder of CSV files named as tables, single CSV files, JSON or NDJSON with child rows
// nested.
#pragma once

#include <string>
#include <vector>

#include "interpreter/data/dataset_builder.hpp"

namespace cepol::files {

struct ReadError {  // a whole input that cannot be read: no such file, no known table in it
  std::string path;
  data::Fault fault;
  std::vector<std::string> arguments;
};
struct Read {
  data::Dataset data;
  std::vector<ReadError> errors;
};

// Is it a file of tables by its name, as *.csv or *.json?
bool is_table_file(const std::string& path);

// Each path: a folder (every *.csv, *.json, *.ndjson, *.jsonl in it, in order of name; other files are none of ours),
// or one such file. The table is the file's name without ending. JSON: {"人员": [{..., "学习": [{...}]}]}, or an array,
// or one object a line (NDJSON), of the table that the file is named after. A file that is named twice is read once;
// of several files of one table the rows add up. Whatever can be read is in `data`, errors or not.
// A table that the policy brings along (RecordTable::beside) is read from there unless an input has it.
Read read(const core::Program& program, const std::vector<std::string>& paths);

// The rows that the policy brings along for tables that were not opened yet.
void read_beside(data::DatasetBuilder& builder, const core::Program& program, std::vector<ReadError>& errors);

}  // namespace cepol::files
