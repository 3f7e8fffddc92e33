// How independent pieces of work are run. The shell hands down one that uses threads (interpreter/cli/parallel.hpp);
// whoever has pieces of work knows only this interface, and starts no thread.
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

  // How many pieces run at the same time, at least 1: work with an expensive state is cut into so many.
  virtual std::size_t width() const { return 1; }
  // Calls work(0) … work(count - 1) once each, in any order, perhaps at the same time; returns when all have returned.
  virtual void run(std::size_t count, const std::function<void(std::size_t)>& work) const {
    for (std::size_t i = 0; i < count; ++i) work(i);
  }
};

}  // namespace cepol
