#include "lang/semantics/number_derivation.hpp"

#include <algorithm>

namespace cepol::semantics {

namespace {

constexpr std::size_t most_added = 8;

class Computed {
 public:
  explicit Computed(const std::vector<Exact>& wanted) : wanted_(wanted) {}

  bool is(std::optional<Exact> value) const {
    return value && std::find(wanted_.begin(), wanted_.end(), *value) != wanted_.end();
  }

  // The sum of some of the values from `at` on with what is added up so far. Of many numbers only those that stand side
  // by side: else there would be a sum for every figure.
  bool is_sum(const std::vector<Exact>& values, std::size_t at, const Exact& sum) const {
    if (at == values.size()) return false;
    const auto with = plus(sum, values[at]);
    return is(with) || (with && is_sum(values, at + 1, *with)) || is_sum(values, at + 1, sum);
  }
  bool is_sum(const std::vector<Exact>& values) const {
    if (values.size() <= most_added) return is_sum(values, 0, Exact(0));
    for (std::size_t from = 0; from < values.size(); ++from) {
      std::optional<Exact> sum = Exact(0);
      for (std::size_t i = from; sum && i < std::min(values.size(), from + most_added); ++i) {
        sum = plus(*sum, values[i]);
        if (is(sum)) return true;
      }
    }
    return false;
  }

 private:
  const std::vector<Exact>& wanted_;
};

// Of a month that is named, its first and last day.
bool fits(const notice::WrittenDate& said, Day day) {
  const Civil civil = civil_of(day);
  if (said.year != 0 && said.year != civil.year) return false;
  if (said.month != 0 && said.month != civil.month) return false;
  if (said.day != 0) return said.day == civil.day;
  if (said.month != 0) return civil.day == 1 || civil.day == days_in_month(civil.year, civil.month);
  return false;  // the ends of a year are not compared
}

std::optional<Day> moved(Day day, const SpanSaid& span, int sign) {
  return span.of == SpanSaid::Of::days ? plus_days(day, sign * span.count) : plus_months(day, sign * span.count);
}

// The days that are said: of a month both its ends; without a year those of the years about `near`.
std::vector<Day> days_said(const notice::WrittenDate& said, Day near) {
  std::vector<Day> days;
  if (said.month == 0) return days;
  const int year = said.year != 0 ? said.year : civil_of(near).year, about = said.year != 0 ? 0 : 1;
  for (int y = year - about; y <= year + about; ++y)
    for (const int day : {said.day != 0 ? said.day : 1, said.day != 0 ? said.day : days_in_month(y, said.month)})
      if (const auto one = day_of(y, said.month, day)) days.push_back(*one);
  return days;
}

}  // namespace

bool number_comes_of(const std::vector<Exact>& wanted, const std::vector<Heard>& same, const std::vector<Heard>& all,
                     bool each) {
  const Computed computed(wanted);
  std::vector<Exact> addends;
  for (const Heard& one : same) {
    if (computed.is(one.value)) return true;
    const bool plain = one.said->exact && !one.said->unit && !one.said->share() && !one.said->times;
    if (one.computes || plain) addends.push_back(one.value);  // 公需30、专业50、选修10学时
    if (!one.computes) continue;
    for (std::int64_t many = 2; each && many <= most_times; ++many)
      if (computed.is(times(one.value, Exact(many)))) return true;
    for (const Heard& other : same)
      if (other.computes && other.said != one.said &&
          (computed.is(plus(one.value, other.value)) || computed.is(minus(one.value, other.value))))
        return true;
    for (const Heard& factor : all) {
      if (factor.said == one.said) continue;
      if (computed.is(times(one.value, factor.value))) return true;
      if (factor.value != Exact(0) && computed.is(over(one.value, factor.value))) return true;
      if (!factor.said->share()) continue;  // less a third of it
      if (const auto rest = minus(Exact(1), factor.value); rest && computed.is(times(one.value, *rest))) return true;
    }
  }
  if (computed.is_sum(addends)) return true;
  // What the parts leave of their total, the greatest number.
  const auto total = std::max_element(addends.begin(), addends.end());
  if (total == addends.end()) return false;
  std::vector<Exact> left;
  for (const Exact& one : wanted)
    if (const auto taken = minus(*total, one); taken && *taken > Exact(0)) left.push_back(*taken);
  return Computed(left).is_sum(addends);
}

bool date_comes_of(Day day, DateSlack slack, const notice::WrittenDate& said, const std::vector<SpanSaid>& spans) {
  for (int off = slack.low; off <= slack.high; ++off)
    if (fits(said, day + off)) return true;
  for (const SpanSaid& span : spans)
    for (const int sign : {-1, 1}) {
      const auto back = moved(day, span, -sign);
      if (!back) continue;
      for (const Day one : days_said(said, *back)) {
        const auto there = moved(one, span, sign);
        if (there && *there - day >= -1 && *there - day <= 1) return true;  // the first or last day may not count
      }
    }
  return false;
}

}  // namespace cepol::semantics
