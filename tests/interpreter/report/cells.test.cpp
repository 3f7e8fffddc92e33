#include "interpreter/report/cells.hpp"

#include <catch2/catch.hpp>

#include "interpreter/explain/missing.hpp"
#include "interpreter/explain/result_cells.hpp"
#include "tests/support/data_builder.hpp"

using namespace cepol;
using Rows = std::vector<std::vector<std::string>>;

namespace {

struct Sample {
  test::ProgramBuilder builder;
  core::TableId people, classes;
  core::ColumnIndex group = 0, hours = 0, born = 0, name = 0, yes = 0, year = 0, in_class = 0;

  Sample() {
    classes = builder.table("班");
    builder.keyed(classes);
    people = builder.table("人");
    builder.keyed(people);
    group = builder.column(people, "组", test::enumeration_t(builder.choice("组", {"甲", "乙", "丙"})));
    hours = builder.number_column(people, "学时", 0, 1000, 4);
    born = builder.column(people, "出生", test::date_t);
    name = builder.column(people, "姓名", test::text_t, core::Blank::none);
    yes = builder.column(people, "核定", test::truth_t);
    year = builder.column(people, "年度", test::year_t);
    in_class = builder.column(people, "班次", test::row_t(classes));
  }
};

}  // namespace

TEST_CASE("cells are written exactly") {
  Sample sample;
  test::DataBuilder data(sample.builder.program);
  data.row(sample.classes);
  data.text(sample.classes, 0, 0, "B1");
  data.row(sample.people);
  data.row(sample.people);
  data.index(sample.people, 0, sample.group, 1);
  data.at(sample.people, sample.hours).scale = 4;
  data.number(sample.people, 0, sample.hours, 1699999);
  data.date(sample.people, 0, sample.born, *day_of(1967, 5, 1), *day_of(1967, 5, 31));
  data.text(sample.people, 0, sample.name, "张三");
  data.index(sample.people, 0, sample.yes, 1);
  data.number(sample.people, 0, sample.year, 2017);
  data.index(sample.people, 0, sample.in_class, 0);
  data.open(sample.people, 1, sample.in_class);
  auto cell = [&](data::RowIndex row, core::ColumnIndex column) {
    return report::data_cell(sample.builder.program, data.data, sample.people, row, column);
  };
  CHECK(cell(0, sample.group) == "乙");
  CHECK(cell(0, sample.hours) == "169.9999");
  CHECK(cell(0, sample.born) == "1967-05");
  CHECK(cell(0, sample.name) == "张三");
  CHECK(cell(0, sample.yes) == "是");
  CHECK(cell(0, sample.year) == "2017");
  CHECK(cell(0, sample.in_class) == "B1");
  for (core::ColumnIndex column = 0; column <= sample.in_class; ++column) CHECK(cell(1, column).empty());
}

TEST_CASE("quotas: free, full, over, no number given, rows of which it is not known") {
  Sample sample;
  core::Quota quota{"名额", "人数", "状态", sample.people, sample.group, {Exact(2), Exact(1), std::nullopt}, {}, {}};
  test::DataBuilder data(sample.builder.program);
  for (const std::uint32_t member : {0u, 1u, 1u, 2u})
    data.index(sample.people, data.row(sample.people), sample.group, member);
  CHECK(report::labels(report::quota_header(sample.builder.program, quota)) ==
        std::vector<std::string>{"组", "人数", "名额", "状态"});
  CHECK(explain::quota_rows(sample.builder.program, data.data, quota) ==
        Rows{{"甲", "1", "2", "余1"}, {"乙", "2", "1", "超1"}, {"丙", "1", "", ""}});
  data.row(sample.people);
  CHECK(explain::quota_rows(sample.builder.program, data.data, quota)[0][3] == "余1至满");
  sample.builder.program.english = true;
  CHECK(explain::quota_rows(sample.builder.program, data.data, quota)[0][3] == "1 free to full");
}

TEST_CASE("blanks of all decisions, each once, by table and column") {
  Sample sample;
  const core::Program& program = sample.builder.program;
  test::DataBuilder data(program);
  for (int i = 0; i < 5; ++i) data.row(sample.classes);
  data.row(sample.people);
  engine::RowResults results;
  results.decisions.resize(2);
  results.decisions[0].outcome.missing = {{sample.people, 0, sample.born}, {sample.people, 0, sample.group}};
  results.decisions[1].outcome.missing = {
      {sample.classes, 3, 0}, {sample.classes, 4, 0}, {sample.people, 0, sample.group}};
  CHECK(explain::missing_names(program, data.data, sample.people, results) == "班.key；组；出生");
  sample.builder.program.english = true;
  CHECK(explain::missing_names(program, data.data, sample.people, results) == "班.key; 组; 出生");
}
