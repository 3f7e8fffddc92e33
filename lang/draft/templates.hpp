// The fixed texts of a draft, the same for every notice: instructions, templates of the constructs, headings. Only
// lang/draft includes this header.
#pragma once

#include <string_view>

#include "lang/diagnostics/diagnostic.hpp"

namespace cepol::draft {

std::string_view opening(Language language);         // how to use the draft
std::string_view dates(Language language);           // of the header, to be filled in
std::string_view templates(Language language);       // tables, readings, rules, examples
std::string_view old_rules_head(Language language);  // in place of the templates, in a policy that amends another
std::string_view clauses_head(Language language);    // what the list of clauses is for
std::string_view no_numbers(Language language);      // instead of that list, when no clause was recognised

}  // namespace cepol::draft
