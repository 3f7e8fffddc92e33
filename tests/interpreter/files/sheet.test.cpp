// CSV files as spreadsheets leave them: titles above the heading, what stands below the rows, and row numbers.
#include <catch2/catch.hpp>

#include "interpreter/files/read.hpp"
#include "tests/interpreter/files/folder.hpp"
#include "tests/support/small_tables.hpp"

using namespace cepol;
using namespace cepol::data;
using namespace cepol::files;
using namespace cepol::data::testing;
using files::testing::Folder;
using Lines = std::vector<std::string>;

namespace {

Dataset read_people(const core::Program& p, const std::string& text) {
  MemoryFiles files;
  const Folder f(files);
  const Read r = read(p, {f.write("人员.csv", text)}, files);
  CHECK(r.errors.empty());
  CHECK(adds_up(r.data));
  return r.data;
}

Lines left_out_lines(const Dataset& d) {
  Lines lines;
  for (const LeftOut& row : d.left_out) {
    CHECK(row.table == "人员");
    CHECK(row.file == "/folder/人员.csv");
    lines.push_back(std::to_string(row.row) + " " + std::string(name_of(row.kind, true)));
  }
  return lines;
}

const std::string sheet_head = "证书编号,姓名,性别,出生年月,驻盟市,备注\n";

}  // namespace

TEST_CASE("a sheet with titles, groups, repeated headings, totals and signatures") {
  const core::Program p = small_program();
  const Dataset d =
      read_people(p, "2017年专业技术人员名册,,,,,\n单位（盖章）：人社局,,,填表日期：2017-05-20,,\n,,,,,\n" +
                         sheet_head + "一、直属,,,,,\nA1,王芳,女,1961-03,是,\n小计,1人,,,,\n\n" + sheet_head +
                         "A2,合计,男,1970,否,\n合计,2人,,,,\n填表人：张三\n");
  CHECK(shown(p, d, "人员") == Lines{"A1|王芳|女|1961-03|是|-", "A2|合计|男|1970|否|-"});
  CHECK(shown_bad(d, false) == Lines{});
  CHECK(left_out_lines(d) == Lines{"1 titles above the heading", "2 titles above the heading", "3 blank rows",
                                   "5 subtitles of groups", "7 totals", "9 repeated headings", "11 totals",
                                   "12 signatures and notes"});
  CHECK(d.tables[0].source_rows == Bulk<std::uint32_t>{6, 10});
}

TEST_CASE("the heading is the first row with the key or half of the columns") {
  const core::Program p = small_program();
  CHECK(left_out_lines(read_people(p, "名册\n证书编号,甲,乙\nA1,1,2\n")) == Lines{"1 titles above the heading"});
  CHECK(left_out_lines(read_people(p, sheet_head + "A1,王芳,女,1961-03,是,\n")) == Lines{});
  CHECK(left_out_lines(read_people(p, "名册\n\n\"证书\n编号\",姓名\n")) == Lines{"1 titles above the heading"});
  // None: the first row is taken for it, with what it lacks.
  const Dataset d = read_people(p, "编码,名字\nA1,王芳\nA2,李强\n");
  CHECK(d.left_out.empty());
  CHECK(d.tables[0].rows_read == 2);
  CHECK(std::any_of(d.bad.begin(), d.bad.end(), [](const BadRow& b) { return b.fault == Fault::missing_key_column; }));
  std::string many;
  for (int i = 0; i < 100; ++i) many += std::to_string(i) + ",x" + std::to_string(i) + "\n";
  CHECK(read_people(p, many + sheet_head + "A1,王芳,女,1961-03,是,\n").tables[0].rows_read == 101);
}

TEST_CASE("where no heading is known, titles above are not taken for it") {
  MemoryFiles files;
  const Folder folder(files);
  folder.write("人员.csv", "2017年名册,,\n填报单位：人事处,,填表日期：5月\n号,名,性\nA1,王芳,女\nA2,李强,男\n");
  const core::Program program = small_program();
  data::Assumptions words_only;
  words_only.words_only = true;
  const Read read = files::read(program, {folder.path()}, files, words_only);
  std::vector<std::string> headings;
  for (const data::ReadWord& word : read.data.unread)
    if (word.kind == data::ReadWord::Kind::heading) headings.push_back(word.written);
  std::sort(headings.begin(), headings.end());
  CHECK(headings == std::vector<std::string>{"号", "名", "性"});
}

TEST_CASE("rows have the numbers that a spreadsheet shows") {
  const core::Program p = small_program();
  const Dataset d = read_people(p, "\xEF\xBB\xBF" + sheet_head +
                                       "A1,王芳,女,1961-03,是,\"两\n行\"\r\n\n  \nA2,李强,男,1970,否,\r"
                                       "A3,\"李\n强,男\nA4,赵六,男,去年,否,\n");
  CHECK(d.tables[0].source_rows == Bulk<std::uint32_t>{2, 5, 8, 6, 7});
  CHECK(shown_bad(d, false).front().starts_with("人员 6: 文件第 7 行的英文双引号没有合上"));
  CHECK(place_of(d.bad.back(), false) == "第 8 行“出生年月”");
  CHECK(place_of(d.bad.back(), true) == "row 8 “出生年月”");
}

TEST_CASE("rows of JSON are items of a list") {
  const core::Program p = small_program();
  MemoryFiles files;
  const Folder f(files);
  const Read r = read(p, {f.write("培训班.json", R"([{"班次编号": "B1", "开班日期": "2016"},
                        {"班次编号": "B2", "开班日期": "去年"}, {"班次编号": "合计"}, {}])")},
                      files);
  REQUIRE(r.data.bad.size() == 1);
  CHECK(place_of(r.data.bad.front(), false) == "第 2 条“开班日期”");
  CHECK(place_of(r.data.bad.front(), true) == "item 2 “开班日期”");
  CHECK(r.data.left_out.size() == 2);
  CHECK(shown(p, r.data, "培训班") == Lines{"B1|2016", "B2|?"});
}
