// A progress bar on standard error: only on a terminal, and only for work that takes longer than a second.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "interpreter/cli/io.hpp"

namespace cepol::cli {

class Progress {
 public:
  Progress(const Io& io, std::string what, std::uint64_t total) : io_(io), what_(std::move(what)), total_(total) {}
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();
  void at(std::uint64_t row) {
    if (io_.progress) show(row);
  }

 private:
  using Clock = std::chrono::steady_clock;
  void show(std::uint64_t row);

  const Io& io_;
  std::string what_;
  std::uint64_t total_;
  Clock::time_point next_ = Clock::now() + std::chrono::seconds(1);
  bool shown_ = false;
};

}  // namespace cepol::cli
