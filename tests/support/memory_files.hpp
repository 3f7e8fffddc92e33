// Files in memory: paths are relative to "/" or absolute, folders exist by their files.
#pragma once

#include <algorithm>
#include <cstring>
#include <map>
#include <string>
#include <utility>

#include "interpreter/files/files.hpp"
#include "interpreter/files/path.hpp"

namespace cepol::test {

class MemoryReader final : public files::Reader {
 public:
  explicit MemoryReader(const std::string& text) : text_(text) {}
  std::size_t read(char* space, std::size_t size) override {
    const std::size_t count = std::min(size, text_.size() - at_);
    std::memcpy(space, text_.data() + at_, count);
    at_ += count;
    return count;
  }
  bool seek(std::size_t byte) override {
    at_ = std::min(byte, text_.size());
    return true;
  }
  std::string error() const override { return {}; }
  std::size_t size() const override { return text_.size(); }

 private:
  const std::string& text_;
  std::size_t at_ = 0;
};

class MemoryFiles final : public files::Files {
 public:
  void write(const std::string& path, std::string text) { texts_[absolute(path)] = std::move(text); }
  // A symbolic link to a file.
  void link(const std::string& path, const std::string& target) { links_[absolute(path)] = absolute(target); }

  files::FileKind kind(const std::string& path) const override {
    const std::string file = target(path);
    if (texts_.contains(file)) return files::FileKind::regular;
    const std::string below = file == "/" ? file : file + "/";
    const auto first = texts_.lower_bound(below);
    return first != texts_.end() && first->first.starts_with(below) ? files::FileKind::folder
                                                                    : files::FileKind::missing;
  }
  std::unique_ptr<files::Reader> open(const std::string& path, std::string& why) const override {
    const auto found = texts_.find(target(path));
    if (found != texts_.end()) return std::make_unique<MemoryReader>(found->second);
    why = "No such file or directory";
    return nullptr;
  }
  std::optional<std::vector<std::string>> list(const std::string& folder, std::string& why) const override {
    if (kind(folder) != files::FileKind::folder) {
      why = "No such file or directory";
      return std::nullopt;
    }
    const std::string below = files::path::join(target(folder), "");
    std::vector<std::string> names;
    for (auto at = texts_.lower_bound(below); at != texts_.end() && at->first.starts_with(below); ++at) {
      const std::string rest = at->first.substr(below.size());
      std::string name = rest.substr(0, rest.find('/'));
      if (names.empty() || names.back() != name) names.push_back(std::move(name));
    }
    return names;
  }
  std::optional<std::string> resolve(const std::string& path) const override {
    if (kind(path) == files::FileKind::missing) return std::nullopt;
    return target(path);
  }

 private:
  static std::string absolute(const std::string& path) { return files::path::normal(files::path::join("/", path)); }
  std::string target(const std::string& path) const {
    const std::string file = absolute(path);
    const auto link = links_.find(file);
    return link == links_.end() ? file : link->second;
  }

  std::map<std::string, std::string> texts_, links_;
};

}  // namespace cepol::test
