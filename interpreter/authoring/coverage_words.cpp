// The table of labels by kind of point.
#include "interpreter/authoring/coverage_words.hpp"

#include <algorithm>

namespace cepol::authoring {

const std::array<PointLabels, 10> point_kinds{
    {{PointKind::decision_case, "情形", "cases", "case", "得出它", "it is what comes out"},
     {PointKind::requirement, "要求", "requirements", "requirement", "适用它", "it applies"},
     {PointKind::waiver, "减免", "waivers", "waiver", "适用它", "it applies"},
     {PointKind::source, "计入的来源", "sources", "source", "有一行由它计入", "it counts a row"},
     {PointKind::limit, "限额", "limits", "limit", "有超出它的", "something exceeds it"},
     {PointKind::table_row, "对照表的行", "table rows", "table row", "取到它的值", "it gives the value"},
     {PointKind::branch, "若则的分支", "branches", "branch", "走到这一支", "it is taken"},
     {PointKind::definition, "定义", "definitions", "definition", "算到它", "it is computed"},
     {PointKind::option, "读法", "options of readings", "option of a reading", "按它理解并且用到",
      "it is chosen and matters"},
     {PointKind::condition, "条件", "conditions", "condition", "", ""}}};

const PointLabels& labels_of(PointKind kind) {
  return *std::find_if(point_kinds.begin(), point_kinds.end(),
                       [&](const PointLabels& one) { return one.kind == kind; });
}

std::string_view partial_condition_text(const Point& point, bool english) {
  if (point.kind != PointKind::condition || point.held == point.failed) return {};
  if (point.held) return english ? "only seen to hold" : "只见过成立";
  return english ? "only seen to fail" : "只见过不成立";
}

std::string label_of(const Point& point, bool english) {
  if (point.text.empty() || point.text == point.owner) return point.owner;
  return point.owner + (english ? ": " : "：") + point.text;
}

}  // namespace cepol::authoring
