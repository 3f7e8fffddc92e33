// Draws the bar, at most five times a second.
#include "interpreter/cli/progress.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cepol::cli {

namespace {
constexpr std::string_view erase_line = "\r\033[K";
constexpr std::uint64_t cells = 20;
}  // namespace

Progress::~Progress() {
  if (shown_) io_.message(std::string(erase_line));
}

void Progress::show(std::uint64_t row) {
  const auto now = Clock::now();
  if (now < next_ || total_ == 0) return;
  next_ = now + std::chrono::milliseconds(200);
  shown_ = true;
  const std::uint64_t full = std::min(cells, row * cells / total_);
  std::string bar;
  for (std::uint64_t i = 0; i < cells; ++i) bar += i < full ? "█" : "░";
  io_.message(fmt::format("{}{} {} {}/{}", erase_line, what_, bar, row, total_));
}

}  // namespace cepol::cli
