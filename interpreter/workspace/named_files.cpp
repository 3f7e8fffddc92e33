// Decides by the resolved path which files a policy may name, and reads them by that path.
#include "interpreter/workspace/named_files.hpp"

#include <algorithm>

#include "interpreter/files/path.hpp"
#include "lang/base/text.hpp"

namespace cepol::workspace {

namespace path = files::path;

namespace {

struct Rules {
  Code missing, outside, unreadable;
  std::size_t most;
};

Rules rules_of(NamedBy by) {
  switch (by) {
#define NAMED_FILE(name, missing, outside, unreadable, most) \
  case NamedBy::name:                                        \
    return {Code::missing, Code::outside, Code::unreadable, most};
#include "interpreter/workspace/named_files.def"
#undef NAMED_FILE
  }
  return {Code::notice_not_found, Code::notice_outside, Code::notice_unreadable, 0};
}

// Relative, without parts that begin with `.` (the parents of a folder, and hidden files, which are not of a policy).
bool stays_below(std::string_view name) {
  if (path::is_absolute(name) || name.ends_with('/')) return false;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t end = std::min(name.find('/', at), name.size());
    if (name.substr(at, end - at).starts_with('.')) return false;
    at = end + 1;
  }
  return true;
}

// Of a path in the root, the part below it. Both absolute and normal.
std::string_view below(std::string_view file, std::string_view root) {
  return file.substr(std::min(file.size(), root == "/" ? 1 : root.size() + 1));
}

std::string at_most(std::size_t bytes) {
  const std::string most = std::to_string(bytes);
  return in_both("超过上限 " + most + " 字节", "it has more than " + most + " bytes");
}

std::string words_of(Located state) {
  if (state == Located::no_file)
    return in_both("它不是文件，而是文件夹、管道或设备", "it is no file but a folder, a pipe or a device");
  return in_both("没有这个文件", "there is no such file");
}

}  // namespace

NamedFile find_named(const files::Files& files, NamedBy by, const std::string& root, const std::string& name) {
  const auto state = [&](Located one) { return NamedFile(by, one, {}); };
  if (!stays_below(name)) return state(Located::outside);
  if (name.empty() || name.find('\0') != std::string::npos) return state(Located::missing);
  const auto folder = files.resolve(root);
  auto file = folder ? files.resolve(path::join(*folder, name)) : std::nullopt;
  if (!file) return state(Located::missing);
  if (!path::is_within(*file, *folder) || !stays_below(below(*file, *folder))) return state(Located::outside);
  if (files.kind(*file) != files::FileKind::regular) return state(Located::no_file);
  return {by, Located::found, std::move(*file)};
}

NamedFile find_named(const files::Files& files, NamedBy by, const std::vector<std::string>& roots,
                     const std::string& name) {
  for (const std::string& root : roots)
    if (NamedFile file = find_named(files, by, root, name); file.state() != Located::missing) return file;
  return find_named(files, by, roots.empty() ? std::string() : roots.back(), name);
}

std::optional<std::string> read_named(const files::Files& files, const NamedFile& file, std::string& why) {
  if (!file.found()) {
    why = words_of(file.state());
    return std::nullopt;
  }
  const std::size_t most = rules_of(file.by()).most;
  const auto reader = files.open_resolved(file.path(), why);
  if (!reader) return std::nullopt;
  std::string text = files::read_all(*reader, most + 4);
  if (why = reader->error(); !why.empty()) return std::nullopt;
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  if (text.size() <= most) return text;
  why = at_most(most);
  return std::nullopt;
}

void report_named(Problems& problems, const NamedFile& file, Span span, const std::string& name,
                  const std::string& why) {
  const Rules rules = rules_of(file.by());
  if (!why.empty() || file.state() == Located::no_file)
    problems.add(rules.unreadable, span, {name, why.empty() ? words_of(file.state()) : why});
  else if (file.state() == Located::outside)
    problems.add(rules.outside, span, {name});
  else
    problems.add(rules.missing, span, {name, words_of(file.state())});
}

}  // namespace cepol::workspace
