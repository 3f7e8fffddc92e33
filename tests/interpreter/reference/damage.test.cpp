// Damaged data, one kind at a time: what is certain all the same, and what matters where nothing is.
#include <catch2/catch.hpp>

#include <functional>

#include "tests/support/data_builder.hpp"
#include "tests/support/reference_engine.hpp"

namespace {

using namespace cepol;
using namespace cepol::test;
using data::CellValue;
using data::State;
using engine::BlankCell;
using engine::whole_row;

constexpr CellValue nothing{State::none};
CellValue at(std::uint32_t index) { return {State::known, 0, 0, index}; }
CellValue number(std::int64_t value) { return {State::known, value}; }
CellValue days(Day first, Day last) { return {State::known, first, last}; }

// People with courses, which have parts; things, to which courses and people refer.
struct Damaged {
  ProgramBuilder b;
  EnumerationId answers = b.choice("answers", {"no", "yes"}), kinds = b.choice("kinds", {"k0", "k1", "k2"});
  TableId person = b.table("person"), course = b.table("course"), part = b.table("part"), thing = b.table("thing");
  ColumnIndex count, kind, truth, text, date, year, ref, hours, of, session, part_of, factor, owner;
  Damaged() {
    b.keyed(person);
    b.keyed(course);
    b.keyed(thing);
    count = b.number_column(person, "count", 0, 9, 0);
    kind = b.column(person, "kind", enumeration_t(kinds));
    truth = b.column(person, "truth", truth_t);
    text = b.column(person, "text", text_t, Blank::none);
    date = b.column(person, "date", date_t);
    year = b.column(person, "year", year_t);
    ref = b.column(person, "ref", row_t(thing));
    hours = b.number_column(course, "hours", 0, 100, 0);
    b.child_of(course, person);
    of = *b.program.tables[course].link;
    session = b.column(course, "session", row_t(thing));
    b.child_of(part, course);
    part_of = *b.program.tables[part].link;
    factor = b.number_column(thing, "factor", 0, 9, 0);
    owner = b.column(thing, "owner", row_t(person));
  }
  ExprId me() { return b.local(0, row_t(person)); }
  ExprId mine(ColumnIndex column) { return b.cell(me(), column); }
  ExprId count_of(TableId table, std::optional<ExprId> parent = {}) {
    return b.over_rows(Fold::count, table, parent, 1, {}, {});
  }
  ExprId my_hours() { return b.over_rows(Fold::sum, course, me(), 1, {}, b.cell(b.local(1, row_t(course)), hours)); }
  ExprId hours_of(int row) {
    const ExprId belongs = b.equal(b.cell(b.local(1, row_t(person)), count), b.number(row));
    const ExprId total =
        b.over_rows(Fold::sum, course, b.local(1, row_t(person)), 2, {}, b.cell(b.local(2, row_t(course)), hours));
    return b.over_rows(Fold::sum, person, {}, 1, belongs, total);
  }

  // A course of these hours whose owner is one of several, or (none of them) anybody or nobody.
  data::RowIndex stray(DataBuilder& data, std::int64_t of_hours, std::vector<CellValue> owners) {
    const data::RowIndex row = data.other_row(course);
    data.number(course, row, hours, of_hours);
    if (owners.empty())
      data.open(course, row, of);
    else
      data.listed(course, row, of, std::move(owners));
    return row;
  }

  // "yes" or "no", or what matters, of a person: is the expression true?
  std::string decided(ExprId truth_of_person, const std::function<void(DataBuilder&)>& fill, data::RowIndex row = 0) {
    const ExprId body = b.choose(truth_of_person, b.member(answers, 1), b.member(answers, 0));
    const FunctionId outcome = b.function("outcome", {row_t(person)}, body, 4);
    const DecisionId decision = b.decision("decision", person, outcome);
    const std::optional<std::string> violation = verify(b.program);
    INFO(violation.value_or(""));
    REQUIRE_FALSE(violation);
    DataBuilder data(b.program);
    for (int i = 0; i < 3; ++i) data.number(person, data.row(person), count, i);
    fill(data);
    data.link();
    const auto results = reference_engine(b.program, data.data)->decide(person, row).decisions;
    const engine::Outcome& result = results.at(decision.index).outcome;
    CHECK_FALSE(result.bounded);
    if (result.status == engine::Status::given) return result.value.number == Exact(1) ? "yes" : "no";
    std::string matters;
    for (const BlankCell& cell : result.missing) {
      matters += matters.empty() ? "" : ", ";
      matters += b.program.tables[cell.table].name + " " + std::to_string(cell.row);
      if (cell.column != whole_row) matters += " " + b.program.tables[cell.table].columns[cell.column].name;
    }
    return matters;
  }
};

}  // namespace

TEST_CASE("an open cell: one of the column's values, or none") {
  Damaged d;
  auto& b = d.b;
  auto open = [&](ColumnIndex column) { return [&d, column](DataBuilder& data) { data.open(d.person, 0, column); }; };
  for (const ColumnIndex column : {d.count, d.kind, d.truth, d.text, d.date, d.year}) {
    CHECK(d.decided(b.is_none(d.mine(column)), open(column)) ==
          "person 0 " + b.program.tables[d.person].columns[column].name);
    CHECK(d.decided(b.equal(d.mine(column), d.mine(column)), open(column)) != "yes");  // no where it is none
  }
  CHECK(d.decided(b.at_most(b.number(0), d.mine(d.count)), open(d.count)) == "person 0 count");
  CHECK(d.decided(b.any({b.is_none(d.mine(d.count)), b.at_most(b.number(0), d.mine(d.count))}), open(d.count)) ==
        "yes");
  CHECK(d.decided(b.less(b.number(9), d.mine(d.count)), open(d.count)) == "no");
  CHECK(d.decided(b.equal(d.mine(d.year), b.year(2017)), open(d.year)) == "person 0 year");
  CHECK(d.decided(b.less(b.number(9), d.mine(d.count)), open(d.text)) == "no");
}

TEST_CASE("a listed cell: one of its candidates, and nothing between them") {
  Damaged d;
  auto& b = d.b;
  auto listed = [&](ColumnIndex column, std::vector<CellValue> values) {
    return [&d, column, values](DataBuilder& data) { data.listed(d.person, 0, column, values); };
  };
  const ExprId count = d.mine(d.count);
  CHECK(d.decided(b.less(count, b.number(9)), listed(d.count, {number(2), number(8)})) == "yes");
  CHECK(d.decided(b.less(count, b.number(9)), listed(d.count, {number(2), nothing})) == "person 0 count");
  CHECK(d.decided(b.less(count, b.number(5)), listed(d.count, {number(2), number(8)})) == "person 0 count");
  CHECK(d.decided(b.equal(count, b.number(5)), listed(d.count, {number(2), number(8)})) == "no");
  CHECK(d.decided(b.less(b.number(5), b.times(count, count)), listed(d.count, {number(0), number(9)})) ==
        "person 0 count");
  // Read in two ways: 1967.1 is January or October.
  const Day january = *day_of(1967, 1, 1), october = *day_of(1967, 10, 1);
  const auto months = listed(d.date, {days(january, january + 30), days(october, october + 30)});
  CHECK(d.decided(b.less(d.mine(d.date), b.day(1967, 11, 1)), months) == "yes");
  CHECK(d.decided(b.less(d.mine(d.date), b.day(1967, 5, 1)), months) == "person 0 date");
  CHECK(d.decided(b.equal(b.part(d.mine(d.date), DatePart::month), b.number(5)), months) == "no");
  CHECK(d.decided(b.equal(b.part(d.mine(d.date), DatePart::day), b.number(31)), months) == "person 0 date");

  const auto kinds = listed(d.kind, {at(0), at(2)});
  CHECK(d.decided(b.equal(d.mine(d.kind), b.member(d.kinds, 1)), kinds) == "no");
  CHECK(d.decided(b.equal(d.mine(d.kind), b.member(d.kinds, 0)), kinds) == "person 0 kind");
  CHECK(d.decided(d.mine(d.truth), listed(d.truth, {at(1), nothing})) == "person 0 truth");
  const auto years = listed(d.year, {number(2015), number(2017)});
  CHECK(d.decided(b.equal(d.mine(d.year), b.year(2016)), years) == "no");
  CHECK(d.decided(b.less(d.mine(d.year), b.year(2016)), years) == "person 0 year");
}

TEST_CASE("a listed text is one of its candidates, also beside other texts that are not known") {
  Damaged d;
  auto& b = d.b;
  const ColumnIndex other = b.column(d.person, "other", text_t);
  auto texts = [&](DataBuilder& data) {
    data.listed(d.person, 0, d.text, {at(data.text_index("ab")), at(data.text_index("ac"))});
  };
  const ExprId text = d.mine(d.text);
  CHECK(d.decided(b.equal(text, b.text("b")), texts) == "no");
  CHECK(d.decided(b.contains(text, b.text("a")), texts) == "yes");
  CHECK(d.decided(b.contains(text, b.text("b")), texts) == "person 0 text");
  CHECK(d.decided(b.equal(text, d.mine(other)), texts) == "person 0 text, person 0 other");
  CHECK(d.decided(b.contains(text, d.mine(other)), texts) == "person 0 text, person 0 other");
  CHECK(d.decided(b.contains(d.mine(other), text), texts) == "person 0 text, person 0 other");
  auto apart = [&](DataBuilder& data) {
    texts(data);
    data.listed(d.person, 0, other, {at(data.text_index("b")), at(data.text_index("x")), nothing});
  };
  CHECK(d.decided(b.equal(text, d.mine(other)), apart) == "no");
  CHECK(d.decided(b.contains(text, d.mine(other)), apart) == "person 0 text, person 0 other");
}

TEST_CASE("an open reference: none, or any row, also one that is not identified") {
  Damaged d;
  auto& b = d.b;
  const ExprId factor = b.cell(d.mine(d.ref), d.factor);
  for (const int rows : {1, 3, 100}) {
    INFO(rows << " rows");
    auto all = [&](int last) {
      return [&d, rows, last](DataBuilder& data) {
        for (int i = 1; i < rows; ++i) data.number(d.thing, data.row(d.thing), d.factor, 1);
        data.number(d.thing, data.other_row(d.thing), d.factor, last);
        data.open(d.person, 0, d.ref);
      };
    };
    CHECK(d.decided(b.is_none(d.mine(d.ref)), all(1)) == "person 0 ref");
    CHECK(d.decided(b.equal(factor, b.number(1)), all(1)) == "person 0 ref");
    CHECK(d.decided(b.any({b.is_none(d.mine(d.ref)), b.equal(factor, b.number(1))}), all(1)) == "yes");
    CHECK(d.decided(b.any({b.is_none(d.mine(d.ref)), b.equal(factor, b.number(1))}), all(2)) == "person 0 ref");
    CHECK(d.decided(b.equal(factor, b.number(5)), all(2)) == "no");
  }
  auto no_rows = [&](DataBuilder& data) { data.open(d.person, 0, d.ref); };
  CHECK(d.decided(b.is_none(d.mine(d.ref)), no_rows) == "yes");
}

TEST_CASE("an open reference: cells of the rows that it may be to") {
  Damaged d;
  auto& b = d.b;
  const ExprId known =
      b.all({b.negate(b.is_none(d.mine(d.ref))), b.less(b.cell(d.mine(d.ref), d.factor), b.number(5))});
  auto blank = [&](DataBuilder& data) {
    data.row(d.thing);
    data.number(d.thing, data.row(d.thing), d.factor, 1);
    data.open(d.person, 0, d.ref);
  };
  CHECK(d.decided(known, blank) == "person 0 ref, thing 0 factor");
  const ExprId same = b.equal(d.mine(d.ref), b.cell(b.local(1, row_t(d.person)), d.ref));
  const ExprId others = b.over_rows(Fold::count, d.person, {}, 1, same, {});
  auto two = [&](DataBuilder& data) {
    blank(data);
    data.index(d.person, 1, d.ref, 1);
  };
  CHECK(d.decided(b.less(b.number(1), others), two) == "person 0 ref");
  CHECK(d.decided(b.less(b.number(2), others), two) == "no");
}

TEST_CASE("a listed reference: one of its rows, and none between them") {
  Damaged d;
  auto& b = d.b;
  const ExprId factor = b.cell(d.mine(d.ref), d.factor);
  auto either = [&](std::vector<CellValue> rows) {
    return [&d, rows](DataBuilder& data) {
      for (const int one : {1, 5, 3}) data.number(d.thing, data.row(d.thing), d.factor, one);
      data.listed(d.person, 0, d.ref, rows);
    };
  };
  CHECK(d.decided(b.less(factor, b.number(4)), either({at(0), at(2)})) == "yes");
  CHECK(d.decided(b.is_none(d.mine(d.ref)), either({at(0), at(2)})) == "no");
  CHECK(d.decided(b.less(factor, b.number(2)), either({at(0), at(2)})) == "person 0 ref");
  CHECK(d.decided(b.less(factor, b.number(4)), either({at(0), nothing})) == "person 0 ref");
  CHECK(d.decided(b.is_none(b.cell(d.mine(d.ref), d.factor)), either({at(0), nothing})) == "person 0 ref");
}

TEST_CASE("a row of one of several owners") {
  Damaged d;
  auto& b = d.b;
  auto stray = [&](std::int64_t hours, std::vector<CellValue> owners) {
    return [&d, hours, owners](DataBuilder& data) {
      data.number(d.course, data.row(d.course, 0), d.hours, 50);
      d.stray(data, hours, owners);
    };
  };
  const ExprId enough = b.at_most(b.number(60), d.my_hours());
  CHECK(d.decided(enough, stray(10, {at(0), at(1)})) == "course 1 of");
  CHECK(d.decided(enough, stray(10, {at(0), nothing})) == "course 1 of");
  CHECK(d.decided(enough, stray(9, {at(0), at(1)})) == "no");
  CHECK(d.decided(enough, stray(60, {at(0), at(1)}), 1) == "course 1 of");
  CHECK(d.decided(enough, stray(60, {at(0), at(1)}), 2) == "no");
  CHECK(d.decided(enough, stray(60, {at(0), at(2)}), 1) == "no");  // not an owner, though between two
  // It is somebody's, whoever that is; or nobody's.
  const ExprId together = b.plus(d.hours_of(0), d.hours_of(1));
  CHECK(d.decided(b.equal(together, b.number(60)), stray(10, {at(0), at(1)})) == "yes");
  CHECK(d.decided(b.equal(together, b.number(60)), stray(10, {at(0), at(2)})) == "course 1 of");
  CHECK(d.decided(b.equal(d.count_of(d.course), b.number(2)), stray(10, {at(0), at(1)})) == "yes");
  CHECK(d.decided(b.equal(d.count_of(d.course), b.number(2)), stray(10, {at(0), nothing})) == "course 1 of");
  // The person whose it is, through the row itself.
  const ExprId owner = b.cell(b.local(1, row_t(d.course)), d.of);
  const ExprId of_mine = b.over_rows(Fold::every, d.course, d.me(), 1, {}, b.equal(owner, d.me()));
  CHECK(d.decided(of_mine, stray(10, {at(0), at(1)})) == "yes");
}

TEST_CASE("a row of anybody, or of nobody") {
  Damaged d;
  auto& b = d.b;
  auto open = [&](DataBuilder& data) { d.stray(data, 10, {}); };
  const ExprId enough = b.at_most(b.number(10), d.my_hours());
  for (const data::RowIndex row : {0u, 1u, 2u}) CHECK(d.decided(enough, open, row) == "course 0 of");
  CHECK(d.decided(b.less(b.number(10), b.plus(d.hours_of(0), d.hours_of(1))), open) == "no");
  CHECK(d.decided(b.equal(d.count_of(d.course), b.number(1)), open) == "course 0 of");
  CHECK(d.decided(enough, [&](DataBuilder& data) { d.stray(data, 9, {}); }) == "no");
  auto nobodys = [&](DataBuilder& data) { data.cell(d.course, data.other_row(d.course), d.of, nothing); };
  CHECK(d.decided(b.equal(d.count_of(d.course), b.number(0)), nobodys) == "yes");
  CHECK(d.decided(b.less(d.my_hours(), b.number(1)), nobodys) == "yes");
}

TEST_CASE("rows below a row whose owner is not sure") {
  Damaged d;
  auto& b = d.b;
  const ExprId parts = b.over_rows(Fold::sum, d.course, d.me(), 1, {},
                                   b.over_rows(Fold::count, d.part, b.local(1, row_t(d.course)), 2, {}, {}));
  auto below = [&](DataBuilder& data) {
    const data::RowIndex course = d.stray(data, 10, {at(0), at(1)});
    data.row(d.part, course);
  };
  CHECK(d.decided(b.equal(parts, b.number(1)), below) == "course 0 of");
  CHECK(d.decided(b.equal(parts, b.number(2)), below) == "no");
  auto both = [&](DataBuilder& data) {
    const data::RowIndex mine = data.row(d.course, 0), course = d.stray(data, 10, {at(1), at(2)});
    data.listed(d.part, data.other_row(d.part), d.part_of, {at(mine), at(course)});
  };
  CHECK(d.decided(b.equal(parts, b.number(1)), both) == "part 0 of");
  CHECK(d.decided(b.equal(parts, b.number(1)), both, 1) == "course 1 of, part 0 of");
}

TEST_CASE("rows that are perhaps no records, and rows that are not identified") {
  Damaged d;
  auto& b = d.b;
  auto things = [&](DataBuilder& data) {
    for (const int factor : {1, 2, 3}) data.number(d.thing, data.row(d.thing), d.factor, factor);
    data.number(d.thing, data.other_row(d.thing), d.factor, 4);
    data.unsure(d.thing, 1);
    data.index(d.person, 0, d.ref, 1);
  };
  const ExprId count = d.count_of(d.thing);
  CHECK(d.decided(b.equal(count, b.number(4)), things) == "thing 1");
  CHECK(d.decided(b.equal(count, b.number(3)), things) == "thing 1");
  CHECK(d.decided(b.at_most(b.number(3), count), things) == "yes");
  const ExprId factor = b.cell(b.local(1, row_t(d.thing)), d.factor);
  CHECK(d.decided(b.equal(b.over_rows(Fold::maximum, d.thing, {}, 1, {}, factor), b.number(4)), things) == "yes");
  CHECK(d.decided(b.equal(b.over_rows(Fold::sum, d.thing, {}, 1, {}, factor), b.number(10)), things) == "thing 1");
  const ExprId found = b.over_rows(Fold::some, d.thing, {}, 1, {}, b.equal(factor, b.number(2)));
  CHECK(d.decided(found, things) == "thing 1");
  const ExprId below = b.over_rows(Fold::unique, d.thing, {}, 1, b.less(factor, b.number(3)), factor);
  CHECK(d.decided(b.equal(below, b.number(1)), things) == "thing 1");  // it fails where both rows are records
  CHECK(d.decided(b.equal(b.cell(d.mine(d.ref), d.factor), b.number(2)), things) == "yes");
}

TEST_CASE("a failure that only some repairs have") {
  Damaged d;
  auto& b = d.b;
  const ExprId half = b.over(b.number(1), b.number(0));
  const ExprId some_fail = b.is_none(b.over_rows(Fold::maximum, d.course, b.cell(d.mine(d.ref), d.owner), 1, {}, half));
  for (const int things : {2, 100}) {  // few rows are looked at one by one, many together
    INFO(things << " things");
    auto open = [&](DataBuilder& data) {
      for (int i = 0; i < things; ++i) {
        data.index(d.thing, data.row(d.thing), d.owner, static_cast<std::uint32_t>(data.row(d.person)));
      }
      data.row(d.course, 3);
      data.open(d.person, 0, d.ref);
    };
    CHECK(d.decided(some_fail, open) == "person 0 ref");
  }
  // One row decides, if it is a record; another fails.
  const ExprId factor = b.cell(b.local(1, row_t(d.thing)), d.factor);
  const ExprId one_is_0 =
      b.over_rows(Fold::some, d.thing, {}, 1, {}, b.equal(b.over(b.number(4), factor), b.number(2)));
  auto two = [&](DataBuilder& data) {
    for (const int one : {0, 2}) data.number(d.thing, data.row(d.thing), d.factor, one);
    data.unsure(d.thing, 1);
  };
  CHECK(d.decided(one_is_0, two) == "thing 1");
}

TEST_CASE("cases that conflict unless a text that is not known is the other's") {
  Damaged d;
  auto& b = d.b;
  const ColumnIndex other = b.column(d.person, "other", text_t);
  std::vector<Case> cases(2);
  for (std::size_t i = 0; i < 2; ++i) {
    cases[i].guard = b.truth(true);
    cases[i].value = d.mine(i == 0 ? d.text : other);
    cases[i].name = "c" + std::to_string(i);
  }
  const ExprId found = b.is_none(b.cases(false, cases));
  CHECK(d.decided(found, [&](DataBuilder& data) { data.text(d.person, 0, d.text, "x"); }) == "person 0 other");
  auto listed = [&](DataBuilder& data) {
    data.text(d.person, 0, d.text, "x");
    data.listed(d.person, 0, other, {at(data.text_index("x")), at(data.text_index("y"))});
  };
  CHECK(d.decided(found, listed) == "person 0 other");
}
