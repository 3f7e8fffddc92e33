// Exact numbers at the edges of their range, and against arithmetic that cannot overflow.
#include "lang/base/exact.hpp"

#include <rapidcheck/catch.h>
#include <catch2/catch.hpp>
#include <numeric>

using namespace cepol;

namespace {

constexpr std::int64_t most = INT64_MAX;

Exact ratio(std::int64_t num, std::int64_t den) {
  const auto value = Exact::ratio(num, den);
  REQUIRE(value);
  return *value;
}

// What num/den must be, worked out at leisure in 128 bits; both below 2^127.
std::optional<Exact> expected(__int128 num, __int128 den) {
  if (den == 0) return std::nullopt;
  if (den < 0) num = -num, den = -den;
  __int128 a = num < 0 ? -num : num, b = den;
  while (b != 0) {
    const __int128 rest = a % b;
    a = b;
    b = rest;
  }
  num /= a;
  den /= a;
  if (num > most || num < -__int128{most} || den > most) return std::nullopt;
  return Exact::reduced_ratio(static_cast<std::int64_t>(num), static_cast<std::int64_t>(den));
}

// Small numbers, numbers near the ends, and anything between.
rc::Gen<std::int64_t> any_number() {
  return rc::gen::map(
      rc::gen::oneOf(
          rc::gen::inRange<std::int64_t>(-1000, 1001),
          rc::gen::map(rc::gen::inRange<std::int64_t>(0, 100), [](std::int64_t below) { return most - below; }),
          rc::gen::map(rc::gen::inRange<std::int64_t>(0, 100), [](std::int64_t below) { return below - most; }),
          rc::gen::resize(10000, rc::gen::arbitrary<std::int64_t>())),
      [](std::int64_t value) { return value == INT64_MIN ? 0 : value; });
}
rc::Gen<Exact> any_exact() {
  return rc::gen::apply(
      [](std::int64_t num, std::int64_t den, int kind) {
        return kind == 0 ? Exact(num) : Exact::ratio(num, den == 0 ? 1 : den).value_or(Exact(num));
      },
      any_number(), any_number(), rc::gen::inRange(0, 4));
}

std::string shown(const std::optional<Exact>& value) {
  return value ? std::to_string(value->num) + "/" + std::to_string(value->den) : "nothing";
}

}  // namespace

TEST_CASE("ratio reduces, and knows its range") {
  CHECK(ratio(170, 3) == Exact::reduced_ratio(170, 3));
  CHECK(ratio(-6, 4) == Exact::reduced_ratio(-3, 2));
  CHECK(ratio(6, -4) == Exact::reduced_ratio(-3, 2));
  CHECK(ratio(0, -5) == Exact(0));
  CHECK(ratio(0, -5).den == 1);
  CHECK_FALSE(Exact::ratio(1, 0));
  CHECK(ratio(most, most) == Exact(1));
  CHECK(ratio(INT64_MIN, 2) == Exact(INT64_MIN / 2));
  CHECK(ratio(1, INT64_MIN / 2) == Exact::reduced_ratio(-1, INT64_MIN / -2));
  CHECK(ratio(INT64_MIN, INT64_MIN) == Exact(1));
  CHECK_FALSE(Exact::ratio(INT64_MIN, 1));
  CHECK_FALSE(Exact::ratio(1, INT64_MIN));
}

TEST_CASE("a third of 170 is 170/3, and three of it are 170 again") {
  const auto third = over(170, 3);
  REQUIRE(third);
  CHECK(to_string(*third) == "170/3");
  CHECK(times(*third, 3) == Exact(170));
  CHECK(plus(*third, *plus(*third, *third)) == Exact(170));
  CHECK(minus(57, *third) == ratio(1, 3));
  CHECK(*third < Exact(57));
  CHECK(*third > Exact(56));
}

TEST_CASE("arithmetic at the ends of the range is right or nothing") {
  CHECK(plus(most - 1, 1) == Exact(most));
  CHECK_FALSE(plus(most, 1));
  CHECK(minus(-most + 1, 1) == Exact(-most));
  CHECK_FALSE(minus(-most, 1));  // -2^63 would fit the machine's word, but has no negative
  CHECK_FALSE(plus(-most, -1));
  CHECK_FALSE(plus(most, most));
  CHECK(plus(most, -most) == Exact(0));
  CHECK(minus(most, most) == Exact(0));
  CHECK_FALSE(times(most, 2));
  CHECK_FALSE(times(INT64_MIN / 2, 2));
  CHECK(times(most, -1) == Exact(-most));
  CHECK_FALSE(times(std::int64_t{1} << 32, std::int64_t{1} << 31));
  CHECK(times((std::int64_t{1} << 32) - 1, std::int64_t{1} << 31) == Exact(most - ((std::int64_t{1} << 31) - 1)));
  // The way there is out of range, the result is not.
  CHECK(times(ratio(most, 2), ratio(2, most)) == Exact(1));
  CHECK(times(ratio(most, 3), ratio(3, 7)) == ratio(most, 7));
  CHECK(plus(ratio(most, 2), ratio(-most, 2)) == Exact(0));
  CHECK(plus(ratio(most, 2), ratio(most, 2)) == Exact(most));
  CHECK(plus(ratio(1, most), ratio(-1, most)) == Exact(0));
  CHECK_FALSE(plus(ratio(1, most), ratio(1, most - 1)));
  CHECK_FALSE(plus(most, ratio(1, 2)));
  CHECK_FALSE(times(ratio(1, most), ratio(1, 2)));
}

TEST_CASE("division") {
  CHECK(over(1, 3) == ratio(1, 3));
  CHECK(over(1, -3) == ratio(-1, 3));
  CHECK_FALSE(over(1, 0));
  CHECK_FALSE(over(0, 0));
  CHECK(over(0, -7) == Exact(0));
  CHECK(over(most, most) == Exact(1));
  CHECK(over(ratio(1, most), ratio(1, most)) == Exact(1));
  CHECK_FALSE(over(ratio(1, most), 2));
  CHECK_FALSE(over(most, ratio(1, 2)));
}

TEST_CASE("comparison is exact, and the ends of an open range stand outside all numbers") {
  CHECK(ratio(1, 3) < ratio(34, 100));
  CHECK(ratio(-1, 3) > ratio(-34, 100));
  CHECK(ratio(most - 1, most) < Exact(1));
  CHECK(ratio(most, most - 1) > Exact(1));
  CHECK(ratio(most - 2, most - 1) < ratio(most - 1, most));
  CHECK(Exact::lowest() < Exact(-most));
  CHECK(Exact::highest() > Exact(most));
  CHECK(Exact::lowest() < Exact::highest());
  CHECK(Exact::lowest() == Exact::lowest());
  CHECK((Exact::highest() <=> Exact::highest()) == std::strong_ordering::equal);
  CHECK(Exact::lowest() < ratio(-1, most));
  CHECK(Exact::highest() > ratio(1, most));
  CHECK(Exact::highest().infinite());
  CHECK_FALSE(plus(Exact::highest(), 1));
}

TEST_CASE("rounding") {
  struct Row {
    Exact value, down, up, half_up, half_even;
  };
  const Exact half = ratio(1, 2);
  for (const Row& row : {
           Row{Exact(3), 3, 3, 3, 3},
           Row{ratio(9, 4), 2, 3, 2, 2},
           Row{ratio(5, 2), 2, 3, 3, 2},
           Row{ratio(7, 2), 3, 4, 4, 4},
           Row{ratio(11, 4), 2, 3, 3, 3},
           Row{ratio(-9, 4), -3, -2, -2, -2},
           Row{ratio(-5, 2), -3, -2, -2, -2},  // half up: toward plus infinity
           Row{ratio(-7, 2), -4, -3, -3, -4},
           Row{ratio(-11, 4), -3, -2, -3, -3},
           Row{half, 0, 1, 1, 0},
           Row{ratio(-1, 2), -1, 0, 0, 0},
           Row{ratio(1, most), 0, 1, 0, 0},
           Row{ratio(-1, most), -1, 0, 0, 0},
           Row{Exact(0), 0, 0, 0, 0},
       }) {
    INFO(to_string(row.value));
    CHECK(round_to(row.value, 1, Rounding::down) == row.down);
    CHECK(round_to(row.value, 1, Rounding::up) == row.up);
    CHECK(round_to(row.value, 1, Rounding::half_up) == row.half_up);
    CHECK(round_to(row.value, 1, Rounding::half_even) == row.half_even);
  }
  CHECK(round_to(ratio(170, 3), ratio(1, 10), Rounding::half_up) == ratio(567, 10));
  CHECK(round_to(ratio(170, 3), half, Rounding::down) == ratio(113, 2));
  CHECK(round_to(47, 5, Rounding::half_up) == Exact(45));
  CHECK(round_to(48, 5, Rounding::half_up) == Exact(50));
  CHECK(round_to(-48, 5, Rounding::up) == Exact(-45));
  CHECK_FALSE(round_to(1, 0, Rounding::down));
  CHECK_FALSE(round_to(1, -1, Rounding::down));
  CHECK(round_to(most, 1, Rounding::up) == Exact(most));
  CHECK_FALSE(round_to(most, 2, Rounding::up));
  CHECK_FALSE(round_to(-most, 2, Rounding::down));
  CHECK(round_to(most, 2, Rounding::down) == Exact(most - 1));
  // So many steps that their number does not fit, though the result does.
  CHECK(round_to(most, ratio(1, 10000), Rounding::half_up) == Exact(most));
  CHECK(round_to(ratio(most, 2), ratio(1, 4), Rounding::half_even) == ratio(most, 2));
}

TEST_CASE("numbers as people write them") {
  CHECK(parse_exact("170") == Exact(170));
  CHECK(parse_exact("-4") == Exact(-4));
  CHECK(parse_exact("+4") == Exact(4));
  CHECK(parse_exact("2.5") == ratio(5, 2));
  CHECK(parse_exact("-0.25") == ratio(-1, 4));
  CHECK(parse_exact("170/3") == ratio(170, 3));
  CHECK(parse_exact("-6/4") == ratio(-3, 2));
  CHECK(parse_exact("007") == Exact(7));
  CHECK(parse_exact("0.10") == ratio(1, 10));
  CHECK(parse_exact("-0") == Exact(0));
  CHECK(parse_exact("１７０") == Exact(170));
  CHECK(parse_exact("－２．５") == ratio(-5, 2));
  CHECK(parse_exact("１７０／３") == ratio(170, 3));
  CHECK(parse_exact("1７0") == Exact(170));
  for (const char* not_a_number : {"",      "-",     "+",     ".",   "1.", ".5",  "1/",    "/3",    "1/0",  "0/0",
                                   "1/-3",  "1.5/2", "1/2.5", "--1", "1 ", " 1",  "1,000", "1e3",   "0x1",  "1/2/3",
                                   "1.2.3", "一百",  "１ ",   "NaN", "∞",  "1年", "1-2",   "1\xE5", "\xFF", "1　"}) {
    INFO(not_a_number);
    CHECK_FALSE(parse_exact(not_a_number));
  }
  CHECK_FALSE(parse_exact(std::string_view("1\0", 2)));
  CHECK(parse_exact("9223372036854775807") == Exact(most));
  CHECK(parse_exact("-9223372036854775807") == Exact(-most));
  CHECK_FALSE(parse_exact("9223372036854775808"));
  CHECK_FALSE(parse_exact("-9223372036854775808"));
  CHECK_FALSE(parse_exact("99999999999999999999999999"));
  CHECK(parse_exact("0.000000000000000001") == ratio(1, 1000000000000000000));
  CHECK_FALSE(parse_exact("0.0000000000000000001"));
  CHECK(parse_exact("1/9223372036854775807") == ratio(1, most));
  CHECK_FALSE(parse_exact("1/9223372036854775808"));
  CHECK(parse_exact("00000000000000000000000000000001") == Exact(1));
  CHECK(parse_exact("2.50000000000000000000000000") == ratio(5, 2));  // zeros at the end weigh nothing
}

TEST_CASE("numbers as they are shown") {
  CHECK(to_string(Exact(0)) == "0");
  CHECK(to_string(Exact(-12)) == "-12");
  CHECK(to_string(ratio(5, 2)) == "2.5");
  CHECK(to_string(ratio(-1, 4)) == "-0.25");
  CHECK(to_string(ratio(1, 1000)) == "0.001");
  CHECK(to_string(ratio(170, 3)) == "170/3");
  CHECK(to_string(ratio(-1, 3)) == "-1/3");
  // A decimal of more digits than are read is written as a fraction.
  CHECK(to_string(ratio(most, 2)) == "9223372036854775807/2");
  CHECK(to_string(Exact(-most)) == "-9223372036854775807");
  CHECK(to_string(ratio(1, std::int64_t{1} << 62)) == "1/4611686018427387904");
  CHECK(to_string(Exact::lowest()) == "-∞");
  CHECK(to_string(Exact::highest()) == "∞");
}

TEST_CASE("exact arithmetic agrees with 128 bits") {
  rc::prop("plus, minus, times, over", [] {
    const Exact a = *any_exact(), b = *any_exact();
    const __int128 an = a.num, ad = a.den, bn = b.num, bd = b.den;
    RC_LOG() << shown(a) << " with " << shown(b);
    RC_ASSERT(plus(a, b) == expected(an * bd + bn * ad, ad * bd));
    RC_ASSERT(minus(a, b) == expected(an * bd - bn * ad, ad * bd));
    RC_ASSERT(times(a, b) == expected(an * bn, ad * bd));
    RC_ASSERT(over(a, b) == expected(an * bd, ad * bn));
    RC_ASSERT((a < b) == (an * bd < bn * ad));
    RC_ASSERT((a == b) == (an * bd == bn * ad));
  });
  rc::prop("what is made is reduced", [] {
    const Exact a = *any_exact(), b = *any_exact();
    for (const auto& value : {plus(a, b), minus(a, b), times(a, b), over(a, b)})
      if (value) {
        RC_ASSERT(value->den > 0);
        RC_ASSERT(value->num != INT64_MIN);
        RC_ASSERT(std::gcd(value->num, value->den) == 1);
      }
  });
  rc::prop("rounding is to a neighbouring multiple, and only as the mode says", [] {
    const Exact value = *any_exact();
    const Exact step =
        *rc::gen::apply([](std::int64_t num, std::int64_t den) { return *Exact::ratio(num, den); },
                        rc::gen::inRange<std::int64_t>(1, 1000), rc::gen::inRange<std::int64_t>(1, 1000));
    RC_LOG() << shown(value) << " to " << shown(step);
    const auto down = round_to(value, step, Rounding::down), up = round_to(value, step, Rounding::up);
    if (down) {
      RC_ASSERT(*down <= value);
      if (const auto next = plus(*down, step)) RC_ASSERT(*next > value);
      if (const auto steps = over(*down, step)) RC_ASSERT(steps->whole());
    }
    if (up) {
      RC_ASSERT(*up >= value);
      if (const auto before = minus(*up, step)) RC_ASSERT(*before < value);
    }
    for (const Rounding mode : {Rounding::half_up, Rounding::half_even}) {
      const auto near = round_to(value, step, mode);
      if (!near || !down || !up) continue;
      RC_ASSERT((*near == *down || *near == *up));
      const auto below = minus(value, *down), above = minus(*up, value);
      if (!below || !above) continue;
      if (*below < *above) RC_ASSERT(*near == *down);
      if (*below > *above) RC_ASSERT(*near == *up);
      if (*below == *above && mode == Rounding::half_up) RC_ASSERT(*near == *up);
    }
  });
  rc::prop("what is shown is read back", [] {
    const Exact value = *any_exact();
    const std::string text = to_string(value);
    RC_ASSERT(parse_exact(text) == value);
  });
}
