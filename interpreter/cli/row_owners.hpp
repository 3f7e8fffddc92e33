// Child tables of which it is not known whose their rows are, for the most part or altogether.
#pragma once

#include "interpreter/cli/io.hpp"
#include "interpreter/data/dataset.hpp"

namespace cepol::cli {

// False: no row of a table finds an owner, or too many rows may be anybody's; what stands there is printed on io.err.
bool accept_row_owners(const core::Program& program, const data::Dataset& data, const Io& io);

}  // namespace cepol::cli
