// What eval and explain have in common: a good policy, chosen readings, data.
#pragma once

#include <optional>

#include "interpreter/cli/arguments.hpp"
#include "interpreter/cli/load.hpp"
#include "interpreter/engines/engines.hpp"
#include "interpreter/files/read.hpp"

namespace cepol::cli {

struct Inputs {
  std::unique_ptr<Policy> policy;
  engine::Options options;
  data::Dataset data;
  const engine::EngineKind* engine = &engines::standard();
};

// nullopt: something cannot be used, and was said on io.err.
std::optional<Inputs> read_inputs(const Arguments& arguments, const Io& io);
// What was read, when results may rest on it: a table that cannot be read would make them wrong. nullopt: said on
// io.err.
std::optional<data::Dataset> usable(files::Read read, const Io& io);
// A table without rows may be meant so, or its file forgotten: it is said, since results rest on it.
void tell_empty_tables(const core::Program& program, const data::Dataset& data, const Io& io);
// The derivation of one row, as `explain` prints it; nullopt: no such row, or several.
std::optional<std::string> explained_text(const Inputs& inputs, const std::string& key);
// The option of each reading: the defaults, with NAME=OPTION put in place. False: said on io.err.
bool choose_readings(const core::Program& program, const std::vector<std::string>& chosen,
                     std::vector<core::Member>& options, const Io& io);

}  // namespace cepol::cli
