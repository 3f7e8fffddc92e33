// Resolves policy arguments to files and folders.
#include "interpreter/cli/policy_arguments.hpp"

#include <algorithm>
#include <filesystem>

#include "interpreter/workspace/locate.hpp"

namespace cepol::cli {

namespace fs = std::filesystem;

std::vector<PolicyArgument> policy_arguments(const std::vector<std::string>& given, const Io& io) {
  std::vector<PolicyArgument> arguments;
  for (const std::string& one : given) arguments.push_back({one, workspace::find_folder(workspace_of(io), one)});
  return arguments;
}

std::vector<workspace::VersionFile> versions_of(const PolicyArgument& argument, const Io& io) {
  if (!argument.folder) return {};
  return workspace::versions_in(*io.files, *argument.folder);
}

std::vector<std::string> files_below(const PolicyArgument& argument, const Io& io) {
  if (!argument.folder) return {workspace::find_policy(workspace_of(io), argument.given)};
  std::vector<std::string> files;
  for (const auto& entry :
       fs::recursive_directory_iterator(*argument.folder, fs::directory_options::skip_permission_denied))
    if (entry.path().extension() == ".cepol" && entry.is_regular_file()) files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace cepol::cli
