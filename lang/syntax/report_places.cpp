// Reports items in the block of a declaration in which they cannot stand, or outside of all, with where they may stand.
#include <algorithm>

#include "lang/syntax/tree_builder.hpp"

namespace cepol::syntax {

namespace {

std::uint64_t bit_of(Keyword declaration) {
  if (declaration == Keyword::none_) return 0;
  const auto all = declaration_keywords();
  const auto at = static_cast<std::size_t>(std::find(all.begin(), all.end(), declaration) - all.begin());
  return std::uint64_t{1} << at;  // of `policy`, which is not among them, the one behind
}

struct PlaceOf {
  Keyword keyword;
  std::string_view zh, en;
  std::uint64_t declarations;
};
const PlaceOf* place_of(Keyword keyword) {
  static const PlaceOf all[] = {
#define K(declaration) | bit_of(Keyword::declaration)
#define PLACE(keyword, zh, en, declarations) {Keyword::keyword, zh, en, std::uint64_t{0} declarations},
#include "lang/syntax/places.def"
#undef PLACE
#undef K
  };
  const auto found =
      std::find_if(std::begin(all), std::end(all), [&](const PlaceOf& one) { return one.keyword == keyword; });
  return found == std::end(all) ? nullptr : &*found;
}

// In the blocks of these an item begins with a name of the author's, which may be any word.
constexpr Keyword of_names[] = {Keyword::record,  Keyword::enumeration, Keyword::reading, Keyword::lookup_table,
                                Keyword::example, Keyword::quota,       Keyword::results};

// The declaration whose block a place is in: the nearest line above that begins with one; none_: there is none.
Keyword declaration_around(const Scanner& scan, Offset at) {
  while (true) {
    Offset line = at;
    while (line > 0 && scan.byte(line - 1) != '\n') --line;
    const Offset word = scan.blanks(line);
    for (Keyword one : declaration_keywords())
      if (scan.keyword(word, one) != word) return one;
    if (scan.keyword(word, Keyword::policy) != word) return Keyword::policy;
    if (line == 0) return Keyword::none_;
    at = line - 1;
  }
}

// The first token of the line of a place.
Offset line_begin(const Scanner& scan, Offset at) {
  while (at > 0 && scan.byte(at - 1) != '\n') --at;
  return scan.blanks(at);
}

}  // namespace

// `part`: an item of a block, or a declaration.
bool TreeBuilder::report_misplaced(Offset item, FailedPart part) {
  const Keyword around = part == FailedPart::item ? declaration_around(scan, item) : Keyword::none_;
  if (std::find(std::begin(of_names), std::end(of_names), around) != std::end(of_names)) return false;
  const Offset line = line_begin(scan, item);
  for (const KeywordEntry& entry : cepol::syntax::keywords()) {
    const PlaceOf* const place = place_of(entry.keyword);
    if (place == nullptr || (place->declarations & bit_of(around)) != 0) continue;
    Offset begin = item, end = scan.keyword(item, entry.keyword);
    if (end == item && scan.layout(scan.keyword(line, entry.keyword)) == item) {  // its words were read as another item
      begin = line;
      end = scan.keyword(line, entry.keyword);
    }
    if (end == begin) continue;
    // What was read of it is the keyword alone, as the name of something else.
    if (farthest.at != item && farthest.at != scan.layout(end) && farthest.at != scan.layout(scan.word(item))) continue;
    if (part == FailedPart::item && farthest.expected[static_cast<std::size_t>(entry.keyword)] && farthest.at == begin)
      continue;
    const std::string word(scan.piece(begin, end));
    add(Code::misplaced_item, begin, end, {word, std::string(place->zh), std::string(place->en)});
    return true;
  }
  return false;
}

}  // namespace cepol::syntax
