// Constructs within themselves, for growth.test.cpp.
#pragma once

#include <algorithm>
#include <vector>

#include "tests/lang/check/growth_prelude.hpp"

namespace cepol::growth {

// `@` is the place of a number; the whole is a number.
inline const std::vector<std::string> nests{
    "(@ + n)",
    "(-(@))",
    "(if @ > n then n else 1)",
    "(if bo then @ else 1)",
    "(if bo then 1 else @)",
    "(if @ in { 1, 2, 3, 4 } then 1 else 0)",
    "(if @ not in { 1, 2, 3, 4 } then 1 else 0)",
    "(if (if @ > 0 then k else k1) is gr then 1 else 0)",
    "(if (if @ > 0 then k else k1) in { gr, k3 } then 1 else 0)",
    "(if @ is none then 1 else 0)",
    "(if (@ * 1 hours) is there then 1 else 0)",
    "(if not (@ > 0) then 1 else 0)",
    "(if bo and @ > 0 and yes then 1 else 0)",
    "(if bo or @ > 0 or no then 1 else 0)",
    "(if (@ * 20%) = 2.5 then 1 else 0)",
    "((@ * 1 cr) as hours / 1 hours)",
    "(full_years(d, d + @ * 1 days) / 1 years)",
    "(full_months(d, d + @ * 1 days) / 1 months)",
    "(days_between(d, d + @ * 1 days) / 1 days)",
    "(if year(d + @ * 1 days) = 2017 then 1 else 0)",
    "month(d + @ * 1 days)",
    "day(d + @ * 1 days)",
    "day(month_start(d + @ * 1 days))",
    "day(month_end(d + @ * 1 days))",
    "day(first_day(y + @ * 1 years))",
    "day(last_day(y + @ * 1 years))",
    "min(@, n, 3)",
    "max(n, @)",
    "round_down(@, 2)",
    "round_up(@, 2)",
    "round_half_up(@, 2)",
    "how_many(@ > 1, bo, @ = 1)",
    "remainder(@, 7)",
    "remainder(7, @)",
    "remainder(y + @ * 1 years, 2)",
    "day(first(cycle(d + @ * 1 days, 3 months, d)))",
    "day(last(cycle(d, @ * 1 months, d)))",
    "day(last(cycle(d, 3 years, d + @ * 1 days)))",
    "(if d within cycle(d + @ * 1 days, 3 months, d) then 1 else 0)",
    "(if (d + @ * 1 days) within cycle(d, 3 months, d) then 1 else 0)",
    "(if y within last 3 years to (y + @ * 1 years) then 1 else 0)",
    "(if y within last (@ * 1 years) to y then 1 else 0)",
    "(if y within (y + @ * 1 years) then 1 else 0)",
    "(if d within from d to (d + @ * 1 days) then 1 else 0)",
    "(if d within (if @ > 0 then from d to d else from d to 2020-01-01) then 1 else 0)",
    "fn(@)",
    "fp(last 3 years to (y + @ * 1 years))",
    "fp(fw(last 3 years to (y + @ * 1 years)))",
    "(if y within fw(fw(last 3 years to (y + @ * 1 years))) then 1 else 0)",
    "(if w1(@) is 2017 then 1 else 0)",
    "sup.fb(@)",
    "person.fn(@)",
    "(c during last 3 years to (y + @ * 1 years) / 1 hours)",
    "(c of k0 during last 3 years to (y + @ * 1 years) / 1 hours)",
    "(c of (if @ > 0 then k else k1) during last 3 years to y / 1 hours)",
    "sum(z.v + @ over study as z)",
    "sum(z.v over study as z where @ > 0)",
    "sum(z.v over study as z where z.v + @ > 0)",
    "least(@ over study)",
    "most(@ over study)",
    "distinct(@ over study)",
    "lookup(z.worth + @ over rate as z where z.c = \"a\")",
    "count(study where @ > 0)",
    "(if some(study where @ > 0) then 1 else 0)",
    "(if every(study where bo: @ > 0) then 1 else 0)",
    "sum(@ over year x in last 2 years to y)",
    "sum(1 over year x in last 2 years to y where @ > 0)",
    "sum(1 over year x in last 2 years to (y + @ * 1 years))",
    "sum(sum(z.v + @ over group as z) over study as z by z.k)",
    "sum(1 over study as z by z.v + @)",
    "sum(q over study as z by q = z.v + @)",
    "sum(count(group) over study as z by z.k, z.v + @ where z.v > 0)",
    "sum(1 over study as z by z.k where z.v + @ > 0)",
    "(days_covered(study as z from (z.s + @ * 1 days) to z.t) / 1 days)",
    "(days_covered(study as z from z.s to (z.t + @ * 1 days) where bo) / 1 days)",
    "(days_covered(study from s to t within from d to (d + @ * 1 days)) / 1 days)",
    "(days_covered(study from s to t within last 3 years to (y + @ * 1 years)) / 1 days)",
    "(days_covered(study as z from z.s to z.t where @ > 0) / 1 days)",
    "(months_covered(study as z from (z.s + @ * 1 days) to z.t) / 1 months)",
    "(months_covered(study as z from z.s to (z.t + @ * 1 days)) / 1 months)",
    "(months_covered(study from s to t within from d to (d + @ * 1 days)) / 1 months)",
    "(months_covered(study from s to t each at least @ * 1 months) / 1 months)",
    "(months_covered(study as z from z.s to z.t where @ > 0) / 1 months)",
    "running(a from @, year x in last 2 years to y: a + 1)",
    "running(a from 0, b from 1, year x in last 2 years to y: b, a + b + @)",
    "running(a from 0, year x in last 2 years to (y + @ * 1 years): a + 1)",
};

inline std::string nested(const std::string& one, std::size_t n) {
  std::string text = "n";
  const std::size_t holes = static_cast<std::size_t>(std::count(one.begin(), one.end(), '@'));
  for (std::size_t i = 0; i < n; ++i) {
    std::string outer;
    std::size_t hole = 0;
    for (const char c : one)
      outer += c != '@' ? std::string(1, c) : ++hole == holes ? "(" + text + ")" : std::string("n");
    text = std::move(outer);
  }
  return prelude +
         "define fw(p: years) for person: years = from first(p) - 1 years to last(p)\n"
         "define w1(x: number) for person: year = 2017\n"
         "define deep for person: number = " +
         text + "\ndecision z for person: q | r { q when deep > 0; r when " + text + " > 1; r otherwise }\n";
}

}  // namespace cepol::growth
