#include "interpreter/cli/output.hpp"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "interpreter/report/result_writer.hpp"
#include "tests/support/files.hpp"

using namespace cepol;
namespace fs = std::filesystem;

namespace {

std::unique_ptr<report::ResultWriter> csv_in(const std::string& folder) {
  return report::make_writer(report::Format::csv, cli::folder_destination(folder, cli::TextKind::exact, nullptr), 0);
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

TEST_CASE("a folder of files, whole or not at all") {
  const fs::path folder = fs::temp_directory_path() / "cepol-writers-test";
  fs::remove_all(folder);
  {
    auto writer = csv_in((folder / "out").string());
    two_tables(*writer);
    CHECK_FALSE(fs::exists(folder / "out" / "甲.csv"));
    CHECK(writer->commit());
  }
  CHECK(test::text_of(folder / "out" / "甲.csv") == "列,数\n\"a,b\",170/3\n,1\n");
  CHECK(test::text_of(folder / "out" / "乙.csv") == "列\n");
  {  // given up
    auto writer = csv_in((folder / "out").string());
    writer->begin("甲", {"新"});
  }
  CHECK(test::text_of(folder / "out" / "甲.csv").starts_with("列"));
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator(folder / "out")) ++files;
  CHECK(files == 2);
  // A folder in place of a file, a file in place of a folder.
  CHECK_FALSE(cli::Output::to_file(folder.string(), cli::TextKind::exact, nullptr).commit());
  auto inside = csv_in((folder / "out" / "甲.csv").string());
  CHECK(inside->failed());
  CHECK_FALSE(inside->commit());
  fs::remove_all(folder);
}

TEST_CASE("two tables whose files some disks take for one are an error, and nothing is written") {
  for (const char* other : {"Person", "PERSON", "ｐerson", "person"}) {
    const fs::path folder = fs::temp_directory_path() / ("cepol-same-file-" + std::to_string(::getpid()));
    fs::remove_all(folder);
    fs::create_directory(folder);
    auto writer = csv_in((folder / "out").string());
    for (const char* table : {"person", other}) {
      writer->begin(table, {"n"});
      writer->row({"1"});
      writer->end();
    }
    CHECK(writer->failed());
    CHECK_FALSE(writer->commit());
    CHECK(writer->error().find(other + std::string(".csv: the results of another table")) != std::string::npos);
    writer.reset();
    CHECK(fs::is_empty(folder));
    fs::remove_all(folder);
  }
}

TEST_CASE("a folder that nothing was written to does not stay") {
  const fs::path root =
      fs::temp_directory_path() / ("cepol-none-" + std::to_string(::getpid()) + "-" + std::to_string(std::rand()));
  fs::create_directory(root);
  for (const char* name : {"new/inner", "new/inner/"}) {
    auto writer = csv_in((root / name).string());
    two_tables(*writer);
    CHECK(fs::exists(root / "new" / "inner"));
    writer.reset();  // given up
    CHECK(fs::is_empty(root));
  }
  fs::create_directories(root / "old");
  csv_in((root / "old").string()).reset();
  CHECK(fs::exists(root / "old"));
  auto writer = csv_in((root / "kept").string());
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
  cli::Output output = cli::Output::to_file((folder / "link").string(), cli::TextKind::exact, nullptr);
  output.write(std::string("new"));
  CHECK(test::text_of(folder / "real") == "old");
  CHECK(output.commit());
  CHECK(test::text_of(folder / "real") == "new");
  CHECK(fs::status(folder / "real").permissions() == own);
  CHECK(fs::is_symlink(folder / "link"));
  fs::remove_all(folder);

  cli::Output full = cli::Output::to_file("/dev/full", cli::TextKind::exact, nullptr);
  full.write(std::string("x"));
  CHECK_FALSE(full.commit());
  CHECK(full.error().starts_with("/dev/full: "));
  CHECK(fs::is_character_file("/dev/full"));
}

TEST_CASE("a new file takes the place of nothing") {
  const fs::path folder = fs::temp_directory_path() / ("cepol-output-test-" + std::to_string(::getpid()));
  fs::remove_all(folder);
  fs::create_directories(folder);
  const std::string file = (folder / "file").string();
  cli::Output made = cli::Output::to_new_file(file, cli::TextKind::exact, nullptr);
  made.write(std::string("new"));
  CHECK_FALSE(fs::exists(file));
  CHECK(made.commit());
  CHECK(test::text_of(file) == "new");
  cli::Output again = cli::Output::to_new_file(file, cli::TextKind::exact, nullptr);
  CHECK(again.failed());
  CHECK_FALSE(again.commit());

  const std::string raced = (folder / "raced").string();
  cli::Output late = cli::Output::to_new_file(raced, cli::TextKind::exact, nullptr);
  late.write(std::string("late"));
  std::ofstream(raced) << "first";
  CHECK_FALSE(late.commit());
  late = cli::Output();
  CHECK(test::text_of(raced) == "first");
  fs::create_symlink(folder / "nowhere", folder / "link");
  CHECK(cli::Output::to_new_file((folder / "link").string(), cli::TextKind::exact, nullptr).failed());
  CHECK(std::distance(fs::directory_iterator(folder), fs::directory_iterator()) == 3);  // no temporary ones
  fs::remove_all(folder);
}
