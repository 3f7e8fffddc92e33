#include <algorithm>
#include <array>
#include <map>

#include "lang/base/text.hpp"
#include "lang/syntax/keywords.hpp"
#include "lang/syntax/scan.hpp"

namespace cepol::syntax {

namespace {

// By keyword: one of those that cannot be told apart by one of their spellings (是 is `is` and `yes`).
const std::vector<std::size_t>& classes() {
  static const std::vector<std::size_t> all = [] {
    const std::span<const KeywordEntry> entries = keywords();
    std::vector<std::size_t> of(entries.size());
    for (std::size_t i = 0; i < of.size(); ++i) of[i] = i;
    for (std::size_t i = 0; i < of.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (entries[i].en == entries[j].en || entries[i].zh == entries[j].zh) {
          const std::size_t from = std::max(of[i], of[j]), to = std::min(of[i], of[j]);
          std::replace(of.begin(), of.end(), from, to);
        }
    return of;
  }();
  return all;
}

// The keyword that stands there, the longest of several, and where it ends; none: `at` itself.
std::pair<std::size_t, Offset> keyword_at(const Scanner& scan, Offset at) {
  std::pair<std::size_t, Offset> found{0, at};
  const std::span<const KeywordEntry> entries = keywords();
  for (std::size_t i = 0; i < entries.size(); ++i)
    if (const Offset end = scan.keyword(at, entries[i].keyword); end > found.second) found = {classes()[i], end};
  return found;
}

}  // namespace

std::string regardless_of_keywords(std::string_view text) {
  const Scanner scan(text);
  std::string words;
  for (Offset at = 0; at < scan.size();) {
    Offset end = scan.string(at);
    if (end == at && scan.blanks(at) != at) {
      at = scan.blanks(at);
      continue;
    }
    if (end == at) {
      const auto [number, after] = keyword_at(scan, at);
      if (after != at) words += '\x01' + std::to_string(number) + '\x02';
      if (after != at) {
        at = after;
        continue;
      }
      // A number may stand close to what follows it (近3年).
      if (is_digit(scan.byte(at)))
        end = at + 1;
      else
        end = scan.word(at) != at ? scan.word(at) : at + std::max<Offset>(scan.letter(at).length, 1);
    }
    words += scan.piece(at, end);
    at = end;
  }
  return words;
}

}  // namespace cepol::syntax
