// The one place where text leaves the tool. print() writes every message, every result and every file; what a text
// is for decides how characters that a terminal would obey or hide are written (docs/security.md).
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>

#include "lang/base/masked_ids.hpp"
#include "lang/base/styled_text.hpp"

namespace cepol::cli {

enum class TextKind : std::uint8_t {
  people,    // hidden characters and bytes that are not UTF-8 are written out: <U+001B>, <0x9B>
  terminal,  // the same, with the styles of the text as escape sequences
  html,      // hidden characters are written out, as for people
  json,      // hidden characters are \u escapes; a byte that is not UTF-8 is U+FFFD
  exact,     // as it is; a byte that is not UTF-8 is U+FFFD
  with_bom,  // the same, with a byte order mark in front of the file
  gb18030,   // the same, in that encoding
  bytes,     // no text: a file of another program
};
constexpr bool is_exact(TextKind kind) {
  return kind == TextKind::exact || kind == TextKind::with_bom || kind == TextKind::gb18030;
}
// Can this system encode it?
bool can_encode_gb18030();

// The bytes that print() writes.
std::string encoded(const StyledText& text, TextKind kind);
// What a file of the kind begins with.
bool print_begin(std::FILE* stream, TextKind kind);
// False: not everything was written, see errno.
bool print(std::FILE* stream, const StyledText& text, TextKind kind);
// The text with ID numbers masked (lang/base/masked_ids.hpp).
StyledText without_ids(const StyledText& text, const IdWords& also);
// Goes back to the begin of the line of a terminal, erases it, and writes the text.
void replace_line(std::FILE* terminal, const std::string& text);

}  // namespace cepol::cli
