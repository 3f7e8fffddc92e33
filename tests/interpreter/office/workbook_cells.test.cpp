#include "interpreter/office/workbook_cells.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace cepol;

TEST_CASE("a text is a number only where a spreadsheet shows it as it is") {
  for (const char* number : {"0", "12", "-2.5", "169.9999", "123456789012345", "0.5"}) {
    INFO(number);
    const auto cell = office::number_of(number);
    REQUIRE(cell);
    CHECK(cell->value == std::stod(number));
    CHECK_FALSE(cell->fraction);
  }
  const auto fraction = office::number_of("-170/3");
  REQUIRE(fraction);
  CHECK(fraction->fraction);
  CHECK(std::abs(fraction->value * 3 + 170) < 1e-9);
  for (const char* text : {"",
                           "-",
                           "00123",
                           "01",
                           "1234567890123456",
                           "0.1234567890123456",
                           "1/1234",
                           "1/0",
                           "1/",
                           "/3",
                           "1.",
                           ".5",
                           "1e5",
                           "3至5",
                           "3、7-9",
                           "1/2/3",
                           "1.5/2",
                           "１２",
                           " 1",
                           "1 ",
                           "--1",
                           "+1"}) {
    INFO(text);
    CHECK_FALSE(office::number_of(text));
  }
}

TEST_CASE("a text is a day only where all spreadsheets count it alike") {
  const auto day = office::day_of("2030-08-20");
  REQUIRE(day);
  CHECK((day->year == 2030 && day->month == 8 && day->day == 20));
  CHECK(office::day_of("1900-03-01"));
  for (const char* text : {"", "2030-08", "2030", "2030-02-30", "1900-02-28", "1899-12-31", "2030-8-20", "2030/08/20",
                           "2030-08-20 ", "2030-01-01..2030-01-05"}) {
    INFO(text);
    CHECK_FALSE(office::day_of(text));
  }
}

TEST_CASE("names of sheets are what Excel takes, and no two are alike") {
  std::set<std::string> used;
  CHECK(office::sheet_name("人员", used) == "人员");
  CHECK(office::sheet_name("人员", used) == "人员 (2)");
  CHECK(office::sheet_name("a/b[c]:*?\\", used) == "a_b_c_____");
  CHECK(office::sheet_name("'x'", used) == "_x_");
  CHECK(office::sheet_name("History", used) == "History_");
  CHECK(office::sheet_name("", used) == "_");
  CHECK(office::sheet_name("Person", used) == "Person");
  CHECK(office::sheet_name("person", used) == "person (2)");
  std::string longest, next;
  for (int i = 0; i < 40; ++i) longest += "表";
  CHECK(office::sheet_name(longest, used).size() == 31 * 3);
  CHECK(office::sheet_name(longest, used).ends_with("表 (2)"));
  CHECK(office::quoted_sheet("it's") == "'it''s'");
}

TEST_CASE("a cell's text is visible, and ends where Excel's cells end") {
  CHECK(office::cell_text("a\x01"
                          "b\xFF\n") == "a<U+0001>b<0xFF>\n");
  CHECK(office::cell_text("\uFFFE\uFFFF\uFFFD") == "<U+FFFE><U+FFFF>\uFFFD");  // XML does not allow the first two
  std::string rare;
  for (int i = 0; i < 20'000; ++i) rare += "𬱖";  // two units each
  const std::string cut = office::cell_text(rare);
  CHECK(cut.ends_with("𬱖……"));
  CHECK(cut.size() == std::size_t{16'382} * 4 + 6);
}
