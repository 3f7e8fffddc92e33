// Rows that hold nothing but the rest of a cell above.
#include <catch2/catch.hpp>

#include "tests/support/small_tables.hpp"

using namespace cepol;
using namespace cepol::data;
using namespace cepol::data::testing;
using Lines = std::vector<std::string>;
using Cells = std::vector<CellText>;

namespace {

// The rows of 学习 in a file, and their faults.
struct Learning {
  Lines rows, faults;
  Dataset data;
};
Learning learning(const std::vector<Cells>& rows, const std::vector<std::string>& keys = {"NMG17", "NMG29"}) {
  const core::Program p = small_program();
  DatasetBuilder b(p);
  b.open("人员", {"证书编号", "姓名", "性别", "出生年月", "驻盟市", "备注"});
  for (const std::string& key : keys) b.row(2, Cells{key, "王芳", "女", "1961-03", "是", ""});
  b.open("学习", {"证书编号", "编号", "年度", "科目", "学时", "班次编号"});
  std::uint32_t number = 1;
  for (const Cells& row : rows) b.file_row(++number, row);
  Learning made;
  made.data = b.finish();
  CHECK(adds_up(made.data));
  made.rows = shown(p, made.data, "学习");
  for (const BadRow& bad : made.data.bad)
    if (bad.table == "学习") made.faults.push_back(std::to_string(bad.row) + " " + name_of(bad.fault));
  return made;
}

}  // namespace

TEST_CASE("a number of which the rest stands in the next row is not known, and the rest is perhaps no row") {
  const Learning made = learning({{"NMG17", "L1", "2016", "公需科目", "1", ""},
                                  {"", "", "", "", "20", ""},
                                  {"NMG17", "L2", "2015", "专业科目", "50", ""},
                                  {"NMG29", "L3", "2016", "公需科目", "40", ""},
                                  {"NMG29", "L4", "2016", "公需科目", "60", ""}});
  CHECK(made.rows == Lines{"NMG17|L1|2016|公需科目|?|-", "NMG17|L2|2015|专业科目|50|-", "NMG29|L3|2016|公需科目|40|-",
                           "NMG29|L4|2016|公需科目|60|-", "--", "[0,-]|?|?|?|?|?-"});
  CHECK(made.faults == Lines{"3 rest_of_cell"});
  CHECK(made.data.bad[0].arguments == Lines{"20", "2", "学时"});
}

TEST_CASE("a rest in two rows, after a blank row, and in other columns") {
  CHECK(learning({{"NMG17", "L1", "2015", "公需科目", "1", ""}, {"", "", "", "", "0", ""}, {"", "", "", "", "0", ""}})
            .rows[0] == "NMG17|L1|2015|公需科目|?|-");
  const Learning blank =
      learning({{"NMG17", "L1", "2015", "公需科目", "1", ""}, {"", "", "", "", "", ""}, {"", "", "", "", "20", ""}});
  CHECK(blank.rows[0] == "NMG17|L1|2015|公需科目|?|-");
  CHECK(blank.faults == Lines{"4 rest_of_cell"});
  const Learning cut = learning({{"NMG17", "L1", "2015", "公需科", "30", ""}, {"", "", "", "目", "", ""}});
  CHECK(cut.rows[0] == "NMG17|L1|2015|?|30|-");
  CHECK(cut.faults == Lines{"2 bad_choice", "3 rest_of_cell"});
}

TEST_CASE("the rest of a table that is nobody's is perhaps one row more") {
  const core::Program p = small_program();
  DatasetBuilder b(p);
  b.open("人员", {"证书编号", "姓名", "性别", "出生年月", "驻盟市", "备注"});
  std::uint32_t number = 1;
  for (const Cells& row : {Cells{"A1", "王芳", "女", "1961", "是", "因病请"}, Cells{"", "", "", "", "", "假"},
                           Cells{"A2", "李强", "男", "1970", "否", ""}, Cells{"", "", "", "-05", "", ""}})
    b.file_row(++number, row);
  const Dataset d = b.finish();
  CHECK(adds_up(d));
  CHECK(shown(p, d, "人员") ==
        Lines{"A1|王芳|女|1961|是|?-", "A2|李强|男|?|否|-", "--", "?|?|?|?|?|?-", "?|?|?|?|?|?-"});
  CHECK(d.tables[0].unsure_rows == std::vector<RowIndex>{2, 3});
}

TEST_CASE("a row with one cell that cannot go on with the one above is a row that lost its key") {
  const Learning made = learning({{"NMG17", "L1", "2016", "公需科目", "400", ""},
                                  {"", "", "", "专业科目", "", ""},
                                  {"NMG29", "L3", "2015", "专业科目", "300", ""},
                                  {"", "", "2016", "", "", ""},
                                  {"NMG29", "L4", "2016", "公需科目", "400.5", ""},
                                  {"", "", "", "", "-7", ""},
                                  {"合计", "", "", "", "", ""},
                                  {"", "", "", "", "5", ""}});
  CHECK(made.rows[0] == "NMG17|L1|2016|公需科目|400|-");
  CHECK(made.rows[2] == "NMG29|L4|2016|公需科目|400.5|-");
  CHECK(made.faults == Lines{"3 blank_link", "3 blank_key", "5 blank_link", "5 blank_key", "7 blank_link",
                             "7 blank_key", "7 number_out_of_range", "9 blank_link", "9 blank_key"});
}

TEST_CASE("a cell with several texts, or of several lines, is no rest but a row") {
  const core::Program p = small_program();
  DatasetBuilder b(p);
  b.open("人员", {"姓名", "证书编号", "性别", "出生年月", "驻盟市", "备注"});
  b.file_row(2, Cells{"王芳", "NMG17", "女", "1961", "是", ""});
  b.file_row(3, Cells{"李强，NMG29，男，1970", "", "", "", "", ""});
  b.file_row(4, Cells{"张三,NMG38,男,1980,否,\n赵六,NMG49,女,1985,否,", ""}, 2);
  const Dataset d = b.finish();
  CHECK(adds_up(d));
  CHECK(d.tables[0].columns[1].states[0] == State::known);
  for (const BadRow& bad : d.bad) CHECK(bad.fault != Fault::rest_of_cell);
  CHECK(d.bad.size() == 2);
}

TEST_CASE("in a table of few columns a row with one cell is whole but for its key") {
  const core::Program p = small_program();
  DatasetBuilder b(p);
  b.open("人员", {"证书编号", "姓名"});
  b.row(2, Cells{"NMG17", "王芳"});
  b.open("学习", {"证书编号", "编号"});
  b.row(2, Cells{"NMG17", "L1"});
  b.open("附件", {"学习编号", "页数"});
  b.file_row(2, Cells{"L1", "1"});
  b.file_row(3, Cells{"", "2"});
  const Dataset d = b.finish();
  CHECK(shown(p, d, "附件")[0] == "L1|1");
}

TEST_CASE("a line break in the last cell leaves its rest on a line without commas") {
  const core::Program p = small_program();
  DatasetBuilder b(p);
  b.open("人员", {"证书编号", "姓名"});
  b.row(2, Cells{"NMG17", "王芳"});
  b.open("学习", {"证书编号", "编号", "年度", "学时"});
  b.file_row(2, Cells{"NMG17", "L1", "2015", "3"});
  b.file_row(3, Cells{"0"});
  b.file_row(4, Cells{"NMG17", "L2", "2015", "300"});
  b.file_row(5, Cells{"NMG17"});  // cut short
  const Dataset d = b.finish();
  CHECK(adds_up(d));
  const Lines rows = shown(p, d, "学习");
  CHECK(rows[0] == "NMG17|L1|2015|?|?|?-");
  CHECK(rows[1] == "NMG17|L2|2015|?|300|?-");
}

TEST_CASE("a line break in the first cell leaves its beginning on a line without commas") {
  const core::Program p = small_program();
  DatasetBuilder b(p);
  b.open("人员", {"备注", "姓名", "证书编号", "性别", "出生年月", "驻盟市"});
  b.file_row(2, Cells{"", "王芳", "NMG17", "女", "1961", "是"});
  b.file_row(3, Cells{"因病"});
  b.file_row(4, Cells{"", "李强", "NMG29", "男", "1970", "否"});
  b.file_row(5, Cells{"", "赵六", "NMG38", "男", "1970", "否"});
  const Dataset d = b.finish();
  CHECK(adds_up(d));
  const auto& notes = d.tables[0].columns[5].states;
  CHECK(std::vector<State>(notes.begin(), notes.begin() + 3) ==
        std::vector<State>{State::none, State::open, State::none});
}
