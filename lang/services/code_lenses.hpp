// Lines above declarations: an example can be run; how often a declaration is used.
#pragma once

#include <string>
#include <vector>

#include "lang/services/names.hpp"

namespace cepol::services {

struct CodeLens {
  Span span;            // of the title or the name
  std::string example;  // its title; empty: the lens is of a declaration
  std::size_t uses = 0;
};
std::vector<CodeLens> code_lenses(const View& view, const Names& names, SourceId file);

}  // namespace cepol::services
