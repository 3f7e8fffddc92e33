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
  bool core = false;                     // check: print the program
  bool carried_over = false;             // check: list what the last version's clauses carry over
  std::string on;                        // the date on which a version applies; empty: none said
  std::vector<std::string> by;           // diff: columns by which people are counted
  std::vector<std::string> explain;      // diff: keys of rows to explain on both sides
  bool exit_code = false;                // diff: 1 when there is a difference
  std::string text_format = "terminal";  // diff: terminal, json, markdown, html; test: terminal, html
  bool all_rows = false;                 // diff: name every row, not the first ones
  bool coverage = false;                 // test: what no example reaches
  bool mutate = false;                   // test: which small changes no example notices
  bool check = false;                    // fmt: change nothing, say what is not laid out
  std::optional<Language> keywords;      // fmt, new: their spelling
  std::string title, notice, path;       // new; path: empty: by the notice's file
};

// The words of a command line, taken apart but not yet judged.
struct Words {
  std::string command;              // empty: none
  std::vector<std::string> values;  // what stands without a name: policy, data, key
  std::optional<std::string> output, format, language, all_readings;
  std::vector<std::string> readings;
  std::optional<std::string> on, notice, path, keywords;
  std::vector<std::string> by, explain, data;
  bool core = false, help = false, version = false, effective = false, carried_over = false, exit_code = false;
  bool all_rows = false, check = false, coverage = false, mutate = false, boundaries = false;
};
struct WrongWord {
  enum class Why { unknown_option, value_missing, value_not_wanted } why;
  std::string word;
};
// `typed`: without the program's name. What could be understood is in `words` also when something is wrong.
std::optional<WrongWord> take_apart(const std::vector<std::string>& typed, const std::vector<std::string>& commands,
                                    Words& words);

}  // namespace cepol::cli
