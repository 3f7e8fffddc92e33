// The policy arguments of a command line: files, or folders that contain policies.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/cli/io.hpp"
#include "interpreter/workspace/versions.hpp"

namespace cepol::cli {

struct PolicyArgument {
  std::string given;                  // as typed
  std::optional<std::string> folder;  // where it names a folder
};
std::vector<PolicyArgument> policy_arguments(const std::vector<std::string>& given, const Io& io);

// The policies directly in the folder that an argument names; none for a file.
std::vector<workspace::VersionFile> versions_of(const PolicyArgument& argument, const Io& io);

// The policies and modules that an argument names: the file itself, or all below the folder, sorted by path,
// without links that lead out of it: fmt would write there.
std::vector<std::string> files_below(const PolicyArgument& argument, const Io& io);

}  // namespace cepol::cli
