#include <catch2/catch.hpp>

#include "tests/support/small_tables.hpp"

using namespace cepol;
using namespace cepol::data;
using namespace cepol::data::testing;
using Lines = std::vector<std::string>;
using Cells = std::vector<CellText>;

TEST_CASE("cells are typed, blanks are unknown, or none where the column is optional") {
  const core::Program p = small_program();
  DatasetBuilder b(p);
  add(b, "人员",
      {{"姓名", "证书编号", "性别", "出生年月", "驻盟市", "备注"},
       {"王芳", "A1", "女", "1961-03", "是", "初次"},
       {"  李强　", " A2 ", "男", "２０１７年５月３１日", "No", " "},
       {"", "A3", "", "1970", "1", ""}});
  add(b, "学习",
      {{"证书编号", "编号", "年度", "科目", "学时", "班次编号"},
       {"A1", "L1", "2015年", "公需科目", "2.5", "B1"},
       {"A1", "L2", "２０１６", "专业科目", "90.0000", ""},
       {"A2", "L3", "1000", "专业科目", "１２．３４５６", "B1"},
       {"A2", "L4", "9999", "专业科目", "0.25", "B1"}});
  add(b, "培训班", {{"班次编号", "开班日期"}, {"B1", "2016/4/1"}});
  const Dataset d = b.finish();
  CHECK(shown_bad(d, false) == Lines{});
  CHECK(shown(p, d, "人员") == Lines{"A1|王芳|女|1961-03|是|初次", "A2|李强|男|2017-05-31|否|-", "A3|?|?|1970|是|-"});
  CHECK(shown(p, d, "学习") == Lines{"A1|L1|2015|公需科目|2.5|0", "A1|L2|2016|专业科目|90|-",
                                     "A2|L3|1000|专业科目|12.3456|0", "A2|L4|9999|专业科目|0.25|0"});
  CHECK(shown_children(p, d, "学习") == Lines{"0: 0 1", "1: 2 3", "2:"});
  CHECK(d.tables[1].columns[4].numbers[0] == 25000);
  CHECK(adds_up(d));
}

TEST_CASE(
    "children, grandchildren and references resolve in any order of the tables, who has no owner in the data goes, and "
    "its children with it") {
  const core::Program p = small_program();
  DatasetBuilder b(p);
  add(b, "附件", {{"页数", "学习编号"}, {"1", "L2"}, {"2", "L1"}, {"3", "X99"}, {"4", "L3"}, {"5", "L2"}});
  add(b, "学习",
      {{"证书编号", "编号", "年度", "科目", "学时", "班次编号"},
       {"Y77", "L3", "2015", "公需科目", "1", "B1"},
       {"A2", "L1", "2015", "公需科目", "1", "B2"},
       {"A1", "L2", "2015", "公需科目", "1", "B1"}});
  add(b, "培训班", {{"班次编号", "开班日期"}, {"B1", ""}});
  add(b, "人员", {{"证书编号", "姓名", "性别", "出生年月", "驻盟市"}, {"A1", "", "", "", ""}, {"A2", "", "", "", ""}});
  const Dataset d = b.finish();
  CHECK(shown(p, d, "学习") == Lines{"A2|L1|2015|公需科目|1|?-", "A1|L2|2015|公需科目|1|0"});
  CHECK(shown_children(p, d, "学习") == Lines{"0: 1", "1: 0"});
  CHECK(shown(p, d, "附件") == Lines{"L2|1", "L1|2", "L2|5"});
  CHECK(shown_children(p, d, "附件") == Lines{"0: 1", "1: 0 2"});
  CHECK(shown_bad(d, false) ==
        Lines{"人员 0 备注: 缺少“备注”列，各行的这一项都按未知处理；请补上，或者核对列名",
              "学习 1 证书编号: “人员”里没有“Y77”，也没有相近的，这一行不算任何一行的 (excluded)",
              "学习 2 班次编号: "
              "“培训班”里没有“B2”（或那一行没能读入），指的是哪一行、是不是空着，都按未知处理；相近的有：B1",
              "附件 3 学习编号: “学习”里没有“X99”，也没有相近的，这一行不算任何一行的 (excluded)",
              "附件 4 学习编号: “学习”里没有“L3”，也没有相近的，这一行不算任何一行的 (excluded)"});
  CHECK(d.tables[3].source_rows == Bulk<std::uint32_t>{1, 2, 5});
  CHECK(d.tables[1].rows_read == 3);
  CHECK(d.tables[1].rows_excluded == 1);
  CHECK(d.tables[1].strangers == 1);
  CHECK(d.tables[3].strangers == 2);
  CHECK(adds_up(d));
}

TEST_CASE("the heading table fills its columns in every row") {
  const core::Program p = small_program();
  DatasetBuilder b(p);
  add(b, "领证", {{"序号", "姓名"}, {"1", "王芳"}, {"2", "李强"}});
  add(b, "领证花名册", {{"主管部门", "填表时间"}, {"人社局", "2017-05"}});
  Dataset d = b.finish();
  CHECK(shown_bad(d, false) == Lines{});
  CHECK(shown(p, d, "领证") == Lines{"1|王芳|人社局|2017-05", "2|李强|人社局|2017-05"});
  CHECK(adds_up(d));

  SECTION("the builder is empty afterwards") {
    d = b.finish();
    CHECK(d.bad.empty());
    CHECK(d.tables[4].rows == 0);
    CHECK(d.texts.size() == 1);
    CHECK(d.texts[0].empty());
  }
  SECTION("headings may be columns of the table's own; one that is not blank is enough") {
    add(b, "领证",
        {{"序号", "姓名", "主管部门", "填表时间"},
         {"1", "王芳", "", "2017-05"},
         {"2", "李强", "人社局", "2017.05"},
         {"3", "", "", ""}});
    d = b.finish();
    CHECK(shown_bad(d, false) == Lines{});
    CHECK(shown(p, d, "领证") == Lines{"1|王芳|人社局|2017-05", "2|李强|人社局|2017-05", "3|?|人社局|2017-05"});
  }
  SECTION("headings that differ are unknown") {
    add(b, "领证",
        {{"序号", "姓名", "主管部门", "填表时间"},
         {"1", "王芳", "人社厅", "2017-05"},
         {"2", "李强", "人社局", "2017-05"},
         {"3", "", "民政局", ""}});
    d = b.finish();
    CHECK(shown_bad(d, false) ==
          Lines{"领证 2 主管部门: 这里是“人社局”，“领证”第 1 行却是“人社厅”；整个花名册应一致，按未知处理"});
    CHECK(shown_bad(d, true) == Lines{"领证 2 主管部门: “人社局” here, but “人社厅” in row 1 of “领证”; the whole "
                                      "roster has one value, so it is taken as unknown"});
    CHECK(shown(p, d, "领证") == Lines{"1|王芳|?|2017-05", "2|李强|?|2017-05", "3|?|?|2017-05"});
  }
  SECTION("a heading table has one row") {
    add(b, "领证花名册", {{"主管部门", "填表时间"}, {"人社局", "2017-05"}, {"人社厅", ""}});
    add(b, "领证", {{"序号", "姓名"}, {"1", "王芳"}});
    d = b.finish();
    CHECK(shown_bad(d, false) == Lines{"领证花名册 2: “领证花名册”只应有一行，这一行没有读入 (excluded)"});
    CHECK(shown_bad(d, true) ==
          Lines{"领证花名册 2: “领证花名册” should have one row only; this one was not read (excluded)"});
    CHECK(shown(p, d, "领证") == Lines{"1|王芳|人社局|2017-05"});
  }
  SECTION("no headings at all: unknown") {
    add(b, "领证", {{"序号", "姓名"}, {"1", "王芳"}});
    d = b.finish();
    CHECK(shown_bad(d, false) == Lines{});
    CHECK(shown(p, d, "领证") == Lines{"1|王芳|?|?"});
  }
}

TEST_CASE("yes and no as clerks write them, what only looks like a date, a year or a number is none") {
  const core::Program p = small_program();
  auto cell_of = [&](const std::string& table, const std::string& name, std::string_view text) {
    DatasetBuilder b(p);
    const bool person = table == "人员";
    if (!person) add(b, "人员", {{"证书编号"}, {"A1"}});
    b.open(table, person ? Cells{"证书编号", name} : Cells{"证书编号", "编号", name});
    const CellText cells[] = {"A1", "L1", text}, short_cells[] = {"A1", text};
    b.row(1, person ? std::span<const CellText>(short_cells) : std::span<const CellText>(cells));
    const Dataset d = b.finish();
    REQUIRE(adds_up(d));
    const std::size_t index = person ? 0 : 1;
    const auto& columns = p.tables.nodes[index].columns;
    std::size_t c = 0;
    while (columns[c].name != name) ++c;
    const std::string row = shown(p, d, table).at(0);
    std::size_t begin = 0;
    for (std::size_t i = 0; i < c; ++i) begin = row.find('|', begin) + 1;
    return row.substr(begin, row.find('|', begin) - begin);
  };
  for (const char* yes : {"是", "yes", "YES", "True", "１", "1", "√", "Ｙｅｓ", "　是　", "\xC2\xA0是\t"})
    CHECK(cell_of("人员", "驻盟市", yes) == "是");
  for (const char* no : {"否", "no", "No", "FALSE", "0", "×"}) CHECK(cell_of("人员", "驻盟市", no) == "否");
  for (const char* neither : {"对", "y", "2", "是是", "√√", "-", "/", "无"})
    CHECK(cell_of("人员", "驻盟市", neither) == "?");
  // The number that a spreadsheet holds for a day; two digits for a year; no day 00; a range.
  for (const char* date : {"42886", "85.3", "31107", "2017-5-00", "2017-00", "1985.03-1985.05", "5/31/2017",
                           "2017-05-31 noon", "2017-05-31 24"})
    CHECK(cell_of("人员", "出生年月", date) == "?");
  CHECK(cell_of("人员", "出生年月", "198503") == "1985-03");
  for (const char* written : {"2017-05-31 00:00", "2017-5-31 0:00:00", "2017-05-31T14:30:00.5", "2017/5/31 8:30"})
    CHECK(cell_of("人员", "出生年月", written) == "2017-05-31");
  // Another clock may show another day; 24:00 is the end of the day or the next one.
  CHECK(cell_of("人员", "出生年月", "1996-10-04T16:00:00.000Z") == "[1996-10-04,1996-10-05]");
  CHECK(cell_of("人员", "出生年月", "1996-10-04 11:00 GMT") == "[1996-10-03,1996-10-04,1996-10-05]");
  CHECK(cell_of("人员", "出生年月", "1996-10-05T00:00:00+08:00") == "[1996-10-04,1996-10-05]");
  CHECK(cell_of("人员", "出生年月", "1996-10-04 24:00") == "[1996-10-04,1996-10-05]");
  for (const char* date : {"1996-10-04 24:01", "1996-10-04 16:00 CST", "1996-10 24:00", "1996-10-04 16:00Zx"})
    CHECK(cell_of("人员", "出生年月", date) == "?");
  // Invisible characters between digits may divide two values; at the ends they do not, nor in a text.
  for (const char* hidden : {"\u200B", "\u200C", "\u200D", "\u2060", "\uFEFF", "\u00AD", "\u200E", "\uFE0F"}) {
    CHECK(cell_of("学习", "学时", std::string("12") + hidden + "40") == "?");
    CHECK(cell_of("学习", "学时", std::string(hidden) + " 12 " + hidden) == "12");
    CHECK(cell_of("学习", "年度", std::string("20") + hidden + "17") == "?");
    CHECK(cell_of("人员", "出生年月", std::string("2017-05") + hidden + "-31") == "?");
  }
  CHECK(cell_of("学习", "学时", "\u202E06\u202C") == "?");
  CHECK(cell_of("学习", "学时", "\u202D60\u202C") == "60");  // shown in the order in which it is stored
  CHECK(cell_of("学习", "年度", "２０１７年") == "2017");
  CHECK(cell_of("学习", "年度", "2015.0") == "2015");
  for (const char* year : {"17", "15年", "2015-2017", "0000", "2015.5", "+2015", "近三年"})
    CHECK(cell_of("学习", "年度", year) == "?");
  for (const char* hours : {"1,000", "30学时", "50/4", "25/2", "37/10", "≥90", "1e2", "30 60", ".5", "5.", "--1", "",
                            "三十", "0x10", "NaN", "１/０"})
    CHECK(cell_of("学习", "学时", hours) == "?");
  CHECK(cell_of("学习", "学时", "＋０３０．５０") == "30.5");
  CHECK(cell_of("学习", "学时", "-0.0") == "0");
}

TEST_CASE("what a spreadsheet's binary arithmetic left is not rounded silently, and what it was is asked") {
  const core::Program p = small_program();
  auto hint = [&](std::string_view text) {
    DatasetBuilder b(p);
    add(b, "人员", {{"证书编号"}, {"A1"}});
    b.open("学习", {"证书编号", "编号", "学时"});
    const CellText cells[] = {"A1", "L1", text};
    b.row(1, cells);
    const Dataset d = b.finish();
    CHECK(d.tables[1].columns[4].states[0] == State::unknown);
    const auto found = std::find_if(d.bad.begin(), d.bad.end(), [](const BadRow& bad) { return bad.row == 1; });
    REQUIRE(found != d.bad.end());
    CHECK(found->fault == Fault::too_many_places);
    return found->arguments.at(2);
  };
  CHECK(hint("1.0100000000000000089") == "1.01");
  CHECK(hint("0.30000000000000004") == "0.3");
  CHECK(hint("2.4999999999999996") == "2.5");
  CHECK(hint("9.9999999999999996") == "10");
  CHECK(hint("99.999999999999999999") == "100");
  CHECK(hint("-0.30000000000000004") == "-0.3");
  CHECK(hint("0.00010000000000000001") == "0.0001");
  CHECK(hint("1.23456").empty());
  CHECK(hint("33.333333333333336").empty());
  CHECK(hint("0.00000000000000000001").empty());
}
