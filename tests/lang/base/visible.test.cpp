// What people are shown of texts from outside.
#include "lang/base/visible.hpp"

#include <rapidcheck/catch.h>
#include <catch2/catch.hpp>

#include "tests/support/hostile.hpp"

using namespace cepol;
using namespace std::string_literals;

TEST_CASE("hidden characters and bytes that are not UTF-8 are written out") {
  CHECK(visible("a\x1B[31mb") == "a<U+001B>[31mb");
  CHECK(visible("\0\x7F"s) == "<U+0000><U+007F>");
  CHECK(visible("\u009B\u202E\u2069\u200F\u061C\u200B\u2060\uFEFF\u2028\U000E0041") ==
        "<U+009B><U+202E><U+2069><U+200F><U+061C><U+200B><U+2060><U+FEFF><U+2028><U+E0041>");
  CHECK(visible("甲\x9B乙\xE5\xB9") == "甲<0x9B>乙<0xE5><0xB9>");
  CHECK(visible("one\ttwo\nthree\r\n") == "one\ttwo\nthree<U+000D>\n");
  CHECK(visible_line("one\ttwo\n") == "one<U+0009>two<U+000A>");
  CHECK(visible("王芳，é́ ‘a’") == "王芳，é́ ‘a’");
  CHECK(visible("") == "");
}

TEST_CASE("a text is shortened between characters") {
  CHECK(shortened("abcdef", 6) == "abcdef");
  CHECK(shortened("abcdef", 5) == "abcd…");
  CHECK(shortened("甲乙丙丁", 4) == "甲乙丙丁");
  CHECK(shortened("甲乙丙丁", 3) == "甲乙…");
  CHECK(shortened("abe\u0301f", 4) == "ab…");  // not between a letter and its accent
  CHECK(shortened("", 3) == "");
  CHECK(quotable("a\n" + std::string(1'000'000, 'x'), 12) == "a<U+000A>xx…");
  CHECK(quotable(std::string(1'000'000, '\xFF'), 12) == "<0xFF><0xFF…");
}

TEST_CASE("hostile texts") {
  for (const std::string& text : {test::hostile_characters, test::hostile_lines, test::hostile_bytes}) {
    CHECK(test::forbidden_in(text));
    CHECK_FALSE(test::forbidden_in(visible_line(text)));
    CHECK_FALSE(test::forbidden_in(quotable(text, 50)));
  }
}

TEST_CASE("what is visible is UTF-8, has nothing hidden, and stays as it is") {
  rc::prop("visible", [] {
    const auto characters = *rc::gen::container<std::vector<std::uint32_t>>(
        rc::gen::oneOf(rc::gen::inRange<std::uint32_t>(0, 0x10FFFF), rc::gen::inRange<std::uint32_t>(0, 0xFF),
                       rc::gen::inRange<std::uint32_t>(0x2000, 0x2070)));
    std::string text;
    for (const std::uint32_t c : characters) {
      if (c < 0x200 && c % 3 == 0)
        text += static_cast<char>(c);  // perhaps no UTF-8
      else if (c < 0xD800 || c > 0xDFFF)
        text += to_utf8(c);
    }
    const std::string shown = visible_line(text);
    RC_ASSERT_FALSE(test::forbidden_in("x" + shown));
    RC_ASSERT(visible_line(shown) == shown);
    RC_ASSERT(visible(shown) == shown);
    const auto most = *rc::gen::inRange<std::size_t>(1, 30);
    const std::string brief = quotable(text, most);
    RC_ASSERT_FALSE(invalid_utf8(brief));
    RC_ASSERT(character_count(brief) <= most);
    RC_ASSERT(brief == shown || brief.ends_with("…"));
  });
}
