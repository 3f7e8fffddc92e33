// A large file is read in blocks, one of which is scanned while another is added: the data are those of one block.
#include <catch2/catch.hpp>

#include "interpreter/files/csv.hpp"
#include "interpreter/files/read.hpp"
#include "interpreter/files/row_block.hpp"
#include "interpreter/files/text_reader.hpp"
#include "tests/interpreter/files/folder.hpp"
#include "tests/support/random.hpp"
#include "tests/support/same_data.hpp"
#include "tests/support/small_tables.hpp"
#include "tests/support/threads.hpp"

using namespace cepol;
using namespace cepol::files;
using files::testing::Folder;

namespace {

// Rows of all kinds: plain ones, quotes, line breaks, faults, blank lines, rows that are none.
std::string mixed_rows(std::size_t count) {
  test::Random random{11};
  std::string text = "证书编号,姓名,性别,出生年月,驻盟市,备注\n";
  for (std::size_t i = 0; i < count; ++i) {
    const std::string key = "K" + std::to_string(1'000'000 + i);
    switch (random.below(24)) {
      case 0: text += key + ",\"王,\"\"芳\",女,1961-03,是,\"一\n二\"\n"; break;
      case 1: text += key + ",王芳,无,1961-13,?,\n"; break;
      case 2: text += "\n"; break;
      case 3: text += "合计,,,,,\n"; break;
      case 4: text += key + ",王芳\n"; break;
      case 5: text += key + ",\xFF,女,,,\r\n"; break;
      case 6: text += ",\xE2\x80\x8B李强,男,1970-01-01,否," + std::string(random.below(3000), 'x') + "\n"; break;
      case 7: text += key + ",\"王芳,女\n"; break;
      default: text += key + ",姓名" + std::to_string(i % 977) + ",男,1970-01-0" + std::to_string(1 + i % 9) + ",否,\n";
    }
  }
  return text;
}

}  // namespace

TEST_CASE("the data do not depend on how many threads read a file of several blocks") {
  const core::Program p = data::testing::small_program();
  MemoryFiles files;
  const Folder folder(files, "/data");
  const std::string text = mixed_rows(60'000);
  REQUIRE(text.size() > 3 << 20);
  folder.write("人员.csv", text);
  const data::Dataset one = read(p, {"/data"}, files).data;
  CHECK(one.tables[0].rows_read > 50'000);
  CHECK(data::fault_count(one.bad) > 5'000);
  CHECK(test::difference(read(p, {"/data"}, files, {}, test::Threads(2)).data, one) == "");
}

TEST_CASE("blocks hold every row and cell as it was scanned") {
  const std::string text = mixed_rows(30'000);
  TextReader a(text), b(text);
  CsvRows by_row(a), by_block(b);
  CellRow row;
  std::size_t blocks = 0;
  for (RowBlock block; block.fill(by_block), block.size() > 0; ++blocks)
    for (std::size_t i = 0; i < block.size(); ++i) {
      REQUIRE(by_row.next(row));
      REQUIRE(block.row(i).number == row.number);
      REQUIRE(block.row(i).line == row.line);
      REQUIRE(block.row(i).lines == row.lines);
      REQUIRE((block.row(i).fault == row.fault));
      REQUIRE(block.cells(i).size() == row.cells.size());
      for (std::size_t c = 0; c < row.cells.size(); ++c) {
        REQUIRE(block.cells(i)[c].text == row.cells[c].text);
        REQUIRE((block.cells(i)[c].fault == row.cells[c].fault));
      }
    }
  CHECK(blocks > 1);
  CHECK_FALSE(by_row.next(row));
}
