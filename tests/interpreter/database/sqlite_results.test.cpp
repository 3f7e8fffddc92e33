#include "interpreter/database/sqlite_results.hpp"

#include <sqlite3.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/support/files.hpp"
#include "tests/support/folders.hpp"

using namespace cepol;
namespace fs = std::filesystem;

namespace {

// A file by its name, as the command line's is by that of a descriptor.
class SqliteFile final : public report::Destination {
 public:
  explicit SqliteFile(std::string path) : path_(std::move(path)) { test::write(path_, ""); }
  void write(const StyledText&) override {}
  std::string file() const override { return path_; }
  bool commit() override { return true; }
  bool failed() const override { return false; }
  std::string error() const override { return {}; }

 private:
  std::string path_;
};

struct SqliteFolder {
  fs::path file = fs::temp_directory_path() / ("cepol-sqlite-" + std::to_string(::getpid()) + ".sqlite");
  ~SqliteFolder() { fs::remove(file); }

  // Each value as its type and text, a line a row.
  std::string rows(const std::string& query) const {
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open_v2(file.c_str(), &database, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK);
    std::string all;
    const auto add = [](void* text, int count, char** values, char**) {
      for (int i = 0; i < count; ++i)
        *static_cast<std::string*>(text) +=
            std::string(i == 0 ? "" : "|") + (values[i] == nullptr ? "NULL" : values[i]);
      *static_cast<std::string*>(text) += "\n";
      return 0;
    };
    char* why = nullptr;
    INFO(query);
    const bool good = sqlite3_exec(database, query.c_str(), add, &all, &why) == SQLITE_OK;
    if (!good) all = why;
    sqlite3_free(why);
    sqlite3_close(database);
    return all;
  }
};

}  // namespace

TEST_CASE("numbers are numbers where they stay the same, and texts stay texts") {
  const SqliteFolder folder;
  const auto writer = database::make_sqlite_results(std::make_unique<SqliteFile>(folder.file));
  using report::CellKind;
  writer->begin("人员", {"编号", {"学时", CellKind::number}, {"日期", CellKind::date}, {"学时", CellKind::number}});
  writer->row({"00123", "60", "2030-05-31", "0.1"});
  writer->row({"'; DROP TABLE 人员; --", "170/3", "2030-05", "123456789012345678901234567890"});
  writer->row({"𬱖", "", "", "90.50000000000000001"});
  writer->end();
  writer->begin("sqlite_master", {"x"});
  writer->end();
  REQUIRE(writer->commit());
  CHECK(folder.rows(
            "SELECT typeof(编号), 编号, typeof(学时), 学时, 日期, typeof(\"学时 (2)\"), \"学时 (2)\" FROM 人员") ==
        "text|00123|integer|60|2030-05-31|real|0.1\n"
        "text|'; DROP TABLE 人员; --|text|170/3|2030-05|text|123456789012345678901234567890\n"
        "text|𬱖|null|NULL|NULL|text|90.50000000000000001\n");
  CHECK(folder.rows("SELECT count(*) FROM \"_sqlite_master\"") == "0\n");
  CHECK(folder.rows("PRAGMA integrity_check") == "ok\n");
  CHECK(database::is_sqlite_results(test::text_of(folder.file).substr(0, database::sqlite_header_size)));
  CHECK_FALSE(database::is_sqlite_results("SQLite format 3"));
}

TEST_CASE("every decimal of at most 15 digits comes back as it was written") {
  const SqliteFolder folder;
  const auto writer = database::make_sqlite_results(std::make_unique<SqliteFile>(folder.file));
  writer->begin("t", {{"n", report::CellKind::number}, "s"});
  std::uint64_t state = 2026;
  for (int i = 0; i < 2000; ++i) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    const std::string digits = std::to_string(100'000'000'000'000 + state % 900'000'000'000'000);
    std::string number = digits.substr(0, 1 + static_cast<std::size_t>(state >> 33) % 14);
    number += "." + digits.substr(number.size());
    while (number.back() == '0') number.pop_back();
    if (number.back() == '.') number += "5";
    writer->row({number, number});
  }
  writer->end();
  REQUIRE(writer->commit());
  CHECK(folder.rows("SELECT count(*) FROM t WHERE typeof(n) = 'real'") == "2000\n");
  CHECK(folder.rows("SELECT n, s FROM t WHERE CAST(n AS TEXT) <> s") == "");
}
