// Arithmetic, rounding and the calendar over lanes.
#include <algorithm>

#include "interpreter/columnar/batch.hpp"

namespace cepol::columnar {

using namespace core;
using Integers = Special<std::int64_t>;

namespace {

template <class T>
T of_specials(T a, T b) {
  return a == Special<T>::deferred || b == Special<T>::deferred ? Special<T>::deferred : Special<T>::none;
}

std::int64_t or_deferred(std::optional<Day> day) { return day ? std::int64_t{*day} : Integers::deferred; }

bool is_day(std::int64_t value) { return value >= first_day() && value <= last_day(); }

std::int64_t moved(std::int64_t date, std::int64_t amount, Calendar unit) {
  if (!is_day(date)) return Integers::deferred;
  const Day day = static_cast<Day>(date);
  std::int64_t months = 0;
  switch (unit) {
    case Calendar::days: return or_deferred(plus_days(day, amount));
    case Calendar::months: return or_deferred(plus_months(day, amount));
    case Calendar::years:
      return __builtin_mul_overflow(amount, 12, &months) ? Integers::deferred : or_deferred(plus_months(day, months));
  }
  return Integers::deferred;
}

std::int64_t difference(std::int64_t from, std::int64_t to, Calendar unit) {
  if (!is_day(from) || !is_day(to)) return Integers::deferred;
  if (unit == Calendar::days) return to - from;
  const std::int64_t months = full_months(static_cast<Day>(from), static_cast<Day>(to));
  if (unit == Calendar::months) return months;
  return months >= 0 ? months / 12 : -((-months + 11) / 12);
}

std::int64_t part_of(std::int64_t date, DatePart part) {
  if (!is_day(date)) return Integers::deferred;
  const Civil civil = civil_of(static_cast<Day>(date));
  switch (part) {
    case DatePart::year: return civil.year;
    case DatePart::month: return civil.month;
    case DatePart::day: return civil.day;
    case DatePart::month_first: return or_deferred(day_of(civil.year, civil.month, 1));
    case DatePart::month_last:
      return or_deferred(day_of(civil.year, civil.month, days_in_month(civil.year, civil.month)));
    case DatePart::year_first: return or_deferred(day_of(civil.year, 1, 1));
    case DatePart::year_last: return or_deferred(day_of(civil.year, 12, 31));
  }
  return Integers::deferred;
}

std::int64_t day_of_year(std::int64_t year, bool last) {
  if (year < first_year || year > last_year) return Integers::deferred;
  return or_deferred(day_of(static_cast<int>(year), last ? 12 : 1, last ? 31 : 1));
}

Exact or_deferred(std::optional<Exact> value) { return value.value_or(Special<Exact>::deferred); }

}  // namespace

void Batch::arithmetic(NodeId id) {
  const Node& node = plan_.nodes[id];
  by_rep(node.rep, [&]<class T>(T) {
    if constexpr (!std::is_same_v<T, std::uint8_t>) {
      const In<T> left = in<T>(node.inputs[0]), right = in<T>(node.inputs[1]);
      std::vector<T>& values = out<T>(id);
      auto with = [&](auto&& compute) {
        for (std::size_t i = 0; i < values.size(); ++i) {
          const T a = left[i], b = right[i];
          values[i] = Special<T>::is(a) || Special<T>::is(b) ? of_specials(a, b) : compute(a, b);
        }
      };
      if constexpr (std::is_same_v<T, std::int64_t>) {
        // Both lie between -2^62 and 2^62, so sums fit.
        switch (static_cast<Operation>(node.detail)) {
          case Operation::add: return with([](T a, T b) { return checked(a + b); });
          case Operation::subtract: return with([](T a, T b) { return checked(a - b); });
          case Operation::multiply:
            return with([](T a, T b) {
              T product = 0;
              return __builtin_mul_overflow(a, b, &product) ? Integers::deferred : checked(product);
            });
          case Operation::minimum: return with([](T a, T b) { return std::min(a, b); });
          case Operation::maximum: return with([](T a, T b) { return std::max(a, b); });
          case Operation::divide: break;  // of exact numbers
        }
      } else {
        switch (static_cast<Operation>(node.detail)) {
          case Operation::add: return with([](T a, T b) { return or_deferred(plus(a, b)); });
          case Operation::subtract: return with([](T a, T b) { return or_deferred(minus(a, b)); });
          case Operation::multiply: return with([](T a, T b) { return or_deferred(times(a, b)); });
          case Operation::divide: return with([](T a, T b) { return or_deferred(over(a, b)); });
          case Operation::minimum: return with([](T a, T b) { return std::min(a, b); });
          case Operation::maximum: return with([](T a, T b) { return std::max(a, b); });
        }
      }
    }
  });
}

void Batch::round(NodeId id) {
  const Node& node = plan_.nodes[id];
  const Node& from = plan_.nodes[node.inputs[0]];
  auto rounded = [&](Exact value) -> std::optional<Exact> {
    if (node.flag) return value.whole() ? std::optional(value) : std::nullopt;
    return round_to(value, node.number, static_cast<Rounding>(node.detail));
  };
  auto store = [&](std::size_t lane, std::optional<Exact> value) {
    if (node.rep == Rep::exact)
      lanes_[id.index].exacts[lane] = or_deferred(value);
    else if (!value || node.denominator % value->den != 0)
      lanes_[id.index].integers[lane] = Integers::deferred;
    else if (std::int64_t product = 0; __builtin_mul_overflow(value->num, node.denominator / value->den, &product))
      lanes_[id.index].integers[lane] = Integers::deferred;
    else
      lanes_[id.index].integers[lane] = checked(product);
  };
  auto store_special = [&](std::size_t lane, bool none) {
    if (node.rep == Rep::exact)
      lanes_[id.index].exacts[lane] = none ? Special<Exact>::none : Special<Exact>::deferred;
    else
      lanes_[id.index].integers[lane] = none ? Integers::none : Integers::deferred;
  };
  const std::size_t count = node.rep == Rep::exact ? out<Exact>(id).size() : out<std::int64_t>(id).size();
  if (from.rep == Rep::exact) {
    const In<Exact> given = in<Exact>(node.inputs[0]);
    for (std::size_t i = 0; i < count; ++i)
      if (Special<Exact>::is(given[i]))
        store_special(i, given[i] == Special<Exact>::none);
      else
        store(i, rounded(given[i]));
    return;
  }
  const In<std::int64_t> given = in<std::int64_t>(node.inputs[0]);
  for (std::size_t i = 0; i < count; ++i)
    if (Integers::is(given[i]))
      store_special(i, given[i] == Integers::none);
    else
      store(i, rounded(Exact::ratio(given[i], from.denominator).value()));
}

void Batch::dates(NodeId id) {
  const Node& node = plan_.nodes[id];
  const In<std::int64_t> left = in<std::int64_t>(node.inputs[0]);
  const In<std::int64_t> right = in<std::int64_t>(node.inputs.back());
  std::vector<std::int64_t>& values = out<std::int64_t>(id);
  auto with = [&](auto&& compute) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      const std::int64_t a = left[i], b = right[i];
      values[i] = Integers::is(a) || Integers::is(b) ? of_specials(a, b) : compute(a, b);
    }
  };
  if (node.op == Op::date_add)
    with([&](std::int64_t a, std::int64_t b) { return moved(a, b, static_cast<Calendar>(node.detail)); });
  else if (node.op == Op::date_diff)
    with([&](std::int64_t a, std::int64_t b) { return difference(a, b, static_cast<Calendar>(node.detail)); });
  else if (node.op == Op::date_part)
    with([&](std::int64_t a, std::int64_t) { return part_of(a, static_cast<DatePart>(node.detail)); });
  else
    with([&](std::int64_t a, std::int64_t) { return day_of_year(a, node.flag); });
}

}  // namespace cepol::columnar
