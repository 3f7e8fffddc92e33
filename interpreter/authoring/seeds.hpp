// Seeds of the search for boundaries: the examples, and records derived from them by changing one cell or the option of
// one reading at a time. Each seed evaluates a threshold that no earlier seed evaluated.
#pragma once

#include <optional>

#include "interpreter/authoring/thresholds.hpp"
#include "interpreter/authoring/trial_record.hpp"
#include "interpreter/authoring/trial_values.hpp"

namespace cepol::authoring {

struct Seed {
  std::size_t base;            // an index into the bases
  ChangedCells cells;          // that differ from the base
  semantics::Example example;  // with these cells, and its own readings
  TrialResult trial;
};

// One example for each table with decisions that no example expects. Its data are those of an example with a row of the
// table, else generated: a row of the table and of each table related to it, with the first member of every enumeration
// and the number 1. It expects the results that these data give.
std::vector<semantics::Example> synthesized_examples(const semantics::Checked& checked, engine::LoadedProgram& loaded);

// An example with a row of the table and of those related to it, each cell with the first value that it may have, and
// what the policy gives for it; nullopt: nothing is decided of the table.
std::optional<semantics::Example> example_of(const semantics::Checked& checked, engine::LoadedProgram& loaded,
                                             core::TableId table);

// `bases`: in the order of preference; those that cannot be read or do not hold are not used.
std::vector<Seed> find_seeds(engine::LoadedProgram& loaded, const std::vector<semantics::Example>& bases,
                             const Thresholds& thresholds, const TrialValues& values);

}  // namespace cepol::authoring
