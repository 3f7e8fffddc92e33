// The file system and the folders that policies and the standard library are loaded from.
#pragma once

#include <string>
#include <vector>

#include "interpreter/files/files.hpp"

namespace cepol::workspace {

struct Workspace {
  const files::Files& files;
  std::string library;                // folder of the standard library
  std::vector<std::string> policies;  // folders that short names (nmg/2017) are resolved in, in order
};

}  // namespace cepol::workspace
