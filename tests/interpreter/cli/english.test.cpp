// What is told in English: no Chinese words and no corner brackets, in the help of every command and in every message.
#include <catch2/catch.hpp>

#include "tests/support/tool.hpp"

using namespace cepol;

namespace {

// The first character that is no part of an English text: an ideograph, full-width punctuation, a corner bracket.
std::string chinese_in(const std::string& text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if ((lead >= 0xE3 && lead <= 0xE9) || lead == 0xEF) return text.substr(at, length);
    at += length;
  }
  return {};
}

constexpr const cli::Command* described_commands[] = {
#define COMMAND(name) &cli::name##_command,
#include "interpreter/cli/commands.def"
#undef COMMAND
};
struct WordedCode {
  std::string_view number, english, help;
};
constexpr WordedCode worded_codes[] = {
#define CODE(name, number, severity, zh, en, help_zh, help_en) {number, en, help_en},
#include "lang/diagnostics/codes.def"
#undef CODE
};

}  // namespace

TEST_CASE("the help of every command in English has no Chinese words") {
  cli::Io io;
  io.language = Language::en;
  CHECK(chinese_in(test::run_tool({"--help"}, io).out).empty());
  for (const cli::Command* command : described_commands) {
    INFO(command->name);
    const test::Ran ran = test::run_tool({std::string(command->name), "--help"}, io);
    CHECK(ran.out.size() > 100);
    CHECK(chinese_in(ran.out).empty());
  }
}

TEST_CASE("no English message of check has Chinese words") {
  for (const WordedCode& one : worded_codes) {
    INFO(one.number);
    CHECK(chinese_in(std::string(one.english)).empty());
    CHECK(chinese_in(std::string(one.help)).empty());
  }
}
