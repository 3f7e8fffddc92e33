// What was typed. Only arguments.cpp knows the library that takes it apart.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lang/diagnostics/diagnostic.hpp"

namespace cepol::cli {

struct Arguments {
  std::string command;               // empty: none given
  std::vector<std::string> values;   // what stands without a name: policy, data, key
  std::optional<std::string> output, format;
  std::vector<std::string> readings;  // NAME=OPTION
  bool all_readings = false;
  std::optional<Language> language;
  bool help = false, version = false;
};

struct Usage {  // what is wrong with it; one of these
  enum class Fault { unknown_command, unknown_option, value_missing, value_unexpected, bad_value } fault;
  std::string text;      // what was typed
  std::string possible;  // bad_value: what is possible
};

struct Taken {
  Arguments arguments;  // with a fault: as far as understood
  std::optional<Usage> fault;
};

// `typed`: without the program's name. `commands`: the names there are.
Taken take(const std::vector<std::string>& typed, const std::vector<std::string>& commands);

}  // namespace cepol::cli
