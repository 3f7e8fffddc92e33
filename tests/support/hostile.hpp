// Texts that a terminal would obey or hide, and a check that is written apart from lang/base/visible.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lang/base/text.hpp"

namespace cepol::test {

// Valid UTF-8. A line that begins with FORGED would be one that comes from outside.
inline const std::string hostile_characters =
    "\x01\x08\x1B]0;pwned\x07\x1B[2J\x1B[31m\x7F\u0080\u0085\u009B31m\u009D\u200B\u200C\u200D\u200E\u200F\u061C\u2028"
    "\u2029\u202A\u202B\u202C\u202D\u202E\u2060\u2061\u2066\u2067\u2068\u2069\uFEFF\U000E0041\rFORGED";
inline const std::string hostile_lines = hostile_characters + "\nFORGED\n";
inline const std::string hostile_bytes = hostile_lines + "\x9B\x31m\xFF\xC3\xE2\x80\xED\xA0\x80\xF5";

// The first character of a text that must not reach a terminal, with what stands around it.
inline std::optional<std::string> forbidden_in(std::string_view text) {
  const auto around = [&](std::size_t at) {
    const std::size_t from = at < 60 ? 0 : at - 60;
    return std::to_string(at) + ": " + std::string(text.substr(from, 120));
  };
  if (const auto invalid = invalid_utf8(text)) return "not UTF-8 at " + around(*invalid);
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    const char32_t c = point.value;
    const bool control = (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c <= 0x9F);
    const bool directs =
        c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    const bool hides = (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0x2061 || c == 0xFEFF || c == 0xE0041;
    if (control || directs || hides || c == 0x2028 || c == 0x2029) return "hidden character at " + around(at);
    at += point.length;
  }
  if (text.starts_with("FORGED")) return "a line from outside at " + around(0);
  if (const std::size_t at = text.find("\nFORGED"); at != std::string_view::npos)
    return "a line from outside at " + around(at);
  return std::nullopt;
}

}  // namespace cepol::test
