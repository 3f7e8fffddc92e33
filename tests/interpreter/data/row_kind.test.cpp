// Rows of files that are no records: each kind, and the rows beside it that only look so.
#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <set>

#include "tests/support/effort.hpp"
#include "tests/support/small_tables.hpp"

using namespace cepol;
using namespace cepol::data;
using namespace cepol::data::testing;
using Lines = std::vector<std::string>;
using Cells = std::vector<CellText>;

namespace {

const Cells people_head{"证书编号", "姓名", "性别", "出生年月", "驻盟市", "备注"};
const Cells learning_head{"证书编号", "编号", "年度", "科目", "学时", "班次编号"};

void add_file(DatasetBuilder& b, const std::string& table, const Cells& head, const std::vector<Cells>& rows) {
  b.open(table, head);
  std::uint32_t number = 1;
  for (const Cells& row : rows) b.file_row(++number, row);
}

// "3 total": the row and its kind.
Lines left_out_of(const Dataset& d) {
  static constexpr std::string_view names[] = {
      "record",
#define ROW_KIND(name, zh, en) #name,
#include "interpreter/data/row_kinds.def"
#undef ROW_KIND
  };
  Lines lines;
  for (const LeftOut& row : d.left_out)
    lines.push_back(std::to_string(row.row) + " " + std::string(names[static_cast<std::size_t>(row.kind)]));
  std::sort(lines.begin(), lines.end(),
            [](const std::string& a, const std::string& b) { return std::stoi(a) < std::stoi(b); });
  return lines;
}

// The kinds of rows that follow two good ones in 人员.
Lines kinds_in_people(const std::vector<Cells>& rows) {
  const core::Program p = small_program();
  DatasetBuilder b(p);
  std::vector<Cells> all{{"A1", "王芳", "女", "1961-03", "是", ""}, {"A2", "李强", "男", "1970", "否", ""}};
  all.insert(all.end(), rows.begin(), rows.end());
  add_file(b, "人员", people_head, all);
  const Dataset d = b.finish();
  CHECK(adds_up(d));
  CHECK(d.tables[0].rows_read + d.left_out.size() == all.size());
  return left_out_of(d);
}

}  // namespace

TEST_CASE("blank rows, also of commas, of any length") {
  CHECK(kinds_in_people({{"", "", "", "", "", ""}, {" ", "　"}, {""}, {"", "", "", "", "", "", "", ""}}) ==
        Lines{"4 blank", "5 blank", "6 blank", "7 blank"});
  CHECK(kinds_in_people({{"A3", "", "", "", "", ""}, {"", "张三", "", "", "", ""}, {Fault::cell_not_utf8, ""}}) ==
        Lines{});
}

TEST_CASE("a repeated heading, also with blanks in it") {
  CHECK(kinds_in_people({people_head, {"证书编号", "姓　名", "性别", "", "", ""}, {"证书 编号"}}) ==
        Lines{"4 repeated_heading", "5 repeated_heading", "6 repeated_heading"});
  CHECK(kinds_in_people({{"A3", "姓名", "性别", "出生年月", "驻盟市", "备注"},
                         {"证书编号", "张三", "女", "1970", "是", "x"}}) == Lines{});
}

TEST_CASE("totals have a word, and nothing that only a record has") {
  CHECK(kinds_in_people({{"合计", "", "", "", "", ""},
                         {"合　计", "2人", "", "", "", ""},
                         {"", "小计：2人", "", "", "", ""},
                         {"", "", "", "", "", "总计30"},
                         {"Total", "2"},
                         {"共2人"},
                         {"2人", "合计", "", "", "", ""},
                         {"", "呼和浩特市小计", "", "", "", "3"}}) ==
        Lines{"4 total", "5 total", "6 total", "7 total", "8 total", "9 total", "10 total", "11 total"});
  // Somebody of this name; a record whose key is lost; a key that begins so.
  CHECK(kinds_in_people({{"A3", "合计", "女", "1970", "是", ""},
                         {"A4", "合计", "", "", "", ""},
                         {"", "合计", "女", "1970", "", ""},
                         {"", "张三", "女", "1970", "是", "小计"},
                         {"合计", "合计", "男", "1980-01", "是", ""},
                         {"A5", "", "", "", "", "合计"}}) == Lines{});
}

TEST_CASE("subtotals that a spreadsheet adds") {
  CHECK(kinds_in_people({{"", "初级 汇总", "", "", "", "3"},
                         {"", "", "男 计数", "2", "", ""},
                         {"A2 汇总", "", "", "", "", "2"},
                         {"A2 Count", "2", "", "", "", ""},
                         {"总计数", "2", "", "", "", ""},
                         {"", "", "", "", "", "总计平均值"},
                         {"Grand Total", "2", "", "", "", ""}}) ==
        Lines{"4 total", "5 total", "6 total", "7 total", "8 total", "9 total", "10 total"});
  // Somebody's name or remark; a record, whatever its key is.
  CHECK(kinds_in_people({{"A3", "数据 汇总", "", "", "", ""},
                         {"", "张三", "女", "1970", "是", "年度 汇总"},
                         {"A4 汇总", "张三", "女", "1970", "是", ""},
                         {"", "数据汇总", "", "", "", ""},
                         {"", "Li Min", "", "", "", ""}}) == Lines{});
}

TEST_CASE("lines drawn of signs are no records, nor keys") {
  CHECK(kinds_in_people({{"-----", "----", "----", "------", "-----", "---"},
                         {"+----+----+"},
                         {"======"},
                         {"", "———————", "", "", "", ""},
                         {"│──┼──│", "", "", "", "", ""}}) == Lines{"4 rule", "5 rule", "6 rule", "7 rule", "8 rule"});
  CHECK(kinds_in_people({{"A3", "-----", "", "", "", "---"},
                         {"-----", "张三", "女", "1970", "是", ""},
                         {"-", "-", "-", "-", "-", "-"},
                         {"A--", "", "", "", "", ""}}) == Lines{});
  // Right below the headings, where no key was seen before.
  const core::Program p = small_program();
  DatasetBuilder b(p);
  add_file(b, "人员", people_head,
           {{"--------", "----", "----", "--------", "------", "----"}, {"A1", "王芳", "女", "", "", ""}});
  const Dataset d = b.finish();
  CHECK(left_out_of(d) == Lines{"2 rule"});
  CHECK(d.tables[0].rows == 1);
}

TEST_CASE("the number of rows that a program writes below them") {
  CHECK(kinds_in_people({{"(970 rows affected)"},
                         {"970 行受影响", "", "", "", "", ""},
                         {"（970 行受影响）", "", "", "", "", ""},
                         {"1,970 rows selected."},
                         {"(1 row)"},
                         {"3 rows in set (0.02 sec)"},
                         {"已选择970行。", "", "", "", "", ""},
                         {"受影响的行: 970"}}) == Lines{"4 row_count", "5 row_count", "6 row_count", "7 row_count",
                                                        "8 row_count", "9 row_count", "10 row_count", "11 row_count"});
  CHECK(kinds_in_people({{"A3", "970 rows", "", "", "", ""},
                         {"(970 rows affected)", "张三", "女", "1970", "是", ""},
                         {"A970", "", "", "", "", ""},
                         {"", "", "", "", "", "3 行"}}) == Lines{});
}

TEST_CASE("totals of child rows") {
  const core::Program p = small_program();
  DatasetBuilder b(p);
  add_file(b, "人员", people_head, {{"A1", "王芳", "女", "", "", ""}});
  add_file(b, "学习", learning_head,
           {{"A1", "L1", "2015", "公需科目", "30", ""},
            {"小计", "", "", "", "30", ""},
            {"", "", "2015", "小计", "30", ""},
            {"合计", "", "", "", "30", ""},
            {"", "", "", "", "30", ""},        // a record whose link is lost
            {"", "L3", "", "", "", "合计"}});  // it has a key
  const Dataset d = b.finish();
  CHECK(left_out_of(d) == Lines{"3 total", "4 total", "5 total"});
  CHECK(shown(p, d, "学习") == Lines{"A1|L1|2015|公需科目|30|-", "--", "?-|?|?|?|30|-", "?-|L3|?|?|?|?-"});
  CHECK(d.tables[1].rows_excluded == 2);
}

TEST_CASE("a total of a column has its heading beside the word") {
  const core::Program p = small_program();
  DatasetBuilder b(p);
  add_file(b, "人员", people_head, {{"A1", "王芳", "女", "", "", ""}, {"A2", "总学时", "女", "", "", ""}});
  add_file(b, "学习", learning_head,
           {{"A1", "L1", "2015", "公需科目", "30", ""},
            {"合计学时", "", "", "", "30", ""},
            {"", "总 学时", "", "", "30", ""},
            {"学时 Total", "", "", "", "30", ""},
            {"Sum of 学时", "", "", "", "30", ""},
            {"总科目", "", "", "", "30", ""}});  // nothing that is added up
  const Dataset d = b.finish();
  CHECK(left_out_of(d) == Lines{"3 total", "4 total", "5 total", "6 total"});
  CHECK(d.tables[0].rows == 2);
}

TEST_CASE("signatures and notes below the rows") {
  CHECK(kinds_in_people({{"填表人：张三"},
                         {"", "填表人：张三", "", "审核人：李四", "", ""},
                         {"单位（盖章）：", "", "", "2017年5月20日", "", ""},
                         {"注：本表一式三份", "一份存档"},
                         {"", "说明：不在此列的另报", "", "", "", ""},
                         {"审核人", "李四", "", "", "", ""},
                         {"Prepared by:", "Li"}}) ==
        Lines{"4 footer", "5 footer", "6 footer", "7 footer", "8 footer", "9 footer", "10 footer"});
  CHECK(kinds_in_people({{"A3", "负责人", "", "", "", ""},
                         {"", "王芳", "", "", "", "负责人"},
                         {"", "负责人", "女", "", "是", ""},
                         {"A4", "", "", "", "", "说明：因病"}}) == Lines{});
}

TEST_CASE("a date alone in its row, in a column of texts") {
  CHECK(kinds_in_people({{"", "2017年5月20日"}, {"", "", "", "", "", "2017-05-20"}}) == Lines{"4 footer", "5 footer"});
  CHECK(kinds_in_people({{"", "", "", "1961-03", "", ""}, {"", "王芳", "", "1961-03", "", ""}}) == Lines{});
}

TEST_CASE("subtitles of groups stand alone and are unlike a key") {
  CHECK(kinds_in_people({{"呼和浩特市", "", "", "", "", ""},
                         {"一、盟市直属"},
                         {"", "三"},
                         {"张三"},
                         {"包头市", "2人", "", "", "", ""}}) ==
        Lines{"4 subtitle", "5 subtitle", "7 subtitle", "8 subtitle"});
  CHECK(kinds_in_people({{"A3", "", "", "", "", ""}, {"B-77"}, {"包头市", "张三", "男", "", "", ""}}) == Lines{});
}

TEST_CASE("where keys are names, a single name is a key") {
  const core::Program p = small_program();
  DatasetBuilder b(p);
  add_file(b, "人员", people_head, {{"王芳", "王芳", "女", "", "", ""}, {"李小市", "", "", "", "", ""}});
  CHECK(left_out_of(b.finish()) == Lines{});
}

TEST_CASE("a single key above the first record waits for it, and rows keep their order") {
  const core::Program p = small_program();
  DatasetBuilder b(p);
  SECTION("a group's name") {
    add_file(b, "人员", people_head,
             {{"包头市"}, {""}, {"A1", "王芳"}, {"A0", "王芳", "女", "", "", ""}, {"A2", "", "", "", "", ""}});
    const Dataset d = b.finish();
    CHECK(left_out_of(d) == Lines{"2 subtitle", "3 blank"});
    CHECK(d.tables[0].source_rows == Bulk<std::uint32_t>{5, 6, 4});  // row 4 has too few cells
    CHECK(d.tables[0].rows == 2);
  }
  SECTION("a record") {
    add_file(b, "人员", people_head, {{"A3", "", "", "", "", ""}, {"A1", "王芳", "女", "", "", ""}});
    const Dataset d = b.finish();
    CHECK(left_out_of(d) == Lines{});
    CHECK(d.tables[0].source_rows == Bulk<std::uint32_t>{2, 3});
  }
  SECTION("nothing else follows") {
    add_file(b, "人员", people_head, {{"王芳", "", "", "", "", ""}, {"A3", "", "", "", "", ""}});
    CHECK(b.finish().tables[0].rows == 2);
  }
}

TEST_CASE("columns of the file that the table does not have") {
  const core::Program p = small_program();
  DatasetBuilder b(p);
  add_file(b, "人员", {"序号", "单位", "证书编号", "姓名"},
           {{"1", "甲局", "A1", "王芳"},
            {"2", "", "", ""},  // a number printed beforehand
            {"甲局小计", "", "", "1"},
            {"甲局", "", "", ""},
            {"", "乙局", "", ""},
            {"", "王芳", "", ""},  // perhaps all that is left of somebody
            {"3", "甲局", "", ""}});
  const Dataset d = b.finish();
  CHECK(left_out_of(d) == Lines{"3 blank", "4 total", "5 subtitle", "6 subtitle"});
  CHECK(d.tables[0].rows_excluded == 2);
}

TEST_CASE("a table without a key keeps what is not blank, a total or a signature") {
  const core::Program full = small_program();
  core::Program p = full;
  p.tables.nodes[4].key.reset();
  DatasetBuilder b(p);
  add_file(b, "领证", {"序号", "姓名"},
           {{"1", "王芳"}, {"", "李强"}, {"", ""}, {"合计", "2"}, {"填表人：张三", ""}, {"包头市", ""}});
  const Dataset d = b.finish();
  CHECK(left_out_of(d) == Lines{"4 blank", "5 total", "6 footer"});
  CHECK(d.tables[4].rows == 3);
}

TEST_CASE("a heading table has one row, whatever is below") {
  const core::Program p = small_program();
  DatasetBuilder b(p);
  add_file(b, "领证花名册", {"主管部门", "填表时间"}, {{"人社局", "2017-05"}, {"", ""}, {"审核人：李四", ""}});
  const Dataset d = b.finish();
  CHECK(left_out_of(d) == Lines{"3 blank", "4 footer"});
  CHECK(shown_bad(d, false) == Lines{});
}

TEST_CASE("no row whose key is well-formed and found in another table is ever left out") {
  const core::Program p = small_program();
  std::mt19937 random(20170531);
  const std::string_view pieces[] = {
      "",      "",          "",         "合计", "小计：3",  "填表人：张三", "注：x", "单位（盖章）",
      "-----", "初级 汇总", "(9 rows)", "姓名", "证书编号", "王芳",         "女",    "1970",
      "90",    "包头市",    "一、直属"};
  for (int round = test::cases(300, 20000); round > 0; --round) {
    DatasetBuilder b(p);
    std::vector<std::string> keys;
    for (int i = 0; i < 6; ++i) keys.push_back("A" + std::to_string(random() % 90 + 10));
    std::set<std::uint32_t> with_key;
    const auto add_rows = [&](const std::string& table, const Cells& head) {
      b.open(table, head);
      for (std::uint32_t row = 2; row < 12; ++row) {
        Cells cells;
        for (std::size_t c = 0; c < head.size(); ++c) cells.emplace_back(pieces[random() % std::size(pieces)]);
        if (random() % 2 == 0) {
          cells[0] = keys[random() % keys.size()];
          with_key.insert(row);
        }
        if (random() % 5 == 0) cells.resize(1 + random() % cells.size());
        b.file_row(row, cells);
      }
    };
    add_rows("人员", people_head);
    for (const LeftOut& row : b.finish().left_out) REQUIRE(with_key.count(static_cast<std::uint32_t>(row.row)) == 0);
    with_key.clear();
    add_rows("学习", learning_head);
    for (const LeftOut& row : b.finish().left_out) REQUIRE(with_key.count(static_cast<std::uint32_t>(row.row)) == 0);
  }
}

TEST_CASE("rows that are no records, by table and kind") {
  const std::vector<LeftOut> rows{{"人员", "a.csv", 9, RowKind::blank},  {"学习", "b.csv", 4, RowKind::total},
                                  {"人员", "a.csv", 10, RowKind::blank}, {"人员", "a.csv", 8, RowKind::footer},
                                  {"人员", "a.csv", 11, RowKind::blank}, {"人员", "a.csv", 3, RowKind::blank}};
  Lines lines;
  for (const LeftOutGroup& group : groups_of(rows))
    lines.push_back(group.table + " " + std::string(name_of(group.kind, false)) + " " + std::to_string(group.count) +
                    ": " + group.rows);
  CHECK(lines == Lines{"人员 空白行 4: 3\n9-11", "人员 填表人、审核、盖章、说明等 1: 8", "学习 合计、小计 1: 4"});
}
