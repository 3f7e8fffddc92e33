// Diagnostics of a policy: a stable code, a span, arguments of the message, related spans, a suggestion. The messages
// are in codes.def, in Chinese and English, with `{0}`, `{1}` for the arguments.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lang/base/styled_text.hpp"
#include "lang/source/source.hpp"

namespace cepol {

enum class Language { zh, en };

enum class Code {
#define CODE(name, number, severity, zh, en, help_zh, help_en) name,
#include "lang/diagnostics/codes.def"
#undef CODE
};
enum class Severity { error, warning };
// The subject of a code, given by the section of codes.def that its number belongs to: E01xx is syntax, E07xx
// amendment.
enum class Category { syntax, name, type, rule, citation, example, amendment };

std::string_view code_number(Code code);  // "E0203"
Severity severity_of(Code code);
Category category_of(Code code);

struct Related {  // another position: the first declaration of the name, ...
  Span span;
  std::string_view zh, en;
};

constexpr char between_spellings = '\x1F';
// Make arguments with a text for each language: from two texts; from names, separated by commas, at most `most` of
// them; from quoted names.
std::string in_both(std::string_view zh, std::string_view en);
std::string listed_in_both(const std::vector<std::string>& names, std::size_t most = SIZE_MAX);
std::string quoted_in_both(const std::vector<std::string>& names);
std::string_view in_language(std::string_view argument, Language language);  // the text itself where there is only one

struct Diagnostic {
  Code code;
  Span span;
  std::vector<std::string> arguments;  // may hold two texts: zh, between_spellings, en
  std::vector<Related> related = {};
  std::string suggestion = {};  // the nearest name, a replacement for the text at `span`; empty: none

  Diagnostic& also(Span at, std::string_view zh, std::string_view en) {
    related.push_back({at, zh, en});
    return *this;
  }
  Diagnostic& suggest(std::string text) {
    suggestion = std::move(text);
    return *this;
  }
};

struct Problems {
  std::vector<Diagnostic> list;

  Diagnostic& add(Code code, Span span, std::vector<std::string> arguments = {}) {
    return list.emplace_back(Diagnostic{code, span, std::move(arguments)});
  }
  bool any_error() const;
};

std::string message_of(const Diagnostic& diagnostic, Language language);  // the message alone
std::string help_of(const Diagnostic& diagnostic, Language language);     // how to fix it; may be empty

// `file:line:column: error E0203: message`, the line with the span underlined (by display width; the first of several
// lines), related positions, suggestion and help. Ends with a newline. What it quotes is visible and of bounded length;
// of a long line the part around the span is shown.
StyledText styled(const Diagnostic& diagnostic, const Sources& sources, Language language);
inline std::string render(const Diagnostic& diagnostic, const Sources& sources, Language language) {
  return styled(diagnostic, sources, language).text();
}

}  // namespace cepol
