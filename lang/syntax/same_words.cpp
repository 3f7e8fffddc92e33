// regardless_of_keywords(): normalises policy text by replacing each keyword with the number of its class (keywords
// that share a spelling are one class) and dropping blanks, for comparing texts.
#include <algorithm>

#include "lang/base/text.hpp"
#include "lang/syntax/keywords.hpp"
#include "lang/syntax/scan.hpp"

namespace cepol::syntax {

namespace {

// For each keyword the representative of its class: keywords that share a spelling are one class (是 is `is` and
// `yes`).
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

// The longest keyword at that place: its class, and where it ends; `at` if there is none.
std::pair<std::size_t, Offset> keyword_at(const Scanner& scan, Offset at) {
  std::pair<std::size_t, Offset> found{0, at};
  const std::span<const KeywordEntry> entries = keywords();
  for (std::size_t i = 0; i < entries.size(); ++i)
    if (const Offset end = scan.keyword(at, entries[i].keyword); end > found.second) found = {classes()[i], end};
  return found;
}

// The end of a piece of text that is neither a keyword nor blank. A number ends even without a blank after it (近3年).
Offset end_of_other(const Scanner& scan, Offset at) {
  if (const Offset end = scan.string(at); end != at) return end;
  if (const Offset end = scan.word(at); end != at && !is_digit(scan.byte(at))) return end;
  return at + std::max<Offset>(scan.letter(at).length, 1);
}

}  // namespace

std::string regardless_of_keywords(std::string_view text) {
  const Scanner scan(text);
  std::string words;
  for (Offset at = 0; at < scan.size();) {
    if (const Offset end = scan.blanks(at); end != at) {
      at = end;
    } else if (const auto [number, behind] = keyword_at(scan, at); behind != at) {
      words += '\x01' + std::to_string(number) + '\x02';
      at = behind;
    } else {
      const Offset other = end_of_other(scan, at);
      words += scan.piece(at, other);
      at = other;
    }
  }
  return words;
}

}  // namespace cepol::syntax
