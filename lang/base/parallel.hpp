// Interface for running independent tasks. The default runs them one after another; the command line passes in an
// implementation with threads (interpreter/cli/parallel.hpp). No other code starts threads.
#pragma once

#include <cstddef>
#include <functional>

namespace cepol {

class Parallel {
 public:
  Parallel() = default;
  Parallel(const Parallel&) = delete;
  Parallel& operator=(const Parallel&) = delete;
  virtual ~Parallel() = default;

  // How many tasks can run at the same time, at least 1. Callers with an expensive state per task make this many tasks.
  virtual std::size_t width() const { return 1; }
  // Calls work(0) … work(count - 1) once each, in any order, perhaps at the same time; returns when all have returned.
  virtual void run(std::size_t count, const std::function<void(std::size_t)>& work) const {
    for (std::size_t i = 0; i < count; ++i) work(i);
  }
};

}  // namespace cepol
