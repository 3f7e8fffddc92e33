#include "lang/base/truth_words.hpp"

#include <string>

#include "lang/base/text.hpp"

namespace cepol {

std::optional<bool> truth_of_word(std::string_view word) {
  if (word == "是" || word == "√") return true;
  if (word == "否" || word == "×") return false;
  const std::string lower = ascii_lower(word);
  if (lower == "yes" || lower == "true" || lower == "1") return true;
  if (lower == "no" || lower == "false" || lower == "0") return false;
  return std::nullopt;
}

}  // namespace cepol
