// Sets of values cut out by comparisons.
#include "lang/core/value_pieces.hpp"

#include <catch2/catch.hpp>

using namespace cepol;
using namespace cepol::core;
using Bound = ValuePieces::Bound;

namespace {

constexpr ValuePieces::Domain numbers{Kind::number, 0, false}, perhaps{Kind::number, 0, true},
    years{Kind::year, 0, false}, three{Kind::enumeration, 3, false}, texts{Kind::text, 0, false};

}  // namespace

TEST_CASE("what a comparison leaves out is what its opposite lets through, unless there may be no value") {
  CHECK(ValuePieces::bounded(numbers, Bound::from, 5).others() == ValuePieces::bounded(numbers, Bound::below, 5));
  CHECK(ValuePieces::bounded(perhaps, Bound::from, 5).others() != ValuePieces::bounded(perhaps, Bound::below, 5));
  CHECK((ValuePieces::bounded(perhaps, Bound::from, 5).others() & ValuePieces::none(perhaps).others()) ==
        ValuePieces::bounded(perhaps, Bound::below, 5));
  CHECK(ValuePieces::none(numbers).empty());
}

TEST_CASE("whole values have a next one, other numbers have none") {
  CHECK(ValuePieces::bounded(years, Bound::above, 2019) == ValuePieces::bounded(years, Bound::from, 2020));
  CHECK(ValuePieces::bounded(numbers, Bound::above, 4) != ValuePieces::bounded(numbers, Bound::from, 5));
  CHECK((ValuePieces::bounded(numbers, Bound::above, 4) & ValuePieces::bounded(numbers, Bound::below, 5)).empty() ==
        false);
}

TEST_CASE("all members but two are the third") {
  const ValuePieces first = ValuePieces::only(three, Exact(0)), second = ValuePieces::only(three, Exact(1)),
                    last = ValuePieces::only(three, Exact(2));
  CHECK((first | second).others() == last);
  CHECK((first & second).empty());
  CHECK((first | second | last).others().empty());
}

TEST_CASE("texts that are named, and all others") {
  const ValuePieces a = ValuePieces::only(texts, "a"), b = ValuePieces::only(texts, "b");
  CHECK((a | b).others() == (a.others() & b.others()));
  CHECK((a & b).empty());
  CHECK((a.others() & b) == b);
  CHECK(a.text() != b.text());
  CHECK(a.text() != a.others().text());
}
