// Files that tests read.
#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace cepol::test {

inline std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace cepol::test
