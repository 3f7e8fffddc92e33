// Parts put together give the bytes of one run: on the samples of all policies, and on generated data with every kind
// of damage.
#include <catch2/catch.hpp>

#include "interpreter/workspace/disk_files.hpp"
#include "tests/properties/damage/clean_data.hpp"
#include "tests/properties/damage/evaluation.hpp"
#include "tests/properties/damage/kinds.hpp"
#include "tests/support/effort.hpp"
#include "tests/support/parts.hpp"

namespace {

using namespace cepol;
using damage::DataFiles;
using damage::KeyStyle;
using damage::Schema;
namespace fs = std::filesystem;

cli::Io io_for_parts() {
  cli::Io io;
  io.library = CEPOL_ROOT "/stdlib";
  io.policies = {CEPOL_ROOT "/policies"};
  return io;
}

DataFiles clean_study(const Schema& schema, KeyStyle style, test::Random& random) {
  damage::CleanTables tables(schema);
  for (const char* course : {"C101", "C202", "C303", "C404"})
    tables.add("课程", {{"课程号", course}, {"课程名", std::string("课程") + course}, {"已验收", "是"}});
  std::size_t number = 0;
  for (const std::string& key : damage::keys_of(style, 24, random)) {
    tables.add("人员", {{"证件号", key},
                        {"姓名", "张" + std::to_string(++number)},
                        {"单位", number % 2 == 0 ? "第一医院" : "第二医院"},
                        {"岗位", number % 3 == 0 ? "医师" : "护士"},
                        {"出生", "1980-03-" + std::to_string(10 + number % 18)}});
    for (std::size_t i = 0; i < 2 + random.below(3); ++i)
      tables.add("学习",
                 {{"证件号", key},
                  {"年度", i % 2 == 0 ? "2026" : "2025"},
                  {"课题", "课题" + std::to_string(random.below(40))},
                  {"课程", "C" + std::to_string((1 + random.below(4)) * 101)},
                  {"方式", random.chance(4) ? "网络" : "面授"},
                  {"学分", std::to_string(3 + random.below(9))},
                  {"完成日期", "2026-0" + std::to_string(1 + random.below(9)) + "-1" + std::to_string(random.below(9))},
                  {"撤销日期", random.chance(9) ? "2026-05-20" : ""},
                  {"合格", random.chance(12) ? "否" : "是"}});
  }
  return tables.take();
}

struct GeneratedData {
  std::string policy;
  DataFiles (*make)(const Schema&, KeyStyle, test::Random&);
};
const GeneratedData data_for_parts[] = {{CEPOL_ROOT "/tests/properties/parts.cepol", clean_study},
                                        {CEPOL_ROOT "/policies/nmg/2017.cepol", damage::clean_nmg},
                                        {CEPOL_ROOT "/tests/properties/damage/training.cepol", damage::clean_training}};

void write_to(workspace::OverlayFiles& files, const DataFiles& data) {
  const auto put = [&](const std::string& path, const std::string& text) {
    files.put(path, std::make_shared<const std::string>(text));
  };
  for (const damage::TextTable& table : data.tables)
    if (table.form != damage::FileForm::missing) put(table.file, damage::file_text(table));
  for (const auto& [path, text] : data.others) put(path, text);
}

std::string difference_on(const GeneratedData& of, const DataFiles& data, std::size_t summaries, std::size_t parts,
                          const std::vector<std::string>& options, bool& stopped) {
  workspace::OverlayFiles files(workspace::disk_files());
  write_to(files, data);
  std::vector<std::string> inputs{of.policy};
  inputs.insert(inputs.end(), data.paths.begin(), data.paths.end());
  inputs.insert(inputs.end(), options.begin(), options.end());
  test::InParts run(files, io_for_parts(), inputs);
  stopped = run.stopped();
  const std::string summary = run.summary(summaries);
  if (summary.empty() && !run.stopped()) return "no summary";
  return run.difference(parts, summary);
}

}  // namespace

TEST_CASE("parts: the sample of every policy, in 1, 2, 7 and 50 parts") {
  std::size_t samples = 0;
  for (const fs::directory_entry& folder : fs::directory_iterator(CEPOL_ROOT "/policies")) {
    if (!folder.is_directory()) continue;
    for (const fs::directory_entry& one : fs::directory_iterator(folder)) {
      const std::string path = one.path().string();
      const std::size_t at = path.find("-sample");
      if (at == std::string::npos || !one.is_directory()) continue;
      ++samples;
      INFO(path);
      test::InParts run(workspace::disk_files(), io_for_parts(), {path.substr(0, at) + ".cepol", path});
      REQUIRE_FALSE(run.stopped());
      const std::string summary = run.summary(3);
      REQUIRE_FALSE(summary.empty());
      // In any order and number of parts: what a summary lists is a property of the data.
      const std::string of_two = run.summary(2);
      CHECK(summary.substr(summary.find('\n')) == of_two.substr(of_two.find('\n')));
      for (const std::size_t parts : {1, 2, 7, 50}) {
        if (parts > 7 && test::sanitized) continue;
        INFO(parts << " parts");
        CHECK(run.difference(parts, summary) == "");
        if (parts == 2) CHECK(run.difference(parts, "") == "");
      }
    }
  }
  CHECK(samples > 20);
}

TEST_CASE("parts: which tables are divided") {
  const auto policy = cli::load(data_for_parts[0].policy, io_for_parts());
  REQUIRE(policy->good());
  const auto divided = data::divided_tables(policy->program());
  REQUIRE(divided.size() == 1);
  CHECK(policy->program().tables[divided.front()].name == "学习");
}

TEST_CASE("parts: generated data with every kind of damage") {
  std::size_t cases = 0, stopped = 0;
  std::uint64_t seed = 0;
  for (const GeneratedData& of : data_for_parts) {
    const auto policy = cli::load(of.policy, io_for_parts());
    const Schema schema = damage::schema_of(policy->program());
    for (const damage::Kind& kind : damage::all_kinds()) {
      const auto targets = damage::targets_of(kind, schema);
      const bool few = &of != data_for_parts && !test::long_run();
      if (few && seed++ % 3 != 0) continue;
      for (std::uint64_t i = 0; i < test::cases_of({1, 0, 40}) && !targets.empty(); ++i) {
        test::Random random{++seed * 7919};
        DataFiles data = of.make(schema, static_cast<KeyStyle>(random.below(4)), random);
        const DataFiles clean = data;
        damage::Damaging damaging{data, clean, schema, random, targets[random.below(targets.size())]};
        if (!kind.damage(damaging)) continue;
        const damage::Kind& other = damage::all_kinds()[random.below(damage::all_kinds().size())];
        const auto others = damage::targets_of(other, schema);
        if (random.chance(3) && !others.empty()) {
          damage::Damaging further{data, clean, schema, random, others[random.below(others.size())]};
          other.damage(further);
        }
        const std::vector<std::vector<std::string>> twice{{}, {}, {"--twice", "once"}, {"--twice", "open"}};
        const auto& options = twice[random.below(twice.size())];
        bool stops = false;
        const std::size_t parts = std::array{2, 3, 7}[random.below(3)];
        const std::string difference = difference_on(of, data, 1 + random.below(3), parts, options, stops);
        ++cases;
        stopped += stops ? 1 : 0;
        if (!difference.empty())
          FAIL_CHECK(of.policy << ", " << kind.name << ", " << other.name << ", case " << seed << ", " << parts
                               << " parts" << (options.empty() ? "" : options.back()) << ":\n"
                               << difference);
      }
    }
  }
  if (test::sanitized) return;
  CHECK(cases > 200);
  CHECK(stopped < cases / 3);
}
