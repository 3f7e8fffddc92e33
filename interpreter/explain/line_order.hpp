// What the lines of an account are, which of them decided, and how many are listed. Only interpreter/explain includes
// this header.
#pragma once

#include "interpreter/explain/explain.hpp"

namespace cepol::explain {

LineRole role_of(core::StepKind kind);
LineKind kind_of(core::StepKind kind);
void fold_tried(ExplanationLine& line, bool any);
// What is opened below a line that is folded is opened where it is first told without unfolding, if it is; other lines
// of the same definition refer to that.
void place_openings(const core::Program& program, ExplanationLine& top);
// The first lines of very many, and a line that says how many there are more.
constexpr std::size_t most_listed = 20;
void cut_list(const core::Program& program, std::vector<ExplanationLine>& rows);

}  // namespace cepol::explain
