// The interface of a subcommand: its name, help, options and action. Each subcommand is implemented in one file and
// listed in one row of commands.def.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "interpreter/cli/io.hpp"

namespace cepol::cli {

// What `cepol NAME --help` prints.
struct Help {
  std::string_view usage, summary_zh, summary_en, zh, en, example;
  std::string_view example_en = {};  // empty: the example is the same in both languages
};

// An option, and where the parser of the command line stores what was typed: a flag (true: given), one text, or one
// text for each time that the option was given.
struct Option {
  std::string_view names;  // "-o,--output"
  std::variant<bool*, std::optional<std::string>*, std::vector<std::string>*> value;
};
std::string_view long_name(std::string_view names);  // "--output"

// One run of a subcommand. `options` is called first, then the parser fills them, then `read`, then `run`.
class Call {
 public:
  Call() = default;
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;
  virtual ~Call() = default;

  virtual std::vector<Option> options() = 0;
  // Checks the options and takes the words without a name (policy, data, key). Returns what is wrong, or "".
  virtual std::string read(const std::vector<std::string>& values, const Io& io) = 0;
  virtual int run(const Io& io) const = 0;  // the exit status
};

struct Command {
  std::string_view name;
  Help help;
  std::unique_ptr<Call> (*call)();
};

template <class Own>
std::unique_ptr<Call> make_call() {
  return std::make_unique<Own>();
}

}  // namespace cepol::cli
