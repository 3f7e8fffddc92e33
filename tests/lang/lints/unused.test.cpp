// Declarations that nothing uses (W0414).
#include <catch2/catch.hpp>

#include "tests/lang/lints/support.hpp"

using namespace cepol;

namespace {

Messages unused(const std::string& body) {
  return warnings_of("W0414", records + body +
                                  "decision d for person: a | b { a when done and kind is law and weight > 0; "
                                  "b otherwise }\n");
}

}  // namespace

TEST_CASE("a unit that only a conversion names is used") {
  const std::string unit = "unit credits = 3 hours\n";
  CHECK(unused(unit).size() == 1);
  CHECK(unused(unit + "decision e for person: x | y { x when (sum(hours over study) as credits) / (1 hours as credits) "
                      "> 2; y otherwise }\n")
            .empty());
}
