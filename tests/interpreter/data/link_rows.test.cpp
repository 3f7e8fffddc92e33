// The random damaged data of other tests have their rows linked as data that were read.
#include <catch2/catch.hpp>

#include "tests/support/core_builder.hpp"
#include "tests/support/link_rows.hpp"
#include "tests/support/small_tables.hpp"

using namespace cepol;
using namespace cepol::data;
using namespace cepol::data::testing;

TEST_CASE("rows by owner, as tests make them from the links, are those of data that were read") {
  test::ProgramBuilder made;
  const core::TableId person = made.table("人员"), course = made.table("学习"), part = made.table("附件");
  made.keyed(person);
  made.keyed(course);
  made.child_of(course, person);
  made.child_of(part, course);
  made.number_column(part, "页数", 0, 100, 0);
  const core::Program& p = made.program;
  DatasetBuilder b(p);
  add(b, "人员", {{"key"}, {"NMG2017A"}, {"NMG2017B"}, {"XJ3000"}});
  add(b, "学习",
      {{"of", "key"},
       {"NMG2017C", "LEARN1"},  // near two
       {"NMG2017B", "LEARN2"},
       {"NMG2017A", "LEARN7"},
       {"QH9", "LEARN8"},  // a stranger's
       {"", "OTHER5"},
       {"NMG2017B", "OTHER6"}});
  add(b, "附件", {{"of", "页数"}, {"LEARN3", "1"}, {"OTHER6", "2"}, {"LEARN2", "3"}});
  const Dataset read = b.finish();
  Dataset linked = read;
  for (TableData& table : linked.tables) {
    table.children = table.perhaps_children = {};
    table.anyones_children.clear();
  }
  test::link_rows(p, linked);
  std::size_t perhaps = 0, sure = 0;
  for (std::size_t t = 0; t < read.tables.size(); ++t) {
    const TableData &one = read.tables[t], &other = linked.tables[t];
    CHECK(one.children.rows == other.children.rows);
    CHECK(one.children.begin == other.children.begin);
    CHECK(one.perhaps_children.rows == other.perhaps_children.rows);
    CHECK(one.perhaps_children.begin == other.perhaps_children.begin);
    CHECK(one.anyones_children == other.anyones_children);
    CHECK(one.unsure_rows == other.unsure_rows);
    sure += one.children.rows.size();
    perhaps += one.perhaps_children.rows.size() + one.anyones_children.size();
  }
  CHECK(sure >= 4);
  CHECK(perhaps >= 4);
}
