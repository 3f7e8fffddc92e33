// Source texts and places in them. Inside, a place is a span of bytes; lines and columns exist only for people.
#pragma once

#include <cstdint>
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
struct Piece {  // of a text that was put together: from `begin` to the next piece's
  std::uint32_t begin = 0;
  Span origin;         // where it was taken from, or what it was written for
  bool copied = true;  // false: words of cepol's own, which stand for `origin` as a whole
};
struct Source {
  std::string name;                // as shown in messages: the path given, or a built-in module's name
  std::string text;                // UTF-8 without BOM, line ends as they are
  std::vector<Piece> pieces = {};  // of a text that was put together from others: by `begin`, the first at 0
};
using Sources = Table<SourceId, Source>;
struct Place {  // 1-based; columns count characters
  std::uint32_t line, column;
};

// Where the text of a span was written: in a text that was put together, the place in a source that somebody wrote. A
// span over several pieces gives the part in its first one.
Span origin_of(const Sources& sources, Span span);
// Was any of that text written in `source`?
bool written_in(const Sources& sources, Span span, SourceId source);
Place place_of(const Source& source, std::uint32_t offset);
std::string_view text_of(const Sources& sources, Span span);
std::string_view line_at(const Source& source, std::uint32_t offset);  // without its line end
std::uint32_t line_start(const Source& source, std::uint32_t offset);

}  // namespace cepol
