// Source texts and places in them. Inside, a place is a span of bytes; lines and columns exist only for people.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "lang/base/table.hpp"

namespace cepol {

struct Source {
  std::string name;  // as shown in messages: the path given, or a built-in module's name
  std::string text;  // UTF-8 without BOM, line ends as they are
};
using SourceId = Id<struct SourceTag>;
using Sources = Table<SourceId, Source>;

struct Span {  // half-open
  SourceId source;
  std::uint32_t begin = 0, end = 0;
  friend bool operator==(Span, Span) = default;
};
struct Place {  // 1-based; columns count characters
  std::uint32_t line, column;
};

Place place_of(const Source& source, std::uint32_t offset);
std::string_view text_of(const Sources& sources, Span span);
std::string_view line_at(const Source& source, std::uint32_t offset);  // without its line end
std::uint32_t line_start(const Source& source, std::uint32_t offset);

}  // namespace cepol
