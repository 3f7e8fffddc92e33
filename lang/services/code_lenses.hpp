// Lines above declarations: an example can be run; how often a declaration is used, and whether it cites a
// clause.
#pragma once

#include <string>
#include <vector>

#include "lang/services/names.hpp"

namespace cepol::services {

struct CodeLens {
  Span span;            // of the title or the name
  std::string example;  // its title; empty: the lens is of a declaration
  std::size_t uses = 0;
  bool rule = false;   // the declaration decides something
  bool cites = false;  // a clause, itself or a part of it
  Span declaration = {};
};
std::vector<CodeLens> code_lenses(const View& view, const Names& names, SourceId file);

}  // namespace cepol::services
