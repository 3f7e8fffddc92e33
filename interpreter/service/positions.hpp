// Positions of the protocol (line, UTF-16 code units, both from 0) and bytes of a text. Lines end with LF, CR LF or CR.
#pragma once

#include <optional>

#include "interpreter/service/json.hpp"
#include "lang/source/source.hpp"

namespace cepol::service {

struct Position {
  std::uint32_t line = 0, character = 0;
};

Position position_of(const Source& source, std::uint32_t offset);
// The same for many offsets in ascending order, without counting the same characters again.
class PositionCursor {
 public:
  explicit PositionCursor(const Source& source) : source_(source) {}
  Position at(std::uint32_t offset);

 private:
  const Source& source_;
  std::uint32_t offset_ = 0;
  Position position_;
};
// A character beyond the end of its line is that end. Nullopt: there is no such line, or the position is within a
// character of two code units.
std::optional<std::uint32_t> offset_of(const Source& source, Position position);
std::optional<Position> read_position(const Json& value);  // nullopt: it is none

Json position_json(Position position);
Json range_json(const Source& source, std::uint32_t begin, std::uint32_t end);

}  // namespace cepol::service
