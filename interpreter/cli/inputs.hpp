// The input of a calculation (eval, explain, diff): a policy without errors, the options of its readings, data.
#pragma once

#include <optional>

#include "interpreter/cli/load.hpp"
#include "interpreter/cli/options.hpp"
#include "interpreter/engines/engines.hpp"
#include "interpreter/files/read.hpp"

namespace cepol::cli {

struct Inputs {
  std::unique_ptr<Policy> policy;
  engine::Options options;
  data::Dataset data;
  const engine::EngineKind* engine = &engines::standard();
};

// nullopt: something cannot be used; io.err says what.
std::optional<Inputs> read_inputs(const InputOptions& options, const Io& io);
// The data, unless a table cannot be read: results without its rows would be wrong. nullopt: io.err says why.
std::optional<data::Dataset> usable(files::Read read, const Io& io);
// Lists the tables without rows on io.err: results depend on them, and a file may have been forgotten.
void report_empty_tables(const core::Program& program, const data::Dataset& data, const Io& io);
// The option of each reading: the defaults, replaced by those of `chosen` (NAME=OPTION). False: io.err says why.
bool choose_readings(const core::Program& program, const std::vector<std::string>& chosen,
                     std::vector<core::Member>& options, const Io& io);

}  // namespace cepol::cli
