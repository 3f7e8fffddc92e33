// Finds the files of policies, modules and notices by name, and reads their text.
#pragma once

#include <optional>
#include <string>

#include "interpreter/workspace/named_files.hpp"
#include "interpreter/workspace/workspace.hpp"

namespace cepol::workspace {

// The text of a file that the user named, without BOM; nullopt and `why` (the error message of the system) when it
// cannot be read. At most a little more than the parser accepts is read: enough for the parser to report the file as
// too large.
std::optional<std::string> read_text(const files::Files& files, const std::string& path, std::string& why);

// The folder that a file is in; "." for a bare file name.
std::string folder_of(const std::string& file);
// The path in `use cn / 「学时」`, without blanks and quotes: cn/学时.
std::string path_of_use(const std::string& use);

// Resolves what a user gave as a policy: a file, a file without its extension .cepol, or a short name in one of
// Workspace::policies. Returned unchanged when there is no such file.
std::string find_policy(const Workspace& workspace, const std::string& given);
// Likewise a folder of policies; nullopt when it is no folder, or a file has that name.
std::optional<std::string> find_folder(const Workspace& workspace, const std::string& given);
// The policy with that path, for an amendment in `folder`: searched beside the amendment (by the whole path, then by
// its last part), in the folder above, then in Workspace::policies. The file must declare that path.
struct BasePolicy {
  NamedFile file;           // not found: why the best candidate is none
  std::string shown, text;  // the path for messages
  std::string why;          // the file cannot be read, in both languages
};
BasePolicy find_base(const Workspace& workspace, const std::string& path, const std::string& folder);

}  // namespace cepol::workspace
