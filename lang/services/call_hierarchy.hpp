// What depends on a declaration, and what it depends on.
#pragma once

#include <vector>

#include "lang/services/names.hpp"

namespace cepol::services {

struct Dependence {
  DeclaredName on;           // incoming: who uses it; outgoing: what is used
  std::vector<Span> places;  // of the names by which it is used
};
// The declaration that the name at the place stands for, or that the place is in; null: there is none.
const DeclaredName* declaration_of(const View& view, const Names& names, SourceId file, std::uint32_t offset);
std::vector<Dependence> used_by(const View& view, const Names& names, const DeclaredName& of);
std::vector<Dependence> uses_of(const View& view, const Names& names, const DeclaredName& of);

}  // namespace cepol::services
