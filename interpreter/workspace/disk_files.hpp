// Files on disk: the only code below the command line that opens files.
#pragma once

#include "interpreter/files/files.hpp"

namespace cepol::workspace {

class DiskFiles final : public files::Files {
 public:
  files::FileKind kind(const std::string& path) const override;
  std::unique_ptr<files::Reader> open(const std::string& path, std::string& why) const override;
  std::unique_ptr<files::Reader> open_resolved(const std::string& path, std::string& why) const override;
  std::optional<std::vector<std::string>> list(const std::string& folder, std::string& why) const override;
  std::optional<std::string> resolve(const std::string& path) const override;
};
// The only instance, which has no state.
const DiskFiles& disk_files();

}  // namespace cepol::workspace
