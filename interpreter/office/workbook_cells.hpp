// What the cells of a workbook are: which texts are numbers and days that a spreadsheet holds exactly, names of sheets.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace cepol::office {

// A number as cepol writes it: 12, -2.5, 170/3.
struct NumberCell {
  double value;
  bool fraction;  // shown as one: 170/3
};
// Nullopt: no such number, or one that a spreadsheet would not show as it is: more than 15 digits, a denominator of
// more than three, zeros in front.
std::optional<NumberCell> number_of(std::string_view text);

struct DayCell {
  int year, month, day;
};
// 2017-05-31. Nullopt: no day, or one before 1900-03-01, which spreadsheets do not count alike.
std::optional<DayCell> day_of(std::string_view text);

// A text as a cell has it: what is hidden is written out, and what is longer than a cell may be is cut.
std::string cell_text(std::string_view text);

// A name that Excel takes for a sheet: at most 31 characters, without []:*?/\ and apostrophes at the ends, no two alike
// but for capital letters. `used`: the names given so far.
std::string sheet_name(const std::string& table, std::set<std::string>& used);
// The same in a formula: '汇总'.
std::string quoted_sheet(const std::string& name);

}  // namespace cepol::office
