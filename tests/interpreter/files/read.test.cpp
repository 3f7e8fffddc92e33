#include <catch2/catch.hpp>

#include <random>

#include "interpreter/files/path.hpp"
#include "interpreter/files/read.hpp"
#include "tests/interpreter/files/folder.hpp"
#include "tests/support/effort.hpp"
#include "tests/support/small_tables.hpp"

using namespace cepol;
using namespace cepol::data;
using namespace cepol::files;
using namespace cepol::data::testing;
using files::testing::Folder;
using Lines = std::vector<std::string>;

namespace {

Lines shown_errors(const Read& read, bool english) {
  Lines lines;
  for (const ReadError& error : read.errors)
    lines.push_back(std::string(path::name(error.path)) + ": " + reason_of(error.fault, error.arguments, english));
  return lines;
}

// All of a data set, independent of the order of its texts, and of the rows of its files above the first record.
Lines all_of(const core::Program& p, Dataset d, std::uint32_t above) {
  for (BadRow& bad : d.bad) bad.row -= std::min<std::uint64_t>(bad.row, above);
  Lines lines;
  for (std::size_t i = 0; i < d.tables.size(); ++i) {
    const core::RecordTable& record = p.tables.nodes[i];
    lines.push_back("# " + record.name + " " + std::to_string(d.tables[i].rows_read));
    std::size_t row = 0;
    for (const std::string& line : shown(p, d, record.name))
      lines.push_back(line == "--" ? line : std::to_string(d.tables[i].source_rows[row++] - above) + " " + line);
    if (record.parent)
      for (std::string& line : shown_children(p, d, record.name)) lines.push_back(std::move(line));
  }
  for (std::string& line : shown_bad(d, false)) lines.push_back(std::move(line));
  return lines;
}

}  // namespace

TEST_CASE("the same data as CSV, as one JSON, as JSON by table, as NDJSON give the same data set") {
  const core::Program p = small_program();
  MemoryFiles files;
  const Folder csv(files, "/csv"), whole(files, "/whole"), by_table(files, "/by_table"), lines(files, "/lines");
  csv.write("人员.csv",
            "\xEF\xBB\xBF证书编号,姓名,性别,出生年月,驻盟市,备注\r\nA1,\"王\"\"芳\",女,1961-03,是,\r\nA2,李强,男,2017-"
            "05-31,否,\"初次,\n申领\"\r\nA3,,,,,\r\n");
  csv.write("学习.csv",
            "证书编号,编号,年度,科目,学时,班次编号\nA1,L1,2015,公需科目,2.5,B1\nA1,L2,2016,专业课目,90,\nA3,L3,2017,"
            "专业科目,0.0001,B9\n");
  csv.write("附件.csv", "学习编号,页数\nL1,3\nL1,4.5\nL3,12\n");
  csv.write("培训班.csv", "班次编号,开班日期\nB1,2016-04\n");
  csv.write("领证.csv", "序号,姓名\n1,王芳\n2,李强\n");
  csv.write("领证花名册.csv", "主管部门,填表时间\n人社局,2017-05-20\n");

  const std::string person1 =
      R"({"学习": [{"编号": "L1", "年度": 2015, "科目": "公需科目", "学时": 2.50, "班次编号": "B1", "附件": [{"页数": 3}, {"页数": 4.5}]},)"
      R"( {"证书编号": "A1", "编号": "L2", "年度": "2016", "科目": "专业课目", "学时": 9e1}], "证书编号": "A1", "姓名": "王\"芳", "性别": "女", "出生年月": "1961-03", "驻盟市": true, "备注": null})";
  const std::string person2 =
      R"({"证书编号": "A2", "姓名": "\u674e强", "性别": "男", "出生年月": 20170531, "驻盟市": false, "备注": "初次,\n申领", "学习": []})";
  const std::string person3 =
      R"({"证书编号": "A3", "姓名": "", "学习": [{"编号": "L3", "年度": 2017, "科目": "专业科目", "学时": 1.0E-4, "班次编号": "B9", "附件": [{"页数": 12}]}]})";
  const std::string people = "[" + person1 + ",\n" + person2 + ",\n" + person3 + "]";
  const std::string courses = R"([{"班次编号": "B1", "开班日期": "2016-04"}])",
                    roster = R"([{"序号": 1, "姓名": "王芳"}, {"序号": 2, "姓名": "李强"}])";
  const std::string head = R"({"主管部门": "人社局", "填表时间": "2017-05-20"})";
  const std::string file = whole.write("data.json", "{\"人员\": " + people + ", \"领证花名册\": " + head +
                                                        ", \"培训班\": " + courses + ", \"领证\": " + roster + "}");
  by_table.write("人员.json", people);
  by_table.write("培训班.json", courses);
  by_table.write("领证.json", roster);
  by_table.write("领证花名册.json", head);
  lines.write("人员.ndjson", person1 + "\r\n\n" + person2 + "\n" + person3);
  lines.write("培训班.jsonl", R"({"班次编号": "B1", "开班日期": "2016-04"})");
  lines.write("领证.json", R"({"序号": 1, "姓名": "王芳"})"
                           "\n"
                           R"({"序号": 2, "姓名": "李强"})"
                           "\n");
  lines.write("领证花名册.ndjson", head);

  const Read expected = read(p, {csv.path()}, files);
  CHECK(shown_errors(expected, false) == Lines{});
  CHECK(shown(p, expected.data, "人员") ==
        Lines{"A1|王\"芳|女|1961-03|是|-", "A2|李强|男|2017-05-31|否|初次,\n申领", "A3|?|?|?|?|-"});
  CHECK(shown(p, expected.data, "学习") ==
        Lines{"A1|L1|2015|公需科目|2.5|0", "A1|L2|2016|?|90|-", "A3|L3|2017|专业科目|0.0001|?-"});
  CHECK(shown(p, expected.data, "附件") == Lines{"L1|3", "L1|?", "L3|12"});
  CHECK(expected.data.bad.size() == 3);
  for (const std::vector<std::string>& paths : {std::vector{file}, {by_table.path()}, {lines.path()}}) {
    const Read other = read(p, paths, files);
    CHECK(shown_errors(other, false) == Lines{});
    CHECK(all_of(p, other.data, 0) == all_of(p, expected.data, 1));
    CHECK(other.empty == expected.empty);
    CHECK(adds_up(other.data));
  }
}

TEST_CASE("paths that cannot be read, and paths that do not exist") {
  const core::Program p = small_program();
  MemoryFiles files;
  const Folder f(files);
  const std::string person = "证书编号,姓名,性别,出生年月,驻盟市\n";
  f.write("人元.csv", "甲,乙\n1,2\n");
  f.write("说明.doc", "x");
  f.write(".~lock.人员.csv", "x");
  f.write("~$人员.csv", "x");
  f.write("学习.csv", "");
  f.write("培训班.csv", "\xFF\xB0\xFF\n1\n");
  f.write("领证.csv", "\"序号,姓名\n1,2\n");
  f.write("package.json", "{\"name\": \"x\", \"人员 \": 5}");
  f.write("other.json", "{\"name\": [1, 2]}");
  f.write("broken.json", "{\"人员\": [{\"证书编号\": \"A1\"},\n{\"证书编号\" \"A2\"}]}");
  f.write("附件.ndjson", "\n \n");
  files.add_folder(f.path() + "/empty");
  files.add_folder(f.path() + "/人员.csv");
  const Read r = read(p, {f.path(), f.path() + "/nothing", f.path() + "/说明.doc", f.path() + "/empty"}, files);
  CHECK(
      shown_errors(r, false) ==
      Lines{"other.json: 里面没有政策用到的表，应有：人员、学习、培训班、附件、领证、领证花名册",
            "人元.csv: 没有名为“人元”的表，没有读入；是不是“人员”？", "人员.csv: 打不开，或者读不了：Is a directory",
            "培训班.csv: 文件第 1 行有认不出的文字，没有读入；请在表格软件里另存为“CSV UTF-8”",
            "领证.csv: 文件第 1 行的英文双引号没有合上，这一行没有读入；内容里的双引号要写两遍",
            "nothing: 没有这个文件或文件夹；请核对名称",
            "说明.doc: 只能读 .xlsx、.xls、.csv、.tsv、.txt、.sqlite、.json、.ndjson 文件；别的电子表格请另存为 .xlsx",
            "empty: 里面没有政策用到的表，应有：人员、学习、培训班、附件、领证、领证花名册"});
  CHECK(
      shown_errors(r, true) ==
      Lines{
          "other.json: there is no table in it that the policy uses; these are expected: 人员, 学习, 培训班, 附件, "
          "领证, 领证花名册",
          "人元.csv: there is no table “人元”; it was not read; did you mean “人员”?",
          "人员.csv: it cannot be opened or read: Is a directory",
          "培训班.csv: line 1 of the file is not valid UTF-8 and was not read; save it as “CSV UTF-8” in the "
          "spreadsheet",
          "领证.csv: the double quote on line 1 of the file is never closed; the row was not read. A double quote "
          "within a text is written twice",
          "nothing: there is no such file or folder; check the name",
          "说明.doc: only .xlsx, .xls, .csv, .tsv, .txt, .sqlite, .json and .ndjson files can be read; save any other "
          "spreadsheet "
          "as .xlsx",
          "empty: there is no table in it that the policy uses; these are expected: 人员, 学习, 培训班, 附件, "
          "领证, 领证花名册"});
  CHECK(shown(p, r.data, "人员") == Lines{"A1|?|?|?|?|?-", "--", "?|?|?|?|?|?-"});
  CHECK(shown_bad(r.data, false) ==
        Lines{"人员 0 姓名: 缺少“姓名”列，各行的这一项都按未知处理；请补上，或者核对列名",
              "人员 0 性别: 缺少“性别”列，各行的这一项都按未知处理；请补上，或者核对列名",
              "人员 0 出生年月: 缺少“出生年月”列，各行的这一项都按未知处理；请补上，或者核对列名",
              "人员 0 驻盟市: 缺少“驻盟市”列，各行的这一项都按未知处理；请补上，或者核对列名",
              "人员 0 备注: 缺少“备注”列，各行的这一项都按未知处理；请补上，或者核对列名",
              "人员 2: 文件第 2 行附近不合 JSON 的写法，这一行数据没有读入 (excluded)", "人员 0: “人员”应是各行的列表",
              "name 0: 没有名为“name”的表，没有读入"});
}

TEST_CASE("a file that is named twice is read once") {
  const core::Program p = small_program();
  MemoryFiles files;
  const Folder f(files);
  f.write("培训班.csv", "班次编号,开班日期\nB1,2016\n");
  const std::string again = f.path() + "/../" + std::string(path::name(f.path())) + "/培训班.csv";
  const Read r = read(p, {f.path(), f.path() + "/培训班.csv", again}, files);
  CHECK(shown_errors(r, false) == Lines{});
  CHECK(shown_bad(r.data, false) == Lines{});
  CHECK(r.data.tables[2].rows_read == 1);
  const Folder other(files, "/other");  // a copy is another file
  other.write("培训班.csv", "班次编号,开班日期\nB1,2016\n");
  CHECK(shown_errors(read(p, {f.path(), other.path()}, files), false) ==
        Lines{"培训班.csv: “培训班”已经在 /folder/培训班.csv 里，同一张表只能有一个文件；请留下一个，或者并成一个"});
}

TEST_CASE("rows that a CSV file spoils") {
  const core::Program p = small_program();
  MemoryFiles files;
  const Folder f(files);
  std::string text = "班次编号,开班日期\nB1,2016\n\n\"B2,2016\nB3,2016\n\"B4\"x,2016\nB5,\xD6\xD0\nB6,";
  text += '\0';
  text += "\nB7," + std::string(11 * 1024 * 1024, '9') + "\nB8,2016,5\nB9,2016\n";
  const Read r = read(p, {f.write("培训班.csv", text)}, files);
  CHECK(shown(p, r.data, "培训班") == Lines{"B1|2016", "B3|2016", "B5|?", "B6|?", "B9|2016", "--", "?|?", "?|2016",
                                            "?|?", "?|?", "?|?"});  // the row of 3 cells may be two records
  CHECK(shown_bad(r.data, false) ==
        Lines{"培训班 4: 文件第 4 行的英文双引号没有合上，这一行没有读入；内容里的双引号要写两遍 (excluded)",
              "培训班 6 班次编号: “班次编号”读不出来，不知道这一行是谁的，没有给它结果 (excluded)",
              "培训班 7 开班日期: 这一格有认不出的文字，按未知处理；请把文件另存为 UTF-8 编码",
              "培训班 8 开班日期: 这一格有空字符（NUL），按未知处理；请在表格软件里另存为“CSV UTF-8”",
              "培训班 9: 文件第 9 行起的这一行超过 10 MB，没有读入 (excluded)",
              "培训班 10: 这一行有 3 格，表头却有 2 格，各格是什么都不能确定，没有给它结果；内容里有逗号的，"
              "要用英文双引号括起来 (excluded)"});
  CHECK(
      shown_bad(r.data, true) ==
      Lines{"培训班 4: the double quote on line 4 of the file is never closed; the row was not read. A double quote "
            "within a text is written twice (excluded)",
            "培训班 6 班次编号: “班次编号” cannot be made out, so it is not known whose row this is; it has no result "
            "(excluded)",
            "培训班 7 开班日期: what stands here is not valid UTF-8; it is taken as unknown. Save the file as UTF-8",
            "培训班 8 开班日期: there is a NUL character here; it is taken as unknown. Save the file as “CSV UTF-8” in "
            "the spreadsheet",
            "培训班 9: the row at line 9 of the file is longer than 10 MB; it was not read (excluded)",
            "培训班 10: the number of cells in this row (3) is not that of the heading (2); none of them is "
            "certain, and it has no result. A text with a comma in it must be put in double quotes (excluded)"});
  CHECK(r.data.tables[2].rows_read == 9);
  CHECK(adds_up(r.data));
}

TEST_CASE("whatever the bytes, reading ends and the rows add up") {
  const core::Program p = small_program();
  MemoryFiles files;
  const Folder f(files);
  std::mt19937 random(20170531);
  const std::string_view pieces[] = {"证书编号",
                                     "编号",
                                     "年度",
                                     "科目",
                                     "学时",
                                     "班次编号",
                                     "姓名",
                                     "学习",
                                     "附件",
                                     "人员",
                                     "A1",
                                     "A2",
                                     "L1",
                                     "2015",
                                     "2017-02-31",
                                     "公需科目",
                                     "公需",
                                     "1.5",
                                     "1e3",
                                     ",",
                                     ",",
                                     ",",
                                     "\n",
                                     "\n",
                                     "\r\n",
                                     "\"",
                                     "\"",
                                     ":",
                                     ":",
                                     "{",
                                     "}",
                                     "[",
                                     "]",
                                     "{\"",
                                     "\":",
                                     "\"}",
                                     "\"证书编号\":\"A1\"",
                                     "\\u",
                                     "\\",
                                     "null",
                                     "true",
                                     " ",
                                     "\xD6",
                                     std::string_view("\0", 1),
                                     "\xEF\xBB\xBF",
                                     "-",
                                     "/",
                                     "9999999999999999999999",
                                     "“"};
  const std::string names[] = {"人员.csv",    "学习.csv",  "附件.csv",       "人员.json",
                               "学习.ndjson", "data.json", "领证花名册.csv", "领证.csv"};
  for (int round = test::cases(300, 20000); round > 0; --round) {
    std::vector<std::string> paths;
    for (const std::string& name : names) {
      std::string text;
      const bool header = random() % 3 != 0;
      if (header && name == "人员.csv") text = "证书编号,姓名,性别,出生年月,驻盟市\n";
      if (header && name == "学习.csv") text = "证书编号,编号,学时\n";
      if (header && name == "附件.csv") text = "学习编号,页数\n";
      if (header && name == "领证.csv") text = "序号,主管部门\n";
      if (header && name == "data.json") text = "{\"人员\":[{\"证书编号\":\"A1\",\"学习\":[{\"编号\":\"L1\"";
      if (header && name == "人员.json") text = "[{\"证书编号\":\"A1\"";
      for (std::size_t i = 0, n = random() % 60; i < n; ++i) {
        if (random() % 10 == 0)
          text += static_cast<char>(random());
        else
          text += pieces[random() % std::size(pieces)];
      }
      paths.push_back(f.write(name, text));
    }
    const Read r = read(p, paths, files);
    REQUIRE(adds_up(r.data));
    for (const BadRow& bad : r.data.bad) REQUIRE_FALSE(reason_of(bad, false).empty());
  }
}

TEST_CASE("a file is read as the table that is given with it, whatever its name and format") {
  const core::Program p = small_program();
  MemoryFiles files;
  const Folder f(files);
  const std::string people = f.write("query.csv", "证书编号,姓名\nA1,王芳\n"),
                    courses = f.write("培训班 2.ndjson", "{\"班次编号\": \"B1\", \"开班日期\": \"2016\"}\n"),
                    equals = f.write("培训班=x.csv", "班次编号,开班日期\nB2,2017\n");
  const Read r = read(p, {"人员=" + people, "培训班=" + courses}, files);
  CHECK(shown_errors(r, false) == Lines{});
  CHECK(shown(p, r.data, "人员") == Lines{"A1|王芳|?|?|?|?-"});
  CHECK(shown(p, r.data, "培训班") == Lines{"B1|2016"});
  CHECK(r.paths == Lines{people, courses});
  // A file that has that name itself is meant by it. A table is given one file.
  CHECK(shown_errors(read(p, {equals}, files), false) == Lines{"培训班=x.csv: 没有名为“培训班=x”的表，没有读入"});
  CHECK(read(p, {"培训班=" + courses, "培训班=" + equals}, files).errors.at(0).fault == Fault::table_twice);
  CHECK(read(p, {"培训班=" + f.path() + "/none.csv"}, files).errors.at(0).fault == Fault::file_missing);
}
