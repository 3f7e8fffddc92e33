// The engine against the simple evaluator, on the shipped policies and those of the documents: their examples and the
// data beside them, with each blank filled, and with some of the cells changed.
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "interpreter/authoring/data.hpp"
#include "interpreter/cli/load.hpp"
#include "interpreter/explain/known_reasons.hpp"
#include "interpreter/files/read.hpp"
#include "interpreter/workspace/disk_files.hpp"
#include "tests/support/agreement.hpp"
#include "tests/support/all_functions.hpp"
#include "tests/support/document.hpp"
#include "tests/support/effort.hpp"
#include "tests/support/files.hpp"
#include "tests/support/filled.hpp"
#include "tests/support/tested_engine.hpp"

namespace {

using namespace cepol;
using namespace cepol::test;
namespace fs = std::filesystem;

struct PolicyCounts {
  std::size_t policies = 0, seen = 0, examples = 0, folders = 0, results = 0;  // seen: examples met
};

std::vector<fs::path> policy_files(const std::string& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(CEPOL_ROOT) / folder))
    if (entry.path().extension() == ".cepol") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

std::unique_ptr<cli::Policy> loaded(const fs::path& file) {
  cli::Io io;
  io.library = CEPOL_ROOT "/stdlib";
  return cli::load(file.string(), io);
}

class Judge {
 public:
  Judge(const core::Program& program, PolicyCounts& counts)
      : program_(with_all_functions(program, {2016, 2017, 2024, 2025})), counts_(counts) {
    REQUIRE(verify(program_) == std::nullopt);
  }

  // The data filled in several ways; in the last, cells that are known are changed too.
  void check(const data::Dataset& data, const std::vector<core::Member>& readings, std::size_t ways) {
    for (std::size_t way = 0; way < ways; ++way) {
      Random random{++seed_};
      data::Dataset complete = filled(program_, data, random, way == 0 ? 0 : way % 2 == 0 ? 4 : 20);
      data::TableData nothing;
      nothing.rows = 1;
      nothing.source_rows = {1};
      complete.tables.push_back(std::move(nothing));
      INFO("filling " << way);
      check_complete(complete, readings);
    }
  }

 private:
  void check_complete(const data::Dataset& data, const std::vector<core::Member>& readings) {
    engine::Options options;
    options.readings = readings;
    const SimpleEvaluator simple(program_, data, readings);
    TestedEngine engine(program_, data, options);
    for (std::uint32_t t = 0; t < data.tables.size(); ++t) {
      for (data::RowIndex row = 0; row < data.tables[t].rows; ++row) {
        const auto results = engine.decide(core::TableId{t}, row);
        for (const auto& decided : results.decisions) counts_.results += 1 + decided.measures.size();
        const std::string different = disagreements(simple, results, row);
        if (!different.empty())
          FAIL_CHECK(program_.tables[core::TableId{t}].name << ", row " << row << "\n" << different);
      }
    }
  }

  const core::Program program_;

  PolicyCounts& counts_;
  std::uint64_t seed_ = 0;
};

// Sentences that are kept are those that are composed for each row.
void check_reasons(const core::Program& program, const data::Dataset& data, const std::vector<core::Member>& readings,
                   explain::KnownReasons& known) {
  engine::Options options;
  options.readings = readings;
  const std::unique_ptr<engine::Engine> engine = reference_engine(program, data, options);
  for (std::uint32_t t = 0; t < data.tables.size(); ++t)
    for (data::RowIndex row = 0; row < data.tables[t].rows; ++row) {
      const explain::Subject subject{program, data, *engine, core::TableId{t}, row};
      const engine::RowResults results = engine->decide(core::TableId{t}, row);
      CHECK(known.of(subject, results) == explain::reasons(subject, results));
    }
}

void check_policy(const fs::path& file, const std::vector<fs::path>& folders, PolicyCounts& counts) {
  INFO(file.string());
  const auto policy = loaded(file);
  REQUIRE(policy->good());
  Judge judge(policy->program(), counts);
  explain::KnownReasons known;
  ++counts.policies;
  const std::uint64_t step = cases_of({1, 8, 1});  // under the sanitizers one example in so many
  for (const semantics::Example& example : policy->checked.examples) {
    if (counts.seen++ % step != 0) continue;
    INFO(example.title);
    const data::Dataset data = authoring::data_of(policy->program(), example).data;
    check_reasons(policy->program(), data, example.readings, known);
    judge.check(data, example.readings, cases_of({1, 1, 10}));
    ++counts.examples;
  }
  for (const fs::path& folder : folders) {
    INFO(folder.string());
    const data::Dataset data = files::read(policy->program(), {folder.string()}, workspace::disk_files()).data;
    check_reasons(policy->program(), data, {}, known);
    judge.check(data, {}, cases_of({3, 1, 20}));
    ++counts.folders;
  }
}

void check_document(const std::string& name, PolicyCounts& counts) {
  const auto [policies, tables] = blocks_of(text_of(fs::path(CEPOL_ROOT) / "docs" / name));
  const fs::path rosters = fs::path(CEPOL_ROOT) / "tests/docs";
  const auto folder = fs::temp_directory_path() / ("cepol-differential-" + std::to_string(::getpid()));
  fs::create_directories(folder);
  for (const auto& [file, text] : tables) std::ofstream(folder / file, std::ios::binary) << text;
  for (const std::string& policy : policies) {
    std::ofstream(folder / "block.cepol", std::ios::binary) << policy;
    std::vector<fs::path> folders;
    if (policy.find(" yunze/2026 ") != std::string::npos) folders = {rosters / "yunze/名册", rosters / "yunze/错册"};
    if (policy.find(" northport/2026 ") != std::string::npos)
      folders = {rosters / "northport/roster", rosters / "northport/roster-wrong"};
    check_policy(folder / "block.cepol", folders, counts);
  }
  fs::remove_all(folder);
}

}  // namespace

TEST_CASE("of the shipped policies' examples and data the engine gives what the simple evaluator gives") {
  PolicyCounts counts;
  for (const char* folder : {"policies", "stdlib", "tests/policies"}) {
    for (const fs::path& file : policy_files(folder)) {
      std::vector<fs::path> folders;
      for (const char* ending : {"-sample", "-sample-bad"})
        if (const fs::path beside = file.parent_path() / (file.stem().string() + ending); fs::exists(beside))
          folders.push_back(beside);
      check_policy(file, folders, counts);
    }
  }
  CHECK(counts.policies >= 25);
  CHECK(counts.examples >= 500 / cases_of({1, 8, 1}));
  CHECK(counts.folders >= 15);
}

TEST_CASE("of the policies in the documents the engine gives what the simple evaluator gives") {
  PolicyCounts counts;
  for (const char* name : {"language.md", "guide.zh.md", "guide.md"}) check_document(name, counts);
  CHECK(counts.policies >= 100);
  CHECK(counts.folders >= 4);
}
