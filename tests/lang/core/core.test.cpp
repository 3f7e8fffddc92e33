// verify: each promise broken in turn. print: a small program as text.
#include <catch2/catch.hpp>

#include <functional>

#include "tests/support/core_builder.hpp"

namespace {

using namespace cepol;
using namespace cepol::test;

struct Small {
  ProgramBuilder b;
  EnumerationId kinds = b.choice("kinds", {"good", "bad"});
  TableId person = b.table("person"), course = b.table("course");
  ColumnIndex hours = 0, date = 0;
  FunctionId total, outcome;

  Small() {
    b.keyed(person);
    b.child_of(course, person);
    hours = b.number_column(course, "hours", 0, Exact::highest(), 1);
    date = b.column(person, "date", date_t);
    const ExprId me = b.local(0, row_t(person)), row = b.local(1, row_t(course));
    total = b.function(
        "total", {row_t(person)},
        b.over_rows(Fold::sum, course, me, 1, b.less(b.number(0), b.cell(row, hours)), b.cell(row, hours)), 2);
    const ExprId enough = b.at_most(b.number(90), b.call(total, {me}));
    outcome = b.function("outcome", {row_t(person)}, b.choose(enough, b.member(kinds, 0), b.member(kinds, 1)), 1);
    b.decision("check", person, outcome, {total});
  }
};

void breaks(const std::string& says, const std::function<void(Small&)>& change) {
  Small small;
  change(small);
  const auto breach = verify(small.b.program);
  INFO(says);
  REQUIRE(breach.has_value());
  CHECK_THAT(*breach, Catch::Contains(says));
}

}  // namespace

TEST_CASE("a good program is found good") { CHECK(verify(Small().b.program) == std::nullopt); }

TEST_CASE("broken promises are told") {
  breaks("is not older",
         [](Small& s) { s.b.add(Not{ExprId{static_cast<std::uint32_t>(s.b.program.exprs.size())}}, truth_t); });
  breaks("operands differ in type", [](Small& s) { s.b.equal(s.b.number(1), s.b.year(2017)); });
  breaks("have no order", [](Small& s) { s.b.less(s.b.text("a"), s.b.text("b")); });
  breaks("operands of a sum differ", [](Small& s) { s.b.plus(s.b.number(1), s.b.year(2017)); });
  breaks("has the wrong type", [](Small& s) { s.b.negate(s.b.number(1)); });
  breaks("no such column", [](Small& s) { s.b.add(ColumnOf{s.b.local(0, row_t(s.person)), 9}, number_t); });
  breaks("takes 1 arguments", [](Small& s) { s.b.call(s.total, {}); });
  breaks("argument 0", [](Small& s) { s.b.call(s.total, {s.b.number(1)}); });
  breaks("not children",
         [](Small& s) { s.b.over_rows(Fold::count, s.person, s.b.local(0, row_t(s.person)), 1, {}, {}); });
  breaks("none where there should be one", [](Small& s) {
    s.b.add(OverRows{Fold::sum, s.course, {}, 1, {}, {}}, number_t);
  });
  breaks("out of bounds", [](Small& s) { s.b.constant(2, enumeration_t(s.kinds)); });
  breaks("step not positive", [](Small& s) { s.b.round(s.b.number(1), 0, Rounding::up); });
  breaks("slot 1 is not bound", [](Small& s) { s.b.function("f", {truth_t}, s.b.local(1, truth_t), 2); });
  breaks("has another type", [](Small& s) { s.b.function("f", {truth_t}, s.b.local(0, number_t), 1); });
  breaks("is in use",
         [](Small& s) { s.b.function("f", {truth_t}, s.b.let(0, s.b.truth(true), s.b.local(0, truth_t)), 1); });
  breaks("outside the frame",
         [](Small& s) { s.b.function("f", {truth_t}, s.b.let(4, s.b.truth(true), s.b.local(0, truth_t)), 1); });
  breaks("which is not older",
         [](Small& s) { s.b.program.functions[s.total].body = s.b.call(s.total, {s.b.local(0, row_t(s.person))}); });
  breaks("is not closed", [](Small& s) {
    std::vector<Case> cases(3);
    for (Case& one : cases) {
      one.guard = s.b.truth(true);
      one.value = s.b.number(1);
    }
    cases[0].over = {1};
    cases[1].over = {2};
    s.b.cases(false, cases);
  });
  breaks("over each other", [](Small& s) {
    std::vector<Case> cases(2);
    for (Case& one : cases) {
      one.guard = s.b.truth(true);
      one.value = s.b.number(1);
    }
    cases[0].over = {1};
    cases[1].over = {0};
    s.b.cases(false, cases);
  });
  breaks("another enumeration", [](Small& s) { s.b.program.decisions.nodes[0].outcomes = s.b.choice("other", {"x"}); });
  breaks("takes other parameters", [](Small& s) { s.b.program.decisions.nodes[0].table = s.course; });
  breaks("a reference that is not optional",
         [](Small& s) { s.b.program.tables[s.person].columns[s.date].type = row_t(s.course); });
  breaks("the key is not a text column", [](Small& s) { s.b.program.tables[s.person].key = s.date; });
  breaks("no value of its type", [](Small& s) { s.b.program.tables[s.person].columns[s.date].lowest = 5'000'000; });
  breaks("no value of its type",
         [](Small& s) { s.b.program.tables[s.person].columns[s.date].highest = Exact::reduced_ratio(1, 2); });
  breaks("no value of its type", [](Small& s) { s.b.program.tables[s.person].columns[0].lowest = 1; });
  breaks("an empty blank word", [](Small& s) { s.b.program.tables[s.person].columns[0].blank_words = {""}; });
  breaks("may be absent", [](Small& s) { s.b.program.tables[s.person].columns[0].may_be_absent = true; });
  breaks("may be absent", [](Small& s) {
    RecordTable& course = s.b.program.tables[s.course];
    course.columns[*course.link].may_be_absent = true;
  });
  breaks("equal rows of a table with a key", [](Small& s) { s.b.program.tables[s.person].equal_rows_once = true; });
  breaks("no members", [](Small& s) { s.b.choice("empty", {}); });
}

TEST_CASE("accounts take the rows and years that their lines stand below") {
  auto with = [](Small& s, StepKind kind, std::vector<Type> parameters) {
    Step below;
    below.kind = StepKind::condition;
    below.label = "holds";
    below.value = s.b.function("holds", std::move(parameters), s.b.truth(true), 2);
    Step step;
    step.kind = kind;
    step.label = "lines";
    step.table = s.course;
    step.steps = {s.b.program.steps.add(below)};
    if (kind == StepKind::years) step.from = step.to = s.b.function("year", {row_t(s.person)}, s.b.year(2017), 1);
    s.b.program.decisions.nodes[0].account = {s.b.program.steps.add(step)};
    return verify(s.b.program);
  };
  Small rows, years, wrong;
  CHECK(with(rows, StepKind::rows, {row_t(rows.person), row_t(rows.course)}) == std::nullopt);
  CHECK(with(years, StepKind::years, {row_t(years.person), year_t}) == std::nullopt);
  CHECK_THAT(with(wrong, StepKind::years, {row_t(wrong.person)}).value_or(""),
             Catch::Contains("takes other parameters"));
}

TEST_CASE("what a record says of blanks, absent columns, bounds and equal rows reads as text") {
  Small small;
  RecordTable& course = small.b.program.tables[small.course];
  course.equal_rows_once = true;
  Column& date = small.b.program.tables[small.person].columns[small.date];
  date.lowest = *day_of(1900, 1, 1);
  date.may_be_absent = true;
  date.blank_words = {"/", "none"};
  const std::string text = print(small.b.program);
  CHECK_THAT(text, Catch::Contains("table course of person, equal rows once\n"));
  CHECK_THAT(text, Catch::Contains("  date: omittable date >= 1900-01-01 blank \"/\", \"none\"\n"));
}

TEST_CASE("a program reads as text") {
  const std::string text = print(Small().b.program);
  CHECK_THAT(text,
             Catch::Contains("table course of person\n  of: optional row of person link\n  hours: number >= 0\n"));
  CHECK_THAT(text, Catch::Contains("function 0 total($0 p0: row of person): number\n  sum($1 in course of $0; where 0 "
                                   "< $1.hours, of $1.hours)\n"));
  CHECK_THAT(text, Catch::Contains("choose(90 <= total#0($0), good, bad)"));
  CHECK_THAT(text, Catch::Contains("decision check for person: outcome#1\n  measure total: total#0\n"));
}
