// Several versions of a policy in one folder, and which of them applies when.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/cli/io.hpp"
#include "lang/base/date.hpp"

namespace cepol::cli {

struct VersionFile {
  std::string file, path, family;  // policies/nmg/2017.cepol, nmg/2017, nmg
  std::string amends;              // empty: nothing
  // When it applies. A policy that another of the folder amends applies until the day before the other begins.
  std::optional<Day> from, to;
  std::optional<Day> said_to;  // what the policy itself says, where an amendment ends it before
  bool ended_by_amendment = false;
};

// The policies of a folder (not of folders in it), by family and first day.
std::vector<VersionFile> versions_in(const std::string& folder);
// The file of the version that applies on a date, which is said on io.err; nullopt: none or several, said likewise.
std::optional<std::string> version_on(const std::string& folder, const std::string& on, const Io& io);
// When each version applies, and the gaps and overlaps between those of one family; how many of these.
std::string timeline(const std::vector<VersionFile>& versions, const Io& io, std::size_t& findings);

}  // namespace cepol::cli
