// The words of a draft that are the same for every notice. Only lang/draft includes this.
#pragma once

#include <string_view>

#include "lang/diagnostics/diagnostic.hpp"

namespace cepol::draft {

std::string_view opening(Language language);       // how the draft is used
std::string_view dates(Language language);         // of the header, to fill in
std::string_view forms(Language language);         // tables, readings, rules, examples
std::string_view clauses_head(Language language);  // what the list of clauses is for
std::string_view no_numbers(Language language);    // in its place, where none was recognised

}  // namespace cepol::draft
