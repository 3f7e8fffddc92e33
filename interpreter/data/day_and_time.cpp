// Reads hour, minute, second, fraction and zone from left to right; anything left over is another form.
#include "interpreter/data/day_and_time.hpp"

#include "lang/base/text.hpp"

namespace cepol::data {

namespace {

// One or two digits, at most `most`, taken from the front.
std::optional<int> take_number(std::string_view& rest, int most) {
  std::size_t length = 0;
  int value = 0;
  for (; length < 2 && length < rest.size() && is_digit(rest[length]); ++length)
    value = value * 10 + rest[length] - '0';
  if (length == 0 || value > most) return std::nullopt;
  rest.remove_prefix(length);
  return value;
}

bool take(std::string_view& rest, char c) {
  if (!rest.starts_with(c)) return false;
  rest.remove_prefix(1);
  return true;
}

// H:MM, H:MM:SS, H:MM:SS.fff; in minutes.
std::optional<int> take_clock(std::string_view& rest) {
  const auto hour = take_number(rest, 24);
  if (!hour || !take(rest, ':')) return std::nullopt;
  const auto minute = take_number(rest, 59);
  if (!minute) return std::nullopt;
  bool rounded_down = false;  // there are seconds
  if (take(rest, ':')) {
    const auto second = take_number(rest, 60);
    if (!second) return std::nullopt;
    rounded_down = *second > 0;
    if (take(rest, '.')) {
      if (rest.empty() || !is_digit(rest.front())) return std::nullopt;
      while (!rest.empty() && is_digit(rest.front())) {
        rounded_down = rounded_down || rest.front() != '0';
        rest.remove_prefix(1);
      }
    }
  }
  if (*hour == 24 && (*minute > 0 || rounded_down)) return std::nullopt;
  return *hour * 60 + *minute;
}

// Z, UTC, GMT, +08:00, +0800, +8, GMT+08:00; in minutes.
std::optional<int> zone_of(std::string_view rest) {
  bool named = false;
  for (const std::string_view name : {"Z", "z", "UTC", "GMT"})
    if (!named && rest.starts_with(name)) {
      rest.remove_prefix(name.size());
      named = true;
    }
  rest = trimmed(rest);
  if (named && rest.empty()) return 0;
  const bool west = rest.starts_with('-');
  if (!take(rest, '+') && !take(rest, '-')) return std::nullopt;
  const auto hours = take_number(rest, 14);
  if (!hours) return std::nullopt;
  int minutes = 0;
  take(rest, ':');
  if (!rest.empty()) {
    const auto given = take_number(rest, 59);
    if (!given || !rest.empty()) return std::nullopt;
    minutes = *given;
  }
  minutes += *hours * 60;
  return west ? -minutes : minutes;
}

}  // namespace

std::optional<DayAndTime> split_time(std::string_view text) {
  const std::size_t at = text.find_first_of(" T");
  if (at == std::string_view::npos) return std::nullopt;
  DayAndTime result{text.substr(0, at), 0, std::nullopt};
  std::string_view rest = trimmed(text.substr(at + 1));
  const auto minutes = take_clock(rest);
  if (!minutes) return std::nullopt;
  result.minutes = *minutes;
  rest = trimmed(rest);
  if (rest.empty()) return result;
  result.zone = zone_of(rest);
  return result.zone ? std::optional(result) : std::nullopt;
}

}  // namespace cepol::data
