// Takes the text apart into numbers and one word, with a mark between them, and tries the orders that people write.
#include "interpreter/data/written_dates.hpp"

#include <algorithm>
#include <string>

#include "interpreter/data/day_and_time.hpp"
#include "lang/base/text.hpp"

namespace cepol::data {

namespace {

constexpr std::string_view month_names[] = {"january", "february", "march",     "april",   "may",      "june",
                                            "july",    "august",   "september", "october", "november", "december"};

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Aug, Sept, August; 0: it is no month.
int month_named(std::string_view word) {
  constexpr std::size_t least = 3;
  const std::string lower = ascii_lower(word);
  if (lower == "sept") return 9;
  for (int i = 0; i < 12; ++i)
    if (lower == month_names[i] || (lower.size() == least && month_names[i].starts_with(lower))) return i + 1;
  return 0;
}

struct Part {
  std::string_view text;
  bool number;
  int value() const {
    int value = 0;
    for (const char c : text) value = value * 10 + (c - '0');
    return value;
  }
  bool is_year() const { return number && text.size() == 4; }
  bool is_short() const { return number && text.size() <= 2; }
};

// Two or three parts; empty: it has another form. `mark`: the one sign that is between all of them, else 0.
std::vector<Part> parts_of(std::string_view text, char& mark) {
  constexpr std::size_t most = 3;
  std::vector<Part> parts;
  mark = 0;
  while (!text.empty() && parts.size() < most) {
    const bool number = is_digit(text.front());
    if (!number && !is_ascii_letter(text.front())) return {};
    std::size_t length = 0;
    while (length < text.size() && (number ? is_digit(text[length]) : is_ascii_letter(text[length]))) ++length;
    parts.push_back({text.substr(0, length), number});
    text.remove_prefix(length);
    if (number && parts.size() <= 2)  // 20th
      for (const std::string_view ordinal : {"st", "nd", "rd", "th"})
        if (text.starts_with(ordinal) && (text.size() == 2 || !is_ascii_letter(text[2]))) text.remove_prefix(2);
    if (text.empty()) return parts;
    const char found = text.front();
    const bool spaced = found == ',' || found == '.';
    if (found != ' ' && found != '/' && found != '-' && !spaced) return {};
    mark = parts.size() == 1 || mark == found ? found : '\0';
    text.remove_prefix(1);
    if (spaced || found == ' ') text = trimmed(text);
  }
  return {};
}

void add(WrittenDate& date, int year, int month, int day) {
  const auto found = day_of(year, month, day);
  if (!found) return;
  const Date one{*found, *found};
  if (std::find(date.readings.begin(), date.readings.end(), one) == date.readings.end()) date.readings.push_back(one);
}

// One part is a word: 20 Aug 2026, Aug 20, 2026, 2026 Aug 20, Aug 2026.
std::optional<WrittenDate> with_name(const std::vector<Part>& parts) {
  int month = 0, year = 0, day = 0, years = 0, days = 0;
  for (const Part& part : parts) {
    if (!part.number) {
      month = month_named(part.text);
    } else if (part.is_year()) {
      year = part.value();
      ++years;
    } else if (part.is_short()) {
      day = part.value();
      ++days;
    } else {
      return std::nullopt;
    }
  }
  if (month == 0) return std::nullopt;
  WrittenDate date;
  if (years == 1 && days == 0) {
    const auto first = day_of(year, month, 1);
    if (first) date.readings.push_back({*first, *day_of(year, month, days_in_month(year, month))});
    return date;
  }
  if (years == 1) {
    if (days != 1) return std::nullopt;
    add(date, year, month, day);
    return date;
  }
  date.short_year = true;
  return days == 2 ? std::optional(date) : std::nullopt;
}

std::optional<WrittenDate> of_parts(std::string_view text) {
  char mark = 0;
  const std::vector<Part> parts = parts_of(text, mark);
  if (parts.size() < 2) return std::nullopt;
  const auto words = std::count_if(parts.begin(), parts.end(), [](const Part& part) { return !part.number; });
  if (words == 1) return with_name(parts);
  if (words > 1 || parts.size() != 3 || std::string_view("/-.").find(mark) == std::string_view::npos)
    return std::nullopt;
  if (!parts[0].is_short() || !parts[1].is_short()) return std::nullopt;
  WrittenDate date;
  if (parts[2].is_short()) {
    date.short_year = true;
    return date;
  }
  if (!parts[2].is_year()) return std::nullopt;
  add(date, parts[2].value(), parts[0].value(), parts[1].value());
  add(date, parts[2].value(), parts[1].value(), parts[0].value());
  std::sort(date.readings.begin(), date.readings.end(), [](const Date& a, const Date& b) { return a.first < b.first; });
  return date;
}

}  // namespace

std::optional<WrittenDate> written_date(std::string_view text) {
  if (auto date = of_parts(text)) return date;
  const auto time = split_time(text);
  return time && time->is_that_day() ? of_parts(time->day) : std::nullopt;
}

std::string listed_days(const WrittenDate& date) {
  std::string days;
  for (const Date& one : date.readings) days += (days.empty() ? "" : "\n") + to_string(one);
  return days;
}

}  // namespace cepol::data
