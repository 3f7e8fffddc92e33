#include "interpreter/report/count.hpp"

#include <catch2/catch.hpp>

using cepol::report::Count;

TEST_CASE("a number has its word in English and stands alone in Chinese") {
  CHECK(fmt::format("{:row,rows}", Count{0}) == "0 rows");
  CHECK(fmt::format("{:row,rows}", Count{1}) == "1 row");
  CHECK(fmt::format("{:row,rows}", Count{2}) == "2 rows");
  CHECK(fmt::format("{} 行", Count{1}) == "1 行");
  CHECK(fmt::format(fmt::runtime("{1:error,errors} in {0}"), "a", Count{1}) == "1 error in a");
  CHECK_THROWS_AS(fmt::format(fmt::runtime("{:row}"), Count{1}), fmt::format_error);
}
