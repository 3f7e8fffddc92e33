// A day with a time of day behind it, as programs write dates: 2017-05-18 0:00, 2017-05-18T14:30:00.5+08:00.
#pragma once

#include <optional>
#include <string_view>

namespace cepol::data {

struct DayAndTime {
  std::string_view day;     // of the text; not parsed
  int minutes = 0;          // of the clock: 0 to 1440; 24:00 is 1440
  std::optional<int> zone;  // minutes east of Greenwich; nullopt: the text names no zone
  // The day is sure: a clock of the place where the text was written, before midnight.
  bool is_that_day() const { return !zone && minutes < 24 * 60; }
};

// `text` is folded. Nullopt: it has no time, or another form.
std::optional<DayAndTime> split_time(std::string_view text);

}  // namespace cepol::data
