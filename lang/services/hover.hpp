// What is at a place: of a name what it is, its declaration, its type and unit and the clauses that it cites, quoted;
// of a clause its text; of a built-in function how it is called. In Markdown.
#pragma once

#include <optional>
#include <string>

#include "lang/services/names.hpp"

namespace cepol::services {

struct Hover {
  Span span;
  std::string markdown;
};
// Text that is not to be taken for Markdown.
std::string plain(std::string_view text);

std::optional<Hover> hover(const View& view, const Names& names, SourceId file, std::uint32_t offset);

}  // namespace cepol::services
