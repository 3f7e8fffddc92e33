// The only file that includes CLI11. It only takes the words apart: help and messages are our own, in both languages.
#include "interpreter/cli/arguments.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

namespace cepol::cli {

std::optional<WrongWord> take_apart(const std::vector<std::string>& typed, const std::vector<std::string>& commands,
                                    Words& words) {
  using Why = WrongWord::Why;
  CLI::App app;
  auto common = [&](CLI::App& at) {
    at.set_help_flag();
    at.add_flag("-h,--help", words.help);
    at.add_option("--lang", words.language);
  };
  common(app);
  app.add_flag("--version", words.version);
  for (const std::string& name : commands) {
    CLI::App* sub = app.add_subcommand(name);
    common(*sub);
    sub->add_option("-o,--output", words.output);
    sub->add_option("--format", words.format);
    sub->add_option("--reading", words.readings)->allow_extra_args(false);
    sub->add_option("--readings", words.all_readings);
    sub->add_flag("--core", words.core);
    sub->add_flag("--effective", words.effective);
    sub->add_flag("--carried-over", words.carried_over);
    sub->add_flag("--exit-code", words.exit_code);
    sub->add_flag("--all", words.all_rows);
    sub->add_flag("--check", words.check);
    sub->add_flag("--coverage", words.coverage);
    sub->add_flag("--mutate", words.mutate);
    sub->add_flag("--boundaries", words.boundaries);
    sub->add_option("--keywords", words.keywords);
    sub->add_option("--on", words.on);
    sub->add_option("--notice", words.notice);
    sub->add_option("--path", words.path);
    sub->add_option("--by", words.by)->allow_extra_args(false);
    sub->add_option("--explain", words.explain)->allow_extra_args(false);
    sub->add_option("--data", words.data)->allow_extra_args(false);
    sub->add_option("values", words.values);
    sub->allow_extras();
  }
  app.require_subcommand(0, 1);
  app.allow_extras();
  for (const std::string& word : typed)  // also when what follows cannot be understood
    if (words.command.empty() && std::find(commands.begin(), commands.end(), word) != commands.end())
      words.command = word;
  try {
    app.parse(std::vector<std::string>(typed.rbegin(), typed.rend()));  // it takes them from the back
  } catch (const CLI::ArgumentMismatch& error) {
    const std::string text = error.what();  // "--format: 1 required TEXT missing"
    return WrongWord{Why::value_missing, text.substr(0, text.find(':'))};
  } catch (const CLI::ParseError& error) {
    return WrongWord{Why::value_not_wanted, error.what()};
  }
  words.command = app.get_subcommands().empty() ? std::string() : app.get_subcommands().front()->get_name();
  const bool known = !words.command.empty();
  for (const std::string& extra : app.remaining(true)) {
    if (!known && !words.command.empty()) break;  // what follows an unknown command belongs to it, whatever was meant
    if (extra.starts_with("-")) return WrongWord{Why::unknown_option, extra};
    if (known) return WrongWord{Why::value_not_wanted, extra};
    words.command = extra;
  }
  return std::nullopt;
}

}  // namespace cepol::cli
