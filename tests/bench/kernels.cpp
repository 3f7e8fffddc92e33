// How long the inner loops take: scanning CSV, adding rows, deciding rows by a plan, writing results. Each through the
// headers that the tool uses. Built with CEPOL_BENCH, run by dev/bench --kernels.
#include <benchmark/benchmark.h>

#include "interpreter/columnar/columnar.hpp"
#include "interpreter/data/dataset_builder.hpp"
#include "interpreter/files/csv_block.hpp"
#include "interpreter/files/text_reader.hpp"
#include "interpreter/report/result_writer.hpp"
#include "tests/pairs/pair.hpp"
#include "tests/support/random.hpp"

namespace {

using namespace cepol;

constexpr std::size_t people = 20'000, rows_a_person = 9;

// ---- a policy with one decision, and tables for it
std::unique_ptr<workspace::Policy> policy_of(const std::string& condition) {
  auto policy =
      pairs::checked({"policy bench/kernels \"kernels\" { language en }\n"
                      "record person key id { id: text; a: number >= 0 <= 1000 places 1; b: number >= 0 <= 1000 places "
                      "1; c: bool; d: bool; "
                      "e: bool; day: date }\n"
                      "record study of person { y: year; hours: number >= 0 <= 1000 places 1; passed: bool; kind: { "
                      "k0, k1 }; topic: text }\n"
                      "decision done for person: yes_ | no_ { yes_ when " +
                      condition + "; no_ otherwise }\n"});
  if (policy == nullptr) std::abort();  // the text above has an error
  return policy;
}

struct Texts {
  std::vector<std::string> headings;
  std::vector<std::vector<std::string>> rows;
};

std::string key(std::size_t person) { return "P" + std::to_string(1'000'000 + person); }

Texts people_texts() {
  Texts made{{"id", "a", "b", "c", "d", "e", "day"}, {}};
  test::Random random{1};
  const auto number = [&] { return std::to_string(random.below(1000)) + "." + std::to_string(random.below(10)); };
  const auto truth = [&] { return std::string(random.chance(2) ? "yes" : "no"); };
  for (std::size_t i = 0; i < people; ++i)
    made.rows.push_back(
        {key(i), number(), number(), truth(), truth(), truth(), "1980-05-" + std::to_string(10 + random.below(19))});
  return made;
}

Texts study_texts() {
  Texts made{{"id", "y", "hours", "passed", "kind", "topic"}, {}};
  test::Random random{2};
  for (std::size_t i = 0; i < people * rows_a_person; ++i)
    made.rows.push_back({key(i / rows_a_person), std::to_string(2014 + random.below(4)),
                         std::to_string(random.below(50)) + ".5", random.chance(10) ? "no" : "yes",
                         random.chance(2) ? "k0" : "k1", "topic " + std::to_string(random.below(40))});
  return made;
}

std::string csv_of(const Texts& texts) {
  std::string text = report::csv_line(texts.headings);
  for (const auto& row : texts.rows) text += report::csv_line(row);
  return text;
}

void add(data::DatasetBuilder& builder, const std::string& table, const Texts& texts) {
  std::vector<data::CellText> cells;
  const auto set = [&](const std::vector<std::string>& row) {
    cells.clear();
    for (const std::string& one : row) cells.emplace_back(one);
  };
  set(texts.headings);
  builder.open(table, cells);
  std::uint32_t number = 1;
  for (const auto& row : texts.rows) {
    set(row);
    builder.file_row(++number, cells);
  }
}

// ---- reading
void scan_csv(benchmark::State& state) {
  const std::string text = csv_of(study_texts());
  std::size_t rows = 0;
  for ([[maybe_unused]] auto _ : state) {
    files::TextReader bytes(text);
    files::CsvRows scanned(bytes);
    files::CsvBlock block;
    for (block.fill(scanned); block.size() > 0; block.fill(scanned)) rows += block.size();
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(text.size() * state.iterations()));
  state.SetItemsProcessed(static_cast<std::int64_t>(rows));
}
BENCHMARK(scan_csv)->Name("scan CSV")->Unit(benchmark::kMillisecond);

void add_rows(benchmark::State& state) {
  const auto policy = policy_of("a < b");
  const Texts owners = people_texts(), studies = study_texts();
  for ([[maybe_unused]] auto _ : state) {
    data::DatasetBuilder builder(policy->program());
    add(builder, "person", owners);
    add(builder, "study", studies);
    benchmark::DoNotOptimize(builder.finish());
  }
  state.SetItemsProcessed(static_cast<std::int64_t>((owners.rows.size() + studies.rows.size()) * state.iterations()));
}
BENCHMARK(add_rows)->Name("add plain rows, find their owners")->Unit(benchmark::kMillisecond);

// ---- deciding
void decide(benchmark::State& state, const std::string& condition) {
  const auto policy = policy_of(condition);
  const core::Program& program = policy->program();
  data::DatasetBuilder builder(program);
  add(builder, "person", people_texts());
  add(builder, "study", study_texts());
  const data::Dataset data = builder.finish();
  const core::TableId table = program.decisions.nodes.front().table;
  for ([[maybe_unused]] auto _ : state) {
    const auto engine = engine::load(columnar::engine_kind(), program, data, {});
    for (data::RowIndex row = 0; row < data[table].rows; ++row) benchmark::DoNotOptimize(engine->decide(table, row));
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(people * state.iterations()));
}
void decide_as(const char* name, const char* condition) {
  benchmark::RegisterBenchmark(name, decide, condition)->Unit(benchmark::kMillisecond);
}

// ---- writing
class Nowhere final : public report::Destination {
 public:
  void write(const StyledText& text) override { benchmark::DoNotOptimize(text); }
  bool commit() override { return true; }
  bool failed() const override { return false; }
  std::string error() const override { return {}; }
};

void write_rows(benchmark::State& state, report::Format format) {
  const Texts texts = people_texts();
  for ([[maybe_unused]] auto _ : state) {
    const auto writer = report::make_writer(format, std::make_unique<Nowhere>(), 0);
    writer->begin("person", texts.headings);
    for (const auto& row : texts.rows) writer->row(row);
    writer->end();
    writer->commit();
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(people * state.iterations()));
}
BENCHMARK_CAPTURE(write_rows, csv, report::Format::csv)->Name("write CSV")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(write_rows, ndjson, report::Format::ndjson)->Name("write NDJSON")->Unit(benchmark::kMillisecond);

}  // namespace

int main(int count, char** words) {
  decide_as("decide: a constant", "yes");
  decide_as("decide: compare", "a < b");
  decide_as("decide: logic", "(a < b and (c or d)) or (not (c and e)) or (d and e and a = b)");
  decide_as("decide: dates", "full_years(day, 2017-05-31) >= 37 years");
  decide_as("decide: count rows", "count(study) > 8");
  decide_as("decide: sum of rows", "sum(hours over study) > 200");
  decide_as("decide: sum of rows with a guard", "sum(hours over study where passed and y >= 2015 and kind is k0) > 90");
  decide_as("decide: sums of years",
            "every(year y in from 2014 to 2017: sum(s.hours over study as s where s.y = y) > 10)");
  benchmark::Initialize(&count, words);
  if (benchmark::ReportUnrecognizedArguments(count, words)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
