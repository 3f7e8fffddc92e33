#include "interpreter/report/letter_template.hpp"

#include <catch2/catch.hpp>

using namespace cepol;
using report::TemplateProblem;

namespace {

std::vector<report::TemplatePiece> pieces_of(const report::TemplateLine& line) {
  return std::get<std::vector<report::TemplatePiece>>(line.content);
}

std::optional<TemplateProblem> problem_in(const std::string& text) {
  return report::parse_letter_template(text).problem;
}

}  // namespace

TEST_CASE("a template of letters: headings, names in braces, parts, lines of any kind of end") {
  const auto parsed =
      report::parse_letter_template("\uFEFF# 题\r\n##  节 \r\n#不是\r\n[ 结论 ]\n[reasons]\nａ{ 名 }b{{c}\n");
  REQUIRE_FALSE(parsed.problem);
  const auto& lines = parsed.letter.lines;
  REQUIRE(lines.size() == 6);
  CHECK((lines[0].heading == 1 && pieces_of(lines[0])[0].text == "题"));
  CHECK((lines[1].heading == 2 && pieces_of(lines[1])[0].text == "节"));
  CHECK((lines[2].heading == 0 && pieces_of(lines[2])[0].text == "#不是"));
  CHECK(std::get<report::LetterBlock>(lines[3].content) == report::LetterBlock::outcomes);
  CHECK(std::get<report::LetterBlock>(lines[4].content) == report::LetterBlock::reasons);
  const auto last = pieces_of(lines[5]);
  REQUIRE(last.size() == 3);
  CHECK((last[0].text == "ａ" && !last[0].is_name));
  CHECK((last[1].text == "名" && last[1].is_name));
  CHECK((last[2].text == "b{c}" && !last[2].is_name));
}

TEST_CASE("a template of letters that is not right: the line, and what it is") {
  const auto part = problem_in("a\n[结果]\n");
  REQUIRE(part);
  CHECK((part->kind == TemplateProblem::Kind::unknown_block && part->line == 2 && part->name == "结果"));
  const auto brace = problem_in("a\n\n{b\n}");
  REQUIRE(brace);
  CHECK((brace->kind == TemplateProblem::Kind::open_brace && brace->line == 3));
  const auto bytes = problem_in("\xC3\x28");
  REQUIRE(bytes);
  CHECK((bytes->kind == TemplateProblem::Kind::not_utf8 && bytes->line == 1));
  CHECK_FALSE(problem_in(""));
  const auto twice = problem_in("[words]\nnot_met = not met\nmet = met\nnot_met = failed\n");
  REQUIRE(twice);
  CHECK((twice->kind == TemplateProblem::Kind::word_twice && twice->line == 4));
}

TEST_CASE("the default templates of letters are right, and have every part") {
  for (const bool english : {false, true}) {
    const auto letter = report::default_letter(english);
    CHECK_FALSE(letter.own);
    std::size_t parts = 0;
    for (const auto& line : letter.lines) parts += std::holds_alternative<report::LetterBlock>(line.content) ? 1 : 0;
    CHECK(parts == report::block_names(english).size());
  }
}
