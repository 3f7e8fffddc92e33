// Counts code units within one line; lines are found by the table of the source.
#include "interpreter/service/positions.hpp"

#include <algorithm>

namespace cepol::service {

namespace {

// Of the character that begins with the byte: its bytes and its UTF-16 code units. A byte that begins none counts one.
struct Width {
  std::uint32_t bytes, units;
};
Width width_at(const std::string& text, std::uint32_t at, std::uint32_t end) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::uint32_t bytes = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return {std::min(bytes, end - at), bytes == 4 ? 2U : 1U};
}

// Of the line, without its line end.
std::uint32_t end_of_line(const Source& source, std::size_t line) {
  std::uint32_t end = line + 1 < source.line_starts.size() ? source.line_starts[line + 1]
                                                           : static_cast<std::uint32_t>(source.text.size());
  if (line + 1 == source.line_starts.size()) return end;
  if (source.text[end - 1] == '\n') --end;
  if (end > source.line_starts[line] && source.text[end - 1] == '\r') --end;
  return end;
}

}  // namespace

Position position_of(const Source& source, std::uint32_t offset) {
  offset = std::min(offset, static_cast<std::uint32_t>(source.text.size()));
  const auto next = std::upper_bound(source.line_starts.begin(), source.line_starts.end(), offset);
  const auto line = static_cast<std::size_t>(next - source.line_starts.begin()) - 1;
  Position position{static_cast<std::uint32_t>(line), 0};
  for (std::uint32_t at = source.line_starts[line]; at < offset;) {
    const Width width = width_at(source.text, at, offset);
    position.character += width.units;
    at += width.bytes;
  }
  return position;
}

Position PositionCursor::at(std::uint32_t offset) {
  offset = std::min(offset, static_cast<std::uint32_t>(source_.text.size()));
  const auto& lines = source_.line_starts;
  while (position_.line + 1 < lines.size() && lines[position_.line + 1] <= offset) {
    ++position_.line;
    offset_ = lines[position_.line];
    position_.character = 0;
  }
  while (offset_ < offset) {
    const Width width = width_at(source_.text, offset_, offset);
    position_.character += width.units;
    offset_ += width.bytes;
  }
  return position_;
}

std::optional<std::uint32_t> offset_of(const Source& source, Position position) {
  if (position.line >= source.line_starts.size()) return std::nullopt;
  const std::uint32_t end = end_of_line(source, position.line);
  std::uint32_t at = source.line_starts[position.line], units = 0;
  while (at < end && units < position.character) {
    const Width width = width_at(source.text, at, end);
    units += width.units;
    at += width.bytes;
  }
  if (units > position.character) return std::nullopt;
  return at;
}

std::optional<Position> read_position(const Json& value) {
  const auto line = whole_number(member(value, "line")), character = whole_number(member(value, "character"));
  if (!line || !character || *line < 0 || *character < 0 || *line > INT32_MAX || *character > INT32_MAX)
    return std::nullopt;
  return Position{static_cast<std::uint32_t>(*line), static_cast<std::uint32_t>(*character)};
}

Json position_json(Position position) { return {{"line", position.line}, {"character", position.character}}; }

Json range_json(const Source& source, std::uint32_t begin, std::uint32_t end) {
  return {{"start", position_json(position_of(source, begin))}, {"end", position_json(position_of(source, end))}};
}

}  // namespace cepol::service
