#include "interpreter/office/xml_text.hpp"

#include <utility>

#include "lang/base/visible.hpp"

namespace cepol::office {

std::string xml_text(std::string_view text) {
  std::string shown = visible(text);
  for (const auto& [character, written] : {std::pair{"\uFFFE", "<U+FFFE>"}, std::pair{"\uFFFF", "<U+FFFF>"}})
    for (std::size_t at = shown.find(character); at != std::string::npos; at = shown.find(character, at))
      shown.replace(at, std::string_view(character).size(), written);
  return shown;
}

}  // namespace cepol::office
