// The columnar engine: decides many rows at once, by a plan of columns of values (plan.hpp).
//
// What a plan does not tell of a row (a cell that is not known matters, something fails) the reference engine decides;
// so do calls for single rows and coverage. Results are the same.
#pragma once

#include "interpreter/engine/engine.hpp"

namespace cepol::columnar {

const engine::EngineKind& engine_kind();

// How many rows an engine of this kind has decided by a plan. For tests and measurements.
std::uint64_t rows_decided(const engine::Engine& engine);

}  // namespace cepol::columnar
