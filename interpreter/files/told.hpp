// What was taken for what, where that is not plain to see: told.def.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace cepol::files {

enum class Tell : std::uint8_t {
#define TOLD(name, zh, en) name,
#include "interpreter/files/told.def"
#undef TOLD
};

struct Told {
  std::string path;
  Tell what;
  std::vector<std::string> arguments;
};

std::string words_of(const Told& told, bool english);

}  // namespace cepol::files
