#include "interpreter/cli/load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <map>

#include "interpreter/tables/read.hpp"
#include "lang/base/text.hpp"

namespace cepol::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t max_modules = 500;

// The text of a file without BOM; nullopt and `why` when it cannot be read. More than the parser takes is not read.
std::optional<std::string> text_of_file(const std::string& path, std::string& why) {
  std::error_code error;
  if (fs::is_directory(path, error)) {
    why = std::strerror(EISDIR);
    return std::nullopt;
  }
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) {
    why = std::strerror(errno);
    return std::nullopt;
  }
  std::string text(syntax::max_file_size + 4, '\0');
  const std::size_t length = std::fread(text.data(), 1, text.size(), file);
  const bool failed = std::ferror(file) != 0;
  if (failed) why = std::strerror(errno);
  std::fclose(file);
  if (failed) return std::nullopt;
  text.resize(length);
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  return text;
}

// A file below `root`, links followed; nullopt: there is none. `outside`: it is there but lies elsewhere.
std::optional<fs::path> file_below(const fs::path& root, const std::string& name, bool& outside) {
  outside = false;
  std::error_code error;
  for (const fs::path& part : fs::path(name))
    outside = outside || part == ".." || part == "." || part.has_root_directory() || part.empty();
  if (outside || name.empty() || name.find('\0') != std::string::npos) return std::nullopt;
  const fs::path inside = fs::canonical(root, error);
  if (error) return std::nullopt;
  const fs::path file = fs::canonical(inside / name, error);
  if (error || !fs::is_regular_file(file, error)) return std::nullopt;
  outside = std::mismatch(inside.begin(), inside.end(), file.begin(), file.end()).first != inside.end();
  return outside ? std::nullopt : std::optional(file);
}

// `use cn / 「学时」` as a path: without blanks and quotes.
std::string path_of(const std::string& use) {
  std::string path;
  for (std::size_t at = 0; at < use.size();) {
    const std::size_t length = code_point_at(use, at).length;
    const std::string_view piece = std::string_view(use).substr(at, length);
    if (!trimmed(piece).empty() && piece != "「" && piece != "」") path += half_width(piece);
    at += length;
  }
  return path;
}

class Loader {
 public:
  Loader(Policy& policy, const Io& io, fs::path folder) : policy_(policy), io_(io), folder_(std::move(folder)) {
    policy_.sources.nodes.reserve(max_modules + 2);  // a tree points into its source: sources must not move
  }

  // Loads a file and, before it, what it uses. `shown`: how messages name it.
  bool load(const fs::path& file, const std::string& shown, const std::string& name, std::string& why) {
    auto text = text_of_file(file.string(), why);
    if (!text) return false;
    const SourceId id = policy_.sources.add({shown, std::move(*text)});
    policy_.parsed.push_back(syntax::parse(policy_.sources, id));
    const syntax::Parsed& parsed = policy_.parsed.back();
    std::error_code error;
    const std::string identity = fs::canonical(file, error).string();
    state_[identity] = State::loading;
    for (const semantics::Use& use : semantics::uses_of(parsed.tree)) load_used(use);
    state_[identity] = State::loaded;
    policy_.modules.push_back({name, id, &parsed});
    return true;
  }

 private:
  enum class State { loading, loaded };

  void load_used(const semantics::Use& use) {
    const std::string name = path_of(use.path);
    for (const fs::path& root : {fs::path(io_.library), folder_}) {
      bool outside = false;
      const auto file = file_below(root, name + ".cepol", outside);
      if (outside) {
        policy_.problems.add(Code::module_outside, use.span, {name});
        return;
      }
      if (!file) continue;
      if (const auto known = state_.find(file->string()); known != state_.end()) {
        if (known->second == State::loading) policy_.problems.add(Code::module_cycle, use.span, {name});
        return;
      }
      std::string why;
      if (policy_.modules.size() + state_.size() >= max_modules ||
          !load(*file, (root / (name + ".cepol")).lexically_normal().string(), name, why))
        policy_.problems.add(Code::module_not_found, use.span, {name});
      return;
    }
    policy_.problems.add(Code::module_not_found, use.span, {name});
  }

  Policy& policy_;
  const Io& io_;
  fs::path folder_;
  std::map<std::string, State> state_;  // by canonical path
};

// A file; with its ending left out; or a short name among the policies.
std::string find_policy(const std::string& given, const Io& io) {
  std::error_code error;
  if (fs::is_regular_file(given, error)) return given;
  if (fs::is_regular_file(given + ".cepol", error)) return given + ".cepol";
  if (!fs::path(given).is_absolute())
    for (const std::string& folder : io.policies)
      for (const std::string& name : {given, given + ".cepol"})
        if (const fs::path path = fs::path(folder) / name; fs::is_regular_file(path, error)) return path.string();
  return given;
}

void read_notice(Policy& policy, const fs::path& folder) {
  const auto name = semantics::notice_of(policy.parsed.front().tree);
  if (!name) return;
  bool outside = false;
  std::string why;
  const auto file = file_below(folder, name->name, outside);
  auto text = file ? text_of_file(file->string(), why) : std::nullopt;
  if (text && text->size() > syntax::max_file_size) {
    const std::string most = std::to_string(syntax::max_file_size);
    policy.problems.add(
        Code::notice_unreadable, name->span,
        {name->name, "超过上限 " + most + " 字节" + between_spellings + "it has more than " + most + " bytes"});
    return;
  }
  if (!text) {
    if (file)
      policy.problems.add(Code::notice_unreadable, name->span, {name->name, why});
    else
      policy.problems.add(Code::notice_not_found, name->span, {name->name});
    return;
  }
  if (const auto bad = invalid_utf8(*text)) {
    const std::string byte = std::to_string(*bad);
    policy.problems.add(
        Code::notice_unreadable, name->span,
        {name->name, "第 " + byte + " 个字节处不是 UTF-8 文字" + between_spellings + "not UTF-8 at byte " + byte});
    return;
  }
  const SourceId id = policy.sources.add({(folder / name->name).lexically_normal().string(), std::move(*text)});
  policy.notice = notice::read(policy.sources[id]);
}

// What could not be read: what check() says of names in it may just follow from that.
class Unread {
 public:
  explicit Unread(const Policy& policy) : sources_(policy.sources), first_(policy.problems) {
    for (const syntax::Parsed& parsed : policy.parsed)
      for (const syntax::Node& node : parsed.tree.nodes.nodes)
        if (node.kind == syntax::NodeKind::error) text_ += std::string(text_of(policy.sources, node.span)) + "\n";
    module_missing_ = std::any_of(first_.list.begin(), first_.list.end(), [](const Diagnostic& one) {
      return one.code == Code::module_not_found || one.code == Code::module_cycle || one.code == Code::module_outside;
    });
  }
  // Does a problem that was found afterwards say something new?
  bool stands_alone(const Diagnostic& problem) const {
    if (!first_.any_error()) return true;
    if (severity_of(problem.code) == Severity::warning) return false;
    if (module_missing_ && code_number(problem.code).starts_with("E02")) return false;
    if (std::any_of(first_.list.begin(), first_.list.end(),
                    [&](const Diagnostic& one) { return touches(one.span, problem.span); }))
      return false;
    const std::string_view number = code_number(problem.code);
    if (number.starts_with("E03") && problem.code != Code::unknown_type && problem.code != Code::unknown_unit)
      return true;  // of no names
    return std::none_of(problem.arguments.begin(), problem.arguments.end(), [&](const std::string& argument) {
      return !argument.empty() && text_.find(argument) != std::string::npos;
    });
  }

 private:
  // Over each other, or on one line: what stands before an unreadable sign is only half of what was meant.
  bool touches(const Span& a, const Span& b) const {
    if (a.source != b.source) return false;
    const std::uint32_t begin = std::min(a.end, b.end), end = std::max(a.begin, b.begin);
    return end < begin || sources_[a.source].text.substr(begin, end - begin).find('\n') == std::string::npos;
  }

  const Sources& sources_;
  Problems first_;
  std::string text_;
  bool module_missing_ = false;
};

}  // namespace

namespace {

// Tables that the policy brings along: found beside it, and read once to tell what is wrong in them.
void read_tables_beside(Policy& policy, const fs::path& folder, bool english) {
  core::Program& program = policy.checked.program;
  bool any = false;
  for (core::RecordTable& table : program.tables.nodes)
    if (!table.beside.empty()) {
      table.beside = (folder / table.beside).string();
      any = true;
    }
  if (!any) return;
  const tables::Read read = tables::read(program, {});
  auto declared = [&](auto&& is) -> Span {
    for (const core::RecordTable& table : program.tables.nodes)
      if (is(table)) return table.declared;
    return {};
  };
  for (const tables::ReadError& error : read.errors)
    policy.problems.add(Code::beside_unreadable,
                        declared([&](const core::RecordTable& table) { return table.beside == error.path; }),
                        {error.path, tables::reason_of(error.fault, error.arguments, english)});
  for (const tables::BadRow& bad : read.data.bad)
    policy.problems.add(Code::beside_bad_row,
                        declared([&](const core::RecordTable& table) { return table.name == bad.table; }),
                        {bad.file, std::to_string(bad.row), bad.column, tables::reason_of(bad, english)});
}

}  // namespace

std::unique_ptr<Policy> load(const std::string& given, const Io& io) {
  auto policy = std::make_unique<Policy>();
  const std::string path = find_policy(given, io);
  const fs::path folder = fs::path(path).parent_path().empty() ? fs::path(".") : fs::path(path).parent_path();
  std::string why;
  if (!Loader(*policy, io, folder).load(path, path, path, why)) {
    io.message(fmt::format("{}{}{}\n", path, io.say("：打不开政策文件：", ": the policy cannot be opened: "),
                           io.system_words(why)));
    return policy;
  }
  policy->readable = true;
  read_notice(*policy, folder);
  for (const syntax::Parsed& parsed : policy->parsed)
    policy->problems.list.insert(policy->problems.list.end(), parsed.problems.list.begin(), parsed.problems.list.end());
  const Unread unread(*policy);
  policy->checked = semantics::check(policy->sources, policy->modules, policy->notice ? &*policy->notice : nullptr);
  for (const Diagnostic& problem : policy->checked.problems.list)
    if (unread.stands_alone(problem)) policy->problems.list.push_back(problem);
  read_tables_beside(*policy, folder, io.language == Language::en);
  // The policy's own first, then those of modules, by place.
  std::stable_sort(policy->problems.list.begin(), policy->problems.list.end(),
                   [](const Diagnostic& a, const Diagnostic& b) {
                     return std::pair(a.span.source.index, a.span.begin) < std::pair(b.span.source.index, b.span.begin);
                   });
  // What is read once for each of several rows or sources is told once.
  auto& list = policy->problems.list;
  list.erase(std::unique(list.begin(), list.end(),
                         [](const Diagnostic& a, const Diagnostic& b) {
                           return a.code == b.code && a.span == b.span && a.arguments == b.arguments;
                         }),
             list.end());
  return policy;
}

std::size_t print_problems(const Policy& policy, const Io& io, bool warnings) {
  std::size_t errors = 0;
  for (const Diagnostic& problem : policy.problems.list) {
    const bool error = severity_of(problem.code) == Severity::error;
    errors += error ? 1 : 0;
    if (error || warnings) io.message(render(problem, policy.sources, io.language, io.colour_err));
  }
  return errors;
}

}  // namespace cepol::cli
