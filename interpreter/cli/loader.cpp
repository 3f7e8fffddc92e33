#include "interpreter/cli/loader.hpp"

#include <algorithm>

#include "interpreter/cli/policy_files.hpp"
#include "lang/base/text.hpp"
#include "lang/check/check.hpp"

namespace cepol::cli {

namespace fs = std::filesystem;

namespace {
constexpr std::size_t max_files = 600;  // of modules, policies and notices together

// Why a notice's text cannot be used, in both languages; "" when it can.
std::string wrong_with(const std::string& text) {
  if (text.size() > syntax::max_file_size) {
    const std::string most = std::to_string(syntax::max_file_size);
    return "超过上限 " + most + " 字节" + between_spellings + "it has more than " + most + " bytes";
  }
  if (const auto bad = invalid_utf8(text)) {
    const std::string byte = std::to_string(*bad);
    return "第 " + byte + " 个字节处不是 UTF-8 文字" + between_spellings + "not UTF-8 at byte " + byte;
  }
  return {};
}
}  // namespace

Loader::Loader(Policy& policy, const Io& io) : policy_(policy), io_(io) {
  policy_.sources.nodes.reserve(max_files);  // a tree points into its source: sources must not move
}

const syntax::Parsed& Loader::parse(Source source, SourceId& id) {
  id = policy_.sources.add(std::move(source));
  policy_.parsed.push_back(syntax::parse(policy_.sources, id));
  return policy_.parsed.back();
}

std::optional<Version> Loader::load(const std::string& file, std::string& why) {
  auto text = text_of_file(file, why);
  if (!text) return std::nullopt;
  const fs::path folder = folder_of(file);
  SourceId source;
  const syntax::Parsed* parsed = &parse({file, std::move(*text)}, source);
  Version version;
  version.path = semantics::path_of(parsed->tree);
  const auto amends = semantics::amended_by(parsed->tree);
  std::optional<Version> base;
  if (amends) {
    std::error_code error;
    amending_.push_back(fs::canonical(file, error).string());
    base = load_base(*amends, folder);
    amending_.pop_back();
    if (!base || parsed->problems.any_error() || policy_.problems.any_error()) return std::nullopt;
    parsed = make_amended(*base, parsed->tree, folder, file, source);
    if (parsed == nullptr) return std::nullopt;
  }
  std::set<std::string> taken;
  add_modules(parsed->tree, folder, version, taken);
  version.modules.push_back({file, source, parsed});
  read_notices(parsed->tree, folder, base ? &*base : nullptr, version);
  return version;
}

// The policy that is amended, checked; reported where it cannot be had or has errors.
std::optional<Version> Loader::load_base(const semantics::Use& amends, const fs::path& folder) {
  const std::string path = path_of_use(amends.path);
  const auto file = find_base(path, folder);
  if (!file) {
    policy_.problems.add(Code::amends_not_found, amends.span, {path});
    return std::nullopt;
  }
  std::error_code error;
  if (std::find(amending_.begin(), amending_.end(), fs::canonical(*file, error).string()) != amending_.end()) {
    policy_.problems.add(Code::amends_cycle, amends.span, {path});
    return std::nullopt;
  }
  constexpr std::size_t longest = 40;
  if (amending_.size() > longest) {
    policy_.problems.add(Code::amends_too_long, amends.span, {std::to_string(longest)});
    return std::nullopt;
  }
  std::string why;
  auto base = load(*file, why);
  if (!base) {
    policy_.problems.add(Code::amended_broken, amends.span, {path, *file});
    return std::nullopt;
  }
  bases_.push_back(check::check(policy_.sources, base->modules, base->notice, base->others));
  const bool misread = std::any_of(base->modules.begin(), base->modules.end(),
                                   [](const semantics::Module& module) { return module.parsed->problems.any_error(); });
  if (misread || bases_.back().problems.any_error()) {
    policy_.problems.add(Code::amended_broken, amends.span, {path, *file});
    for (const Diagnostic& problem : bases_.back().problems.list)
      if (!misread && severity_of(problem.code) == Severity::error) policy_.problems.list.push_back(problem);
    return std::nullopt;
  }
  return base;
}

// The amended policy as a source of its own, parsed; null: reported.
const syntax::Parsed* Loader::make_amended(const Version& base, const syntax::Tree& amendment, const fs::path& folder,
                                           const std::string& file, SourceId& source) {
  std::vector<amend::NoticeFile> notices;
  std::error_code error;
  for (const Version::File& notice : base.notice_files) {
    const fs::path near = fs::relative(notice.file, folder, error);
    notices.push_back({(error ? notice.file : near).generic_string(), notice.path.empty() ? base.path : notice.path});
  }
  amend::Amended made = amend::amend(policy_.sources, {base.path, &base.modules, &bases_.back()}, amendment, notices);
  policy_.problems.list.insert(policy_.problems.list.end(), made.problems.list.begin(), made.problems.list.end());
  policy_.amends = base.path;
  for (std::size_t i = 0; i + 1 < base.modules.size(); ++i) policy_.base_modules.insert(base.modules[i].source.index);
  policy_.operations = std::move(made.operations);
  if (made.text.empty()) return nullptr;
  return &parse({file, std::move(made.text), std::move(made.pieces)}, source);
}

// By its path beside the amendment, above it, among the policies; or by the path's last part beside it. What is found
// must bear the path in its header.
std::optional<std::string> Loader::find_base(const std::string& path, const fs::path& folder) {
  std::vector<fs::path> candidates{folder / (path + ".cepol"), folder / (fs::path(path).filename().string() + ".cepol"),
                                   folder / ".." / (path + ".cepol")};
  for (const std::string& policies : io_.policies) candidates.push_back(fs::path(policies) / (path + ".cepol"));
  for (const fs::path& candidate : candidates) {
    std::error_code error;
    std::string why;
    if (!fs::is_regular_file(candidate, error)) continue;
    auto text = text_of_file(candidate.string(), why);
    if (!text) continue;
    Sources alone;
    const SourceId id = alone.add({candidate.string(), std::move(*text)});
    if (path_of_use(semantics::path_of(syntax::parse(alone, id).tree)) == path)
      return candidate.lexically_normal().string();
  }
  return std::nullopt;
}

// Modules come from the standard library or from the policy's folder; used ones stand before their users.
void Loader::add_modules(const syntax::Tree& tree, const fs::path& folder, Version& version,
                         std::set<std::string>& taken) {
  for (const semantics::Use& use : semantics::uses_of(tree)) {
    const std::string name = path_of_use(use.path);
    std::optional<fs::path> file;
    fs::path shown;
    for (const fs::path& root : {fs::path(io_.library), folder}) {
      bool outside = false;
      file = file_below(root, name + ".cepol", outside);
      shown = (root / (name + ".cepol")).lexically_normal();
      if (outside) policy_.problems.add(Code::module_outside, use.span, {name});
      if (file || outside) break;
      shown.clear();
    }
    if (!file) {
      if (shown.empty()) policy_.problems.add(Code::module_not_found, use.span, {name});
      continue;
    }
    Module& module = modules_[file->string()];
    if (module.loading) {
      policy_.problems.add(Code::module_cycle, use.span, {name});
      continue;
    }
    if (taken.count(file->string()) != 0) continue;
    if (module.parsed == nullptr) {
      std::string why;
      auto text = policy_.sources.size() + 1 < max_files ? text_of_file(file->string(), why) : std::nullopt;
      if (!text) {
        policy_.problems.add(Code::module_not_found, use.span, {name});
        modules_.erase(file->string());
        continue;
      }
      module.parsed = &parse({shown.string(), std::move(*text)}, module.source);
      module.name = name;
    }
    taken.insert(file->string());
    module.loading = true;
    add_modules(module.parsed->tree, folder, version, taken);
    module.loading = false;
    version.modules.push_back({module.name, module.source, module.parsed});
  }
}

// Its own notice lies beside the policy; those of policies that it amends where they were found, or where it says.
void Loader::read_notices(const syntax::Tree& tree, const fs::path& folder, const Version* base, Version& version) {
  for (const semantics::NoticeName& name : semantics::notices_of(tree)) {
    bool outside = false;
    std::optional<fs::path> file = file_below(folder, name.name, outside);
    std::error_code error;
    if (!name.path.empty() && !file) {
      if (base != nullptr)
        for (const Version::File& known : base->notice_files)
          if ((known.path.empty() ? base->path : known.path) == name.path) file = known.file;
      if (!file && fs::is_regular_file(folder / name.name, error)) file = fs::canonical(folder / name.name, error);
    }
    std::string why;
    auto text = file && policy_.sources.size() + 1 < max_files ? text_of_file(file->string(), why) : std::nullopt;
    if (!file) {
      policy_.problems.add(Code::notice_not_found, name.span, {name.name});
      continue;
    }
    if (const std::string wrong = text ? wrong_with(*text) : why; !text || !wrong.empty()) {
      policy_.problems.add(Code::notice_unreadable, name.span, {name.name, wrong});
      continue;
    }
    const SourceId id = policy_.sources.add({(folder / name.name).lexically_normal().string(), std::move(*text)});
    policy_.notices.push_back(notice::read(policy_.sources[id]));
    policy_.notices.back().source = id;
    version.notice_files.push_back({*file, name.path});
    if (name.path.empty())
      version.notice = &policy_.notices.back();
    else
      version.others.push_back({name.path, &policy_.notices.back()});
  }
}

}  // namespace cepol::cli
