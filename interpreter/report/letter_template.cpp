// Parses templates of letters; the default ones.
#include "interpreter/report/letter_template.hpp"

#include <algorithm>

#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"

namespace cepol::report {

namespace {

struct BlockName {
  LetterBlock block;
  std::string_view zh, en;
};
constexpr BlockName known_blocks[] = {
#define LETTER_BLOCK(name, zh, en) {LetterBlock::name, zh, en},
#include "interpreter/report/letter_blocks.def"
#undef LETTER_BLOCK
};

constexpr std::string_view default_zh = R"(# {通知}
# 结果告知书

{姓名}：
{单位}
编号：{主键}

根据《{通知}》，对您的情况审核的结果如下。

[结论]

[理由]

## 怎样计算
[计算]

## 还差什么，怎样补足
[还差]

## 依据的条款
[依据]

如有疑问，请联系：{联系}

{落款}
{日期}
)";

constexpr std::string_view default_en = R"(# {notice}
# Notice of the result

{name}
{unit}
No. {key}

Under “{notice}” the result of the review is as follows.

[results]

[reasons]

## How it was computed
[arithmetic]

## What is lacking, and how to make it up
[lacking]

## The clauses
[clauses]

Questions: {contact}

{office}
{day}
)";

bool read_pieces(std::string_view text, std::vector<TemplatePiece>& pieces) {
  std::string plain;
  while (!text.empty()) {
    if (text.starts_with("{{")) {
      plain += '{';
      text.remove_prefix(2);
    } else if (text.front() == '{') {
      const std::size_t end = text.find('}');
      if (end == std::string_view::npos) return false;
      if (!plain.empty()) pieces.push_back({plain, false});
      plain.clear();
      pieces.push_back({std::string(trimmed(text.substr(1, end - 1))), true});
      text.remove_prefix(end + 1);
    } else {
      plain += text.front();
      text.remove_prefix(1);
    }
  }
  if (!plain.empty()) pieces.push_back({plain, false});
  return true;
}

// not_met = not met
std::optional<TemplateProblem::Kind> read_words(std::string_view line, std::map<std::string, std::string>& words) {
  const std::size_t sign = line.find('=');
  if (sign == std::string_view::npos) return TemplateProblem::Kind::no_word;
  const std::string_view name = trimmed(line.substr(0, sign)), text = trimmed(line.substr(sign + 1));
  if (name.empty() || text.empty()) return TemplateProblem::Kind::no_word;
  if (!words.emplace(name, text).second) return TemplateProblem::Kind::word_twice;
  return std::nullopt;
}

std::optional<LetterBlock> block_named(std::string_view name) {
  for (const BlockName& one : known_blocks)
    if (comparable(name) == comparable(one.zh) || comparable(name) == one.en) return one.block;
  return std::nullopt;
}

}  // namespace

ParsedTemplate parse_letter_template(std::string_view text) {
  using Kind = TemplateProblem::Kind;
  ParsedTemplate parsed;
  parsed.letter.own = true;
  if (text.starts_with("\uFEFF")) text.remove_prefix(std::string_view("\uFEFF").size());
  std::size_t number = 0;
  bool words = false;  // below [措辞]
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    TemplateLine one{++number, 0, std::vector<TemplatePiece>()};
    if (invalid_utf8(line)) {
      parsed.problem = {Kind::not_utf8, number};
      return parsed;
    }
    if (words && !line.empty()) {
      if (const auto problem = read_words(line, parsed.letter.words)) {
        parsed.problem = {*problem, number, std::string(line)};
        return parsed;
      }
      continue;
    }
    words = false;
    if (line.starts_with('[') && line.ends_with(']')) {
      const std::string_view name = trimmed(line.substr(1, line.size() - 2));
      words = comparable(name) == "措辞" || comparable(name) == "words";
      if (words) continue;
      const auto block = block_named(name);
      if (!block) {
        parsed.problem = {Kind::unknown_block, number, std::string(name)};
        return parsed;
      }
      one.content = *block;
      parsed.letter.lines.push_back(std::move(one));
      continue;
    }
    for (const int level : {2, 1}) {
      const std::string mark = std::string(static_cast<std::size_t>(level), '#') + " ";
      if (one.heading > 0 || !line.starts_with(mark)) continue;
      one.heading = level;
      line = trimmed(line.substr(mark.size()));
    }
    if (!read_pieces(line, std::get<std::vector<TemplatePiece>>(one.content))) {
      parsed.problem = {Kind::open_brace, number};
      return parsed;
    }
    parsed.letter.lines.push_back(std::move(one));
  }
  return parsed;
}

LetterTemplate default_letter(bool english) {
  LetterTemplate letter = parse_letter_template(english ? default_en : default_zh).letter;
  letter.own = false;
  return letter;
}

std::vector<std::string> block_names(bool english) {
  std::vector<std::string> names;
  for (const BlockName& one : known_blocks) names.push_back("[" + std::string(english ? one.en : one.zh) + "]");
  return names;
}

}  // namespace cepol::report
