#include "lang/base/exact.hpp"

#include <numeric>

#include "lang/base/text.hpp"

namespace cepol {

namespace {

using Wide = __int128;

Wide magnitude(Wide value) { return value < 0 ? -value : value; }

Wide common_divisor(Wide a, Wide b) {
  a = magnitude(a);
  b = magnitude(b);
  while (b != 0) {
    const Wide rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

constexpr Wide greatest = INT64_MAX;

std::optional<Exact> reduced(Wide num, Wide den) {
  if (den == 0) return std::nullopt;
  if (den < 0) {
    num = -num;
    den = -den;
  }
  const Wide divisor = common_divisor(num, den);
  num /= divisor;
  den /= divisor;
  if (magnitude(num) > greatest || den > greatest) return std::nullopt;
  return Exact::reduced_ratio(static_cast<std::int64_t>(num), static_cast<std::int64_t>(den));
}

}  // namespace

std::optional<Exact> Exact::ratio(std::int64_t num, std::int64_t den) { return reduced(num, den); }

std::optional<Exact> plus_fractions(Exact a, Exact b) {
  // |num| < 2^63 and den < 2^63: each product is below 2^126, their sum below 2^127.
  return reduced(static_cast<Wide>(a.num) * b.den + static_cast<Wide>(b.num) * a.den, static_cast<Wide>(a.den) * b.den);
}

std::optional<Exact> times_fractions(Exact a, Exact b) {
  return reduced(static_cast<Wide>(a.num) * b.num, static_cast<Wide>(a.den) * b.den);
}

std::optional<Exact> over(Exact a, Exact b) {
  if (b.num == 0) return std::nullopt;
  return reduced(static_cast<Wide>(a.num) * b.den, static_cast<Wide>(a.den) * b.num);
}

std::optional<Exact> round_to(Exact value, Exact step, Rounding mode) {
  if (step <= Exact(0)) return std::nullopt;
  const auto steps = over(value, step);
  if (!steps) return std::nullopt;
  std::int64_t floor = steps->num / steps->den;
  if (steps->num % steps->den < 0) --floor;
  std::int64_t whole = floor;
  if (!steps->whole()) {
    const auto rest = minus(*steps, floor);  // 0 < rest < 1
    if (!rest) return std::nullopt;
    const auto half = Exact::reduced_ratio(1, 2);
    const bool up = mode == Rounding::up || (mode == Rounding::half_up && *rest >= half) ||
                    (mode == Rounding::half_even && (*rest > half || (*rest == half && floor % 2 != 0)));
    if (up) ++whole;  // floor is at most INT64_MAX / 2, since the denominator is at least 2
  }
  return times(whole, step);
}

std::optional<Exact> parse_exact(std::string_view text) {
  std::string folded;
  for (char c : text)
    if (static_cast<unsigned char>(c) >= 0x80) {
      folded = half_width(text);
      text = folded;
      break;
    }
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
