// Labels of coverage points in Chinese and English, for the terminal report and the coverage page.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "interpreter/authoring/coverage.hpp"

namespace cepol::authoring {

struct PointLabels {
  PointKind kind;
  std::string_view zh, en;  // plural: 情形, cases
  std::string_view one_en;  // singular; in Chinese the same
  // Completes "Add an example in which ..."; empty for a condition, which has its own message.
  std::string_view reached_zh, reached_en;
};
extern const std::array<PointLabels, 10> point_kinds;  // in the order of the report
const PointLabels& labels_of(PointKind kind);

// For a condition that only held or only failed, a text that reports this: 只见过成立; otherwise empty.
std::string_view partial_condition_text(const Point& point, bool english);
// The declaration and the text of a point: 职业资格考试：每年 不超过 1 次.
std::string label_of(const Point& point, bool english);

}  // namespace cepol::authoring
