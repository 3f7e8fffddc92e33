// Runs work on several threads. It is the only code that starts threads.
#pragma once

#include "lang/base/parallel.hpp"

namespace cepol::cli {

class Threads final : public Parallel {
 public:
  explicit Threads(std::size_t width);
  std::size_t width() const override { return width_; }
  void run(std::size_t count, const std::function<void(std::size_t)>& work) const override;

 private:
  std::size_t width_;
};

// At least 1.
std::size_t processors();
// As many threads as there are processors; one, or no threads on this system: everything is run by the caller.
const Parallel& all_processors();

}  // namespace cepol::cli
