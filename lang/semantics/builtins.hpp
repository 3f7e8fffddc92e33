// The built-in functions by name, with the number of their arguments.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cepol::semantics {

enum class Builtin : std::uint8_t {
  full_years,
  full_months,
  days_between,
  year,
  month,
  day,
  first_day,
  last_day,
  month_start,
  month_end,
  minimum,
  maximum,
  round_down,
  round_up,
  round_half_up,
  cycle,
  first,
  last,
  how_many,
  remainder,
};
struct BuiltinFunction {
  std::string_view en, zh;
  Builtin builtin;
  std::size_t arguments;  // many: that number or more
  bool many = false;
};
const BuiltinFunction* find_builtin(std::string_view spelled);  // null: no built-in has that name

// The English name of a built-in function, found by either of its names; empty: no built-in has that name.
std::string_view builtin_name(std::string_view spelled);

void add_builtin_names(std::vector<std::string>& names);
// The built-in function or fold that other languages call by this name; empty: none.
std::string usual_name_of(std::string_view name, bool english);

}  // namespace cepol::semantics
