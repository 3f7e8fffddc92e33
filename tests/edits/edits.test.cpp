// `cepol diff --data` against the truth: policies with one to six random edits, data with blanks.
#include <catch2/catch.hpp>

#include "tests/edits/edited_pair.hpp"
#include "tests/support/effort.hpp"

namespace {

using namespace cepol;
using namespace cepol::edits;

std::string described(const EditedPair& pair) {
  std::string text;
  for (const std::string& one : pair.edits) text += one + "; ";
  return text;
}

constexpr std::uint64_t searched_to_the_bound = 180;  // of the pairs, the first

void check_edits(std::uint64_t first) {
  EditCounts edits;
  PairCounts counts;
  const std::uint64_t policies = test::cases_of({520, 10, 10'000});
  std::size_t failures = 0;
  for (std::uint64_t seed = first; seed < first + policies && failures < 10; ++seed) {
    EditedPair pair = random_pair(seed, edits);
    // A few pairs would take most of the time. What is found below a bound is the same under any other.
    if (seed - first >= searched_to_the_bound && !test::long_run()) pair.search_bound = 400;
    const std::string wrong = wrong_with(pair, counts);
    if (wrong.empty()) continue;
    ++failures;
    FAIL_CHECK("pair " << seed << " (" << described(pair) << "): " << wrong);
  }
  const bool few = test::sanitized && !test::long_run();  // of few pairs shares tell nothing
  CHECK(counts.renamed < counts.pairs / (few ? 2 : 10));
  CHECK(counts.bounded < counts.pairs / (few ? 1 : 3));
  CHECK(counts.with_differences > (few ? 0 : counts.pairs / 10));
  if (test::long_run())
    WARN(counts.pairs << " pairs, " << counts.stopped << " stopped, " << counts.renamed << " renamed, "
                      << counts.with_differences << " with differences, " << counts.rows << " rows, "
                      << counts.differences << " differences, " << counts.causes << " causes, " << counts.of_several
                      << " of several, " << counts.not_smallest << " not smallest, " << counts.everything
                      << " everything, " << counts.exhaustive << " exhaustive, " << counts.bounded << " given up");
  if (first != 0 || few) return;
  for (std::size_t i = 0; i < syntax::node_kind_count; ++i) {
    const auto kind = static_cast<syntax::NodeKind>(i);
    if (!is_edited(kind)) continue;
    std::size_t done = 0;
    if (const auto found = edits.find(kind); found != edits.end())
      for (std::size_t count : found->second) done += count;
    INFO("no edit of a node of the kind " << syntax::id_of(kind));
    CHECK(done > 0);
  }
}

}  // namespace

// In two halves, for two processors.
TEST_CASE("rows that differ, and their causes, are those of two evals") { check_edits(0); }
TEST_CASE("rows that differ, and their causes: as many again") { check_edits(1'000'000); }

// For one pair: EDITED_PAIR=17 build/release/tests/test_edits '[.show]'
TEST_CASE("a pair by its number", "[.show]") {
  const char* number = std::getenv("EDITED_PAIR");
  if (number == nullptr) return;
  EditCounts edits;
  PairCounts counts;
  const EditedPair pair = random_pair(std::strtoull(number, nullptr, 10), edits);
  std::string data;
  for (const damage::DataFiles& files : pair.data)
    for (const damage::TextTable& table : files.tables) data += table.file + "\n" + damage::file_text(table);
  WARN(pair.before << "\n======\n" << pair.after << "\n======\n" << data << "\n" << described(pair));
  WARN(wrong_with(pair, counts));
}
