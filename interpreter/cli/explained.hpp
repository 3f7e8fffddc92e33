// The output of `cepol explain` as text, for use by other subcommands.
#pragma once

#include <optional>
#include <string>

#include "interpreter/cli/inputs.hpp"

namespace cepol::cli {

// nullopt: no row or more than one has the key.
std::optional<std::string> explained_text(const Inputs& inputs, const std::string& key);

}  // namespace cepol::cli
