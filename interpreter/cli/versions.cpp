#include "interpreter/cli/versions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "interpreter/cli/policy_files.hpp"
#include "lang/semantics/check.hpp"

namespace cepol::cli {

namespace fs = std::filesystem;

namespace {

std::string day_text(Day day) { return to_string(Date{day, day}); }

std::string span_text(const VersionFile& version, const Io& io) {
  if (!version.from && !version.to) return std::string(io.say("没有写适用期", "it does not say when it applies"));
  const std::string from = version.from ? day_text(*version.from) : std::string();
  if (!version.to) return from + std::string(io.say(" 起", " onwards"));
  return from + std::string(io.say(" 至 ", " to ")) + day_text(*version.to);
}

// The path without its numbers: nmg/2017 and nmg/2018 are versions of nmg, a/teachers and a/medical are not of one
// thing.
std::string family_of(const std::string& path) {
  std::string family;
  for (char c : path)
    if (c < '0' || c > '9') family += c;
  while (!family.empty() && (family.back() == '/' || family.back() == '-')) family.pop_back();
  return family.empty() ? path : family;
}

std::optional<VersionFile> read_header(const fs::path& file) {
  std::string why;
  auto text = text_of_file(file.string(), why);
  if (!text) return std::nullopt;
  Sources sources;
  const SourceId id = sources.add({file.string(), std::move(*text)});
  const syntax::Parsed parsed = syntax::parse(sources, id);
  const syntax::Tree& tree = parsed.tree;
  const syntax::NodeId header = tree.child(tree.root, syntax::NodeKind::policy);
  if (!header.valid()) return std::nullopt;
  VersionFile version;
  version.file = file.string();
  version.path = path_of_use(semantics::path_of(tree));
  version.family = family_of(version.path);
  if (const auto amends = semantics::amended_by(tree)) version.amends = path_of_use(amends->path);
  if (const syntax::NodeId applies = tree.child(header, syntax::NodeKind::applies); applies.valid()) {
    const auto day = [&](syntax::NodeId node) -> std::optional<Day> {
      if (!node.valid()) return std::nullopt;
      const auto date = parse_date(tree.text_of(node));
      return date ? std::optional(date->first) : std::nullopt;
    };
    version.from = day(tree.first(applies));
    version.to = day(tree.next(tree.first(applies)));
  }
  return version;
}

// A family of its own that only amends one of another family (examples/nmg-2018 amends nmg/2017) belongs to that one.
void join_families(std::vector<VersionFile>& versions) {
  for (VersionFile& version : versions)
    for (const VersionFile& other : versions)
      if (!version.amends.empty() && other.path == version.amends) version.family = other.family;
}

void end_by_amendments(std::vector<VersionFile>& versions) {
  for (VersionFile& version : versions)
    for (const VersionFile& other : versions) {
      if (other.amends != version.path || !other.from || (version.to && *version.to < *other.from)) continue;
      if (!version.ended_by_amendment) version.said_to = version.to;
      version.to = *other.from - 1;
      version.ended_by_amendment = true;
    }
}

}  // namespace

std::vector<VersionFile> versions_in(const std::string& folder) {
  std::vector<VersionFile> versions;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error))
    if (entry.path().extension() == ".cepol" && entry.is_regular_file(error))
      if (auto version = read_header(entry.path())) versions.push_back(std::move(*version));
  join_families(versions);
  end_by_amendments(versions);
  std::sort(versions.begin(), versions.end(), [](const VersionFile& a, const VersionFile& b) {
    return std::tuple(a.family, a.from.value_or(first_day()), a.file) <
           std::tuple(b.family, b.from.value_or(first_day()), b.file);
  });
  return versions;
}

std::optional<std::string> version_on(const std::string& folder, const std::string& on, const Io& io) {
  const std::vector<VersionFile> versions = versions_in(folder);
  const auto refuse = [&](fmt::format_string<const std::string&, const std::string&> zh,
                          fmt::format_string<const std::string&, const std::string&> en) -> std::optional<std::string> {
    std::string list;
    for (const VersionFile& version : versions)
      list += fmt::format("  {}{}{}\n", version.file, io.say("：", ": "), span_text(version, io));
    io.message(io.say(zh, en, folder, on) + list);
    return std::nullopt;
  };
  if (versions.empty())
    return refuse("cepol：文件夹“{}”里没有政策\n", "cepol: there is no policy in the folder “{}”\n");
  if (on.empty() && versions.size() > 1)
    return refuse("cepol：“{}”里有几份政策，请用 --on 写明日期，例如 --on 2000-05-20：\n",
                  "cepol: there are several policies in “{}”; say for what date, as in --on 2000-05-20:\n");
  std::vector<const VersionFile*> applying;
  for (const VersionFile& version : versions) {
    const Day day = on.empty() ? 0 : parse_date(on)->first;
    if (on.empty() || (!(version.from && day < *version.from) && !(version.to && day > *version.to)))
      applying.push_back(&version);
  }
  if (applying.empty())
    return refuse("cepol：“{}”里没有 {} 适用的政策：\n", "cepol: no policy in “{}” applies on {}:\n");
  if (applying.size() > 1)
    return refuse("cepol：“{}”里 {} 适用的政策不止一份，请写明文件：\n",
                  "cepol: more than one policy in “{}” applies on {}; name the file:\n");
  const VersionFile& chosen = *applying.front();
  io.message(on.empty() ? io.say("采用 {}（{}）\n", "using {} ({})\n", chosen.path, chosen.file)
                        : io.say("{} 适用 {}（{}）\n", "on {} {} applies ({})\n", on, chosen.path, chosen.file));
  return chosen.file;
}

namespace {

// Of one family, by first day: what each version's time says beside those before it.
class Timeline {
 public:
  explicit Timeline(const Io& io) : io_(io) {}

  void add(const VersionFile& version) {
    const Day from = version.from.value_or(first_day()), to = version.to.value_or(last_day());
    if (last_ != nullptr && from > until_ + 1) gap(until_ + 1, from - 1);
    if (last_ != nullptr && from <= until_) overlap(from, std::min(to, until_), last_->path, version.path);
    text += fmt::format("  {}{}{}{}\n", version.path, io_.say("：", ": "), span_text(version, io_),
                        version.ended_by_amendment
                            ? io_.say("（之后由修订它的政策接替）", " (then the policy that amends it)")
                            : std::string_view());
    if (last_ == nullptr || to > until_) {
      until_ = to;
      last_ = &version;
    }
    said_until_ = std::max(said_until_, version.said_to.value_or(to));
  }
  // What one said to apply longer than all that took its place.
  void end() {
    if (last_ != nullptr && said_until_ > until_) gap(until_ + 1, said_until_);
  }

  std::string text;
  std::size_t findings = 0;

 private:
  void gap(Day from, Day to) {
    ++findings;
    text += io_.say("  ★ 空档：{} 至 {} 没有适用的政策\n", "  * gap: no policy applies from {} to {}\n", day_text(from),
                    day_text(to));
  }
  void overlap(Day from, Day to, const std::string& one, const std::string& other) {
    ++findings;
    const std::string until = to == last_day() ? std::string() : std::string(io_.say("至 ", " to ")) + day_text(to);
    text += io_.say("  ★ 重叠：{} 起{}，{} 和 {} 都适用\n", "  * overlap: from {}{}, both {} and {} apply\n",
                    day_text(from), until, one, other);
  }

  const Io& io_;
  const VersionFile* last_ = nullptr;  // that applies longest so far
  Day until_ = first_day(), said_until_ = first_day();
};

}  // namespace

std::string timeline(const std::vector<VersionFile>& versions, const Io& io, std::size_t& findings) {
  std::string text;
  for (std::size_t i = 0; i < versions.size();) {
    Timeline family(io);
    const std::string& name = versions[i].family;
    for (; i < versions.size() && versions[i].family == name; ++i) family.add(versions[i]);
    family.end();
    text += name + "\n" + family.text;
    findings += family.findings;
  }
  return text;
}

}  // namespace cepol::cli
