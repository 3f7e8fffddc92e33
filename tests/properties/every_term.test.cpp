// For every term of the core: verify accepts it, print and the digest (by which diff tells functions apart) show a
// change of it, the engine marks it for coverage, and explanations show its value, or the table says why not. The other
// features (amend, format, mutation, pages) read policy texts only: every_node.test.cpp. A term that the table lacks
// fails by its name.
#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>

#include "interpreter/explain/explain.hpp"
#include "lang/core/digest.hpp"
#include "tests/support/data_builder.hpp"
#include "tests/support/reference_engine.hpp"

using namespace cepol;
using namespace cepol::test;

namespace {

// A program with one decision, whose account shows the value of one term.
struct TermProgram : ProgramBuilder {
  TableId people = table("people");
  ColumnIndex low = number_column(people, "low", 0, 100, 0), high = number_column(people, "high", 0, 100, 0);
  EnumerationId members = choice("members", {"first", "second"});
  ReadingId strict = reading("strict", 0), mild = reading("mild", 1);
  FunctionId one = function("one", {}, number(1), 0), two = function("two", {}, number(2), 0);
  ExprId term;

  explicit TermProgram(const std::function<ExprId(TermProgram&)>& make) : term(make(*this)) {
    const FunctionId value = function("value", {row_t(people)}, term, 8);
    const FunctionId outcome = function("outcome", {row_t(people)}, member(members, 0), 1);
    const DecisionId decided = decision("decision", people, outcome);
    Step amount{};
    amount.kind = StepKind::amount;
    amount.label = "amount";
    amount.value = value;
    program.decisions[decided].account = {program.steps.add(amount)};
  }
  ReadingId reading(const std::string& name, Member by_default) {
    Reading made;
    made.name = name;
    made.options = {{"first", ""}, {"second", ""}};
    made.default_option = by_default;
    made.enumeration = members;
    return program.readings.add(made);
  }
  ExprId me() { return local(0, row_t(people)); }
};

std::string text_of(const explain::ExplanationLine& line) {
  std::string text = line.text + "\n";
  for (const explain::ExplanationLine& one : line.lines) text += text_of(one);
  return text;
}

struct Evaluated {
  std::string explanation;
  bool marked;
};
Evaluated evaluation_of(const TermProgram& made) {
  DataBuilder data(made.program);
  data.row(made.people);
  data.number(made.people, 0, made.low, 5);
  data.number(made.people, 0, made.high, 6);
  engine::Options options;
  for (const Reading& one : made.program.readings.nodes) options.readings.push_back(one.default_option);
  const std::unique_ptr<engine::Engine> engine = reference_engine(made.program, data.data, options);
  engine::CoverageMarks marks(made.program);
  engine->watch(&marks);
  const engine::ValueSet row = engine::of_row(0);
  engine->call(FunctionId{2}, std::span(&row, 1));
  engine->watch(nullptr);
  const auto results = engine->decide(made.people, 0);
  const explain::Subject subject{made.program, data.data, *engine, made.people, 0};
  return {text_of(explain::explanation(subject, results.decisions.front())),
          marks.has(made.term, engine::CoverageMarks::evaluated)};
}

struct TermCase {
  TermKind kind;
  std::function<ExprId(TermProgram&, bool changed)> make;  // the term, and the same term with one field changed
  const char* not_explained = "";                          // the reason
};

const std::vector<TermCase>& term_cases() {
  using P = TermProgram;
  static const std::vector<TermCase> cases{
      {TermKind::Constant, [](P& p, bool changed) { return p.number(changed ? 2 : 1); }},
      {TermKind::Local,
       [](P& p, bool changed) {
         const ExprId first = p.number(1), second = p.number(2);
         const ExprId local = p.local(changed ? 1 : 2, number_t);
         return p.let(1, first, p.let(2, second, local));
       }},
      {TermKind::ReadingOption,
       [](P& p, bool changed) { return p.add(ReadingOption{changed ? p.mild : p.strict}, enumeration_t(p.members)); }},
      {TermKind::ColumnOf, [](P& p, bool changed) { return p.cell(p.me(), changed ? p.high : p.low); }},
      {TermKind::Arithmetic,
       [](P& p, bool changed) {
         return p.arithmetic(changed ? Operation::multiply : Operation::add, p.number(2), p.number(3));
       }},
      {TermKind::Round,
       [](P& p, bool changed) {
         return p.round(p.number(Exact::ratio(5, 2).value()), 1, changed ? Rounding::up : Rounding::down);
       }},
      {TermKind::DateAdd,
       [](P& p, bool changed) {
         return p.shift(p.day(2020, 1, 1), p.number(1), changed ? Calendar::years : Calendar::months);
       }},
      {TermKind::DateDiff,
       [](P& p, bool changed) {
         return p.elapsed(p.day(2020, 1, 1), p.day(2021, 1, 1), changed ? Calendar::days : Calendar::months);
       }},
      {TermKind::ExtractDatePart,
       [](P& p, bool changed) { return p.part(p.day(2020, 3, 4), changed ? DatePart::day : DatePart::month); }},
      {TermKind::YearDay, [](P& p, bool changed) { return p.year_day(p.year(2020), changed); }},
      {TermKind::Compare,
       [](P& p, bool changed) {
         return p.compare(changed ? Relation::at_most : Relation::less, p.number(1), p.number(1));
       }},
      {TermKind::Logic,
       [](P& p, bool changed) {
         return p.add(Logic{changed, {p.truth(true), p.truth(false)}}, truth_t);
       }},
      {TermKind::Not, [](P& p, bool changed) { return p.negate(p.truth(changed)); }},
      {TermKind::IsNone, [](P& p, bool changed) { return p.is_none(changed ? p.none(number_t) : p.number(1)); }},
      {TermKind::Contains, [](P& p, bool changed) { return p.contains(p.text("ab"), p.text(changed ? "c" : "b")); }},
      {TermKind::If, [](P& p, bool changed) { return p.choose(p.truth(changed), p.number(1), p.number(2)); }},
      {TermKind::Cases,
       [](P& p, bool changed) {
         const ExprId yes = p.truth(true), one = p.number(1), two = p.number(2);
         std::vector<core::Case> list{{yes, one, {}, "one"}, {yes, two, {}, "two"}};
         list[changed ? 0 : 1].over = {changed ? 1U : 0U};
         return p.cases(false, list);
       }},
      {TermKind::Let,
       [](P& p, bool changed) {
         const ExprId value = p.number(changed ? 2 : 1);
         return p.let(1, value, p.local(1, number_t));
       }},
      {TermKind::Call, [](P& p, bool changed) { return p.call(changed ? p.two : p.one, {}); }},
      {TermKind::OverRows,
       [](P& p, bool changed) {
         const ExprId value = p.cell(p.local(1, row_t(p.people)), changed ? p.high : p.low);
         return p.over_rows(Fold::sum, p.people, {}, 1, {}, value);
       }},
      {TermKind::OverYears,
       [](P& p, bool changed) {
         const ExprId from = p.year(2020), to = p.year(changed ? 2022 : 2021);
         return p.over_years(Fold::count, 1, from, to, {}, {});
       }},
      {TermKind::YearScan,
       [](P& p, bool changed) {
         const ExprId from = p.year(2020), to = p.year(changed ? 2022 : 2021), none = p.number(0);
         const ExprId next = p.plus(p.local(2, number_t), p.number(1));
         return p.add(YearScan{1, from, to, {{2, none, next}}}, number_t);
       }},
      {TermKind::Fail,
       [](P& p, bool changed) {
         return p.add(changed ? Fail{"乙", "second"} : Fail{"甲", "first"}, number_t);
       },
       "an amount that fails is shown as “cannot be computed”; why is told with the result"},
  };
  return cases;
}

constexpr const char* term_names[] = {
#define CEPOL_TERM(name) #name,
#include "lang/core/terms.def"
#undef CEPOL_TERM
};

}  // namespace

TEST_CASE("every term of the core is handled, or exempt with a reason") {
  std::string findings;
  for (std::size_t i = 0; i < std::size(term_names); ++i)
    if (std::count_if(term_cases().begin(), term_cases().end(),
                      [&](const TermCase& one) { return one.kind == static_cast<TermKind>(i); }) != 1)
      findings += std::string(term_names[i]) + ": not listed once\n";
  for (const TermCase& one : term_cases()) {
    const std::string name = std::string(term_names[static_cast<std::size_t>(one.kind)]) + ": ";
    const TermProgram before([&](TermProgram& p) { return one.make(p, false); });
    const TermProgram after([&](TermProgram& p) { return one.make(p, true); });
    const auto is_kind = [&](const Expr& expr) { return kind_of(expr.term) == one.kind; };
    if (std::none_of(before.program.exprs.nodes.begin(), before.program.exprs.nodes.end(), is_kind))
      findings += name + "the case has no such term\n";
    for (const TermProgram* made : {&before, &after})
      if (const auto breach = verify(made->program)) findings += name + "verify: " + *breach + "\n";
    if (print(before.program) == print(after.program)) findings += name + "print does not show it\n";
    if (digests_of(before.program, {0, 1})[2] == digests_of(after.program, {0, 1})[2])
      findings += name + "the digest does not show it\n";
    const Evaluated first = evaluation_of(before), second = evaluation_of(after);
    if (!first.marked || !second.marked) findings += name + "coverage does not mark it\n";
    const bool explained = first.explanation != second.explanation, exempt = *one.not_explained != '\0';
    if (explained == exempt) findings += name + (exempt ? "explained, but exempt" : "not explained") + "\n";
  }
  INFO(findings);
  CHECK(findings.empty());
}
