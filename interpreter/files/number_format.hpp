// What a spreadsheet shows of a number: itself, or of a date which parts. By the rule that only what is shown is said,
// a cell that shows year and month is a month, whatever day is stored.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cepol::files {

enum class Shown : std::uint8_t {
  number,
  year,
  month,   // year and month
  day,     // year, month and day
  moment,  // a day with the time
  time,    // the time alone
  part,    // a month or day without its year
};

// By the code of a format, 0.00 or yyyy"年"m"月", of which the first section counts.
Shown shown_by(std::string_view code);
// By the number of a format that files need not define. Those that hang on the language are the Chinese ones, which
// show no more than those of other languages.
Shown shown_by_number(int format);

// A decimal number without exponent, with the 15 digits that spreadsheets hold: 1.0100000000000000089 is 1.01, 1.2E+3
// is 1200. Nullopt: it is no number, or longer than 40 digits.
std::optional<std::string> decimal_of(std::string_view text);

// What is shown of a day number, in the form in which cells of CSV files have it: 2017-05-31, 2017-05, 2017,
// 2017-05-31 08:30:00. Day 1 is 1900-01-01, or with `is_1904` day 0 is 1904-01-01. Nullopt: it is no day.
std::optional<std::string> date_text(std::string_view serial, Shown shown, bool is_1904);
// The same of a date that is written out, 2017-05-31T08:30:00.
std::optional<std::string> date_text(std::string_view written, Shown shown);

}  // namespace cepol::files
