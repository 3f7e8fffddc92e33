// The number at the start of a line. Only lang/notice includes this.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cepol::notice {

// 附件1 / 一、 第一条 Article 3 / （一） / 1. / （1）; nested: where it stands, its number tells and what is open.
enum class Level : std::uint8_t { annex, chapter, part, item, point, nested };

struct Mark {
  Level level;
  std::string label;            // as a path names it: 附件2, 三, 第十二条, (五), 2
  int number = 0;               // 0: an annex without one
  std::size_t length = 0;       // bytes of it in the line
  char32_t kind = 0;            // tells 第一章 from 第一条, which are numbered apart
  bool annex_list = false;      // 附件：1. … 2. …: the list of annexes at a notice's end
  bool plain = true;            // cannot well be the middle of a sentence
  bool large = false;           // of four digits or more: a year, unless the list has come near it
  bool english = false;         // opens a clause only at the start of a paragraph
  std::vector<int> parts = {};  // of 1.1.2
};

// Kinds of nested marks; of fixed ones the sign that tells Articles from Parts.
namespace kinds {
constexpr char32_t letter = 'a', roman = 'i', capital = 'A', capital_roman = 'I';  // in brackets: (a) (i) (A) (I)
constexpr char32_t heading = 'H', roman_heading = 'R';                             // A. I.
constexpr char32_t decimal = '1';                                                  // 1.1
}  // namespace kinds
inline bool in_brackets(const Mark& mark) {
  return mark.kind == kinds::letter || mark.kind == kinds::roman || mark.kind == kinds::capital ||
         mark.kind == kinds::capital_roman;
}

inline bool is_article(const Mark& mark) { return mark.level == Level::chapter && mark.label.starts_with("第"); }
// 第一节 under each 第…章: its numbers begin anew.
inline bool counted_apart(const Mark& mark) { return is_article(mark) && !mark.label.ends_with("条"); }

// `line` has half-width signs and digits and no blanks around it.
std::optional<Mark> mark_of(std::string_view line);
// Article 3, Sec. 4, § 4, Rule 5, Part II.
std::optional<Mark> heading_of(std::string_view line);
// (a), (i), (A), A., I., 1.1: what the line's number may be; (i) may be the ninth letter or the first Roman number.
std::vector<Mark> nested_marks_of(std::string_view line);
// The mark that comes after it in its list: (j) or (ii) after (i).
std::string label_after(const Mark& mark);

// Bytes of blanks at the beginning.
inline std::size_t blanks(std::string_view text) { return std::min(text.find_first_not_of(" \t"), text.size()); }

}  // namespace cepol::notice
