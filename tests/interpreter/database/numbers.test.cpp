#include "interpreter/database/numbers.hpp"

#include <catch2/catch.hpp>

using cepol::database::number_kind;
using cepol::database::NumberKind;

TEST_CASE("kinds of numbers") {
  for (const char* text : {"0", "12", "-3", "9223372036854775807"}) CHECK(number_kind(text) == NumberKind::integer);
  for (const char* text : {"0.5", "-2.25", "90.5", "123456789.012345"}) CHECK(number_kind(text) == NumberKind::decimal);
  for (const char* text : {"9223372036854775808", "0.1234567890123456"}) CHECK(number_kind(text) == NumberKind::exact);
  for (const char* text : {"170/3", "-1/7"}) CHECK(number_kind(text) == NumberKind::fraction);
  for (const char* text : {"", "-", "00123", "1/", "/3", "1.", ".5", "1/03", "1/0", "1.5/3", "3至5", "1e5", "+1", " 1"})
    CHECK(number_kind(text) == NumberKind::none);
}
