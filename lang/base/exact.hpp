// Exact rational numbers. A value is num/den, reduced, den > 0, |num| and den < 2^63; operations whose result leaves
// that range return nullopt, never a wrong number. Exact::lowest() and Exact::highest() are two infinite values that
// bound open ranges: they can be compared, but arithmetic on them is not defined.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cepol {

struct Exact {
  std::int64_t num = 0;
  std::int64_t den = 1;

  constexpr Exact() = default;
  constexpr Exact(std::int64_t whole) : num(whole) {}  // NOLINT(google-explicit-constructor): a whole number is one
  static constexpr Exact lowest() { return Exact(-1, 0); }
  static constexpr Exact highest() { return Exact(1, 0); }
  // num/den reduced; nullopt when den is 0 or the reduced value does not fit.
  static std::optional<Exact> ratio(std::int64_t num, std::int64_t den);
  // The caller guarantees: reduced, den > 0.
  static constexpr Exact reduced_ratio(std::int64_t num, std::int64_t den) { return Exact(num, den); }

  constexpr bool infinite() const { return den == 0; }
  constexpr bool whole() const { return den == 1; }

  friend constexpr bool operator==(Exact, Exact) = default;
  friend constexpr std::strong_ordering operator<=>(Exact a, Exact b) {
    if (a.den == b.den && a.den == 1) return a.num <=> b.num;
    const __int128 left = static_cast<__int128>(a.num) * b.den, right = static_cast<__int128>(b.num) * a.den;
    if (a.infinite() && b.infinite()) return a.num <=> b.num;
    return left < right   ? std::strong_ordering::less
           : left > right ? std::strong_ordering::greater
                          : std::strong_ordering::equal;
  }

 private:
  constexpr Exact(std::int64_t n, std::int64_t d) : num(n), den(d) {}
};

// Whole numbers are handled inline, fractions in exact.cpp.
std::optional<Exact> plus_fractions(Exact a, Exact b);
std::optional<Exact> times_fractions(Exact a, Exact b);

inline std::optional<Exact> plus(Exact a, Exact b) {
  std::int64_t sum = 0;
  if (a.den == 1 && b.den == 1 && !__builtin_add_overflow(a.num, b.num, &sum) && sum != INT64_MIN) return Exact(sum);
  return plus_fractions(a, b);
}
inline std::optional<Exact> minus(Exact a, Exact b) {
  b.num = -b.num;  // never INT64_MIN
  return plus(a, b);
}
inline std::optional<Exact> times(Exact a, Exact b) {
  std::int64_t product = 0;
  if (a.den == 1 && b.den == 1 && !__builtin_mul_overflow(a.num, b.num, &product) && product != INT64_MIN)
    return Exact(product);
  return times_fractions(a, b);
}
std::optional<Exact> over(Exact a, Exact b);  // nullopt also when b is 0

enum class Rounding { down, up, half_up, half_even };  // down: toward minus infinity
std::optional<Exact> round_to(Exact value, Exact step, Rounding mode);

// "170", "2.5", "170/3", "-4": digits with an optional sign, a fraction or a decimal part; full-width digits and signs
// are read too. No spaces, separators or exponents. nullopt when it is not such a number or does not fit.
std::optional<Exact> parse_exact(std::string_view text);
// A whole number, a terminating decimal whose digits fit 63 bits, or a fraction: 12, 2.5, 170/3. parse_exact reads it
// as the same value.
std::string to_string(Exact value);

}  // namespace cepol
