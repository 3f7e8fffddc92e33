// Pairs that dev/differential found.
#include <catch2/catch.hpp>

#include "tests/pairs/pair.hpp"

namespace {

using namespace cepol;
using namespace cepol::pairs;

std::string difference_on(const std::string& policy, const std::string& table,
                          const std::vector<std::vector<std::string>>& rows) {
  damage::TextTable text;
  text.name = table;
  text.file = "/data/" + table + ".csv";
  text.headings = damage::row_of(rows.front());
  for (std::size_t i = 1; i < rows.size(); ++i) text.rows.push_back(damage::row_of(rows[i]));
  const Compared compared = compare({{policy}, {{text}, {}}, {}, true}, true);
  CHECK(compared.verdict != Verdict::refused);
  CHECK(compared.verdict != Verdict::stopped);
  return compared.difference.shown;
}

}  // namespace

// The result of a function of a choice that is not known was kept, but not that it depends on the choice.
TEST_CASE("a result that depends on a function of an unknown choice names the choice") {
  CHECK(difference_on("policy x/y \"t\" { language en }\nenum level { k0, k1, k2 }\n"
                      "record course key code { code: text; level: level; points: number places 2 }\n"
                      "table worth(one: level): number { k0: 1\n k2: 0.5 }\n"
                      "decision d for course: a | b { a over b when points > worth(level); b when yes }\n",
                      "course", {{"code", "level", "points"}, {"1", "", ""}, {"2", "k0", "3"}}) == "");
}
