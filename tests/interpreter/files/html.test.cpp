// Web pages that have the name of a workbook: tables as browsers show them, and pages that may do harm.
#include <catch2/catch.hpp>

#include "interpreter/files/html_rows.hpp"
#include "interpreter/files/read.hpp"
#include "tests/interpreter/files/folder.hpp"
#include "tests/support/small_tables.hpp"

using namespace cepol;
using namespace cepol::files;
using namespace cepol::data::testing;
using files::testing::Folder;
using Cells = std::vector<std::string>;

namespace {

const std::string page_heading = "<tr><th>证书编号<th>姓名<th>性别<th>出生年月<th>驻盟市<th>备注</tr>\n",
                  page_row = "<tr><td>A1</td><td>王芳</td><td>女</td><td>1961-03</td><td>是</td><td></td></tr>\n";

struct PageCase {
  core::Program program = small_program();
  Read read;

  explicit PageCase(const std::string& page, const std::string& name = "人员.xls") {
    MemoryFiles files;
    const Folder folder(files);
    folder.write(name, page);
    read = files::read(program, {folder.path()}, files);
  }
  Cells people() const { return shown(program, read.data, "人员"); }
  Cells problems() const {
    Cells names;
    for (const ReadError& error : read.errors) names.push_back(name_of(error.fault));
    for (const data::BadRow& bad : read.data.bad)
      names.push_back(std::to_string(bad.row) + " " + bad.column + " " + name_of(bad.fault));
    return names;
  }
  std::string told() const {
    std::string text;
    for (const Told& one : read.told) text += words_of(one, true) + "\n";
    return text;
  }
};

// The rows of a table of the page, cells joined with |; ~ is merged over, + goes over several rows.
Cells rows_of_page(const std::string& page, std::size_t table = 0) {
  HtmlRows rows(page, table);
  CellRow row;
  Cells lines;
  while (rows.next(row)) {
    std::string line;
    for (const data::CellText& cell : row.cells) {
      line += line.empty() && &cell == row.cells.data() ? "" : "|";
      line += cell.fault ? "~" : std::string(cell.text);
      line += cell.spread ? "+" : "";
    }
    lines.push_back(line);
  }
  CHECK(rows.trouble() == Trouble::none);
  return lines;
}

}  // namespace

TEST_CASE("pages: the table of a page is read as a sheet is") {
  const PageCase found("<html><body><h1>名册</h1><table>" + page_heading + page_row + "</table></body></html>");
  CHECK(found.people() == Cells{"A1|王芳|女|1961-03|是|-"});
  CHECK(found.problems().empty());
  CHECK(found.told() == "called .xls, but a web page (HTML): the tables in it were read\n");
}

TEST_CASE("pages: tags that are missing, entities, blanks and line ends") {
  CHECK(rows_of_page("<table><tr><td>a<td> b  \n c <tr><td>d</table>") == Cells{"a|b c", "d"});
  CHECK(rows_of_page(
            "<table><tbody><tr><td>&lt;&amp;&#29579;&#x82B3;&eacute;</td><td>x<br>y<p>z</p></td></tr></tbody>") ==
        Cells{"<&王芳é|x\ny\nz"});
  CHECK(rows_of_page("<table><tr><td><b>12</b><i>3</i></td><td><span style='mso-spacerun:yes'>&nbsp;</span>4") ==
        Cells{"123|\u00A04"});
  CHECK(rows_of_page("<table><tr><td>a<!-- <td>no --></td><td><script>document.write('<td>')</script>b</td></tr>") ==
        Cells{"a|b"});
}

TEST_CASE("pages: cells that go over several columns and rows are merged cells") {
  CHECK(rows_of_page("<table><tr><td rowspan=3>a<td colspan=2>b<td>c<tr><td>d<tr><td>e<td>f<td rowspan=0>g</table>") ==
        Cells{"a+|b|~|c", "a+|d", "a+|e|f|g+"});
  CHECK(rows_of_page("<table><tr><td rowspan=2 colspan=2>a<td>b<tr><td>c<tr><td>d</table>") ==
        Cells{"a+|~|b", "a+|~|c", "d"});
  CHECK(rows_of_page("<table><tr><td>a<td rowspan=2>b<tr><td>c<tr></table>") == Cells{"a|b+", "c|b+", ""});
}

TEST_CASE("pages: a key that goes over several rows holds for each, an amount is not known") {
  const PageCase found("<table>" + page_heading +
                       "<tr><td rowspan=2>A1<td>王芳<td>女<td>1961-03<td>是<td><tr><td>王方<td>女<td>1961-03<td>是<td>"
                       "</table>");
  CHECK(found.people().front() == "A1|[王芳,王方]|女|1961-03|是|-");
  CHECK(found.problems() == Cells{"3 证书编号 duplicate_key"});
}

TEST_CASE("pages: the encoding is what the bytes show, then what the page says") {
  // 证书编号 姓名; A1 王芳
  const std::string gbk =
      "<meta charset=\"gb2312\"><table><tr><td>\xD6\xA4\xCA\xE9\xB1\xE0\xBA\xC5<td>\xD0\xD5\xC3\xFB"
      "<tr><td>A1<td>\xCD\xF5\xB7\xBC</table>";
  CHECK(PageCase(gbk).people() == Cells{"A1|王芳|?|?|?|?-"});
  CHECK(PageCase("<meta charset=gbk><table>" + page_heading + page_row).people() == Cells{"A1|王芳|女|1961-03|是|-"});
  CHECK(PageCase("<meta charset=utf-8><table><tr><td>\xD6\xA4\xCA\xE9").problems() == Cells{"not_of_encoding"});
}

TEST_CASE("pages: of several tables that with the headings, and what is not used is told") {
  const PageCase found("<table><tr><td>填表须知</table><table>" + page_heading + page_row + "</table>", "名册.xls");
  CHECK(found.people() == Cells{"A1|王芳|女|1961-03|是|-"});
  CHECK(found.problems() == Cells{"0  sheet_unused"});
  CHECK(found.told().ends_with("table 2 of the page is “人员”\n"));
  const std::string twice = "<table>" + page_heading + page_row + "</table>";
  CHECK(PageCase(twice + twice).problems() == Cells{"sheets_of_table"});
}

TEST_CASE("pages that are not read: no table, tables in tables, frames") {
  CHECK(PageCase("<html><table><tr><td><table>" + page_heading + page_row + "</table></table>").problems() ==
        Cells{"html_workbook"});
  CHECK(PageCase("<html><frameset><frame src=\"sheet001.htm\"></frameset></html>").problems() ==
        Cells{"html_workbook"});
}

TEST_CASE("pages that would take much memory or time are refused") {
  std::string deep = "<html><table><tr><td>";
  for (int i = 0; i < 2000; ++i) deep += "<b>";
  CHECK(PageCase(deep).problems() == Cells{"html_workbook"});
  CHECK(PageCase("<html><table><tr>" + std::string("<td colspan=20000>x").append("<td>y")).problems() ==
        Cells{"workbook_too_wide"});
  std::string wide = "<html><table><tr><td colspan=16000 rowspan=9999>x";
  for (int i = 0; i < 3000; ++i) wide += "<tr>";
  CHECK(PageCase(wide).problems() == Cells{"workbook_too_large"});
  CHECK(PageCase("<html><table><tr><td>x<!--" + std::string(std::size_t{3} << 20, '-')).problems() ==
        Cells{"workbook_too_large"});
  std::string tables;
  for (int i = 0; i < 200; ++i) tables += "<table><tr><td>x</table>";
  CHECK(PageCase("<html>" + tables).problems() == Cells{"workbook_too_large"});
}

TEST_CASE("pages: bytes that are changed or cut off end in rows or an error") {
  const std::string page = "<html><meta charset=utf-8><table>" + page_heading + page_row + page_row + "</table></html>";
  for (std::size_t size = 0; size < page.size(); ++size) CHECK(adds_up(PageCase(page.substr(0, size)).read.data));
}
