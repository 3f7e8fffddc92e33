// The wording of letters, from a text file that the office writes:
//
//   # a title   ## a heading      at the begin of a line
//   {姓名}                        what stands in that column of the data; {通知} {主键} {日期} …, or what the clerk
//   gives.
//                                 A line with one that is blank is left out.
//   [结论]                        alone on a line: a part that cepol writes (LetterBlock)
//   [措辞]                        and below it, up to a blank line: not_met = not met, words for names of the policy
//   # without a blank behind it, and all else, is text; {{ is a brace
//
// A heading over nothing but empty parts is left out.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace cepol::report {

enum class LetterBlock : std::uint8_t {
#define LETTER_BLOCK(name, zh, en) name,
#include "interpreter/report/letter_blocks.def"
#undef LETTER_BLOCK
};

struct TemplatePiece {  // of a line of text
  std::string text;
  bool is_name = false;  // in braces
};
struct TemplateLine {
  std::size_t number = 0;  // in its file, from 1
  int heading = 0;         // 1, 2; 0: none
  std::variant<std::vector<TemplatePiece>, LetterBlock> content;
};
struct LetterTemplate {
  std::vector<TemplateLine> lines;
  bool own = false;                               // not the default: every name in it must be known
  std::map<std::string, std::string> words = {};  // for names of the policy
};

struct TemplateProblem {
  enum class Kind : std::uint8_t { not_utf8, unknown_block, open_brace, no_word, word_twice } kind;
  std::size_t line = 0;
  std::string name = {};
};
struct ParsedTemplate {
  LetterTemplate letter;
  std::optional<TemplateProblem> problem;
};
ParsedTemplate parse_letter_template(std::string_view text);

// The template where the office has none, in the policy's language.
LetterTemplate default_letter(bool english);
// The names of all blocks, as they are written.
std::vector<std::string> block_names(bool english);

}  // namespace cepol::report
