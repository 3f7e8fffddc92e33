// What a plan computes once: rows asked for in each of several years.
#include "interpreter/columnar/compile.hpp"
#include "tests/support/data_builder.hpp"
#include "tests/support/policy.hpp"

namespace cepol::columnar {
namespace {

using test::checked;
using test::DataBuilder;

const std::string records = R"(
policy test/one "test" { language en }
unit hours
enum kind { law, ethics }
record person key id { id: text; year0: year }
record study of person { y: year; kind: kind; hours: hours >= 0; approved: bool }
record rate key code { code: text; since: year; points: hours; open: bool }
)";

Plan plan_of(const std::string& rules) {
  const auto policy = checked({{"", records + rules}});
  INFO(test::why_bad(*policy));
  REQUIRE(policy->good());
  const core::Program& program = policy->checked.program;
  DataBuilder data(program);
  Compiler compiler(program, data.data, {});
  for (const core::Decision& decision : program.decisions.nodes)
    compiler.function_of_subject(decision.outcome, decision.table);
  return compiler.finish();
}

// How many nodes of an operation the plan computes, by the depth of their domains: the subject's is 1.
std::map<std::uint32_t, int> depths(const Plan& plan, Op op) {
  std::map<std::uint32_t, int> found;
  for (const auto& loop : plan.loops)
    for (NodeId id : loop)
      if (plan.nodes[id].op == op) ++found[plan.domains[plan.nodes[id].domain].depth];
  return found;
}

}  // namespace

TEST_CASE("what of a row does not depend on the year is computed once for all years") {
  const Plan plan = plan_of(R"(
define short for person = count(year i in from 2010 to 2020
  where sum(hours over study where y = i and approved and kind is law) < 10 hours)
define late for person = count(year i in from year0 to 2020 where some(study where y = i and approved))
decision due for person: yes_ | no_ { yes_ when short + late > 3; no_ otherwise }
)");
  // y, hours, approved and kind of the subject's rows, and the subject's year: none for a row in each year.
  CHECK(depths(plan, Op::column) == std::map<std::uint32_t, int>{{1, 1}, {2, 4}});
  const auto compares = depths(plan, Op::compare);
  CHECK(compares.at(2) >= 2);  // the kind; of years whether few hours
  CHECK(compares.at(3) == 2);  // the year of the row, in both folds
}

TEST_CASE("rows compared with rows are lanes of their own") {
  const Plan plan = plan_of(R"(
define more for person = count(study as a where count(study as b where b.hours > a.hours and b.approved) > 2)
decision due for person: yes_ | no_ { yes_ when more > 3; no_ otherwise }
)");
  // The hours of one row and of the other, and which are approved.
  CHECK(depths(plan, Op::column) == std::map<std::uint32_t, int>{{2, 1}, {3, 2}});
}

TEST_CASE("what of a table's rows does not depend on the subject is computed once a batch") {
  const Plan plan = plan_of(R"(
define points_ for person = sum(points over rate where since <= year0 and open)
decision due for person: yes_ | no_ { yes_ when points_ > 3 hours; no_ otherwise }
)");
  CHECK(depths(plan, Op::column) == std::map<std::uint32_t, int>{{1, 4}});
}

TEST_CASE("a plan leaves out what nothing needs") {
  const Plan plan = plan_of(R"(
decision due for person: yes_ | no_ { yes_ when year0 > 2000; no_ otherwise }
)");
  for (const auto& loop : plan.loops)
    for (NodeId id : loop)
      CHECK((plan.nodes[id].domain.index == 0 || plan.domains[plan.nodes[id].domain].kind == Domain::Kind::subjects));
}

}  // namespace cepol::columnar
