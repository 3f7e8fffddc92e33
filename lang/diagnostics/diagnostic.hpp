// What is wrong with a policy: a stable code, a place, typed words for the message, further places, help.
// The words live in codes.def, in Chinese and English; `{0}`, `{1}` stand for the arguments.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lang/source/source.hpp"

namespace cepol {

enum class Language { zh, en };

enum class Code {
#define CODE(name, number, severity, zh, en, help_zh, help_en) name,
#include "lang/diagnostics/codes.def"
#undef CODE
};
enum class Severity { error, warning };

std::string_view code_number(Code code);  // "E0203"
Severity severity_of(Code code);

struct Related {  // a further place: where the name was declared first, ...
  Span span;
  std::string_view zh, en;
};

constexpr char between_spellings = '\x1F';
// An argument that reads differently in the two languages; names with commas between them, of many the first; and those
// in quotes.
std::string in_both(std::string_view zh, std::string_view en);
std::string listed_in_both(const std::vector<std::string>& names, std::size_t most = SIZE_MAX);
std::string quoted_in_both(const std::vector<std::string>& names);
std::string_view in_language(std::string_view argument, Language language);  // back again; what reads alike, as it is

struct Diagnostic {
  Code code;
  Span span;
  std::vector<std::string> arguments;  // a tool's word in both languages: zh, between_spellings, en
  std::vector<Related> related = {};
  std::string suggestion = {};  // the nearest name, to put in place of the text at `span`; empty: none

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

std::string message_of(const Diagnostic& diagnostic, Language language);  // the sentence alone
std::string help_of(const Diagnostic& diagnostic, Language language);     // what to do; may be empty

// `file:line:column: error E0203: message`, the line with the span underlined (display width counted; of several lines
// the first), related places, suggestion and help. Ends with a newline.
std::string render(const Diagnostic& diagnostic, const Sources& sources, Language language, bool colour);

}  // namespace cepol
