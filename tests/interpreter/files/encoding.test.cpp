// Text files in other encodings and with other delimiters: decided from all bytes, read exactly, or refused with the
// line.
#include "interpreter/files/encoding.hpp"

#include <iconv.h>

#include <catch2/catch.hpp>
#include <random>

#include "interpreter/files/read.hpp"
#include "interpreter/files/text_reader.hpp"
#include "tests/interpreter/files/folder.hpp"
#include "tests/support/effort.hpp"
#include "tests/support/same_data.hpp"
#include "tests/support/small_tables.hpp"

using namespace cepol;
using namespace cepol::files;
using cepol::data::testing::name_of;
using cepol::data::testing::small_program;
using files::testing::Folder;

namespace {

std::string in_encoding(const char* name, std::string text) {
  const iconv_t converter = iconv_open(name, "UTF-8");
  REQUIRE(converter != reinterpret_cast<iconv_t>(-1));
  std::string result(text.size() * 4 + 8, '\0');
  char *from = text.data(), *to = result.data();
  std::size_t left = text.size(), room = result.size();
  REQUIRE(iconv(converter, &from, &left, &to, &room) != static_cast<std::size_t>(-1));
  iconv_close(converter);
  result.resize(result.size() - room);
  return result;
}

FoundEncoding found_in(std::string_view bytes, std::optional<Encoding> given = std::nullopt) {
  TextReader reader(bytes);
  const FoundEncoding found = encoding_of(reader, given);
  char first = 0;
  CHECK((bytes.empty() || (reader.read(&first, 1) == 1 && first == bytes.front())));  // it went back to the begin
  return found;
}

std::string decoded(std::string_view bytes, Encoding encoding, std::size_t space = 100) {
  TextReader reader(bytes);
  DecodedText text(reader, encoding);
  std::string result, block(space, '\0');
  while (const std::size_t count = text.read(block.data(), space)) result.append(block, 0, count);
  return text.bad_line() ? result + "! " + std::to_string(*text.bad_line()) : result;
}

std::string told_of(const Read& read) {
  std::string text;
  for (const Told& one : read.told) text += one.path + ": " + words_of(one, true) + "\n";
  for (const ReadError& one : read.errors) text += one.path + "! " + reason_of(one.fault, one.arguments, true) + "\n";
  return text;
}

const std::string people_text =
    "证书编号,姓名,性别,出生年月,驻盟市,备注\nA1,\"乌云·其木格,\"\"一\"\"\",女,1961-03,是,"
    "䶮𬱖㛃\n"
    "A2,ᠮᠣᠩᠭᠣᠯ,男,1970-01-02,否,\n";

}  // namespace

TEST_CASE("encodings: decided by the mark, then by all bytes") {
  const std::string gbk = in_encoding("GB18030", people_text);
  CHECK(found_in("").encoding == Encoding::utf8);
  CHECK(found_in("a,b\n").encoding == Encoding::utf8);
  CHECK(found_in(people_text).encoding == Encoding::utf8);
  CHECK(found_in(gbk).encoding == Encoding::gb18030);
  CHECK(found_in(gbk).evidence == Evidence::every_byte);
  CHECK(found_in("\x84\x31\x95\x33" + gbk).evidence == Evidence::byte_order_mark);
  for (const auto& [name, mark, encoding] :
       {std::tuple("UTF-16LE", "\xFF\xFE", Encoding::utf16le), std::tuple("UTF-16BE", "\xFE\xFF", Encoding::utf16be)}) {
    const std::string text = in_encoding(name, people_text);
    CHECK(found_in(text).encoding == encoding);
    CHECK(found_in(mark + text).encoding == encoding);
    CHECK(found_in(mark + text).evidence == Evidence::byte_order_mark);
    CHECK(decoded(mark + text, encoding) == people_text);
  }
}

TEST_CASE("encodings: the first character that is not ASCII may be at the end of a long file") {
  std::string text = "id,name\n";
  while (text.size() < 3'000'000) text += "A1,x\n";
  CHECK(found_in(text + "A2,\xCD\xF5\xB7\xBC\n").encoding == Encoding::gb18030);
  CHECK(found_in(text + "A2,王芳\n").encoding == Encoding::utf8);
}

TEST_CASE("encodings: rare characters by their bytes in the standard") {
  CHECK(decoded("\xFE\x9F\x99\x33\xC3\x36\x82\x30\xB7\x31", Encoding::gb18030) == "䶮𬱖㛃");
  CHECK(decoded("\x81\x34\xD7\x34\x81\x34\xD6\x33\x81\x34\xD6\x39\x81\x34\xD7\x33\x81\x34\xD6\x33\x81\x34\xD7\x35",
                Encoding::gb18030) == "ᠮᠣᠩᠭᠣᠯ");
  CHECK(decoded("\xCE\xDA\xD4\xC6\xA1\xA4\xC6\xE4\xC4\xBE\xB8\xF1", Encoding::gb18030) == "乌云·其木格");
  CHECK(decoded(std::string_view("\xAE\x4D\x73\xD8\x56\xDC\xC3\x36", 8), Encoding::utf16le) == "䶮𬱖㛃");
}

TEST_CASE("encodings: text comes out the same however much room there is") {
  const std::string gbk = in_encoding("GB18030", people_text);
  for (const std::size_t space : {1, 2, 3, 5, 17}) CHECK(decoded(gbk, Encoding::gb18030, space) == people_text);
}

TEST_CASE("encodings: damaged UTF-8 stays UTF-8, where the cell alone is lost") {
  const std::string text = people_text + "A3,\xCD\xF5\xB7\xBC,女,1961-03,是,\n";  // one name in GBK
  CHECK(found_in(text).encoding == Encoding::utf8);
  CHECK_FALSE(found_in(text).bad_line);
  CHECK(found_in("id,name\n1,Jos\xE9\n2,M\xFCller\n").encoding == Encoding::utf8);  // Latin-1, as if it were GBK
}

TEST_CASE("encodings: a file that is not what it was taken for is refused with the line") {
  const std::string gbk = in_encoding("GB18030", people_text);
  CHECK(found_in(gbk + "A3,\xCD\xF5\xB7\n").bad_line == 4);
  CHECK(found_in(gbk + "A3,\xCD").bad_line == 4);
  CHECK(found_in(gbk, Encoding::utf16le).bad_line);
  CHECK(found_in(people_text, Encoding::gb18030).encoding == Encoding::gb18030);
  const std::string wide = "\xFF\xFE" + in_encoding("UTF-16LE", people_text);
  CHECK(found_in(wide + std::string("\x01\xD8"
                                    "a\0",
                                    4))
            .bad_line == 4);                                    // half of a pair
  CHECK(found_in(wide + "x").bad_line == 4);                    // half of a unit
  CHECK(found_in(wide + std::string(64, '\0')).bad_line == 4);  // a block that was lost
}

TEST_CASE("encodings: every text is found in every encoding, and read the same") {
  std::mt19937 random(2017);
  const std::string_view words[] = {"王芳", "乌云·其木格", "䶮",       "一", "〇",   "上",
                                    "A1",   "2017",        "公需科目", "㛃", "𬱖", "é"};
  for (int round = cepol::test::cases(300, 10000); round > 0; --round) {
    std::string text = "证书编号,姓名,性别\n";
    for (std::size_t i = 0, n = 1 + random() % 60; i < n; ++i) {
      text += words[random() % std::size(words)];
      text += random() % 4 == 0 ? "\n" : ",";
    }
    for (const auto& [name, encoding] :
         {std::pair("UTF-8", Encoding::utf8), std::pair("GB18030", Encoding::gb18030),
          std::pair("UTF-16LE", Encoding::utf16le), std::pair("UTF-16BE", Encoding::utf16be)}) {
      const std::string bytes = in_encoding(name, text);
      const FoundEncoding found = found_in(bytes);
      INFO(name << "\n" << text);
      REQUIRE(found.encoding == encoding);
      REQUIRE_FALSE(found.bad_line);
      REQUIRE(decoded(bytes, encoding, 1 + random() % 40) == text);
    }
  }
}

TEST_CASE("encodings and delimiters: the data are those of the same file in UTF-8 with commas, and it is said") {
  const core::Program program = small_program();
  MemoryFiles files;
  const Folder plain(files, "/plain");
  plain.write("人员.csv", people_text);
  const Read expected = read(program, {plain.path()}, files);
  CHECK(told_of(expected).empty());
  REQUIRE(expected.data.tables[0].rows == 2);
  const auto with_delimiter = [](char delimiter) {  // of texts in which only a quoted cell has the delimiter
    std::string text;
    bool quoted = false;
    for (const char c : people_text) {
      quoted = quoted != (c == '"');
      text += c == ',' && !quoted ? delimiter : c;
    }
    return text;
  };
  const auto same = [&](const std::string& name, const std::string& bytes, const std::string& told,
                        const TextForm& form = {}) {
    MemoryFiles one;
    const std::string path = Folder(one).write(name, bytes);
    const Read other = read(program, {path}, one, {}, Parallel(), form);
    INFO(told);
    CHECK(told_of(other) == (told.empty() ? told : path + ": " + told + "\n"));
    CHECK(test::difference_of_tables(expected.data, other.data) == "");
  };
  const std::string gbk = "read as GB18030 (it is not UTF-8, and all of it is valid GB18030)";
  same("人员.csv", "\xEF\xBB\xBF" + people_text, "");
  same("人员.csv", "\xEF\xBB\xBF\xEF\xBB\xBF" + people_text, "");
  same("人员.csv", in_encoding("GB18030", people_text), gbk);
  same("人员.txt", "\xFF\xFE" + in_encoding("UTF-16LE", with_delimiter('\t')),
       "read as UTF-16LE (the file begins with its mark)\n/folder/人员.txt: columns separated by “Tab” (only so are "
       "there headings of “人员”)");
  same("人员.csv", with_delimiter(';'), "columns separated by “;” (only so are there headings of “人员”)");
  same("人员.tsv", with_delimiter('\t'), "columns separated by “Tab” (only so are there headings of “人员”)");
  same("人员.csv", "sep=;\n" + with_delimiter(';'), "columns separated by “;” (as its first line, sep=, says)");
  same("人员.csv", "sep=,\n" + people_text, "");
  same("人员.csv", with_delimiter('|'), "columns separated by “|” (as --delimiter says)", {std::nullopt, '|'});
  same("人员.csv", in_encoding("GB18030", people_text), "read as GB18030 (as --encoding says)",
       {Encoding::gb18030, std::nullopt});
  // What is given is for the files that have no mark, and that have headings with it.
  same("人员.csv", "\xEF\xBB\xBF" + people_text, "", {Encoding::utf16le, '|'});
}

TEST_CASE("delimiters: a quote that swallowed rows is seen by the file's own delimiter") {
  const core::Program program = small_program();
  const auto faults = [&](char delimiter) {
    std::string text = "班次编号,开班日期\nB1,\"2016\nB2,2016\nB3,2017\"\nB4,2016\n";
    std::replace(text.begin(), text.end(), ',', delimiter);
    MemoryFiles files;
    const std::string path = Folder(files).write("培训班.csv", text);
    std::string names;
    for (const data::BadRow& bad : read(program, {path}, files).data.bad) names += name_of(bad.fault) + " ";
    return names;
  };
  CHECK(faults(',').find("swallowed_rows") != std::string::npos);
  CHECK(faults(';') == faults(','));
}

TEST_CASE("encodings: a file with an error of its encoding gives no rows") {
  const core::Program program = small_program();
  MemoryFiles files;
  const std::string path = Folder(files).write("人员.csv", in_encoding("GB18030", people_text) + "A3,\xCD\xF5\xB7\n");
  const Read result = read(program, {path}, files);
  CHECK(told_of(result) ==
        path +
            "! it was taken for GB18030, but line 4 of the file has bytes that are none of it, so nothing was read; "
            "name its encoding with --encoding, or export the file again if it is damaged\n");
  CHECK(result.data.tables[0].rows_read == 0);
}

TEST_CASE("encodings: names that people write") {
  CHECK(encoding_named("GBK") == Encoding::gb18030);
  CHECK(encoding_named("gb-18030") == Encoding::gb18030);
  CHECK(encoding_named("Utf-8") == Encoding::utf8);
  CHECK(encoding_named("utf_16be") == Encoding::utf16be);
  CHECK_FALSE(encoding_named("big5"));
}
