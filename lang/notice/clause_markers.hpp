// Clause markers: the numbers at the start of lines that may open a clause. A marker has a level, a number and a label;
// whether it opens a clause is decided in notice.cpp. Only lang/notice includes this header.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cepol::notice {

// 附件1 / 一、 第一条 Article 3 / （一） / 1. / （1）. The depth of a nested marker ((a), A., 1.1) depends on the lists
// that are open before it.
enum class Level : std::uint8_t { annex, chapter, part, item, point, nested };

struct ClauseMarker {
  Level level;
  std::string label;            // its part of a clause path: 附件2, 三, 第十二条, (五), 2
  int number = 0;               // 0: an annex without a number
  std::size_t length = 0;       // bytes in the line
  char32_t kind = 0;            // separates markers of one level that are numbered independently: 第一章, 第一条
  bool annex_list = false;      // 附件：1. … 2. …: the list of annexes at a notice's end
  bool plain = true;            // unlikely in the middle of a sentence
  bool large = false;           // four digits or more: a year unless the list has reached about half of it
  bool english = false;         // opens a clause only at the start of a paragraph
  std::vector<int> parts = {};  // of 1.1.2
};

// Values of ClauseMarker::kind for nested markers; markers of other levels use a character of their keyword.
namespace kinds {
constexpr char32_t letter = 'a', roman = 'i', capital = 'A', capital_roman = 'I';  // in brackets: (a) (i) (A) (I)
constexpr char32_t heading = 'H', roman_heading = 'R';                             // A. I.
constexpr char32_t decimal = '1';                                                  // 1.1
constexpr char32_t lettered = 'L';                                                 // A.1, A.1.2
}  // namespace kinds
inline bool in_brackets(const ClauseMarker& marker) {
  return marker.kind == kinds::letter || marker.kind == kinds::roman || marker.kind == kinds::capital ||
         marker.kind == kinds::capital_roman;
}

inline bool is_article(const ClauseMarker& marker) {
  return marker.level == Level::chapter && marker.label.starts_with("第");
}
// 第一节 and the like: numbering restarts in each 第…章.
inline bool counted_apart(const ClauseMarker& marker) { return is_article(marker) && !marker.label.ends_with("条"); }

// `line`: half-width, without outer blanks.
std::optional<ClauseMarker> marker_of(std::string_view line);
// Article 3, Sec. 4, § 4, Rule 5, Part II.
std::optional<ClauseMarker> heading_marker_of(std::string_view line);
// 4 Title: a number and a title without a full stop between them.
std::optional<ClauseMarker> bare_marker_of(std::string_view line);
// A.1 Title, A.1.2 Title: only told, or opened where it is written as a heading.
std::optional<ClauseMarker> lettered_marker_of(std::string_view line);
// The possible readings of (a), (i), (A), A., I., 1.1: (i) may be the ninth letter or the first Roman number.
std::vector<ClauseMarker> nested_markers_of(std::string_view line);
// The label of the next marker in its list: (j) or (ii) after (i).
std::string label_after(const ClauseMarker& marker);

// The number of leading blanks.
inline std::size_t blanks(std::string_view text) { return std::min(text.find_first_not_of(" \t"), text.size()); }

}  // namespace cepol::notice
