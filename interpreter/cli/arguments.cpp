#include "interpreter/cli/arguments.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

namespace cepol::cli {

namespace {

void options(CLI::App& app, Arguments& arguments, std::string& language, std::string& all) {
  app.set_help_flag();
  app.add_flag("-h,--help", arguments.help);
  app.add_option("--lang", language);
  app.add_option("-o,--output", arguments.output);
  app.add_option("--format", arguments.format);
  app.add_option("--reading", arguments.readings)->allow_extra_args(false);
  app.add_option("--readings", all);
}

// Which options a subcommand does not have.
bool takes(const std::string& command, const std::string& option) {
  if (command == "eval") return true;
  if (option == "--format" || option == "--reading") return command == "explain";
  return false;
}

}  // namespace

Taken take(const std::vector<std::string>& typed, const std::vector<std::string>& commands) {
  Taken taken;
  Arguments& arguments = taken.arguments;
  auto wrong = [&](Usage::Fault fault, std::string text, std::string possible = {}) {
    taken.fault = Usage{fault, std::move(text), std::move(possible)};
    return taken;
  };
  std::string language, all;
  CLI::App app;
  options(app, arguments, language, all);
  app.add_flag("--version", arguments.version);
  for (const std::string& name : commands) {
    CLI::App* sub = app.add_subcommand(name);
    options(*sub, arguments, language, all);
    sub->add_option("values", arguments.values);
  }
  app.require_subcommand(0, 1);
  app.allow_extras();
  try {
    std::vector<std::string> reversed(typed.rbegin(), typed.rend());
    app.parse(reversed);
  } catch (const CLI::ExtrasError& error) {
    return wrong(Usage::Fault::unknown_option, error.what());
  } catch (const CLI::ArgumentMismatch& error) {
    // "--format: 1 required TEXT missing": the option comes first.
    const std::string text = error.what();
    return wrong(Usage::Fault::value_missing, text.substr(0, text.find(':')));
  } catch (const CLI::ParseError& error) {
    return wrong(Usage::Fault::value_unexpected, error.what());
  }
  const auto subcommands = app.get_subcommands();
  if (!subcommands.empty()) arguments.command = subcommands.front()->get_name();
  if (language == "en" || language.starts_with("en_") || language.starts_with("en-")) arguments.language = Language::en;
  if (language == "zh" || language.starts_with("zh_") || language.starts_with("zh-")) arguments.language = Language::zh;
  for (const std::string& extra : app.remaining(true)) {
    if (extra.starts_with("-")) return wrong(Usage::Fault::unknown_option, extra);
    if (arguments.command.empty()) {
      arguments.command = extra;
      return wrong(Usage::Fault::unknown_command, extra);
    }
    return wrong(Usage::Fault::value_unexpected, extra);
  }
  if (!language.empty() && !arguments.language) return wrong(Usage::Fault::bad_value, "--lang " + language, "zh, en");
  if (!all.empty() && all != "all") return wrong(Usage::Fault::bad_value, "--readings " + all, "all");
  arguments.all_readings = !all.empty();
  if (arguments.help || arguments.version || arguments.command.empty()) return taken;
  auto refuse = [&](bool given, const std::string& option) {
    if (given && !takes(arguments.command, option) && !taken.fault) taken.fault = Usage{Usage::Fault::unknown_option, option, {}};
  };
  refuse(arguments.output.has_value(), "--output");
  refuse(arguments.format.has_value(), "--format");
  refuse(!arguments.readings.empty(), "--reading");
  refuse(arguments.all_readings, "--readings");
  if (taken.fault) return taken;
  if (arguments.format) {
    const std::vector<std::string> formats =
        arguments.command == "explain" ? std::vector<std::string>{"text", "json"} : std::vector<std::string>{"table", "csv", "json", "ndjson"};
    if (std::find(formats.begin(), formats.end(), *arguments.format) == formats.end()) {
      std::string possible;
      for (const std::string& one : formats) possible += (possible.empty() ? "" : ", ") + one;
      return wrong(Usage::Fault::bad_value, "--format " + *arguments.format, possible);
    }
  }
  return taken;
}

}  // namespace cepol::cli
