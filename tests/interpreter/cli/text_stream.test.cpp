// The door through which all text leaves.
#include "interpreter/cli/text_stream.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "interpreter/report/html.hpp"
#include "interpreter/report/result_writer.hpp"
#include "tests/support/hostile.hpp"

using namespace cepol;
using cli::encoded;
using cli::TextKind;

TEST_CASE("styles become escape sequences, escape sequences in a text do not") {
  StyledText text("a\033[31m");
  text.add("b\033[1m", Style::error).add("c\033[0m\n");
  CHECK(encoded(text, TextKind::terminal) == "a<U+001B>[31m\033[1;31mb<U+001B>[1m\033[0mc<U+001B>[0m\n");
  CHECK(encoded(text, TextKind::people) == "a<U+001B>[31mb<U+001B>[1mc<U+001B>[0m\n");
  CHECK(encoded(text, TextKind::html) == encoded(text, TextKind::people));
  CHECK(encoded(text, TextKind::exact) == text.text());
}

TEST_CASE("every kind is UTF-8, what people read has nothing hidden") {
  for (const std::string& text : {test::hostile_characters, test::hostile_lines, test::hostile_bytes})
    for (const TextKind kind :
         {TextKind::people, TextKind::terminal, TextKind::html, TextKind::json, TextKind::exact}) {
      const std::string bytes = encoded("x" + text, kind);
      CHECK_FALSE(invalid_utf8(bytes));
      if (kind == TextKind::people || kind == TextKind::terminal || kind == TextKind::html) {
        std::string line = bytes;
        std::replace(line.begin(), line.end(), '\n', ' ');
        CHECK(test::forbidden_in(line) == std::nullopt);
      }
    }
  CHECK(encoded(test::hostile_lines, TextKind::exact) == test::hostile_lines);
  CHECK(encoded(std::string("a\x9B\xFF"), TextKind::exact) == "a\uFFFD\uFFFD");
}

TEST_CASE("JSON is the same text for a program, and nothing hidden for a terminal") {
  for (const std::string& text : {test::hostile_characters, test::hostile_lines}) {
    const std::string bytes = encoded("[" + report::json_text(text) + "]", TextKind::json);
    CHECK(test::forbidden_in(bytes) == std::nullopt);
    CHECK(nlohmann::json::parse(bytes).at(0).get<std::string>() == text);
  }
  const std::string bytes = encoded("[" + report::json_text(test::hostile_bytes) + "]", TextKind::json);
  CHECK(test::forbidden_in(bytes) == std::nullopt);
  CHECK(nlohmann::json::accept(bytes));
}

TEST_CASE("HTML shows what is hidden") {
  const std::string html = report::for_html("a\u202Eb<script>\x1B");
  CHECK(html == "a&lt;U+202E&gt;b&lt;script&gt;&lt;U+001B&gt;");
}

TEST_CASE("GB18030: two bytes, four bytes, and what is not UTF-8") {
  REQUIRE(cli::can_encode_gb18030());
  CHECK(cli::encoded(StyledText("a中"), cli::TextKind::gb18030) == "a\xD6\xD0");
  CHECK(cli::encoded(StyledText("𠮷"), cli::TextKind::gb18030) == "\x95\x34\xB2\x35");
  CHECK(cli::encoded(StyledText("\xFF"
                                "b"),
                     cli::TextKind::gb18030) ==
        "\x84\x31\xA4\x37"
        "b");
  // Whatever was written before does not matter.
  CHECK(cli::encoded(StyledText("中"), cli::TextKind::gb18030) == "\xD6\xD0");
}
