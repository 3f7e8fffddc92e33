// Types in words, as a policy writes them.
#pragma once

#include <optional>
#include <string>

#include "lang/services/names.hpp"

namespace cepol::services {

std::string type_words(const core::Program& program, const core::Type& type, Language language);
// Of a column, definition, table or parameter; nullopt: it has none, or was not lowered.
std::optional<core::Type> type_of(const View& view, const DeclaredName& name);

}  // namespace cepol::services
