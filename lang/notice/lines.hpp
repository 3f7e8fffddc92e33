// A line of a notice without its Markdown signs, and tests for sentence ends and references in it. Only lang/notice
// includes this.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "lang/notice/clause_markers.hpp"

namespace cepol::notice {

struct NoticeLine {
  std::string_view text;  // without blanks and Markdown signs around it
  bool heading = false;   // a Markdown heading
  bool table = false;     // a row of a table
  bool signs = false;     // nothing but Markdown signs: a rule, an item without text
  std::uint32_t begin = 0, end = 0;
};
NoticeLine line_of(std::string_view raw);

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> ends);
bool ends_sentence(std::string_view text);  // 。 or 。” or 。） or ：
bool has_punctuation(std::string_view text);

// The number refers to a clause or is part of an enumeration rather than opening a clause: 按照第 | （三）项的规定,
// 一等奖和 | 二、三等奖. `before`: the line above without outer blanks; `rest`: the line after the number.
bool is_reference(std::string_view before, const ClauseMarker& marker, std::string_view rest);

}  // namespace cepol::notice
