// Runs one command line: selects the subcommand, prints help, rejects wrong usage.
#include <algorithm>
#include <filesystem>
#include <new>

#include "interpreter/cli/arguments.hpp"
#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/database_files.hpp"
#include "interpreter/cli/options.hpp"
#include "interpreter/cli/outputs.hpp"
#include "interpreter/cli/policy_language.hpp"
#include "interpreter/cli/read_files.hpp"
#include "interpreter/cli/spilled_memory.hpp"
#include "lang/base/text.hpp"

namespace cepol::cli {

namespace {

constexpr std::string_view status_zh =
    "退出码（供脚本用）：0 完成；1 完成，但有要处理的（坏行、错误或提醒、不符的示例）；2 "
    "用法或输入有误，或结果没有写成。\n";
constexpr std::string_view status_en =
    "Exit status, for scripts: 0 done; 1 done, but something needs attention (bad rows, errors or warnings, failing "
    "examples); "
    "2 wrong usage or input, or results not written.\n";

std::string_view example_of(const Help& help, const Io& io) {
  return help.example_en.empty() ? help.example : io.say(help.example, help.example_en);
}

std::string help_text(const Help& help, const Io& io) {
  std::string text(help.usage);
  for (const std::string_view part :
       {std::string_view("\n\n"), io.say(help.summary_zh, help.summary_en), io.say("。", "."), std::string_view("\n\n"),
        io.say(help.zh, help.en), std::string_view("\n\n"), io.say("例：", "Example: "), example_of(help, io),
        std::string_view("\n\n"), io.say(status_zh, status_en)})
    text += part;
  return text;
}

std::string general_help(const Io& io) {
  std::string text(io.say("cepol：把每年的继续教育通知写成政策，用于名册。\n\n",
                          "cepol: the yearly notice on continuing education as a policy, applied to a roster.\n\n"));
  for (const Command* command : commands())
    text +=
        fmt::format("  cepol {:<10}{}\n", command->name, io.say(command->help.summary_zh, command->help.summary_en));
  text += io.say(
      "\n每个子命令的用法：cepol 子命令 --help。版本：cepol --version。\n"
      "给人看的身份证号遮住中间几位，加 --show-ids 不遮。数据比内存大时，放不下的写进临时文件；--memory 2GiB "
      "限定用多少内存。\n例：",
      "\nHow to use each: cepol COMMAND --help. Version: cepol --version.\n"
      "In what people see, ID numbers are masked in the middle, unless --show-ids is given. Data larger than the "
      "memory "
      "go to temporary files; --memory 2GiB says how much may be used.\nExample: ");
  return text.append(example_of(commands().front()->help, io)).append("\n\n").append(io.say(status_zh, status_en));
}

int show(const std::string& text, const Io& io) {
  Output output = printed(io, TextKind::people);
  output.write(text);
  return output.commit() ? done : io.not_written(output.error());
}

// `command`: whose help says more; empty: the general help.
int refuse(const std::string& problem, const std::string& command, const Io& io) {
  io.message(io.say("cepol：{}\n用法见 cepol {}--help\n", "cepol: {}\nsee cepol {}--help\n", Composed{problem},
                    command.empty() ? std::string() : command + " "));
  return bad_usage;
}

std::string suggestion(std::string_view typed, const std::vector<std::string>& known, const Io& io) {
  auto near = nearest_name(typed, known);
  // evaluate, exam: one of the two begins with the other.
  constexpr std::size_t least = 3;
  for (const std::string& one : known)
    if (!near && std::min(one.size(), typed.size()) >= least && (typed.starts_with(one) || one.starts_with(typed)))
      near = one;
  return near ? io.say("，是不是想写 {}？", "; did you mean {}?", *near) : std::string();
}

// `own`: the options of the subcommand; null: there is none.
std::string unknown_option(std::string_view typed, const std::vector<Option>* own, const Io& io) {
  const std::string_view name = typed.substr(0, typed.find('='));
  std::vector<std::string> known{"--help", "--lang", "--memory", "--show-ids"};
  if (own == nullptr) known.emplace_back("--version");
  if (own != nullptr)
    for (const Option& option : *own) known.emplace_back(long_name(option.names));
  return io.say("没有选项 {}{}", "there is no option {}{}", name, suggestion(name, known, io));
}

std::string text_of(const CommandLineError& error, const std::vector<Option>* own, const Io& io) {
  switch (error.kind) {
    case CommandLineError::Kind::unknown_option: return unknown_option(error.word, own, io);
    case CommandLineError::Kind::value_missing:
      return io.say("{} 后面还要写一项内容", "{} needs something written after it", error.word);
    case CommandLineError::Kind::unexpected_value:
      return io.say("用不上“{}”，请删去", "“{}” is not needed here: leave it out", error.word);
  }
  return {};
}

constexpr std::size_t least_memory = std::size_t{64} << 20;

// With what is as long as the data within the limit.
int run_within(std::size_t limit, const Call& call, const Io& io) {
  SpilledMemory memory(limit, spill_folder());
  const UsedMemory used(memory);
  try {
    return call.run(io);
  } catch (const std::bad_alloc&) {
    if (memory.error().empty()) throw;
    io.message(
        io.say("cepol：数据比内存大，要放进临时文件，但“{}”里放不下：{}。请用 TMPDIR 指定另一个文件夹，"
               "或用 --memory 写大一些\n",
               "cepol: the data are larger than the memory, and there is no room for temporary files in “{}”: "
               "{}. Choose another folder by TMPDIR, or a larger --memory\n",
               memory.folder(), io.system_words(memory.error())));
    return bad_usage;
  }
}

int run_command_line(const std::vector<std::string>& typed, Io& io) {
  std::vector<std::unique_ptr<Call>> calls;
  std::vector<CommandSyntax> syntax;
  std::vector<std::string> names;
  for (const Command* command : commands()) {
    calls.push_back(command->call());
    syntax.push_back({std::string(command->name), calls.back()->options()});
    names.emplace_back(command->name);
  }
  CommandLine line;
  const auto error = parse_command_line(typed, syntax, line);
  const std::string language = line.language.value_or("");
  if (language.starts_with("en")) io.language = Language::en;
  if (language.starts_with("zh")) io.language = Language::zh;
  io.show_ids = line.show_ids;

  const auto at = static_cast<std::size_t>(std::find(names.begin(), names.end(), line.command) - names.begin());
  const bool known = at < names.size();
  const std::vector<Option>* own = known ? &syntax[at].options : nullptr;
  if (line.help && (known || line.command.empty()))
    return show(known ? help_text(commands()[at]->help, io) : general_help(io), io);
  if (line.version) return show("cepol " CEPOL_VERSION "\n", io);
  if (error) return refuse(text_of(*error, own, io), line.command, io);
  if (line.command.empty()) {
    io.message(general_help(io));
    return bad_usage;
  }
  if (!known)
    return refuse(
        io.say("没有子命令“{}”{}", "there is no command “{}”{}", line.command, suggestion(line.command, names, io)), {},
        io);
  if (line.language && !language.starts_with("en") && !language.starts_with("zh"))
    return refuse(not_one_of("--lang", language, {"zh", "en"}, io), line.command, io);
  if (!line.foreign_option.empty()) return refuse(unknown_option(line.foreign_option, own, io), line.command, io);
  if (!line.language && io.policy_decides && all_in_english(line.values, io)) io.language = Language::en;
  if (const std::string problem = calls[at]->read(line.values, io); !problem.empty())
    return refuse(problem, line.command, io);
  const auto limit = line.memory ? bytes_of(*line.memory) : usual_limit();
  if (!limit || *limit < least_memory)
    return refuse(io.say("--memory 不能是“{}”，要写不少于 64MB 的大小，如 500MB、2GiB",
                         "--memory cannot be “{}”; it is a size of at least 64MB, as 500MB or 2GiB", *line.memory),
                  line.command, io);
  return run_within(*limit, *calls[at], io);
}

}  // namespace

int run(const std::vector<std::string>& typed, Io io) {
  Passwords passwords;
  const std::vector<std::string> words = without_passwords(typed, passwords);
  io.passwords = &passwords;
  const DatabaseFiles files(*io.files, passwords);
  const ReadFiles read(files);
  io.files = io.read = &read;
  try {
    return run_command_line(words, io);
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
