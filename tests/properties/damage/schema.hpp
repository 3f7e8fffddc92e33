// What a damage has to know of a policy's tables: their columns, keys, parents and references.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lang/core/program.hpp"

namespace cepol::damage {

enum class ColumnKind : std::uint8_t { key, link, reference, text, choice, truth, number, year, date };

struct ColumnSchema {
  std::string name;
  ColumnKind kind;
  bool optional = false;                      // a blank is none; of references too
  std::vector<std::string> members;           // of a choice
  std::vector<std::string> blank_words = {};  // that the policy declares to say that the cell is blank
};

struct TableSchema {
  std::string name;
  std::vector<ColumnSchema> columns;
  std::optional<std::size_t> key, link, parent;  // parent: a table
  bool referred = false;                         // columns of other tables refer to it
  bool heading = false;                          // a table of one row beside a roster

  std::optional<std::size_t> column_named(std::string_view name) const;
};

struct Schema {
  std::vector<TableSchema> tables;  // those of the program, then its heading tables

  std::size_t table_named(std::string_view name) const;
};

Schema schema_of(const core::Program& program);

}  // namespace cepol::damage
