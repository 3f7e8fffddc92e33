// A progress bar on standard error: only on a terminal, and only for work that takes longer than a second.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "interpreter/cli/io.hpp"

namespace cepol::cli {

enum class ProgressUnit : std::uint8_t { steps, rows, bytes };

// One line: what, a bar, how much of how much, and of rows and bytes how much a second and how long it will take at
// that speed. `seconds`: since the begin.
std::string progress_line(const std::string& what, std::uint64_t finished, std::uint64_t total, ProgressUnit unit,
                          double seconds, const Io& io);

class Progress {
 public:
  Progress(const Io& io, std::string what, std::uint64_t total, ProgressUnit unit)
      : io_(io), what_(std::move(what)), total_(total), unit_(unit) {}
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();
  void at(std::uint64_t finished) {
    if (io_.progress) show(finished);
  }

 private:
  using Clock = std::chrono::steady_clock;
  void show(std::uint64_t finished);

  const Io& io_;
  std::string what_;
  std::uint64_t total_;
  ProgressUnit unit_;
  Clock::time_point begin_ = Clock::now(), next_ = begin_ + std::chrono::seconds(1);
  bool shown_ = false;
};

}  // namespace cepol::cli
