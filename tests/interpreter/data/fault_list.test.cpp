// The list of faults: in order, and bounded however many there are.
#include "interpreter/data/fault_list.hpp"

#include <catch2/catch.hpp>

#include "interpreter/data/bad_causes.hpp"

using namespace cepol;
using namespace cepol::data;

namespace {

core::Program program() {
  core::Program made;
  core::RecordTable table;
  table.name = "t";
  for (const char* name : {"a", "b"}) {
    core::Column column;
    column.name = name;
    table.columns.push_back(column);
  }
  made.tables.add(table);
  return made;
}

}  // namespace

TEST_CASE("few faults are listed each") {
  const core::Program of = program();
  FaultList list(of);
  const std::uint32_t file = list.add_file("t.csv");
  for (std::uint64_t row = 5; row >= 2; --row)
    list.add({"t", file, row, "a"}, Fault::bad_number, {std::to_string(row)});
  const std::vector<BadRow> bad = list.take();
  REQUIRE(bad.size() == 4);
  CHECK(fault_count(bad) == 4);
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(bad[i].row == i + 2);
    CHECK(rows_of(bad[i], false) == std::to_string(i + 2));
    CHECK(reason_of(bad[i], false) == "“" + std::to_string(i + 2) + "”不是数，应只写数字，如 90 或 2.5");
  }
}

TEST_CASE("of very many faults of one kind the rest is one, with ranges of rows") {
  const core::Program of = program();
  FaultList list(of);
  const std::uint32_t file = list.add_file("t.csv");
  constexpr std::uint64_t count = 100'000;
  for (std::uint64_t row = 2; row < count + 2; ++row) {
    list.add({"t", file, row, "a"}, Fault::bad_number, {std::to_string(row)});
    BadRow& link = list.add({"t", file, row}, Fault::ragged_row, {"1", "2"});
    link.excluded = true;
    link.key = "K" + std::to_string(row);
  }
  list.add({"t", file, 7, "b"}, Fault::bad_number, {"x"});
  const std::vector<BadRow> bad = list.take();
  CHECK(bad.size() == 2 * (most_single_faults + 1) + 1);
  CHECK(fault_count(bad) == 2 * count + 1);
  std::size_t merged = 0;
  for (const BadRow& one : bad) {
    if (one.count == 1) continue;
    ++merged;
    CHECK(one.key.empty());
    CHECK(one.count == count - most_single_faults);
    CHECK(one.row == most_single_faults + 2);
    CHECK(rows_of(one, true) == "10002-100001");
    CHECK(place_of(one, false) == (one.column.empty() ? "第 10002-100001 行" : "第 10002-100001 行“a”"));
    CHECK(concerns(one, 10002));
    CHECK(concerns(one, 50000));
    CHECK(concerns(one, 100001));
    CHECK_FALSE(concerns(one, 10001));
    CHECK_FALSE(concerns(one, 100002));
    CHECK(one.alike == one.column.empty());
    CHECK(one.excluded == one.column.empty());
  }
  CHECK(merged == 2);
  const std::vector<BadCause> causes = causes_of(bad);
  REQUIRE(causes.size() == 3);
  CHECK(causes[0].count == count);
}

TEST_CASE("the rows of faults that lie apart are bounded, their number is exact") {
  const core::Program of = program();
  FaultList list(of);
  const std::uint32_t file = list.add_file("t.csv");
  constexpr std::uint64_t count = 50'000;
  for (std::uint64_t i = 0; i < count; ++i) list.add({"t", file, 2 + 2 * i, "a"}, Fault::bad_number, {"x"});
  const std::vector<BadRow> bad = list.take();
  CHECK(fault_count(bad) == count);
  CHECK(bad.back().ranges.size() == most_ranges);
  CHECK(bad.back().ranges_cut);
  CHECK(rows_of(bad.back(), false).ends_with(" 等"));
  CHECK(rows_of(bad.back(), false).size() < 20'000);
}

TEST_CASE("faults that are found out of order, and of tables and columns that are not the policy's") {
  const core::Program of = program();
  FaultList list(of);
  const std::uint32_t file = list.add_file("t.csv");
  constexpr std::uint64_t count = most_single_faults + 2'000;
  for (std::uint64_t row = count + 1; row >= 2; --row) list.add({"t", file, row, "a"}, Fault::bad_number, {"x"});
  for (std::uint64_t i = 0; i < count; ++i)
    list.add({"t", file, 0, "heading " + std::to_string(i)}, Fault::unknown_column, {std::to_string(i)});
  const std::vector<BadRow> bad = list.take();
  CHECK(fault_count(bad) == 2 * count);
  CHECK(bad.size() <= 2 * (most_single_faults + 1));
  std::uint64_t rows = 0;
  for (std::uint64_t row = 2; row < count + 2; ++row)
    for (const BadRow& one : bad)
      if (one.count > 1 && one.row > 0 && concerns(one, row)) ++rows;
  CHECK(rows == 2'000);
}

TEST_CASE("long arguments and headings are kept in part") {
  const core::Program of = program();
  FaultList list(of);
  list.add({"t", 0, 0, std::string(1'000'000, 'h')}, Fault::unknown_column, {std::string(1'000'000, 'h')});
  const std::vector<BadRow> bad = list.take();
  CHECK(bad.front().column.size() < 2'000);
  CHECK(bad.front().arguments.front().size() < 2'000);
  CHECK(reason_of(bad.front(), true).size() < 2'000);
}
