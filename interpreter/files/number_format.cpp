#include "interpreter/files/number_format.hpp"

#include <algorithm>

#include "lang/base/date.hpp"
#include "lang/base/text.hpp"

namespace cepol::files {

namespace {

constexpr std::size_t held_digits = 15, longest_number = 40;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// The letters of a format that stand for parts of a date, a run of one letter as one; without texts and colours.
std::string date_letters(std::string_view code) {
  std::string letters;
  bool has_digits = false;
  for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    const char c = lower(code[i]);
    if (c == '"') {
      i = std::min(code.find('"', i + 1), code.size());
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '[') {
      const std::size_t end = std::min(code.find(']', i), code.size());
      const char first = i + 1 < end ? lower(code[i + 1]) : '\0';  // [h]: hours beyond 24
      if ((first == 'h' || first == 'm' || first == 's') && end - i <= 3) letters += 'h';
      i = end;
    } else if (c == '0' || c == '#' || c == '?') {
      has_digits = has_digits || letters.empty();
    } else if (c == 'e' && i + 1 < code.size() && (code[i + 1] == '+' || code[i + 1] == '-')) {
      ++i;
    } else if (c == 'a') {  // AM/PM, or the name of a day of the week
      while (i + 1 < code.size() && std::string_view("apm/").find(lower(code[i + 1])) != std::string_view::npos) ++i;
    } else if (std::string_view("ymdhseb").find(c) != std::string_view::npos) {
      std::size_t end = i;
      while (end < code.size() && lower(code[end]) == c) ++end;
      if (c != 'd' || end - i <= 2) letters += c == 'e' || c == 'b' ? 'y' : c;
      i = end - 1;
    }
  }
  return has_digits ? std::string() : letters;
}

Shown shown_by_parts(bool year, bool month, bool day, bool time) {
  if (!year && !month && !day) return time ? Shown::time : Shown::number;
  if (year && month && day) return time ? Shown::moment : Shown::day;
  if (year && !day && !time) return month ? Shown::month : Shown::year;
  return Shown::part;
}

// Of a text 2017-05-31 with or without a time, what is shown of it.
std::optional<std::string> shown_part(const std::string& day, const std::string& time, Shown shown) {
  switch (shown) {
    case Shown::number:
    case Shown::day: return day;
    case Shown::year: return day.substr(0, day.find('-'));
    case Shown::month: return day.substr(0, day.rfind('-'));
    case Shown::moment: return time == "00:00:00" ? day : day + " " + time;
    case Shown::time: return time;
    case Shown::part: return std::nullopt;
  }
  return std::nullopt;
}

std::string two_digits(std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

// .5 of a day is 12:00:00.
std::string time_of(std::string_view fraction) {
  std::int64_t digits = 0, unit = 1;
  for (const char c : fraction.substr(0, 12)) {
    digits = digits * 10 + (c - '0');
    unit *= 10;
  }
  constexpr std::int64_t seconds_of_a_day = 86'400;
  const std::int64_t seconds = std::min((digits * seconds_of_a_day + unit / 2) / unit, seconds_of_a_day - 1);
  return two_digits(seconds / 3600) + ":" + two_digits(seconds / 60 % 60) + ":" + two_digits(seconds % 60);
}

}  // namespace

Shown shown_by(std::string_view code) {
  if (lower(code.empty() ? '\0' : code.front()) == 'g') return Shown::number;  // General, G/通用格式
  const std::string letters = date_letters(code);
  bool year = false, month = false, day = false, time = false;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const bool minutes =
        letters[i] == 'm' && ((i > 0 && letters[i - 1] == 'h') || (i + 1 < letters.size() && letters[i + 1] == 's'));
    year = year || letters[i] == 'y';
    day = day || letters[i] == 'd';
    month = month || (letters[i] == 'm' && !minutes);
    time = time || minutes || letters[i] == 'h' || letters[i] == 's';
  }
  return shown_by_parts(year, month, day, time);
}

Shown shown_by_number(int format) {
  switch (format) {
    case 14:
    case 15:
    case 30:
    case 31: return Shown::day;
    case 17:
    case 27:
    case 36:
    case 50:
    case 52:
    case 57: return Shown::month;
    case 16:
    case 28:
    case 29:
    case 51:
    case 53:
    case 54:
    case 58: return Shown::part;
    case 22: return Shown::moment;
    case 18:
    case 19:
    case 20:
    case 21:
    case 32:
    case 33:
    case 34:
    case 35:
    case 45:
    case 46:
    case 47:
    case 55:
    case 56: return Shown::time;
    default: return Shown::number;
  }
}

std::optional<std::string> decimal_of(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  std::string digits;
  std::size_t at = 0;
  std::optional<std::size_t> point;
  for (; at < text.size() && (is_digit(text[at]) || (text[at] == '.' && !point)); ++at) {
    if (text[at] == '.')
      point = digits.size();
    else
      digits += text[at];
  }
  if (digits.empty() || digits.size() > 400) return std::nullopt;
  long exponent = 0;
  if (at < text.size()) {
    if (lower(text[at]) != 'e' || ++at == text.size()) return std::nullopt;
    const bool down = text[at] == '-';
    if (down || text[at] == '+') ++at;
    if (at == text.size() || text.size() - at > 4) return std::nullopt;
    for (; at < text.size(); ++at) {
      if (!is_digit(text[at])) return std::nullopt;
      exponent = exponent * 10 + (text[at] - '0');
    }
    if (down) exponent = -exponent;
  }
  // The value is 0.d1d2d3... * 10^whole, d1 not 0.
  long whole = static_cast<long>(point.value_or(digits.size())) + exponent;
  const std::size_t zeros = std::min(digits.find_first_not_of('0'), digits.size());
  digits.erase(0, zeros);
  whole -= static_cast<long>(zeros);
  if (digits.size() > held_digits) {
    const bool up = digits[held_digits] >= '5';
    digits.resize(held_digits);
    std::size_t last = held_digits;
    while (up && last > 0 && digits[last - 1] == '9') digits[--last] = '0';
    if (up && last > 0) ++digits[last - 1];
    if (up && last == 0) {
      digits.insert(digits.begin(), '1');
      ++whole;
    }
  }
  while (!digits.empty() && digits.back() == '0') digits.pop_back();
  if (digits.empty()) return "0";
  constexpr long most = longest_number;
  if (whole > most || whole < -most) return std::nullopt;
  if (whole <= 0) return (negative ? "-0." : "0.") + std::string(static_cast<std::size_t>(-whole), '0') + digits;
  const auto before = static_cast<std::size_t>(whole);
  if (digits.size() <= before)
    digits.resize(before, '0');
  else
    digits.insert(before, 1, '.');
  return (negative ? "-" : "") + digits;
}

std::optional<std::string> date_text(std::string_view serial, Shown shown, bool is_1904) {
  const auto decimal = decimal_of(serial);
  if (!decimal || decimal->starts_with('-')) return std::nullopt;
  const std::size_t point = decimal->find('.');
  const std::string whole = decimal->substr(0, point);
  const std::string time =
      point == std::string::npos ? "00:00:00" : time_of(std::string_view(*decimal).substr(point + 1));
  if (shown == Shown::time) return whole == "0" ? std::optional(time) : std::nullopt;
  constexpr std::size_t longest_day = 7;
  if (whole.size() > longest_day) return std::nullopt;
  std::int64_t days = std::stoll(whole);
  constexpr std::int64_t between = 1462, unix_begin = 25'569, no_day = 60, last_day = 2'958'465;
  if (is_1904) days += between;
  if (days < 1 || days > last_day) return std::nullopt;
  if (days == no_day && !is_1904) return "1900-02-29";  // Lotus had it, and so have spreadsheets; the calendar does not
  if (days < no_day) ++days;
  const Day day = static_cast<Day>(days - unix_begin);
  return shown_part(to_string(Date{day, day}), time, shown);
}

std::optional<std::string> date_text(std::string_view written, Shown shown) {
  const std::size_t t = written.find('T');
  const std::string day(written.substr(0, t));
  std::string time(t == std::string_view::npos ? "00:00:00" : written.substr(t + 1));
  if (const std::size_t dot = time.find('.'); dot != std::string::npos) time.resize(dot);
  return shown_part(day, time, shown);
}

}  // namespace cepol::files
