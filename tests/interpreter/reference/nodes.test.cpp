// Each kind of term on values, none, failures and sets.
#include <catch2/catch.hpp>

#include <functional>

#include "tests/support/data_builder.hpp"
#include "tests/support/reference_engine.hpp"

namespace {

using namespace cepol;
using namespace cepol::test;
using engine::ValueSet;

// A person with a whole number 0..9, a date, a truth, a text, a choice, a reference; courses with a number. All blank
// at first.
struct World {
  ProgramBuilder b;
  EnumerationId kinds = b.choice("kinds", {"k0", "k1", "k2"});
  TableId person = b.table("person"), course = b.table("course");
  ColumnIndex number, date, truth, text, kind, ref, hours, good;
  World() {
    b.keyed(person);
    number = b.number_column(person, "number", 0, 9, 0);
    date = b.column(person, "date", date_t);
    truth = b.column(person, "truth", truth_t);
    text = b.column(person, "text", text_t);
    kind = b.column(person, "kind", enumeration_t(kinds));
    ref = b.column(person, "ref", row_t(person));
    b.child_of(course, person);
    hours = b.number_column(course, "hours", 0, 100, 1);
    good = b.column(course, "good", truth_t);
  }
  ExprId me() { return b.local(0, row_t(person)); }
  ExprId of(ColumnIndex column) { return b.cell(me(), column); }
  ExprId big() { return b.number(INT64_MAX); }
  ExprId failing() { return b.over(b.number(1), b.number(0)); }
  ExprId failing_truth() { return b.equal(failing(), b.number(0)); }

  ValueSet value(ExprId body, const std::function<void(DataBuilder&)>& fill = {}) {
    const FunctionId function = b.function("f", {row_t(person)}, body, 8);
    REQUIRE(verify(b.program) == std::nullopt);
    DataBuilder data(b.program);
    data.at(course, hours).scale = 1;
    data.row(person);
    if (fill) fill(data);
    data.link();
    const ValueSet row = engine::of_row(0);
    return reference_engine(b.program, data.data)->call(function, std::span(&row, 1));
  }
};

bool is(const ValueSet& value, Exact number) { return is_single(value) && value.range().low == number; }
bool is(const ValueSet& value, Exact low, Exact high) {
  return value.some && !value.none && value.failure == 0 && value.range().low == low && value.range().high == high;
}
bool yes(const ValueSet& value) { return is_single(value) && value.members().bits == 2; }
bool no(const ValueSet& value) { return is_single(value) && value.members().bits == 1; }
bool open(const ValueSet& value) { return value.some && value.members().bits == 3 && !value.none; }
bool is_none(const ValueSet& value) { return !value.some && value.none && value.failure == 0; }
bool only_fails(const ValueSet& value) { return engine::fails(value) && value.failure != 0; }

}  // namespace

TEST_CASE("numbers") {
  World w;
  auto& b = w.b;
  const auto third = *Exact::ratio(1, 3);
  CHECK(is(w.value(b.plus(b.number(third), b.number(third))), *Exact::ratio(2, 3)));
  CHECK(is(w.value(b.plus(b.number(*Exact::ratio(1, 6)), b.number(third))), *Exact::ratio(1, 2)));
  CHECK(is(w.value(b.minus(b.number(1), b.number(third))), *Exact::ratio(2, 3)));
  CHECK(is(w.value(b.over(b.number(170), b.number(3))), *Exact::ratio(170, 3)));
  CHECK(is(w.value(b.arithmetic(Operation::minimum, b.number(1), b.number(third))), third));
  CHECK(is(w.value(b.round(b.number(third), *Exact::ratio(1, 2), Rounding::half_up)), *Exact::ratio(1, 2)));
  CHECK(only_fails(w.value(w.failing())));
  CHECK(only_fails(w.value(b.plus(w.big(), b.number(1)))));
  CHECK(only_fails(w.value(b.times(w.big(), b.number(-2)))));
  CHECK(is_none(w.value(b.plus(b.none(number_t), b.number(1)))));
  CHECK(only_fails(w.value(b.plus(b.none(number_t), w.failing()))));
}

TEST_CASE("intervals") {
  World w;
  auto& b = w.b;
  CHECK(is(w.value(w.of(w.number)), 0, 9));
  CHECK(is(w.value(b.minus(b.number(1), w.of(w.number))), -8, 1));
  CHECK(is(w.value(b.times(b.number(-2), w.of(w.number))), -18, 0));
  CHECK(is(w.value(b.over(b.number(1), b.plus(b.number(1), w.of(w.number)))), *Exact::ratio(1, 10), 1));
  CHECK(is(w.value(b.arithmetic(Operation::maximum, b.number(4), w.of(w.number))), 4, 9));
  CHECK(is(w.value(b.times(b.number(0), w.of(w.number))), 0));
  const ValueSet inverse = w.value(b.over(b.number(1), w.of(w.number)));
  CHECK((inverse.some && inverse.failure != 0 && inverse.range().low.infinite()));
  const ValueSet huge = w.value(b.times(w.big(), w.of(w.number)));
  CHECK((huge.some && huge.failure != 0 && huge.range().low == Exact(0) && huge.range().high == Exact::highest()));
  CHECK(open(w.value(b.less(w.of(w.number), b.number(5)))));
  CHECK(yes(w.value(b.at_most(w.of(w.number), b.number(9)))));
  CHECK(no(w.value(b.equal(w.of(w.number), b.number(10)))));
  CHECK(open(w.value(b.equal(w.of(w.number), b.number(3)))));
}

TEST_CASE("the calendar") {
  World w;
  auto& b = w.b;
  const auto day = [](int y, int m, int d) { return Exact(static_cast<std::int64_t>(*day_of(y, m, d))); };
  CHECK(is(w.value(b.shift(b.day(2017, 5, 31), b.number(-3), Calendar::months)), day(2017, 2, 28)));
  CHECK(is(w.value(b.shift(b.day(2016, 2, 29), b.number(1), Calendar::years)), day(2017, 2, 28)));
  CHECK(is(w.value(b.shift(b.day(2017, 1, 1), b.number(-1), Calendar::days)), day(2016, 12, 31)));
  CHECK(only_fails(w.value(b.shift(b.day(2017, 1, 1), b.number(*Exact::ratio(1, 2)), Calendar::days))));
  CHECK(only_fails(w.value(b.shift(b.day(2017, 1, 1), b.number(9000), Calendar::years))));
  CHECK(only_fails(w.value(b.shift(w.of(w.date), b.number(20000), Calendar::years))));
  const ValueSet later = w.value(b.shift(w.of(w.date), b.number(1), Calendar::years));
  CHECK((later.some && later.failure != 0 && later.range().low == day(2, 1, 1) &&
         later.range().high == day(9999, 12, 31)));
  CHECK(is(w.value(b.elapsed(b.day(2012, 2, 29), b.day(2017, 2, 28), Calendar::years)), 5));
  CHECK(is(w.value(b.elapsed(b.day(2017, 1, 2), b.day(2016, 1, 1), Calendar::years)), -2));
  CHECK(is(w.value(b.elapsed(b.day(2017, 1, 2), b.day(2017, 1, 1), Calendar::days)), -1));
  auto in_may = [&](DataBuilder& data) { data.date(w.person, 0, w.date, *day_of(1967, 5, 1), *day_of(1967, 5, 31)); };
  CHECK(is(w.value(b.elapsed(w.of(w.date), b.day(2017, 5, 20), Calendar::years), in_may), 49, 50));
  CHECK(is(w.value(b.part(w.of(w.date), DatePart::year), in_may), 1967));
  CHECK(is(w.value(b.part(w.of(w.date), DatePart::month), in_may), 5));
  CHECK(is(w.value(b.part(w.of(w.date), DatePart::day), in_may), 1, 31));
  CHECK(is(w.value(b.part(w.of(w.date), DatePart::month_last), in_may), day(1967, 5, 31)));
  CHECK(is(w.value(b.part(w.of(w.date), DatePart::year_first), in_may), day(1967, 1, 1)));
  CHECK(is(w.value(b.year_day(b.year(2016), true)), day(2016, 12, 31)));
  CHECK(only_fails(w.value(b.year_day(b.year(10000), true))));
  CHECK(only_fails(w.value(b.plus(b.year(2017), b.number(*Exact::ratio(1, 2))))));
  CHECK(is(w.value(b.minus(b.year(2017), b.number(2))), 2015));
  CHECK(is_none(w.value(b.part(b.none(date_t), DatePart::year))));
}

TEST_CASE("truths, none and failures") {
  World w;
  auto& b = w.b;
  const ExprId unknown = w.of(w.truth);
  CHECK(open(w.value(unknown)));
  CHECK(no(w.value(b.all({unknown, b.truth(false), w.failing_truth()}))));
  CHECK(yes(w.value(b.any({unknown, b.truth(true), w.failing_truth()}))));
  CHECK(no(w.value(b.all({w.failing_truth(), b.truth(false)}))));
  CHECK(yes(w.value(b.any({w.failing_truth(), b.truth(true)}))));
  CHECK(only_fails(w.value(b.all({w.failing_truth(), b.truth(true)}))));
  const ValueSet perhaps = w.value(b.all({unknown, w.failing_truth()}));
  CHECK((perhaps.some && perhaps.members().bits == 1 && perhaps.failure != 0));
  CHECK(yes(w.value(b.all({}))));
  CHECK(no(w.value(b.any({}))));
  CHECK(yes(w.value(b.negate(b.none(truth_t)))));
  CHECK(no(w.value(b.all({b.none(truth_t)}))));
  CHECK(no(w.value(b.equal(b.none(number_t), b.none(number_t)))));
  CHECK(yes(w.value(b.is_none(b.none(number_t)))));
  CHECK(no(w.value(b.is_none(w.of(w.number)))));
  CHECK(only_fails(w.value(b.is_none(w.failing()))));
  CHECK(yes(w.value(b.less(b.member(w.kinds, 0), b.member(w.kinds, 2)))));
  CHECK(open(w.value(b.at_most(w.of(w.kind), b.member(w.kinds, 1)))));
  CHECK(yes(w.value(b.at_most(w.of(w.kind), b.member(w.kinds, 2)))));
}

TEST_CASE("texts") {
  World w;
  auto& b = w.b;
  CHECK(yes(w.value(b.contains(b.text("初次申领"), b.text("初次")))));
  CHECK(no(w.value(b.contains(b.text("初"), b.text("初次")))));
  CHECK(no(w.value(b.contains(b.none(text_t), b.text("初次")))));
  CHECK(open(w.value(b.contains(w.of(w.text), b.text("初次")))));
  CHECK(yes(w.value(b.contains(w.of(w.text), b.text("")))));
  CHECK(open(w.value(b.equal(w.of(w.text), b.text("包钢")))));
  CHECK(no(w.value(b.equal(w.of(w.text), b.text("包钢")),
                   [&](DataBuilder& data) { data.text(w.person, 0, w.text, "包钢医院"); })));
}

TEST_CASE("choice and cases") {
  World w;
  auto& b = w.b;
  auto one = [&](const char* name, ExprId guard, Exact value, std::vector<std::uint32_t> over = {}) {
    Case made;
    made.name = name;
    made.guard = guard;
    made.value = b.number(value);
    made.over = std::move(over);
    return made;
  };
  const ExprId unknown = w.of(w.truth), t = b.truth(true), f = b.truth(false);
  CHECK(is(w.value(b.choose(unknown, b.number(1), b.number(3))), 1, 3));
  CHECK(is(w.value(b.choose(t, b.number(1), w.failing())), 1));
  CHECK(only_fails(w.value(b.choose(w.failing_truth(), b.number(1), b.number(1)))));
  CHECK(is(w.value(b.cases(true, {one("a", f, 1), one("b", t, 2), one("c", w.failing_truth(), 3)})), 2));
  CHECK(is(w.value(b.cases(true, {one("a", unknown, 1), one("b", t, 2), one("c", t, 9)})), 1, 2));
  CHECK(is_none(w.value(b.cases(true, {one("a", f, 1)}))));
  CHECK(is(w.value(b.cases(true, {one("a", f, 1)}, b.number(7))), 7));
  CHECK(is(w.value(b.cases(false, {one("a", t, 1, {1}), one("b", t, 2)})), 1));
  CHECK(is(w.value(b.cases(false, {one("a", t, 5), one("b", t, 5)})), 5));
  const ValueSet clash = w.value(b.cases(false, {one("a", t, 1), one("b", f, 2), one("c", t, 3)}));
  CHECK((only_fails(clash) && (clash.failure & engine::failure_bits) == engine::conflict_bit));
  const ValueSet perhaps = w.value(b.cases(false, {one("a", unknown, 1), one("b", t, 2)}));
  CHECK((perhaps.some && perhaps.range().low == Exact(1) && perhaps.range().high == Exact(2) &&
         (perhaps.failure & engine::failure_bits) == engine::conflict_bit));
  const ValueSet none = w.value(b.cases(false, {one("a", unknown, 1, {1}), one("b", unknown, 2)}));
  CHECK((none.some && none.none && none.failure == 0));
  CHECK(only_fails(w.value(b.cases(false, {one("a", t, 1), one("b", w.failing_truth(), 2)}))));
}

TEST_CASE("let, call, rows that are not there") {
  World w;
  auto& b = w.b;
  CHECK(is(w.value(b.let(1, b.number(2), b.plus(b.local(1, number_t), b.local(1, number_t)))), 4));
  CHECK(is(w.value(b.let(1, w.failing(), b.number(3))), 3));
  const FunctionId first = b.function("first", {number_t, number_t}, b.local(0, number_t), 2);
  CHECK(is(w.value(b.call(first, {b.number(1), w.failing()})), 1));
  CHECK(only_fails(w.value(b.call(first, {w.failing(), b.number(1)}))));
  const ExprId through = b.cell(w.of(w.ref), w.number);
  CHECK(is_none(w.value(through)));
  auto to = [&](std::uint32_t row) { return [&w, row](DataBuilder& data) { data.index(w.person, 0, w.ref, row); }; };
  auto to_any = [&](DataBuilder& data) { data.open(w.person, 0, w.ref); };
  const ValueSet any = w.value(through, to_any);
  CHECK((any.none && any.some && any.range().low == Exact(0) && any.range().high == Exact(9)));
  CHECK(open(w.value(b.is_none(w.of(w.ref)), to_any)));
  CHECK(is(w.value(through, to(0)), 0, 9));
  CHECK(is(w.value(b.over_rows(Fold::count, w.course, w.of(w.ref), 1, {}, {})), 0));
}

TEST_CASE("folds over rows") {
  World w;
  auto& b = w.b;
  // 10 hours that count, 2.5 that may, an unknown number that does not
  auto courses = [&](DataBuilder& data) {
    const auto one = data.row(w.course), two = data.row(w.course), three = data.row(w.course);
    data.number(w.course, one, w.hours, 100);
    data.index(w.course, one, w.good, 1);
    data.number(w.course, two, w.hours, 25);
    data.index(w.course, three, w.good, 0);
  };
  auto row = [&] { return b.local(1, row_t(w.course)); };
  auto fold = [&](Fold kind, bool guarded, std::optional<ExprId> value) {
    return w.value(
        b.over_rows(kind, w.course, w.me(), 1, guarded ? std::optional(b.cell(row(), w.good)) : std::nullopt, value),
        courses);
  };
  auto hours = [&] { return b.cell(row(), w.hours); };
  CHECK(is(fold(Fold::sum, true, hours()), 10, *Exact::ratio(25, 2)));
  CHECK(is(fold(Fold::sum, false, hours()), *Exact::ratio(25, 2), *Exact::ratio(225, 2)));
  CHECK(is(fold(Fold::count, true, {}), 1, 2));
  CHECK(is(fold(Fold::count, false, {}), 3));
  CHECK(is(fold(Fold::minimum, true, hours()), *Exact::ratio(5, 2), 10));
  CHECK(is(fold(Fold::maximum, true, hours()), 10));
  CHECK(is(fold(Fold::maximum, false, hours()), 10, 100));
  CHECK(yes(fold(Fold::some, false, b.equal(hours(), b.number(10)))));
  CHECK(open(fold(Fold::some, true, b.less(hours(), b.number(5)))));
  CHECK(open(fold(Fold::every, true, b.less(b.number(5), hours()))));
  CHECK(no(fold(Fold::every, true, b.less(b.number(10), hours()))));
  CHECK(is(fold(Fold::distinct, true, hours()), 1, 2));
  CHECK(is(fold(Fold::distinct, false, hours()), 2, 3));
  CHECK(only_fails(fold(Fold::sum, false, b.plus(hours(), w.failing()))));
  CHECK(yes(fold(Fold::some, false, b.any({b.equal(hours(), b.number(10)), w.failing_truth()}))));
  CHECK(is(fold(Fold::sum, false, b.none(number_t)), 0));
  CHECK(only_fails(fold(Fold::sum, false, w.big())));
  CHECK(is_none(w.value(b.over_rows(Fold::minimum, w.course, w.me(), 1, {}, hours()))));
  CHECK(is(w.value(b.over_rows(Fold::sum, w.course, w.me(), 1, {}, hours())), 0));
  CHECK(is(w.value(b.over_rows(Fold::count, w.course, {}, 1, {}, {}), courses), 3));
}

TEST_CASE("folds over years") {
  World w;
  auto& b = w.b;
  auto year = [&] { return b.local(1, year_t); };
  CHECK(is(w.value(b.over_years(Fold::count, 1, b.year(2015), b.year(2017), {}, {})), 3));
  CHECK(is(w.value(b.over_years(Fold::count, 1, b.year(2017), b.year(2015), {}, {})), 0));
  CHECK(is(w.value(b.over_years(Fold::maximum, 1, b.year(2015), b.year(2017), b.less(year(), b.year(2017)), year())),
           2016));
  CHECK(is(w.value(b.over_years(Fold::count, 1, b.year(2001), b.year(2200), {}, {})), 200));
  CHECK(only_fails(w.value(b.over_years(Fold::count, 1, b.year(2001), b.year(2201), {}, {}))));
  CHECK(is_none(w.value(b.over_years(Fold::count, 1, b.none(year_t), b.year(2201), {}, {}))));
  const ExprId sent = b.part(w.of(w.date), DatePart::year);
  CHECK(is(
      w.value(b.over_years(Fold::count, 1, b.year(2015), sent, {}, {}),
              [&](DataBuilder& data) { data.date(w.person, 0, w.date, *day_of(2016, 1, 1), *day_of(2017, 12, 31)); }),
      2, 3));
  const ValueSet wide =
      w.value(b.over_years(Fold::some, 1, b.minus(sent, b.number(2)), sent, {}, b.equal(year(), b.year(2015))));
  CHECK(wide.members().bits == 3);
}

TEST_CASE("an account's function takes the subject and a year or a row") {
  World w;
  const FunctionId f = w.b.function("f", {row_t(w.person), year_t}, w.b.less(w.b.local(1, year_t), w.b.year(2017)), 2);
  DataBuilder data(w.b.program);
  data.row(w.person);
  data.link();
  const auto evaluator = reference_engine(w.b.program, data.data);
  const ValueSet arguments[] = {engine::of_row(0), engine::of_number(2016)};
  CHECK(yes(evaluator->call(f, arguments)));
}

TEST_CASE("two unknown texts: equal or not") {
  World w;
  auto& b = w.b;
  const ExprId other = b.cell(w.of(w.ref), w.text);
  const FunctionId f = b.function(
      "f", {row_t(w.person)}, b.choose(b.equal(w.of(w.text), other), b.member(w.kinds, 0), b.member(w.kinds, 1)), 1);
  b.decision("d", w.person, f);
  DataBuilder data(b.program);
  data.row(w.person);
  data.row(w.person);
  data.index(w.person, 0, w.ref, 1);
  data.link();
  const auto evaluator = reference_engine(b.program, data.data);
  const auto outcome = evaluator->decide(w.person, 0).decisions.at(0).outcome;
  CHECK(outcome.status == engine::Status::undetermined);
  CHECK(outcome.missing.size() == 2);
  CHECK_FALSE(outcome.bounded);
}

TEST_CASE("a conflict names both cases, a failure its function") {
  World w;
  auto& b = w.b;
  std::vector<Case> cases(2);
  for (std::size_t i = 0; i < 2; ++i) {
    cases[i].name = i == 0 ? "甲" : "乙";
    cases[i].guard = b.truth(true);
    cases[i].value = b.member(w.kinds, static_cast<Member>(i));
  }
  b.decision("d", w.person, b.function("结论", {row_t(w.person)}, b.cases(false, cases), 1));
  b.decision("e", w.person,
             b.function("比例", {row_t(w.person)},
                        b.choose(b.less(w.failing(), b.number(1)), b.member(w.kinds, 0), b.member(w.kinds, 1)), 1));
  DataBuilder data(b.program);
  data.row(w.person);
  data.link();
  const auto decided = reference_engine(b.program, data.data)->decide(w.person, 0).decisions;
  CHECK(decided.at(0).outcome.status == engine::Status::conflict);
  CHECK(decided.at(0).outcome.detail == "甲 / 乙");
  CHECK(decided.at(1).outcome.status == engine::Status::failed);
  CHECK(decided.at(1).outcome.detail == "比例：除数为零");
}

TEST_CASE("quota lines count members, and blanks apart") {
  World w;
  Quota quota;
  quota.table = w.person;
  quota.column = w.kind;
  quota.places.resize(3);
  DataBuilder data(w.b.program);
  for (std::uint32_t member : {0u, 2u, 2u, 9u}) {
    const auto row = data.row(w.person);
    if (member < 3) data.index(w.person, row, w.kind, member);
  }
  const auto lines = engine::count(quota, data.data);
  CHECK(lines.at(0).count == 1);
  CHECK(lines.at(1).count == 0);
  CHECK(lines.at(2).count == 2);
  CHECK(lines.at(1).unknown == 1);
}
