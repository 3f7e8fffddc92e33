// What the grammar accepts at a place of a text: for completion. The declaration that the place is in is read up to the
// place, and every token is recorded that a rule asked for there.
#pragma once

#include <vector>

#include "lang/syntax/scan.hpp"
#include "lang/syntax/tree.hpp"

namespace cepol::syntax {

enum class ExpectedWord : std::uint8_t { name, string, number, date, path, clause, cell, type };
struct ExpectedAt {
  bool reached = false;           // false: an error before the place keeps it from being read
  std::vector<Keyword> keywords;  // in the order of keywords.def
  std::vector<ExpectedWord> words;
  bool has(ExpectedWord word) const;
};

// `from`: where the declaration, or the header, starts that the place is in, or the place itself; `at` is not within a
// word. The text from `from` to `at` is valid UTF-8.
ExpectedAt expected_at(std::string_view text, Offset from, Offset at);

}  // namespace cepol::syntax
