#include "interpreter/explain/phrases.hpp"

#include <catch2/catch.hpp>

#include "interpreter/explain/account.hpp"
#include "tests/support/data_builder.hpp"
#include "tests/support/reference_engine.hpp"

using namespace cepol;
using namespace cepol::explain;
using core::Kind;

namespace {

core::Program with_unit(bool english) {
  core::Program program;
  program.english = english;
  program.units.add({"学时", {"hours"}, core::UnitId{0}, 1});
  return program;
}
const data::Dataset none;
constexpr core::Type hours{Kind::number, core::UnitId{0}, {}, {}};

}  // namespace

TEST_CASE("figures are read with their unit") {
  const core::Program zh = with_unit(false), en = with_unit(true);
  auto number = [](Exact value) { return engine::of_number(value); };
  CHECK(figure(zh, none, "应修学时", hours, number(170)) == "应修170学时");
  CHECK(figure(zh, none, "公需科目", hours, number(*Exact::ratio(5, 2))) == "公需科目2.5学时");
  CHECK(figure(zh, none, "应修学时", hours, number(*Exact::ratio(170, 3))) == "应修170/3学时");
  CHECK(figure(zh, none, "学时", hours, number(3)) == "3学时");
  CHECK(figure(zh, none, "人数", test::number_t, number(3)) == "人数：3");
  CHECK(figure(en, none, "required", hours, number(170)) == "required: 170 hours");
  CHECK(figure(en, none, "required", hours, number(1)) == "required: 1 hour");
  CHECK(figure(en, none, "required", hours, number(*Exact::ratio(1, 2))) == "required: 0.5 hours");
  CHECK(set_text(en, none, hours, engine::of_range(1, 1)) == "1 hour");
  CHECK(set_text(en, none, hours, engine::of_range(0, 1)) == "0 to 1 hour");
  CHECK(figure(zh, none, "应修学时", hours, number(1)) == "应修1学时");
  CHECK(figure(zh, none, "应修学时", hours, engine::none_value(engine::Shape::range)) == "应修学时：无");
}

TEST_CASE("sets of values") {
  core::Program program = with_unit(false);
  const core::EnumerationId sex = program.enumerations.add({"性别", {"男", "女"}});
  const std::int64_t sight = 1000000000;
  CHECK(set_text(program, none, test::truth_t, engine::of_truth(true, true)) == "是或否");
  CHECK(set_text(program, none, test::enumeration_t(sex), engine::of_members(2)) == "女");
  CHECK(set_text(program, none, hours, engine::of_range(0, 20)) == "0至20学时");
  CHECK(set_text(program, none, hours, engine::of_range(130, sight + 150)) == "至少130学时");
  CHECK(set_text(program, none, hours, engine::of_range(Exact::lowest(), 5)) == "至多5学时");
  CHECK(set_text(program, none, hours, engine::of_range(-sight, sight)) == "任何值");
  const Day day = *day_of(1967, 5, 20);
  CHECK(set_text(program, none, test::date_t, engine::of_range(std::int64_t{first_day()}, std::int64_t{day})) ==
        "1967-05-20或以前");
  CHECK(set_text(program, none, test::date_t, engine::of_range(std::int64_t{day}, std::int64_t{last_day()})) ==
        "1967-05-20或以后");
  CHECK(set_text(program, none, test::date_t, engine::of_range(std::int64_t{day}, std::int64_t{day} + 1)) ==
        "1967-05-20至1967-05-21");
  CHECK(set_text(program, none, test::year_t, engine::of_range(2015, 2017)) == "2015至2017");
  program.english = true;
  CHECK(set_text(program, none, hours, engine::of_range(0, 20)) == "0 to 20 hours");
  CHECK(set_text(program, none, test::truth_t, engine::of_truth(true, true)) == "yes or no");
}

TEST_CASE("clauses are cited once each") {
  core::Program program;
  const core::ClauseId a = program.clauses.add({"三(一)", ""}), b = program.clauses.add({"四", ""});
  CHECK(cited(program, {a, b, a}, false) == "（§三(一)、§四）");
  CHECK(cited(program, {a}, true) == " (§三(一))");
  CHECK(cited(program, {}, false).empty());
}

namespace {

// A decision of x: 低 when x >= 1, 高 (over 低) when x >= 5, 奇 when x >= 9 (over nothing); labels are not the
// outcomes' names.
struct Cased {
  test::ProgramBuilder builder;
  core::TableId table;
  core::ColumnIndex x = 0;
  core::DecisionId decision;

  explicit Cased(bool first) {
    table = builder.table("甲");
    x = builder.number_column(table, "x", 0, 100, 0);
    const core::EnumerationId outcomes = builder.choice("结果", {"低", "高", "奇", "零"});
    std::vector<core::Case> cases;
    core::Step account{core::StepKind::cases, "结果", {}, {}, {}, {}, {}, {}, {}, false};
    const core::ClauseId clause = builder.program.clauses.add({"一", "原文"});
    for (const auto& [least, label] : std::vector<std::pair<int, std::string>>{{1, "到一"}, {5, "到五"}, {9, "到九"}}) {
      const auto guard = [&] {
        return builder.at_most(builder.number(least), builder.cell(builder.local(0, test::row_t(table)), x));
      };
      core::Step option{core::StepKind::option, label, {clause}, {}, {}, {}, {}, {}, {}, true};
      option.value = builder.function(label, {test::row_t(table)}, guard(), 1);
      const auto member = static_cast<std::int64_t>(cases.size());
      account.steps.push_back(builder.program.steps.add(option));
      cases.push_back({guard(),
                       builder.constant(member, test::enumeration_t(outcomes)),
                       {},
                       builder.program.enumerations[outcomes].members[cases.size()]});
    }
    cases[1].over = {0};
    core::Step otherwise{core::StepKind::option, "零", {}, {}, {}, {}, {}, {}, {}, false};
    account.steps.push_back(builder.program.steps.add(otherwise));
    const core::ExprId body = builder.cases(first, cases, builder.constant(3, test::enumeration_t(outcomes)));
    const core::FunctionId outcome = builder.function("结果", {test::row_t(table)}, body, 1);
    decision = builder.decision("结果", table, outcome);
    account.value = outcome;
    builder.program.decisions[decision].account = {builder.program.steps.add(account)};
  }

  std::string reasons(std::optional<int> value, std::string* chosen = nullptr) {
    test::DataBuilder data(builder.program);
    data.row(table);
    if (value) data.number(table, 0, x, *value);
    const auto evaluator = test::reference_engine(builder.program, data.data);
    const Subject subject{builder.program, data.data, *evaluator, table, 0};
    const core::Step& cases = builder.program.steps[builder.program.decisions[decision].account[0]];
    const core::Step* option = chosen_option(subject, cases);
    if (chosen != nullptr) *chosen = option == nullptr ? "" : option->label;
    return explain::reasons(subject, evaluator->decide(table, 0));
  }
};

}  // namespace

TEST_CASE("the case that is chosen is the one that no holding case is over") {
  Cased one(false);
  std::string chosen;
  CHECK(one.reasons(3, &chosen) == "结果：低（§一），到一。");
  CHECK(chosen == "到一");
  CHECK(one.reasons(6, &chosen) == "结果：高（§一），到五。");
  CHECK(chosen == "到五");
  CHECK(one.reasons(0, &chosen) == "结果：零，不属于“到一”、“到五”、“到九”。");
  CHECK(chosen == "零");
  CHECK(one.reasons(9, &chosen) ==
        "结果：冲突，以下规定同时适用，又没有写明何者优先：“高”（到五）（§一）、“奇”（到九）（§一）。");
  CHECK(chosen.empty());
  CHECK(one.reasons({}, &chosen) == "结果：待定，取决于未填或不全的：x。");
  CHECK(chosen.empty());
}

TEST_CASE("of cases in order the first that holds is chosen") {
  Cased first(true);
  std::string chosen;
  CHECK(first.reasons(9, &chosen) == "结果：低（§一），到一。");
  CHECK(chosen == "到一");
}

TEST_CASE("English") {
  Cased one(false);
  one.builder.program.english = true;
  CHECK(one.reasons(6) == "结果: 高 (§一), 到五.");
  CHECK(one.reasons({}) == "结果: undetermined, it depends on what is blank or incomplete: x.");
}
