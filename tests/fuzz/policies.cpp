#include "tests/fuzz/policies.hpp"

#include <algorithm>
#include <deque>
#include <filesystem>
#include <map>

#include "lang/check/check.hpp"
#include "lang/core/digest.hpp"
#include "lang/semantics/header.hpp"
#include "tests/support/files.hpp"

namespace cepol::fuzz {

namespace {

struct LibraryModule {
  SourceId source;
  syntax::Parsed parsed;
  std::vector<semantics::Use> uses;
};
struct Library {
  Sources sources;
  std::map<std::string, LibraryModule> modules;  // by path: cn/people

  Library() {
    const std::filesystem::path root = std::filesystem::path(CEPOL_ROOT) / "stdlib";
    std::map<std::string, std::string> texts;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root))
      if (entry.path().extension() == ".cepol")
        texts[entry.path().lexically_relative(root).replace_extension().generic_string()] = test::text_of(entry.path());
    for (auto& [path, text] : texts) {
      LibraryModule& module = modules[path];
      module.source = sources.add({path + ".cepol", std::move(text)});
      module.parsed = syntax::parse(sources, module.source);
      module.uses = semantics::uses_of(module.parsed.tree);
    }
  }
};

const Library& library() {
  static const Library read;
  return read;
}

void add_modules(const std::vector<semantics::Use>& uses, std::vector<semantics::Module>& modules) {
  for (const semantics::Use& use : uses) {
    const auto found = library().modules.find(use.path);
    if (found == library().modules.end() ||
        std::any_of(modules.begin(), modules.end(), [&](const auto& one) { return one.path == use.path; }))
      continue;
    add_modules(found->second.uses, modules);
    modules.push_back({use.path, found->second.source, &found->second.parsed});
  }
}

}  // namespace

std::string CheckedText::errors() const {
  std::string text;
  for (const Problems* problems : {&parsed.problems, &checked.problems})
    for (const Diagnostic& one : problems->list)
      if (severity_of(one.code) == Severity::error) text += render(one, sources, Language::en);
  return text;
}

std::unique_ptr<CheckedText> check_text(std::string text, std::optional<std::string_view> notice) {
  auto policy = std::make_unique<CheckedText>();
  policy->sources = library().sources;
  const SourceId id = policy->sources.add({"test.cepol", std::move(text)});
  policy->parsed = syntax::parse(policy->sources, id);
  add_modules(semantics::uses_of(policy->parsed.tree), policy->modules);
  policy->modules.push_back({"test", id, &policy->parsed});
  if (notice) {
    const SourceId of_notice = policy->sources.add({"notice.txt", std::string(*notice)});
    policy->notice = notice::read(policy->sources[of_notice]);
    policy->notice->source = of_notice;
  }
  policy->checked = check::check(policy->sources, policy->modules, policy->notice ? &*policy->notice : nullptr);
  return policy;
}

std::vector<std::uint64_t> sorted_digests(const core::Program& program) {
  std::vector<core::Member> readings;
  for (const core::Reading& reading : program.readings.nodes) readings.push_back(reading.default_option);
  std::vector<std::uint64_t> digests = core::digests_of(program, readings);
  std::sort(digests.begin(), digests.end());
  return digests;
}

void add_library(files::MemoryFiles& files, const std::string& folder) {
  files.add_folder(folder);
  for (const auto& [path, module] : library().modules)
    files.write(folder + "/" + path + ".cepol", library().sources[module.source].text);
}

}  // namespace cepol::fuzz
