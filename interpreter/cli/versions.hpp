// Messages about the versions of a policy in one folder: which is used, when each applies.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/cli/io.hpp"
#include "interpreter/workspace/versions.hpp"

namespace cepol::cli {

// The file of the version that applies on a date (2017-05-20; empty: not given), or nullopt; prints on io.err which it
// is, or why there is not exactly one.
std::optional<std::string> version_on(const std::string& folder, const std::string& on, const Io& io);
// When each version applies, and the gaps and overlaps between those of one family; `findings` counts these.
std::string timeline(const std::vector<workspace::VersionFile>& versions, const Io& io, std::size_t& findings);

}  // namespace cepol::cli
