// Numbers of citizens: the two examples of GB 11643-1999, and slips in numbers that are made up.
#include "lang/base/id_number.hpp"

#include <catch2/catch.hpp>

#include "tests/support/random.hpp"

using namespace cepol;

namespace {

using ReadNumber = std::variant<IdNumber, IdFault>;

std::string made_up_number(test::Random& random) {
  const auto two = [](std::size_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  std::string number = std::to_string(100000 + random.below(900000)) + std::to_string(1900 + random.below(120)) +
                       two(1 + random.below(12)) + two(1 + random.below(28));
  for (int i = 0; i < 3; ++i) number += static_cast<char>('0' + random.below(10));
  return number + id_check_character(number);
}

}  // namespace

TEST_CASE("an ID number tells the day of birth and the sex") {
  CHECK(read_id_number("11010519491231002X") == ReadNumber(IdNumber{*day_of(1949, 12, 31), false}));
  CHECK(read_id_number("440524188001010014") == ReadNumber(IdNumber{*day_of(1880, 1, 1), true}));
}

TEST_CASE("ID numbers are compared without blanks, full-width forms, and small letters") {
  CHECK(id_form("110105 19491231 002x") == "11010519491231002X");
  CHECK(id_form("１１０１０５１９４９１２３１００２ｘ") == "11010519491231002X");
  CHECK(id_form("'440524188001010014") == "440524188001010014");
}

TEST_CASE("what is no ID number, has no day of birth or another check character") {
  for (const char* text : {"", "110105491231002", "11010519491231002", "1101051949123100211", "11010519491231002x",
                           "11010519491231002Y", "0101051949123100", "A1010519491231002X", "1101051949123100XX"})
    CHECK(read_id_number(text) == ReadNumber(IdFault::form));
  for (const char* text : {"110105194902310021", "110105194913310021", "110105174912310021", "110105214912310021"})
    CHECK(read_id_number(text) == ReadNumber(IdFault::day));
  CHECK(read_id_number("110105194912310021") == ReadNumber(IdFault::check));
}

TEST_CASE("a wrong character, or two neighbours swapped, is always a fault") {
  test::Random random{20};
  for (int round = 0; round < 2000; ++round) {
    const std::string number = made_up_number(random);
    INFO(number);
    REQUIRE(std::holds_alternative<IdNumber>(read_id_number(number)));
    for (std::size_t at = 0; at < number.size(); ++at) {
      std::string changed = number;
      for (const char other : std::string("0123456789X")) {
        changed[at] = other;
        if (changed != number) CHECK(std::holds_alternative<IdFault>(read_id_number(changed)));
      }
      if (at + 1 == number.size() || number[at] == number[at + 1]) continue;
      std::string swapped = number;
      std::swap(swapped[at], swapped[at + 1]);
      CHECK(std::holds_alternative<IdFault>(read_id_number(swapped)));
    }
  }
}
