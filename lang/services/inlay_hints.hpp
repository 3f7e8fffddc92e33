// What an editor shows between the words: how a cited clause begins, and the type of a definition that names none.
#pragma once

#include <string>
#include <vector>

#include "lang/services/names.hpp"

namespace cepol::services {

struct InlayHint {
  std::uint32_t at;
  std::string label, tooltip;
  bool type = false;  // of a definition
};
// Of the file from `begin` to `end`, in the order of the text.
std::vector<InlayHint> inlay_hints(const View& view, const Names& names, SourceId file, std::uint32_t begin,
                                   std::uint32_t end);

}  // namespace cepol::services
