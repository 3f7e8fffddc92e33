#include "interpreter/cli/load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <map>
#include <memory>

namespace cepol::cli {

namespace fs = std::filesystem;

namespace {

// The text of a file without BOM; nullopt and `why` when it cannot be read. More than the parser takes is not read.
std::optional<std::string> text_of_file(const std::string& path, std::string& why) {
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) {
    why = std::strerror(errno);
    return std::nullopt;
  }
  std::string text(syntax::max_file_size + 2, '\0');
  const std::size_t length = std::fread(text.data(), 1, text.size(), file);
  const bool failed = std::ferror(file) != 0;
  if (failed) why = std::strerror(errno);
  std::fclose(file);
  if (failed) return std::nullopt;
  text.resize(length);
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  return text;
}

class Loader {
 public:
  Loader(Policy& policy, const Io& io, fs::path folder) : policy_(policy), io_(io), folder_(std::move(folder)) {}

  // Loads a file and, before it, what it uses.
  bool load(const std::string& path, const std::string& name) {
    std::string why;
    auto text = text_of_file(path, why);
    if (!text) {
      io_.message(fmt::format("{}{}{}\n", path, io_.say("：", ": "), why));
      return false;
    }
    const SourceId id = policy_.sources.add({path, std::move(*text)});
    policy_.parsed.push_back(syntax::parse(policy_.sources, id));
    const syntax::Parsed& parsed = policy_.parsed.back();
    loading_.push_back(name);
    for (const semantics::Use& use : semantics::uses_of(parsed.tree)) load_used(use);
    loading_.pop_back();
    policy_.modules.push_back({name, id, &parsed});
    loaded_[name] = true;
    return true;
  }

 private:
  void load_used(const semantics::Use& use) {
    if (loaded_.count(use.path) != 0) return;
    if (std::find(loading_.begin(), loading_.end(), use.path) != loading_.end()) {
      policy_.problems.add(Code::module_cycle, use.span, {use.path});
      return;
    }
    for (const fs::path& root : {fs::path(io_.library), folder_}) {
      std::error_code error;
      const fs::path file = fs::weakly_canonical(root / (use.path + ".cepol"), error);
      if (error || !fs::is_regular_file(file, error)) continue;
      const fs::path inside = fs::weakly_canonical(root, error);
      const auto [end, rest] = std::mismatch(inside.begin(), inside.end(), file.begin(), file.end());
      if (end != inside.end()) {
        policy_.problems.add(Code::module_outside, use.span, {use.path});
        return;
      }
      load(file.string(), use.path);
      return;
    }
    policy_.problems.add(Code::module_not_found, use.span, {use.path});
    loaded_[use.path] = false;
  }

  Policy& policy_;
  const Io& io_;
  fs::path folder_;
  std::map<std::string, bool> loaded_;
  std::vector<std::string> loading_;
};

}  // namespace

std::unique_ptr<Policy> load(const std::string& given, const Io& io) {
  auto policy = std::make_unique<Policy>();
  std::string path = given;
  std::error_code error;
  if (!fs::exists(path, error) && fs::exists(path + ".cepol", error)) path += ".cepol";
  if (fs::is_directory(path, error)) {
    io.message(fmt::format("{}{}\n", path, io.say("：是文件夹，请给出政策文件（.cepol）", ": is a folder; name a policy file (.cepol)")));
    return policy;
  }
  const fs::path folder = fs::path(path).parent_path().empty() ? fs::path(".") : fs::path(path).parent_path();
  Loader loader(*policy, io, folder);
  if (!loader.load(path, path)) return policy;
  policy->readable = true;
  const syntax::Parsed& main = policy->parsed.front();
  if (const auto name = semantics::notice_of(main.tree)) {
    std::string why;
    const fs::path file = folder / name->name;
    const bool beside = fs::path(name->name).filename() == fs::path(name->name);
    auto text = beside ? text_of_file(file.string(), why) : std::nullopt;
    if (text) {
      const SourceId id = policy->sources.add({file.string(), std::move(*text)});
      policy->notice = notice::read(policy->sources[id]);
    } else {
      policy->problems.add(Code::notice_not_found, name->span, {name->name});
    }
  }
  bool syntax_good = true;
  for (const syntax::Parsed& parsed : policy->parsed) {
    syntax_good = syntax_good && !parsed.problems.any_error();
    policy->problems.list.insert(policy->problems.list.end(), parsed.problems.list.begin(), parsed.problems.list.end());
  }
  // With broken syntax the rest is still checked, but only what it says of parts that could be read is of use.
  policy->checked = semantics::check(policy->sources, policy->modules, policy->notice ? &*policy->notice : nullptr);
  auto& found = policy->checked.problems.list;
  if (!syntax_good)
    std::erase_if(found, [](const Diagnostic& one) { return severity_of(one.code) == Severity::warning; });
  policy->problems.list.insert(policy->problems.list.end(), found.begin(), found.end());
  std::stable_sort(policy->problems.list.begin(), policy->problems.list.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::pair(a.span.source.index, a.span.begin) < std::pair(b.span.source.index, b.span.begin);
  });
  return policy;
}

std::size_t print_problems(const Policy& policy, const Io& io) {
  std::size_t errors = 0;
  for (const Diagnostic& problem : policy.problems.list) {
    io.message(render(problem, policy.sources, io.language, io.colour_err));
    if (severity_of(problem.code) == Severity::error) ++errors;
  }
  return errors;
}

}  // namespace cepol::cli
