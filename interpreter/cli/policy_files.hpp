// Files of policies: read, and found where they may lie.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "interpreter/cli/io.hpp"

namespace cepol::cli {

// The text of a file without BOM; nullopt and `why` when it cannot be read. More than the parser takes is not read.
std::optional<std::string> text_of_file(const std::string& path, std::string& why);
// A file below `root`, links followed; nullopt: there is none. `outside`: it is there but lies elsewhere.
std::optional<std::filesystem::path> file_below(const std::filesystem::path& root, const std::string& name,
                                                bool& outside);
std::filesystem::path folder_of(const std::string& file);
// `use cn / 「学时」` as a path: without blanks and quotes.
std::string path_of_use(const std::string& use);
// A file; with its ending left out; or a short name among the policies.
std::string find_policy(const std::string& given, const Io& io);
// A folder with policies in it; likewise.
std::optional<std::string> find_folder(const std::string& given, const Io& io);

}  // namespace cepol::cli
