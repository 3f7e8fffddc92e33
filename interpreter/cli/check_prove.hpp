// `cepol check --prove`: what holds for every possible person, as text.
#pragma once

#include <string>

#include "interpreter/cli/load.hpp"

namespace cepol::cli {

// Why this build cannot prove; empty: it can.
std::string cannot_prove(const Io& io);
// Of a policy without errors. Adds to `findings` what was refuted, what is without effect, and what was not proved.
std::string proof_text(const Policy& policy, const Io& io, std::size_t& findings);

}  // namespace cepol::cli
