// Readings that change nothing (W0431).
#include <catch2/catch.hpp>

#include "tests/lang/lints/support.hpp"

using namespace cepol;

namespace {

Messages readings(const std::string& condition) {
  return warnings_of("W0431", records +
                                  "reading r \"which?\" { one default; other }\n"
                                  "decision d for person: a | b { a when " +
                                  condition + "; b otherwise }");
}

}  // namespace

TEST_CASE("a reading of which every option is taken alike") {
  CHECK(readings("(r is one or r is other) and done") ==
        Messages{"whichever option of the reading “r” is taken, all results are the same"});
  CHECK(readings("done and not (r is one and r is other)").size() == 1);
  CHECK(readings("r in { one, other } and done").size() == 1);
  CHECK(readings("(r is one or done) and new_").empty());
  CHECK(readings("done and not (r is one)").empty());
}
