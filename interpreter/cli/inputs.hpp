// The inputs of a calculation (eval, explain, diff): a policy without errors, the chosen options of its readings, the
// data.
#pragma once

#include <optional>

#include "interpreter/cli/load.hpp"
#include "interpreter/cli/options.hpp"
#include "interpreter/cli/word_map.hpp"
#include "interpreter/engines/engines.hpp"
#include "interpreter/files/read.hpp"

namespace cepol::cli {

struct Inputs {
  std::unique_ptr<Policy> policy;
  engine::Options options;
  data::Dataset data;
  std::vector<std::string> paths;  // that the data were read from
  data::Assumptions assumptions;
  const engine::EngineKind* engine = &engines::standard();
};

// nullopt: an input is rejected; the reason is printed on io.err.
std::optional<Inputs> read_inputs(const InputOptions& options, const Io& io);
// Of --map; without it an empty one. nullopt: the reason is printed on io.err.
std::optional<WordMap> read_map(const DataOptions& known, const Io& io);
// The data that were read, unless these are results, or a table cannot be read, or what is `known` of
// them does not fit, as of a table without records that is not said to be empty: results would be wrong. nullopt: the
// reason is printed on io.err.
std::optional<data::Dataset> accept_data(const core::Program& program, files::Read read, const DataOptions& known,
                                         const Io& io);
// The option of each reading: the defaults, replaced by those of `chosen` (NAME=OPTION). False: the
// reason is printed on io.err.
bool choose_readings(const core::Program& program, const std::vector<std::string>& chosen,
                     std::vector<core::Member>& options, const Io& io);

}  // namespace cepol::cli
