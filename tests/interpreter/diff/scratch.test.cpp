#include <iostream>

#include "tests/interpreter/diff/policies.hpp"

using namespace cepol;
using namespace cepol::diff;

TEST_CASE("scratch", "[.]") {
  const std::filesystem::path root = std::filesystem::path(CEPOL_ROOT) / "policies/washington-cpa";
  auto before = checked({{"", file_text(root / "2017.cepol")}}, file_text(root / "2017.txt"));
  auto after = checked({{"", file_text(root / "2020.cepol")}}, file_text(root / "2020.txt"));
  INFO(why_bad(*before) << why_bad(*after));
  REQUIRE((before->good() && after->good()));
  for (bool english : {true, false}) std::cout << describe(compare(before->side(), after->side(), english)) << "\n";
}
