// Texts of values and results in the language of the policy: values with their units, statuses, names of blanks,
// citations.
#pragma once

#include <string>

#include "interpreter/engine/engine.hpp"

namespace cepol::explain {

struct Phrasebook {  // picks between the two languages; punctuation and common phrases
  bool english = false;
  std::string_view operator()(std::string_view zh, std::string_view en) const { return english ? en : zh; }
  std::string list(const std::vector<std::string>& parts) const;     // a、b
  std::string clauses(const std::vector<std::string>& parts) const;  // a；b
  std::string quoted(std::string_view text) const { return "“" + std::string(text) + "”"; }
  std::string year(std::int64_t year) const { return std::to_string(year) + (english ? "" : "年"); }
  std::string bracketed(const std::string& text) const { return english ? " (" + text + ")" : "（" + text + "）"; }
  std::string row(std::uint32_t number) const {
    return english ? "row " + std::to_string(number) : "第" + std::to_string(number) + "行";
  }
};

std::string status_word(engine::Status status, bool english);                            // 待定, 未规定, ...
std::string value_text(const core::Program& program, const engine::ResultValue& value);  // without its unit
std::string outcome_text(const core::Program& program, const engine::Outcome& outcome,
                         bool english);  // a figure without value: ""
// A set of values with its unit: 2016, 至少130学时, 男 / 女, 任何文字.
std::string set_text(const core::Program& program, const data::Dataset& data, const core::Type& type,
                     const engine::ValueSet& value);
// A value with its label: 应修170学时 (label 应修学时), 结果：合格.
std::string figure(const core::Program& program, const data::Dataset& data, const std::string& label,
                   const core::Type& type, const engine::ValueSet& value);
std::string figure(const core::Program& program, const std::string& label, const engine::ResultValue& value);
std::string cited(const core::Program& program, const std::vector<core::ClauseId>& clauses,
                  bool english);  // （§三(一)、§四(二)）
std::string failure_text(const engine::Outcome& outcome, bool english);

}  // namespace cepol::explain
