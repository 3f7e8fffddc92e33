// Threads: workers take the next index from an atomic counter until all are done.
#include "interpreter/cli/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace cepol::cli {

Threads::Threads(std::size_t width) : width_(std::max<std::size_t>(1, width)) {}

void Threads::run(std::size_t count, const std::function<void(std::size_t)>& work) const {
  const std::size_t threads = std::min(width_, count);
  if (threads <= 1) return Parallel::run(count, work);
  std::atomic<std::size_t> next = 0;
  std::mutex one_at_a_time;
  std::exception_ptr thrown;  // by the first piece that threw; the others end
  const auto work_on_pieces = [&] {
    try {
      for (std::size_t piece = next++; piece < count; piece = next++) work(piece);
    } catch (...) {
      const std::scoped_lock held(one_at_a_time);
      if (!thrown) thrown = std::current_exception();
      next = count;
    }
  };
  std::vector<std::jthread> running;
  for (std::size_t i = 1; i < threads; ++i) running.emplace_back(work_on_pieces);
  work_on_pieces();
  running.clear();  // joins them
  if (thrown) std::rethrow_exception(thrown);
}

std::size_t processors() { return std::max<std::size_t>(1, std::thread::hardware_concurrency()); }

const Parallel& all_processors() {
  static const Threads threads(processors());
  return threads;
}

}  // namespace cepol::cli
