// Tables for which the data have no row, and the files that were perhaps meant for them.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "interpreter/data/dataset.hpp"
#include "interpreter/files/files.hpp"

namespace cepol::files {

enum class SimilarKind : std::uint8_t {
  other_format,  // 学习.ods, 学习.doc
  other_name,    // 学习(1).csv, 2017学习.csv, 副本学习.csv, 学息.csv
  in_subfolder,  // 名册/2017/学习.csv
};
struct SimilarFile {
  std::string path;
  SimilarKind kind;
  friend bool operator==(const SimilarFile&, const SimilarFile&) = default;
};

struct EmptyTable {
  std::string table;
  std::string file;                  // that has the table, without a row; empty: no file has it
  std::vector<SimilarFile> similar;  // perhaps meant for it
  friend bool operator==(const EmptyTable&, const EmptyTable&) = default;
};

// The tables without a row that was read, in the program's order. Left out: heading tables, tables beside the policy,
// and those whose own file is in `unreadable`. `sources`: by table the file that has it.
struct InputFiles {
  std::vector<std::string> paths;              // as they were given: folders and files
  std::map<std::string, std::string> sources;  // by table
  std::vector<std::string> unreadable;         // paths
};
std::vector<EmptyTable> empty_tables(const core::Program& program, const data::Dataset& data, const InputFiles& input,
                                     const Files& files);

// Files in the folders that were not read, and whose names say that they may have further rows of a table.
std::vector<data::BadRow> files_beside(const core::Program& program, const data::Dataset& data, const InputFiles& input,
                                       const Files& files);

}  // namespace cepol::files
