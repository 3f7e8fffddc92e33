// The table of keywords (keywords.def) to read from: spellings, standing, and lookup by spelling.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lang/diagnostics/diagnostic.hpp"
#include "lang/syntax/tree.hpp"

namespace cepol::syntax {

enum class Standing : std::uint8_t { open, ends, kept };  // keywords.def says what they mean

struct KeywordEntry {
  Keyword keyword;
  std::string_view en, zh;  // English words are separated by one blank
  Standing standing;
};

std::span<const KeywordEntry> keywords();       // in the order of keywords.def, from Keyword(1) on
const KeywordEntry& entry_of(Keyword keyword);  // of a keyword, not of an operator
std::string_view spelling(Keyword keyword, Language language);
// All keywords of that spelling (`of` is two): exactly one blank between English words.
std::vector<Keyword> keywords_spelled(std::string_view word);
bool reserved(std::string_view word);        // a kept keyword of one word: cannot be a name
bool cannot_be_unit(std::string_view word);  // kept or ends: not the unit of a number before it

std::span<const Keyword> declaration_keywords();  // that start a declaration
bool starts_declaration(std::string_view word);   // policy and module too

// A piece of a policy such that two pieces become the same when they differ in the spelling of keywords (是, is) and in
// blanks only. For comparing; not for people.
std::string regardless_of_keywords(std::string_view text);

}  // namespace cepol::syntax
