// Compares two policies, or two readings of one, and writes the report: the implementation of `cepol diff`.
#pragma once

#include <string>
#include <vector>

#include "interpreter/cli/io.hpp"
#include "interpreter/cli/options.hpp"

namespace cepol::cli {

enum class DiffFormat : std::uint8_t { terminal, json, markdown, html };

struct DiffOptions {
  std::vector<std::string> policies, data;
  std::vector<std::string> readings;     // NAME=OPTION
  std::vector<std::string> by, explain;  // columns to count by, keys of rows to explain on both sides
  DataOptions known;
  EngineOption engine;
  std::string output;  // empty: standard output
  DiffFormat format = DiffFormat::terminal;
  bool all_rows = false;   // name every row, not the first ones
  bool exit_code = false;  // exit status 1 when there is a difference
};

int compare_policies(const DiffOptions& options, const Io& io);

}  // namespace cepol::cli
