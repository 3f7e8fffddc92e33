#include "interpreter/sql/dialect.hpp"

#include <algorithm>

#include "lang/base/visible.hpp"

namespace cepol::sql {

std::string literal(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? std::string("''") : std::string(1, c);
  return quoted + "'";
}

std::string number(Wide value) {
  if (value == 0) return "0";
  std::string digits;
  const bool negative = value < 0;
  for (Wide rest = negative ? -value : value; rest > 0; rest /= 10)
    digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(rest % 10)));
  return negative ? "(-" + digits + ")" : digits;
}

std::string date_literal(Day day) { return "DATE '" + to_string(Date{day, day}) + "'"; }

std::string Words::decimal_literal(Wide scaled, int places) const {
  const bool negative = scaled < 0;
  std::string digits = number(negative ? -scaled : scaled);
  if (places > 0) {
    while (digits.size() <= static_cast<std::size_t>(places)) digits.insert(digits.begin(), '0');
    digits.insert(digits.size() - static_cast<std::size_t>(places), ".");
  }
  return (negative ? "-" : "") + digits;
}

std::string comment_line(std::string_view text) { return visible_line(text); }

}  // namespace cepol::sql
