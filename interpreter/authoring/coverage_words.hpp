// How the points that examples reach are called, in the terminal and on the page.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "interpreter/authoring/coverage.hpp"

namespace cepol::authoring {

struct KindWords {
  PointKind kind;
  std::string_view zh, en;                  // of several: 情形, cases
  std::string_view one_en;                  // of one; in Chinese the same
  std::string_view reached_zh, reached_en;  // when an example reaches it; empty: said otherwise
};
extern const std::array<KindWords, 10> point_kinds;  // in the order in which they are told
const KindWords& words_of(PointKind kind);

// Of a condition that was seen one way only: 只见过成立; otherwise empty.
std::string_view seen_one_way(const Point& point, bool english);
// A point by its declaration and its own text: 职业资格考试：每年 不超过 1 次.
std::string label_of(const Point& point, bool english);

}  // namespace cepol::authoring
