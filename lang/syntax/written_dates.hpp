// Dates as people write them, where the language has 2025-05-31: to be suggested.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "lang/base/date.hpp"

namespace cepol::syntax {

// The date that a text begins with, in the language's form, and where it ends: 2026.9.30, 2026/9/30, 31/05/2025,
// 05/31/2025, 31 May 2025, May 31, 2025. nullopt: none, none of the calendar, or one of two (05/06/2025).
std::optional<std::string> meant_date(std::string_view text, std::size_t& end);

// Of these, the forms with one meaning, which a policy may have: 2026.9.30, 31 May 2025, May 31, 2025. `end`: as above.
std::optional<std::string> accepted_date(std::string_view text, std::size_t& end);

// The text of a `date` node with such a form as the language writes it; its own forms stay.
std::string settled_date(std::string_view text);
// The date of a `date` node's text, in whichever form.
std::optional<Date> date_in_policy(std::string_view text);

}  // namespace cepol::syntax
