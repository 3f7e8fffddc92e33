// The reference engine: one record at a time, and complete: what it calls undetermined is (within its search bound).
// Explanations are made with it, and every other engine is tested against it.
//
// It computes with sets: a set holds the values that an expression may have, given what is known of the data. On
// complete data every set has one element and this is ordinary evaluation; where a cell is blank the set is a sound
// over-estimate (interval arithmetic, three-valued logic). What the sets leave open is settled by splitting the blanks
// that matter until each outcome is certain or refuted (case_splitter.hpp).
#pragma once

#include "interpreter/engine/engine.hpp"

namespace cepol::reference {

struct ProgramInfo;

const engine::EngineKind& engine_kind();
// As it prepares a program, where what it works out of the program is there already.
std::unique_ptr<const engine::PreparedProgram> prepared(const core::Program& program,
                                                        std::shared_ptr<const ProgramInfo> info);

}  // namespace cepol::reference
