// Not a test: how fast a table like 学习 is read, and what it takes in memory. Run by name: test_data "[speed]".
// Figures vary with the machine and what else it does; CEPOL_SPEED_MB is the size of the file, 50 unless said.
#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <random>

#include "interpreter/files/csv.hpp"
#include "tests/interpreter/data/support.hpp"

using namespace cepol;
using namespace cepol::data;
using namespace cepol::files;
using namespace cepol::data::testing;

namespace {

constexpr std::size_t mega = 1000 * 1000;
constexpr int rows_of_a_person = 9, sessions = 2000;

// 学习.csv as a province's platform would export it, with the tables that it needs.
void write_tables(const Folder& folder, std::size_t size) {
  std::mt19937 random(2017);
  auto below = [&](unsigned n) { return static_cast<int>(random() % n); };
  std::string learning = "证书编号,编号,年度,科目,学时,班次编号\n", people = "证书编号,姓名,性别,出生年月,驻盟市\n",
              courses = "班次编号,开班日期\n";
  int row = 0;
  for (; learning.size() < size; ++row) {
    learning += std::to_string(1000000 + row / rows_of_a_person) + ",L" + std::to_string(row) + "," +
                std::to_string(2015 + row % 3) + "," + (below(2) == 0 ? "公需科目" : "专业科目") + "," +
                std::to_string(below(40)) + "." + std::to_string(below(10));
    learning += below(2) == 0 ? ",\n" : ",B" + std::to_string(below(sessions)) + "\n";
  }
  for (int person = 0; person <= row / rows_of_a_person; ++person)
    people += std::to_string(1000000 + person) + ",某人" + std::to_string(person) + ",女,1970-0" +
              std::to_string(1 + below(9)) + ",是\n";
  for (int session = 0; session < sessions; ++session) courses += "B" + std::to_string(session) + ",2016-04-01\n";
  folder.write("学习.csv", learning);
  folder.write("人员.csv", people);
  folder.write("培训班.csv", courses);
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
  const Folder folder;
  write_tables(folder, static_cast<std::size_t>(asked != nullptr ? std::atoi(asked) : 50) * mega);
  const std::string path = folder.path() + "/学习.csv";
  double bytes = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder.path()))
    bytes += static_cast<double>(file.file_size());
  const auto learning = static_cast<double>(std::filesystem::file_size(path));

  std::size_t rows = 0;
  const double split = seconds_of([&] {
    std::FILE* file = std::fopen(path.c_str(), "rb");
    CsvRows csv([&](char* space, std::size_t size) { return std::fread(space, 1, size, file); });
    for (CsvRow row; csv.next(row);) ++rows;
    std::fclose(file);
  });
  WARN("rows of 学习.csv alone: " << rows << " in " << split << " s, " << learning / mega / split << " MB/s");

  const core::Program program = small_program();
  const long before = peak_memory();
  Read data;
  const double whole = seconds_of([&] { data = read(program, {folder.path()}); });
  REQUIRE(data.data.bad.empty());
  REQUIRE(data.data.tables[1].rows + 1 == rows);
  WARN("the folder as a data set: " << whole << " s, " << bytes / mega / whole << " MB/s; peak memory " << before
                                    << " MB before, " << peak_memory() << " MB after, " << data.data.texts.size()
                                    << " texts");
}
