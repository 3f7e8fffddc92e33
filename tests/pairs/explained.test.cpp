// Explanations of random policies on random data.
#include <catch2/catch.hpp>
#include <sstream>

#include "interpreter/reference/reference.hpp"
#include "tests/pairs/pair.hpp"
#include "tests/pairs/random_policy.hpp"
#include "tests/pairs/random_tables.hpp"
#include "tests/support/effort.hpp"
#include "tests/support/explanation_check.hpp"
#include "tests/support/filled.hpp"

namespace {

using namespace cepol;
using namespace cepol::pairs;

constexpr data::RowIndex most_people = 6;  // of a pair

void check_explanations(const workspace::Policy& policy, const data::Dataset& data, test::Random& random,
                        test::ExplanationCounts& counts) {
  const core::Program& program = policy.program();
  engine::Options options;
  for (const core::Reading& one : program.readings.nodes) options.readings.push_back(one.default_option);
  const data::Dataset whole = test::filled(program, data, random);
  const auto engine = engine::load(reference::engine_kind(), program, data, options);
  const auto of_whole = engine::load(reference::engine_kind(), program, whole, options);
  for (std::uint32_t t = 0; t < program.tables.size(); ++t)
    for (data::RowIndex row = 0; row < std::min(data.tables[t].rows, most_people); ++row)
      for (const bool all : {false, true}) {
        const report::ToldWith told{{}, &policy.sources, all};
        const auto one = report::explain_row(*engine, program, data, options, core::TableId{t}, row, told);
        const auto other = report::explain_row(*of_whole, program, whole, options, core::TableId{t}, row, told);
        ++counts.rows;
        std::string wrong = test::wrong_in_formats(one);
        for (std::size_t i = 0; i < one.derivations.size(); ++i) {
          test::check_line(one.derivations[i], counts, wrong);
          wrong += test::wrong_when_filled(one.derivations[i], other.derivations[i], counts);
        }
        if (!wrong.empty())
          FAIL_CHECK(wrong << report::to_text(one).text() << "\nFilled:\n" << report::to_text(other).text());
      }
}

}  // namespace

TEST_CASE("explanations of random policies follow from their rows, alike in every format, and hold when filled") {
  test::ExplanationCounts counts;
  const std::uint64_t policies = test::cases_of({60, 6, 2000});
  std::uint64_t refused = 0;
  for (std::uint64_t seed = 1; seed <= policies; ++seed) {
    INFO("case " << seed);
    test::Random random{seed * 1'000'003};
    RandomPolicy made;
    std::unique_ptr<workspace::Policy> policy;
    while (policy == nullptr) {
      made = random_policy(random);
      policy = checked(made.text);
    }
    for (int i = 0; i < 2; ++i) {
      Pair pair{made.text, random_tables(policy->program(), random_choice(random), random, nullptr), {}, false};
      pair.options = empty_tables(pair.data);
      if (stops_the_run(pair)) {
        ++refused;
        continue;
      }
      check_explanations(*policy, data_of(policy->program(), pair), random, counts);
    }
  }
  INFO(counts.rows << " rows, " << counts.lines << " lines, " << counts.sums << " folds, " << counts.credits
                   << " credits, " << counts.running << " running, " << counts.told << " told, " << counts.open
                   << " open");
  CHECK(refused < policies * 2 / 3);  // of two sets of data each
  CHECK(counts.rows > policies * 4);
  CHECK(counts.sums > policies * 5);
  constexpr std::uint64_t enough = 30;  // of few policies none may have what is rarer
  if (policies >= enough) CHECK(counts.credits > (policies * 2 - refused) / 4);
  if (policies >= enough) CHECK(counts.running > policies / 4);
  CHECK(counts.told > policies * 20);
  CHECK(counts.open > policies);
}
