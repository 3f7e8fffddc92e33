// What `cepol eval` says of the data when the results are written. Each is empty where there is nothing to say.
#pragma once

#include <string>

#include "interpreter/cli/inputs.hpp"

namespace cepol::cli {

// Of the rows whose member is blank, which may belong to any member.
std::string unknown_members(const Inputs& inputs, const core::Quota& quota, const Io& io);
// How many faults there are, and where they are listed.
std::string bad_rows_summary(const Inputs& inputs, bool to_terminal, const Io& io);
// What was done to texts before they were compared.
std::string changed_texts(const Inputs& inputs, const Io& io);

}  // namespace cepol::cli
