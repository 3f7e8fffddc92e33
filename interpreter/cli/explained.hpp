// The output of `cepol explain` as text, for use by other subcommands.
#pragma once

#include <optional>
#include <string>

#include "interpreter/cli/inputs.hpp"
#include "interpreter/report/row_explanation.hpp"

namespace cepol::cli {

// What explanations need of a policy.
report::ToldWith told_with(const Policy& policy, bool all);

// nullopt: no row or more than one has the key.
std::optional<std::string> explained_text(const Inputs& inputs, const std::string& key, const Io& io);

}  // namespace cepol::cli
