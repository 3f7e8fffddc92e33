// Formulas of the calendar against lang/base/date.hpp.
#include "interpreter/symbolic/dates.hpp"

#include "interpreter/symbolic/evaluation.hpp"
#include "interpreter/symbolic/solver.hpp"
#include "lang/base/date.hpp"

using namespace cepol;
using namespace cepol::symbolic;

namespace {

// Every kind of end of a month, of years with and without a leap day, and the ends of the calendar.
std::vector<Day> days_tried() {
  std::vector<Day> days{first_day(), first_day() + 1, last_day() - 1, last_day()};
  for (const int year : {1, 4, 1899, 1900, 1904, 2000, 2016, 2017, 2099, 2100, 9999})
    for (int month = 1; month <= 12; ++month)
      for (const int day : {1, 2, 15, 28, days_in_month(year, month) - 1, days_in_month(year, month)})
        days.push_back(*day_of(year, month, day));
  return days;
}

// A date and a number of which only the values are known.
struct SymbolicDay {
  Terms terms;
  Dates dates{terms};
  Term year, month, day, number;
  Civil civil{1, 1, 1};
  std::int64_t amount = 0;

  explicit SymbolicDay(int first, int last) {
    const auto variable = [&](Exact low, Exact high) {
      VariableNode node;
      node.truth = false;
      node.low = low;
      node.high = high;
      return terms.variable(std::move(node));
    };
    year = variable(first, last);
    month = variable(1, 12);
    day = variable(1, 31);
    number = variable(-200'000, 200'000);
  }
  DateParts date() const { return {year, month, day}; }
  Evaluation at() const {
    return {terms,
            [this](Variable one) {
              const std::int64_t values[] = {civil.year, civil.month, civil.day, amount};
              return Exact(values[one.index]);
            },
            [](Exact, Exact) { return std::nullopt; }};
  }
};

std::optional<Day> day_at(Evaluation& at, const DateParts& date) {
  const auto part = [&](Term term) { return static_cast<int>(at.value(term)->num); };
  return day_of(part(date[0]), part(date[1]), part(date[2]));
}

}  // namespace

TEST_CASE("months, years and days are added as the calendar does") {
  for (const std::int64_t amount : {-120'001, -1200, -25, -12, -2, -1, 0, 1, 2, 11, 12, 13, 28, 48, 1201}) {
    SymbolicDay s(first_year, last_year);
    s.amount = amount;
    const Term constant = s.terms.number(amount);
    const DateParts months = s.dates.plus_months(s.date(), s.number),
                    months_known = s.dates.plus_months(s.date(), constant),
                    years = s.dates.plus_years(s.date(), s.number), few = s.dates.plus_few_days(s.date(), amount % 29);
    for (const Day day : days_tried()) {
      s.civil = civil_of(day);
      Evaluation at = s.at();
      INFO(to_string(Date{day, day}) << " + " << amount);
      const auto check = [&](const DateParts& made, std::optional<Day> wanted) {
        CHECK(at.truth(s.dates.year_allowed(made[0])) == wanted.has_value());
        if (wanted) CHECK(day_at(at, made) == wanted);
      };
      check(months, plus_months(day, amount));
      check(months_known, plus_months(day, amount));
      check(years, plus_months(day, amount * 12));
      check(few, plus_days(day, amount % 29));
    }
  }
}

TEST_CASE("full months and years are counted as the calendar does") {
  SymbolicDay s(first_year, last_year);
  const std::vector<Day> days = days_tried();
  for (std::size_t i = 0; i < days.size(); i += 7) {
    const DateParts other = s.dates.of(days[i]);
    const Term months = s.dates.months_between(s.date(), other), years = s.dates.years_between(s.date(), other),
               back = s.dates.months_between(other, s.date()), before = s.dates.before(s.date(), other);
    for (const Day day : days) {
      s.civil = civil_of(day);
      Evaluation at = s.at();
      INFO(to_string(Date{day, day}) << ", " << to_string(Date{days[i], days[i]}));
      const std::int64_t wanted = full_months(day, days[i]);
      CHECK(at.value(months) == Exact(wanted));
      CHECK(at.value(back) == Exact(full_months(days[i], day)));
      CHECK(at.value(years) == round_to(*over(wanted, 12), 1, Rounding::down));
      CHECK(at.truth(before) == (day < days[i]));
      CHECK(at.truth(s.dates.exists(s.date())) == true);
    }
  }
}

TEST_CASE("the solver counts days as the calendar does") {
  if (!has_solver()) return;
  for (const auto& [first, last] : {std::pair(1901, 2099), std::pair(first_year, last_year)}) {
    SymbolicDay s(first, last);
    const Term number = s.dates.day_number(s.date());
    const DateParts back = s.dates.of_day_number(s.terms.plus(number, s.number));
    const auto solver = make_solver(s.terms, {});
    std::size_t tried = 0;
    for (const Day day : days_tried()) {
      const Civil civil = civil_of(day);
      if (civil.year < first || civil.year > last || tried++ % 17 != 0) continue;
      INFO(to_string(Date{day, day}));
      const auto is = [&](Term term, std::int64_t value) { return s.terms.equal(term, s.terms.number(value)); };
      const Term known = s.terms.all({is(s.year, civil.year), is(s.month, civil.month), is(s.day, civil.day)});
      std::vector<Term> formulas{known, s.terms.negation(is(number, day))};
      CHECK(solver->check(formulas) == Answer::unsatisfiable);
      const auto later = plus_days(day, 100);
      if (!later) continue;
      const Civil then = civil_of(*later);
      const Term right = s.terms.all({is(back[0], then.year), is(back[1], then.month), is(back[2], then.day)});
      formulas = {known, is(s.number, 100), s.terms.negation(right)};
      CHECK(solver->check(formulas) == Answer::unsatisfiable);
    }
    CHECK(tried > 0);
  }
}
