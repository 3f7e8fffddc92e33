// dev/differential: compares the engines on random pairs of policies and data, for as long as one likes.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "tests/pairs/cases.hpp"
#include "tests/pairs/shrink.hpp"

namespace {

using namespace cepol::pairs;
using Clock = std::chrono::steady_clock;

constexpr std::size_t steps = 20'000;  // that shrinking a pair may take

struct Arguments {
  double minutes = 1;
  std::uint64_t seed = 1, step = 1, cases = UINT64_MAX;
  std::string folder = "build/differential";
};

void print(const Counts& counts, double seconds) {
  std::printf(
      "%zu pairs of %zu policies in %.0f s (%.0f a second); %zu with blanks, %zu damaged in %zu ways, %zu with more "
      "rows than a "
      "batch, %zu in another order; %zu stop the run; %zu policies refused\n",
      counts.pairs, counts.policies, seconds, static_cast<double>(counts.pairs) / seconds, counts.with_blanks,
      counts.damaged, counts.kinds.size(), counts.many_rows, counts.in_any_order, counts.stopped, counts.refused);
}

void report(const std::string& folder, std::uint64_t seed, Failure failure) {
  std::printf("case %llu: the results differ:\n%s\nmaking it smaller\n", static_cast<unsigned long long>(seed),
              failure.difference.shown.c_str());
  std::fflush(stdout);
  Difference last = failure.difference;
  const auto differs = [&](const Pair& pair) {
    Compared compared = compare(pair, last.other.find("--threads 1") == std::string::npos);
    if (compared.verdict != Verdict::different) return false;
    last = std::move(compared.difference);
    return true;
  };
  const Pair pair = shrunk(std::move(failure.pair), differs, steps);
  const std::string made = folder + "/case-" + std::to_string(seed);
  const std::string commands = write_pair(made, pair, last);
  std::printf("%s\n%s%s\n", text_of(pair.policy).c_str(), commands.c_str(), last.shown.c_str());
  std::fflush(stdout);
}

}  // namespace

// MINUTES SEED STEP CASES FOLDER: every STEP-th of the cases from SEED on.
int main(int count, char** values) {
  Arguments given;
  if (count > 1) given.minutes = std::atof(values[1]);
  if (count > 2) given.seed = std::strtoull(values[2], nullptr, 10);
  if (count > 3) given.step = std::strtoull(values[3], nullptr, 10);
  if (count > 4) given.cases = std::strtoull(values[4], nullptr, 10);
  if (count > 5) given.folder = values[5];
  const auto start = Clock::now();
  const auto seconds = [&] { return std::chrono::duration<double>(Clock::now() - start).count(); };
  Counts counts;
  std::size_t failures = 0;
  for (std::uint64_t i = 0; i < given.cases && seconds() < given.minutes * 60; i += given.step) {
    const double before = seconds();
    auto failure = try_case(given.seed + i, counts);
    if (const double took = seconds() - before; took > 10)
      std::printf("case %llu took %.0f s\n", static_cast<unsigned long long>(given.seed + i), took);
    std::fflush(stdout);
    if (!failure) continue;
    ++failures;
    report(given.folder, given.seed + i, std::move(*failure));
  }
  print(counts, seconds());
  return failures == 0 ? 0 : 1;
}
