// Work on a number of threads, for tests of rooms below the shell.
#pragma once

#include <thread>
#include <vector>

#include "lang/base/parallel.hpp"

namespace cepol::test {

class Threads final : public Parallel {
 public:
  explicit Threads(std::size_t width) : width_(width) {}
  std::size_t width() const override { return width_; }
  void run(std::size_t count, const std::function<void(std::size_t)>& work) const override {
    std::vector<std::jthread> running;
    for (std::size_t thread = 0; thread < width_; ++thread)
      running.emplace_back([&, thread] {
        for (std::size_t piece = thread; piece < count; piece += width_) work(piece);
      });
  }

 private:
  std::size_t width_;
};

}  // namespace cepol::test
