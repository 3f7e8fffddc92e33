#include "interpreter/cli/parallel.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <new>
#include <vector>

using namespace cepol;

TEST_CASE("what a piece of work throws on a thread is thrown to the caller") {
  const cli::Threads many(3);
  CHECK_THROWS_AS(many.run(50,
                           [](std::size_t piece) {
                             if (piece == 7) throw std::bad_alloc();
                           }),
                  std::bad_alloc);
}

TEST_CASE("every piece of work runs once, on threads or inline") {
  const Parallel inline_one;
  const cli::Threads none(0), one(1), many(5);
  CHECK(none.width() == 1);
  for (const Parallel* parallel : {&inline_one, static_cast<const Parallel*>(&none), static_cast<const Parallel*>(&one),
                                   static_cast<const Parallel*>(&many), &cli::all_processors()})
    for (const std::size_t count : {std::size_t{0}, std::size_t{1}, std::size_t{3}, std::size_t{200}}) {
      std::vector<std::atomic<int>> times(count);
      parallel->run(count, [&](std::size_t piece) { ++times[piece]; });
      for (const std::atomic<int>& each : times) CHECK(each == 1);
    }
}
