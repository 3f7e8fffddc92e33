#include "interpreter/database/names.hpp"

#include <catch2/catch.hpp>

using cepol::database::quoted_name;
using cepol::database::UniqueNames;

TEST_CASE("names that differ only in case or width are told apart") {
  UniqueNames names(40);
  CHECK(names.next("Name") == "Name");
  CHECK(names.next("name") == "name (2)");
  CHECK(names.next("ｎａｍｅ") == "ｎａｍｅ (3)");
  CHECK(names.next("") == "_");
}

TEST_CASE("a long name is cut at the end of a character, and stays apart from others") {
  UniqueNames names(10);
  CHECK(names.next("应修学时数") == "应修学");
  CHECK(names.next("应修学时") == "应修 (2)");
  CHECK(names.next("𬱖𬱖𬱖") == "𬱖𬱖");
}

TEST_CASE("a quotation mark within a name does not end it") {
  CHECK(quoted_name("a\"; DROP TABLE x; --") == "\"a\"\"; DROP TABLE x; --\"");
}
