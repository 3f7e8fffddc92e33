// Dates in orders other than year, month, day: with the name of the month (20 Aug 2026), or with the year at the end
// (8/20/2026).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lang/base/date.hpp"

namespace cepol::data {

struct WrittenDate {
  std::vector<Date> readings;  // none: there is no such day, or the year is short; two: either number may be the month
  bool short_year = false;     // of two digits: the century is not written, nor perhaps which number is the year
};
// `text` is folded. Nullopt: it has another form. A time of day behind the date is left out, unless it moves the day.
std::optional<WrittenDate> written_date(std::string_view text);
// The readings as a list for a message.
std::string listed_days(const WrittenDate& date);

}  // namespace cepol::data
