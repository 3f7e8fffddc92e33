// golden/faults.txt: for every fault, files that have it, and the messages in both languages. CEPOL_UPDATE_GOLDEN=1
// writes what is found; review it before it is committed.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "interpreter/files/path.hpp"
#include "interpreter/files/read.hpp"
#include "lang/base/text.hpp"
#include "tests/interpreter/files/folder.hpp"
#include "tests/support/small_tables.hpp"
#include "tests/support/workbook_parts.hpp"

using namespace cepol;
using namespace cepol::data;
using namespace cepol::files;
using namespace cepol::data::testing;
using files::testing::Folder;
using namespace cepol::test;

namespace {

struct File {
  // A folder: its name ends in /, a pipe: in |. A workbook (.xlsx): the XML of its sheets, one a line.
  std::string name, text;
};
struct Case {
  Fault fault;
  std::vector<File> files;
  std::vector<std::string> paths = {};  // in place of the folder
};

const std::string people_head = "证书编号,姓名,性别,出生年月,驻盟市\n", wang = people_head + "A1,王芳,女,1961-03,是\n";
const std::string learning_head = "证书编号,编号,年度,科目,学时,班次编号\n";
const std::string courses_head = "班次编号,开班日期\n",
                  courses_gbk = "\xB0\xE0\xB4\xCE\xB1\xE0\xBA\xC5,\xBF\xAA\xB0\xE0\xC8\xD5\xC6\xDA\n",  // in GB18030
    teachers_head = "编号,身份证号,出生日期,性别\n", roster_head = "序号,姓名,主管部门,填表时间\n";

std::vector<Case> cases() {
  const std::vector<std::string> course_columns = {"班次编号", "开班日期"},
                                 learning_columns = {"证书编号", "编号", "年度", "科目", "学时", "班次编号"};
  const std::string nul(1, '\0'), long_row(std::size_t{10} * 1024 * 1024 + 1, 'x');
  auto learning_rows = [](const std::string& rows) {
    return std::vector<File>{{"人员.csv", wang}, {"学习.csv", learning_head + rows}};
  };
  return {
      {Fault::missing_column, {{"人员.csv", "证书编号,姓名,性别,驻盟市\nA1,王芳,女,是\n"}}},
      {Fault::missing_key_column, {{"人员.csv", "姓名,性别,出生年月,驻盟市\n王芳,女,1961-03,是\n"}}},
      {Fault::missing_link_column, {{"人员.csv", wang}, {"学习.csv", "编号,年度,科目,学时\nL1,2015,公需科目,30\n"}}},
      {Fault::unknown_column, {{"培训班.csv", "班次编号,开班日期,开班日朝,手机\nB1,2016,2016,1\n"}}},
      {Fault::unnamed_column, {{"培训班.csv", "班次编号,开班日期,,\nB1,2016,,\n"}}},
      {Fault::repeated_column, {{"培训班.csv", "班次编号,开班日期,开班日期\nB1,2016,2017\n"}}},
      {Fault::several_headings, {{"培训班.csv", "班次编号,开班,开班日期\nB1,2016,2017\n"}}},
      {Fault::bad_choice, {{"人员.csv", people_head + "A1,王芳,女性,1961-03,是\nA2,李强,M,1961-03,是\n"}}},
      {Fault::month_without_zero, {{"培训班.csv", courses_head + "B1,2016.1\nB2,2016.10\nB3,2016.12\n"}}},
      {Fault::date_serial, {{"培训班.csv", courses_head + "B1,42886\nB2,42886.5\n"}}},
      {Fault::day_not_sure, {{"培训班.csv", courses_head + "B1,2016-04-02T16:00:00Z\nB2,2016-05-03 24:00\n"}}},
      {Fault::day_or_month, {{"培训班.csv", courses_head + "B1,8/7/2016\nB2,7.8.2016 14:30\n"}}},
      {Fault::short_year, {{"培训班.csv", courses_head + "B1,20-Aug-16\nB2,8/20/16\n"}}},
      {Fault::hidden_within, learning_rows("A1,L1,2015,公需科目,12\u200B40,\n")},
      {Fault::reversed_text, learning_rows("A1,L1,2015,公需科目,\u202E06\u202C,\n")},
      {Fault::only_first_of_month, {{"培训班.csv", courses_head + "B1,2016-04-01\nB2,2016-05-01\nB3,2017-01-01\n"}}},
      {Fault::group_given, learning_rows("A1,L1,2015,全部科目,30,\n")},
      {Fault::bad_truth, {{"人员.csv", people_head + "A1,王芳,女,1961-03,在\n"}}},
      {Fault::bad_number, learning_rows("A1,L1,2015,公需科目,约30,\n")},
      {Fault::number_out_of_range, learning_rows("A1,L1,2015,公需科目,-3,\nA1,L2,2015,公需科目,９００００,\n")},
      {Fault::too_many_places,
       learning_rows(
           "A1,L1,2015,公需科目,1.23456,\nA1,L2,2015,公需科目,1.0100000000000000089,\nA1,L3,2015,公需科目,10/3,\n")},
      {Fault::number_too_large,
       learning_rows("A1,L1,2015,公需科目,15010219610301002199,\nA1,L2,2015,公需科目,1e999,\n")},
      {Fault::bad_date, {{"培训班.csv", courses_head + "B1,去年\nB2,85.3\n"}}},
      {Fault::several_dates, {{"培训班.csv", courses_head + "B1,2016-05-01、2016-06-01\nB2,2016.5.1-2016.6.1\n"}}},
      {Fault::no_such_day, {{"培训班.csv", courses_head + "B1,2025年11月31日\nB2,2017-13\n"}}},
      {Fault::date_out_of_range, {{"培训班.csv", courses_head + "B1,1899-12-31\nB2,2100\n"}}},
      {Fault::year_out_of_range, learning_rows("A1,L1,0999,公需科目,30,\n")},
      {Fault::bad_year, learning_rows("A1,L1,2015-2017,公需科目,30,\nA1,L2,15年,公需科目,30,\n")},
      {Fault::bad_id, {{"讲师.csv", teachers_head + "J1,1101051949123100,,\n"}}},
      {Fault::id_without_day, {{"讲师.csv", teachers_head + "J1,110105194902310021,,\n"}}},
      {Fault::id_with_slip, {{"讲师.csv", teachers_head + "J1,110105194912310021,,\n"}}},
      {Fault::id_differs, {{"讲师.csv", teachers_head + "J1,11010519491231002X,1948,男\n"}}},
      {Fault::ends_before_begin, {{"休假.csv", "编号,开始,结束\nX1,2017-05-01,2016-05-01\nX2,2017-05,2017-05-01\n"}}},
      {Fault::dangling_reference, learning_rows("A1,L1,2015,公需科目,30,B2017-99\n")},
      {Fault::wrong_kind, {{"培训班.json", R"([{"班次编号": "B1", "开班日期": {"年": 2016}}])"}}},
      {Fault::blank_key, {{"人员.csv", wang + "　,李强,男,1970,否\n"}}},
      {Fault::duplicate_key, {{"人员.csv", wang + "A1,李强,男,1970,否\n"}}},
      {Fault::same_record, {{"人员.csv", wang + "A1,王芳,女,1961-03,是\n"}}},
      {Fault::cut_key, {{"人员.csv", people_head + "150102196103010000,王芳,女,1961-03,是\n"}}},
      {Fault::cut_keys_meet,
       {{"人员.csv", people_head + "150102196103010000,王芳,女,1961-03,是\n150102196103010000,李强,男,1970,否\n"}}},
      {Fault::columns_differ, {{"培训班.csv", "班次编号,开班日期,开班日期\nB1,2016,2017\nB2,2017,2017\n"}}},
      {Fault::blank_link,
       {{"人员.csv", wang + "B2,李强,男,1970,否\nC3,张三,男,1980,否\nD4,赵六,女,1985,否\n"},
        {"学习.csv", learning_head + "A1,L1,2015,公需科目,30,\n,L2,2015,公需科目,30,\nA1,L3,2016,公需科目,30,\n"
                                     "B2,L4,2015,公需科目,30,\n,L5,2015,公需科目,30,\nC3,L6,2015,公需科目,30,\n"}}},
      {Fault::illegible_link, learning_rows("A1,L1,2015,公需科目,30,\n\"A\"1,L2,2015,公需科目,30,\n")},
      {Fault::anyones_row,
       {{"人员.csv", wang + "B2,李强,男,1970,否\n"},
        {"学习.csv", learning_head + "A1,L1,2015,公需科目,30,\nB2,L2,2015,公需科目,30,\n,L3,2016,公需科目,30,\n"
                                     "A1,L4,2016,公需科目,30,\n"}}},
      {Fault::no_key, {{"人员.csv", wang + "同上,李强,男,1970,否\n"}}},
      {Fault::no_key_link,
       learning_rows("A1,L1,2015,公需科目,30,\n同上,L2,2015,公需科目,30,\nA1,L3,2015,公需科目,30,\n")},
      {Fault::unlike_link, learning_rows("A1,L1,2015,公需科目,30,\n公需科目,L2,2015,公需科目,30,\n")},
      {Fault::doubtful_owner,
       {{"人员.csv", wang + "B2,李强,男,1970,否\nB2,张三,男,1980,否\n"},
        {"学习.csv", learning_head + "A1,L1,2015,公需科目,30,\nX9,L2,2015,公需科目,30,\n"}}},
      {Fault::shifted_row, learning_rows("A1,L1,2015,公需科目,30,\n,A1,L2,2015,公需科目,30\n")},
      {Fault::shifted_key,
       {{"人员.csv", people_head + "A1,王芳,女,1961-03,是\nA2,李强,男,1970,否\nA3,张三,男,1980,否\nA4,赵六,女,1985,否\n"
                                   "A5,钱七,女,1985,否\n孙八,女,1985,否,A6\n"}}},
      {Fault::several_keys, {{"人员.csv", wang + "\"A2,A3\",李强,男,1970,否\n"}}},
      {Fault::several_records, learning_rows("A1,L1,2015,公需科目,30,\nA1,L2,\"2015\n2016\",公需科目,\"20\n30\",\n")},
      {Fault::rest_of_cell, learning_rows("A1,L1,2015,公需科目,1,\n,,,,20,\nA1,L2,2015,公需科目,30,\n")},
      {Fault::begun_above, {{"人员.csv", "姓名,证书编号,性别,出生年月,驻盟市\n王\n芳,A1,女,1961-03,是\n"}}},
      {Fault::row_in_one_cell, learning_rows("A1,L1,2015,公需科目,30,\nA1，L2，2015，公需科目，30,,,,,\n")},
      {Fault::near_link,
       {{"人员.csv", wang + "A2,李强,男,1970,否\n"},
        {"学习.csv", learning_head + "A01,L1,2015,公需科目,30,\nA11,L2,2015,公需科目,30,\nA,L3,2015,公需科目,30,\n"
                                     "a1,L4,2015,公需科目,30,\n"}}},
      {Fault::cut_link,
       {{"人员.csv", people_head + "15010219610301002X,王芳,女,1961-03,是\n150102196103010036,李强,男,1961-03,否\n"},
        {"学习.csv", learning_head + "1.50102E+17,L1,2015,公需科目,30,\n150102196103010000,L2,2015,公需科目,30,\n"}}},
      {Fault::no_parent, learning_rows("Y9,L1,2015,公需科目,30,\n")},
      {Fault::link_differs,
       {{"人员.json", R"([{"证书编号": "A1", "姓名": "王芳", "性别": "女", "出生年月": "1961-03", "驻盟市": true,
  "学习": [{"证书编号": "A2", "编号": "L1", "年度": 2015, "科目": "公需科目", "学时": 30}]}])"}}},
      {Fault::ragged_row, {{"培训班.csv", courses_head + "B1\nB2,2016,04,01\n"}}},
      {Fault::ragged_child, learning_rows("A1,L1,2015,公需科目\nA1,L2,2015,公需科目,30,,5\n")},
      {Fault::swallowed_rows, {{"培训班.csv", courses_head + "B1,\"2016\nB2,2016\nB3,2017\"\nB4,2016\n"}}},
      {Fault::quote_never_closed, {{"培训班.csv", courses_head + "B1,\"2016\nB2,2016\n"}}},
      {Fault::cell_text_after_quote, {{"培训班.csv", courses_head + "B1,\"2016\"年\nB2,2016\n"}}},
      {Fault::illegible_key, {{"培训班.csv", courses_head + "\"B\"1,2016\nB2,2016\n"}}},
      {Fault::row_too_long, {{"培训班.csv", courses_head + "B1," + long_row + "\nB2,2016\n"}}},
      {Fault::invalid_utf8, {{"培训班.csv", "\xFF\xFF,2016\nB2,2016\n"}}},
      {Fault::not_of_encoding, {{"培训班.csv", courses_gbk + "B1,2016\nB2\xB0,2016\n"}}},
      {Fault::illegible_heading, {{"培训班.csv", "班次编号,\xBF\xAA\xB0\xE0\nB1,2016\n"}}},
      {Fault::cell_not_utf8,
       {{"培训班.csv", courses_head + "B1,2016\xC4\xEA\nB2,2016\n"},
        {"人员.ndjson",
         "{\"证书编号\": \"A1\", \"姓名\": \"\xCD\xF5\", \"性别\": null, \"出生年月\": null, \"驻盟市\": null}"}}},
      {Fault::cell_nul, {{"培训班.csv", courses_head + "B1,2016" + nul + "\nB2,2016\n"}}},
      {Fault::heading_several_rows, {{"领证花名册.csv", "主管部门,填表时间\n人社局,2017-05-20\n人社厅,2017-05-20\n"}}},
      {Fault::headings_differ, {{"领证.csv", roster_head + "1,王芳,甲局,2017-05-20\n2,李强,乙局,2017-05-20\n"}}},
      {Fault::unknown_table, {{"人元.csv", wang}, {"手机.csv", wang}, {"说明.txt", ""}}},
      {Fault::no_such_table, {{"query.csv", courses_head}}, {"培训=query.csv"}},
      {Fault::folder_for_table, {{"旧/", ""}}, {"培训班=旧"}},
      {Fault::no_known_table, {{"说明.doc", "x"}}},
      {Fault::file_missing, {}, {"没有"}},
      {Fault::file_unreadable, {{"培训班.csv/", ""}}},
      {Fault::no_file, {{"培训班.csv|", ""}}},
      {Fault::unknown_format, {{"人员.ods", "PK"}}, {"人员.ods"}},
      {Fault::empty_file, {{"数据.json", ""}}},
      {Fault::merged_amount,
       {{"人员.csv", wang},
        {"学习.xlsx", xml_texts(1, learning_columns) + xml_texts(2, {"A1", "L1", "2015", "公需科目", "30"}) +
                          xml_texts(3, {"A1", "L2", "2015", "公需科目"}) +
                          "<mergeCells><mergeCell ref=\"E2:E3\"/></mergeCells>"}}},
      {Fault::merged_over,
       {{"培训班.xlsx",
         xml_texts(1, course_columns) + xml_texts(2, {"B1"}) + "<mergeCells><mergeCell ref=\"A2:B2\"/></mergeCells>"}}},
      {Fault::cell_error,
       {{"培训班.xlsx", xml_texts(1, course_columns) + xml_row(2, {xml_text("B1"), "<c t=\"e\"><v>#N/A</v></c>"})}}},
      {Fault::not_computed,
       {{"培训班.xlsx", xml_texts(1, course_columns) + xml_row(2, {xml_text("B1"), "<c><f>TODAY()</f></c>"})}}},
      {Fault::from_elsewhere,
       {{"培训班.xlsx",
         xml_texts(1, course_columns) + xml_row(2, {xml_text("B1"), "<c><f>[1]Sheet1!A1</f><v>42886</v></c>"})}}},
      {Fault::struck_text,
       {{"培训班.xlsx",
         xml_texts(1, course_columns) +
             xml_row(2, {xml_text("B1"),
                         "<c t=\"inlineStr\"><is><r><rPr><strike/></rPr><t>B</t></r><r><t>B1</t></r></is></c>"})}}},
      {Fault::unclear_columns, {{"人员.csv", wang}, {"学习.csv", "证书编号,编号,年度,甲,乙\nA1,1,2015,30,40\n"}}},
      {Fault::values_as_headings, {{"人员.csv", wang}, {"学习.csv", "证书编号,2015年,2016年\nA1,30,40\n"}}},
      {Fault::shown_in_part,
       {{"培训班.xlsx", xml_texts(1, course_columns) + xml_row(2, {xml_text("B1"), xml_number("42886", 1)})}}},
      {Fault::beyond_heading,
       {{"培训班.xlsx", xml_texts(1, course_columns) + xml_texts(2, {"B1", "2016", "", "待核", "待核"})}}},
      {Fault::workbook_damaged, {{"培训班.xlsx", "<worksheet><sheetData>"}}},
      {Fault::workbook_not_zip, {{"培训班.xlsx", "\xD0\xCF\x11\xE0"}}},
      {Fault::database_in_use, {{"培训班.sqlite", "SQLite format 3"}, {"培训班.sqlite-wal", "x"}}},
      {Fault::database_damaged, {{"培训班.sqlite", "SQLite format 3"}}},
      {Fault::old_workbook, {{"培训班.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"}}},
      {Fault::html_workbook,
       {{"培训班.xls", "<html><table><tr><td><table><tr><td>班次编号</td></tr></table></td></tr></table></html>"}}},
      {Fault::xml_workbook, {{"培训班.xls", "<?xml version=\"1.0\"?><Workbook/>"}}},
      {Fault::workbook_too_large, {{"培训班.xlsx", "<worksheet>" + std::string(std::size_t{80} << 20, ' ')}}},
      {Fault::workbook_entities, {{"培训班.xlsx", "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><worksheet/>"}}},
      {Fault::workbook_external, {{"培训班.xlsx", xml_texts(1, course_columns) + "\nTargetMode=\"External\" "}}},
      {Fault::workbook_too_wide,
       {{"培训班.xlsx",
         "<worksheet><sheetData><row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row></sheetData></worksheet>"}}},
      {Fault::sheet_unused, {{"数据.xlsx", xml_texts(1, course_columns) + "\n" + xml_texts(1, {"各单位注意"})}}},
      {Fault::sheets_of_table, {{"数据.xlsx", xml_texts(1, course_columns) + "\n" + xml_texts(1, course_columns)}}},
      {Fault::table_twice,
       {{"人员.csv", wang},
        {"人员.ndjson", R"({"证书编号": "A2", "姓名": "赵六", "性别": null, "出生年月": null, "驻盟市": null})"}}},
      {Fault::json_no_rows, {{"培训班.json", "null\n"}}},
      {Fault::json_syntax, {{"培训班.json", "[{\"班次编号\": \"B1\",\n  \"开班日期\" \"2016\"}]\n"}}},
      {Fault::json_slip,
       {{"培训班.json",
         "[\n{\"班次编号\": \"B1\", \"开班日期\": \"2016\"}\n{\"班次编号\": \"B2\", \"开班日期\": \"2016\"},\n"
         "{\"班次编号\": \"B3\", \"开班日期\": \"2016\n]\n"}}},
      {Fault::json_more,
       {{"培训班.json", "[{\"班次编号\": \"B1\", \"开班日期\": \"2016\"}]\n[{\"班次编号\": \"B2\"}]\n"}}},
      {Fault::rows_within, {{"培训班.json", R"({"rows": [{"班次编号": "B1", "开班日期": "2016"}]})"}}},
      {Fault::more_of_table, {{"培训班.csv", courses_head + "B1,2016\n"}, {"培训班2.csv", courses_head + "B2,2016\n"}}},
      {Fault::file_beside, {{"培训班.csv", courses_head + "B1,2016\n"}, {"培训班(1).ods", "PK"}}},
      {Fault::nul_block, {{"培训班.csv", courses_head + "B1,2016\n" + std::string(9, '\0') + "2016\nB4,2016\n"}}},
      {Fault::side_by_side,
       {{"培训班.csv", "班次编号,开班日期,,班次编号,开班日期\nB1,2016,,B3,2016\nB2,2016,,B4,2016\n"}}},
      {Fault::transposed, {{"培训班.csv", "班次编号,B1,B2\n开班日期,2016,2017\n"}}},
      {Fault::other_separator, {{"培训班.csv", "班次编号，开班日期\nB1，2016\n"}}},
      {Fault::json_rest,
       {{"培训班.json",
         R"([{"班次编号": "B1", "开班日期": "2016"}, {"班次编号": "B2, "开班日期": "2016"}, {"班次编号": "B3", "开班日期": "2016"}])"}}},
      {Fault::json_not_utf8, {{"培训班.json", std::string("\xFF\xFE[\0]\0", 6)}}},
      {Fault::json_line_syntax,
       {{"培训班.ndjson",
         "{\"班次编号\": \"B1\", \"开班日期\": 2016\n{\"班次编号\": \"B2\", \"开班日期\": \"2016\"}\n"}}},
      {Fault::row_wrong_kind, {{"培训班.json", R"([{"班次编号": "B1", "开班日期": "2016"}, 5, ["B3"]])"}}},
      {Fault::table_wrong_kind, {{"数据.json", R"({"培训班": 5})"}}},
  };
}

// Each line of a workbook: the rows of a sheet, with what stands behind them; or all of its XML; or how the sheet above
// is related to the workbook.
std::string bytes_of(const File& file) {
  if (!file.name.ends_with(".xlsx") || !file.text.starts_with('<')) return file.text;
  std::vector<SheetText> sheets;
  std::string whole, relation;
  std::istringstream lines(file.text);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t behind = std::min(line.find("<mergeCells"), line.size());
    if (line.starts_with("<row"))
      sheets.push_back({"Sheet" + std::to_string(sheets.size() + 1), line.substr(0, behind), line.substr(behind), ""});
    else
      (line.starts_with('<') ? whole : relation) = line;
  }
  if (sheets.empty()) sheets.push_back({"Sheet1", "", "", ""});
  Parts parts = workbook_parts(sheets, {"m&quot;月&quot;d&quot;日&quot;"});
  if (!whole.empty()) parts["xl/worksheets/sheet1.xml"] = whole;
  std::string& relations = parts["xl/_rels/workbook.xml.rels"];
  relations.insert(relations.find("Target=\"worksheets"), relation);
  return zipped(parts);
}

// A file as text: long lines are cut, bytes that are no text become \xD6.
void show(std::ostream& out, const File& file) {
  constexpr std::size_t most = 200, kept = 20;
  constexpr char digits[] = "0123456789ABCDEF";
  out << file.name << ":\n";
  std::istringstream lines(file.text);
  for (std::string line; std::getline(lines, line);) {
    out << "  | ";
    if (line.size() > most) {
      out << line.substr(0, kept) << "… (" << line.size() << " bytes)\n";
      continue;
    }
    for (std::size_t at = 0; at < line.size(); ++at) {
      const auto byte = static_cast<unsigned char>(line[at]);
      if (byte == 0 || invalid_utf8(std::string_view(line).substr(at)) == 0u) {
        out << "\\x" << digits[byte >> 4] << digits[byte & 15];
        continue;
      }
      const std::size_t length = code_point_at(line, at).length;
      out << std::string_view(line).substr(at, length);
      at += length - 1;
    }
    out << '\n';
  }
}

// A line each: file, or table, row and column; then the reason.
std::vector<std::string> messages_of(const Read& read, bool english) {
  std::vector<std::string> lines;
  for (const ReadError& error : read.errors)
    lines.push_back(std::string(path::name(error.path)) + ": " + reason_of(error.fault, error.arguments, english));
  for (std::string& line : shown_bad(read.data, english)) lines.push_back(std::move(line));
  return lines;
}

// With ID numbers, from which other columns are taken.
void add_teachers(core::Program& program) {
  core::RecordTable teachers = program.tables.nodes[2];  // its key is a text, its other column a date
  teachers.name = "讲师";
  teachers.columns[0].name = "编号";
  core::Column number = teachers.columns[0], born = teachers.columns[1], sex = program.tables.nodes[0].columns[2];
  number.name = "身份证号";
  number.id_number = true;
  born.name = "出生日期";
  born.taken_from = core::TakenFrom{1};
  sex.taken_from = core::TakenFrom{1, 0, 1};
  teachers.columns = {teachers.columns[0], number, born, sex};
  program.tables.add(teachers);
}

// With spans of time.
void add_leaves(core::Program& program) {
  core::RecordTable leaves = program.tables.nodes[2];
  leaves.name = "休假";
  leaves.columns[0].name = "编号";
  leaves.columns.push_back(leaves.columns[1]);
  leaves.columns[1].name = "开始";
  leaves.columns[2].name = "结束";
  leaves.columns[1].headings = {};
  leaves.spans = {{1, 2}};
  program.tables.add(leaves);
}

bool has(const Read& read, Fault fault) {
  return std::any_of(read.errors.begin(), read.errors.end(), [&](const ReadError& e) { return e.fault == fault; }) ||
         std::any_of(read.data.bad.begin(), read.data.bad.end(), [&](const BadRow& b) { return b.fault == fault; });
}

}  // namespace

TEST_CASE("every fault has files that show it, and its messages in both languages") {
  core::Program p = small_program();
  p.tables.nodes[0].columns[5].may_be_absent = true;  // 备注
  p.tables.nodes[2].columns[1].headings = {"开班"};
  add_teachers(p);
  add_leaves(p);
  std::ostringstream found;
  std::set<Fault> seen;
  for (const Case& each : cases()) {
    MemoryFiles files;
    const Folder folder(files, "/folder");
    files.add_folder("/folder/数据");
    found << "## " << name_of(each.fault) << "\n";
    for (const File& file : each.files) {
      if (file.name.ends_with('/'))
        files.add_folder(folder.path() + "/数据/" + file.name);
      else if (file.name.ends_with('|'))
        files.add_pipe(folder.path() + "/数据/" + file.name.substr(0, file.name.size() - 1));
      else
        folder.write("数据/" + file.name, bytes_of(file));
      show(found, file);
    }
    std::vector<std::string> paths{folder.path() + "/数据"};
    if (!each.paths.empty()) paths.clear();
    for (const std::string& path : each.paths) {
      const std::size_t table = path.find('=') + 1;  // 0: there is none
      paths.push_back(path.substr(0, table) + folder.path() + "/数据/" + path.substr(table));
    }
    const Read data = read(p, paths, files);
    INFO(name_of(each.fault));
    CHECK(adds_up(data.data));
    CHECK(has(data, each.fault));
    if (has(data, each.fault)) seen.insert(each.fault);
    for (const bool english : {false, true})
      for (std::string line : messages_of(data, english)) {
        if (const std::size_t at = line.find(folder.path()); at != std::string::npos)
          line.replace(at, folder.path().size() + 1, "");
        found << (english ? "en " : "zh ") << line << '\n';
        CHECK(line.find_first_of("{}[]") == std::string::npos);
      }
    found << '\n';
  }
  // A file of 4 GB is not made here.
  found << "## file_too_large\n";
  for (const bool english : {false, true})
    found << (english ? "en " : "zh ") << reason_of(Fault::file_too_large, {}, english) << '\n';
  seen.insert(Fault::file_too_large);
  found << "## blob\n";  // sqlite.test.cpp makes a database
  for (const bool english : {false, true})
    found << (english ? "en " : "zh ") << reason_of(Fault::blob, {}, english) << '\n';
  seen.insert(Fault::blob);
  // A converter is the machine's.
  found << "## old_workbook_damaged\n";
  for (const bool english : {false, true})
    found << (english ? "en " : "zh ") << reason_of(Fault::old_workbook_damaged, {}, english) << '\n';
  seen.insert(Fault::old_workbook_damaged);
  // Databases: sqlite.test.cpp, tests/database.
  for (const auto& [fault, argument] :
       std::vector<std::pair<Fault, std::string>>{{Fault::database_refused, "connection refused"},
                                                  {Fault::query_failed, "no such column: x"},
                                                  {Fault::database_for_table, "学习"},
                                                  {Fault::query_none, "学习.sql"},
                                                  {Fault::query_several, "学习.sql"},
                                                  {Fault::query_other, "学习.sql"}}) {
    found << "## " << name_of(fault) << "\n";
    for (const bool english : {false, true})
      found << (english ? "en " : "zh ") << reason_of(fault, {argument}, english) << '\n';
    seen.insert(fault);
  }
  // Every table here has a key or an owner.
  found << "## no_headings\n";
  for (const bool english : {false, true})
    found << (english ? "en " : "zh ") << reason_of(Fault::no_headings, {"领证"}, english) << '\n';
  seen.insert(Fault::no_headings);
  for (std::size_t i = 0; i < std::size(fault_names); ++i) {
    INFO("no case for " << fault_names[i]);
    CHECK(seen.contains(static_cast<Fault>(i)));
  }

  const std::filesystem::path golden = std::filesystem::path(CEPOL_ROOT) / "tests/interpreter/files/golden/faults.txt";
  if (std::getenv("CEPOL_UPDATE_GOLDEN") != nullptr) std::ofstream(golden, std::ios::binary) << found.str();
  std::ifstream file(golden, std::ios::binary);
  std::stringstream expected;
  expected << file.rdbuf();
  CHECK(found.str() == expected.str());
}
