// Which failure an expression has, where several of its parts fail or may fail.
#include <catch2/catch.hpp>

#include "tests/support/agreement.hpp"
#include "tests/support/data_builder.hpp"
#include "tests/support/tested_engine.hpp"

namespace {

using namespace cepol;
using namespace cepol::test;

// A person with courses, of which each has a truth.
struct Courses {
  ProgramBuilder b;
  EnumerationId kinds = b.choice("kinds", {"k"});
  TableId person = b.table("person"), course = b.table("course");
  ColumnIndex good = 0;
  Courses() {
    b.keyed(person);
    b.child_of(course, person);
    good = b.column(course, "good", truth_t);
  }
  Case one(std::string name, ExprId guard, bool value, std::vector<std::uint32_t> over = {}) {
    return {guard, b.truth(value), std::move(over), std::move(name)};
  }
  void figure(ExprId body) {
    const FunctionId f = b.function("f", {row_t(person)}, body, 2);
    b.decision("d", person, b.function("o", {row_t(person)}, b.member(kinds, 0), 1), {f});
    REQUIRE(verify(b.program) == std::nullopt);
  }
};

}  // namespace

// `or` of a conflict and another failure: the first of them, by expr.hpp. All such terms: terms.test.cpp.
TEST_CASE("a conflict beside another failure is no unknown") {
  Courses w;
  const ExprId clash = w.b.cases(false, {w.one("x", w.b.truth(true), true), w.one("y", w.b.truth(true), false)});
  w.figure(w.b.any({clash, w.b.add(Fail{"不能算", "cannot be computed"}, truth_t)}));
  DataBuilder data(w.b.program);
  data.text(w.person, data.row(w.person), 0, "A");
  data.link();
  const SimpleEvaluator simple(w.b.program, data.data);
  CHECK(disagreements(simple, TestedEngine(w.b.program, data.data, {}).decide(w.person, 0), 0) == "");
}

// Two courses, the first with a blank: whatever it is, y and z clash, in the second course at least. x and z clash in
// no filling, since y is over x and holds whenever x does.
TEST_CASE("a certain conflict names cases that clash in some filling") {
  Courses w;
  auto good = [&] { return w.b.cell(w.b.local(1, row_t(w.course)), w.good); };
  const ExprId guard =
      w.b.cases(false, {w.one("x", good(), false), w.one("y", good(), false, {0}), w.one("z", good(), true)});
  w.figure(w.b.over_rows(Fold::unique, w.course, w.b.local(0, row_t(w.person)), 1, guard, w.b.truth(true)));
  DataBuilder data(w.b.program);
  data.text(w.person, data.row(w.person), 0, "A");
  data.row(w.course, 0);
  data.index(w.course, data.row(w.course, 0), w.good, 1);
  data.link();
  const auto figure = TestedEngine(w.b.program, data.data, {}).decide(w.person, 0).decisions.at(0).measures.at(0);
  CHECK(figure.status == engine::Status::conflict);
  CHECK(figure.detail == "y / z");
}

// The rows whose sum is too large are there only if the person is good.
TEST_CASE("a sum that overflows over the children of a row that may be none") {
  Courses w;
  const ColumnIndex good = w.b.column(w.person, "good", truth_t);
  const ExprId row = w.b.local(0, row_t(w.person));
  const ExprId parent = w.b.choose(w.b.cell(row, good), row, w.b.none(row_t(w.person)));
  w.figure(w.b.over_rows(Fold::sum, w.course, parent, 1, {}, w.b.number(INT64_MAX)));
  DataBuilder data(w.b.program);
  data.text(w.person, data.row(w.person), 0, "A");
  for (int i = 0; i < 2; ++i) data.row(w.course, 0);
  data.link();
  const auto figure = TestedEngine(w.b.program, data.data, {}).decide(w.person, 0).decisions.at(0).measures.at(0);
  CHECK(figure.status == engine::Status::undetermined);
}

// 2015 less a blank from -1 to -0.7: the year 2016, or not whole, which fails.
TEST_CASE("a window that begins in a year that is perhaps not whole") {
  Courses w;
  const ColumnIndex tenths = w.b.number_column(w.person, "tenths", -1, Exact::reduced_ratio(-7, 10), 1);
  const ExprId from =
      w.b.add(Arithmetic{Operation::subtract, w.b.year(2015), w.b.cell(w.b.local(0, row_t(w.person)), tenths)}, year_t);
  const ExprId some = w.b.over_years(Fold::some, 1, from, w.b.year(2017), {}, w.b.truth(true));
  w.figure(w.b.choose(some, w.b.truth(true), w.b.add(Fail{"不能算", "cannot be computed"}, truth_t)));
  DataBuilder data(w.b.program);
  data.text(w.person, data.row(w.person), 0, "A");
  data.link();
  const auto figure = TestedEngine(w.b.program, data.data, {}).decide(w.person, 0).decisions.at(0).measures.at(0);
  CHECK(figure.status == engine::Status::undetermined);
}
