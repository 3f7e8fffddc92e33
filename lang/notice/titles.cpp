// is_title(): clauses that are nothing but the heading of those that follow.
#include <algorithm>
#include <array>

#include "lang/base/text.hpp"
#include "lang/notice/notice.hpp"

namespace cepol::notice {

namespace {

constexpr std::size_t longest_title = 30, longest_title_en = 60;  // characters

// Marks of a sentence, and of what a rule would be read from: a title has none of them.
constexpr std::array<std::string_view, 28> says_something{"。", "；", "：", "，", "？", "！", ".",  ";", ":", "?",
                                                          "!",  ",",  "0",  "1",  "2",  "3",  "4",  "5", "6", "7",
                                                          "8",  "9",  "%",  "％", "两", "须", "应", "不"};
constexpr std::string_view numerals = "一二三四五六七八九十百";
constexpr std::array<std::string_view, 6> verbs_en{" must ", " shall ", " may ", " is ", " are ", " not "};

bool is_heading_text(std::string_view text) {
  const auto has = [&](std::string_view part) { return text.find(part) != std::string_view::npos; };
  if (text.empty()) return true;  // the number alone
  if (has("\n") || std::any_of(says_something.begin(), says_something.end(), has)) return false;
  if (std::any_of(verbs_en.begin(), verbs_en.end(), has)) return false;
  std::size_t characters = 0;
  bool wide = false;
  for (std::size_t at = 0; at < text.size(); ++characters) {
    const std::size_t length = code_point_at(text, at).length;
    if (numerals.find(text.substr(at, length)) != std::string_view::npos) return false;
    wide = wide || length > 2;
    at += length;
  }
  return characters <= (wide ? longest_title : longest_title_en);
}

// 第二章, 第一章第二节, Chapter2, PartII: what follows belongs to it, whatever its own depth.
bool names_a_part(std::string_view path) {
  for (std::string_view mark : {"章", "节", "编"})
    if (path.ends_with(mark)) return true;
  return path.starts_with("Chapter") || path.starts_with("Part");
}

}  // namespace

bool is_title(const Notice& notice, std::size_t index) {
  const Clause& clause = notice.clauses[index];
  if (index + 1 == notice.clauses.size() || clause.path == preamble || !is_heading_text(trimmed(clause.text)))
    return false;
  return names_a_part(clause.path) || notice.clauses[index + 1].depth > clause.depth;
}

}  // namespace cepol::notice
