// The layout of a file as one edit.
#pragma once

#include <optional>

#include "lang/services/rename.hpp"

namespace cepol::services {

// The part of the text that the layout changes. Nullopt: it has errors, or is laid out so already.
std::optional<TextEdit> formatting(const syntax::Parsed& parsed);

}  // namespace cepol::services
