// Resolves policy arguments to files and folders.
#include "interpreter/cli/policy_arguments.hpp"

#include <algorithm>
#include <filesystem>

#include "interpreter/files/path.hpp"
#include "interpreter/workspace/locate.hpp"

namespace cepol::cli {

namespace fs = std::filesystem;

namespace {

// A link to a file that is not below the folder: the user did not name that file.
bool leads_out(const fs::directory_entry& entry, const fs::path& folder) {
  std::error_code error;
  if (!entry.is_symlink(error)) return false;
  const fs::path target = fs::canonical(entry.path(), error), root = fs::canonical(folder, error);
  return error || !files::path::is_within(target.string(), root.string());
}

}  // namespace

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
    if (entry.path().extension() == ".cepol" && entry.is_regular_file() && !leads_out(entry, *argument.folder))
      files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace cepol::cli
