// Versions of a policy in a folder: families, when each applies, which one a date chooses.
#include "interpreter/workspace/versions.hpp"

#include <catch2/catch.hpp>

#include "tests/support/memory_files.hpp"

using namespace cepol;
using namespace cepol::workspace;
using Result = VersionChoice::Result;

namespace {

std::optional<Day> day(const char* text) { return parse_date(text)->first; }

void write(test::MemoryFiles& files, const std::string& file, const std::string& path, const std::string& applies) {
  files.write(file, "policy " + path + " \"P\" { " + (applies.empty() ? "" : "applies " + applies) + " }\n");
}

}  // namespace

TEST_CASE("a date chooses a version") {
  test::MemoryFiles files;
  write(files, "a/2021.cepol", "a/2021", "2021-01-01 to 2021-12-31");
  write(files, "a/2022.cepol", "a/2022", "2022-01-01 to 2022-12-31");
  files.write("a/module.cepol", "module a/m \"no policy\"\n");
  files.write("a/notice.txt", "text");
  files.write("a/inner/2023.cepol", "policy a/2023 \"not in this folder\" { applies 2023-01-01 }\n");
  const VersionChoice choice = version_on(files, "a", day("2022-05-20"));
  CHECK(choice.versions.size() == 2);
  REQUIRE(choice.result == Result::chosen);
  CHECK(choice.versions[choice.chosen].file == "a/2022.cepol");
  CHECK(version_on(files, "a", day("2022-12-31")).result == Result::chosen);
  CHECK(version_on(files, "a", day("2023-01-01")).result == Result::none_applies);
  CHECK(version_on(files, "a", std::nullopt).result == Result::date_needed);
  CHECK(version_on(files, "nowhere", std::nullopt).result == Result::no_policy);
  write(files, "a/other.cepol", "a/other", "2022-06-01");
  CHECK(version_on(files, "a", day("2022-06-01")).result == Result::several_apply);
}

TEST_CASE("the only version is chosen without a date, whenever it applies") {
  test::MemoryFiles files;
  write(files, "a/one.cepol", "a/one", "");
  CHECK(version_on(files, "a", std::nullopt).result == Result::chosen);
  CHECK(version_on(files, "a", day("1990-01-01")).result == Result::chosen);
}

TEST_CASE("an amendment ends the version that it amends, and belongs to its family") {
  test::MemoryFiles files;
  write(files, "a/2021.cepol", "a/2021", "2021-01-01 to 2022-12-31");
  write(files, "a/new.cepol", "b/new amends a/2021", "2021-07-01 to 2021-12-31");
  const auto versions = versions_in(files, "a");
  REQUIRE(versions.size() == 2);
  CHECK(versions[0].ended_by_amendment);
  CHECK(versions[0].to == day("2021-06-30"));
  CHECK(versions[0].stated_to == day("2022-12-31"));
  CHECK(versions[1].family == "a");
  const auto families = timelines(versions);
  REQUIRE(families.size() == 1);
  REQUIRE(families.front().entries.size() == 3);
  const TimelineEntry& gap = families.front().entries.back();
  CHECK(gap.kind == TimelineEntry::Kind::gap);
  CHECK(gap.from == day("2022-01-01"));
  CHECK(gap.to == day("2022-12-31"));
}

TEST_CASE("gaps and overlaps between versions of one family") {
  test::MemoryFiles files;
  write(files, "a/1.cepol", "a/1", "2021-01-01 to 2021-12-31");
  write(files, "a/2.cepol", "a/2", "2021-12-01 to 2022-12-31");
  write(files, "a/3.cepol", "a/3", "2023-02-01");
  write(files, "a/b.cepol", "a/b", "2021-01-01");
  const auto versions = versions_in(files, "a");
  const auto families = timelines(versions);
  REQUIRE(families.size() == 2);
  std::vector<TimelineEntry::Kind> kinds;
  for (const TimelineEntry& entry : families.front().entries) kinds.push_back(entry.kind);
  using Kind = TimelineEntry::Kind;
  CHECK(kinds == std::vector{Kind::version, Kind::overlap, Kind::version, Kind::gap, Kind::version});
  const TimelineEntry& overlap = families.front().entries[1];
  CHECK(versions[overlap.other].path == "a/1");
  CHECK(versions[overlap.version].path == "a/2");
  CHECK(overlap.from == day("2021-12-01"));
  CHECK(overlap.to == day("2021-12-31"));
}
