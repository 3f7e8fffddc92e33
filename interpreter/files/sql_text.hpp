// The text of a query file: one SELECT, which comments, blanks and a semicolon may follow.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace cepol::files {

enum class QueryProblem : std::uint8_t {
  none,     // there is nothing but comments
  several,  // more than one statement
  other,    // it does not begin with SELECT, WITH, VALUES, TABLE or a bracket
};
// The statement, from its first word to its last. Where the quotes of the text do not close, the rest of it: the
// database will say so.
std::variant<std::string, QueryProblem> single_query(std::string_view text);

}  // namespace cepol::files
