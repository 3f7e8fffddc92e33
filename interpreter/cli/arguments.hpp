// What was asked for on the command line.
#pragma once

#include <string>
#include <vector>

#include "interpreter/report/writer.hpp"

namespace cepol::cli {

struct Arguments {
  std::vector<std::string> policies;   // check, test: all positionals; others: the first
  std::vector<std::string> data;
  std::string key;                     // explain
  std::string output;
  report::Format format = report::Format::table;
  std::vector<std::string> readings;   // NAME=OPTION
  bool all_readings = false;
  bool core = false;                   // check: print the program
};

}  // namespace cepol::cli
