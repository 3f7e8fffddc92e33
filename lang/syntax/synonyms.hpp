// Words of notices that may be written in place of a comparison's sign or of `and` and `or` (synonyms.def). They stand
// on the line of the value before them, where no name can stand but that of the next item; `fmt` puts the sign in their
// place.
#pragma once

#include "lang/syntax/scan.hpp"

namespace cepol::syntax {

// The comparison that the words at the place mean, "is" before them or not, and where they end; none_: no such words,
// or words that can be the name of a case (不足 其他, 不足 "…").
Operator worded_comparison(const Scanner& scan, Offset at);

// 并且, 而且: and_; 或者: or_; none_: neither.
Operator worded_connective(const Scanner& scan, Offset at);

// How the text of an operator's token, of a connective's, is to be written; empty: as it is.
std::string_view settled_comparison(std::string_view written);
std::string_view settled_connective(std::string_view written);

}  // namespace cepol::syntax
