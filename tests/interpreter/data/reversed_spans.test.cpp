// Spans of time that end before they begin.
#include <catch2/catch.hpp>

#include "tests/support/small_tables.hpp"

using namespace cepol;
using namespace cepol::data;
using namespace cepol::data::testing;

namespace {

// 休假 with 开始 and 结束, which may be blank.
core::Program program_with_leaves() {
  core::Program p;
  core::RecordTable leaves{"休假", {}, 0, {}, {}, "", {}};
  for (const char* name : {"编号", "开始", "结束"}) {
    core::Column column;
    column.name = name;
    column.type.kind = leaves.columns.empty() ? core::Kind::text : core::Kind::date;
    leaves.columns.push_back(column);
  }
  leaves.columns[2].blank = core::Blank::none;
  leaves.spans = {{1, 2}};
  p.tables.add(leaves);
  return p;
}

// Looked at closely or not, the data are the same.
Dataset leaves_of(const std::vector<std::vector<CellText>>& rows) {
  const core::Program p = program_with_leaves();
  std::vector<Dataset> made;
  for (const bool plain : {true, false}) {
    Assumptions assumptions;
    assumptions.plain_rows = plain;
    DatasetBuilder b(p, assumptions);
    b.from("休假.csv");
    b.open("休假", std::vector<CellText>{"编号", "开始", "结束"});
    std::uint32_t number = 1;
    for (const auto& row : rows) b.file_row(++number, row);
    made.push_back(b.finish());
  }
  CHECK(shown(p, made[0], "休假") == shown(p, made[1], "休假"));
  CHECK(made[0].bad.size() == made[1].bad.size());
  return std::move(made[0]);
}

}  // namespace

TEST_CASE("of a span that ends before it begins neither day is known, and its row is listed") {
  const Dataset d = leaves_of({{"X1", "2025-05-01", "2024-05-01"}, {"X2", "2025-05-01", "2025-05-02"}});
  const auto rows = shown(program_with_leaves(), d, "休假");
  CHECK(rows[0].starts_with("X1|?|"));
  CHECK(rows[0].find("2024") == std::string::npos);
  CHECK(rows[1] == "X2|2025-05-01|2025-05-02");
  REQUIRE(d.bad.size() == 1);
  CHECK(name_of(d.bad[0].fault) == "ends_before_begin");
  CHECK(d.bad[0].column == "结束");
  CHECK(d.bad[0].arguments == std::vector<std::string>{"2024-05-01", "开始", "2025-05-01"});
}

TEST_CASE("a day, a span without an end, and one within a month of which the day is not known are in order") {
  const Dataset d =
      leaves_of({{"X1", "2025-05-01", "2025-05-01"}, {"X2", "2025-05-01", ""}, {"X3", "2025-05", "2025-05-01"}});
  CHECK(d.bad.empty());
  CHECK(shown(program_with_leaves(), d, "休假")[0] == "X1|2025-05-01|2025-05-01");
}
