// A policy as views of a database that has the data: one for the cells of each table, one for each decision with its
// figures. What they say of a row whose relevant cells are known is what the engines say; where a cell that is not
// known may matter the row is open (docs/sql.md).
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "lang/core/program.hpp"

namespace cepol::sql {

enum class Dialect : std::uint8_t { postgresql, duckdb };

struct Options {
  Dialect dialect = Dialect::postgresql;
  std::vector<core::Member> readings;  // by ReadingId
  std::vector<std::string> head;       // lines of the comment in front: what it was made of
};

// What cannot be written in SQL, in both languages.
struct Unsupported {
  std::string zh, en;
  Span span;
};

// The statements that make the views.
std::variant<std::string, Unsupported> script(const core::Program& program, const Options& options);

}  // namespace cepol::sql
