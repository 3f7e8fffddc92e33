// ID numbers in what people see. The two numbers of GB 11643-1999 are its examples.
#include "lang/base/masked_ids.hpp"

#include <catch2/catch.hpp>

using namespace cepol;

TEST_CASE("an ID number keeps its first six and last four digits") {
  CHECK(masked_ids("11010519491231002X") == "110105********002X");
  CHECK(masked_ids("440524188001010014") == "440524********0014");
  CHECK(masked_ids("11010519491231002x") == "110105********002x");
  CHECK(masked_ids("130503670401001") == "130503*****1001");
  CHECK(masked_ids("第 3 行“440524188001010014”，见人员:11010519491231002X。") ==
        "第 3 行“440524********0014”，见人员:110105********002X。");
}

TEST_CASE("also one with a wrong check digit, since that is what messages are about") {
  CHECK(masked_ids("110105194912310021") == "110105********0021");
}

TEST_CASE("what is no ID number stays") {
  for (const char* text : {"", "2017-05-31", "P1001", "13800000000", "110105194913310021", "010105194912310021",
                           "110105239912310021", "1101051949123100211", "A11010519491231002X", "110105194912310",
                           "123456789012345", "11010519491231002Y", "150000000000000000"})
    CHECK(masked_ids(text) == text);
}

TEST_CASE("words that data say to be ID numbers are masked whatever they look like") {
  const IdWords also{"1523011967012012", "A0119670120", "152301"};
  CHECK(masked_ids("“1523011967012012”、A0119670120，152301；152302", also) ==
        "“152301******2012”、A01********，15****；152302");
  CHECK(masked_ids("11523011967012012", also) == "11523011967012012");
}

TEST_CASE("any bytes stay as many") {
  for (const char* text : {"\xFF\xFE", "110105194912310021\xFF", "身份证"})
    CHECK(masked_ids(text).size() == std::string(text).size());
}
