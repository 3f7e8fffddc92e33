// Loads policies through the open texts.
#include "interpreter/service/analyses.hpp"

#include <algorithm>

#include "interpreter/engines/engines.hpp"
#include "interpreter/files/path.hpp"
#include "interpreter/service/policy_view.hpp"
#include "interpreter/workspace/load.hpp"
#include "interpreter/workspace/versions.hpp"

namespace cepol::service {

Analysis::Analysis(std::unique_ptr<workspace::Policy> policy, Language language)
    : policy_(std::move(policy)), view_(view_of(*policy_, language)) {}

const services::Names& Analysis::names() {
  if (!names_) names_ = std::make_unique<services::Names>(view_);
  return *names_;
}

const std::vector<services::Finding>& Analysis::findings() {
  if (!findings_) findings_ = std::make_unique<std::vector<services::Finding>>(services::findings(view_));
  return *findings_;
}

const authoring::Coverage& Analysis::coverage() { return *coverage_unless({}); }

const authoring::Coverage* Analysis::coverage_unless(const std::function<bool()>& stop) {
  if (!coverage_)
    if (auto made = authoring::coverage_unless(policy_->as_checked(), engines::for_examples(), stop))
      coverage_ = std::make_unique<authoring::Coverage>(std::move(*made));
  return coverage_.get();
}

Analyses::Analyses(const workspace::Workspace& workspace, Language language)
    : given_(workspace.files),
      files_(static_cast<const files::Files&>(given_)),
      workspace_{files_, workspace.library, workspace.policies},
      language_(language) {}

Analysis& Analyses::of(const std::string& path) {
  std::unique_ptr<Analysis>& made = made_[path];
  if (!made) {
    made = std::make_unique<Analysis>(workspace::load(workspace_, path, earlier_[path]), language_);
    earlier_.erase(path);
  }
  return *made;
}

std::vector<std::string> Analyses::made_from(const std::string& path) const {
  std::vector<std::string> found;
  for (const auto& [file, analysis] : made_) {
    bool uses = file == path;
    const Sources& sources = analysis->policy().sources;
    for (std::uint32_t i = 0; i < sources.size() && !uses; ++i) uses = sources[SourceId{i}].name == path;
    // A file that was not found may be this one.
    for (const Diagnostic& problem : analysis->policy().problems.list)
      uses = uses || problem.code == Code::module_not_found || problem.code == Code::amends_not_found ||
             problem.code == Code::amended_broken;
    if (uses) found.push_back(file);
  }
  return found;
}

void Analyses::forget(const std::string& path) {
  // At once, before the next is made: it then gets the memory that this one had, which is still in the caches.
  for (const std::string& file : made_from(path)) {
    earlier_[file] = made_.at(file)->take_trees();
    made_.erase(file);
  }
}

void Analyses::put(const Document& document) {
  files_.put(document.path, {document.source, &document.source->text});
  forget(document.path);
}

void Analyses::remove(const Document& document) {
  files_.remove(document.path);
  forget(document.path);
}

void Analyses::give(const std::string& path, std::shared_ptr<const std::string> text) {
  if (text)
    given_.put(path, std::move(text));
  else
    given_.remove(path);
}

std::optional<std::string> Analyses::earlier_version(const std::string& path) {
  if (const workspace::Policy& policy = of(path).policy(); !policy.amends.empty()) {
    for (std::uint32_t i = 0; i < policy.sources.size(); ++i)
      if (const std::string& name = policy.sources[SourceId{i}].name; name.ends_with("/" + policy.amends + ".cepol"))
        return name;
    return std::nullopt;
  }
  const auto versions = workspace::versions_in(files_, std::string(files::path::parent(path)));
  const auto own = std::find_if(versions.begin(), versions.end(),
                                [&](const workspace::VersionFile& one) { return one.file == path; });
  std::optional<std::string> found;
  for (const workspace::VersionFile& one : versions)  // by first day
    if (own != versions.end() && one.family == own->family && one.from && own->from && *one.from < *own->from)
      found = one.file;
  return found;
}

std::string Analyses::absolute(const std::string& name) const {
  if (files::path::is_absolute(name)) return name;
  return files_.resolve(name).value_or(name);
}

std::unique_ptr<workspace::Policy> Analyses::tried(const std::string& path,
                                                   const std::map<std::string, std::string>& texts) const {
  const files::Files& below = files_;
  workspace::OverlayFiles files(below);
  for (const auto& [name, text] : texts) files.put(name, std::make_shared<const std::string>(text));
  return workspace::load({files, workspace_.library, workspace_.policies}, path);
}

void Analyses::forget_all() { made_.clear(); }

void Analyses::set_language(Language language) {
  if (language == language_) return;
  language_ = language;
  made_.clear();
}

std::vector<std::string> Analyses::policies_below(const std::vector<std::string>& folders) const {
  std::vector<std::string> found, open(folders.rbegin(), folders.rend());
  while (!open.empty() && found.size() < most_files) {
    const std::string folder = open.back();
    open.pop_back();
    std::string why;
    for (const std::string& name : files_.list(folder, why).value_or(std::vector<std::string>())) {
      if (name.starts_with('.') || name == "node_modules" || name == "build") continue;
      const std::string path = files::path::join(folder, name);
      const files::FileKind kind = files_.kind(path);
      if (kind == files::FileKind::folder && std::count(path.begin(), path.end(), '/') < 24) open.push_back(path);
      if (kind == files::FileKind::regular && name.ends_with(".cepol") && found.size() < most_files)
        found.push_back(path);
    }
  }
  return found;
}

}  // namespace cepol::service
