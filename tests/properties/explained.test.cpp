// Explanations of the shipped policies on the data beside them.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>

#include "interpreter/cli/load.hpp"
#include "interpreter/files/read.hpp"
#include "interpreter/reference/reference.hpp"
#include "interpreter/workspace/disk_files.hpp"
#include "tests/support/effort.hpp"
#include "tests/support/explanation_check.hpp"
#include "tests/support/filled.hpp"

namespace {

using namespace cepol;
namespace fs = std::filesystem;

void check_sample(const fs::path& file, const fs::path& roster, test::ExplanationCounts& counts) {
  INFO(roster.string());
  cli::Io io;
  io.library = CEPOL_ROOT "/stdlib";
  const auto policy = cli::load(file.string(), io);
  REQUIRE(policy->good());
  const core::Program& program = policy->program();
  const data::Dataset data = files::read(program, {roster.string()}, workspace::disk_files()).data;
  engine::Options options;
  for (const core::Reading& one : program.readings.nodes) options.readings.push_back(one.default_option);
  test::Random random{7};
  const data::Dataset whole = test::filled(program, data, random);
  const auto engine = engine::load(reference::engine_kind(), program, data, options);
  const auto of_whole = engine::load(reference::engine_kind(), program, whole, options);
  const data::RowIndex most = static_cast<data::RowIndex>(test::cases_of({12, 2, 1000}));
  for (std::uint32_t t = 0; t < program.tables.size(); ++t) {
    const data::RowIndex rows = data.tables[t].rows, step = std::max<data::RowIndex>(1, rows / most);
    for (data::RowIndex row = 0; row < rows; row += step)
      for (const bool all : {false, true}) {
        const report::ToldWith told{{}, &policy->sources, all};
        const auto one = report::explain_row(*engine, program, data, options, core::TableId{t}, row, told);
        if (one.derivations.empty()) continue;
        const auto other = report::explain_row(*of_whole, program, whole, options, core::TableId{t}, row, told);
        ++counts.rows;
        std::string wrong = test::wrong_in_formats(one);
        for (std::size_t i = 0; i < one.derivations.size(); ++i) {
          test::check_line(one.derivations[i], counts, wrong);
          wrong += test::wrong_when_filled(one.derivations[i], other.derivations[i], counts);
        }
        if (!wrong.empty()) FAIL_CHECK(wrong << report::to_text(one).text());
      }
  }
}

}  // namespace

TEST_CASE("explanations of the shipped policies follow from their rows, alike in every format, and hold when filled") {
  test::ExplanationCounts counts;
  std::size_t folders = 0;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(CEPOL_ROOT) / "policies")) {
    if (entry.path().extension() != ".cepol") continue;
    for (const char* ending : {"-sample", "-sample-bad"})
      if (const fs::path beside = entry.path().parent_path() / (entry.path().stem().string() + ending);
          fs::exists(beside)) {
        check_sample(entry.path(), beside, counts);
        ++folders;
      }
  }
  INFO(counts.rows << " rows, " << counts.lines << " lines, " << counts.sums << " folds, " << counts.credits
                   << " credits, " << counts.told << " told, " << counts.folded << " folded, " << counts.open
                   << " open");
  CHECK(folders >= 15);
  CHECK(counts.rows >= folders * test::cases_of({4, 1, 4}));
  CHECK(counts.sums > folders);
  CHECK(counts.credits > folders);
  CHECK(counts.told > folders * 20);
  CHECK(counts.folded > folders);
}

TEST_CASE("a tree is found wrong where rows do not add up, a total is not of its rows, or a mark turns when filled") {
  using explain::ExplanationLine, explain::LineKind, explain::LineMark;
  const auto line = [](LineKind kind, LineMark mark, std::int64_t value, std::vector<ExplanationLine> below) {
    ExplanationLine made{mark, "hours", {}, std::move(below)};
    made.kind = kind;
    made.value = engine::of_number(value);
    return made;
  };
  const auto wrong = [](const ExplanationLine& one) {
    test::ExplanationCounts counts;
    std::string text;
    test::check_line(one, counts, text);
    return !text.empty();
  };
  const auto rows = [&](std::int64_t total) {
    ExplanationLine made =
        line(LineKind::rows, LineMark::plain, total,
             {line(LineKind::row, LineMark::holds, 8, {}), line(LineKind::row, LineMark::fails, 5, {}),
              line(LineKind::row, LineMark::holds, 2, {})});
    made.fold = core::Fold::sum;
    return made;
  };
  CHECK_FALSE(wrong(rows(10)));
  CHECK(wrong(rows(15)));
  CHECK_FALSE(wrong(line(LineKind::credit, LineMark::plain, 10, {rows(10)})));
  CHECK(wrong(line(LineKind::credit, LineMark::plain, 12, {rows(10)})));
  CHECK_FALSE(wrong(line(LineKind::running, LineMark::plain, 3, {line(LineKind::year, LineMark::plain, 3, {})})));
  CHECK(wrong(line(LineKind::running, LineMark::plain, 3, {line(LineKind::year, LineMark::plain, 4, {})})));
  test::ExplanationCounts counts;
  CHECK(test::wrong_when_filled(line(LineKind::test, LineMark::open, 1, {}),
                                line(LineKind::test, LineMark::fails, 1, {}), counts)
            .empty());
  CHECK_FALSE(test::wrong_when_filled(line(LineKind::test, LineMark::holds, 1, {}),
                                      line(LineKind::test, LineMark::fails, 1, {}), counts)
                  .empty());
  CHECK_FALSE(test::wrong_when_filled(line(LineKind::row, LineMark::plain, 1, {}),
                                      line(LineKind::row, LineMark::plain, 2, {}), counts)
                  .empty());
}
