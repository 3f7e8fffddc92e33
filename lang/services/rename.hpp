// Renames a name wherever it is written, also as a cell of an example.
#pragma once

#include <string>
#include <vector>

#include "lang/services/names.hpp"

namespace cepol::services {

struct TextEdit {
  Span span;  // empty: the text is inserted
  std::string text;
};

// Whether a text can be a name at all.
bool can_be_name(std::string_view text);
// The name in the way in which the old one was written there: bare, in 「」, or in the quotes of a cell.
std::string renamed(std::string_view old, const std::string& name);
// The edits that rename what is declared there, in the order of the texts.
std::vector<TextEdit> rename(const View& view, const Names& names, Span declared, const std::string& name);

}  // namespace cepol::services
