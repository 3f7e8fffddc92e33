// The number at the start of a line. Only lang/notice includes this.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cepol::notice {

enum class Level : std::uint8_t { annex, chapter, part, item, point };  // 附件1 / 一、 第一条 / （一） / 1. / （1）
constexpr std::size_t levels = 5;

struct Mark {
  Level level;
  std::string label;        // as a path names it: 附件2, 三, 第十二条, (五), 2
  int number = 0;           // 0: an annex without one
  std::size_t length = 0;   // bytes of it in the line
  char32_t kind = 0;        // tells 第一章 from 第一条, which are numbered apart
  bool annex_list = false;  // 附件：1. … 2. …: the list of annexes at a notice's end
  bool plain = true;        // cannot well be the middle of a sentence
};

// `line` has half-width signs and digits and no blanks around it.
std::optional<Mark> mark_of(std::string_view line);

}  // namespace cepol::notice
