// Lists that an office keeps beside its data, in a file of any format in which data are: rows of texts.
#pragma once

#include <string>
#include <vector>

#include "interpreter/files/read.hpp"

namespace cepol::files {

struct ListColumn {
  std::string name;
  std::vector<std::string> headings = {};  // other words for the name
  bool wanted = true;                      // a list without the column is none
};

struct ListRow {
  std::uint32_t number;            // in the file
  std::vector<std::string> cells;  // by column, trimmed; blank: empty
};

struct List {
  std::vector<ListRow> rows;
  std::vector<ReadError> errors;  // why it cannot be used
  std::vector<data::BadRow> bad;  // likewise
};

// `name`: of the list, as that of a table.
List read_list(const std::string& path, const std::string& name, const std::vector<ListColumn>& columns,
               const Files& files);

}  // namespace cepol::files
