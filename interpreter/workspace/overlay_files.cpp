// Looks for a text by the path as it was given and as its links resolve; all else is asked below.
#include "interpreter/workspace/overlay_files.hpp"

#include <algorithm>
#include <cstring>

#include "interpreter/files/path.hpp"

namespace cepol::workspace {

namespace {

class TextReader final : public files::Reader {
 public:
  explicit TextReader(std::shared_ptr<const std::string> text) : text_(std::move(text)) {}
  std::size_t read(char* space, std::size_t size) override {
    const std::size_t count = std::min(size, text_->size() - at_);
    if (count > 0) std::memcpy(space, text_->data() + at_, count);
    at_ += count;
    return count;
  }
  bool seek(std::size_t byte) override {
    at_ = std::min(byte, text_->size());
    return true;
  }
  std::string error() const override { return {}; }
  std::size_t size() const override { return text_->size(); }

 private:
  std::shared_ptr<const std::string> text_;
  std::size_t at_ = 0;
};

}  // namespace

void OverlayFiles::put(const std::string& path, std::shared_ptr<const std::string> text) {
  const std::string name = files::path::normal(path);
  if (!resolved_.contains(name)) resolved_[name] = below_.resolve(name).value_or(name);
  texts_[name] = texts_[resolved_[name]] = std::move(text);
}

void OverlayFiles::remove(const std::string& path) {
  const auto known = resolved_.find(files::path::normal(path));
  if (known == resolved_.end()) return;
  texts_.erase(known->first);
  texts_.erase(known->second);
  resolved_.erase(known);
}

const std::shared_ptr<const std::string>* OverlayFiles::find(const std::string& path) const {
  if (texts_.empty()) return nullptr;
  const auto found = texts_.find(files::path::normal(path));
  return found == texts_.end() ? nullptr : &found->second;
}

std::set<std::string> OverlayFiles::names_in(const std::string& folder) const {
  std::set<std::string> names;
  std::string begin = files::path::normal(folder);
  if (!begin.ends_with('/')) begin += '/';
  for (auto text = texts_.lower_bound(begin); text != texts_.end() && text->first.starts_with(begin); ++text) {
    const std::string_view rest = std::string_view(text->first).substr(begin.size());
    names.emplace(rest.substr(0, rest.find('/')));
  }
  return names;
}

files::FileKind OverlayFiles::kind(const std::string& path) const {
  if (find(path) != nullptr) return files::FileKind::regular;
  const files::FileKind below = below_.kind(path);
  return below == files::FileKind::missing && !names_in(path).empty() ? files::FileKind::folder : below;
}

std::unique_ptr<files::Reader> OverlayFiles::open(const std::string& path, std::string& why) const {
  if (const auto* text = find(path)) return std::make_unique<TextReader>(*text);
  return below_.open(path, why);
}

std::unique_ptr<files::Reader> OverlayFiles::open_resolved(const std::string& path, std::string& why) const {
  if (const auto* text = find(path)) return std::make_unique<TextReader>(*text);
  return below_.open_resolved(path, why);
}

std::optional<std::vector<std::string>> OverlayFiles::list(const std::string& folder, std::string& why) const {
  auto below = below_.list(folder, why);
  const std::set<std::string> own = names_in(folder);
  if (own.empty()) return below;
  std::set<std::string> names(own);
  if (below) names.insert(below->begin(), below->end());
  return std::vector<std::string>(names.begin(), names.end());
}

std::unique_ptr<files::Reader> OverlayFiles::new_workbook(files::Reader& bytes, std::string& why) const {
  return below_.new_workbook(bytes, why);
}

std::optional<std::string> OverlayFiles::resolve(const std::string& path) const {
  if (auto below = below_.resolve(path)) return below;
  return find(path) != nullptr || !names_in(path).empty() ? std::optional(files::path::normal(path)) : std::nullopt;
}

}  // namespace cepol::workspace
