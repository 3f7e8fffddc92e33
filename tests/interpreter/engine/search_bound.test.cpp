#include "interpreter/engine/search_bound.hpp"

#include <catch2/catch.hpp>

#include "tests/support/core_builder.hpp"
#include "tests/support/data_builder.hpp"

using namespace cepol;
using namespace cepol::test;

namespace {

// So many persons with so many blank cells, a few of them in rows of their own.
std::size_t bound_of(data::RowIndex persons, std::uint32_t blanks, std::size_t search_bound = 4000) {
  ProgramBuilder b;
  const core::TableId person = b.table("person"), course = b.table("course");
  std::vector<core::ColumnIndex> columns;
  for (std::uint32_t i = 0; i < 8; ++i) columns.push_back(b.column(person, "c" + std::to_string(i), number_t));
  b.child_of(course, person);
  b.column(course, "hours", number_t);
  DataBuilder data(b.program);
  for (data::RowIndex i = 0; i < persons; ++i) {
    const data::RowIndex row = data.row(person);
    for (std::uint32_t c = blanks; c < 8; ++c) data.number(person, row, columns[c], 1);
    for (std::uint32_t c = 8; c < blanks; ++c) data.row(course, row);
  }
  data.link();
  engine::Options options;
  options.search_bound = search_bound;
  return engine::SearchBounds(b.program, data.data, options).of(person);
}

}  // namespace

TEST_CASE("a result's search is bounded by what all rows with many blanks may take together") {
  CHECK(bound_of(100, 8) == 4000);
  CHECK(bound_of(20'000, 0) == 4000);
  CHECK(bound_of(20'000, 4) == 4000);  // few each
  const std::size_t eight = bound_of(20'000, 8), sixteen = bound_of(20'000, 16);
  CHECK(eight < 4000);
  CHECK(sixteen * 2 >= eight - 2);  // twice as many blanks, in rows of the person too
  CHECK(sixteen * 2 <= eight + 2);
  CHECK(bound_of(500'000, 8) == 50);
  CHECK(bound_of(500'000, 8, 45) == 45);  // never more than is allowed anyway
}
