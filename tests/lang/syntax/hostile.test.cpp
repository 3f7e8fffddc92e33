// Texts made to break a parser: it always ends, soon, with a diagnostic that fits and spans inside the text.
#include <chrono>
#include <random>

#include <catch2/catch.hpp>

#include "support.hpp"
#include "tests/support/effort.hpp"

using namespace cepol;
using namespace cepol::syntax;

namespace {

const std::string header = "policy a/b \"x\" { }\n";

std::string repeated(std::string_view piece, std::size_t times) {
  std::string text;
  text.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

// The codes, once the tree was found sound and the time bearable.
std::string survive(std::string text) {
  const auto start = std::chrono::steady_clock::now();
  Read read;
  parse_into(read, std::move(text));
  const auto took = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  CHECK(took < 20);  // a debug build on a busy machine
  CHECK(broken(read.parsed) == "");
  return codes_of(read.parsed);
}

}  // namespace

TEST_CASE("too deep is a diagnostic, not a crash", "[syntax]") {
  constexpr std::size_t many = 100000;
  for (const char* piece : {"(", "not ", "if ", "from ", "last ", "last (", "sum(", "f(", "(not ", "-(", "a is (",
                            "x during ", "if a then b else ", "（", "非 ", "若 ", "合计(", "近 "}) {
    INFO(piece);
    CHECK(survive(header + "define x = " + repeated(piece, many)) == "E0112");
    CHECK(survive(header + "define x = " + repeated(piece, many) + "\ndefine y = 1\n") == "E0112");
  }
  CHECK(survive(header + "define x = " + repeated("f (", many)) == "E0124");
  CHECK(survive(header + "define x = " + repeated("every(", many)) == "E0103");
  CHECK(survive(header + "define x = " + repeated("(", 100) + "1" + repeated(")", 100)) == "");
  CHECK(survive(header + "define x = " + repeated("not ", 110) + "a") == "");
  CHECK(survive(header + "requirement a of b { when " + repeated("(", many) + " }") == "E0112");
  CHECK(survive(header + "example \"x\" { a { b: " + repeated("(", many) + "\n} }") == "");
  CHECK(survive(header + "define x = " + repeated("- ", many) + "1") == "E0103");
  CHECK(survive(header + repeated("{", many)) == "E0107");
  CHECK(survive(header + repeated("}", many)) == "E0111");
  CHECK(survive(repeated("[", many)) == "E0104");
}

TEST_CASE("a chain of a thousand operators is refused, since the tree is as high", "[syntax]") {
  CHECK(survive(header + "define x = 1" + repeated(" + 1", 900)) == "");
  CHECK(survive(header + "define x = 1" + repeated(" + 1", 100000)) == "E0123");
  CHECK(survive(header + "define x = a" + repeated(".b", 100000)) == "E0123");
  CHECK(survive(header + "define x = a" + repeated(" * b as c", 100000)) == "E0123");
  CHECK(survive(header + "define x = a" + repeated(" and b", 100000)) == "");
}

TEST_CASE("long runs of one thing take time in line with their length", "[syntax]") {
  constexpr std::size_t many = 300000;
  CHECK(survive(header + "define x = \"" + repeated("\\\"", many)) == "E0108");
  CHECK(survive(header + "define x = " + repeated("「", many)) == "E0109");
  CHECK(survive(header + "clause §" + repeated("(", many)) == "E0103");
  CHECK(survive(header + "define x = " + repeated("a of ", many)) == "E0103");
  CHECK(survive(header + "define x = " + repeated("a of (", many)) == "E0112");
  CHECK(survive(header + "credit a for b in c { from d gives " + repeated("a of (", many)) == "E0112 E0110");
  CHECK(survive(header + "define " + repeated("长", many) + " = 1") == "");
  CHECK(survive(header + repeated(" ", many) + repeated("#", many)) == "");
  CHECK(survive(header + repeated("\n", many) + repeated(";", many)) == "");
  CHECK(survive(header + "enum a {" + repeated(" b", many) + "}") == "");
  CHECK(survive(header + "define x = " + repeated("9", many)) == "E0313");
}

TEST_CASE("many errors end with one that says so", "[syntax]") {
  Read read;
  parse_into(read, header + "record a {\n" + repeated("b c d\n", 100000) + "}\n");
  CHECK(read.parsed.problems.list.size() == 202);
  parse_into(read, header + repeated("define define\n", 100000));
  CHECK(read.parsed.problems.list.size() == 202);
  parse_into(read, header + "define x = a" + repeated(" and b or c", 100000));
  CHECK(read.parsed.problems.list.size() <= 202);
}

TEST_CASE("sizes past the bounds", "[syntax]") {
  CHECK(survive(std::string(100u << 20, 'a')) == "E0101");
  CHECK(survive(header + std::string(max_file_size, ' ')) == "E0101");
  CHECK(survive(header + std::string(max_file_size - header.size(), ' ')) == "");
  CHECK(survive(header + repeated("define x = 1\n", max_declarations)) == "");
  CHECK(survive(header + repeated("define x = 1\n", max_declarations + 5)) == "E0113");
}

TEST_CASE("what is not UTF-8 is refused at its place", "[syntax]") {
  for (const char* bad : {"\xFF", "\xC3", "\xE4\xB8", "\xC0\xAF", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\x80"}) {
    Read read;
    parse_into(read, header + "define x = " + bad + "\n\"");
    REQUIRE(codes_of(read.parsed) == "E0102");
    CHECK(read.parsed.problems.list[0].span.begin == header.size() + 11);
    CHECK(broken(read.parsed) == "");
  }
}

TEST_CASE("every truncation of a good file ends with a sound tree", "[syntax]") {
  const std::string whole = test::text_of(golden / "good/all-zh.cepol");
  for (std::size_t length = 0; length < whole.size(); ++length) {
    Read read;
    parse_into(read, whole.substr(0, length));
    INFO(length);
    REQUIRE(broken(read.parsed) == "");
  }
}

TEST_CASE("mutations of good files never break the parser", "[syntax]") {
  const int rounds = test::cases(2000, 50000);
  std::mt19937 random(20170315);
  const auto below = [&random](std::size_t bound) { return static_cast<std::size_t>(random() % bound); };
  const std::string pieces[] = {"(",
                                ")",
                                "{",
                                "}",
                                "[",
                                "]",
                                "\"",
                                "“",
                                "「",
                                "」",
                                "\n",
                                "\r",
                                "#",
                                "§",
                                "if ",
                                "若 ",
                                "not ",
                                " over ",
                                " 在 ",
                                "last ",
                                "9999999999999999999999",
                                "2017-02-30",
                                "\xFF",
                                "\xE2\x80\x8B",
                                "—",
                                ".",
                                ":",
                                ",",
                                "=",
                                " 且 ",
                                " or ",
                                "定义 ",
                                "\nwaiver ",
                                "\\",
                                std::string(1, '\0')};
  for (const char* name : {"good/all-en.cepol", "good/all-zh.cepol"}) {
    const std::string whole = test::text_of(golden / name);
    for (int round = 0; round < rounds; ++round) {
      std::string text = whole;
      for (std::size_t edits = 1 + below(4); edits > 0; --edits) {
        const std::size_t at = below(text.size()), length = std::min(below(12), text.size() - at);
        switch (below(4)) {
          case 0: text[at] = static_cast<char>(below(256)); break;
          case 1: text.erase(at, length); break;
          case 2: text.insert(at, pieces[below(std::size(pieces))]); break;
          default: text.insert(at, whole.substr(below(whole.size()), below(40)));
        }
      }
      Read read;
      parse_into(read, text);
      INFO("round " << round << " of " << name << "\n" << text);
      REQUIRE(broken(read.parsed) == "");
      for (const Diagnostic& each : read.parsed.problems.list) {
        REQUIRE(!render(each, read.sources, Language::zh).empty());
      }
      (void)print_tree(read.parsed.tree);
    }
  }
}
