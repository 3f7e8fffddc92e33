// Parses the command line with CLI11. It is the only file that includes CLI11, which takes seconds to compile. CLI11
// only splits the words: help texts and messages are our own, in both languages.
#include "interpreter/cli/arguments.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "lang/base/table.hpp"

namespace cepol::cli {

namespace {

CLI::Option* add_option(CLI::App& app, const Option& option) {
  const std::string names(option.names);
  return std::visit(overloaded{[&](bool* given) { return app.add_flag(names, *given); },
                               [&](std::optional<std::string>* text) { return app.add_option(names, *text); },
                               [&](std::vector<std::string>* texts) {
                                 return app.add_option(names, *texts)->allow_extra_args(false);
                               }},
                    option.value);
}

struct ForeignOption {
  std::string_view name;
  CLI::Option* option;
};

// The options that other subcommands have and this one has not, each once. What is typed for them is stored with the
// other subcommand, which is not run.
std::vector<ForeignOption> add_foreign_options(CLI::App& app, const CommandSyntax& own,
                                               const std::vector<CommandSyntax>& commands) {
  std::vector<ForeignOption> foreign;
  const auto taken = [&](std::string_view name) {
    return std::any_of(own.options.begin(), own.options.end(),
                       [&](const Option& option) { return long_name(option.names) == name; }) ||
           std::any_of(foreign.begin(), foreign.end(), [&](const ForeignOption& one) { return one.name == name; });
  };
  for (const CommandSyntax& other : commands)
    for (const Option& option : other.options)
      if (const std::string_view name = long_name(option.names); !taken(name))
        foreign.push_back({name, add_option(app, option)});
  return foreign;
}

}  // namespace

std::string_view long_name(std::string_view names) { return names.substr(names.rfind("--")); }

std::optional<CommandLineError> parse_command_line(const std::vector<std::string>& typed,
                                                   const std::vector<CommandSyntax>& commands, CommandLine& line) {
  using Kind = CommandLineError::Kind;
  CLI::App app;
  const auto add_common = [&](CLI::App& to) {
    to.set_help_flag();
    to.add_flag("-h,--help", line.help);
    to.add_option("--lang", line.language);
    to.add_option("--memory", line.memory);
    to.add_flag("--show-ids", line.show_ids);
  };
  add_common(app);
  app.add_flag("--version", line.version);
  std::vector<std::vector<ForeignOption>> foreign;  // by command
  for (const CommandSyntax& command : commands) {
    CLI::App& sub = *app.add_subcommand(command.name);
    add_common(sub);
    for (const Option& option : command.options) add_option(sub, option);
    foreign.push_back(add_foreign_options(sub, command, commands));
    sub.add_option("values", line.values);
    sub.allow_extras();
  }
  app.require_subcommand(0, 1);
  app.allow_extras();
  const auto find_command = [&](const std::string& word) {
    return std::find_if(commands.begin(), commands.end(), [&](const CommandSyntax& one) { return one.name == word; });
  };
  for (const std::string& word : typed)  // set also when CLI11 stops at an error
    if (line.command.empty() && find_command(word) != commands.end()) line.command = word;
  try {
    app.parse(std::vector<std::string>(typed.rbegin(), typed.rend()));  // CLI11 takes them in reverse order
  } catch (const CLI::ArgumentMismatch& error) {
    const std::string text = error.what();  // "--format: 1 required TEXT missing"
    return CommandLineError{Kind::value_missing, text.substr(0, text.find(':'))};
  } catch (const CLI::ParseError& error) {
    return CommandLineError{Kind::unexpected_value, error.what()};
  }
  line.command = app.get_subcommands().empty() ? std::string() : app.get_subcommands().front()->get_name();
  const bool known = !line.command.empty();
  for (const std::string& extra : app.remaining(true)) {
    if (!known && !line.command.empty()) break;  // what follows an unknown command belongs to it
    if (extra.starts_with("-")) return CommandLineError{Kind::unknown_option, extra};
    if (known) return CommandLineError{Kind::unexpected_value, extra};
    line.command = extra;
  }
  if (known)
    for (const ForeignOption& one : foreign[static_cast<std::size_t>(find_command(line.command) - commands.begin())])
      if (one.option->count() > 0 && line.foreign_option.empty()) line.foreign_option = one.name;
  return std::nullopt;
}

}  // namespace cepol::cli
