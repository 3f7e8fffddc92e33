// Options that several subcommands share, with their checks and error messages.
#pragma once

#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/cli/command.hpp"
#include "interpreter/data/assumptions.hpp"
#include "interpreter/engines/engines.hpp"
#include "interpreter/files/text_form.hpp"

namespace cepol::cli {

// All `check` and `read` functions return what is wrong, or "".

// -o, --output: the file or folder of the results.
struct OutputOption {
  std::optional<std::string> typed;
  Option option() { return {"-o,--output", &typed}; }
  std::string check(const Io& io) const;
  std::string path() const { return typed.value_or(""); }  // empty: standard output
};

// --on DATE: of several versions in a folder the one that applies on that day.
struct DayOption {
  std::optional<std::string> typed;
  Option option() { return {"--on", &typed}; }
  std::string check(const Io& io);  // also puts it into the form 2017-05-20
  std::string day() const { return typed.value_or(""); }
};

// --keywords zh|en: the spelling of keywords in what is written.
struct KeywordsOption {
  std::optional<std::string> typed;
  Option option() { return {"--keywords", &typed}; }
  std::string check(const Io& io) const;
  std::optional<Language> language() const;
};

// --format NAME: a name among a subcommand's formats.
struct FormatName {
  std::string name;
  std::vector<std::string> endings;  // of output files with the format, as ".json"; none: the output is a folder
};
struct FormatOption {
  std::optional<std::string> typed;
  Option option() { return {"--format", &typed}; }
  // Chooses by the name that was typed, else by the ending of the output's name, else the first; `chosen`: its index.
  // An ending that is not one of the format's is an error: the file would not be what its name says.
  std::string choose(const std::vector<FormatName>& formats, const std::string& output, std::size_t& chosen,
                     const Io& io) const;
};

// --engine NAME: which engine decides; the results are the same.
struct EngineOption {
  std::optional<std::string> typed;
  Option option() { return {"--engine", &typed}; }
  std::string check(const Io& io) const;
  const engine::EngineKind& kind() const;
};

// --threads N: how many threads work at a time; the results are the same.
struct ThreadsOption {
  std::optional<std::string> typed;
  Option option() { return {"--threads", &typed}; }
  std::string check(const Io& io) const;
  std::size_t count() const;  // by default as many as there are processors
};

// What the user says of the data: [--empty TABLE]... [--absent TABLE.COLUMN]... [--twice both|once|open]
// [--encoding NAME] [--delimiter NAME] [--database DATABASE] [--map FILE] [--corrections FILE]....
struct DataOptions {
  std::vector<std::string> empty;   // tables that have no records
  std::vector<std::string> absent;  // columns that the data may lack, as TABLE.COLUMN
  std::optional<std::string> twice;
  std::optional<std::string> encoding, delimiter;  // of text files
  std::optional<std::string> database;             // that query files are run on
  std::optional<std::string> map;                  // the office's own words (word_map.hpp)
  std::vector<std::string> corrections;            // lists of corrected cells (clean_up_list.hpp)
  void add_to(std::vector<Option>& options);
  std::string check(const Io& io) const;
  // Puts the database before the query files (考试=query.sql) among the data: 考试=DATABASE?query=query.sql.
  std::string place_queries(std::vector<std::string>& data, const Io& io) const;
  data::Assumptions assumptions() const;
  files::TextForm text_form() const;
};

// The policy and data of a calculation: POLICY DATA... [--on DATE] [--reading NAME=OPTION]..., and DataOptions.
struct InputOptions {
  std::string policy;
  std::vector<std::string> data;
  DayOption on;
  std::vector<std::string> readings;  // NAME=OPTION
  DataOptions known;
  EngineOption engine;
  ThreadsOption threads;
  std::shared_ptr<const data::Division> division = {};  // only a part of the data is decided; null: all
  Option reading_option() { return {"--reading", &readings}; }
};

// The words without a name: at least `least` of policy, data and key, in this order.
std::string missing_value(const std::vector<std::string>& values, std::size_t least, const Io& io);
// More than one policy, for subcommands that take just one.
std::string second_policy(const std::vector<std::string>& values, const Io& io);
std::string not_one_of(std::string_view option, const std::string& typed, const std::vector<std::string>& possible,
                       const Io& io);

// The first problem that is one.
std::string first_of(std::initializer_list<std::string> problems);

}  // namespace cepol::cli
