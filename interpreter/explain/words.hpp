// Values, blanks and the tool's own words, as people read them.
#pragma once

#include <string>

#include "interpreter/reference/evaluator.hpp"

namespace cepol::explain {

struct Words {  // of the policy's language
  bool english = false;
  std::string_view operator()(std::string_view zh, std::string_view en) const { return english ? en : zh; }
};

std::string status_word(results::Status status, bool english);           // 待定, 未规定, ...
std::string value_text(const core::Program& program, const results::Value& value);             // without unit
std::string outcome_text(const core::Program& program, const results::Outcome& outcome, bool english);  // a figure without value: ""
std::string with_unit(const core::Program& program, const core::Type& type, std::string number);
// A set of values as "2016", "2016 至 2018", "男 / 女", "任何文字".
std::string set_text(const core::Program& program, const core::Type& type, const reference::Value& value, bool english);
// 出生年月, or of another table: 学习.学时
std::string blank_name(const core::Program& program, core::TableId of, const results::Cell& cell);
std::string cited(const core::Program& program, const std::vector<core::ClauseId>& clauses, bool english);  // （§三(一)、§四(二)）
std::string failure_text(const results::Outcome& outcome, bool english);

}  // namespace cepol::explain
