// The table of keywords (keywords.def) as data: spellings in both languages, reservation, and lookup by spelling.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lang/diagnostics/diagnostic.hpp"
#include "lang/syntax/tree.hpp"

namespace cepol::syntax {

// How far a keyword is reserved, from contextual to reserved everywhere; keywords.def defines the three values.
enum class Reservation : std::uint8_t { open, ends, kept };

struct KeywordEntry {
  Keyword keyword;
  std::string_view en, zh;  // English words are separated by one blank
  Reservation reservation;
};

std::span<const KeywordEntry> keywords();       // in the order of keywords.def, from Keyword(1) on
const KeywordEntry& entry_of(Keyword keyword);  // of a keyword, not of an operator
std::string_view spelling(Keyword keyword, Language language);
// All keywords with that spelling (`of` has two), with exactly one blank between English words.
std::vector<Keyword> keywords_spelled(std::string_view word);
bool reserved(std::string_view word);        // a kept keyword of one word: cannot be a name
bool cannot_be_unit(std::string_view word);  // kept or ends: not the unit of a number before it

std::span<const Keyword> declaration_keywords();  // that start a declaration
bool starts_declaration(std::string_view word);   // policy and module too

// A normal form of a piece of policy text, for comparison: equal for pieces that differ only in the spelling of
// keywords (是, is) and in blanks. Not readable.
std::string regardless_of_keywords(std::string_view text);

}  // namespace cepol::syntax
