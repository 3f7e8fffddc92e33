// There is one thread.
#include "interpreter/cli/parallel.hpp"

namespace cepol::cli {

Threads::Threads(std::size_t) : width_(1) {}
void Threads::run(std::size_t count, const std::function<void(std::size_t)>& work) const { Parallel::run(count, work); }

std::size_t processors() { return 1; }

const Parallel& all_processors() {
  static const Threads threads(1);
  return threads;
}

}  // namespace cepol::cli
