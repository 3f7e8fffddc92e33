// Exact arithmetic beyond the inline whole-number cases: intermediate results are computed in 128 bits and reduced, and
// the operation returns nullopt if the reduced result does not fit. Also rounding to a multiple, parsing and printing.
#include "lang/base/exact.hpp"

#include <numeric>

#include "lang/base/fold.hpp"

namespace cepol {

namespace {

using Wide = __int128;

constexpr Wide greatest = INT64_MAX;

Wide magnitude(Wide value) { return value < 0 ? -value : value; }

Wide common_divisor(Wide a, Wide b) {
  a = magnitude(a);
  b = magnitude(b);
  while (b > greatest) {
    const Wide rest = a % b;
    a = b;
    b = rest;
  }
  if (b == 0) return a;
  // From here on both operands fit 64 bits, whose division is much faster.
  return std::gcd(static_cast<std::int64_t>(a % b), static_cast<std::int64_t>(b));
}

// den > 0. Most denominators are small: after one division little is left.
std::int64_t divisor_with(std::int64_t num, std::int64_t den) {
  if (den == 1) return 1;
  const std::int64_t rest = num % den;
  return rest == 0 ? den : std::gcd(rest, den);
}

std::optional<Exact> reduced(Wide num, Wide den) {
  if (den == 0) return std::nullopt;
  if (den < 0) {
    num = -num;
    den = -den;
  }
  const Wide divisor = common_divisor(num, den);
  if (divisor != 1) {
    num /= divisor;
    den /= divisor;
  }
  if (magnitude(num) > greatest || den > greatest) return std::nullopt;
  return Exact::reduced_ratio(static_cast<std::int64_t>(num), static_cast<std::int64_t>(den));
}

// value / divisor (> 0), rounded to a whole number.
Wide rounded(Wide value, Wide divisor, Rounding mode) {
  Wide floor = value / divisor, rest = value % divisor;  // NOLINT(clang-analyzer-core.DivideZero): callers guarantee it
  if (rest < 0) {
    --floor;
    rest += divisor;
  }
  switch (mode) {
    case Rounding::down: return floor;
    case Rounding::up: return rest > 0 ? floor + 1 : floor;
    case Rounding::half_up: return rest >= divisor - rest ? floor + 1 : floor;
    case Rounding::half_even:
      return rest > divisor - rest || (rest == divisor - rest && floor % 2 != 0) ? floor + 1 : floor;
  }
  return floor;
}

}  // namespace

std::optional<Exact> Exact::ratio(std::int64_t num, std::int64_t den) {
  if (den <= 0 || num == INT64_MIN) return reduced(num, den);
  const std::int64_t divisor = divisor_with(num, den);
  return Exact(num / divisor, den / divisor);
}

std::optional<Exact> plus_fractions(Exact a, Exact b) {
  std::int64_t sum = 0;
  if (a.den == b.den && a.den != 0 && !__builtin_add_overflow(a.num, b.num, &sum) && sum != INT64_MIN) {
    const std::int64_t divisor = divisor_with(sum, a.den);
    return Exact::reduced_ratio(sum / divisor, a.den / divisor);
  }
  // |num| < 2^63 and den < 2^63: each product is below 2^126, their sum below 2^127.
  return reduced(static_cast<Wide>(a.num) * b.den + static_cast<Wide>(b.num) * a.den, static_cast<Wide>(a.den) * b.den);
}

std::optional<Exact> times_fractions(Exact a, Exact b) {
  if (a.infinite() || b.infinite()) return std::nullopt;
  // Each numerator is reduced by the other's denominator before they are multiplied; what is left has no divisor in
  // common.
  const std::int64_t first = divisor_with(a.num, b.den), second = divisor_with(b.num, a.den);
  std::int64_t num = 0, den = 0;
  if (__builtin_mul_overflow(a.num / first, b.num / second, &num) || num == INT64_MIN ||
      __builtin_mul_overflow(a.den / second, b.den / first, &den))
    return std::nullopt;
  return Exact::reduced_ratio(num, den);
}

std::optional<Exact> over(Exact a, Exact b) {
  if (b.num == 0 || b.infinite()) return std::nullopt;
  return times(a, b.num < 0 ? Exact::reduced_ratio(-b.den, -b.num) : Exact::reduced_ratio(b.den, b.num));
}

std::optional<Exact> round_to(Exact value, Exact step, Rounding mode) {
  if (step <= Exact(0) || step.infinite() || value.infinite()) return std::nullopt;
  // value / step in 128 bits, since the number of steps may leave the range where the result does not. Each product is
  // below 2^126; so is steps * step.num, which is next to value.num * step.den / value.den.
  const Wide steps = rounded(static_cast<Wide>(value.num) * step.den, static_cast<Wide>(value.den) * step.num, mode);
  return reduced(steps * step.num, step.den);
}

std::optional<Exact> parse_exact(std::string_view text) {
  std::string buffer;
  text = folded(text, buffer);
  bool negative = false;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    negative = text.front() == '-';
    text.remove_prefix(1);
  }
  std::int64_t num = 0, den = 1;
  std::size_t at = 0;
  auto digits = [&](std::int64_t& into, std::int64_t* scale) {
    const std::size_t begin = at;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
      if (__builtin_mul_overflow(into, 10, &into) || __builtin_add_overflow(into, text[at] - '0', &into)) return false;
      if (scale != nullptr && __builtin_mul_overflow(*scale, 10, scale)) return false;
    }
    return at > begin;
  };
  if (!digits(num, nullptr)) return std::nullopt;
  if (at < text.size() && text[at] == '.') {
    ++at;
    // Trailing zeros are dropped, so that they cannot make the number overflow.
    while (text.size() > at + 1 && text.back() == '0') text.remove_suffix(1);
    if (!digits(num, &den)) return std::nullopt;
  } else if (at < text.size() && text[at] == '/') {
    ++at;
    den = 0;
    if (!digits(den, nullptr)) return std::nullopt;
  }
  if (at != text.size()) return std::nullopt;
  return Exact::ratio(negative ? -num : num, den);
}

std::string to_string(Exact value) {
  if (value.infinite()) return value.num < 0 ? "-∞" : "∞";
  if (value.whole()) return std::to_string(value.num);
  std::int64_t rest = value.den;
  int twos = 0, fives = 0;
  for (; rest % 2 == 0; rest /= 2) ++twos;
  for (; rest % 5 == 0; rest /= 5) ++fives;
  if (rest != 1) return std::to_string(value.num) + "/" + std::to_string(value.den);
  const int places = twos > fives ? twos : fives;
  // A decimal whose digits do not fit (it would not be read again) is written as a fraction.
  Wide scale = 1;
  for (int i = 0; i < places && scale <= greatest; ++i) scale *= 10;
  if (scale > greatest || magnitude(value.num) > greatest / (scale / value.den))
    return std::to_string(value.num) + "/" + std::to_string(value.den);
  std::string text = value.num < 0 ? "-" : "";
  Wide part = magnitude(value.num);
  text += std::to_string(static_cast<std::int64_t>(part / value.den)) + ".";
  part %= value.den;
  for (int i = 0; i < places; ++i) {
    part *= 10;
    text += static_cast<char>('0' + static_cast<int>(part / value.den));
    part %= value.den;
  }
  return text;
}

}  // namespace cepol
