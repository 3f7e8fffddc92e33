// Makes a pair that shows a difference smaller, and writes it into a folder.
#pragma once

#include <functional>

#include "tests/pairs/pair.hpp"

namespace cepol::pairs {

// A pair with fewer rows, cells, declarations and terms for which `differs` still holds: none that is smaller by one
// step does, or `most` were tried. The last that held is returned.
Pair shrunk(Pair pair, const std::function<bool(const Pair&)>& differs, std::size_t most);

// policy.cepol, data/, and README with the two commands and what they show. Returns the commands.
std::string write_pair(const std::string& folder, const Pair& pair, const Difference& difference);

}  // namespace cepol::pairs
