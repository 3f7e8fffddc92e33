// The keyword table, generated from keywords.def, and lookups in it by keyword and by spelling.
#include "lang/syntax/keywords.hpp"

#include <algorithm>
#include <unordered_map>

namespace cepol::syntax {
namespace {

constexpr KeywordEntry table[] = {
#define KEYWORD(name, en, zh, reservation) {Keyword::name, en, zh, Reservation::reservation},
#include "lang/syntax/keywords.def"
#undef KEYWORD
};

constexpr Keyword declarations[] = {
    Keyword::use,     Keyword::unit,     Keyword::enumeration,  Keyword::record,     Keyword::reading,
    Keyword::define,  Keyword::credit,   Keyword::equivalence,  Keyword::assessment, Keyword::requirement,
    Keyword::waiver,  Keyword::decision, Keyword::lookup_table, Keyword::warning,    Keyword::quota,
    Keyword::results, Keyword::roster,   Keyword::inert,        Keyword::known,      Keyword::example,
    Keyword::replace, Keyword::add,      Keyword::repeal,       Keyword::rename,     Keyword::confirm,
    Keyword::amend_in};

// The reservation of each spelling; the strictest where two keywords share a spelling.
const std::unordered_map<std::string_view, Reservation>& reservations() {
  static const auto made = [] {
    std::unordered_map<std::string_view, Reservation> words;
    for (const KeywordEntry& entry : table)
      for (std::string_view word : {entry.en, entry.zh}) {
        auto [place, fresh] = words.emplace(word, entry.reservation);
        if (!fresh) place->second = std::max(place->second, entry.reservation);
      }
    return words;
  }();
  return made;
}

}  // namespace

std::span<const KeywordEntry> keywords() { return table; }

const KeywordEntry& entry_of(Keyword keyword) { return table[static_cast<std::size_t>(keyword) - 1]; }

std::string_view spelling(Keyword keyword, Language language) {
  return language == Language::zh ? entry_of(keyword).zh : entry_of(keyword).en;
}

std::vector<Keyword> keywords_spelled(std::string_view word) {
  std::vector<Keyword> found;
  for (const KeywordEntry& entry : table)
    if (entry.en == word || entry.zh == word) found.push_back(entry.keyword);
  return found;
}

bool reserved(std::string_view word) {
  const auto place = reservations().find(word);
  return place != reservations().end() && place->second == Reservation::kept;
}

bool cannot_be_unit(std::string_view word) {
  const auto place = reservations().find(word);
  return place != reservations().end() && place->second != Reservation::open;
}

std::span<const Keyword> declaration_keywords() { return declarations; }

bool starts_declaration(std::string_view word) {
  const auto is_spelling = [word](Keyword keyword) {
    return word == entry_of(keyword).en || word == entry_of(keyword).zh;
  };
  return is_spelling(Keyword::policy) || is_spelling(Keyword::module) ||
         std::any_of(std::begin(declarations), std::end(declarations), is_spelling);
}

}  // namespace cepol::syntax
