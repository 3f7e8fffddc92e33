// The words by which data name the columns of a table: their names, and other words for these.
#pragma once

#include <optional>
#include <string>
#include <string_view>

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

}  // namespace cepol::data
