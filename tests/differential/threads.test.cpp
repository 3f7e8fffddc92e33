// Programs that engines on several threads share: what is prepared from one is never written again. The results are
// those of one thread; under the thread sanitizer (dev/test --long) every write to what is shared is an error.
#include <catch2/catch.hpp>

#include "interpreter/cli/parallel.hpp"
#include "interpreter/engines/engines.hpp"
#include "tests/support/agreement.hpp"
#include "tests/support/effort.hpp"
#include "tests/support/random_case.hpp"

namespace {

using namespace cepol;
using namespace cepol::test;

std::string results_of(engine::Engine& engine, core::TableId table, data::RowIndex rows) {
  std::string text;
  for (data::RowIndex row = 0; row < rows; ++row)
    for (const auto& one : engine.decide(table, row).decisions) {
      (text += shown(one.outcome)) += '\n';
      for (const engine::Outcome& measure : one.measures) (text += shown(measure)) += '\n';
    }
  return text;
}

}  // namespace

TEST_CASE("a prepared program, shared by engines on several threads, gives what it gives on one") {
  constexpr std::size_t threads = 4;
  for (std::uint64_t seed = 1; seed <= cases_of({200, 60, 5000}); ++seed) {
    INFO("seed " << seed);
    RandomCase random(seed, seed % 2 == 0);
    const DataBuilder data = random.data(seed % 2 == 0 ? 1 : 8);
    const core::TableId table = random.schema.person;
    const data::RowIndex rows = data.data[table].rows;
    for (const engine::EngineKind* kind : engines::all()) {
      const auto prepared = kind->prepare(random.b.program, {0});
      engine::Options options;
      options.readings = {0};
      const std::string alone = results_of(*prepared->on(data.data, options), table, rows);
      std::vector<std::string> together(threads);
      cli::Threads(threads).run(
          threads, [&](std::size_t i) { together[i] = results_of(*prepared->on(data.data, options), table, rows); });
      for (const std::string& one : together) CHECK(one == alone);
    }
  }
}
