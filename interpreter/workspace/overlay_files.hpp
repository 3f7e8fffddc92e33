// Files in which some texts stand in place of what is stored: those that an editor has open, or that were handed over.
// A folder with such a text is there, also where nothing is stored.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>

#include "interpreter/files/files.hpp"

namespace cepol::workspace {

class OverlayFiles final : public files::Files {
 public:
  explicit OverlayFiles(const files::Files& below) : below_(below) {}

  // `path`: absolute, or any name of a text that is stored nowhere. The text is not copied.
  void put(const std::string& path, std::shared_ptr<const std::string> text);
  void remove(const std::string& path);

  files::FileKind kind(const std::string& path) const override;
  std::unique_ptr<files::Reader> open(const std::string& path, std::string& why) const override;
  std::unique_ptr<files::Reader> open_resolved(const std::string& path, std::string& why) const override;
  std::optional<std::vector<std::string>> list(const std::string& folder, std::string& why) const override;
  std::unique_ptr<files::Reader> new_workbook(files::Reader& bytes, std::string& why) const override;
  std::optional<std::string> resolve(const std::string& path) const override;

 private:
  // Of the texts in the folder and in those below it: their names, and those of the folders.
  std::set<std::string> names_in(const std::string& folder) const;
  const std::shared_ptr<const std::string>* find(const std::string& path) const;

  const files::Files& below_;
  std::map<std::string, std::shared_ptr<const std::string>> texts_;  // by path, as given and with links resolved
  std::map<std::string, std::string> resolved_;                      // of the paths given
};

}  // namespace cepol::workspace
