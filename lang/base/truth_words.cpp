#include "lang/base/truth_words.hpp"

#include <string>

namespace cepol {

std::optional<bool> truth_of_word(std::string_view word) {
  if (word == "是" || word == "√") return true;
  if (word == "否" || word == "×") return false;
  std::string lower(word);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  if (lower == "yes" || lower == "true" || lower == "1") return true;
  if (lower == "no" || lower == "false" || lower == "0") return false;
  return std::nullopt;
}

}  // namespace cepol
