// Names of tables and columns in a database: each once, whatever the results call them.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>

namespace cepol::database {

// Gives names that no other has, compared without case: the second of two that are alike is “name (2)”. Characters that
// people are not shown as they are, are written out.
class UniqueNames {
 public:
  // `longest`: bytes of UTF-8 that a name may have.
  explicit UniqueNames(std::size_t longest) : longest_(longest) {}
  std::string next(std::string_view wanted);

 private:
  std::size_t longest_;
  std::set<std::string> used_;
};

// As an identifier of SQL: "name".
std::string quoted_name(std::string_view name);

}  // namespace cepol::database
