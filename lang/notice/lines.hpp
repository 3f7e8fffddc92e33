// A line of a notice, and what its words tell of where a sentence ends. Only lang/notice includes this.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "lang/notice/marks.hpp"

namespace cepol::notice {

struct Line {
  std::string_view text;  // without blanks and Markdown signs around it
  bool heading = false;   // a Markdown heading
  bool table = false;     // a row of a table
  std::uint32_t begin = 0, end = 0;
};
Line line_of(std::string_view raw);

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> ends);
bool ends_sentence(std::string_view text);  // 。 or 。” or 。） or ：
bool has_punctuation(std::string_view text);

// The number is spoken of: 按照第 | （三）项的规定, 一等奖和 | 二、三等奖. `before`: the line above, without blanks
// around it; `rest`: what stands behind the number.
bool spoken_of(std::string_view before, const Mark& mark, std::string_view rest);

}  // namespace cepol::notice
