// Reads from the header of a parsed file what is needed to load other files: the modules that it uses, its notices, the
// policy that it amends.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lang/syntax/tree.hpp"

namespace cepol::semantics {

// The paths that a file uses: `use cn/people` -> "cn/people".
struct Use {
  std::string path;
  Span span;
};
std::vector<Use> uses_of(const syntax::Tree& tree);

// The files named by `notice "2017.txt"` and `notice "2016.txt" as a/2016`; without a path: the policy's own.
struct NoticeName {
  std::string name, path;
  Span span;
};
std::vector<NoticeName> notices_of(const syntax::Tree& tree);

// The policy that this one amends, if any, and its own path.
std::optional<Use> amended_by(const syntax::Tree& tree);
std::string path_of(const syntax::Tree& tree);

}  // namespace cepol::semantics
