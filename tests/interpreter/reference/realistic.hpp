// A policy of realistic size, by hand: people, their learning and the classes it was in; how many hours are required,
// earned, missing; waivers by age; continuity by year and category. As a lowering would write it, with each figure in a
// function.
#pragma once

#include "tests/support/data_builder.hpp"
#include "tests/support/random.hpp"

namespace cepol::test {

struct Realistic {
  ProgramBuilder b;
  TableId person, learning, course;
  ColumnIndex sex, birth, level, route, sent, unit, year, category, hours, passed, approved, in_course, planned, start,
      confirmed;
  EnumerationId sexes, levels, routes, categories, verdicts, deadlines;
  DecisionId verdict, deadline;

  Realistic() {
    sexes = b.choice("sex", {"male", "female"});
    levels = b.choice("level", {"full", "senior", "middle", "assistant", "junior"});
    routes = b.choice("route", {"review", "appointment"});
    categories = b.choice("category", {"public", "professional"});
    verdicts = b.choice("verdict", {"met", "unmet", "waived"});
    deadlines = b.choice("deadline", {"accepted", "late"});
    person = b.table("person");
    b.keyed(person);
    sex = b.column(person, "sex", enumeration_t(sexes));
    birth = b.column(person, "birth", date_t);
    level = b.column(person, "level", enumeration_t(levels));
    route = b.column(person, "route", enumeration_t(routes));
    sent = b.column(person, "sent", date_t);
    unit = b.column(person, "unit", text_t);
    course = b.table("class");
    b.keyed(course);
    planned = b.column(course, "planned", date_t, Blank::none);
    start = b.column(course, "start", date_t, Blank::none);
    confirmed = b.column(course, "confirmed", truth_t);
    learning = b.table("learning");
    b.child_of(learning, person);
    year = b.column(learning, "year", year_t);
    category = b.column(learning, "category", enumeration_t(categories));
    hours = b.number_column(learning, "hours", 0, Exact::highest(), 4);
    passed = b.column(learning, "passed", truth_t);
    approved = b.column(learning, "approved", truth_t);
    in_course = b.column(learning, "class", row_t(course));
    functions();
  }

 private:
  ExprId me() { return b.local(0, row_t(person)); }

  void functions() {
    const Type of_person = row_t(person), of_row = row_t(learning), of_class = row_t(course);
    auto the_class = [&] { return b.local(0, of_class); };
    const FunctionId valid = b.function(
        "class valid", {of_class},
        b.all({b.less(b.cell(the_class(), planned), b.cell(the_class(), start)), b.cell(the_class(), confirmed)}), 1);
    auto row = [&] { return b.local(1, of_row); };
    const ExprId taken = b.cell(row(), in_course), valid_class = b.call(valid, {b.cell(row(), in_course)});
    const FunctionId counts =
        b.function("counts", {of_person, of_row},
                   b.all({b.cell(row(), passed), b.cell(row(), approved), b.any({b.is_none(taken), valid_class})}), 2);
    // credit(person, first, last, category) and credit(person, first, last)
    auto credit = [&](bool by_category) {
      const Slot at = by_category ? 4 : 3;
      auto here = [&] { return b.local(at, of_row); };
      std::vector<ExprId> guards{b.at_most(b.local(1, year_t), b.cell(here(), year)),
                                 b.at_most(b.cell(here(), year), b.local(2, year_t))};
      if (by_category) guards.push_back(b.equal(b.cell(here(), category), b.local(3, enumeration_t(categories))));
      guards.push_back(b.call(counts, {me(), here()}));
      const ExprId guard = b.all(guards), value = b.cell(here(), hours);
      std::vector<Type> parameters{of_person, year_t, year_t};
      if (by_category) parameters.push_back(enumeration_t(categories));
      return b.function(by_category ? "credit of" : "credit", parameters,
                        b.over_rows(Fold::sum, learning, me(), at, guard, value), at + 1u);
    };
    const FunctionId credit_all = credit(false), credit_of = credit(true);

    const ExprId review = b.equal(b.cell(me(), route), b.member(routes, 0));
    const FunctionId is_review = b.function("is review", {of_person}, review, 1);
    const ExprId low =
        b.any({b.equal(b.cell(me(), level), b.member(levels, 3)), b.equal(b.cell(me(), level), b.member(levels, 4))});
    const FunctionId is_low = b.function("is low", {of_person}, low, 1);
    const EnumerationId rules = b.choice("rules", {"high", "low", "appointed"});
    std::vector<Case> which;
    auto one = [&](std::string name, ExprId guard, Member member) {
      Case made;
      made.name = std::move(name);
      made.guard = guard;
      made.value = b.member(rules, member);
      which.push_back(made);
    };
    one("high", b.all({b.call(is_review, {me()}), b.negate(b.call(is_low, {me()}))}), 0);
    one("low", b.all({b.call(is_review, {me()}), b.call(is_low, {me()})}), 1);
    one("appointed", b.all({b.negate(b.call(is_review, {me()})), b.equal(b.cell(me(), level), b.member(levels, 2))}),
        2);
    const FunctionId rule = b.function("rule", {of_person}, b.cases(false, which), 1);

    auto age = [&] { return b.elapsed(b.cell(me(), birth), b.cell(me(), sent), Calendar::years); };
    const ExprId male = b.equal(b.cell(me(), sex), b.member(sexes, 0));
    const EnumerationId waivers = b.choice("waivers", {"all", "third"});
    std::vector<Case> waiver_cases(2);
    waiver_cases[0].name = "all";
    waiver_cases[0].guard =
        b.all({b.call(is_review, {me()}), b.at_most(b.choose(male, b.number(55), b.number(50)), age())});
    waiver_cases[0].value = b.member(waivers, 0);
    waiver_cases[0].over = {1};
    const ExprId male_again = b.equal(b.cell(me(), sex), b.member(sexes, 0));
    waiver_cases[1].name = "third";
    waiver_cases[1].guard =
        b.all({b.call(is_review, {me()}), b.at_most(b.choose(male_again, b.number(50), b.number(45)), age())});
    waiver_cases[1].value = b.member(waivers, 1);
    const FunctionId waiver = b.function("waiver", {of_person}, b.cases(false, waiver_cases), 1);

    auto is_rule = [&](Member member) { return b.equal(b.call(rule, {me()}), b.member(rules, member)); };
    const FunctionId first = b.function("first", {of_person}, b.choose(is_rule(0), b.year(2015), b.year(2016)), 1);
    const FunctionId last = b.function("last", {of_person}, b.year(2017), 1);
    const FunctionId total = b.function(
        "total", {of_person},
        b.choose(is_rule(0), b.number(170), b.choose(b.is_none(b.call(rule, {me()})), b.none(number_t), b.number(130))),
        1);
    const ExprId waived = b.equal(b.call(waiver, {me()}), b.member(waivers, 0)),
                 third = b.equal(b.call(waiver, {me()}), b.member(waivers, 1));
    const FunctionId required =
        b.function("required", {of_person},
                   b.choose(waived, b.number(0),
                            b.choose(third, b.over(b.call(total, {me()}), b.number(3)), b.call(total, {me()}))),
                   1);
    const FunctionId earned =
        b.function("earned", {of_person}, b.call(credit_all, {me(), b.call(first, {me()}), b.call(last, {me()})}), 1);
    std::vector<ExprId> both;
    for (Member member = 0; member < 2; ++member)
      both.push_back(b.less(b.number(0), b.call(credit_of, {me(), b.local(1, year_t), b.local(1, year_t),
                                                            b.member(categories, member)})));
    const FunctionId continuous =
        b.function("continuous", {of_person},
                   b.over_years(Fold::every, 1, b.call(first, {me()}), b.call(last, {me()}), {}, b.all(both)), 2);
    const ExprId met = b.all({b.at_most(b.call(required, {me()}), b.call(earned, {me()})), b.call(continuous, {me()})});
    const ExprId waived_too = b.equal(b.call(waiver, {me()}), b.member(waivers, 0));
    const FunctionId outcome = b.function(
        "verdict", {of_person},
        b.choose(
            b.is_none(b.call(rule, {me()})), b.none(enumeration_t(verdicts)),
            b.choose(waived_too, b.member(verdicts, 2), b.choose(met, b.member(verdicts, 0), b.member(verdicts, 1)))),
        1);
    const FunctionId missing = b.function(
        "missing", {of_person},
        b.arithmetic(Operation::maximum, b.number(0), b.minus(b.call(required, {me()}), b.call(earned, {me()}))), 1);
    verdict = b.decision("verdict", person, outcome, {required, earned, missing});
    const FunctionId in_time = b.function(
        "deadline", {of_person},
        b.choose(b.at_most(b.cell(me(), sent), b.day(2017, 5, 31)), b.member(deadlines, 0), b.member(deadlines, 1)), 1);
    deadline = b.decision("deadline", person, in_time);
  }

 public:
  // One person in `unknown_one_in` cells is blank; 0: none is.
  DataBuilder data(std::size_t people, std::size_t unknown_one_in, std::uint64_t seed = 7) const {
    DataBuilder made(b.program);
    Random random{seed};
    auto keeps = [&] { return unknown_one_in == 0 || !random.chance(unknown_one_in); };
    const std::size_t classes = 20;
    for (std::size_t i = 0; i < classes; ++i) {
      const auto row = made.row(course);
      made.date(course, row, planned, static_cast<Day>(17000 + random.below(100)));
      made.date(course, row, start, static_cast<Day>(17090 + random.below(100)));
      made.index(course, row, confirmed, random.chance(10) ? 0 : 1);
    }
    made.at(learning, hours).scale = 1;
    std::vector<data::RowIndex> children;
    auto& begin = made.data.tables[learning.index].children.begin;
    begin.push_back(0);
    for (std::size_t i = 0; i < people; ++i) {
      const auto p = made.row(person);
      made.text(person, p, unit, "u");
      if (keeps()) made.index(person, p, sex, static_cast<std::uint32_t>(random.below(2)));
      const Day born = static_cast<Day>(-5000 + static_cast<int>(random.below(12000)));
      if (keeps())
        made.date(person, p, birth, born);
      else if (!random.chance(4))
        made.date(person, p, birth, born, born + 30);
      if (keeps()) made.index(person, p, level, static_cast<std::uint32_t>(random.below(5)));
      if (keeps()) made.index(person, p, route, random.chance(5) ? 1 : 0);
      if (keeps()) made.date(person, p, sent, static_cast<Day>(17250 + random.below(100)));
      for (std::size_t k = 7 + random.below(5); k > 0; --k) {
        const auto row = made.row(learning, p);
        if (keeps()) made.number(learning, row, year, 2014 + static_cast<std::int64_t>(random.below(4)));
        if (keeps()) made.index(learning, row, category, static_cast<std::uint32_t>(random.below(2)));
        if (keeps()) made.number(learning, row, hours, static_cast<std::int64_t>(100 + 5 * random.below(60)));
        if (keeps()) made.index(learning, row, passed, random.chance(12) ? 0 : 1);
        if (keeps()) made.index(learning, row, approved, random.chance(12) ? 0 : 1);
        if (random.chance(2)) made.index(learning, row, in_course, static_cast<std::uint32_t>(random.below(classes)));
        made.data.tables[learning.index].children.rows.push_back(row);
      }
      begin.push_back(made.data.tables[learning.index].rows);
    }
    return made;
  }
};

}  // namespace cepol::test
