// Records to start from when thresholds are looked for: the examples, and what is reached from them by changing a cell,
// or the option of a reading, at a time, as long as it goes through a threshold that nothing before went through.
#pragma once

#include "interpreter/authoring/thresholds.hpp"
#include "interpreter/authoring/trial_record.hpp"
#include "interpreter/authoring/trial_values.hpp"

namespace cepol::authoring {

struct Start {
  std::size_t base;            // an index into the bases
  ChangedCells cells;          // what differs from that
  semantics::Example example;  // with these cells, and readings of its own
  Tried tried;
};

// For each table that has decisions which no example expects anything of: an example's data, or, where none has such a
// row, made-up data: a row of it and of each table that belongs to it, with the first of every choice and single
// numbers. What is expected of those decisions is what comes out.
std::vector<semantics::Example> made_up(const semantics::Checked& checked, engine::LoadedProgram& loaded);

// `bases`: in the order of preference; those that cannot be read or do not hold are of no use.
std::vector<Start> starts_from(engine::LoadedProgram& loaded, const std::vector<semantics::Example>& bases,
                               const Thresholds& thresholds, const TrialValues& values);

}  // namespace cepol::authoring
