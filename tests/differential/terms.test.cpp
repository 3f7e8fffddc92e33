// The engine against the simple evaluator, on every term with every combination of small operands: ordinary values,
// none, a conflict, failures.
#include <catch2/catch.hpp>

#include "tests/support/agreement.hpp"
#include "tests/support/data_builder.hpp"
#include "tests/support/tested_engine.hpp"

namespace {

using namespace cepol;
using namespace cepol::test;

// A decision whose figures are the terms that are added; each term has operands of its own.
class Terms {
 public:
  Terms() {
    b.keyed(person);
    b.child_of(course, person);
    hours = b.number_column(course, "hours", 0, 100, 0);
  }

  static constexpr std::size_t variants = 7;  // of operands of one type
  static constexpr std::size_t fails = 1, conflicts = 2;
  ExprId operand(const Type& type, std::size_t which) {
    if (which == 0) return b.none(type);
    if (which == fails) return b.add(Fail{"不能算" + std::to_string(fails_), "no" + std::to_string(fails_++)}, type);
    if (which == conflicts) return conflict(type);
    switch (type.kind) {
      case Kind::truth: return b.truth(which % 2 == 0);
      case Kind::enumeration: return b.member(kinds, static_cast<Member>(which % 3));
      case Kind::number: return b.number(numbers[which - 3]);
      case Kind::year: return b.year(static_cast<int>(2014 + which));
      case Kind::date: {
        const Civil day = days[which - 3];
        return b.day(day.year, day.month, day.day);
      }
      case Kind::text: return b.text(std::string(which - 3, 'a'));
      case Kind::row: return b.local(0, row_t(person));
    }
    return b.none(type);
  }

  void add(ExprId term) {
    measures_.push_back(b.function("f" + std::to_string(measures_.size()), {row_t(person)}, term, 8));
  }
  // The term that `make` makes of each combination of operands of these types.
  template <class Make>
  void combine(const std::vector<Type>& types, Make&& make) {
    std::vector<std::size_t> which(types.size(), 0);
    while (true) {
      std::vector<ExprId> operands;
      for (std::size_t i = 0; i < types.size(); ++i) operands.push_back(operand(types[i], which[i]));
      add(make(operands));
      std::size_t at = 0;
      while (at < which.size() && ++which[at] == variants) which[at++] = 0;
      if (at == which.size()) return;
    }
  }

  void check() {
    const FunctionId outcome = b.function("o", {row_t(person)}, b.member(kinds, 0), 1);
    b.decision("d", person, outcome, measures_);
    REQUIRE(verify(b.program) == std::nullopt);
    DataBuilder data(b.program);
    data.text(person, data.row(person), 0, "A");
    for (std::int64_t i = 0; i < 3; ++i) data.number(course, data.row(course, 0), hours, i);
    data.link();
    const SimpleEvaluator simple(b.program, data.data);
    CHECK(disagreements(simple, TestedEngine(b.program, data.data, {}).decide(person, 0), 0) == "");
    CHECK(measures_.size() > 6);
  }

  ProgramBuilder b;
  EnumerationId kinds = b.choice("kinds", {"k0", "k1", "k2"});
  TableId person = b.table("person"), course = b.table("course");
  ColumnIndex hours = 0;

 private:
  ExprId conflict(const Type& type) {
    const Type other = type.kind == Kind::row || type.kind == Kind::text ? truth_t : type;
    std::vector<Case> cases(2);
    for (std::size_t i = 0; i < 2; ++i) {
      cases[i].name = std::string(i == 0 ? "left" : "right") + std::to_string(fails_);
      cases[i].guard = b.truth(true);
      cases[i].value = i == 0 ? operand(other, 4) : b.none(other);
    }
    ++fails_;
    const ExprId made = b.cases(false, cases);
    if (other == type) return made;
    const ExprId left = type.kind == Kind::row ? b.none(type) : b.text("x");
    return b.choose(made, left, left);
  }

  const Exact numbers[4] = {0, -3, Exact::reduced_ratio(5, 2), INT64_MAX};
  const Civil days[4] = {{2016, 2, 29}, {2017, 8, 31}, {9999, 12, 31}, {1, 1, 1}};
  std::vector<FunctionId> measures_;
  std::size_t fails_ = 0;
};

}  // namespace

TEST_CASE("terms: arithmetic and rounding") {
  Terms t;
  for (int i = 0; i < 6; ++i)
    t.combine({number_t, number_t},
              [&](const auto& o) { return t.b.arithmetic(static_cast<Operation>(i), o[0], o[1]); });
  for (const Operation one : {Operation::add, Operation::subtract})
    t.combine({year_t, number_t}, [&](const auto& o) { return t.b.arithmetic(one, o[0], o[1]); });
  for (const Operation one : {Operation::add, Operation::subtract})  // not whole, and too large too
    t.add(t.b.arithmetic(one, t.b.year(2017), t.b.number(Exact::reduced_ratio(1, INT64_MAX))));
  for (const Operation one : {Operation::minimum, Operation::maximum}) {
    t.combine({year_t, year_t}, [&](const auto& o) { return t.b.arithmetic(one, o[0], o[1]); });
    t.combine({date_t, date_t}, [&](const auto& o) { return t.b.arithmetic(one, o[0], o[1]); });
  }
  t.combine({year_t, year_t}, [&](const auto& o) {
    return t.b.add(Arithmetic{Operation::subtract, o[0], o[1]}, number_t);
  });
  for (int i = 0; i < 4; ++i)
    for (const Exact step : {Exact(1), Exact::reduced_ratio(1, 3), Exact(INT64_MAX - 1)})
      t.combine({number_t}, [&](const auto& o) { return t.b.round(o[0], step, static_cast<Rounding>(i)); });
  t.check();
}

TEST_CASE("terms: the calendar") {
  Terms t;
  for (int i = 0; i < 3; ++i) {
    const auto unit = static_cast<Calendar>(i);
    t.combine({date_t, number_t}, [&](const auto& o) { return t.b.shift(o[0], o[1], unit); });
    t.combine({date_t, date_t}, [&](const auto& o) { return t.b.elapsed(o[0], o[1], unit); });
  }
  for (int i = 0; i < 7; ++i)
    t.combine({date_t}, [&](const auto& o) { return t.b.part(o[0], static_cast<DatePart>(i)); });
  for (const bool last : {false, true}) {
    t.combine({year_t}, [&](const auto& o) { return t.b.year_day(o[0], last); });
    for (const int year : {-1, 0, 1, 9999, 10000}) t.add(t.b.year_day(t.b.year(year), last));
  }
  t.check();
}

TEST_CASE("terms: truths") {
  Terms t;
  for (const Type& type : {truth_t, number_t, year_t, date_t, text_t, enumeration_t(t.kinds), row_t(t.person)}) {
    t.combine({type}, [&](const auto& o) { return t.b.is_none(o[0]); });
    for (int i = 0; i < 3; ++i)
      if (i == 2 || (type.kind != Kind::truth && type.kind != Kind::text))
        t.combine({type, type}, [&](const auto& o) { return t.b.compare(static_cast<Relation>(i), o[0], o[1]); });
  }
  t.combine({truth_t}, [&](const auto& o) { return t.b.negate(o[0]); });
  t.combine({text_t, text_t}, [&](const auto& o) { return t.b.contains(o[0], o[1]); });
  t.combine({truth_t, number_t, number_t}, [&](const auto& o) { return t.b.choose(o[0], o[1], o[2]); });
  t.check();
}

TEST_CASE("terms: and, or") {
  Terms t;
  for (const bool all : {false, true})
    t.combine({truth_t, truth_t, truth_t}, [&](const auto& o) { return all ? t.b.all(o) : t.b.any(o); });
  t.check();
}

TEST_CASE("terms: cases") {
  Terms t;
  const std::vector<Type> types{truth_t, enumeration_t(t.kinds), truth_t, enumeration_t(t.kinds)};
  auto cases = [&](bool first, bool over, const std::vector<ExprId>& operands, std::optional<ExprId> otherwise) {
    std::vector<Case> made(operands.size() / 2);
    for (std::size_t i = 0; i < made.size(); ++i) {
      made[i].name = "c" + std::to_string(i);
      made[i].guard = operands[2 * i];
      made[i].value = operands[2 * i + 1];
    }
    if (over) made.back().over = {0};
    return t.b.cases(first, std::move(made), otherwise);
  };
  t.combine(types, [&](const auto& o) { return cases(true, false, o, {}); });
  t.combine(types, [&](const auto& o) { return cases(false, false, o, {}); });
  t.combine(types, [&](const auto& o) { return cases(false, true, o, {}); });
  t.combine({truth_t, number_t, number_t}, [&](const auto& o) { return cases(true, false, {o[0], o[1]}, o[2]); });
  t.combine({truth_t, number_t, number_t}, [&](const auto& o) { return cases(false, false, {o[0], o[1]}, o[2]); });
  t.check();
}

TEST_CASE("terms: let and call") {
  Terms t;
  const FunctionId second = t.b.function("second", {number_t, number_t}, t.b.local(1, number_t), 2);
  t.combine({number_t, number_t}, [&](const auto& o) { return t.b.call(second, o); });
  t.combine({number_t, number_t}, [&](const auto& o) { return t.b.let(1, o[0], o[1]); });
  t.combine({number_t, number_t}, [&](const auto& o) {
    return t.b.let(1, o[0], t.b.choose(t.b.is_none(o[1]), t.b.local(1, number_t), t.b.number(7)));
  });
  t.check();
}

// What a row gives depends on its hours, 0, 1 or 2: so each combination of three rows occurs.
TEST_CASE("terms: folds over rows") {
  Terms t;
  auto& b = t.b;
  auto by_row = [&](const std::vector<ExprId>& o) {
    const auto is = [&](int i) { return b.equal(b.cell(b.local(1, row_t(t.course)), t.hours), b.number(i)); };
    return b.choose(is(0), o[0], b.choose(is(1), o[1], o[2]));
  };
  auto fold = [&](Fold kind, std::optional<ExprId> guard, std::optional<ExprId> value) {
    return b.over_rows(kind, t.course, b.local(0, row_t(t.person)), 1, guard, value);
  };
  for (const Fold one : {Fold::sum, Fold::minimum, Fold::maximum, Fold::distinct, Fold::unique})
    t.combine({number_t, number_t, number_t}, [&](const auto& o) { return fold(one, {}, by_row(o)); });
  for (const Fold one : {Fold::some, Fold::every}) {
    t.combine({truth_t, truth_t, truth_t}, [&](const auto& o) { return fold(one, {}, by_row(o)); });
    t.combine({truth_t, truth_t, truth_t},
              [&](const auto& o) { return fold(one, by_row(o), b.truth(one == Fold::some)); });
    t.combine({truth_t, truth_t}, [&](const auto& o) { return fold(one, o[0], o[1]); });
  }
  t.combine({truth_t, truth_t, truth_t}, [&](const auto& o) { return fold(Fold::count, by_row(o), {}); });
  t.combine({row_t(t.person)}, [&](const auto& o) { return b.over_rows(Fold::count, t.course, o[0], 1, {}, {}); });
  t.check();
}

TEST_CASE("terms: folds and scans over years") {
  Terms t;
  auto& b = t.b;
  for (const Fold one : {Fold::sum, Fold::count, Fold::maximum, Fold::unique})
    t.combine({year_t, year_t, number_t}, [&](const auto& o) {
      return b.over_years(one, 1, o[0], o[1], {}, one == Fold::count ? std::nullopt : std::optional(o[2]));
    });
  t.combine({year_t, year_t, truth_t},
            [&](const auto& o) { return b.over_years(Fold::every, 1, o[0], o[1], {}, o[2]); });
  for (const int length : {199, 200, 201})
    t.add(b.over_years(Fold::count, 1, b.year(2001), b.year(2000 + length), {}, {}));
  t.combine({year_t, year_t, number_t}, [&](const auto& o) {
    const ExprId next = b.plus(b.local(2, number_t), b.number(1));
    return b.add(YearScan{1, o[0], o[1], {{2, o[2], next}}}, number_t);
  });
  // Two states that take each other's place, in an odd number of years.
  t.combine({number_t, number_t}, [&](const auto& o) {
    const YearScan::State first{2, o[0], b.local(3, number_t)}, second{3, o[1], b.local(2, number_t)};
    return b.add(YearScan{1, b.year(2015), b.year(2017), {first, second}}, number_t);
  });
  // The second state is read in the last year only.
  t.combine({number_t, number_t, number_t}, [&](const auto& o) {
    const ExprId last = b.equal(b.local(1, year_t), b.year(2017));
    const ExprId next = b.choose(last, b.local(3, number_t), b.local(2, number_t));
    return b.add(YearScan{1, b.year(2016), b.year(2017), {{2, o[0], next}, {3, o[1], o[2]}}}, number_t);
  });
  t.check();
}
