// The words for yes and no that every column of truths understands.
#pragma once

#include <optional>
#include <string_view>

namespace cepol {

// `word` is trimmed and in its folded form.
std::optional<bool> truth_of_word(std::string_view word);

}  // namespace cepol
