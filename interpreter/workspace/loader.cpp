// Loader: depth-first resolution of modules, notices and amended policies. A module is appended after those it uses;
// cycles and too long chains of amendments are reported.
#include "interpreter/workspace/loader.hpp"

#include <algorithm>

#include "interpreter/files/path.hpp"
#include "lang/check/check.hpp"

#include "lang/base/text.hpp"

namespace cepol::workspace {

namespace path = files::path;

namespace {

constexpr std::size_t max_amendments = 40;  // in one chain, each amending the next

// Why a notice's text cannot be used, in both languages; empty when it can.
std::string fault_of_notice(const std::string& text) {
  const auto bad = invalid_utf8(text);
  if (!bad) return {};
  const std::string byte = std::to_string(*bad);
  return in_both("第 " + byte + " 个字节处不是 UTF-8 文字", "not UTF-8 at byte " + byte);
}

void append(Problems& to, const Problems& problems) {
  to.list.insert(to.list.end(), problems.list.begin(), problems.list.end());
}

}  // namespace

const syntax::Parsed& Loader::parse(Source source, SourceId& id) {
  const auto known = earlier_.find(source.name);
  const std::size_t place = named_so_[source.name]++;
  const bool has_earlier = known != earlier_.end() && place < known->second.size();
  id = policy_.sources.add(std::move(source));
  return policy_.parsed.emplace_back(syntax::parse(policy_.sources, id, has_earlier ? &known->second[place] : nullptr));
}

std::optional<Version> Loader::load(const std::string& file, std::string text) {
  const std::string folder = folder_of(file);
  SourceId source;
  const syntax::Parsed* parsed = &parse({file, std::move(text)}, source);
  Version version;
  version.path = semantics::path_of(parsed->tree);
  std::optional<CheckedBase> base;
  if (const auto amends = semantics::amended_by(parsed->tree)) {
    amending_.push_back(workspace_.files.resolve(file).value_or(file));
    base = load_base(*amends, folder);
    amending_.pop_back();
    if (!base || parsed->problems.any_error() || policy_.problems.any_error()) return std::nullopt;
    parsed = compose(*base, parsed->tree, folder, file, source);
    if (parsed == nullptr) return std::nullopt;
  }
  add_modules(parsed->tree, folder, version);
  version.modules.push_back({file, source, parsed});
  add_notices(parsed->tree, folder, base ? &base->version : nullptr, version);
  return version;
}

// The policy that is amended, checked; nullopt: a problem was reported.
std::optional<Loader::CheckedBase> Loader::load_base(const semantics::Use& amends, const std::string& folder) {
  const std::string name = path_of_use(amends.path);
  BasePolicy found = find_base(workspace_, name, folder);
  if (!found.file.found() || !found.why.empty()) {
    report_named(policy_.problems, found.file, amends.span, name, found.why);
    return std::nullopt;
  }
  if (std::find(amending_.begin(), amending_.end(), found.file.path()) != amending_.end()) {
    policy_.problems.add(Code::amends_cycle, amends.span, {name});
    return std::nullopt;
  }
  if (amending_.size() > max_amendments) {
    policy_.problems.add(Code::amends_too_long, amends.span, {std::to_string(max_amendments)});
    return std::nullopt;
  }
  return checked_base(std::move(found), amends);
}

std::optional<Loader::CheckedBase> Loader::checked_base(BasePolicy found, const semantics::Use& amends) {
  const std::string name = path_of_use(amends.path), &file = found.shown;
  auto version = load(file, std::move(found.text));
  if (!version) {
    policy_.problems.add(Code::amended_broken, amends.span, {name, file});
    return std::nullopt;
  }
  CheckedBase base{std::move(*version), {}};
  base.checked = check::check(policy_.sources, base.version.modules, base.version.notice, base.version.others);
  const bool misread = std::any_of(base.version.modules.begin(), base.version.modules.end(),
                                   [](const semantics::Module& module) { return module.parsed->problems.any_error(); });
  if (!misread && !base.checked.problems.any_error()) return base;
  policy_.problems.add(Code::amended_broken, amends.span, {name, file});
  if (!misread)
    for (const Diagnostic& problem : base.checked.problems.list)
      if (severity_of(problem.code) == Severity::error) policy_.problems.list.push_back(problem);
  return std::nullopt;
}

// Applies the amendment. The composed text becomes a source of its own; null: a problem was reported.
const syntax::Parsed* Loader::compose(const CheckedBase& base, const syntax::Tree& amendment, const std::string& folder,
                                      const std::string& file, SourceId& source) {
  const Version& version = base.version;
  const auto own_folder = workspace_.files.resolve(folder);
  std::vector<amend::NoticeFile> notices;
  for (const Version::FoundNotice& notice : version.notice_files)
    notices.push_back({own_folder ? path::relative(notice.file.path(), *own_folder) : notice.file.path(),
                       notice.policy.empty() ? version.path : notice.policy});
  amend::ComposedPolicy composed =
      amend::amend(policy_.sources, {version.path, &version.modules, &base.checked}, amendment, notices);
  append(policy_.problems, composed.problems);
  policy_.amends = version.path;
  for (std::size_t i = 0; i + 1 < version.modules.size(); ++i)
    policy_.base_modules.insert(version.modules[i].source.index);
  policy_.operations = std::move(composed.operations);
  if (composed.text.empty()) return nullptr;
  parse({file, std::move(composed.text), std::move(composed.pieces)}, source);
  syntax::Parsed& parsed = policy_.parsed.back();
  amend::move_to_amendment(policy_.sources, source, amendment.span(amendment.root).source, parsed.problems);
  return &parsed;
}

// Adds all modules that are used, directly or by other modules, each after those that it uses itself. Depth first with
// an explicit stack, since chains of uses may be of any length.
void Loader::add_modules(const syntax::Tree& tree, const std::string& folder, Version& version) {
  std::set<std::string> added;
  std::vector<OpenModule> open;
  open.push_back({nullptr, semantics::uses_of(tree)});
  while (!open.empty()) {
    OpenModule& last = open.back();
    if (last.next < last.uses.size()) {
      Module* module = module_of(last.uses[last.next++], folder, added);
      if (module == nullptr) continue;
      module->loading = true;
      open.push_back({module, semantics::uses_of(module->parsed->tree)});
      continue;
    }
    if (last.module != nullptr) {
      last.module->loading = false;
      version.modules.push_back({last.module->name, last.module->source, last.module->parsed});
    }
    open.pop_back();
  }
}

// The module that a use names, parsed, from the standard library or else from the policy's folder. Null: it was added
// already, or cannot be read, which was reported.
Loader::Module* Loader::module_of(const semantics::Use& use, const std::string& folder, std::set<std::string>& added) {
  const std::string name = path_of_use(use.path);
  const std::string& library = workspace_.library;
  NamedFile file = find_named(workspace_.files, NamedBy::module, library, name + ".cepol");
  const bool own = file.state() == Located::missing;
  if (own) file = find_named(workspace_.files, NamedBy::module, folder, name + ".cepol");
  const auto report = [&](const std::string& why) -> Module* {
    report_named(policy_.problems, file, use.span, name, why);
    return nullptr;
  };
  if (!file.found()) return report({});
  const auto known = modules_.find(file.path());
  if (known == modules_.end()) {
    std::string why;
    auto text = read_named(workspace_.files, file, why);
    if (!text) return report(why);
    Module module;
    const std::string shown = path::normal(path::join(own ? folder : library, name + ".cepol"));
    module.parsed = &parse({shown, std::move(*text)}, module.source);
    module.name = name;
    added.insert(file.path());
    return &modules_.emplace(file.path(), std::move(module)).first->second;
  }
  if (known->second.loading) {
    policy_.problems.add(Code::module_cycle, use.span, {name});
    return nullptr;
  }
  return added.insert(file.path()).second ? &known->second : nullptr;
}

// The file of a notice: a policy's own notice is in its folder. That of another policy (`as PATH`) is in this one's
// folder, or is what that policy itself has as its notice.
NamedFile Loader::notice_file(const semantics::NoticeName& name, const std::string& folder, const Version* base) const {
  NamedFile below = find_named(workspace_.files, NamedBy::notice, folder, name.name);
  if (below.found() || name.path.empty()) return below;
  if (base != nullptr)
    for (const Version::FoundNotice& known : base->notice_files)
      if ((known.policy.empty() ? base->path : known.policy) == name.path) return known.file;
  return notice_of_policy(name, folder).value_or(below);
}

// Of a policy that was printed whole (`notice "../nmg/2017.txt" as nmg/2017`): the policy nmg/2017 is looked for as an
// amended one is, and its own notice must be the file that is named.
std::optional<NamedFile> Loader::notice_of_policy(const semantics::NoticeName& name, const std::string& folder) const {
  const auto named = workspace_.files.resolve(path::join(folder, name.name));
  if (!named) return std::nullopt;
  const BasePolicy other = find_base(workspace_, path_of_use(name.path), folder);
  if (!other.file.found() || !other.why.empty()) return std::nullopt;
  Sources alone;
  const SourceId id = alone.add({other.shown, other.text});
  const syntax::Parsed parsed = syntax::parse(alone, id);
  for (const semantics::NoticeName& own : semantics::notices_of(parsed.tree)) {
    NamedFile file = find_named(workspace_.files, NamedBy::notice, folder_of(other.file.path()), own.name);
    if (file.found() && own.path.empty() && file.path() == *named) return file;
  }
  return std::nullopt;
}

void Loader::add_notices(const syntax::Tree& tree, const std::string& folder, const Version* base, Version& version) {
  for (const semantics::NoticeName& name : semantics::notices_of(tree)) {
    const NamedFile file = notice_file(name, folder, base);
    std::string why;
    auto text = read_named(workspace_.files, file, why);
    if (text) why = fault_of_notice(*text);
    if (!text || !why.empty()) {
      report_named(policy_.problems, file, name.span, name.name, file.found() ? why : std::string());
      continue;
    }
    const SourceId id = policy_.sources.add({path::normal(path::join(folder, name.name)), std::move(*text)});
    notice::Notice& notice = policy_.notices.emplace_back(notice::read(policy_.sources[id]));
    notice.source = id;
    version.notice_files.push_back({file, name.path});
    if (name.path.empty())
      version.notice = &notice;
    else
      version.others.push_back({name.path, &notice});
  }
}

}  // namespace cepol::workspace
