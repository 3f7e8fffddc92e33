// Folds that compare rows with rows, answered from an index and row by row: the same set of values, on complete,
// optional and blank cells, with failures. (While coverage is watched no index is used.)
#include <catch2/catch.hpp>
#include <map>

#include "interpreter/reference/fold_plan.hpp"
#include "tests/support/data_builder.hpp"
#include "tests/support/effort.hpp"
#include "tests/support/random.hpp"
#include "tests/support/reference_engine.hpp"

namespace {

using namespace cepol;
using namespace cepol::test;

// A person and 16 to 40 rows, whose cells have few different values; a function of the person that folds over the rows
// s, within a fold over the rows r.
class ComparedRows {
 public:
  explicit ComparedRows(std::uint64_t seed) : random_{seed} {
    b.keyed(person);
    b.child_of(study, person);
    number = b.number_column(study, "number", 0, 9, 0);
    whole = b.column(study, "optional number", number_t, Blank::none);
    kind = b.column(study, "kind", enumeration_t(kinds));
    topic = b.column(study, "topic", text_t, Blank::none);
    day = b.column(study, "day", date_t, Blank::none);
    figure = b.function("figure", {row_t(person)}, outer(), 8);
  }

  ProgramBuilder b;
  FunctionId figure;
  Fold inner_fold = Fold::count;

  data::Dataset rows(bool with_blanks) {
    DataBuilder made(b.program);
    made.row(person);
    made.text(person, 0, 0, "P1");
    const bool many = random_.chance(60);  // more than are looked at one by one when an index is searched
    for (std::size_t i = many ? 130 + random_.below(200) : 16 + random_.below(25); i > 0; --i) {
      const data::RowIndex row = made.row(study);
      made.index(study, row, *b.program.tables[study].link, 0);
      made.number(study, row, number, static_cast<std::int64_t>(random_.below(5)));
      if (!random_.chance(5)) made.number(study, row, whole, static_cast<std::int64_t>(random_.below(5)) - 1);
      made.index(study, row, kind, static_cast<std::uint32_t>(random_.below(3)));
      if (!random_.chance(5)) made.text(study, row, topic, std::string(1, static_cast<char>('a' + random_.below(4))));
      // A day too late for a further one makes what adds to it fail.
      const Day first = random_.chance(40) ? last_day() : static_cast<Day>(17'000 + random_.below(many ? 150 : 6));
      if (!random_.chance(6)) made.date(study, row, day, first);
    }
    if (with_blanks)
      for (std::size_t i = 1 + random_.below(4); i > 0; --i)
        made.open(study, static_cast<data::RowIndex>(random_.below(made.data[study].rows)),
                  static_cast<ColumnIndex>(1 + random_.below(5)));
    made.link();
    return std::move(made.data);
  }

 private:
  TableId person = b.table("person"), study = b.table("study");
  EnumerationId kinds = b.choice("kinds", {"k0", "k1", "k2"});
  ColumnIndex number, whole, kind, topic, day;
  Random random_;
  static constexpr Slot r = 1, s = 2, bound = 3;

  ExprId cell(Slot row, ColumnIndex column) { return b.cell(b.local(row, row_t(study)), column); }
  ExprId row(Slot slot) { return b.local(slot, row_t(study)); }
  // A value of a row, of one of three types.
  ExprId value(Slot row, std::size_t type) {
    if (type == 2) {
      const ExprId date = cell(row, day);
      return random_.chance(2) ? date : b.shift(date, b.number(1), Calendar::days);
    }
    if (type == 1) return cell(row, number);
    const ExprId amount = cell(row, whole);
    return random_.chance(3) ? b.plus(amount, cell(row, number)) : amount;
  }
  ExprId comparison(Relation relation) {
    const std::size_t type = random_.below(3);
    const ExprId of_s = value(s, type), of_r = value(r, type);
    return random_.chance(2) ? b.compare(relation, of_s, of_r) : b.compare(relation, of_r, of_s);
  }
  Relation order() { return random_.chance(2) ? Relation::less : Relation::at_most; }

  ExprId order_of_two() {
    const ColumnIndex columns[] = {number, whole, day};
    const std::size_t type = random_.below(3);
    const ColumnIndex column = columns[random_.below(3)];
    const bool same = random_.chance(2);
    const ExprId of_s = same ? cell(s, column) : value(s, type), of_r = same ? cell(r, column) : value(r, type);
    const bool up = random_.chance(2), rows_up = random_.chance(2);
    auto turned = [&](Relation relation, ExprId a, ExprId c, bool way) {
      return way ? b.compare(relation, a, c) : b.compare(relation, c, a);
    };
    if (random_.chance(2))
      return b.any({turned(Relation::less, of_s, of_r, up),
                    b.all({b.equal(of_s, of_r),
                           random_.chance(2) ? turned(order(), row(s), row(r), rows_up) : comparison(order())})});
    std::vector<ExprId> either{
        b.all({turned(Relation::less, row(s), row(r), rows_up), turned(Relation::at_most, of_s, of_r, up)}),
        b.all({turned(Relation::less, of_s, of_r, up), turned(Relation::less, row(r), row(s), rows_up)})};
    if (random_.chance(2)) std::swap(either[0], either[1]);
    return b.any(std::move(either));
  }

  ExprId condition() {
    switch (random_.below(9)) {
      case 0: return b.equal(cell(s, kind), cell(r, kind));
      case 1: return b.equal(cell(r, topic), cell(s, topic));
      case 2: return comparison(Relation::equal);
      case 3: return order_of_two();
      case 4: return b.negate(b.equal(cell(s, topic), cell(r, topic)));
      case 5: return b.negate(condition());
      case 6: return b.at_most(b.number(1), cell(s, whole));
      case 7: {
        const ExprId value = b.plus(cell(random_.chance(2) ? s : r, number), b.number(1));
        return b.let(bound, value,
                     b.all({b.at_most(cell(s, number), b.local(bound, number_t)),
                            b.at_most(b.local(bound, number_t), b.plus(cell(r, whole), b.number(3)))}));
      }
      default: return comparison(order());
    }
  }
  ExprId conditions() {
    std::vector<ExprId> all;
    for (std::size_t i = random_.below(4); i > 0; --i) all.push_back(condition());
    return b.all(std::move(all));
  }

  ExprId inner() {
    static constexpr Fold folds[] = {Fold::sum,     Fold::count,   Fold::some,     Fold::every,
                                     Fold::minimum, Fold::maximum, Fold::distinct, Fold::unique};
    inner_fold = folds[random_.below(std::size(folds))];
    std::optional<ExprId> of;
    if (inner_fold == Fold::some || inner_fold == Fold::every)
      of = random_.chance(4) ? b.truth(true) : condition();
    else if (inner_fold == Fold::distinct || inner_fold == Fold::unique)
      of = random_.chance(2) ? cell(s, topic) : cell(s, kind);
    else if (inner_fold != Fold::count)
      of = value(s, random_.below(2));
    return b.over_rows(inner_fold, study, b.local(0, row_t(person)), s, conditions(), of);
  }
  // How often the inner fold is none, no or fails shows in a sum over the rows.
  ExprId outer() {
    ExprId of = inner();
    if (b.type_of(of).kind != Kind::number) of = b.choose(truth_of(of), b.number(1), b.number(100));
    return b.over_rows(Fold::sum, study, b.local(0, row_t(person)), r, {}, of);
  }
  ExprId truth_of(ExprId of) {
    if (b.type_of(of).kind == Kind::truth) return of;
    return b.type_of(of).kind == Kind::enumeration ? b.equal(of, b.member(kinds, 1)) : b.equal(of, b.text("b"));
  }
};

bool has_plan(const Program& program) {
  std::vector<reference::SlotSet> slots(program.exprs.size());
  bool any = false;
  for (std::uint32_t i = 0; i < program.exprs.size(); ++i) {
    slots[i] = reference::free_slots(program.exprs.nodes[i].term, slots);
    if (const auto* rows = std::get_if<OverRows>(&program.exprs.nodes[i].term))
      any = any || reference::fold_plan_of(program, *rows, slots).has_value();
  }
  return any;
}

engine::ValueSet value_of(ComparedRows& generated, const data::Dataset& dataset, bool indexed) {
  const auto engine = reference_engine(generated.b.program, dataset);
  engine::CoverageMarks marks(generated.b.program);
  if (!indexed) engine->watch(&marks);
  const engine::ValueSet row = engine::of_row(0);
  return engine->call(generated.figure, std::span(&row, 1));
}

}  // namespace

TEST_CASE("folds over rows give the same from an index as row by row") {
  std::map<Fold, std::uint64_t> planned, certain;
  const std::uint64_t count = cases_of({6'000, 1'500, 60'000});
  for (std::uint64_t seed = 1; seed <= count; ++seed) {
    ComparedRows generated(seed * 7919);
    if (has_plan(generated.b.program)) ++planned[generated.inner_fold];
    for (const bool with_blanks : {false, true}) {
      // How many different values there may be is counted with blanks in the order of the rows.
      if (with_blanks && generated.inner_fold == Fold::distinct) continue;
      const data::Dataset dataset = generated.rows(with_blanks);
      const engine::ValueSet one = value_of(generated, dataset, true), other = value_of(generated, dataset, false);
      if (!with_blanks && engine::is_settled(one)) ++certain[generated.inner_fold];
      if (!(one == other))
        FAIL("seed " << seed << (with_blanks ? " with blanks" : "") << "\n" << print(generated.b.program));
    }
  }
  for (const auto& [fold, cases] : planned) {
    INFO(static_cast<int>(fold));
    CHECK(cases > count / 30);
    CHECK(certain[fold] > count / 30);
  }
  CHECK(planned.size() == 8);
}
