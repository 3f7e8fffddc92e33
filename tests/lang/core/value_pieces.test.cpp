// Sets of values cut out by comparisons.
#include "lang/core/value_pieces.hpp"

#include <catch2/catch.hpp>

using namespace cepol;
using namespace cepol::core;
using Bound = ValuePieces::Bound;

namespace {

constexpr ValuePieces::Domain numbers{Kind::number, 0, false}, perhaps{Kind::number, 0, true},
    whole{Kind::number, 0, false, 1}, tenths{Kind::number, 0, false, 10}, years{Kind::year, 0, false},
    three{Kind::enumeration, 3, false}, texts{Kind::text, 0, false};

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

TEST_CASE("numbers with so many decimal places have a next one, and none between two of them") {
  CHECK(ValuePieces::bounded(whole, Bound::above, 4) == ValuePieces::bounded(whole, Bound::from, 5));
  CHECK(ValuePieces::bounded(whole, Bound::above, -5) == ValuePieces::bounded(whole, Bound::from, -4));
  CHECK(ValuePieces::bounded(whole, Bound::from, *Exact::ratio(-9, 2)) == ValuePieces::bounded(whole, Bound::from, -4));
  CHECK(ValuePieces::bounded(whole, Bound::above, *Exact::ratio(9, 2)) == ValuePieces::bounded(whole, Bound::from, 5));
  CHECK(ValuePieces::only(whole, *Exact::ratio(9, 2)).empty());
  CHECK((ValuePieces::bounded(whole, Bound::above, 4) & ValuePieces::bounded(whole, Bound::below, 5)).empty());
  CHECK(ValuePieces::bounded(tenths, Bound::above, 4) ==
        ValuePieces::bounded(tenths, Bound::from, *Exact::ratio(41, 10)));
  CHECK(ValuePieces::bounded(tenths, Bound::above, 4) != ValuePieces::bounded(tenths, Bound::from, 5));
  // Where the next one is no number that can be held, the cut stays behind the value.
  CHECK(ValuePieces::bounded(tenths, Bound::above, INT64_MAX) != ValuePieces::bounded(tenths, Bound::from, INT64_MAX));
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
