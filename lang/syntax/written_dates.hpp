// Dates as people write them, where the language has 2025-05-31: to be suggested.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cepol::syntax {

// The date that a text begins with, in the language's form, and where it ends: 2026.9.30, 2026/9/30, 31/05/2025,
// 05/31/2025, 31 May 2025, May 31, 2025. nullopt: none, none of the calendar, or one of two (05/06/2025).
std::optional<std::string> meant_date(std::string_view text, std::size_t& end);

}  // namespace cepol::syntax
