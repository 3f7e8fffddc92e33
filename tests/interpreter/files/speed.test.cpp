// A measurement, run by name only: test_files "[speed]". How fast a table like 学习 is read from memory, and what
// memory it takes. Figures vary with the machine and its load; CEPOL_SPEED_MB is the size of the file, 50 by default.
#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <memory>
#include <random>

#include "interpreter/files/csv.hpp"
#include "interpreter/files/memory_files.hpp"
#include "interpreter/files/read.hpp"
#include "tests/support/small_tables.hpp"

using namespace cepol;
using namespace cepol::data;
using namespace cepol::files;
using namespace cepol::data::testing;

namespace {

constexpr std::size_t mega = 1000 * 1000;
constexpr int rows_of_a_person = 9, sessions = 2000;

// 学习.csv as a province's platform would export it, with the tables that it needs.
void write_tables(MemoryFiles& files, std::size_t size) {
  std::mt19937 random(2017);
  auto below = [&](unsigned n) { return static_cast<int>(random() % n); };
  std::string studies = "证书编号,编号,年度,科目,学时,班次编号\n", people = "证书编号,姓名,性别,出生年月,驻盟市\n",
              courses = "班次编号,开班日期\n";
  int row = 0;
  for (; studies.size() < size; ++row) {
    studies += std::to_string(1000000 + row / rows_of_a_person) + ",L" + std::to_string(row) + "," +
               std::to_string(2015 + row % 3) + "," + (below(2) == 0 ? "公需科目" : "专业科目") + "," +
               std::to_string(below(40)) + "." + std::to_string(below(10));
    studies += below(2) == 0 ? ",\n" : ",B" + std::to_string(below(sessions)) + "\n";
  }
  for (int person = 0; person <= row / rows_of_a_person; ++person)
    people += std::to_string(1000000 + person) + ",某人" + std::to_string(person) + ",女,1970-0" +
              std::to_string(1 + below(9)) + ",是\n";
  for (int session = 0; session < sessions; ++session) courses += "B" + std::to_string(session) + ",2016-04-01\n";
  files.write("/folder/学习.csv", std::move(studies));
  files.write("/folder/人员.csv", std::move(people));
  files.write("/folder/培训班.csv", std::move(courses));
}

double seconds_of(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

long peak_memory() {  // MB
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

}  // namespace

TEST_CASE("speed of reading CSV", "[.][speed]") {
  const char* asked = std::getenv("CEPOL_SPEED_MB");
  MemoryFiles files;
  write_tables(files, static_cast<std::size_t>(asked != nullptr ? std::atoi(asked) : 50) * mega);
  std::string why;
  double bytes = 0;
  for (const char* table : {"学习", "人员", "培训班"})
    bytes += static_cast<double>(files.open("/folder/" + std::string(table) + ".csv", why)->size());

  const std::unique_ptr<Reader> reader = files.open("/folder/学习.csv", why);
  const auto studies = static_cast<double>(reader->size());
  std::size_t rows = 0;
  const double split = seconds_of([&] {
    CsvRows csv(*reader);
    for (CellRow row; csv.next(row);) ++rows;
  });
  WARN("rows of 学习.csv alone: " << rows << " in " << split << " s, " << studies / mega / split << " MB/s");

  const core::Program program = small_program();
  const long before = peak_memory();
  Read data;
  const double whole = seconds_of([&] { data = read(program, {"/folder"}, files); });
  for (const data::TableData& table : data.data.tables) REQUIRE(table.rows_excluded == 0);
  REQUIRE(data.data.tables[1].rows + 1 == rows);
  WARN("the folder as a data set: " << whole << " s, " << bytes / mega / whole << " MB/s; peak memory " << before
                                    << " MB before, " << peak_memory() << " MB after, " << data.data.texts.size()
                                    << " texts");
}
