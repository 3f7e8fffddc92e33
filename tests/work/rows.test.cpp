// Whatever a policy does with the rows of one person takes work in proportion to them, or little more: each policy of
// the folder rows is evaluated on one person with so many rows and with more. dev/bench-rows measures the time of the
// same policies.
#include <catch2/catch.hpp>
#include <filesystem>

#include "interpreter/columnar/columnar.hpp"
#include "interpreter/data/dataset_builder.hpp"
#include "interpreter/reference/reference.hpp"
#include "tests/support/policy.hpp"
#include "tests/work/counted_blocks.hpp"

using namespace cepol;

namespace {

constexpr std::uint32_t rows_at_first = 2000;
// When the rows are doubled; they are doubled twice, since at some number of rows the columnar engine leaves the person
// to the reference engine.
constexpr double most_work_growth = 2.5;

std::string day_text(std::int64_t days) {
  const Civil day = civil_of(static_cast<Day>(*day_of(2000, 1, 1) + days));
  return std::to_string(day.year) + "-" + std::to_string(day.month) + "-" + std::to_string(day.day);
}

// One person with so many rows; days, topics and hours stand in no order and many are equal.
data::Dataset person_with_rows(const core::Program& program, std::uint32_t count) {
  data::DatasetBuilder builder(program);
  auto table = [&](const char* name, const std::vector<data::CellText>& headings, std::uint32_t rows, auto&& cells) {
    builder.open(name, headings);
    for (std::uint32_t i = 0; i < rows; ++i) {
      const std::vector<std::string> texts = cells(std::uint64_t{i});
      builder.file_row(i + 2, std::vector<data::CellText>(texts.begin(), texts.end()));
    }
  };
  auto text = [](const char* letter, std::uint64_t number) { return letter + std::to_string(number); };
  const std::uint64_t topics = count / 10;
  table("person", {"id"}, 1, [&](std::uint64_t) { return std::vector<std::string>{"P1"}; });
  table("rate", {"code", "since", "until", "points"}, count / 10, [&](std::uint64_t i) {
    return std::vector<std::string>{text("T", i), day_text(static_cast<std::int64_t>(7300 * i / topics)),
                                    day_text(static_cast<std::int64_t>(7300 * (i + 1) / topics)), "2"};
  });
  static constexpr const char* kinds[] = {"law", "ethics", "practice", "skill"};
  table("study", {"id", "no", "y", "day", "until", "kind", "topic", "hours", "rate"}, count, [&](std::uint64_t i) {
    const auto day = static_cast<std::int64_t>(i * 37 % 7300);
    return std::vector<std::string>{"P1",
                                    text("S", i),
                                    std::to_string(2000 + i * 7 % 20),
                                    day_text(day),
                                    day_text(day + static_cast<std::int64_t>(i % 40)),
                                    kinds[i * 5 % 7 % 4],
                                    text("T", i * 7919 % topics),
                                    std::to_string(i * 13 % 100 / 10),
                                    text("T", i * 31 % topics)};
  });
  table("award", {"id", "y", "topic"}, count, [&](std::uint64_t i) {
    return std::vector<std::string>{"P1", std::to_string(2000 + i % 20), text("T", i * 7919 % topics)};
  });
  return builder.finish();
}

// Every decision of every row, and every definition of the person.
std::uint64_t work_of(const engine::EngineKind& kind, const core::Program& program, std::uint32_t rows) {
  const data::Dataset dataset = person_with_rows(program, rows);
  CHECK(dataset.bad.empty());
  const auto engine = engine::load(kind, program, dataset, {});
  const std::uint64_t before = test::counted_blocks;
  for (const core::ResultTable& results : program.results)
    for (data::RowIndex row = 0; row < dataset[results.table].rows; ++row)
      for (const auto& decided : engine->decide(results.table, row).decisions)
        CHECK(decided.outcome.status == engine::Status::given);
  for (std::uint32_t f = 0; f < program.functions.size(); ++f) {
    const auto& parameters = program.functions.nodes[f].parameters;
    if (parameters.size() != 1 || parameters[0].type.kind != core::Kind::row) continue;
    if (dataset[parameters[0].type.table].rows != 1) continue;
    const engine::ValueSet person = engine::of_row(0);
    CHECK(engine->call(core::FunctionId{f}, std::span(&person, 1)).failure == 0);
  }
  return test::counted_blocks - before;
}

void check_growth(const std::string& file) {
  const std::filesystem::path folder = std::filesystem::path(CEPOL_ROOT) / "tests/work/rows";
  const auto policy = test::checked(
      {{"", test::text_of(folder / file)}, {"shared/records", test::text_of(folder / "shared/records.cepol")}});
  INFO(test::why_bad(*policy));
  REQUIRE(policy->good());
  for (const engine::EngineKind* kind : {&reference::engine_kind(), &columnar::engine_kind()}) {
    const std::uint64_t work = work_of(*kind, policy->checked.program, rows_at_first);
    const std::uint64_t more_work = work_of(*kind, policy->checked.program, 4 * rows_at_first);
    INFO(kind->name << ": " << work << ", " << more_work);
    CHECK(static_cast<double>(more_work) < most_work_growth * most_work_growth * static_cast<double>(work));
  }
}

}  // namespace

#define CONSTRUCT(file) \
  TEST_CASE("twice the rows of one person take about twice the work: " file) { check_growth(file); }
#include "row_constructs.inc"
#undef CONSTRUCT
