// Single passes over JSON text: UTF-8 validation and replacement, the end of a value, expansion of exponents.
#include "interpreter/files/json_text.hpp"

#include <simdjson.h>

#include <algorithm>

#include "lang/base/text.hpp"

namespace cepol::files {

namespace {

constexpr std::size_t widest_exponent = 40;

}  // namespace

bool is_text(std::string_view bytes) {
  return simdjson::validate_utf8(bytes.data(), bytes.size()) && bytes.find('\0') == std::string_view::npos;
}

std::string with_replacements(std::string_view bytes) {
  std::string text;
  while (!bytes.empty()) {
    const std::size_t nul = std::min(bytes.find('\0'), bytes.size());
    const std::size_t good = std::min(invalid_utf8(bytes.substr(0, nul)).value_or(nul), nul);
    text += bytes.substr(0, good);
    if (good < bytes.size()) text += replacement_character;
    bytes.remove_prefix(std::min(good + 1, bytes.size()));
  }
  text.reserve(text.size() + simdjson::SIMDJSON_PADDING);
  return text;
}

std::size_t end_of_value(std::string_view text) {
  std::size_t depth = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '"') {
      for (++at; at < text.size() && text[at] != '"'; ++at)
        if (text[at] == '\\') ++at;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if ((c == '}' || c == ']') && --depth == 0) {
      return at + 1;
    }
  }
  return std::string_view::npos;
}

std::optional<std::string> without_exponent(std::string_view number) {
  const std::size_t e = number.find_first_of("eE");
  std::string_view mantissa = number.substr(0, e), exponent = number.substr(e + 1);
  const bool down = exponent.starts_with('-');
  if (down || exponent.starts_with('+')) exponent.remove_prefix(1);
  std::size_t places = 0;
  if (exponent.empty()) return std::nullopt;
  for (char c : exponent) {
    if (!is_digit(c)) return std::nullopt;
    places = std::min<std::size_t>(places * 10 + static_cast<std::size_t>(c - '0'), widest_exponent + 1);
  }
  if (places > widest_exponent) return std::nullopt;
  std::string sign;
  if (mantissa.starts_with('-')) {
    sign = "-";
    mantissa.remove_prefix(1);
  }
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  std::string digits(mantissa.substr(0, point));
  std::size_t whole = digits.size();
  if (point < mantissa.size()) digits += mantissa.substr(point + 1);
  if (down) {
    if (whole <= places) {
      const std::string zeros(places - whole + 1, '0');
      digits = zeros + digits;
      whole += zeros.size();
    }
    whole -= places;
  } else {
    whole += places;
    if (digits.size() < whole) digits.append(whole - digits.size(), '0');
  }
  std::string result = sign;
  result.append(digits, 0, whole);
  if (whole < digits.size()) {
    result += '.';
    result.append(digits, whole);
  }
  return result;
}

}  // namespace cepol::files
