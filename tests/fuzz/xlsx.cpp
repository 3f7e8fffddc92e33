// Workbooks: whatever their parts say, reading ends in rows or in an error, and does not depend on how many bytes a
// reader hands out at once. An input has parts, which stand in place of those of a small workbook.
#include <algorithm>

#include "tests/fuzz/data_text.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/support/small_tables.hpp"
#include "tests/support/workbook_parts.hpp"

namespace cepol::fuzz {

namespace {

test::Parts small_workbook() {
  const std::string people = test::xml_texts(1, {"证书编号", "姓名", "性别", "出生年月", "驻盟市", "备注"}) +
                             test::xml_row(2, {test::xml_text("A1"), "<c t=\"s\"><v>0</v></c>", test::xml_text("女"),
                                               test::xml_number("31118", 1), "<c t=\"b\"><v>1</v></c>"});
  return test::workbook_parts({{"人员", people, "", ""}}, {"yyyy-mm-dd"}, {"<t>王芳</t>"});
}

}  // namespace

void targets::xlsx(std::string_view input) {
  static const core::Program program = data::testing::small_program();
  static const test::Parts whole = small_workbook();
  test::Parts parts = whole;
  for (const NamedText& part : files_of(input)) {
    if (parts.size() > 12) break;
    const std::string name = part.name.empty() ? "xl/worksheets/sheet1.xml" : std::string(part.name);
    if (name.size() < 100 && std::find(name.begin(), name.end(), '\0') == name.end()) parts[name] = part.text;
  }
  const std::string bytes = test::zipped(parts);
  const std::vector<NamedText> files{{"数据.xlsx", bytes}};
  const files::Read read = read_files(program, files);
  require(data::testing::adds_up(read.data), "rows read are identified, excluded, or another row once more");
  for (const data::BadRow& bad : read.data.bad)
    for (const bool english : {false, true}) require(!data::reason_of(bad, english).empty(), "a fault is told");
  for (const files::Told& told : read.told)
    for (const bool english : {false, true}) require(!words_of(told, english).empty(), "what was taken is told");
  require(text_of(read_files(program, files, input.size() % 97 + 1)) == text_of(read),
          "the data set does not depend on how the bytes come");
}

}  // namespace cepol::fuzz
