// An engine with a fault: random pairs show it, and the pair is made small.
#include <catch2/catch.hpp>

#include "interpreter/reference/reference.hpp"
#include "tests/pairs/cases.hpp"
#include "tests/pairs/random_policy.hpp"
#include "tests/pairs/random_tables.hpp"
#include "tests/pairs/shrink.hpp"

namespace {

using namespace cepol;
using namespace cepol::pairs;

core::TableId table_named(const core::Program& program, std::string_view name) {
  std::uint32_t index = 0;
  while (program.tables.nodes[index].name != name) ++index;
  return core::TableId{index};
}

// The reference engine, but a person with a row of “study” that was passed has no result.
class FaultyEngine final : public engine::Engine {
 public:
  FaultyEngine(const core::Program& program, const data::Dataset& data, const engine::Options& options)
      : program_(program), data_(data), good_(engine::load(reference::engine_kind(), program, data, options)) {}
  engine::RowResults decide(core::TableId table, data::RowIndex row) override {
    engine::RowResults results = good_->decide(table, row);
    if (program_.tables[table].name == "person" && passed(row))
      for (auto& one : results.decisions)
        if (one.outcome.status == engine::Status::given) one.outcome.status = engine::Status::not_covered;
    return results;
  }
  engine::RowResults::Decided decide(core::DecisionId decision, data::RowIndex row) override {
    return good_->decide(decision, row);
  }
  engine::Outcome outcome(core::DecisionId decision, data::RowIndex row) override {
    return good_->outcome(decision, row);
  }
  engine::Outcome value(core::FunctionId function, data::RowIndex row, bool missing) override {
    return good_->value(function, row, missing);
  }
  engine::OutcomeRegions outcome_regions(core::DecisionId decision, data::RowIndex row, std::size_t limit) override {
    return good_->outcome_regions(decision, row, limit);
  }
  engine::ValueSet call(core::FunctionId function, std::span<const engine::ValueSet> arguments) override {
    return good_->call(function, arguments);
  }
  engine::ValueSet evaluate(core::FunctionId function, core::ExprId expression,
                            std::span<const engine::ValueSet> frame) override {
    return good_->evaluate(function, expression, frame);
  }
  void watch(engine::CoverageMarks* marks) override { good_->watch(marks); }

 private:
  bool passed(data::RowIndex person) const {
    const core::TableId study = table_named(program_, "study");
    const auto& columns = program_.tables[study].columns;
    for (std::size_t c = 0; c < columns.size(); ++c)
      if (columns[c].name == "passed")
        for (const data::RowIndex row : data_.children(study, person))
          if (data_[study].columns[c].states[row] == data::State::known && data_[study].columns[c].indices[row] != 0)
            return true;
    return false;
  }

  const core::Program& program_;
  const data::Dataset& data_;
  std::unique_ptr<engine::Engine> good_;
};

class FaultyProgram final : public engine::PreparedProgram {
 public:
  explicit FaultyProgram(const core::Program& program) : program_(program) {}
  std::unique_ptr<engine::Engine> on(const data::Dataset& data, const engine::Options& options) const override {
    return std::make_unique<FaultyEngine>(program_, data, options);
  }

 private:
  const core::Program& program_;
};

const engine::EngineKind faulty{"faulty",
                                [](const core::Program& program,
                                   const std::vector<core::Member>&) -> std::unique_ptr<const engine::PreparedProgram> {
                                  return std::make_unique<FaultyProgram>(program);
                                }};

}  // namespace

TEST_CASE("a fault of an engine is found on random pairs, and shown on a small one") {
  const auto differs = [](const Pair& pair) { return compare_engines(pair, faulty).verdict == Verdict::different; };
  std::optional<Pair> found;
  for (std::uint64_t seed = 1; !found && seed < 50; ++seed) {
    test::Random random{seed};
    const RandomPolicy made = random_policy(random);
    const auto policy = checked(made.text);
    if (!policy) continue;
    Pair pair{made.text, random_tables(policy->program(), {}, random), {}, false};
    if (differs(pair)) found = std::move(pair);
  }
  REQUIRE(found);
  const Pair pair = shrunk(*found, differs, 20'000);
  CHECK(differs(pair));
  for (const auto& table : pair.data.tables) {
    INFO(table.name);
    CHECK(table.rows.size() == (table.name == "person" || table.name == "study" ? 1 : 0));
    CHECK(table.headings.size() <= 3);  // of “study” its key, its owner, and what is read
  }
  // One decision of one outcome, and what is left of the tables.
  INFO(text_of(pair.policy));
  CHECK(text_of(pair.policy).size() < 420);
  CHECK(text_of(pair.policy).find("define") == std::string::npos);
}
