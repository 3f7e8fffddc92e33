// Days and whole months that spans cover: generated rows, some with dates known to the month only, against counting
// day by day in every filling of the dates.
#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdio>
#include <functional>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "tests/properties/policy_test.hpp"
#include "tests/support/effort.hpp"

using namespace cepol;

namespace {

using Days = std::chrono::sys_days;
using std::chrono::days;

struct End {  // of a span: known to the day (first = last), to the month, or none
  Days first = {}, last = {};
  bool none = false;
};
struct Row {
  End start, end;
};

std::chrono::year_month_day civil(Days day) { return std::chrono::year_month_day(day); }

std::string written(const End& end) {
  if (end.none) return "-";
  char text[16];
  const auto date = civil(end.first);
  const int length = std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                                   static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return {text, static_cast<std::size_t>(end.first == end.last ? length : length - 3)};
}

// The day so many months later; one that the month lacks is its last.
Days later(Days day, int by) {
  const auto date = civil(day);
  const auto month = date.year() / date.month() + std::chrono::months(by);
  const Days last = Days(month / std::chrono::last);
  return month.year() / month.month() / date.day() > civil(last) ? last : Days(month / date.day());
}

struct SpanCase {
  Days from, to;  // the window
  int least = 0;  // months of a segment
  std::vector<Row> rows;
};
struct Covered {
  int days = 0, months = 0;
};

Covered counted(const SpanCase& one, const std::vector<std::pair<Days, Days>>& spans) {
  Covered covered;
  for (Days day = one.from; day <= one.to; day += days(1)) {
    const auto is_covered = [&](Days at) {
      return std::any_of(spans.begin(), spans.end(),
                         [&](const auto& span) { return span.first <= at && at <= span.second; });
    };
    if (!is_covered(day)) continue;
    const Days begin = day;
    while (day <= one.to && is_covered(day)) day += days(1);
    covered.days += static_cast<int>((day - begin).count());
    int months = 0;
    while (later(begin, months + 1) <= day) ++months;
    if (months >= one.least) covered.months += months;
  }
  return covered;
}

// What the fillings give.
std::set<int> months_of(const SpanCase& one) {
  std::set<int> found;
  std::vector<std::pair<Days, Days>> spans(one.rows.size());
  const std::function<void(std::size_t)> fill = [&](std::size_t at) {
    if (at == 2 * one.rows.size()) {
      found.insert(counted(one, spans).months);
      return;
    }
    const Row& row = one.rows[at / 2];
    const End& end = at % 2 == 0 ? row.start : row.end;
    Days& day = at % 2 == 0 ? spans[at / 2].first : spans[at / 2].second;
    if (end.none) {
      day = one.to;
      fill(at + 1);
    }
    for (day = end.first; !end.none && day <= end.last; day += days(1)) fill(at + 1);
  };
  fill(0);
  return found;
}

class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  SpanCase window() {
    SpanCase one;
    one.from = Days(std::chrono::year(2023) / 1 / 1) + days(upto(90));
    one.to = one.from + days(120 + upto(400));
    one.least = upto(2) == 0 ? 0 : upto(4);
    return one;
  }
  // Ends lie near those of rows before, so that spans overlap, adjoin and just do not.
  std::vector<Row> rows(const SpanCase& window, int unknown) {
    std::vector<Row> all;
    std::vector<Days> near{window.from, window.to};
    for (int count = 1 + upto(3); count > 0; --count) {
      Days start = upto(1) == 0
                       ? near[static_cast<std::size_t>(upto(static_cast<int>(near.size()) - 1))] + days(upto(4) - 2)
                       : window.from + days(upto(400) - 30);
      const int length = upto(4) == 0 ? upto(3) - 1 : upto(150);
      Days end = start + days(length);
      if (upto(2) == 0) end = later(start, upto(4)) - days(1) + days(upto(2) - 1);
      end = std::max(start, end);  // where it is before, neither day is known: reversed_spans.test.cpp
      near.insert(near.end(), {start, end});
      all.push_back({{start, start}, {end, end, upto(7) == 0}});
    }
    for (; unknown > 0; --unknown) {
      Row& row = all[static_cast<std::size_t>(upto(static_cast<int>(all.size()) - 1))];
      End& end = upto(1) == 0 || row.end.none ? row.start : row.end;
      const auto month = civil(end.first).year() / civil(end.first).month();
      end = {Days(month / 1), Days(month / std::chrono::last)};
    }
    return all;
  }

 private:
  int upto(int most) { return static_cast<int>(random_() % static_cast<unsigned>(most + 1)); }
  std::mt19937 random_;
};

constexpr int most_months = 24;

std::string policy_covering(const SpanCase& window) {
  const std::string within =
      " within from " + written({window.from, window.from}) + " to " + written({window.to, window.to});
  const std::string least = window.least > 0 ? " each at least " + std::to_string(window.least) + " months" : "";
  std::string text =
      "policy p/covered \"covered\" { language en }\nrecord person key id { id: text }\n"
      "record leave of person { start: date; end: optional date }\n"
      "define away for person: days = days_covered(leave from start to end" +
      within +
      ")\n"
      "define off for person: months = months_covered(leave from start to end" +
      within + least +
      ")\n"
      "decision whole for person: m0";
  for (int i = 1; i <= most_months; ++i) text += " | m" + std::to_string(i);
  text += " {\n";
  for (int i = 0; i <= most_months; ++i)
    text += "  m" + std::to_string(i) + " when off = " + std::to_string(i) + " months\n";
  return text + "}\n";
}

std::string example_of(const SpanCase& one, int number) {
  const std::set<int> months = months_of(one);
  std::string text = "example \"" + std::to_string(number) + "\" {\n  person { id: A }\n  leave [ start end\n";
  bool known = true;
  std::vector<std::pair<Days, Days>> spans;
  for (const Row& row : one.rows) {
    text += "    " + written(row.start) + " " + written(row.end) + "\n";
    known = known && row.start.first == row.start.last && row.end.first == row.end.last;
    spans.emplace_back(row.start.first, row.end.none ? one.to : row.end.first);
  }
  text += "  ]\n  expect whole is " +
          (months.size() > 1 ? std::string("undetermined") : "m" + std::to_string(*months.begin()));
  if (known) text += ", that away = " + std::to_string(counted(one, spans).days) + " days";
  return text + "\n}\n";
}

}  // namespace

TEST_CASE("days and whole months covered are those counted day by day") {
  Generator generator(2027);
  for (int policy = test::cases(25, 500); policy > 0; --policy) {
    const SpanCase window = generator.window();
    std::string text = policy_covering(window);
    for (int number = 0; number < 40; ++number) {
      SpanCase one = window;
      one.rows = generator.rows(window, number < 22 ? 0 : number < 33 ? 1 : number < 39 ? 2 : 3);
      text += example_of(one, number);
    }
    test::check_examples_of(text);
  }
}
