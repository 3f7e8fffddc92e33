// Groups the policies of a folder into families by path and amended policy, sorts each family by first day, and finds
// its gaps and overlaps in one pass.
#include "interpreter/workspace/versions.hpp"

#include <algorithm>
#include <tuple>

#include "interpreter/files/path.hpp"
#include "interpreter/workspace/locate.hpp"
#include "lang/semantics/header.hpp"
#include "lang/syntax/parse.hpp"
#include "lang/syntax/written_dates.hpp"

namespace cepol::workspace {

namespace path = files::path;

namespace {

// The path without its numbers: nmg/2017 and nmg/2018 are versions of one policy, a/teachers and a/medical are not.
std::string family_of(const std::string& name) {
  std::string family;
  for (char c : name)
    if (c < '0' || c > '9') family += c;
  while (!family.empty() && (family.back() == '/' || family.back() == '-')) family.pop_back();
  return family.empty() ? name : family;
}

// Nullopt: the file cannot be read, or is no policy.
std::optional<VersionFile> read_header(const files::Files& files, const std::string& file) {
  std::string why;
  auto text = read_text(files, file, why);
  if (!text) return std::nullopt;
  Sources sources;
  const SourceId id = sources.add({file, std::move(*text)});
  const syntax::Parsed parsed = syntax::parse(sources, id);
  const syntax::Tree& tree = parsed.tree;
  const syntax::NodeId header = tree.child(tree.root, syntax::NodeKind::policy);
  if (!header.valid()) return std::nullopt;
  VersionFile version;
  version.file = file;
  version.path = path_of_use(semantics::path_of(tree));
  version.family = family_of(version.path);
  if (const auto amends = semantics::amended_by(tree)) version.amends = path_of_use(amends->path);
  if (const syntax::NodeId applies = tree.child(header, syntax::NodeKind::applies); applies.valid()) {
    const auto day = [&](syntax::NodeId node) -> std::optional<Day> {
      if (!node.valid()) return std::nullopt;
      const auto date = syntax::date_in_policy(tree.text_of(node));
      return date ? std::optional(date->first) : std::nullopt;
    };
    version.from = day(tree.first(applies));
    version.to = day(tree.next(tree.first(applies)));
  }
  return version;
}

// An amendment of another family's policy (examples/nmg-2018 amends nmg/2017) belongs to that family.
void join_families(std::vector<VersionFile>& versions) {
  for (VersionFile& version : versions)
    for (const VersionFile& other : versions)
      if (!version.amends.empty() && other.path == version.amends) version.family = other.family;
}

void end_by_amendments(std::vector<VersionFile>& versions) {
  for (VersionFile& version : versions)
    for (const VersionFile& other : versions) {
      if (other.amends != version.path || !other.from || (version.to && *version.to < *other.from)) continue;
      if (!version.ended_by_amendment) version.stated_to = version.to;
      version.to = *other.from - 1;
      version.ended_by_amendment = true;
    }
}

bool applies_on(const VersionFile& version, Day day) {
  return !(version.from && day < *version.from) && !(version.to && day > *version.to);
}

// Versions of one family are added by first day; finds the gaps and overlaps between them.
class TimelineBuilder {
 public:
  explicit TimelineBuilder(const std::vector<VersionFile>& versions) : versions_(versions) {}

  void add(std::size_t index) {
    const VersionFile& version = versions_[index];
    const Day from = version.from.value_or(first_day()), to = version.to.value_or(last_day());
    if (any_ && from > until_ + 1) gap(until_ + 1, from - 1);
    if (any_ && from <= until_)
      entries_.push_back({TimelineEntry::Kind::overlap, index, last_, from, std::min(to, until_)});
    entries_.push_back({TimelineEntry::Kind::version, index, 0, 0, 0});
    if (!any_ || to > until_) {
      until_ = to;
      last_ = index;
    }
    any_ = true;
    stated_until_ = std::max(stated_until_, version.stated_to.value_or(to));
  }

  std::vector<TimelineEntry> finish() {
    // If amendments end a version earlier, the end in its own header is later than all of them.
    if (any_ && stated_until_ > until_) gap(until_ + 1, stated_until_);
    return std::move(entries_);
  }

 private:
  void gap(Day from, Day to) { entries_.push_back({TimelineEntry::Kind::gap, 0, 0, from, to}); }

  const std::vector<VersionFile>& versions_;
  std::vector<TimelineEntry> entries_;
  bool any_ = false;      // a version was added
  std::size_t last_ = 0;  // the version that applies longest so far
  Day until_ = first_day(), stated_until_ = first_day();
};

}  // namespace

std::vector<VersionFile> versions_in(const files::Files& files, const std::string& folder) {
  std::vector<VersionFile> versions;
  std::string why;
  for (const std::string& name : files.list(folder, why).value_or(std::vector<std::string>{})) {
    const std::string file = path::join(folder, name);
    if (path::extension(name) != ".cepol" || files.kind(file) != files::FileKind::regular) continue;
    if (auto version = read_header(files, file)) versions.push_back(std::move(*version));
  }
  join_families(versions);
  end_by_amendments(versions);
  std::sort(versions.begin(), versions.end(), [](const VersionFile& a, const VersionFile& b) {
    return std::tuple(a.family, a.from.value_or(first_day()), a.file) <
           std::tuple(b.family, b.from.value_or(first_day()), b.file);
  });
  return versions;
}

VersionChoice version_on(const files::Files& files, const std::string& folder, std::optional<Day> date) {
  VersionChoice choice;
  choice.versions = versions_in(files, folder);
  std::vector<std::size_t> applying;
  for (std::size_t i = 0; i < choice.versions.size(); ++i)
    if (!date || applies_on(choice.versions[i], *date)) applying.push_back(i);
  using Result = VersionChoice::Result;
  if (choice.versions.empty())
    choice.result = Result::no_policy;
  else if (!date && choice.versions.size() > 1)
    choice.result = Result::date_needed;
  else if (applying.size() != 1)
    choice.result = applying.empty() ? Result::none_applies : Result::several_apply;
  else
    choice.result = Result::chosen;
  if (choice.result == Result::chosen) choice.chosen = applying.front();
  return choice;
}

std::vector<FamilyTimeline> timelines(const std::vector<VersionFile>& versions) {
  std::vector<FamilyTimeline> made;
  for (std::size_t i = 0; i < versions.size();) {
    TimelineBuilder family(versions);
    const std::string& name = versions[i].family;
    for (; i < versions.size() && versions[i].family == name; ++i) family.add(i);
    made.push_back({name, family.finish()});
  }
  return made;
}

}  // namespace cepol::workspace
