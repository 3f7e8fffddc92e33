// Compares the text with its canonical layout line by line from both ends.
#include "lang/services/formatting.hpp"

#include <algorithm>

#include "lang/format/format.hpp"

namespace cepol::services {

std::optional<TextEdit> formatting(const syntax::Parsed& parsed) {
  if (parsed.problems.any_error()) return std::nullopt;
  const std::string& old = *parsed.tree.text;
  const std::string made = format::with_line_ends_of(old, format::formatted(parsed.tree));
  if (made == old) return std::nullopt;
  const std::size_t shorter = std::min(old.size(), made.size());
  std::size_t front = 0, back = 0;
  while (front < shorter && old[front] == made[front]) ++front;
  while (front > 0 && old[front - 1] != '\n') --front;
  while (back < shorter - front && old[old.size() - 1 - back] == made[made.size() - 1 - back]) ++back;
  while (back > 0 && (old[old.size() - back] & 0xC0) == 0x80) --back;  // not within a character
  const Span span{parsed.tree.span(parsed.tree.root).source, static_cast<std::uint32_t>(front),
                  static_cast<std::uint32_t>(old.size() - back)};
  return TextEdit{span, made.substr(front, made.size() - back - front)};
}

}  // namespace cepol::services
