// Calendar arithmetic on dates as year, month and day, exact for every date of the language (lang/base/date.hpp). Days
// are counted only where days are added or counted.
#pragma once

#include <array>

#include "interpreter/symbolic/terms.hpp"

namespace cepol::symbolic {

using DateParts = std::array<Term, 3>;  // year, month, day

class Dates {
 public:
  explicit Dates(Terms& terms) : terms_(terms) {}
  DateParts of(std::int64_t day);  // a constant
  Term leap(Term year);
  Term days_in_month(Term year, Term month);
  Term exists(const DateParts& date);  // a day of the calendar, of the years that the language has
  Term at_most(const DateParts& a, const DateParts& b);
  Term before(const DateParts& a, const DateParts& b) { return terms_.negation(at_most(b, a)); }
  Term year_allowed(Term year);
  // The date `months` later, where year_allowed holds of its year. For parts that no date has it is of no meaning.
  DateParts plus_months(const DateParts& date, Term months);
  DateParts plus_years(const DateParts& date, Term years);
  // Likewise days, at most 28 of them forward or back.
  DateParts plus_few_days(const DateParts& date, std::int64_t days);
  Term months_between(const DateParts& from, const DateParts& to);  // full ones
  Term years_between(const DateParts& from, const DateParts& to);
  Term day_number(const DateParts& date) { return terms_.day_number(date[0], date[1], date[2]); }
  DateParts of_day_number(Term day);

 private:
  Term divisible(Term number, std::int64_t by);
  Term clamped(const DateParts& date, Term year, Term month);
  // 1 where the day of the month of `from` has not come by `to`, else 0.
  Term day_to_come(const DateParts& from, const DateParts& to);

  Terms& terms_;
};

}  // namespace cepol::symbolic
