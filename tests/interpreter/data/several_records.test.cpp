// Rows that hold several records, each cell with a value of each.
#include <catch2/catch.hpp>

#include "tests/support/small_tables.hpp"

using namespace cepol;
using namespace cepol::data;
using namespace cepol::data::testing;
using Lines = std::vector<std::string>;
using Cells = std::vector<CellText>;

namespace {

// 学习 with one good row of NMG17, and these.
Dataset with_learning(const core::Program& p, const std::vector<Cells>& rows) {
  DatasetBuilder b(p);
  b.open("人员", {"证书编号", "姓名", "性别", "出生年月", "驻盟市", "备注"});
  b.row(2, Cells{"NMG17", "王芳", "女", "1961-03", "是", ""});
  b.row(3, Cells{"NMG29", "李强", "男", "1970", "否", ""});
  b.open("学习", {"证书编号", "编号", "年度", "科目", "学时", "班次编号"});
  b.row(2, Cells{"NMG17", "XX-001", "2015", "公需科目", "30", ""});
  std::uint32_t number = 2;
  for (const Cells& row : rows) b.row(++number, row);
  Dataset d = b.finish();
  CHECK(adds_up(d));
  return d;
}

Lines faults_of(const std::vector<Cells>& rows) {
  const core::Program p = small_program();
  Lines lines;
  for (const BadRow& bad : with_learning(p, rows).bad)
    lines.push_back(std::to_string(bad.row) + " " + name_of(bad.fault) +
                    (bad.fault == Fault::several_records ? " " + bad.arguments.at(0) : ""));
  return lines;
}

}  // namespace

TEST_CASE("a row of which two cells hold several values each holds several records") {
  for (const std::string sign : {"\n", "\r\n", "、", ";", "；", " ", "/"}) {
    INFO(sign);
    CHECK(faults_of({{"NMG17", "XX-002", "2015" + sign + "2016", "公需科目", "20" + sign + "30", ""}}) ==
          Lines{"3 several_records 2"});
  }
  CHECK(faults_of({{"NMG17", "XX-002", "2015\n2016\n2016", "公需科目\n公需科目\n专业科目", "20\n30\n40", ""}}) ==
        Lines{"3 several_records 3"});
  CHECK(faults_of({{"NMG17\nNMG29", "XX-002", "2015", "公需科目", "20\n30", ""}}) == Lines{"3 several_records 2"});
  CHECK(faults_of({{"NMG17、NMG29", "XX-002", "2015", "公需科目\n专业科目", "20", ""}}) ==
        Lines{"3 several_records 2"});
}

TEST_CASE("each of the records is perhaps there, of any of those named, with any cells") {
  const core::Program p = small_program();
  const Dataset d = with_learning(p, {{"NMG17\nNMG29", "XX-002", "2015\n2016", "公需科目", "20\n30", ""}});
  const TableData& learning = d.tables[1];
  CHECK(learning.rows == 1);
  CHECK(learning.all_rows == 3);
  CHECK(learning.unsure_rows == std::vector<RowIndex>{1, 2});
  CHECK(learning.perhaps_children.of(0).size() == 2);
  CHECK(learning.perhaps_children.of(1).size() == 2);
  CHECK(shown(p, d, "学习").back() == "[0,1,-]|?|?|?|?|?-");
}

TEST_CASE("one cell with several values cannot be read, and a text of two lines is a text") {
  CHECK(faults_of({{"NMG17", "XX-002", "2015", "公需科目", "20\n30", ""}}) == Lines{"3 bad_number"});
  CHECK(faults_of({{"NMG17", "XX-002", "2015、2016", "公需科目", "30", ""}}) == Lines{"3 bad_year"});
  // Values that could not stand alone, and a text in two lines beside them.
  CHECK(faults_of({{"NMG17", "XX-002", "2015 下", "公需科目", "20 学时", ""}}) == Lines{"3 bad_year", "3 bad_number"});
  const core::Program p = small_program();
  DatasetBuilder b(p);
  b.open("人员", {"证书编号", "姓名", "性别", "出生年月", "驻盟市", "备注"});
  b.row(2, Cells{"NMG17", "王\n芳", "女", "1961/03/05", "是", "因病\n请假"});
  CHECK(b.finish().bad.empty());
}

TEST_CASE("two dates in one cell are told as such") {
  const core::Program p = small_program();
  DatasetBuilder b(p);
  b.open("培训班", {"班次编号", "开班日期"});
  const Lines dates{"2016-05-01、2016-06-01", "2016-05-01\n2016-06-01", "2016.5.1-2016.6.1", "2016-05-01至2016-06-01",
                    "2016年5月1日—2016年6月1日"};
  const Lines others{"2016-05-01、下午", "2016-5-32", "五月、六月"};
  std::uint32_t number = 1;
  for (const Lines* list : {&dates, &others})
    for (const std::string& text : *list) b.row(++number, Cells{"B" + std::to_string(number), text});
  const Dataset d = b.finish();
  REQUIRE(d.bad.size() == dates.size() + others.size());
  for (std::size_t i = 0; i < d.bad.size(); ++i) {
    INFO(d.bad[i].arguments.at(0));
    CHECK((d.bad[i].fault == Fault::several_dates) == (i < dates.size()));
  }
  CHECK(d.tables[2].columns[1].states == Bulk<State>(dates.size() + others.size(), State::unknown));
}
