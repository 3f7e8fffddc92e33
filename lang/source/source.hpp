// Source texts and positions in them. Internally a position is a span of bytes; line and column numbers are computed
// for messages only.
//
// Source buffers are immutable and reference-counted: syntax trees point into a source's text, and adding, copying or
// destroying a table of sources never moves or frees a text that a tree still refers to.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lang/base/table.hpp"

namespace cepol {

using SourceId = Id<struct SourceTag>;

struct Span {  // half-open
  SourceId source;
  std::uint32_t begin = 0, end = 0;
  friend bool operator==(Span, Span) = default;
};
// An entry of a composed text's source map: covers the bytes from `begin` to the next entry's `begin`.
struct OriginPiece {
  std::uint32_t begin = 0;
  Span origin;         // where the bytes were copied from, or the text that caused generated text
  bool copied = true;  // false: generated text; all of it maps to the whole of `origin`
};
struct Source {
  std::string name;                      // as shown in messages: the path given, or a built-in module's name
  std::string text;                      // UTF-8 without BOM, line ends as in the file
  std::vector<OriginPiece> pieces = {};  // the source map of a composed text, sorted, the first at 0; else empty

  // Made by Sources::add(), so that the place of each of many messages is found without reading the text again.
  std::vector<std::uint32_t> line_starts = {};
  std::vector<std::uint32_t> characters = {};  // before each block of block_size bytes
  static constexpr std::size_t block_size = 1024;
};

class Sources {
 public:
  SourceId add(Source source);
  // Shares a buffer with another table instead of copying it.
  SourceId add(std::shared_ptr<const Source> buffer);
  const Source& operator[](SourceId id) const { return *buffers_[id.index]; }
  const Source& front() const { return *buffers_.front(); }
  const std::shared_ptr<const Source>& buffer(SourceId id) const { return buffers_[id.index]; }
  // The text alone; keeps the whole buffer alive.
  std::shared_ptr<const std::string> text(SourceId id) const { return {buffers_[id.index], &buffers_[id.index]->text}; }
  std::size_t size() const { return buffers_.size(); }

 private:
  std::vector<std::shared_ptr<const Source>> buffers_;
};

struct LineColumn {  // 1-based; columns count characters
  std::uint32_t line, column;
};

// Maps a span of a composed text back to the file that the text comes from, through any number of source maps; other
// spans are returned unchanged. A span over several pieces is mapped by its first piece.
Span origin_of(const Sources& sources, Span span);
// Does any of the span's text come directly from `source`? Looks through one source map only.
bool written_in(const Sources& sources, Span span, SourceId source);
LineColumn place_of(const Source& source, std::uint32_t offset);
std::string_view text_of(const Sources& sources, Span span);
std::string_view line_at(const Source& source, std::uint32_t offset);  // without its line end
std::uint32_t line_start(const Source& source, std::uint32_t offset);

}  // namespace cepol
