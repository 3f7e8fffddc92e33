#include "interpreter/cli/policy_arguments.hpp"

#include <algorithm>
#include <filesystem>

#include "interpreter/cli/policy_files.hpp"

namespace cepol::cli {

namespace fs = std::filesystem;

std::vector<PolicyArgument> policy_arguments(const std::vector<std::string>& given, const Io& io) {
  std::vector<PolicyArgument> arguments;
  for (const std::string& one : given) arguments.push_back({one, find_folder(one, io)});
  return arguments;
}

std::vector<VersionFile> versions_of(const PolicyArgument& argument) {
  return argument.folder ? versions_in(*argument.folder) : std::vector<VersionFile>();
}

std::vector<std::string> files_below(const PolicyArgument& argument, const Io& io) {
  if (!argument.folder) return {find_policy(argument.given, io)};
  std::vector<std::string> files;
  for (const auto& entry :
       fs::recursive_directory_iterator(*argument.folder, fs::directory_options::skip_permission_denied))
    if (entry.path().extension() == ".cepol" && entry.is_regular_file()) files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace cepol::cli
