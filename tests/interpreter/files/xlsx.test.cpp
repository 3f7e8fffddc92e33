// Workbooks: what a cell says is what its reader sees; what cannot be known is unknown; what may do harm is refused.
#include <catch2/catch.hpp>
#include <random>

#include "interpreter/files/read.hpp"
#include "tests/interpreter/files/folder.hpp"
#include "tests/support/effort.hpp"
#include "tests/support/same_data.hpp"
#include "tests/support/small_tables.hpp"
#include "tests/support/workbook_parts.hpp"

using namespace cepol;
using namespace cepol::files;
using namespace cepol::data::testing;
using files::testing::Folder;
using namespace cepol::test;
using Cells = std::vector<std::string>;
using Styles = std::vector<std::string>;

namespace {

const Cells people_heading = {"证书编号", "姓名", "性别", "出生年月", "驻盟市", "备注"};
const Cells learning_heading = {"证书编号", "编号", "年度", "科目", "学时", "班次编号"};

struct XlsxCase {
  Read read;
  core::Program program = small_program();

  explicit XlsxCase(const std::string& bytes, const std::string& name = "数据.xlsx", const std::string& csv = "") {
    MemoryFiles files;
    const Folder folder(files);
    folder.write(name, bytes);
    if (!csv.empty()) folder.write("人员.csv", csv);
    read = files::read(program, {folder.path()}, files);
  }
  explicit XlsxCase(const Parts& parts, const std::string& name = "数据.xlsx", const std::string& csv = "")
      : XlsxCase(zipped(parts), name, csv) {}

  Cells rows(const std::string& table) const { return shown(program, read.data, table); }
  Cells faults() const {
    Cells names;
    for (const data::BadRow& bad : read.data.bad)
      names.push_back(bad.table + " " + std::to_string(bad.row) + " " + bad.column + ": " + name_of(bad.fault));
    return names;
  }
  Cells errors() const {
    Cells names;
    for (const ReadError& error : read.errors) names.push_back(name_of(error.fault));
    return names;
  }
  std::string told() const {
    std::string text;
    for (const Told& one : read.told) text += words_of(one, true) + "\n";
    return text;
  }
};

Parts people_sheet(const std::string& rows, const Styles& styles = {}, const std::string& behind = "",
                   const Cells& texts = {}, const std::string& workbook = "") {
  return workbook_parts({{"人员", xml_texts(1, people_heading) + rows, behind, ""}}, styles, texts, workbook);
}
std::string people_row(int row, const std::string& born, const std::string& note = "") {
  return xml_row(row,
                 {xml_text("A" + std::to_string(row)), xml_text("王芳"), xml_text("女"), born, xml_text("是"), note});
}

}  // namespace

TEST_CASE("workbooks: texts shared and inline, in runs, with phonetic hints and escapes, truths, results of formulas") {
  const XlsxCase found(people_sheet(
      xml_row(2, {"<c t=\"s\"><v>0</v></c>", "<c t=\"s\"><v>1</v></c>", "<c t=\"str\"><f>IF(1,\"女\")</f><v>女</v></c>",
                  "<c t=\"str\"><f>\"1961\"&amp;\"-03\"</f><v>1961-03</v></c>", "<c t=\"b\"><v>1</v></c>",
                  "<c t=\"inlineStr\"><is><r><t>一</t></r><r><rPr/><t xml:space=\"preserve\"> 二</t></r></is></c>"}) +
          xml_row(3, {"<c t=\"s\"><v>2</v></c>", xml_text("李强"), xml_text("男"), xml_text("2017-05-31"),
                      "<c t=\"b\"><f>1=2</f><v>0</v></c>", "<c t=\"str\"><f>\"\"</f><v></v></c>"}),
      {}, "",
      {"<t>A1</t>", "<r><t>䶮𬱖</t></r><r><t>㛃</t></r><rPh sb=\"0\" eb=\"1\"><t>yan</t></rPh><phoneticPr/>",
       "<t>A_x005F_2</t>"}));
  CHECK(found.faults() == Cells{});
  CHECK(found.rows("人员") == Cells{"A1|䶮𬱖㛃|女|1961-03|是|一 二", "A_2|李强|男|2017-05-31|否|-"});
}

TEST_CASE("workbooks: a date is what is shown of it") {
  const Styles styles = {
      "yyyy-mm-dd", "yyyy&quot;年&quot;m&quot;月&quot;", "m&quot;月&quot;d&quot;日&quot;", "0.00", "yyyy-mm-dd hh:mm",
      "yyyy"};
  const XlsxCase found(people_sheet(people_row(2, xml_number("31118", 1)) + people_row(3, xml_number("31118", 2)) +
                                        people_row(4, xml_number("31118", 3)) + people_row(5, xml_number("1967.1", 4)) +
                                        people_row(6, xml_number("31118.5", 5)) +
                                        people_row(7, xml_number("31118", 6)) + people_row(8, xml_number("31118")) +
                                        people_row(9, "<c t=\"d\" s=\"1\"><v>1985-03-12T00:00:00</v></c>"),
                                    styles));
  CHECK(found.rows("人员") == Cells{"A2|王芳|女|1985-03-12|是|-", "A3|王芳|女|1985-03|是|-", "A4|王芳|女|?|是|-",
                                    "A5|王芳|女|[1967-01,1967-10]|是|-", "A6|王芳|女|1985-03-12|是|-",
                                    "A7|王芳|女|1985|是|-", "A8|王芳|女|?|是|-", "A9|王芳|女|1985-03-12|是|-"});
  CHECK(found.faults() ==
        Cells{"人员 4 出生年月: shown_in_part", "人员 5 出生年月: month_without_zero", "人员 8 出生年月: date_serial"});
  const XlsxCase in_1904(
      people_sheet(people_row(2, xml_number("29656", 1)), styles, "", {}, "<workbookPr date1904=\"1\"/>"));
  CHECK(in_1904.rows("人员") == Cells{"A2|王芳|女|1985-03-12|是|-"});
}

TEST_CASE("workbooks: a text of which a part is struck out or raised is unknown, rows with struck cells are told") {
  const auto runs = [](const std::string& first, const std::string& second) {
    const auto run = [](const std::string& one) { return "<r>" + one + "</r>"; };
    return "<c t=\"inlineStr\"><is>" + run(first) + run(second) + "</is></c>";
  };
  Parts parts =
      people_sheet(people_row(2, "<c/>", runs("<rPr><strike/></rPr><t>30</t>", "<t>20</t>")) +
                   people_row(3, "<c/>", runs("<t>40</t>", "<rPr><vertAlign val=\"superscript\"/></rPr><t>2</t>")) +
                   people_row(4, "<c/>", runs("<rPr><b/><strike val=\"0\"/></rPr><t>3</t>", "<t>0</t>")) +
                   people_row(5, "<c/>", runs("<t>注</t>", "<rPr><vertAlign val=\"superscript\"/></rPr><t>①</t>")));
  const XlsxCase found(parts);
  CHECK(found.faults() == Cells{"人员 2 备注: struck_text", "人员 3 备注: struck_text"});
  CHECK(found.rows("人员")[2].ends_with("|30"));
  CHECK(found.rows("人员")[3].ends_with("|注①"));
}

TEST_CASE("workbooks: errors, formulas without a result or with one of another file, are unknown and not blank") {
  const std::string rows =
      people_row(2, xml_number("31118", 1), "<c t=\"e\"><f>VLOOKUP(1,A:B,2)</f><v>#N/A</v></c>") +
      people_row(3, "<c s=\"1\"><f>TODAY()</f></c>") + people_row(4, "<c s=\"1\"><f>[1]Sheet1!A1</f><v>31118</v></c>") +
      people_row(5, "<c s=\"1\"><f t=\"shared\" si=\"0\" ref=\"D5:D6\">'[1]甲'!A1</f><v>31118</v></c>") +
      people_row(6, "<c s=\"1\"><f t=\"shared\" si=\"0\"/><v>31118</v></c>") +
      people_row(7, "<c s=\"1\"><f>B1+1</f><v>31118</v></c>");
  const XlsxCase found(people_sheet(rows, {"yyyy-mm-dd"}));
  CHECK(found.faults() == Cells{"人员 2 备注: cell_error", "人员 3 出生年月: not_computed",
                                "人员 4 出生年月: from_elsewhere", "人员 5 出生年月: from_elsewhere",
                                "人员 6 出生年月: from_elsewhere"});
  CHECK(found.rows("人员")[5] == "A7|王芳|女|1985-03-12|是|-");
  CHECK(found.rows("人员")[1] == "A3|王芳|女|?|是|-");
  // Written by a library, which leaves computing to the spreadsheet.
  const XlsxCase stale(people_sheet(rows, {"yyyy-mm-dd"}, "", {}, "<calcPr fullCalcOnLoad=\"1\"/>"));
  CHECK(stale.rows("人员")[5] == "A7|王芳|女|?|是|-");
}

TEST_CASE("workbooks: a merged key is that of all its rows, a merged amount of none for certain") {
  const auto row = [](int number, const Cells& cells) {
    Cells xml;
    for (const std::string& cell : cells) xml.push_back(xml_text(cell));
    return xml_row(number, xml);
  };
  const std::string people =
      xml_texts(1, people_heading) + people_row(2, xml_text("1961-03")) + people_row(3, xml_text("1961-03"));
  const std::string learning = xml_texts(1, learning_heading) + row(2, {"A2", "L1", "2015", "公需科目", "30"}) +
                               row(3, {"", "L2", "", "公需科目", ""}) + row(4, {"", "L3", "2016", "专业科目", "12"}) +
                               row(5, {"A3", "L4", "2016", "专业科目", "12"});
  const XlsxCase found(workbook_parts({{"人员", people, "", ""},
                                       {"学习", learning,
                                        "<mergeCells count=\"3\"><mergeCell ref=\"A2:A4\"/><mergeCell "
                                        "ref=\"C2:C3\"/><mergeCell ref=\"E2:E3\"/><mergeCell "
                                        "ref=\"D5:E5\"/></mergeCells>",
                                        ""}}));
  CHECK(found.rows("学习") == Cells{"A2|L1|2015|公需科目|?|-", "A2|L2|2015|公需科目|?|-", "A2|L3|2016|专业科目|12|-",
                                    "A3|L4|2016|专业科目|?|-"});
  CHECK(found.faults() ==
        Cells{"学习 2 学时: merged_amount", "学习 3 学时: merged_amount", "学习 5 学时: merged_over"});
}

TEST_CASE("workbooks: titles, subtitles, totals and signatures over merged cells are no records") {
  const XlsxCase found(workbook_parts(
      {{"人员",
        xml_texts(1, {"2017年名册"}) + xml_texts(2, people_heading) + xml_texts(3, {"局机关"}) +
            people_row(4, xml_text("1961-03")) + people_row(5, xml_text("1961-03")) +
            xml_texts(6, {"合计", "", "", "2人"}) + xml_texts(8, {"填表人：张三"}),
        "<mergeCells><mergeCell ref=\"A1:F1\"/><mergeCell ref=\"A3:F3\"/><mergeCell ref=\"A6:C6\"/><mergeCell "
        "ref=\"A8:F8\"/></mergeCells>",
        ""}}));
  CHECK(found.rows("人员").size() == 2);
  CHECK(found.faults() == Cells{});
  std::string left;
  for (const data::LeftOut& one : found.read.data.left_out) left += std::to_string(one.row) + " ";
  CHECK(left == "1 3 6 8 ");
}

TEST_CASE("workbooks: headings of two lines, merged where they are one") {
  const std::string behind =
      "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:B2\"/><mergeCell ref=\"C1:E1\"/>"
      "<mergeCell ref=\"F1:F2\"/></mergeCells>";
  const XlsxCase found(workbook_parts(
      {{"人员",
        xml_texts(1, {"证书编号", "姓名", "基本情况", "", "", "备注"}) +
            xml_texts(2, {"", "", "性别", "出生年月", "驻盟市"}) + people_row(3, xml_text("1961-03"), xml_text("x")),
        behind, ""}}));
  CHECK(found.faults() == Cells{});
  CHECK(found.rows("人员") == Cells{"A3|王芳|女|1961-03|是|x"});
  // A merged heading above the first record, and no second line.
  const XlsxCase one(workbook_parts({{"人员", xml_texts(1, people_heading) + people_row(3, xml_text("1961-03")),
                                      "<mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells>", ""}}));
  CHECK(one.rows("人员") == Cells{"A3|王芳|女|1961-03|是|-"});
}

TEST_CASE("workbooks: hidden rows and sheets are read, and it is said, what is not used is listed") {
  const std::string learning = xml_texts(1, learning_heading) + xml_texts(2, {"A2", "L1", "2015", "公需科目", "30"});
  const XlsxCase found(workbook_parts({{"Sheet1",
                                        xml_texts(1, people_heading) + people_row(2, xml_text("1961-03")) +
                                            xml_row(3, {xml_text("A3"), xml_text("李强")}, " hidden=\"1\""),
                                        "", ""},
                                       {"学习", learning, "", " state=\"veryHidden\""},
                                       {"Sheet3", "", "", ""},
                                       {"说明", xml_texts(1, {"各单位注意"}), "", ""}}));
  CHECK(found.rows("人员").size() == 2);
  CHECK(found.rows("学习").size() == 1);
  CHECK(found.told() ==
        "the sheet “Sheet1” is the table “人员”\nhidden rows of the sheet “Sheet1” (from 3 on, 1 in all) "
        "were read\nthe sheet “学习” is hidden; it was read\nthe sheet “Sheet3” is empty and not used\n");
  CHECK(found.faults() == Cells{"说明 0 : sheet_unused"});
}

TEST_CASE("workbooks: numbers that are shown otherwise than stored are told with their columns and how many") {
  const Styles styles = {"0.00%", "0,", ";;;", "0&quot;天&quot;", "0", "00000"};
  const Cells heading = {"证书编号", "编号", "年度", "科目", "学时", "班次编号"};
  const auto row = [](int number, const std::string& key, const std::string& hours, const std::string& year) {
    return xml_row(number, {key, xml_number(std::to_string(number)), year, xml_text("公需科目"), hours});
  };
  Parts parts =
      workbook_parts({{"学习",
                       xml_texts(1, heading) + row(2, xml_text("A1"), xml_number("0.5", 1), xml_number("2015")) +
                           row(3, xml_text("A1"), xml_number("12345", 2), xml_number("2015", 3)) +
                           row(4, xml_number("123", 6), xml_number("30", 4), xml_number("2015", 5)) +
                           row(5, xml_text("A1"), xml_number("30.6", 5), xml_number("2015")) +
                           row(6, xml_text("A1"), xml_number("0"), xml_number("2015")),
                       "", ""}},
                     styles);
  std::string& sheet = parts["xl/worksheets/sheet1.xml"];
  sheet.insert(sheet.find("<sheetData>"),
               "<sheetViews><sheetView showZeros=\"0\"/></sheetViews><cols><col min=\"2\" max=\"2\" hidden=\"1\"/>"
               "<col min=\"4\" max=\"4\" width=\"0\"/><col min=\"7\" max=\"16384\" hidden=\"1\"/></cols>");
  const XlsxCase found(parts);
  CHECK(
      found.told() ==
      "hidden columns of the sheet “学习” (B, D) were read\n"
      "cells of the sheet “学习” (columns: E; from row 4 on, 1 in all) are shown with what their format adds or leaves "
      "out (“0\"天\"”): they were read as they are stored\n"
      "numbers of the sheet “学习” (columns: E; from row 2 on, 2 in all) are shown by the hundred or in thousands "
      "(“0.00%”): they were read as they are stored, 50% as 0.5\n"
      "numbers of the sheet “学习” (columns: E; from row 5 on, 1 in all) are shown rounded (“0”): they were read as "
      "they "
      "are stored\n"
      "cells of the sheet “学习” (columns: C, E; from row 3 on, 2 in all) are filled but shown blank (“;;;”, or "
      "zeros are not shown): they were read as they are stored\n");
  const Cells rows = found.rows("学习");
  CHECK(rows == Cells{"--", "?-|2|2015|公需科目|0.5|-", "?-|3|2015|公需科目|?|-", "?-|4|2015|公需科目|30|-",
                      "?-|5|2015|公需科目|30.6|-", "?-|6|2015|公需科目|0|-"});
}

TEST_CASE("workbooks: the zeros that a format sets before a key are a part of it") {
  const XlsxCase found(people_sheet(
      xml_row(2, {xml_number("123", 1), xml_text("王芳"), xml_text("女"), xml_text("1961-03"), xml_text("是")}),
      {"00000"}));
  CHECK(found.rows("人员") == Cells{"00123|王芳|女|1961-03|是|-"});
  CHECK(found.told().empty());
}

TEST_CASE("workbooks: two sheets of one table stop the run, a file of a table's name has it in its one sheet") {
  const std::string people = xml_texts(1, people_heading) + people_row(2, xml_text("1961-03"));
  CHECK(XlsxCase(workbook_parts({{"甲单位", people, "", ""}, {"乙单位", people, "", ""}})).errors() ==
        Cells{"sheets_of_table"});
  CHECK(XlsxCase(workbook_parts({{"人员", people, "", ""}, {"乙单位", people, "", ""}})).errors() ==
        Cells{"sheets_of_table"});
  const XlsxCase alone(
      workbook_parts(
          {{"Sheet1", xml_texts(1, {"证书编号", "手机"}) + xml_texts(2, {"A1", "1"}), "", ""}, {"Sheet2", "", "", ""}}),
      "人员.xlsx");
  CHECK(alone.errors() == Cells{});
  CHECK(alone.rows("人员") == Cells{"A1|?|?|?|?|?-"});
  CHECK(XlsxCase(workbook_parts({{"Sheet1", "", "", ""}})).errors() == Cells{"empty_file"});
}

TEST_CASE("workbooks: cells beyond the headings are listed, blank ones at the end of a row are blank") {
  const XlsxCase found(
      people_sheet(xml_texts(2, {"A1", "王芳"}) + xml_texts(3, {"A2", "李强", "", "", "", "", "", "请核对"})));
  CHECK(found.rows("人员") == Cells{"A1|王芳|?|?|?|-", "A2|李强|?|?|?|-"});
  CHECK(found.faults() == Cells{"人员 3 : beyond_heading"});
  CHECK(found.read.data.bad[0].arguments == Cells{"H"});
}

TEST_CASE("workbooks: the data are those of the same table in CSV, of many rows") {
  std::mt19937 random(2017);
  for (int round = 0; round < 4; ++round) {
    std::string csv, xml;
    for (const std::string& heading : people_heading) csv += (csv.empty() ? "" : ",") + heading;
    csv += "\n";
    for (int row = 2; row < 6000; ++row) {
      const std::string key = "A" + std::to_string(random() % 100'000), name(random() % 30, 'x'),
                        born = "19" + std::to_string(50 + random() % 49) + "-0" + std::to_string(1 + random() % 9);
      const bool note = random() % 5 == 0;
      csv += key + "," + name + ",男," + born + ",是," + (note ? "y" : "") + "\n";
      xml += xml_texts(row, {key, name, "男", born, "是", note ? "y" : ""});
    }
    const XlsxCase expected(std::string("x"), "x.doc", csv), found(people_sheet(xml));
    REQUIRE(found.errors() == Cells{});
    CHECK(test::difference_of_tables(expected.read.data, found.read.data) == "");
  }
}

TEST_CASE("workbooks: what is damaged or may do harm is refused") {
  const Parts good = people_sheet(people_row(2, xml_number("31118", 1)), {"yyyy-mm-dd"});
  const auto with = [&](const std::string& part, const std::string& text) {
    Parts parts = good;
    parts[part] = text;
    return XlsxCase(parts).errors();
  };
  const std::string sheet = "xl/worksheets/sheet1.xml", text = good.at(sheet);
  CHECK(XlsxCase(good).errors() == Cells{});
  CHECK(with(sheet, text.substr(0, text.size() - 20)) == Cells{"workbook_damaged"});
  CHECK(with(sheet, "") == Cells{"workbook_damaged"});
  CHECK(with(sheet, "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>" +
                        text.substr(text.find("<worksheet"))) == Cells{"workbook_entities"});
  CHECK(with("xl/workbook.xml", "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><workbook/>") == Cells{"workbook_entities"});
  CHECK(with(sheet, "<worksheet><sheetData><row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row></sheetData></worksheet>") ==
        Cells{"workbook_too_wide"});
  CHECK(with(sheet, "<worksheet><sheetData><row r=\"2\"/><row r=\"1\"/></sheetData></worksheet>") ==
        Cells{"workbook_damaged"});
  CHECK(with(sheet, "<worksheet><sheetData><row r=\"1\"><c t=\"s\"><v>7</v></c></row></sheetData></worksheet>") ==
        Cells{"workbook_damaged"});
  CHECK(with(
            sheet, "<worksheet>" + std::string(200, ' ') + "<a>" + [] {
              std::string deep;
              for (int i = 0; i < 100'000; ++i) deep += "<a>";
              return deep;
            }()) == Cells{"workbook_damaged"});
  CHECK(with("xl/sharedStrings.xml", "<sst><si><t>" + std::string(100'000'000, ' ')) == Cells{"workbook_too_large"});
  CHECK(with(sheet, "<worksheet a=\"" + std::string(30'000'000, 'x') + "\"") == Cells{"workbook_too_large"});
  std::string wide = "<worksheet><sheetData><row r=\"1\">";
  for (int i = 0; i < 100'000; ++i) wide += "<c><v>1</v></c>";
  CHECK(with(sheet, wide + "</row></sheetData></worksheet>") == Cells{"workbook_too_wide"});
  Parts external = good;
  std::string& relations = external["xl/_rels/workbook.xml.rels"];
  relations.insert(relations.find("Target=\"worksheets"), "TargetMode=\"External\" ");
  CHECK(XlsxCase(external).errors() == Cells{"workbook_external"});
  for (const std::string part : {"_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
                                 "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"}) {
    Parts parts = good;
    parts.erase(part);
    INFO(part);
    CHECK(XlsxCase(parts).errors() == Cells{"workbook_damaged"});
  }
  CHECK(XlsxCase("not a workbook").errors() == Cells{"workbook_not_zip"});
  CHECK(XlsxCase("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").errors() == Cells{"workbook_not_zip"});
}

TEST_CASE("workbooks: merged cells over everything cost no more than the cells there are") {
  std::string rows, merged;
  for (int row = 2; row < 2000; ++row) rows += people_row(row, xml_text("1961-03"));
  const XlsxCase found(people_sheet(rows, {}, "<mergeCells><mergeCell ref=\"G1:XFD1048576\"/></mergeCells>"));
  CHECK(found.rows("人员").size() == 1998);
  for (int i = 0; i < 20'000; ++i) merged += "<mergeCell ref=\"A1:A1048576\"/>";
  CHECK(XlsxCase(people_sheet(rows, {}, "<mergeCells>" + merged + "</mergeCells>")).errors() ==
        Cells{"workbook_damaged"});
}

TEST_CASE("workbooks: bytes that are changed or cut off end in an error or in rows, and in no other way") {
  const std::string bytes = zipped(people_sheet(people_row(2, xml_number("31118", 1)), {"yyyy-mm-dd"}));
  for (std::size_t size = 0; size < bytes.size(); size += 7) {
    const XlsxCase cut(bytes.substr(0, size));
    CHECK(cut.errors().size() == 1);
  }
  std::mt19937 random(2017);
  for (int round = test::cases(300, 20'000); round > 0; --round) {
    std::string changed = bytes;
    for (std::size_t i = 0, n = 1 + random() % 3; i < n; ++i)
      changed[random() % changed.size()] = static_cast<char>(random());
    const XlsxCase found(changed);
    // The check sums of what was read hold, so that the rows are those that were written.
    if (found.errors().empty()) CHECK(found.rows("人员") == Cells{"A2|王芳|女|1985-03-12|是|-"});
  }
}

TEST_CASE("files that are called .xls are read by what they hold") {
  const Parts parts = people_sheet(people_row(2, xml_text("1961-03")));
  CHECK(XlsxCase(parts, "人员.xls").rows("人员") == Cells{"A2|王芳|女|1961-03|是|-"});
  CHECK(XlsxCase(parts, "名册.xls").rows("人员") == Cells{"A2|王芳|女|1961-03|是|-"});
  const std::string text = "证书编号\t姓名\nA1\t王芳\n",
                    gbk = "\xD6\xA4\xCA\xE9\xB1\xE0\xBA\xC5\t\xD0\xD5\xC3\xFB\nA1\t\xCD\xF5\xB7\xBC\n";
  CHECK(XlsxCase(text, "人员.xls").rows("人员") == Cells{"A1|王芳|?|?|?|?-"});
  CHECK(XlsxCase(gbk, "人员.xls").rows("人员") == Cells{"A1|王芳|?|?|?|?-"});
  const XlsxCase by_headings("证书编号\t姓名\t性别\t出生年月\nA1\t王芳\t女\t1961-03\n", "名册.xls");
  CHECK(by_headings.rows("人员") == Cells{"A1|王芳|女|1961-03|?|?-"});
  CHECK(XlsxCase("x\n", "名册.xls").errors() == Cells{"unknown_table"});
  CHECK(XlsxCase("\xEF\xBB\xBF \n<HTML xmlns:x=\"urn:schemas-microsoft-com:office:excel\">", "人员.xls").errors() ==
        Cells{"html_workbook"});
  CHECK(XlsxCase("<meta charset=gbk><table border=1>", "人员.xls").read.empty.front().table == "人员");
  CHECK(XlsxCase("<?xml version=\"1.0\"?><Workbook/>", "人员.xls").errors() == Cells{"xml_workbook"});
  CHECK(XlsxCase("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "人员.xls").errors() == Cells{"old_workbook"});
  CHECK(XlsxCase("", "人员.xls").read.empty.front().table == "人员");
}
