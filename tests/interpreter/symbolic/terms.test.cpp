#include "interpreter/symbolic/terms.hpp"

#include "interpreter/symbolic/evaluation.hpp"

using namespace cepol;
using namespace cepol::symbolic;

namespace {

Term whole(Terms& terms, std::int64_t low, std::int64_t high) {
  VariableNode node;
  node.truth = false;
  node.low = low;
  node.high = high;
  return terms.variable(std::move(node));
}
Term truth(Terms& terms) { return terms.variable({}); }

}  // namespace

TEST_CASE("equal terms are one, and what constants decide is decided") {
  Terms t;
  const Term a = truth(t), b = truth(t), x = whole(t, 0, 9), y = whole(t, 5, 20);
  CHECK(t.all({a, b}) == t.all({b, a, b}));
  CHECK(t.all({a, t.negation(a)}) == t.no());
  CHECK(t.any({t.all({a, b}), t.negation(t.all({b, a}))}) == t.yes());
  CHECK(t.plus(t.plus(x, y), t.times(x, -1)) == y);
  CHECK(t.at_most(t.plus(x, 1), x) == t.no());
  CHECK(t.at_most(x, t.number(9)) == t.yes());
  CHECK(t.equal(x, t.number(Exact::reduced_ratio(1, 2))) == t.no());
  CHECK(t.all({t.equal(x, t.number(1)), t.equal(x, t.number(2))}) == t.no());
  const Term one_of_two = t.choice(a, t.number(3), t.choice(b, t.number(4), t.number(5)));
  CHECK(t.equal(one_of_two, t.number(3)) == a);
  CHECK(t.equal(one_of_two, t.number(4)) == t.all({t.negation(a), b}));
  CHECK(t.at_most(one_of_two, t.number(2)) == t.no());
  CHECK(t.choice(a, t.choice(a, x, y), y) == t.choice(a, x, y));
  CHECK(t.floor(t.plus(x, t.number(Exact::reduced_ratio(1, 2)))) != x);
}

TEST_CASE("an overflow is excluded by bounds, or asked about") {
  Terms t;
  const Term x = whole(t, 0, 1'000'000), large = whole(t, 0, 4'000'000'000'000'000'000);
  CHECK(t.overflow(NumberOperation::multiply, x, x, t.times(x, x)) == t.no());
  const Term perhaps = t.overflow(NumberOperation::multiply, x, large, t.times(x, large));
  REQUIRE(perhaps != t.no());
  const auto at = [&](std::int64_t a, std::int64_t b) {
    return Evaluation(
               t, [=](Variable one) { return Exact(one.index == 0 ? a : b); },
               [](Exact, Exact) { return std::nullopt; })
        .truth(perhaps);
  };
  CHECK(at(2, 4'000'000'000'000'000'000) == false);
  CHECK(at(3, 4'000'000'000'000'000'000) == true);
}

TEST_CASE("what decides is known beside what is not") {
  Terms t;
  const Term a = truth(t), b = truth(t);
  Evaluation evaluation(
      t, [](Variable one) { return one.index == 0 ? std::optional<Exact>(0) : std::nullopt; },
      [](Exact, Exact) { return std::nullopt; });
  CHECK(evaluation.truth(t.all({a, b})) == false);
  CHECK(evaluation.truth(t.any({a, b})) == std::nullopt);
}
