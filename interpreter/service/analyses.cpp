// Loads policies through the open texts.
#include "interpreter/service/analyses.hpp"

#include <algorithm>

#include "interpreter/files/path.hpp"
#include "interpreter/service/policy_view.hpp"
#include "interpreter/workspace/load.hpp"

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

Analyses::Analyses(const workspace::Workspace& workspace, Language language)
    : files_(workspace.files), workspace_{files_, workspace.library, workspace.policies}, language_(language) {}

Analysis& Analyses::of(const std::string& path) {
  std::unique_ptr<Analysis>& made = made_[path];
  if (!made) made = std::make_unique<Analysis>(workspace::load(workspace_, path), language_);
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
  for (const std::string& file : made_from(path)) made_.erase(file);
}

void Analyses::put(const Document& document) {
  files_.put(document.path, {document.source, &document.source->text});
  forget(document.path);
}

void Analyses::remove(const Document& document) {
  files_.remove(document.path);
  forget(document.path);
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
