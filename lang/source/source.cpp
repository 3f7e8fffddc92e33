// Line and column numbers by a scan from the start of the text (LF, CR LF and CR end lines), and lookup of the origin
// of a span in source maps by binary search.
#include "lang/source/source.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <iterator>

#include "lang/base/text.hpp"

namespace cepol {

namespace {
// LF, or CR not followed by LF.
bool ends_line(const std::string& text, std::size_t at) {
  return text[at] == '\n' || (text[at] == '\r' && (at + 1 >= text.size() || text[at + 1] != '\n'));
}

bool begins_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

// How many of eight bytes do not begin a character: their two highest bits are 10.
std::uint32_t inner_bytes(const char* eight) {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, eight, sizeof bytes);
  return static_cast<std::uint32_t>(std::popcount(bytes & ~(bytes << 1) & 0x8080808080808080U));
}

// The characters of the text before the offset.
std::size_t characters_before(const Source& source, std::uint32_t offset) {
  const std::size_t block = offset / Source::block_size;
  std::size_t count = source.characters[block];
  for (std::size_t at = block * Source::block_size; at < offset; ++at)
    if (begins_character(source.text[at])) ++count;
  return count;
}

}  // namespace

SourceId Sources::add(Source source) {
  // An editor's text is gone through after each keystroke: its blocks are counted eight bytes at a time.
  const std::string& text = source.text;
  source.characters.clear();
  std::uint32_t count = 0;
  for (std::size_t block = 0; block < text.size(); block += Source::block_size) {
    source.characters.push_back(count);
    const std::size_t end = std::min(block + Source::block_size, text.size());
    std::size_t at = block;
    std::uint32_t in_block = static_cast<std::uint32_t>(end - block);
    for (; at + 8 <= end; at += 8) in_block -= inner_bytes(text.data() + at);
    for (; at < end; ++at) in_block -= begins_character(text[at]) ? 0 : 1;
    count += in_block;
  }
  source.characters.push_back(count);
  source.line_starts.assign(1, 0);
  const bool returns = text.find('\r') != std::string::npos;
  for (std::size_t at = returns ? text.find_first_of("\r\n") : text.find('\n'); at != std::string::npos;
       at = returns ? text.find_first_of("\r\n", at + 1) : text.find('\n', at + 1))
    if (!returns || ends_line(text, at)) source.line_starts.push_back(static_cast<std::uint32_t>(at + 1));
  return add(std::make_shared<const Source>(std::move(source)));
}

SourceId Sources::add(std::shared_ptr<const Source> buffer) {
  buffers_.push_back(std::move(buffer));
  return {static_cast<std::uint32_t>(buffers_.size() - 1)};
}

std::uint32_t line_start(const Source& source, std::uint32_t offset) {
  std::size_t at = std::min<std::size_t>(offset, source.text.size());
  if (!source.line_starts.empty())
    return *std::prev(std::upper_bound(source.line_starts.begin(), source.line_starts.end(), at));
  while (at > 0 && !ends_line(source.text, at - 1)) --at;
  return static_cast<std::uint32_t>(at);
}

bool written_in(const Sources& sources, Span span, SourceId source) {
  const std::vector<OriginPiece>& pieces = sources[span.source].pieces;
  if (pieces.empty()) return span.source == source;
  const auto next = std::upper_bound(pieces.begin(), pieces.end(), span.begin,
                                     [](std::uint32_t at, const OriginPiece& piece) { return at < piece.begin; });
  for (auto piece = next == pieces.begin() ? next : std::prev(next); piece != pieces.end() && piece->begin < span.end;
       ++piece)
    if (piece->origin.source == source) return true;
  return false;
}

LineColumn place_of(const Source& source, std::uint32_t offset) {
  const std::size_t end = std::min<std::size_t>(offset, source.text.size());
  if (!source.line_starts.empty()) {
    const auto after = std::upper_bound(source.line_starts.begin(), source.line_starts.end(), end);
    const std::uint32_t start = *std::prev(after);
    const auto column = characters_before(source, static_cast<std::uint32_t>(end)) - characters_before(source, start);
    return {static_cast<std::uint32_t>(after - source.line_starts.begin()), static_cast<std::uint32_t>(column) + 1};
  }
  const std::string_view above = std::string_view(source.text).substr(0, end);
  auto line = static_cast<std::uint32_t>(1 + std::count(above.begin(), above.end(), '\n'));
  for (std::size_t at = above.find('\r'); at < end; at = above.find('\r', at + 1))
    if (ends_line(source.text, at)) ++line;
  const std::uint32_t start = line_start(source, static_cast<std::uint32_t>(end));
  const auto before = std::string_view(source.text).substr(start, end - start);
  return {line, static_cast<std::uint32_t>(character_count(before)) + 1};
}

Span origin_of(const Sources& sources, Span span) {
  while (span.source.valid() && span.source.index < sources.size()) {
    const std::vector<OriginPiece>& pieces = sources[span.source].pieces;
    if (pieces.empty()) break;
    const auto next = std::upper_bound(pieces.begin(), pieces.end(), span.begin,
                                       [](std::uint32_t at, const OriginPiece& piece) { return at < piece.begin; });
    const OriginPiece& piece = next == pieces.begin() ? *next : *std::prev(next);
    if (piece.copied) {
      const std::uint32_t begin = piece.origin.begin + (span.begin - piece.begin);
      const std::uint32_t length = span.end - span.begin;
      span = {piece.origin.source, std::min(begin, piece.origin.end), std::min(begin + length, piece.origin.end)};
    } else {
      span = piece.origin;
    }
  }
  return span;
}

std::string_view text_of(const Sources& sources, Span span) {
  if (!span.source.valid() || span.source.index >= sources.size()) return {};
  const std::string_view text = sources[span.source].text;
  if (span.begin >= text.size()) return {};
  return text.substr(span.begin, span.end - span.begin);
}

std::string_view line_at(const Source& source, std::uint32_t offset) {
  const std::uint32_t start = line_start(source, offset);
  std::size_t end = start;
  while (end < source.text.size() && source.text[end] != '\n' && source.text[end] != '\r') ++end;
  return std::string_view(source.text).substr(start, end - start);
}

}  // namespace cepol
