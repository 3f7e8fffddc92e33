// Messages about the versions of a policy in a folder.
#include "interpreter/cli/versions.hpp"

namespace cepol::cli {

using workspace::TimelineEntry;
using workspace::VersionChoice;
using workspace::VersionFile;

namespace {

constexpr std::size_t most_versions = 100;  // listed in a message

std::string day_text(Day day) { return to_string(Date{day, day}); }

std::string span_text(const VersionFile& version, const Io& io) {
  if (!version.from && !version.to) return std::string(io.say("没有写适用期", "it does not say when it applies"));
  const std::string from = version.from ? day_text(*version.from) : std::string();
  if (!version.to) return from + std::string(io.say(" 起", " onwards"));
  return from + std::string(io.say(" 至 ", " to ")) + day_text(*version.to);
}

std::string_view why_not(VersionChoice::Result result, const Io& io) {
  switch (result) {
    case VersionChoice::Result::chosen: return {};
    case VersionChoice::Result::no_policy:
      return io.say("cepol：文件夹“{}”里没有政策\n", "cepol: there is no policy in the folder “{}”\n");
    case VersionChoice::Result::date_needed:
      return io.say("cepol：“{}”里有几份政策，请用 --on 写明日期，例如 --on 2000-05-20：\n",
                    "cepol: there are several policies in “{}”; say for what date, as in --on 2000-05-20:\n");
    case VersionChoice::Result::none_applies:
      return io.say("cepol：“{}”里没有 {} 适用的政策：\n", "cepol: no policy in “{}” applies on {}:\n");
    case VersionChoice::Result::several_apply:
      return io.say("cepol：“{}”里 {} 适用的政策不止一份，请写明文件：\n",
                    "cepol: more than one policy in “{}” applies on {}; name the file:\n");
  }
  return {};
}

std::string entry_text(const TimelineEntry& entry, const std::vector<VersionFile>& versions, const Io& io) {
  const VersionFile& version = versions[entry.version];
  switch (entry.kind) {
    case TimelineEntry::Kind::version:
      return quoted_format("  {}{}{}{}\n", version.path, io.say("：", ": "), span_text(version, io),
                           version.ended_by_amendment
                               ? io.say("（之后由修订它的政策接替）", " (then the policy that amends it)")
                               : std::string_view());
    case TimelineEntry::Kind::gap:
      return io.say("  ★ 空档：{} 至 {} 没有适用的政策\n", "  * gap: no policy applies from {} to {}\n",
                    day_text(entry.from), day_text(entry.to));
    case TimelineEntry::Kind::overlap: {
      const std::string until =
          entry.to == last_day() ? std::string() : std::string(io.say("至 ", " to ")) + day_text(entry.to);
      return io.say("  ★ 重叠：{} 起{}，{} 和 {} 都适用\n", "  * overlap: from {}{}, both {} and {} apply\n",
                    day_text(entry.from), until, versions[entry.other].path, version.path);
    }
  }
  return {};
}

}  // namespace

std::optional<std::string> version_on(const std::string& folder, const std::string& on, const Io& io) {
  const auto date = on.empty() ? std::nullopt : std::optional(parse_date(on)->first);
  const VersionChoice choice = workspace::version_on(*io.files, folder, date);
  if (choice.result != VersionChoice::Result::chosen) {
    std::string text = filled_in(why_not(choice.result, io), as_argument(folder), as_argument(on));
    std::size_t listed = 0;
    for (const VersionFile& version : choice.versions) {
      if (++listed > most_versions) break;
      text += quoted_format("  {}{}{}\n", version.file, io.say("：", ": "), span_text(version, io));
    }
    if (choice.versions.size() > most_versions)
      text += io.say("  ……共 {} 份\n", "  … {} in all\n", choice.versions.size());
    io.message(text);
    return std::nullopt;
  }
  const VersionFile& chosen = choice.versions[choice.chosen];
  io.message(on.empty() ? io.say("采用 {}（{}）\n", "using {} ({})\n", chosen.path, chosen.file)
                        : io.say("{} 适用 {}（{}）\n", "on {} {} applies ({})\n", on, chosen.path, chosen.file));
  return chosen.file;
}

std::string timeline(const std::vector<VersionFile>& versions, const Io& io, std::size_t& findings) {
  std::string text;
  for (const workspace::FamilyTimeline& family : workspace::timelines(versions)) {
    text += quotable(family.family) + "\n";
    for (const TimelineEntry& entry : family.entries) {
      text += entry_text(entry, versions, io);
      findings += entry.kind == TimelineEntry::Kind::version ? 0 : 1;
    }
  }
  return text;
}

}  // namespace cepol::cli
