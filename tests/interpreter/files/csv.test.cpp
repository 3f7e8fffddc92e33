#include <catch2/catch.hpp>

#include <random>

#include "interpreter/files/csv.hpp"
#include "interpreter/files/formats.hpp"
#include "interpreter/files/text_reader.hpp"
#include "tests/support/effort.hpp"
#include "tests/support/small_tables.hpp"

using namespace cepol::data;
using namespace cepol::files;
using cepol::data::testing::name_of;
using Lines = std::vector<std::string>;

namespace {

// Hands out at most so many bytes at a time.
class SlowReader final : public Reader {
 public:
  SlowReader(std::string_view text, std::size_t at_most) : text_(text), at_most_(at_most) {}
  std::size_t read(char* space, std::size_t size) override { return text_.read(space, std::min(size, at_most_)); }
  bool seek(std::size_t byte) override { return text_.seek(byte); }
  std::string error() const override { return {}; }
  std::size_t size() const override { return 0; }

 private:
  TextReader text_;
  std::size_t at_most_;
};

// One string a row: its line, then the cells joined with |, or the fault.
Lines rows_of(std::string_view text, std::size_t chunk = 1 << 20, std::size_t at_most = SIZE_MAX) {
  SlowReader bytes(text, at_most);
  CsvRows rows(bytes, chunk);
  CellRow row;
  Lines lines;
  while (rows.next(row)) {
    std::string line = std::to_string(row.line) + ": ";
    if (row.fault) line += "! " + name_of(*row.fault);
    for (std::size_t i = 0; i < row.cells.size(); ++i)
      if (row.cells[i].fault) line += "(" + std::to_string(i) + " " + name_of(*row.cells[i].fault) + ") ";
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (i > 0) line += '|';
      line += row.cells[i].text;
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace

TEST_CASE("CSV rows: quotes, line ends, blank lines, BOM") {
  CHECK(rows_of("") == Lines{});
  CHECK(rows_of("\xEF\xBB\xBF") == Lines{});
  CHECK(rows_of("\xEF\xBB\xBF甲,乙\n1,2") == Lines{"1: 甲|乙", "2: 1|2"});
  CHECK(rows_of("a,b\r\n1,2\r3,4\n\n  \t\n5,6\n\n") == Lines{"1: a|b", "2: 1|2", "3: 3|4", "6: 5|6"});
  CHECK(rows_of("\"a,\"\"x\"\"\",\"b\r\nc\"\r\n,\n\"\"\n") == Lines{"1: a,\"x\"|b\r\nc", "3: |", "4: "});
  CHECK(rows_of("a\"b, \"c\" ,d\n") == Lines{"1: a\"b|c|d"});
  CHECK(rows_of("\"a\"") == Lines{"1: a"});
  CHECK(rows_of("a,") == Lines{"1: a|"});
  CHECK(rows_of("a,\"\"") == Lines{"1: a|"});
}

TEST_CASE("CSV rows: an error costs its cell, or its row, and reading continues at the next line") {
  CHECK(rows_of("a,b\n1,\"x\n2,y\n3,z\n") == Lines{"1: a|b", "2: ! quote_never_closed", "3: 2|y", "4: 3|z"});
  CHECK(rows_of("a,b\n1,\"x\n2,y\n3,\"z\"\n4,w\n") ==
        Lines{"1: a|b", "2: ! quote_never_closed", "3: 2|y", "4: 3|z", "5: 4|w"});
  CHECK(rows_of("\"p\nq\",\"x\n2,y\n") == Lines{"1: ! quote_never_closed", "2: ! quote_never_closed", "3: 2|y"});
  CHECK(rows_of("\",b\",\"\n\",b\",\"\n1,2\n") ==
        Lines{"1: ! quote_never_closed", "2: ! quote_never_closed", "3: 1|2"});
  CHECK(rows_of("a,\"b\"c\n1,2\n") == Lines{"1: (1 cell_text_after_quote) a|", "2: 1|2"});
  CHECK(rows_of("\"b\"\"c\" d\"e , f,\"g\"\n1\n") == Lines{"1: (0 cell_text_after_quote) | f|g", "2: 1"});
  CHECK(rows_of("\"p\nq\",\"b\"c,d\r\n1,2\n") == Lines{"1: (1 cell_text_after_quote) p\nq||d", "3: 1|2"});
  CHECK(rows_of("a\n\xD6\xD0,1\nb\n") == Lines{"1: a", "2: (0 cell_not_utf8) |1", "3: b"});
  CHECK(rows_of(std::string_view("a\nb\0c\nd", 7)) == Lines{"1: a", "2: (0 cell_nul) ", "3: d"});
  CHECK(rows_of("\"") == Lines{"1: ! quote_never_closed"});
  CHECK(rows_of("a\n\"") == Lines{"1: a", "2: ! quote_never_closed"});
}

TEST_CASE("CSV rows: byte order marks, one or two, and a line that names the delimiter are no row") {
  CHECK(rows_of("\xEF\xBB\xBF"
                "a,b\n") == Lines{"1: a|b"});
  CHECK(rows_of("\xEF\xBB\xBF\xEF\xBB\xBF"
                "a,b\n",
                4, 1) == Lines{"1: a|b"});
  CHECK(rows_of("sep=;\r\na;b,c\n") == Lines{"2: a|b,c"});
  CHECK(rows_of("\xEF\xBB\xBFSEP=\t\na\tb\n", 4, 1) == Lines{"2: a|b"});
  CHECK(rows_of("sep=;") == Lines{});
  CHECK(rows_of("sep=ab\n") == Lines{"1: sep=ab"});
  CHECK(rows_of("sep=;x\n") == Lines{"1: sep=;x"});
  CHECK(rows_of("sep=x\n1\n") == Lines{"1: sep=x", "2: 1"});
}

TEST_CASE("CSV rows: a tab between cells is no blank before a quote") {
  TextReader bytes("a\t\"b\tc\"\t\t\"d\"\n");
  CsvRows rows(bytes, 1 << 10, '\t');
  CellRow row;
  REQUIRE(rows.next(row));
  REQUIRE(row.cells.size() == 4);
  CHECK(row.cells[1].text == "b\tc");
  CHECK(row.cells[2].text.empty());
  CHECK(row.cells[3].text == "d");
}

TEST_CASE("CSV rows: no row is longer than 10 MB") {
  const std::string longest(longest_row, 'x');
  SECTION("a long line is skipped") {
    CHECK(rows_of("a\n" + longest + "y\nb\n") == Lines{"1: a", "2: ! row_too_long", "3: b"});
    CHECK(rows_of("a\n" + longest + longest + "\r\nb") == Lines{"1: a", "2: ! row_too_long", "3: b"});
    CHECK(rows_of("a\n\"" + longest + "\"\nb\n") == Lines{"1: a", "2: ! row_too_long", "3: b"});
    CHECK(rows_of(longest + longest) == Lines{"1: ! row_too_long"});
  }
  SECTION("one that just fits is kept") {
    CHECK(rows_of("a\n" + longest.substr(1) + "\nb\n").size() == 3);
    CHECK(rows_of("a\n" + longest.substr(1) + "\nb\n")[1].size() == longest_row - 1 + 3);
  }
  SECTION("a quote open over 10 MB of lines is one that was never closed") {
    std::string lines;
    while (lines.size() < longest_row + 1000) lines += "1,2\n";
    const Lines rows = rows_of("a,b\n1,\"x\n" + lines + "9,\"z\"\n");
    CHECK(rows.size() == 2 + lines.size() / 4 + 1);
    CHECK(rows[1] == "2: ! quote_never_closed");
    CHECK(rows[2] == "3: 1|2");
    CHECK(rows.back().ends_with("9|z"));
  }
}

TEST_CASE("CSV rows: quotes that never close do not make reading quadratic") {
  std::string text;  // each line opens a quote, and closes the one before
  while (text.size() < 24 * 1024 * 1024) text += "\",b\",\"\n";
  TextReader bytes(text);
  CsvRows rows(bytes);
  CellRow row;
  std::size_t count = 0, bad = 0;
  while (rows.next(row)) ++count, bad += row.fault ? 1 : 0;
  CHECK(count == bad);
  CHECK(count == text.size() / 7);
}

TEST_CASE("CSV rows: the same however the bytes arrive") {
  std::mt19937 random(20170531);
  const std::string_view pieces[] = {
      "\"", "\"\"", ",", "\n", "\r\n", "\r", "a", "王", " ", "\xD6", std::string_view("\0", 1), "\xEF\xBB\xBF", "bc"};
  for (int round = cepol::test::cases(3000, 100000); round > 0; --round) {
    std::string text;
    for (std::size_t i = 0, n = random() % 40; i < n; ++i) text += pieces[random() % std::size(pieces)];
    const Lines whole = rows_of(text);
    CHECK(rows_of(text, 4, 1) == whole);
    CHECK(rows_of(text, 7, 3) == whole);
  }
}
