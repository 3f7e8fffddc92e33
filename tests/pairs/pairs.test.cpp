// The engines on random pairs of policies and data: the tool itself, as anyone runs it.
#include <catch2/catch.hpp>

#include "interpreter/columnar/columnar.hpp"
#include "tests/pairs/cases.hpp"
#include "tests/pairs/shrink.hpp"
#include "tests/support/agreement.hpp"
#include "tests/support/effort.hpp"

namespace {

using namespace cepol;
using namespace cepol::pairs;

constexpr const char* term_names[] = {
#define CEPOL_TERM(type) #type,
#include "lang/core/terms.def"
#undef CEPOL_TERM
};

void check_pairs(std::uint64_t first) {
  Counts counts;
  const std::uint64_t policies = test::cases_of({260, 20, 4000});
  for (std::uint64_t seed = first; seed < first + policies; ++seed) {
    const auto failure = try_case(seed, counts);
    if (failure)
      FAIL_CHECK("case " << seed << ": " << failure->difference.shown << "\ndev/differential --seed " << seed
                         << " --cases 1 makes it smaller");
  }
  CHECK(counts.pairs == policies * data_sets);
  CHECK(counts.refused < counts.policies);
  CHECK(counts.stopped < counts.pairs / 3);
  if (test::sanitized && !test::long_run()) return;  // few cases
  for (std::size_t i = 0; i < counts.terms.size(); ++i) {
    INFO(term_names[i]);
    CHECK(counts.terms[i] > 0);
  }
  CHECK(counts.kinds.size() > 150);
  CHECK(counts.damaged > counts.pairs / 4);
  CHECK(counts.with_blanks > counts.pairs / 4);
  CHECK(counts.many_rows > counts.pairs / 100);
  CHECK(counts.in_any_order > counts.pairs / 5);
}

}  // namespace

// In two halves, for two processors; together more than 2,000 pairs.
TEST_CASE("random policies on random data give the same with both engines, on any number of threads") {
  check_pairs(1);
}
TEST_CASE("random policies on random data give the same: as many again") { check_pairs(1'000'000); }

TEST_CASE("of two engines one that reached its search bound may know less, and nothing else") {
  engine::Outcome exact, bounded;
  exact.missing = {{core::TableId{0}, 1, 2}};
  bounded.bounded = true;
  bounded.missing = {{core::TableId{0}, 1, 1}, {core::TableId{0}, 1, 2}};
  CHECK(test::both_sound(exact, bounded));
  CHECK(test::both_sound(bounded, exact));
  std::swap(exact.missing, bounded.missing);
  CHECK_FALSE(test::both_sound(exact, bounded));  // a blank that matters is not named
  exact.status = engine::Status::given;
  exact.missing.clear();
  CHECK(test::both_sound(exact, bounded));
  bounded.bounded = false;
  CHECK_FALSE(test::both_sound(exact, bounded));
}
