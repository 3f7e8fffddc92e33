// The words for points of coverage, in the terminal and on the page.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "interpreter/authoring/coverage.hpp"

namespace cepol::authoring {

struct PointLabels {
  PointKind kind;
  std::string_view zh, en;                  // plural: 情形, cases
  std::string_view one_en;                  // singular; in Chinese the same
  std::string_view reached_zh, reached_en;  // what reaching it means; empty: has words of its own
};
extern const std::array<PointLabels, 10> point_kinds;  // in the order of the report
const PointLabels& labels_of(PointKind kind);

// For a condition that only held or only failed: 只见过成立; otherwise empty.
std::string_view seen_one_way(const Point& point, bool english);
// The declaration and the text of a point: 职业资格考试：每年 不超过 1 次.
std::string label_of(const Point& point, bool english);

}  // namespace cepol::authoring
