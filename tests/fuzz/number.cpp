// Exact numbers: arithmetic against 128-bit fractions that are compared by cross-multiplication, and texts of numbers.
#include "lang/base/exact.hpp"
#include "tests/fuzz/bytes.hpp"
#include "tests/fuzz/target.hpp"

namespace cepol::fuzz {

namespace {

using Wide = __int128;

// num/den with |num| and |den| below 2^63, so that products of two fit.
struct Fraction {
  Wide num, den;
};

bool equal(Exact value, Fraction wanted) {
  // value.num / value.den in lowest terms equals wanted if both are a multiple of it by one factor.
  return wanted.num % value.num == 0 && wanted.den % value.den == 0 && wanted.num / value.num == wanted.den / value.den;
}

Wide divisor_of(Wide a, Wide b) {
  while (b != 0) {
    const Wide rest = a % b;
    a = b;
    b = rest;
  }
  return a < 0 ? -a : a;
}

// The result is the fraction, or none because it does not fit.
void check_result(const std::optional<Exact>& result, Fraction wanted, std::string_view property) {
  const Wide divisor = divisor_of(wanted.num, wanted.den);
  const Wide num = wanted.num / divisor, den = wanted.den / divisor;
  const bool fits = num <= INT64_MAX && num >= -INT64_MAX && den <= INT64_MAX;
  require(result.has_value() == fits, property);
  if (!result) return;
  require(result->den > 0, property, to_string(*result));
  require(result->num == 0 ? wanted.num == 0 && result->den == 1 : equal(*result, wanted), property,
          to_string(*result));
}

void check_rounding(Exact value, Exact step, Rounding mode) {
  const auto result = round_to(value, step, mode);
  if (step <= Exact(0) || !result) {
    require(step > Exact(0) || !result, "nothing is rounded to a step of none");
    return;
  }
  const auto times_step = over(*result, step), off = minus(*result, value);
  if (times_step) require(times_step->whole(), "what is rounded is a multiple of the step", to_string(*result));
  if (!off) return;
  const Exact most = mode == Rounding::up ? step : Exact(0),
              least = mode == Rounding::down ? minus(0, step).value() : 0;
  if (mode == Rounding::up || mode == Rounding::down) {
    require(least <= *off && *off <= most && *off != step && *off != minus(0, step).value(),
            "rounding up or down goes to the next step", to_string(*result));
  } else if (const auto twice = times(*off, 2)) {
    require(minus(0, step).value() <= *twice && *twice <= step, "rounding goes to the nearest step",
            to_string(*result));
    if (mode == Rounding::half_up) require(*twice != minus(0, step).value(), "half a step is rounded up");
  }
}

void check_number(std::string_view text) {
  const auto value = parse_exact(text);
  if (!value) return;
  require(value->den > 0, "a number read is finite", text);
  require(parse_exact(to_string(*value)) == value, "a number that is printed is read as itself", text);
}

}  // namespace

void targets::number(std::string_view input) {
  Bytes bytes(input);
  const auto a = Exact::ratio(bytes.number(), bytes.number()), b = Exact::ratio(bytes.number(), bytes.number());
  const Rounding modes[] = {Rounding::down, Rounding::up, Rounding::half_up, Rounding::half_even};
  const Rounding mode = modes[static_cast<std::uint64_t>(bytes.number()) % 4];
  if (a && b) {
    const Wide an = a->num, ad = a->den, bn = b->num, bd = b->den;
    check_result(plus(*a, *b), {an * bd + bn * ad, ad * bd}, "a sum is exact, or told not to fit");
    check_result(minus(*a, *b), {an * bd - bn * ad, ad * bd}, "a difference is exact, or told not to fit");
    check_result(times(*a, *b), {an * bn, ad * bd}, "a product is exact, or told not to fit");
    if (bn == 0)
      require(!over(*a, *b), "nothing is divided by 0");
    else
      check_result(over(*a, *b), {bn < 0 ? -an * bd : an * bd, bn < 0 ? -ad * bn : ad * bn},
                   "a quotient is exact, or told not to fit");
    require((*a < *b) == (an * bd < bn * ad) && (*a == *b) == (an * bd == bn * ad), "numbers are ordered");
    check_rounding(*a, *b, mode);
    for (const Exact one : {*a, *b}) require(parse_exact(to_string(one)) == one, "a number printed is read as itself");
  }
  check_number(input);
}

}  // namespace cepol::fuzz
