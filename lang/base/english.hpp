// English words that agree with a number.
#pragma once

#include <string>
#include <string_view>

namespace cepol {

// Of a word that is a plural (hours, studies, classes) the singular; else the word itself.
inline std::string singular(std::string_view word) {
  const auto without = [&](std::size_t letters) { return std::string(word.substr(0, word.size() - letters)); };
  if (word.size() < 3 || !word.ends_with('s') || word.ends_with("ss") || static_cast<unsigned char>(word[0]) >= 0x80)
    return std::string(word);
  if (word.ends_with("ies")) return without(3) + "y";
  for (const std::string_view ending : {"sses", "xes", "ches", "shes", "zes"})
    if (word.ends_with(ending)) return without(2);
  return without(1);
}

}  // namespace cepol
