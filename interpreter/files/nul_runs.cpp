#include "interpreter/files/nul_runs.hpp"

#include <algorithm>

namespace cepol::files {

std::optional<ReadError> NulRuns::lost_block(const std::string& path) {
  // Of one NUL no row can be lost unseen: it is no line break and no comma. Two may have been a comma and a line break.
  constexpr std::size_t most_nuls = 1;
  if (longest_ <= most_nuls) return std::nullopt;
  std::uint64_t line = 1;
  std::string space(std::size_t{1} << 16, '\0');
  bytes_.seek(0);
  for (std::size_t left = begin_; left > 0;) {
    const std::size_t count = bytes_.read(space.data(), std::min(space.size(), left));
    if (count == 0) break;
    line += static_cast<std::uint64_t>(std::count(space.data(), space.data() + count, '\n'));
    left -= count;
  }
  return ReadError{path, data::Fault::nul_block, {std::to_string(line), std::to_string(longest_)}};
}

}  // namespace cepol::files
