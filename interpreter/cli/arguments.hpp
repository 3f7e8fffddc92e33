// What was asked for on the command line.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/report/writer.hpp"
#include "lang/diagnostics/diagnostic.hpp"

namespace cepol::cli {

struct Arguments {
  std::vector<std::string> policies;  // check, test: all positionals; others: the first
  std::vector<std::string> data;
  std::string key;  // explain
  std::string output;
  report::Format format = report::Format::table;
  std::vector<std::string> readings;  // NAME=OPTION
  bool all_readings = false;
  bool core = false;  // check: print the program
};

// The words of a command line, taken apart but not yet judged.
struct Words {
  std::string command;              // empty: none
  std::vector<std::string> values;  // what stands without a name: policy, data, key
  std::optional<std::string> output, format, language, all_readings;
  std::vector<std::string> readings;
  bool core = false, help = false, version = false;
};
struct WrongWord {
  enum class Why { unknown_option, value_missing, value_not_wanted } why;
  std::string word;
};
// `typed`: without the program's name. What could be understood is in `words` also when something is wrong.
std::optional<WrongWord> take_apart(const std::vector<std::string>& typed, const std::vector<std::string>& commands,
                                    Words& words);

}  // namespace cepol::cli
