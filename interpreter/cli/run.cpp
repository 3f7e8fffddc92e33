// The table of subcommands; their help; from words to a subcommand's arguments.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <new>

#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/help.hpp"
#include "lang/base/date.hpp"
#include "lang/base/text.hpp"

namespace cepol::cli {

namespace {

using report::Format;

// Which of the options a subcommand knows.
constexpr unsigned takes_output = 1, takes_format = 2, takes_reading = 4, takes_all_readings = 8, takes_core = 16,
                   takes_on = 32, takes_carried = 64, takes_effective = 128, takes_diff = 256, takes_fmt = 512,
                   takes_new = 1024, takes_keywords = 2048, takes_test = 4096, takes_boundaries = 8192;

struct Option {
  unsigned takers;
  const char* name;
  bool (*given)(const Words&);
};
const Option options[] = {
    {takes_output, "--output", [](const Words& words) { return words.output.has_value(); }},
    {takes_format, "--format", [](const Words& words) { return words.format.has_value(); }},
    {takes_reading, "--reading", [](const Words& words) { return !words.readings.empty(); }},
    {takes_all_readings, "--readings", [](const Words& words) { return words.all_readings.has_value(); }},
    {takes_core, "--core", [](const Words& words) { return words.core; }},
    {takes_on, "--on", [](const Words& words) { return words.on.has_value(); }},
    {takes_carried, "--carried-over", [](const Words& words) { return words.carried_over; }},
    {takes_effective, "--effective", [](const Words& words) { return words.effective; }},
    {takes_fmt, "--check", [](const Words& words) { return words.check; }},
    {takes_test, "--coverage", [](const Words& words) { return words.coverage; }},
    {takes_test, "--mutate", [](const Words& words) { return words.mutate; }},
    {takes_boundaries, "--boundaries", [](const Words& words) { return words.boundaries; }},
    {takes_keywords, "--keywords", [](const Words& words) { return words.keywords.has_value(); }},
    {takes_diff, "--data", [](const Words& words) { return !words.data.empty(); }},
    {takes_diff, "--by", [](const Words& words) { return !words.by.empty(); }},
    {takes_diff, "--explain", [](const Words& words) { return !words.explain.empty(); }},
    {takes_diff, "--exit-code", [](const Words& words) { return words.exit_code; }},
    {takes_diff, "--all", [](const Words& words) { return words.all_rows; }},
    {takes_new, "--notice", [](const Words& words) { return words.notice.has_value(); }},
    {takes_new, "--path", [](const Words& words) { return words.path.has_value(); }}};

struct Command {
  std::string_view name;
  int (*run)(const Arguments&, const Io&);
  unsigned options;
  std::size_t least;  // how many words without a name it needs
  bool one_policy;    // and takes no more than one
  const Help& help;
};

const Command commands[] = {
    {"eval", run_eval, takes_output | takes_format | takes_reading | takes_all_readings | takes_on, 2, false,
     help_of_eval},
    {"explain", run_explain, takes_output | takes_format | takes_reading | takes_on, 3, false, help_of_explain},
    {"check", run_check, takes_core | takes_carried, 1, false, help_of_check},
    {"test", run_test, takes_output | takes_format | takes_test, 1, false, help_of_test},
    {"show", run_show, takes_output | takes_effective | takes_on, 1, true, help_of_show},
    {"examples", run_examples, takes_output | takes_boundaries | takes_on, 1, true, help_of_examples},
    {"doc", run_doc, takes_output | takes_on, 1, true, help_of_doc},
    {"fmt", run_fmt, takes_fmt | takes_keywords, 1, false, help_of_fmt},
    {"diff", run_diff, takes_output | takes_format | takes_reading | takes_diff, 1, false, help_of_diff},
    {"new", run_new, takes_output | takes_new | takes_keywords, 1, false, help_of_new},
};

std::vector<std::string> names() {
  std::vector<std::string> all;
  for (const Command& command : commands) all.emplace_back(command.name);
  return all;
}

const Command* find_command(std::string_view name) {
  return std::find_if(std::begin(commands), std::end(commands), [&](const Command& one) { return one.name == name; });
}

class Line {
 public:
  Line(const std::vector<std::string>& typed, Io& io) : io_(io), wrong_(take_apart(typed, names(), words_)) {
    if (words_.language) {
      if (words_.language->starts_with("en")) io_.language = Language::en;
      if (words_.language->starts_with("zh")) io_.language = Language::zh;
    }
  }

  int run() {
    const auto command = find_command(words_.command);
    const bool known = command != std::end(commands);
    if (words_.help && (known || words_.command.empty()))
      return show(known ? text_of(command->help, io_) : general_help(io_));
    if (words_.version) return show("cepol " CEPOL_VERSION "\n");
    if (wrong_) return refuse(*wrong_);
    if (words_.command.empty()) {
      io_.message(general_help(io_));
      return bad_usage;
    }
    if (!known) {
      return refuse(
          io_.say("没有子命令“{}”{}", "there is no command “{}”{}", words_.command, guessed(words_.command, names())));
    }
    if (const std::string problem = fill(*command); !problem.empty()) return refuse(problem, command->name);
    return command->run(arguments_, io_);
  }

 private:
  int show(const std::string& text) {
    report::Output output = report::Output::to_stream(io_.out);
    output.write(text);
    if (output.commit()) return done;
    return io_.not_written(output.error());
  }

  int refuse(const std::string& problem, std::string_view command = {}) {
    io_.message(io_.say("cepol：{}\n用法见 cepol {}--help\n", "cepol: {}\nsee cepol {}--help\n", problem,
                        command.empty() ? std::string() : std::string(command) + " "));
    return bad_usage;
  }
  int refuse(const WrongWord& wrong) {
    switch (wrong.why) {
      case WrongWord::Why::unknown_option: return refuse(unknown_option(wrong.word), words_.command);
      case WrongWord::Why::value_missing:
        return refuse(io_.say("{} 后面还要写一项内容", "{} needs something written after it", wrong.word),
                      words_.command);
      case WrongWord::Why::value_not_wanted:
        return refuse(io_.say("用不上“{}”，请删去", "“{}” is not needed here: leave it out", wrong.word),
                      words_.command);
    }
    return bad_usage;
  }
  std::string guessed(std::string_view typed, const std::vector<std::string>& known) const {
    const auto near = nearest_name(typed, known);
    return near ? io_.say("，是不是想写 {}？", "; did you mean {}?", *near) : std::string();
  }
  std::string unknown_option(std::string_view given) const {
    const std::string_view name = given.substr(0, given.find('='));
    std::vector<std::string> known{"--help", "--lang"};
    const auto command = find_command(words_.command);
    if (command == std::end(commands)) known.emplace_back("--version");
    for (const Option& option : options)
      if (command != std::end(commands) && (command->options & option.takers) != 0) known.emplace_back(option.name);
    return io_.say("没有选项 {}{}", "there is no option {}{}", name, guessed(name, known));
  }

  // The words as the command's arguments; what is wrong with them, or nothing.
  std::string fill(const Command& command) {
    if (words_.language && !words_.language->starts_with("en") && !words_.language->starts_with("zh"))
      return one_of("--lang", *words_.language, {"zh", "en"});
    for (const Option& option : options)
      if (option.given(words_) && (command.options & option.takers) == 0) return unknown_option(option.name);
    if (words_.keywords && *words_.keywords != "zh" && *words_.keywords != "en")
      return one_of("--keywords", *words_.keywords, {"zh", "en"});
    if (words_.keywords) arguments_.keywords = *words_.keywords == "en" ? Language::en : Language::zh;
    if (command.run == run_new) {
      if (std::string problem = fill_new(); !problem.empty()) return problem;
    } else if (words_.values.size() < command.least) {
      const std::string_view wanted[] = {io_.say("政策文件", "the policy"),
                                         io_.say("数据（文件夹或文件）", "the data (a folder or files)"),
                                         io_.say("要说明的那一行的主键", "the key of the row to explain")};
      return io_.say("还要写出{}", "{} is missing", wanted[words_.values.size()]);
    }
    if (command.one_policy && words_.values.size() > 1)
      return std::string(
          io_.say("一次看一份政策；有几份的，请一份一份地做", "one policy at a time; give each a command of its own"));
    if (command.least == 1) {
      arguments_.policies = words_.values;
    } else {
      arguments_.policies = {words_.values.front()};
      arguments_.data.assign(words_.values.begin() + 1, words_.values.end() - (command.least == 3 ? 1 : 0));
      if (command.least == 3) arguments_.key = words_.values.back();
    }
    if (words_.all_readings && *words_.all_readings != "all")
      return one_of("--readings", *words_.all_readings, {"all"});
    arguments_.all_readings = words_.all_readings.has_value();
    arguments_.readings = words_.readings;
    arguments_.core = words_.core;
    arguments_.carried_over = words_.carried_over;
    arguments_.by = words_.by;
    arguments_.explain = words_.explain;
    arguments_.exit_code = words_.exit_code;
    arguments_.all_rows = words_.all_rows;
    arguments_.check = words_.check;
    arguments_.coverage = words_.coverage;
    arguments_.mutate = words_.mutate;
    if (command.run == run_diff) arguments_.data = words_.data;
    if (words_.on) {
      const auto day = parse_date(*words_.on);
      if (!day || !day->exact())
        return io_.say("--on 后面的“{}”不是确定的一天；请写到日，例如 2000-05-20",
                       "“{}” after --on is not a certain day; write one as in 2000-05-20", *words_.on);
      arguments_.on = to_string(*day);
    }
    arguments_.output = words_.output.value_or("");
    if (words_.output && words_.output->empty())
      return std::string(io_.say("--output 后面是空的", "--output is empty"));
    return choose_format(command);
  }

  std::string fill_new() {
    if (words_.values.empty())
      return std::string(io_.say("还要写出政策的标题，放在引号里", "the title is missing: write it in quotes"));
    if (words_.values.size() > 1)
      return io_.say("用不上“{}”；标题里有空格的，整个放在引号里",
                     "“{}” is not needed here; a title with spaces in it is written in quotes", words_.values[1]);
    if (!words_.notice)
      return std::string(io_.say("还要写出通知原文：--notice 和它的文件名",
                                 "the notice is missing: write --notice and the name of its file"));
    for (const auto& [option, value] : {std::pair("--notice", words_.notice), std::pair("--path", words_.path)})
      if (value && value->empty()) return io_.say("{} 后面是空的", "{} is empty", option);
    arguments_.title = words_.values.front();
    arguments_.notice = *words_.notice;
    arguments_.path = words_.path.value_or("");
    return {};
  }

  std::string choose_format(const Command& command) {
    if (command.run == run_diff)
      return choose_text_format({{"terminal", ""}, {"json", ".json"}, {"markdown", ".md"}, {"html", ".html"}});
    if (command.run == run_test) {
      if (std::string problem = choose_text_format({{"terminal", ""}, {"html", ".html"}}); !problem.empty())
        return problem;
      if (arguments_.text_format == "html" && !words_.coverage)
        return std::string(io_.say("网页只用来看示例走到了哪里：请加上 --coverage",
                                   "the page shows what the examples reach: add --coverage"));
      return {};
    }
    const bool lines = command.run == run_explain;
    const std::vector<std::pair<std::string, Format>> all = {{lines ? "text" : "table", Format::table},
                                                             {"csv", Format::csv},
                                                             {"json", Format::json},
                                                             {"ndjson", Format::ndjson}};
    if (!words_.format) {  // by the name of what is written
      if (!arguments_.output.empty() && !lines) arguments_.format = Format::csv;
      if (arguments_.output.ends_with(".json")) arguments_.format = Format::json;
      if (arguments_.output.ends_with(".ndjson") && !lines) arguments_.format = Format::ndjson;
      return {};
    }
    std::vector<std::string> possible;
    for (const auto& [name, format] : all) {
      if (lines && (format == Format::csv || format == Format::ndjson)) continue;
      possible.push_back(name);
      if (name != *words_.format) continue;
      arguments_.format = format;
      return {};
    }
    return one_of("--format", *words_.format, possible);
  }

  // Each with the ending of files that have it unless another is asked for.
  std::string choose_text_format(const std::vector<std::pair<std::string, std::string>>& formats) {
    std::vector<std::string> possible;
    for (const auto& [name, ending] : formats) {
      possible.push_back(name);
      if (!ending.empty() && arguments_.output.ends_with(ending)) arguments_.text_format = name;
    }
    if (!words_.format) return {};
    if (std::find(possible.begin(), possible.end(), *words_.format) == possible.end())
      return one_of("--format", *words_.format, possible);
    arguments_.text_format = *words_.format;
    return {};
  }

  std::string one_of(std::string_view option, const std::string& given,
                     const std::vector<std::string>& possible) const {
    std::string list;
    for (const std::string& one : possible) list += (list.empty() ? "" : std::string(io_.say("、", ", "))) + one;
    return io_.say("{} 不能是“{}”，可以是：{}", "{} cannot be “{}”; it can be: {}", option, given, list);
  }

  Io& io_;
  Words words_;
  std::optional<WrongWord> wrong_;
  Arguments arguments_;
};

}  // namespace

int run(const std::vector<std::string>& typed, Io io) {
  try {
    return Line(typed, io).run();
  } catch (const std::bad_alloc&) {
    io.message(std::string(
        io.say("cepol：内存不够，请关掉别的程序再试\n", "cepol: out of memory: close other programs and try again\n")));
  } catch (const std::filesystem::filesystem_error& error) {
    io.message(
        io.say("cepol：{}：{}\n", "cepol: {}: {}\n", error.path1().string(), io.system_words(error.code().message())));
  }
  return bad_usage;
}

}  // namespace cepol::cli
