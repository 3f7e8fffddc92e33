// Follows source maps back to the text that an author wrote.
#include "lang/services/view.hpp"

#include <algorithm>

namespace cepol::services {

std::optional<Span> written_at(const Sources& sources, Span span) {
  while (span.source.valid() && !sources[span.source].pieces.empty()) {
    const std::vector<OriginPiece>& pieces = sources[span.source].pieces;
    const auto next = std::upper_bound(pieces.begin(), pieces.end(), span.begin,
                                       [](std::uint32_t at, const OriginPiece& piece) { return at < piece.begin; });
    if (next == pieces.begin() || !std::prev(next)->copied) return std::nullopt;
    const OriginPiece& piece = *std::prev(next);
    if (next != pieces.end() && span.end > next->begin) return std::nullopt;
    const std::uint32_t begin = piece.origin.begin + (span.begin - piece.begin);
    span = {piece.origin.source, begin, begin + (span.end - span.begin)};
  }
  return span.source.valid() ? std::optional(span) : std::nullopt;
}

}  // namespace cepol::services
