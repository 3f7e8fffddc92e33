#include "interpreter/symbolic/dates.hpp"

#include "lang/base/date.hpp"

namespace cepol::symbolic {

DateParts Dates::of(std::int64_t day) {
  const Civil civil = civil_of(static_cast<Day>(day));
  return {terms_.number(civil.year), terms_.number(civil.month), terms_.number(civil.day)};
}

Term Dates::divisible(Term number, std::int64_t by) {
  const Term whole = terms_.times(terms_.floor(terms_.times(number, *Exact::ratio(1, by))), by);
  return terms_.equal(terms_.minus(number, whole), terms_.number(0));
}

Term Dates::leap(Term year) {
  const TermNode& node = terms_[year];
  const Term by_four = divisible(year, 4);
  if (node.low > Exact(1900) && node.high < Exact(2100)) return by_four;
  return terms_.all({by_four, terms_.any({terms_.negation(divisible(year, 100)), divisible(year, 400)})});
}

Term Dates::days_in_month(Term year, Term month) {
  const auto is = [&](int number) { return terms_.equal(month, terms_.number(number)); };
  const Term february = terms_.choice(leap(year), terms_.number(29), terms_.number(28));
  const Term others = terms_.choice(terms_.any({is(4), is(6), is(9), is(11)}), terms_.number(30), terms_.number(31));
  return terms_.choice(is(2), february, others);
}

Term Dates::year_allowed(Term year) {
  return terms_.all({terms_.at_most(terms_.number(first_year), year), terms_.at_most(year, terms_.number(last_year))});
}

Term Dates::exists(const DateParts& date) {
  return terms_.all({year_allowed(date[0]), terms_.at_most(terms_.number(1), date[1]),
                     terms_.at_most(date[1], terms_.number(12)), terms_.at_most(terms_.number(1), date[2]),
                     terms_.at_most(date[2], days_in_month(date[0], date[1]))});
}

// Part by part: one number for the whole date (372 * year + 31 * month + day) makes equations that a solver is slow at.
Term Dates::at_most(const DateParts& a, const DateParts& b) {
  Term holds = terms_.at_most(a[2], b[2]);
  for (const std::size_t part : {1, 0})
    holds = terms_.any({terms_.less(a[part], b[part]), terms_.all({terms_.equal(a[part], b[part]), holds})});
  return holds;
}

Term Dates::clamped(const DateParts& date, Term year, Term month) {
  return terms_.lesser(date[2], days_in_month(year, month));
}

DateParts Dates::plus_months(const DateParts& date, Term months) {
  if (const auto known = terms_.constant(months); known && cepol::times(*known, 400)) {
    const Exact years = *round_to(*known, 12, Rounding::down);  // in months
    const Term moved = terms_.plus(date[1], known->num - years.num);
    const Term next = terms_.less(terms_.number(12), moved);
    const Term year =
        terms_.plus(date[0], terms_.choice(next, terms_.number(years.num / 12 + 1), terms_.number(years.num / 12)));
    const Term month = terms_.choice(next, terms_.plus(moved, -12), moved);
    return {year, month, clamped(date, year, month)};
  }
  const Term count = terms_.plus(terms_.plus(terms_.times(date[0], 12), date[1]), terms_.plus(months, -1));
  const Term year = terms_.floor(terms_.times(count, Exact::reduced_ratio(1, 12)));
  const Term month = terms_.plus(terms_.minus(count, terms_.times(year, 12)), 1);
  return {year, month, clamped(date, year, month)};
}

DateParts Dates::plus_years(const DateParts& date, Term years) {
  const Term year = terms_.plus(date[0], years);
  // Only the 29th of February can be a day that the other year does not have.
  const Term lost = terms_.all(
      {terms_.equal(date[1], terms_.number(2)), terms_.equal(date[2], terms_.number(29)), terms_.negation(leap(year))});
  return {year, date[1], terms_.choice(lost, terms_.number(28), date[2])};
}

DateParts Dates::plus_few_days(const DateParts& date, std::int64_t days) {
  const Term moved = terms_.plus(date[2], days), one = terms_.number(1), december = terms_.number(12);
  if (days >= 0) {
    const Term last = days_in_month(date[0], date[1]);
    const Term over = terms_.less(last, moved), year_over = terms_.all({over, terms_.equal(date[1], december)});
    return {terms_.plus(date[0], terms_.choice(year_over, one, terms_.number(0))),
            terms_.choice(year_over, one, terms_.choice(over, terms_.plus(date[1], 1), date[1])),
            terms_.choice(over, terms_.minus(moved, last), moved)};
  }
  const Term under = terms_.less(moved, one), year_under = terms_.all({under, terms_.equal(date[1], one)});
  const Term year = terms_.plus(date[0], terms_.choice(year_under, terms_.number(-1), terms_.number(0)));
  const Term month = terms_.choice(year_under, december, terms_.choice(under, terms_.plus(date[1], -1), date[1]));
  return {year, month, terms_.choice(under, terms_.plus(moved, days_in_month(year, month)), moved)};
}

Term Dates::day_to_come(const DateParts& from, const DateParts& to) {
  const Term last = terms_.at_most(days_in_month(to[0], to[1]), to[2]);
  const Term later = terms_.all({terms_.less(to[2], from[2]), terms_.negation(last)});
  return terms_.choice(later, terms_.number(1), terms_.number(0));
}

Term Dates::months_between(const DateParts& from, const DateParts& to) {
  const Term years = terms_.minus(to[0], from[0]), months = terms_.minus(to[1], from[1]);
  return terms_.minus(terms_.plus(terms_.times(years, 12), months), day_to_come(from, to));
}

Term Dates::years_between(const DateParts& from, const DateParts& to) {
  const Term months = terms_.minus(terms_.minus(to[1], from[1]), day_to_come(from, to));
  const Term to_come = terms_.choice(terms_.less(months, terms_.number(0)), terms_.number(1), terms_.number(0));
  return terms_.minus(terms_.minus(to[0], from[0]), to_come);
}

DateParts Dates::of_day_number(Term day) {
  return {terms_.civil(Op::civil_year, day), terms_.civil(Op::civil_month, day), terms_.civil(Op::civil_day, day)};
}

}  // namespace cepol::symbolic
