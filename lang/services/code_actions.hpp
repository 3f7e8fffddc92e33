// What can be done at a place with one keystroke.
#pragma once

#include <string>
#include <vector>

#include "lang/services/diagnostics.hpp"
#include "lang/services/names.hpp"
#include "lang/services/rename.hpp"

namespace cepol::services {

struct CodeAction {
  std::string title;
  std::vector<TextEdit> edits;
  std::vector<std::size_t> mends = {};  // indices into `findings`
  bool preferred = false;
};
// `findings` as findings() returns them; those that lie in the part of the file from `begin` to `end` are mended.
std::vector<CodeAction> code_actions(const View& view, const std::vector<Finding>& findings, SourceId file,
                                     std::uint32_t begin, std::uint32_t end);

}  // namespace cepol::services
