// Single cells: words for a blank, bounds of dates and years.
#include <catch2/catch.hpp>

#include "interpreter/data/cell.hpp"
#include "lang/base/text.hpp"

using namespace cepol;
using namespace cepol::data;
using core::Kind;

namespace {

core::Column column_of(Kind kind, core::Blank blank = core::Blank::unknown) {
  core::Column column;
  column.type.kind = kind;
  column.blank = blank;
  return column;
}

core::Column bounded(Kind kind, Exact lowest, Exact highest) {
  core::Column column = column_of(kind);
  column.lowest = lowest;
  column.highest = highest;
  return column;
}

Exact day(int year, int month, int date) { return *day_of(year, month, date); }

// What a cell is: "?" unknown, "-" none, a number or date, "*" another known value; a fault's message in its place.
std::string read(const core::Column& column, std::string_view text) {
  core::Program program;
  program.enumerations.add({"kinds", {"甲", "乙"}});
  core::Column made = column;
  if (made.type.kind == Kind::enumeration) made.type.enumeration = core::EnumerationId{0};
  const CellReader reader(program, made);
  Texts texts;
  CellValue cell;
  if (const auto fault = reader.read(trimmed(text), texts, cell))
    return reason_of(fault->fault, fault->arguments, true);
  if (cell.state == State::unknown) return "?";
  if (cell.state == State::none) return "-";
  if (made.type.kind == Kind::year) return std::to_string(cell.number);
  if (made.type.kind == Kind::date) return to_string(Date{static_cast<Day>(cell.number), cell.last});
  return "*";
}

}  // namespace

TEST_CASE("a word for a blank is read as a blank, in its full-width form too") {
  for (const Kind kind : {Kind::truth, Kind::enumeration, Kind::number, Kind::year, Kind::date, Kind::text}) {
    core::Column column = column_of(kind);
    column.blank_words = {"/", "无", "N/A"};
    for (const char* word : {"/", "／", "无", "　/　", "N/A", "Ｎ／Ａ", " 无\t"}) CHECK(read(column, word) == "?");
    column.blank = core::Blank::none;
    for (const char* word : {"/", "／", "无", "N/A"}) CHECK(read(column, word) == "-");
  }
  core::Column reference = column_of(Kind::row, core::Blank::none);
  reference.blank_words = {"无"};
  CHECK(read(reference, "无") == "-");
  CHECK(read(reference, "无锡") == "*");
}

TEST_CASE("what only contains such a word is read as it is") {
  core::Column column = column_of(Kind::text);
  column.blank_words = {"/", "无"};
  for (const char* text : {"//", "无锡", "无 /", "a", "n/a"}) CHECK(read(column, text) == "*");
  CHECK(read(column_of(Kind::text), "/") == "*");
  core::Column date = column_of(Kind::date, core::Blank::none);
  date.blank_words = {"/"};
  CHECK(read(date, "无") == "“无” is not a date; write 2017-05-31, or 2017-05 when the day is not known");
}

TEST_CASE("a year out of its column's bounds is a fault") {
  const core::Column both = bounded(Kind::year, 2000, 2030);
  for (const char* good : {"2000", "2017年", "２０３０"}) CHECK(read(both, good).size() == 4);
  CHECK(read(both, "1999") == "1999 is out of range; not before 2000; not after 2030");
  CHECK(read(both, "2031") == "2031 is out of range; not before 2000; not after 2030");
  CHECK(read(both, "20") == "“20” is not a year; write four digits, as in 2017");
  CHECK(read(bounded(Kind::year, 2000, Exact::highest()), "0201") == "0201 is out of range; not before 2000");
  CHECK(read(bounded(Kind::year, Exact::lowest(), 2030), "9999") == "9999 is out of range; not after 2030");
  CHECK(read(column_of(Kind::year), "9999") == "9999");
}

TEST_CASE("a date out of its column's bounds is a fault, one known in part keeps the days within them") {
  const core::Column both = bounded(Kind::date, day(1900, 1, 15), day(2017, 5, 20));
  CHECK(read(both, "1900-01-15") == "1900-01-15");
  CHECK(read(both, "2017-05-20") == "2017-05-20");
  CHECK(read(both, "1900-01-14") == "1900-01-14 is out of range; not before 1900-01-15; not after 2017-05-20");
  CHECK(read(both, "2017年5月21日") == "2017年5月21日 is out of range; not before 1900-01-15; not after 2017-05-20");
  CHECK(read(both, "1967-05") == "1967-05");
  CHECK(read(both, "2017-05") == "2017-05-01..2017-05-20");
  CHECK(read(both, "2017") == "2017-01-01..2017-05-20");
  CHECK(read(both, "1900-01") == "1900-01-15..1900-01-31");
  CHECK(read(both, "2017-06") == "2017-06 is out of range; not before 1900-01-15; not after 2017-05-20");
  CHECK(read(both, "1899") == "1899 is out of range; not before 1900-01-15; not after 2017-05-20");
  CHECK(read(both, "2017-02-31") == "there is no date 2017-02-31 in the calendar");
  const core::Column first = bounded(Kind::date, day(2017, 5, 31), Exact::highest());
  CHECK(read(first, "2017-05") == "2017-05-31");  // known to the day
  CHECK(read(first, "2017-05-30") == "2017-05-30 is out of range; not before 2017-05-31");
}

TEST_CASE("years and dates are read in full-width digits as in half-width ones, with what spreadsheets add") {
  CHECK(read(column_of(Kind::year), "2017.0") == "2017");
  CHECK(read(column_of(Kind::year), "２０１７．０") == "2017");
  CHECK(read(column_of(Kind::date), "２０１７-０５-１８　０：００") == "2017-05-18");
  CHECK(read(column_of(Kind::date), "４２８８６").find("looks like a spreadsheet's number") != std::string::npos);
}
