// The forms of texts in which they are compared. A text of data, of a policy or of a notice is cleaned when it is read
// (`clean`): what cannot be seen is taken out, and ideographs have their ordinary code points. Two texts are the same
// if their folded forms are (`folded`); keys and headings, if their key forms are (`key_form`). What is shown is the
// cleaned text. Case is kept in all of them.
//
// All functions take any bytes (those that are not UTF-8 are kept), and are idempotent on UTF-8. (Of other bytes, what
// is taken out may leave pieces that make up a character.) The text returned is the argument itself where nothing
// changes, else `buffer`; a text of ASCII and ordinary Chinese is scanned once and nothing is allocated.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cepol {

// Zero-width characters, variation selectors, bidirectional controls, soft hyphens, the byte order mark.
bool is_invisible(char32_t value);
// The ordinary ideograph for a Kangxi radical, a CJK radical or a CJK compatibility ideograph, as copying from a PDF
// gives them (⼈ U+2F08 for 人 U+4EBA); 0: it is none of these.
char32_t ordinary_ideograph(char32_t value);
// Where the next character is, from `at` on, that may be one of these: what is certainly none is passed over by its
// first byte. At the end: the text's size. The text is UTF-8.
std::size_t next_unusual(std::string_view text, std::size_t at);

struct Cleaned {
  std::string_view text;
  std::size_t invisible = 0;   // characters taken out
  std::size_t ideographs = 0;  // characters replaced
};
// Without invisible characters, with ordinary ideographs, in Unicode's composed form (NFC); a full-width
// letter under a mark is half-width, since marks compose with that alone. Blanks are kept.
Cleaned clean(std::string_view text, std::string& buffer);

// Character by character, so that the number of characters stays the same: full-width letters, digits and signs
// (U+FF01..U+FF5E, U+3000) become half-width, and the dots within names (・ • ‧ ･) become U+00B7.
std::string_view folded(std::string_view cleaned, std::string& buffer);
std::string folded(std::string_view cleaned);

// Cleaned and folded: of a text that a policy compares with data.
std::string comparable(std::string_view text);

// The comparable form in small letters: of names of files, whose case some disks do not keep apart.
std::string without_case(std::string_view text);

// Cleaned, folded, without any blank, and without apostrophes in front (by which spreadsheets mark a text).
std::string_view key_form(std::string_view text, std::string& buffer);
std::string key_form(std::string_view text);

}  // namespace cepol
