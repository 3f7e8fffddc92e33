// Parses numbers and days that cepol wrote; shortens texts and names to what Excel takes.
#include "interpreter/office/workbook_cells.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "interpreter/office/xml_text.hpp"
#include "lang/base/date.hpp"
#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"
#include "lang/base/visible.hpp"

namespace cepol::office {

namespace {

constexpr std::size_t most_digits = 15;            // that a spreadsheet's number keeps
constexpr std::size_t most_denominator = 3;        // digits that the format of fractions shows
constexpr std::size_t longest_cell_text = 32'767;  // UTF-16 units of a cell
constexpr std::size_t longest_sheet = 31;          // UTF-16 units of a sheet's name

bool all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

bool is_whole(std::string_view text) { return all_digits(text) && (text.size() == 1 || text.front() != '0'); }

std::size_t utf16_length(std::string_view text) {
  std::size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    units += (byte & 0xC0) != 0x80 ? 1 : 0;
    units += byte >= 0xF0 ? 1 : 0;
  }
  return units;
}

// The first characters of valid UTF-8.
std::string first_units(std::string_view text, std::size_t most) {
  std::size_t end = 0;
  for (std::size_t units = 0; end < text.size();) {
    const CodePoint one = code_point_at(text, end);
    units += one.value > 0xFFFF ? 2 : 1;
    if (units > most) break;
    end += one.length;
  }
  return std::string(text.substr(0, end));
}

}  // namespace

std::optional<NumberCell> number_of(std::string_view text) {
  const bool negative = text.starts_with('-');
  const std::string_view digits = text.substr(negative ? 1 : 0);
  const std::size_t stroke = digits.find('/'), point = digits.find('.');
  std::string_view whole = digits.substr(0, std::min(stroke, point));
  if (!is_whole(whole)) return std::nullopt;
  double value = 0;
  const auto parsed = [&](std::string_view one) {
    double number = 0;
    std::from_chars(one.data(), one.data() + one.size(), number);
    return number;
  };
  if (stroke != std::string_view::npos) {
    const std::string_view below = digits.substr(stroke + 1);
    if (point < stroke || !is_whole(below) || below == "0" || below.size() > most_denominator ||
        whole.size() + most_denominator > most_digits)
      return std::nullopt;
    value = parsed(whole) / parsed(below);
  } else {
    const std::string_view decimals = point == std::string_view::npos ? std::string_view() : digits.substr(point + 1);
    if (point != std::string_view::npos && !all_digits(decimals)) return std::nullopt;
    if (whole.size() + decimals.size() > most_digits) return std::nullopt;
    value = parsed(digits);
  }
  return NumberCell{negative ? -value : value, stroke != std::string_view::npos};
}

std::optional<DayCell> day_of(std::string_view text) {
  constexpr std::string_view form = "0000-00-00";
  if (text.size() != form.size()) return std::nullopt;
  for (std::size_t i = 0; i < form.size(); ++i)
    if (form[i] == '0' ? !is_digit(text[i]) : text[i] != form[i]) return std::nullopt;
  const auto date = parse_date(text);
  if (!date || !date->exact() || text < "1900-03-01") return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t length) {
    int value = 0;
    std::from_chars(text.data() + at, text.data() + at + length, value);
    return value;
  };
  return DayCell{number(0, 4), number(5, 2), number(8, 2)};
}

std::string cell_text(std::string_view text) {
  std::string shown = xml_text(text);
  if (shown.size() <= longest_cell_text || utf16_length(shown) <= longest_cell_text) return shown;
  return first_units(shown, longest_cell_text - 2) + "……";
}

std::string sheet_name(const std::string& table, std::set<std::string>& used) {
  std::string name;
  for (const char c : xml_text(visible_line(table)))
    name += std::string_view("[]:*?/\\").find(c) == std::string_view::npos ? c : '_';
  while (name.starts_with('\'')) name.front() = '_';
  while (name.ends_with('\'')) name.back() = '_';
  if (name.empty() || without_case(name) == "history") name += "_";
  std::string sheet = first_units(name, longest_sheet);
  for (int number = 2; !used.insert(without_case(sheet)).second; ++number) {
    const std::string end = " (" + std::to_string(number) + ")";
    sheet = first_units(name, longest_sheet - end.size()) + end;
  }
  return sheet;
}

std::string quoted_sheet(const std::string& name) {
  std::string quoted = "'";
  for (const char c : name) quoted += c == '\'' ? std::string("''") : std::string(1, c);
  return quoted + "'";
}

}  // namespace cepol::office
