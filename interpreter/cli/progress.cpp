// Draws the bar, at most five times a second.
#include "interpreter/cli/progress.hpp"

#include <algorithm>
#include <cmath>

#include "lang/base/visible.hpp"

namespace cepol::cli {

namespace {

constexpr std::uint64_t cells = 10;
constexpr std::size_t longest_name = 20;  // characters; the line is to fit into 80 columns

std::string time_left(double seconds, const Io& io) {
  const auto whole = static_cast<std::uint64_t>(std::ceil(seconds));
  if (whole < 60) return io.say("{} 秒", "{} s", whole);
  if (whole < 3600) return io.say("{} 分 {} 秒", "{} min {} s", whole / 60, whole % 60);
  return io.say("{} 小时 {} 分", "{} h {} min", whole / 3600, whole % 3600 / 60);
}

}  // namespace

std::string progress_line(const std::string& what, std::uint64_t finished, std::uint64_t total, ProgressUnit unit,
                          double seconds, const Io& io) {
  finished = std::min(finished, total);
  const std::uint64_t full = total == 0 ? 0 : finished * cells / total;
  std::string bar;
  for (std::uint64_t i = 0; i < cells; ++i) bar += i < full ? "█" : "░";
  const std::string head = quoted_format("{} {} ", shortened(visible_line(what), longest_name), bar);
  const double speed = seconds > 0 ? static_cast<double>(finished) / seconds : 0;
  const std::string left = speed > 0 ? time_left(static_cast<double>(total - finished) / speed, io) : "?";
  constexpr std::uint64_t megabyte = 1'000'000;
  switch (unit) {
    case ProgressUnit::steps: break;
    case ProgressUnit::rows:
      return head + io.say("{}/{} 行，每秒 {}，还要 {}", "{}/{} rows, {}/s, {} left", finished, total,
                           static_cast<std::uint64_t>(speed), left);
    case ProgressUnit::bytes:
      return head + io.say("{}/{} MB，每秒 {}，还要 {}", "{}/{} MB, {}/s, {} left", finished / megabyte,
                           total / megabyte, static_cast<std::uint64_t>(speed) / megabyte, left);
  }
  return head + quoted_format("{}/{}", finished, total);
}

Progress::~Progress() {
  if (shown_) replace_line(io_.err, {});
}

void Progress::show(std::uint64_t finished) {
  const auto now = Clock::now();
  if (now < next_ || total_ == 0) return;
  next_ = now + std::chrono::milliseconds(200);
  shown_ = true;
  const double seconds = std::chrono::duration<double>(now - begin_).count();
  replace_line(io_.err, progress_line(what_, finished, total_, unit_, seconds, io_));
}

}  // namespace cepol::cli
