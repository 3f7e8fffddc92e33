// The words by which data name the columns of a table: their names, and other words for these.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"
#include "lang/core/program.hpp"

namespace cepol::data {

// Is one of the column's words of that form? `form_of` makes it: key_form, label_form.
template <class FormOf>
bool has_word(const core::Column& column, std::string_view form, FormOf&& form_of) {
  if (form_of(column.name) == form) return true;
  for (const std::string& heading : column.headings)
    if (form_of(heading) == form) return true;
  return false;
}

// The same, where capitals make no difference. `form`: a key form.
inline bool has_word_in_any_case(const core::Column& column, std::string_view form) {
  return has_word(column, ascii_lower(form), [](std::string_view text) { return ascii_lower(key_form(text)); });
}

}  // namespace cepol::data
