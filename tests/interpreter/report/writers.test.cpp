#include <catch2/catch.hpp>
#include <set>

#include "interpreter/report/result_writer.hpp"

using namespace cepol;
using report::Format;
using Cells = std::vector<std::string>;

namespace {

class Memory : public report::Destination {
 public:
  explicit Memory(std::string& text) : text_(text) {}
  void write(const StyledText& text) override { text_ += text.text(); }
  bool commit() override { return true; }
  bool failed() const override { return false; }
  std::string error() const override { return {}; }

 private:
  std::string& text_;
};

template <class Write>
std::string written(Format format, std::size_t width, Write write) {
  std::string text;
  auto writer = report::make_writer(format, std::make_unique<Memory>(text), width);
  write(*writer);
  CHECK(writer->commit());
  return text;
}

void two_tables(report::ResultWriter& writer) {
  writer.begin("甲", {"列", "数"});
  writer.row({"a,b", "170/3"});
  writer.row({"", "1"});
  writer.end();
  writer.begin("乙", {"列"});
  writer.end();
}

}  // namespace

TEST_CASE("csv: quotes where RFC 4180 asks for them") {
  CHECK(report::csv_line({"a", "b c", "", "1"}) == "a,b c,,1\n");
  CHECK(report::csv_line({"a,b", "say \"so\"", "two\nlines", "cr\r"}) ==
        "\"a,b\",\"say \"\"so\"\"\",\"two\nlines\",\"cr\r\"\n");
  CHECK(report::csv_line({""}) == "\"\"\n");  // not a blank line
  CHECK(written(Format::csv, 0, two_tables) == "# 甲\n列,数\n\"a,b\",170/3\n,1\n\n# 乙\n列\n");
}

TEST_CASE("csv for spreadsheets: texts that would become formulas have an apostrophe, which can be taken away again") {
  for (const char* formula :
       {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "'=1", "''-x", "=", "-处"}) {
    INFO(formula);
    CHECK(report::harmless(formula) == std::string("'") + formula);
  }
  for (const char* text : {"", "a", "'", "'a", "a=1", " =1", "1-2", "'1"}) {
    INFO(text);
    CHECK(report::harmless(text) == text);
  }
  // No two texts are made the same.
  std::set<std::string> made;
  std::size_t tried = 0;
  const std::string letters = "'=-a";
  for (int i = 0; i < 4 * 4 * 4 * 4; ++i, ++tried) {
    std::string text;
    for (int rest = i, n = 0; n < 4; ++n, rest /= 4) text += letters[static_cast<std::size_t>(rest % 4)];
    made.insert(report::harmless(text));
  }
  CHECK(made.size() == tried);
  CHECK(written(Format::csv_for_spreadsheets, 0, [](report::ResultWriter& writer) {
          writer.begin("表", {"-名", {"数", report::CellKind::number}, {"日", report::CellKind::date}});
          writer.row({"-x", "-1/3", "2030-01-01"});
          writer.end();
        }) == "# 表\n'-名,数,日\n'-x,-1/3,2030-01-01\n");
}

TEST_CASE("json and ndjson: text, and null for a blank") {
  CHECK(report::json_text("a\"b\\c\n\t\x01/中") == "\"a\\\"b\\\\c\\n\\t\\u0001/中\"");
  CHECK(written(Format::json, 0, two_tables) ==
        "{\n\"甲\": [\n  {\"列\": \"a,b\", \"数\": \"170/3\"},\n  {\"列\": null, \"数\": \"1\"}\n],\n\"乙\": []\n}\n");
  CHECK(written(Format::json, 0, [](report::ResultWriter&) {}) == "{}\n");
  CHECK(written(Format::ndjson, 0, two_tables) ==
        "{\"table\": \"甲\", \"列\": \"a,b\", \"数\": \"170/3\"}\n{\"table\": \"甲\", \"列\": null, \"数\": \"1\"}\n");
}

TEST_CASE("table: CJK is two columns wide, control characters are written out") {
  auto rows = [](report::ResultWriter& writer) {
    writer.begin("表", {"姓名", "x"});
    writer.row({"张三", "1"});
    writer.row({"Li\033[31m", "two\nlines"});
    writer.end();
    writer.text("form\n");
  };
  CHECK(written(Format::table, 0, rows) ==
        "表\n姓名            x\n张三            1\nLi<U+001B>[31m  two lines\n\nform\n");
}

TEST_CASE("table: long texts stand below their row, the widest columns give way") {
  const std::string reasons =
      "审验：合格，按“高中级评审”（§三(一)）；应修170学时，认定170学时，缺口0学时，于2017年办理。";
  const std::string text = written(Format::table, 40, [&](report::ResultWriter& writer) {
    writer.begin("表", {"编号", "结果", "说明"});
    writer.row({"A1", "合格", reasons});
    writer.row({"A2", "", ""});
    writer.end();
  });
  CHECK(text ==
        "表\n编号  结果\n    说明\nA1    合格\n    审验：合格，按“高中级评审”（§三\n    "
        "(一)）；应修170学时，认定170学时，缺\n    口0学时，于2017年办理。\nA2\n");
  CHECK(text.find("\n    ，") == std::string::npos);
  CHECK(written(Format::table, 30, [&](report::ResultWriter& writer) {
          writer.begin("t", {"key", "words"});
          writer.row({"1", "some words that are longer than a line"});
          writer.end();
        }) == "t\nkey  words\n1    some words that are\n     longer than a line\n");
}

TEST_CASE("table: widths come from the first rows, later ones may be longer") {
  const std::string text = written(Format::table, 0, [](report::ResultWriter& writer) {
    writer.begin("t", {"a", "b"});
    for (int i = 0; i < 600; ++i) writer.row({i == 550 ? "longer" : "x", "y"});
    writer.end();
  });
  CHECK(text.find("longer y\n") != std::string::npos);
  CHECK(text.find("\nx  y\n") != std::string::npos);
}

TEST_CASE("the name of a table's file does not lead out of the folder") {
  CHECK(report::file_name("../x") == "_.._x.csv");
  CHECK(report::file_name("a\\b") == "a_b.csv");
  CHECK(report::file_name("人员") == "人员.csv");
}
