// The versions of the policies in one folder: when each applies, which applies on a date, gaps and overlaps.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/files/files.hpp"
#include "lang/base/date.hpp"

namespace cepol::workspace {

struct VersionFile {
  std::string file, path;  // policies/nmg/2017.cepol, nmg/2017
  std::string family;      // the path without its numbers (nmg); of an amendment: the family of what it amends
  std::string amends;      // path of the amended policy; empty: amends none
  // When it applies. A policy that another one in the folder amends applies until the day before that one begins.
  std::optional<Day> from, to;   // both days included; nullopt: no such end
  std::optional<Day> stated_to;  // the end as the policy states it, where an amendment ends it earlier
  bool ended_by_amendment = false;
};

// The policies in a folder (not in its subfolders), by family and first day. Only headers are read.
std::vector<VersionFile> versions_in(const files::Files& files, const std::string& folder);

// The version of a folder that applies on a date, or why there is not exactly one.
struct VersionChoice {
  enum class Result { chosen, no_policy, date_needed, none_applies, several_apply };
  Result result = Result::no_policy;
  std::vector<VersionFile> versions;  // all of the folder
  std::size_t chosen = 0;             // index into `versions`
};
// Without a date the only version of the folder is chosen, whenever it applies.
VersionChoice version_on(const files::Files& files, const std::string& folder, std::optional<Day> date);

struct TimelineEntry {
  enum class Kind { version, gap, overlap };
  Kind kind = Kind::version;
  std::size_t version = 0;  // index into the versions; of an overlap the later one
  std::size_t other = 0;    // of an overlap: the version it overlaps
  Day from = 0, to = 0;     // of a gap or overlap, both included
};
struct FamilyTimeline {
  std::string family;
  std::vector<TimelineEntry> entries;  // a gap or overlap comes before the version that it was found with
};
// `versions` as versions_in() returns them.
std::vector<FamilyTimeline> timelines(const std::vector<VersionFile>& versions);

}  // namespace cepol::workspace
