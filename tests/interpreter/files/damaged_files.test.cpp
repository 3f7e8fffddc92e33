// Files that as a whole are not what they should be: blocks of NULs, tables side by side, columns in place of rows. The
// run stops before anything is computed.
#include <catch2/catch.hpp>

#include "interpreter/files/nul_runs.hpp"
#include "interpreter/files/read.hpp"
#include "interpreter/files/text_reader.hpp"
#include "tests/interpreter/files/folder.hpp"
#include "tests/support/small_tables.hpp"

using namespace cepol;
using namespace cepol::data;
using namespace cepol::files;
using namespace cepol::data::testing;
using files::testing::Folder;
using Lines = std::vector<std::string>;

namespace {

// The errors of a file, with their arguments.
Lines errors_of(const std::string& name, const std::string& text) {
  const core::Program p = small_program();
  MemoryFiles files;
  const Folder folder(files);
  Lines lines;
  for (const ReadError& error : read(p, {folder.write(name, text)}, files).errors) {
    lines.push_back(name_of(error.fault));
    for (const std::string& argument : error.arguments) lines.back() += " " + argument;
  }
  return lines;
}

std::string nuls(std::size_t count) { return std::string(count, '\0'); }

const std::string courses_heading = "班次编号,开班日期\n";

}  // namespace

TEST_CASE("NULs in place of rows stop the run, wherever they are and in any format") {
  CHECK(errors_of("培训班.csv", courses_heading + "B1,2016\n" + nuls(4096) + "\nB9,2016\n") ==
        Lines{"nul_block 3 4096"});
  CHECK(errors_of("培训班.csv", courses_heading + "B1,20" + nuls(12) + "16\nB9,2016\n") == Lines{"nul_block 2 12"});
  CHECK(errors_of("培训班.csv", courses_heading + "B1,2016\n" + nuls(512)) == Lines{"nul_block 3 512"});
  CHECK(errors_of("培训班.csv", courses_heading + "B1,\"2016" + nuls(9) + "\"\n") == Lines{"nul_block 2 9"});
  CHECK(errors_of("培训班.ndjson", "{\"班次编号\": \"B1\", \"开班日期\": \"2016\"}\n" + nuls(99) +
                                       "{\"班次编号\": \"B9\", \"开班日期\": \"2016\"}\n") == Lines{"nul_block 2 99"});
  // A blank last cell and the line break behind it.
  CHECK(errors_of("培训班.csv", courses_heading + "B1" + nuls(2) + "B2,2016\n") == Lines{"nul_block 2 2"});
}

TEST_CASE("a single NUL spoils its cell or its row, no more") {
  CHECK(errors_of("培训班.csv", courses_heading + "B1,2016" + nuls(1) + "\nB2,2016\n").empty());
  CHECK(errors_of("培训班.csv", courses_heading + nuls(1) + "B1,2016\nB" + nuls(1) + "2,2016\n").empty());
  // In place of a line break: both rows are counted.
  const core::Program p = small_program();
  MemoryFiles files;
  const Folder folder(files);
  const Read merged = read(p, {folder.write("培训班.csv", courses_heading + "B1,2016" + nuls(1) + "B2,2016\n")}, files);
  CHECK(merged.errors.empty());
  CHECK(merged.data.tables[2].all_rows == 2);
  CHECK(merged.data.tables[2].rows == 0);
}

TEST_CASE("runs of NULs are found across the parts in which a file is read") {
  const std::string text = "ab" + nuls(1) + "c" + nuls(5) + "de" + nuls(3);
  for (std::size_t part = 1; part <= text.size(); ++part) {
    TextReader bytes(text);
    NulRuns runs(bytes);
    std::string space(part, 'x');
    while (runs.read(space.data(), part) > 0) {
    }
    CHECK(runs.longest() == 5);
    CHECK(runs.begin() == 4);
  }
}

TEST_CASE("headings that are repeated as a whole are those of tables side by side") {
  CHECK(errors_of("培训班.csv", "班次编号,开班日期,班次编号,开班日期\nB1,2016,B3,2016\nB2,2016,,\n") ==
        Lines{"side_by_side 2 培训班"});
  CHECK(errors_of("培训班.csv",
                  "序号,班次编号,开班日期,,序号,班次 编号,开班日期,,序号,班次编号,开班日期\n"
                  "1,B1,2016,,2,B2,2016,,3,B3,2016\n") == Lines{"side_by_side 3 培训班"});
  CHECK(errors_of("人员.csv", "名册\n证书编号,姓名,性别,证书编号,姓名,性别\nA1,王芳,女,A2,李强,男\n") ==
        Lines{"side_by_side 2 人员"});
  // One column twice, or some of them.
  CHECK(errors_of("培训班.csv", "班次编号,开班日期,开班日期\nB1,2016,2016\n").empty());
  CHECK(errors_of("培训班.csv", "班次编号,开班日期,班次编号\nB1,2016,B1\n").empty());
  CHECK(errors_of("人员.csv", "证书编号,姓名,性别,姓名,证书编号\nA1,王芳,女,王芳,A1\n").empty());
}

TEST_CASE("headings below one another are those of a table that was turned round") {
  CHECK(errors_of("培训班.csv", "班次编号,B1,B2\n开班日期,2016,2017\n") == Lines{"transposed 培训班"});
  CHECK(errors_of("人员.csv", "证书编号,A1,A2\n姓名,王芳,李强\n性别,女,男\n") == Lines{"transposed 人员"});
  CHECK(errors_of("人员.csv", "2017年名册,,\n1,姓名,王芳\n2,证书编号,A1\n3,性别,女\n") == Lines{"transposed 人员"});
  CHECK(errors_of("人员.csv", "2017年名册,,\n姓名,王芳,李强\n证书编号,A1,A2\n性别,女,男\n") ==
        Lines{"transposed 人员"});
  CHECK(errors_of("领证花名册.csv", "主管部门,人社局\n填表时间,2017-05\n") == Lines{"transposed 领证花名册"});
  // Headings of which one is known, and a heading among the texts.
  CHECK(errors_of("人员.csv", "证书编号,甲,乙\nA1,1,2\nA2,姓名,4\n").empty());
  CHECK(errors_of("人员.csv", "证书编号\nA1\n证书编号\nA2\n").empty());
}
