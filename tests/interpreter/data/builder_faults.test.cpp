// Faults of columns, cells and rows, as the builder lists them in both languages.
#include <catch2/catch.hpp>

#include "tests/support/small_tables.hpp"

using namespace cepol;
using namespace cepol::data;
using namespace cepol::data::testing;
using Lines = std::vector<std::string>;
using Cells = std::vector<CellText>;

TEST_CASE("faults of columns") {
  const core::Program p = small_program();
  DatasetBuilder b(p);
  SECTION("missing, unknown, repeated, without a name") {
    add(b, "人员",
        {{"证书编号", "姓名", "姓名", "性别", "出生年日", "驻盟市", "", "别的什么", " "},
         {"A1", "王芳", "李强", "女", "1961", "是", "x", "y", "z"}});
    const Dataset d = b.finish();
    CHECK(shown(p, d, "人员") == Lines{"A1|?|女|?|是|?-"});
    CHECK(shown_bad(d, false) ==
          Lines{"人员 0: 第 7、9 列没有列名，其内容没有读入",
                "人员 0 姓名: “姓名”列重复出现；两列内容不同的格子，按未知处理",
                "人员 0 出生年月: 缺少“出生年月”列，各行的这一项都按未知处理；请补上，或者核对列名",
                "人员 0 备注: 缺少“备注”列，各行的这一项都按未知处理；请补上，或者核对列名",
                "人员 0 出生年日: 没有“出生年日”这一列，其内容没有读入；是不是“出生年月”？",
                "人员 0 别的什么: 没有“别的什么”这一列，其内容没有读入",
                "人员 1 姓名: 列名相同的两列，这里的内容不同，按未知处理；请核对列名，只留一列"});
    CHECK(
        shown_bad(d, true) ==
        Lines{"人员 0: no heading over column 7, 9; what stands there was not read",
              "人员 0 姓名: the column “姓名” is there more than once; where the two differ, the cell is taken as "
              "unknown",
              "人员 0 出生年月: the column “出生年月” is missing, so it is taken as unknown in every row; add it, or "
              "check the headings",
              "人员 0 备注: the column “备注” is missing, so it is taken as unknown in every row; add it, or check the "
              "headings",
              "人员 0 出生年日: there is no column “出生年日”; what it holds was not read; did you mean “出生年月”?",
              "人员 0 别的什么: there is no column “别的什么”; what it holds was not read",
              "人员 1 姓名: two columns have this heading and differ here; the cell is taken as unknown. Check the "
              "headings, and keep one column"});
    CHECK(adds_up(d));
  }
  SECTION("a missing key or link excludes every row, and says so once") {
    add(b, "人员", {{"姓名", "性别", "出生年月", "驻盟市"}, {"王芳", "女", "", ""}, {"李强", "男", "", ""}});
    add(b, "附件", {{"页数"}, {"1"}, {"2"}, {"3"}});
    const Dataset d = b.finish();
    CHECK(d.tables[0].rows == 0);
    CHECK(d.tables[0].rows_excluded == 2);
    CHECK(d.tables[3].rows_excluded == 3);
    CHECK(
        shown_bad(d, false) ==
        Lines{"人员 0 证书编号: 缺少“证书编号”列，各行无从区分，这个表没有读入；请补上，或者核对列名",
              "人员 0 备注: 缺少“备注”列，各行的这一项都按未知处理；请补上，或者核对列名",
              "附件 0 学习编号: 缺少“学习编号”列，不知道各行属于“学习”的哪一行，这个表没有读入；请补上，或者核对列名"});
    CHECK(
        shown_bad(d, true) ==
        Lines{"人员 0 证书编号: the column “证书编号” is missing, so rows cannot be told apart and none was read; "
              "add it, or check the headings",
              "人员 0 备注: the column “备注” is missing, so it is taken as unknown in every row; add it, or check the "
              "headings",
              "附件 0 学习编号: the column “学习编号” is missing, so it is not known to which row of “学习” each row "
              "belongs, and none was read; add it, or check the headings"});
    CHECK(adds_up(d));
  }
  SECTION("a heading that cannot be read is not one that is blank") {
    b.open("培训班", {"班次编号", Fault::cell_not_utf8, Fault::cell_nul, ""});
    b.row(1, Cells{"B1", "2016", "x", "y"});
    const Dataset d = b.finish();
    CHECK(shown(p, d, "培训班") == Lines{"B1|?"});
    CHECK(shown_bad(d, false) ==
          Lines{"培训班 0: 第 2、3 列的列名有认不出的文字，其内容没有读入；请把文件另存为 UTF-8 编码",
                "培训班 0: 第 4 列没有列名，其内容没有读入",
                "培训班 0 开班日期: 缺少“开班日期”列，各行的这一项都按未知处理；请补上，或者核对列名"});
  }
  SECTION("an unknown table") {
    CHECK_FALSE(b.open("人元", {"证书编号"}));
    CHECK_FALSE(b.open("没有", {"证书编号"}));
    const Dataset d = b.finish();
    CHECK(shown_bad(d, false) ==
          Lines{"人元 0: 没有名为“人元”的表，没有读入；是不是“人员”？", "没有 0: 没有名为“没有”的表，没有读入"});
    CHECK(shown_bad(d, true) == Lines{"人元 0: there is no table “人元”; it was not read; did you mean “人员”?",
                                      "没有 0: there is no table “没有”; it was not read"});
  }
}

TEST_CASE("a fault of a cell costs the cell") {
  const core::Program p = small_program();
  DatasetBuilder b(p);
  add(b, "人员",
      {{"证书编号", "姓名", "性别", "出生年月", "驻盟市", "备注"},
       {"A1", "王芳", "女性", "2017-02-31", "在", ""},
       {"A2", "李强", "男", "去年", "是", ""}});
  add(b, "学习",
      {{"证书编号", "编号", "年度", "科目", "学时", "班次编号"},
       {"A1", "L1", "二〇一五", "公需课目", "90学时", "B7"},
       {"A1", "L2", "10000", "公需科目", "-1", ""},
       {"A1", "L3", "0", "公需科目", "1.23456", ""},
       {"A1", "L4", "2015", "公需科目", "99999999999999999999", ""},
       {"A1", "L5", "2015", "公需科目", "1000.0001", ""},
       {"A1", "L6", "2015", "公需科目", "1/3", ""}});
  b.open("附件", {"学习编号", "页数"});
  const CellText listed[] = {"L1", Fault::wrong_kind}, unlinked[] = {Fault::wrong_kind, "1"};
  b.row(1, listed);
  b.row(2, unlinked);
  const Dataset d = b.finish();
  CHECK(shown(p, d, "人员") == Lines{"A1|王芳|?|?|?|-", "A2|李强|男|?|是|-"});
  CHECK(shown(p, d, "学习") == Lines{"A1|L1|?|?|?|?-", "A1|L2|?|公需科目|?|-", "A1|L3|?|公需科目|?|-",
                                     "A1|L4|2015|公需科目|?|-", "A1|L5|2015|公需科目|?|-", "A1|L6|2015|公需科目|?|-"});
  CHECK(shown(p, d, "附件") == Lines{"L1|?", "--", "?-|1"});
  CHECK(shown_bad(d, false) ==
        Lines{"人员 1 性别: “女性”不在可填的内容之列，可填：男、女；是不是“女”？",
              "人员 1 出生年月: 日历上没有“2017-02-31”这个日期", "人员 1 驻盟市: “在”应填“是”或“否”",
              "人员 2 出生年月: “去年”不是日期，应写成 2017-05-31，只知道年月的写成 2017-05",
              "学习 1 年度: “二〇一五”不是年份，应写成四位数字，如 2017",
              "学习 1 科目: “公需课目”不在可填的内容之列，可填：公需科目、专业科目；是不是“公需科目”？",
              "学习 1 学时: “90学时”不是数，应只写数字，如 90 或 2.5",
              "学习 1 班次编号: “培训班”里没有“B7”（或那一行没能读入），指的是哪一行、是不是空着，都按未知处理",
              "学习 2 年度: “10000”不是年份，应写成四位数字，如 2017",
              "学习 2 学时: -1 超出范围，不能小于 0，不能大于 1000",
              "学习 3 年度: “0”不是年份，应写成四位数字，如 2017", "学习 3 学时: 1.23456 的小数位太多，最多 4 位",
              "学习 4 学时: 99999999999999999999 太大，无法准确计算",
              "学习 5 学时: 1000.0001 超出范围，不能小于 0，不能大于 1000",
              "学习 6 学时: “1/3”不是数，应只写数字，如 90 或 2.5", "附件 1 页数: 这里应是一个值，不能是列表或对象",
              "附件 2 学习编号: “学习编号”读不出来，不知道这一行属于“学习”的哪一行；请重新填写 (excluded)"});
  CHECK(
      shown_bad(d, true) ==
      Lines{
          "人员 1 性别: “女性” is not one of: 男, 女; did you mean “女”?",
          "人员 1 出生年月: there is no date 2017-02-31 in the calendar", "人员 1 驻盟市: “在” should be yes or no",
          "人员 2 出生年月: “去年” is not a date; write 2017-05-31, or 2017-05 when the day is not known",
          "学习 1 年度: “二〇一五” is not a year; write four digits, as in 2017",
          "学习 1 科目: “公需课目” is not one of: 公需科目, 专业科目; did you mean “公需科目”?",
          "学习 1 学时: “90学时” is not a number; write digits only, as in 90 or 2.5",
          "学习 1 班次编号: there is no “B7” in “培训班” (or that row could not be read); which row is meant, or "
          "whether none is, is taken as unknown",
          "学习 2 年度: “10000” is not a year; write four digits, as in 2017",
          "学习 2 学时: -1 is out of range; at least 0; at most 1000",
          "学习 3 年度: “0” is not a year; write four digits, as in 2017",
          "学习 3 学时: 1.23456 has too many decimal places; at most 4",
          "学习 4 学时: 99999999999999999999 is too large to compute with exactly",
          "学习 5 学时: 1000.0001 is out of range; at least 0; at most 1000",
          "学习 6 学时: “1/3” is not a number; write digits only, as in 90 or 2.5",
          "附件 1 页数: a single value is needed here, not a list or an object",
          "附件 2 学习编号: “学习编号” cannot be made out, so it is not known to which row of “学习” this row belongs. "
          "Enter it again (excluded)"});
  CHECK(adds_up(d));
}

TEST_CASE("faults are listed by table, file, row and column, whatever the order in which they are found") {
  const core::Program p = small_program();
  DatasetBuilder b(p);
  b.from("一.csv");
  b.open("学习", {"证书编号", "编号", "年度", "科目", "学时"});
  std::string texts[40];
  for (std::uint32_t i = 0; i < 40; ++i) {  // bad cells as they are read, missing parents at the end
    texts[i] = "L" + std::to_string(i);
    const CellText cells[] = {i % 3 == 0 ? "A9" : "A1", texts[i], i % 2 == 0 ? "x" : "2015", "y", "z"};
    b.row(i + 1, cells);
  }
  b.from("二.csv");
  add(b, "人员", {{"证书编号", "", "", "姓名", "", "", "", "性别", ""}, {"A1", "", "", "", "", "", "", "x", ""}});
  const Dataset d = b.finish();
  REQUIRE(adds_up(d));
  CHECK(d.bad.front().arguments == Lines{"2\n3\n5-7\n9"});
  std::vector<std::pair<std::uint64_t, std::string>> seen;
  for (const BadRow& bad : d.bad)
    if (bad.table == "学习") seen.emplace_back(bad.row, bad.column);
  std::vector<std::pair<std::uint64_t, std::string>> expected{{0, "班次编号"}};  // missing
  for (std::uint64_t row = 1; row <= 40; ++row) {
    if (row % 3 == 1) expected.emplace_back(row, "证书编号");
    if (row % 2 == 1) expected.emplace_back(row, "年度");
    expected.emplace_back(row, "科目");
    expected.emplace_back(row, "学时");
  }
  CHECK(seen == expected);
}

TEST_CASE("a heading of very many columns") {
  const core::Program p = small_program();
  Lines names{"证书编号"};
  for (int i = 0; i < 200000; ++i) names.emplace_back(i % 3 == 0 ? "" : i < 100000 ? "姓名" : "性别");
  DatasetBuilder b(p);
  b.open("人员", {names.begin(), names.end()});
  const Cells cells(names.size(), "A1");
  b.row(1, cells);
  const Dataset d = b.finish();
  CHECK(d.tables[0].rows == 1);
  REQUIRE(d.bad.size() == 7);  // unnamed, repeated twice, missing three times, and 性别 is not A1
  CHECK(d.bad[0].arguments == Lines{"2\n5\n8\n11\n14\n17\n20\n23\n26\n29\n…"});
}

TEST_CASE("a fault of a row costs the row its identity or its differing cells") {
  const core::Program p = small_program();
  DatasetBuilder b(p);
  add(b, "人员",
      {{"证书编号", "姓名", "性别", "出生年月", "驻盟市", "备注"},
       {"A1", "王芳", "女", "", "", ""},
       {" ", "李强", "男", "", "", ""},
       {"A1 ", "王芳", "女", "", "", ""},
       {"A3", "张三"},
       {"A4", "张三", "", "", "", "", ""}});
  add(b, "学习",
      {{"证书编号", "编号", "年度", "科目", "学时", "班次编号"},
       {"", "L1", "", "", "", ""},
       {"A9", "L2", "", "", "", ""}});
  b.unreadable("人员", 6, "", Fault::row_too_long, {"9"});
  b.from("二.csv");
  add(b, "人员",
      {{"证书编号", "姓名", "性别", "出生年月", "驻盟市", "备注"},
       {"A1", "赵六", "", "", "", ""},
       {"A5", "", "", "", "", ""}});
  const Dataset d = b.finish();
  CHECK(shown(p, d, "人员") == Lines{"A1|[王芳,赵六]|?|?|?|-", "A1|[王芳,赵六]|?|?|?|-", "A1|[王芳,赵六]|?|?|?|-",
                                     "A5|?|?|?|?|-", "--", "?|李强|男|?|?|-", "?|?|?|?|?|?-", "?|?|?|?|?|?-",
                                     "?|?|?|?|?|?-"});
  CHECK(shown(p, d, "学习") == Lines{"--", "?-|L1|?|?|?|-", "[0,1,2,3,-]|L2|?|?|?|-"});
  CHECK(
      shown_bad(d, false) ==
      Lines{
          "人员 2 证书编号: 没有填“证书编号”，不知道这一行是谁的，没有给它结果 (excluded)",
          "人员 3 证书编号: “A1”与第 1 行重复，“姓名、性别”却不同，不知道以哪一行为准；请核对，只留一行，或者改正编号",
          "人员 4: 这一行有 2 格，表头却有 6 "
          "格，各格是什么都不能确定，没有给它结果；内容里有逗号的，要用英文双引号括起来 "
          "(excluded)",
          "人员 5: 这一行有 7 格，表头却有 6 "
          "格，各格是什么都不能确定，没有给它结果；内容里有逗号的，要用英文双引号括起来 "
          "(excluded)",
          "人员 6: 文件第 9 行起的这一行超过 10 MB，没有读入 (excluded)",
          "人员 1 证书编号: “A1”与第 1 行重复，“姓名、性别”却不同，不知道以哪一行为准；请核对，只留一行，或者改正编号",
          "学习 1 证书编号: 没有填“证书编号”，这一行可能属于“人员”的任何一行；请补上 (excluded)",
          "学习 2 证书编号: “人员”里没有“A9”，相近的有：A1、A5；可能是其中之一的，请核对 (excluded)"});
  CHECK(
      shown_bad(d, true) ==
      Lines{
          "人员 2 证书编号: “证书编号” is blank, so it is not known whose row this is; it has no result (excluded)",
          "人员 3 证书编号: “A1” is already in row 1, but “姓名, 性别” differ; it is not known which row is right. "
          "Keep "
          "one of them, or mend the key",
          "人员 4: the number of cells in this row (2) is not that of the heading (6); none of them is certain, and it "
          "has no result. A text with a comma in it must be put in double quotes (excluded)",
          "人员 5: the number of cells in this row (7) is not that of the heading (6); none of them is certain, and it "
          "has no result. A text with a comma in it must be put in double quotes (excluded)",
          "人员 6: the row at line 9 of the file is longer than 10 MB; it was not read (excluded)",
          "人员 1 证书编号: “A1” is already in row 1, but “姓名, 性别” differ; it is not known which row is right. "
          "Keep "
          "one of them, or mend the key",
          "学习 1 证书编号: “证书编号” is blank, so this row may belong to any row of “人员”; fill it in (excluded)",
          "学习 2 证书编号: there is no “A9” in “人员”, but these are like it: A1, A5; the row may belong to one of "
          "them: check it (excluded)"});
  CHECK(d.bad[5].file == "二.csv");
  CHECK(d.tables[0].rows_read == 8);
  CHECK(d.tables[0].rows_excluded == 4);  // without a key, of too few and too many cells, too long
  CHECK(adds_up(d));
}
