// What the lines of an account are, which of them decided, and how many are listed. Only interpreter/explain includes
// this header.
#pragma once

#include "interpreter/explain/explain.hpp"

namespace cepol::explain {

LineRole role_of(const core::Program& program, const core::Decision& decision, const core::Step& step);
// Years of which each has one step, a limit.
bool is_yearly_limit(const core::Program& program, const core::Step& step);
// The years of a condition that is `every(year …)`, which reasons name, are told where the condition is opened.
bool are_opened_years(const core::Program& program, const core::Step& step, const core::Step& above);
LineKind kind_of(core::StepKind kind);
// `last`: empty where it is no period.
std::string period(const std::string& first, const std::string& last, bool english);
void fold_tried(ExplanationLine& line, bool any);
// What is opened below a line that is folded is opened where it is first told without unfolding, if it is; other lines
// of the same definition refer to that.
void place_openings(const core::Program& program, ExplanationLine& top);
// The first lines of very many, and a line that says how many there are more.
constexpr std::size_t most_listed = 20;
void cut_list(const core::Program& program, std::vector<ExplanationLine>& rows);

}  // namespace cepol::explain
