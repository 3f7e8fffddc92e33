// Draws the bar, at most five times a second.
#include "interpreter/cli/progress.hpp"

#include <algorithm>

#include "lang/base/visible.hpp"

namespace cepol::cli {

namespace {
constexpr std::uint64_t cells = 20;
constexpr std::size_t longest_name = 40;  // characters
}  // namespace

Progress::~Progress() {
  if (shown_) replace_line(io_.err, {});
}

void Progress::show(std::uint64_t row) {
  const auto now = Clock::now();
  if (now < next_ || total_ == 0) return;
  next_ = now + std::chrono::milliseconds(200);
  shown_ = true;
  const std::uint64_t full = std::min(cells, row * cells / total_);
  std::string bar;
  for (std::uint64_t i = 0; i < cells; ++i) bar += i < full ? "█" : "░";
  replace_line(io_.err, quoted_format("{} {} {}/{}", shortened(visible_line(what_), longest_name), bar, row, total_));
}

}  // namespace cepol::cli
