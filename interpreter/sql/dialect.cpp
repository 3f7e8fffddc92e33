#include "interpreter/sql/dialect.hpp"

#include <algorithm>

#include "interpreter/database/names.hpp"
#include "lang/base/text.hpp"
#include "lang/base/visible.hpp"

namespace cepol::sql {

std::string quoted_name(std::string_view name) { return database::quoted_name(visible_line(name)); }

std::string literal(std::string_view text) {
  std::string parts, part;
  const auto end_part = [&] {
    if (!part.empty()) parts += (parts.empty() ? "'" : " || '") + part + "'";
    part.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    const std::string_view one = text.substr(at, point.length);
    at += point.length;
    if (one == "'") {
      part += "''";
    } else if (visible_line(one) == one) {
      part += one;
    } else {
      end_part();
      parts += (parts.empty() ? "chr(" : " || chr(") + number(static_cast<Wide>(point.value)) + ")";
    }
  }
  if (parts.empty()) return "'" + part + "'";
  end_part();
  return "(" + parts + ")";
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
