// Databases: a table or view a table, values as they are stored; what is damaged or does not end is refused.
#include <sqlite3.h>

#include <catch2/catch.hpp>
#include <random>

#include "interpreter/files/read.hpp"
#include "tests/interpreter/files/folder.hpp"
#include "tests/support/effort.hpp"
#include "tests/support/small_tables.hpp"

using namespace cepol;
using namespace cepol::files;
using namespace cepol::data::testing;
using files::testing::Folder;
using Lines = std::vector<std::string>;

namespace {

std::string database_of(const std::string& sql) {
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(":memory:", &database) == SQLITE_OK);
  char* why = nullptr;
  const int result = sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &why);
  INFO((why == nullptr ? "" : why));
  REQUIRE(result == SQLITE_OK);
  sqlite3_int64 size = 0;
  unsigned char* const bytes = sqlite3_serialize(database, "main", &size, 0);
  std::string text(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  sqlite3_free(bytes);
  sqlite3_close(database);
  return text;
}

Read read_database(const core::Program& program, const std::string& bytes, const std::string& name = "数据.sqlite") {
  MemoryFiles files;
  const std::string path = Folder(files).write(name, bytes);
  return read(program, {path}, files);
}

const std::string people_sql =
    "CREATE TABLE 人(\"证书编号\" TEXT, 姓名, 性别, 出生年月, 驻盟市, 备注);"
    "INSERT INTO 人 VALUES ('001', '䶮𬱖㛃', '女', '1961-03', 1, NULL), (2, '乌云·其木格', '男', "
    "19700102, "
    "0, x'00FF');"
    "CREATE VIEW 人员 AS SELECT * FROM 人;";

}  // namespace

TEST_CASE("databases: tables and views with the names of tables") {
  const core::Program p = small_program();
  const Read r = read_database(
      p, database_of(people_sql + "CREATE TABLE 学习(证书编号, 编号, 年度 INT, 科目, 学时 REAL, 班次编号);"
                                  "INSERT INTO 学习 VALUES ('001', 'L1', 2015, '公需科目', 1.01, NULL), ('2', 'L2', "
                                  "2016, '专业科目', 0.1 + 0.2, ''), ('2', 'L3', 2016, '专业科目', 90, NULL);"));
  CHECK(r.errors.empty());
  CHECK(shown(p, r.data, "人员") == Lines{"001|䶮𬱖㛃|女|1961-03|是|-", "2|乌云·其木格|男|1970-01-02|否|?-"});
  CHECK(shown(p, r.data, "学习") ==
        Lines{"001|L1|2015|公需科目|1.01|-", "2|L2|2016|专业科目|0.3|-", "2|L3|2016|专业科目|90|-"});
  REQUIRE(r.data.bad.size() == 1);
  CHECK(name_of(r.data.bad.front().fault) == "blob");
  REQUIRE(r.told.size() == 1);
  CHECK(words_of(r.told.front(), true) == "“人” in the database is no table of the policy and not used");
}

TEST_CASE("databases: one with the name of a table has it in its one table, text that is none, and views without end") {
  const core::Program p = small_program();
  const Read r = read_database(
      p,
      database_of("CREATE TABLE t(班次编号, 开班日期); INSERT INTO t VALUES ('B1', '2016'), (CAST(x'FF' AS "
                  "TEXT), '2017')"),
      "培训班.db");
  CHECK(shown(p, r.data, "培训班").front() == "B1|2016");
  CHECK(name_of(r.data.bad.front().fault) == "illegible_key");
  const Read endless = read_database(
      p,
      database_of(
          "CREATE VIEW 培训班 AS WITH RECURSIVE n(班次编号) AS (SELECT 1 UNION ALL SELECT 班次编号 + 1 FROM n) SELECT "
          "max(班次编号) AS 班次编号, '2016' AS 开班日期 FROM n"));
  REQUIRE(endless.errors.size() == 1);
  CHECK(name_of(endless.errors.front().fault) == "database_damaged");
}

TEST_CASE("databases: bytes that are changed or cut off end in an error or in rows") {
  const core::Program p = small_program();
  const std::string bytes = database_of(people_sql);
  for (std::size_t size = 1; size < bytes.size(); size += 511) read_database(p, bytes.substr(0, size));
  std::mt19937 random(2017);
  for (int round = test::cases(300, 20'000); round > 0; --round) {
    std::string changed = bytes;
    for (std::size_t i = 0, n = 1 + random() % 8; i < n; ++i)
      changed[random() % changed.size()] = static_cast<char>(random());
    CHECK(adds_up(read_database(p, changed).data));
  }
  CHECK(read_database(p, "no database").errors.size() == 1);
}

TEST_CASE("databases: changes that are not in the file yet stop the run") {
  const core::Program p = small_program();
  MemoryFiles files;
  const Folder folder(files);
  std::string bytes = database_of(people_sql);
  bytes[18] = bytes[19] = 2;  // as a database that is kept with a write-ahead log
  const std::string path = folder.write("数据.sqlite", bytes);
  CHECK(read(p, {path}, files).errors.empty());
  CHECK(read(p, {path}, files).data.tables[0].rows == 2);
  folder.write("数据.sqlite-wal", "");
  CHECK(read(p, {path}, files).errors.empty());
  folder.write("数据.sqlite-wal", "x");
  CHECK(name_of(read(p, {path}, files).errors.at(0).fault) == "database_in_use");
}

TEST_CASE("databases: what a query gives is the table that it is named for") {
  const core::Program p = small_program();
  MemoryFiles files;
  const Folder folder(files);
  const std::string database = folder.write("数据.sqlite", database_of(people_sql)),
                    query = folder.write("人员.sql",
                                         "-- all; of them\nSELECT * FROM 人员 WHERE 证书编号 <> ';' ; -- end\n");
  for (const std::string table : {"", "人员="}) {
    const Read r = read(p, {table + database + "?query=" + query}, files);
    CHECK(r.errors.empty());
    CHECK(shown(p, r.data, "人员") == Lines{"001|䶮𬱖㛃|女|1961-03|是|-", "2|乌云·其木格|男|1970-01-02|否|?-"});
  }
  // The rows of a query and those of a file are not one table.
  const Read twice = read(p, {database, "人员=" + database + "?query=" + query}, files);
  REQUIRE(twice.errors.size() == 1);
  CHECK(name_of(twice.errors.front().fault) == "table_twice");
}

TEST_CASE("databases: a query that cannot be run, or does more than reading, gives nothing") {
  const core::Program p = small_program();
  MemoryFiles files;
  const Folder folder(files);
  const std::string database = folder.write("数据.sqlite", database_of(people_sql));
  const auto fault_of = [&](const std::string& text) {
    const std::string query = folder.write("人员.sql", text);
    const Read r = read(p, {database + "?query=" + query}, files);
    CHECK(r.data.tables[0].rows == 0);
    return r.errors.size() == 1 ? std::string(name_of(r.errors.front().fault)) : std::string("none");
  };
  CHECK(fault_of("-- SELECT 1") == "query_none");
  CHECK(fault_of("SELECT 1; SELECT 2") == "query_several");
  CHECK(fault_of("DELETE FROM 人") == "query_other");
  CHECK(fault_of("ATTACH 'other.sqlite' AS other") == "query_other");
  CHECK(fault_of("SELECT 没有 FROM 人") == "query_failed");
  CHECK(fault_of("SELECT * FROM 人 WHERE") == "query_failed");
  CHECK(fault_of("WITH x AS (SELECT 1) DELETE FROM 人 RETURNING *") == "query_failed");
  CHECK(fault_of("SELECT * FROM pragma_database_list") == "query_failed");
  CHECK(
      fault_of("WITH RECURSIVE n(证书编号) AS (SELECT 1 UNION ALL SELECT 证书编号 + 1 FROM n) SELECT max(证书编号) AS "
               "证书编号 FROM n") == "query_failed");
  MemoryFiles none;
  const std::string alone = Folder(none).write("数据.sqlite", database_of(people_sql));
  CHECK(name_of(read(p, {alone + "?query=/人员.sql"}, none).errors.at(0).fault) == "file_unreadable");
}
