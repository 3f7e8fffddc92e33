// The command line. The only file that includes CLI11.
#include <CLI/CLI.hpp>

#include <fmt/format.h>

#include "interpreter/cli/commands.hpp"

namespace cepol::cli {

namespace {

struct Command {
  std::string_view name, zh, en, example;
  int (*run)(const Arguments&, const Io&);
  bool data, key, output, formats, readings, all_readings, several;
};

constexpr Command commands[] = {
    {"eval", "把政策用于数据", "apply a policy to data", "cepol eval policies/nmg/2017.cepol policies/nmg/2017-sample -o 结果 --format csv", run_eval, true, false, true,
     true, true, true, false},
    {"explain", "说明一个人（一行）的结果是怎么来的", "say why one row came out as it did",
     "cepol explain policies/nmg/2017.cepol policies/nmg/2017-sample 0001", run_explain, true, true, true, true, true, false, false},
    {"check", "检查政策，列出通知每一条的落实", "check policies and print the map of the notice", "cepol check policies/nmg/2017.cepol", run_check, false, false, false,
     false, false, false, true},
    {"test", "运行政策里的示例", "run the examples of policies", "cepol test policies/nmg/2017.cepol", run_test, false, false, false, false, false, false, true},
};

}  // namespace

int run(int count, const char* const* words, Io io) {
  for (int i = 1; i + 1 < count; ++i) {  // the language of the help itself
    const std::string_view word = words[i], next = words[i + 1];
    if (word == "--lang" && (next == "zh" || next == "en")) io.language = next == "zh" ? Language::zh : Language::en;
  }
  const auto say = [&](std::string_view zh, std::string_view en) { return std::string(io.say(zh, en)); };
  Arguments arguments;
  CLI::App app(say("cepol：把每年的继续教育通知写成政策，用于名册", "cepol: yearly notices as policies, applied to rosters"), "cepol");
  app.set_version_flag("--version", std::string("cepol " CEPOL_VERSION));
  app.require_subcommand(1);
  app.get_formatter()->column_width(32);
  app.get_formatter()->label("REQUIRED", say("（必填）", "(required)"));
  app.set_help_flag("-h,--help", say("显示这段说明", "print this help"));
  std::string language;
  app.add_option("--lang", language, say("消息的语言：zh 或 en（缺省按系统区域）", "language of messages: zh or en (default: by locale)"))->check(CLI::IsMember({"zh", "en"}));
  const std::map<std::string, report::Format> formats{
      {"table", report::Format::table}, {"csv", report::Format::csv}, {"json", report::Format::json}, {"ndjson", report::Format::ndjson}};
  const std::map<std::string, report::Format> explain_formats{{"table", report::Format::table}, {"json", report::Format::json}};

  std::vector<std::string> rest;
  std::vector<std::string> readings;
  std::string format;
  for (const Command& command : commands) {
    CLI::App* sub = app.add_subcommand(std::string(command.name), say(command.zh, command.en));
    sub->set_help_flag("-h,--help", say("显示这段说明", "print this help"));
    sub->fallthrough();
    std::string footer = say("例：\n  ", "example:\n  ") + std::string(command.example);
    footer += say("\n退出码：0 完成；1 完成，但有所发现（坏行、错误、不通过的示例）；2 用法或输入有误", "\nexit status: 0 done; 1 done and found something (bad rows, problems, failing examples); 2 bad usage or input");
    sub->footer(footer);
    sub->add_option(command.several ? "POLICY" : "POLICY", command.several ? arguments.policies : rest,
                    command.several  ? say("政策文件（.cepol），可以有几个", "policy files (.cepol)")
                    : command.key ? say("政策文件，数据（文件夹或文件，可以有几个），最后是那一行的主键", "the policy, the data (folders or files), and last the key of the row")
                                  : say("政策文件，然后是数据（文件夹或文件，可以有几个）", "the policy, then the data (folders or files)"))
        ->required()
        ->expected(command.several ? 1 : command.key ? 3 : 2, 1000)
        ->option_text(command.several ? "POLICY..." : command.key ? "POLICY DATA... KEY" : "POLICY DATA...");
    if (command.output) sub->add_option("-o,--output", arguments.output, say("写到这里，而不是标准输出（csv 为文件夹）", "write there and not to standard output (csv: a folder)"))->option_text("OUT");
    if (command.formats)
      sub->add_option("--format", format, command.key ? "table, json" : "table, csv, json, ndjson")
          ->check(command.key ? CLI::IsMember({"table", "json"}) : CLI::IsMember({"table", "csv", "json", "ndjson"}))
          ->option_text(say("格式", "FORMAT"));
    if (command.readings)
      sub->add_option("--reading,--readings", readings,
                      command.all_readings ? say("读法，可以重复；all：哪些结果取决于哪种读法", "a reading, repeatable; all: which results depend on which reading")
                                           : say("读法，可以重复", "a reading, repeatable"))
          ->option_text(say("名称=选项", "NAME=OPTION"))
          ->take_all()
          ->expected(1);
    if (command.name == "check") sub->add_flag("--core", arguments.core, say("打印降到核心后的程序", "print the lowered program"));
  }
  try {
    app.parse(count, words);
  } catch (const CLI::CallForVersion& call) {
    fmt::print(io.out, "{}\n", call.what());
    return std::fflush(io.out) == 0 ? done : bad_usage;
  } catch (const CLI::CallForHelp&) {
    const auto chosen = app.get_subcommands();
    fmt::print(io.out, "{}", chosen.empty() ? app.help() : chosen.front()->help());
    return std::fflush(io.out) == 0 ? done : bad_usage;
  } catch (const CLI::ParseError& error) {
    io.message(fmt::format("{}{}\n{}\n", say("用法有误：", "bad usage: "), error.what(), say("用 cepol --help 或 cepol 子命令 --help 查看用法", "see cepol --help or cepol COMMAND --help")));
    return bad_usage;
  }
  for (const std::string& reading : readings) {
    if (reading == "all")
      arguments.all_readings = true;
    else
      arguments.readings.push_back(reading);
  }
  for (const Command& command : commands) {
    if (!app.got_subcommand(std::string(command.name))) continue;
    if (!command.several) {
      arguments.policies = {rest.front()};
      arguments.data.assign(rest.begin() + 1, rest.end() - (command.key ? 1 : 0));
      if (command.key) arguments.key = rest.back();
    }
    if (!format.empty()) arguments.format = formats.at(format);
    if (!arguments.output.empty() && format.empty() && command.name == "eval") arguments.format = report::Format::csv;
    return command.run(arguments, io);
  }
  return bad_usage;
}

}  // namespace cepol::cli
