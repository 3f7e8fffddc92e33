// Functions on JSON as text: where a value ends, invalid UTF-8, numbers with an exponent.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace cepol::files {

constexpr std::string_view replacement_character = "\xEF\xBF\xBD";  // U+FFFD

// Valid UTF-8 without NUL?
bool is_text(std::string_view bytes);
// Replaces each invalid byte by U+FFFD. The result has room for simdjson's padding after its end.
std::string with_replacements(std::string_view bytes);
// The end of the object or list at the start of the text; npos: it is not closed.
std::size_t end_of_value(std::string_view text);
// 1.5e3 as 1500; nullopt: no JSON number with an exponent of a sensible size.
std::optional<std::string> without_exponent(std::string_view number);

}  // namespace cepol::files
