// Tests whether a value equals a number of the clauses or a sum, difference, multiple or share of them, by trying all
// combinations of few numbers and sums of neighbours among many.
#include "lang/lints/number_derivation.hpp"

#include <algorithm>

namespace cepol::lints {

namespace {

constexpr std::size_t most_added = 8;

class WantedValues {
 public:
  explicit WantedValues(const std::vector<Exact>& wanted) : wanted_(wanted) {}

  bool is(std::optional<Exact> value) const {
    return value && std::find(wanted_.begin(), wanted_.end(), *value) != wanted_.end();
  }

  // Is it the sum of some of the values from `at` on and of `sum`? Of many numbers only neighbours are added up: else
  // nearly every figure would be a sum.
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

// A date without a day is a month: its first and last day match.
bool matches(const notice::WrittenDate& written, Day day) {
  const Civil civil = civil_of(day);
  if (written.year != 0 && written.year != civil.year) return false;
  if (written.month != 0 && written.month != civil.month) return false;
  if (written.day != 0) return written.day == civil.day;
  if (written.month != 0) return civil.day == 1 || civil.day == days_in_month(civil.year, civil.month);
  return false;  // the ends of a year are not compared
}

std::optional<Day> moved(Day day, const WrittenSpan& span, int sign) {
  return span.of == WrittenSpan::Of::days ? plus_days(day, sign * span.count) : plus_months(day, sign * span.count);
}

// The days that a written date may mean: the first and last of a month; without a year, those in the years around
// `near`.
std::vector<Day> days_of(const notice::WrittenDate& written, Day near) {
  std::vector<Day> days;
  if (written.month == 0) return days;
  const int year = written.year != 0 ? written.year : civil_of(near).year, about = written.year != 0 ? 0 : 1;
  for (int y = year - about; y <= year + about; ++y)
    for (const int day :
         {written.day != 0 ? written.day : 1, written.day != 0 ? written.day : days_in_month(y, written.month)})
      if (const auto one = day_of(y, written.month, day)) days.push_back(*one);
  return days;
}

}  // namespace

bool derives_from(const std::vector<Exact>& wanted, const std::vector<Candidate>& same,
                  const std::vector<Candidate>& all, Multiples multiples) {
  const WantedValues computed(wanted);
  const auto greatest = std::max_element(same.begin(), same.end(),
                                         [](const Candidate& a, const Candidate& b) { return a.value < b.value; });
  std::vector<Exact> addends;
  for (const Candidate& one : same) {
    if (computed.is(one.value)) return true;
    const bool plain = one.source->exact && !one.source->unit && !one.source->share() && !one.source->times;
    if (one.computes || plain) addends.push_back(one.value);  // 公需30、专业50、选修10学时
    if (!one.computes) continue;
    for (std::int64_t many = 2; multiples != Multiples::none && many <= most_times; ++many) {
      const auto value = times(one.value, Exact(many));
      if (computed.is(value) && (multiples == Multiples::any || *value > greatest->value)) return true;
    }
    for (const Candidate& other : same)
      if (other.computes && other.source != one.source && computed.is(minus(one.value, other.value))) return true;
    for (const Candidate& factor : all) {
      if (factor.source == one.source) continue;
      if (computed.is(times(one.value, factor.value))) return true;
      if (factor.value != Exact(0) && computed.is(over(one.value, factor.value))) return true;
      if (!factor.source->share()) continue;  // less a third of it
      if (const auto rest = minus(Exact(1), factor.value); rest && computed.is(times(one.value, *rest))) return true;
    }
  }
  // Parts make up a total that is not written; where it is, they excuse no other number below it.
  const bool total_written = greatest != same.end() && std::all_of(wanted.begin(), wanted.end(), [&](const Exact& one) {
                               return one < greatest->value;
                             });
  if (!total_written && computed.is_sum(addends)) return true;
  // What the parts leave of their total, which is the greatest number.
  const auto total = std::max_element(addends.begin(), addends.end());
  if (total == addends.end()) return false;
  std::vector<Exact> left;
  for (const Exact& one : wanted)
    if (const auto taken = minus(*total, one); taken && *taken > Exact(0)) left.push_back(*taken);
  return WantedValues(left).is_sum(addends);
}

bool derives_from(Day day, DateTolerance tolerance, const notice::WrittenDate& written,
                  const std::vector<WrittenSpan>& spans) {
  for (int off = tolerance.low; off <= tolerance.high; ++off)
    if (matches(written, day + off)) return true;
  for (const WrittenSpan& span : spans)
    for (const int sign : {-1, 1}) {
      const auto back = moved(day, span, -sign);
      if (!back) continue;
      for (const Day one : days_of(written, *back)) {
        const auto there = moved(one, span, sign);
        if (there && *there - day >= -1 && *there - day <= 1) return true;  // the first or last day may not count
      }
    }
  return false;
}

}  // namespace cepol::lints
