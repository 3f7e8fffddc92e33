// How the two databases spell what they spell differently.
#pragma once

#include <string>
#include <string_view>

#include "interpreter/sql/sql.hpp"
#include "interpreter/sql/value.hpp"

namespace cepol::sql {

std::string literal(std::string_view text);      // 'text'; what would not be seen is written as chr(...)
std::string quoted_name(std::string_view name);  // "name"; what would not be seen is written out
std::string number(Wide value);
std::string date_literal(Day day);
// In a comment: on one line, without what would end it or be hidden.
std::string comment_line(std::string_view text);

struct Words {
  Dialect dialect;
  bool postgresql() const { return dialect == Dialect::postgresql; }
  std::string narrow() const { return "BIGINT"; }
  std::string wide() const { return postgresql() ? "NUMERIC" : "HUGEINT"; }
  std::string as_wide(const std::string& text) const { return "CAST(" + text + " AS " + wide() + ")"; }
  std::string as_narrow(const std::string& text) const { return "CAST(" + text + " AS BIGINT)"; }
  std::string function(std::string_view name) const { return "cepol_sql." + std::string(name); }
  // At the end of a subquery that is not to be merged with the query around it: its columns are named more than once,
  // and would be computed as often.
  std::string fence() const { return postgresql() ? "\n  OFFSET 0" : ""; }
  std::string years(const std::string& first, const std::string& last) const {
    return postgresql() ? "generate_series(" + first + ", " + last + ")"
                        : "unnest(generate_series(" + first + ", " + last + "))";
  }
  // A text that matches a pattern whole; both databases know these signs of it.
  std::string matches(const std::string& text, const std::string& pattern) const {
    return postgresql() ? text + " ~ " + pattern : "regexp_matches(" + text + ", " + pattern + ")";
  }
  std::string decimal(int places) const {
    return postgresql() ? "NUMERIC(38, " + std::to_string(places) + ")" : "DECIMAL(38, " + std::to_string(places) + ")";
  }
  std::string decimal_literal(Wide scaled, int places) const;
  // Of whole numbers, toward 0.
  std::string quotient(const std::string& a, const std::string& b) const {
    return a + (postgresql() ? " / " : " // ") + b;
  }
  // Each of the texts between separators.
  std::string parts(const std::string& texts) const {
    return postgresql() ? "unnest(string_to_array(" + texts + ", chr(31)))"
                        : "unnest(string_split(" + texts + ", chr(31)))";
  }
  std::string contains(const std::string& text, const std::string& part) const {
    return postgresql() ? "strpos(" + text + ", " + part + ") > 0" : "contains(" + text + ", " + part + ")";
  }
};

}  // namespace cepol::sql
