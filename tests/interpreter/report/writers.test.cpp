#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "interpreter/report/writer.hpp"
#include "tests/support/files.hpp"

using namespace cepol;
using report::Format;
namespace fs = std::filesystem;
using Cells = std::vector<std::string>;

namespace {

template <class Write>
std::string written(Format format, std::size_t width, Write write) {
  char* text = nullptr;
  std::size_t size = 0;
  std::FILE* stream = open_memstream(&text, &size);
  auto writer = report::make_writer(format, "", stream, width, false);
  write(*writer);
  CHECK(writer->commit());
  std::fclose(stream);
  std::string result(text, size);
  std::free(text);
  return result;
}

void two_tables(report::Writer& writer) {
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

TEST_CASE("json and ndjson: text, and null for a blank") {
  CHECK(report::json_text("a\"b\\c\n\t\x01/中") == "\"a\\\"b\\\\c\\n\\t\\u0001/中\"");
  CHECK(written(Format::json, 0, two_tables) ==
        "{\n\"甲\": [\n  {\"列\": \"a,b\", \"数\": \"170/3\"},\n  {\"列\": null, \"数\": \"1\"}\n],\n\"乙\": []\n}\n");
  CHECK(written(Format::json, 0, [](report::Writer&) {}) == "{}\n");
  CHECK(written(Format::ndjson, 0, two_tables) ==
        "{\"table\": \"甲\", \"列\": \"a,b\", \"数\": \"170/3\"}\n{\"table\": \"甲\", \"列\": null, \"数\": \"1\"}\n");
}

TEST_CASE("table: CJK is two columns wide, control characters are none") {
  auto rows = [](report::Writer& writer) {
    writer.begin("表", {"姓名", "x"});
    writer.row({"张三", "1"});
    writer.row({"Li\033[31m", "two\nlines"});
    writer.end();
    writer.text("form\n");
  };
  CHECK(written(Format::table, 0, rows) == "表\n姓名     x\n张三     1\nLi [31m  two lines\n\nform\n");
}

TEST_CASE("table: long texts stand below their row, the widest columns give way") {
  const std::string reasons =
      "审验：合格，按“高中级评审”（§三(一)）；应修170学时，认定170学时，缺口0学时，于2017年办理。";
  const std::string text = written(Format::table, 40, [&](report::Writer& writer) {
    writer.begin("表", {"编号", "结果", "说明"});
    writer.row({"A1", "合格", reasons});
    writer.row({"A2", "", ""});
    writer.end();
  });
  CHECK(text ==
        "表\n编号  结果\n    说明\nA1    合格\n    审验：合格，按“高中级评审”（§三\n    "
        "(一)）；应修170学时，认定170学时，缺\n    口0学时，于2017年办理。\nA2\n");
  CHECK(text.find("\n    ，") == std::string::npos);
  CHECK(written(Format::table, 30, [&](report::Writer& writer) {
          writer.begin("t", {"key", "words"});
          writer.row({"1", "some words that are longer than a line"});
          writer.end();
        }) == "t\nkey  words\n1    some words that are\n     longer than a line\n");
}

TEST_CASE("table: widths come from the first rows, later ones may be longer") {
  const std::string text = written(Format::table, 0, [](report::Writer& writer) {
    writer.begin("t", {"a", "b"});
    for (int i = 0; i < 600; ++i) writer.row({i == 550 ? "longer" : "x", "y"});
    writer.end();
  });
  CHECK(text.find("longer y\n") != std::string::npos);
  CHECK(text.find("\nx  y\n") != std::string::npos);
}

TEST_CASE("a folder of files, whole or not at all") {
  const fs::path folder = fs::temp_directory_path() / "cepol-writers-test";
  fs::remove_all(folder);
  {
    auto writer = report::make_writer(Format::csv, (folder / "out").string(), nullptr, 0, false);
    two_tables(*writer);
    CHECK_FALSE(fs::exists(folder / "out" / "甲.csv"));
    CHECK(writer->commit());
  }
  CHECK(test::text_of(folder / "out" / "甲.csv") == "列,数\n\"a,b\",170/3\n,1\n");
  CHECK(test::text_of(folder / "out" / "乙.csv") == "列\n");
  {  // given up
    auto writer = report::make_writer(Format::csv, (folder / "out").string(), nullptr, 0, false);
    writer->begin("甲", {"新"});
  }
  CHECK(test::text_of(folder / "out" / "甲.csv").starts_with("列"));
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator(folder / "out")) ++files;
  CHECK(files == 2);
  // A name does not lead out of the folder.
  CHECK(report::file_name("../x") == "_.._x.csv");
  CHECK(report::file_name("a\\b") == "a_b.csv");
  CHECK(report::file_name("人员") == "人员.csv");
  // A folder in place of a file, a file in place of a folder.
  CHECK_FALSE(report::make_writer(Format::json, folder.string(), nullptr, 0, false)->commit());
  auto inside = report::make_writer(Format::csv, (folder / "out" / "甲.csv").string(), nullptr, 0, false);
  CHECK(inside->failed());
  CHECK_FALSE(inside->commit());
  fs::remove_all(folder);
}

TEST_CASE("a folder that nothing was written to does not stay") {
  const fs::path root =
      fs::temp_directory_path() / ("cepol-none-" + std::to_string(::getpid()) + "-" + std::to_string(std::rand()));
  fs::create_directory(root);
  for (const char* name : {"new/inner", "new/inner/"}) {
    auto writer = report::make_writer(Format::csv, (root / name).string(), stdout, 0, false);
    two_tables(*writer);
    CHECK(fs::exists(root / "new" / "inner"));
    writer.reset();  // given up
    CHECK(fs::is_empty(root));
  }
  fs::create_directories(root / "old");
  report::make_writer(Format::csv, (root / "old").string(), stdout, 0, false).reset();
  CHECK(fs::exists(root / "old"));
  auto writer = report::make_writer(Format::csv, (root / "kept").string(), stdout, 0, false);
  two_tables(*writer);
  CHECK(writer->commit());
  writer.reset();
  CHECK(fs::exists(root / "kept" / "甲.csv"));
  fs::remove_all(root);
}

TEST_CASE("a link's target is written, a device as it is, a full disk is an error") {
  const fs::path folder = fs::temp_directory_path() / "cepol-output-test";
  fs::remove_all(folder);
  fs::create_directories(folder);
  std::ofstream(folder / "real") << "old";
  const fs::perms own = fs::perms::owner_read | fs::perms::owner_write;
  fs::permissions(folder / "real", own);
  fs::create_symlink(folder / "real", folder / "link");
  report::Output output = report::Output::to_file((folder / "link").string());
  output.write("new");
  CHECK(test::text_of(folder / "real") == "old");
  CHECK(output.commit());
  CHECK(test::text_of(folder / "real") == "new");
  CHECK(fs::status(folder / "real").permissions() == own);
  CHECK(fs::is_symlink(folder / "link"));
  fs::remove_all(folder);

  report::Output full = report::Output::to_file("/dev/full");
  full.write("x");
  CHECK_FALSE(full.commit());
  CHECK(full.error().starts_with("/dev/full: "));
  CHECK(fs::is_character_file("/dev/full"));
}

TEST_CASE("a new file takes the place of nothing") {
  const fs::path folder = fs::temp_directory_path() / ("cepol-output-test-" + std::to_string(::getpid()));
  fs::remove_all(folder);
  fs::create_directories(folder);
  const std::string file = (folder / "file").string();
  report::Output made = report::Output::to_new_file(file);
  made.write("new");
  CHECK_FALSE(fs::exists(file));
  CHECK(made.commit());
  CHECK(test::text_of(file) == "new");
  report::Output again = report::Output::to_new_file(file);
  CHECK(again.failed());
  CHECK_FALSE(again.commit());

  const std::string raced = (folder / "raced").string();
  report::Output late = report::Output::to_new_file(raced);
  late.write("late");
  std::ofstream(raced) << "first";
  CHECK_FALSE(late.commit());
  late = report::Output();
  CHECK(test::text_of(raced) == "first");
  fs::create_symlink(folder / "nowhere", folder / "link");
  CHECK(report::Output::to_new_file((folder / "link").string()).failed());
  CHECK(std::distance(fs::directory_iterator(folder), fs::directory_iterator()) == 3);  // no temporary ones
  fs::remove_all(folder);
}
