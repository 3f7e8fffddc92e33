// A generated policy whose examples say what must come out: `cepol test` finds all of them right.
#pragma once

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>

#include "tests/support/tool.hpp"

namespace cepol::test {

inline void check_examples_of(const std::string& policy) {
  const auto file = std::filesystem::temp_directory_path() / ("cepol-" + std::to_string(::getpid()) + ".cepol");
  std::ofstream(file, std::ios::binary) << policy;
  const Ran ran = run_tool({"test", file.string()}, {});
  std::filesystem::remove(file);
  INFO(policy);
  INFO(ran.out);
  INFO(ran.err);
  CHECK(ran.status == cli::done);
}

}  // namespace cepol::test
