// The subcommand `cepol fmt`: rewrites policy files in the canonical layout.
#include <algorithm>

#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/load.hpp"
#include "interpreter/cli/options.hpp"
#include "interpreter/cli/outputs.hpp"
#include "interpreter/cli/policy_arguments.hpp"
#include "interpreter/report/count.hpp"
#include "interpreter/workspace/locate.hpp"
#include "lang/format/format.hpp"
#include "lang/syntax/parse.hpp"

namespace cepol::cli {

namespace {

class FmtCall final : public Call {
 public:
  std::vector<Option> options() override { return {{"--check", &check_}, keywords_.option()}; }

  std::string read(const std::vector<std::string>& values, const Io& io) override {
    policies_ = values;
    return first_of({keywords_.check(io), missing_value(values, 1, io)});
  }

  int run(const Io& io) const override {
    Output output = printed(io, TextKind::people);
    int status = done;
    std::size_t same = 0, files = 0, failed = 0;
    for (const PolicyArgument& argument : policy_arguments(policies_, io)) {
      for (const std::string& file : files_below(argument, io)) {
        ++files;
        const Outcome outcome = format(file, io);
        if (outcome == Outcome::same) ++same;
        if (outcome == Outcome::other)
          output.write(check_ ? io.say("没有排好：{}\n", "not laid out: {}\n", file)
                              : io.say("排好了：{}\n", "laid out: {}\n", file));
        if (outcome == Outcome::failed) {
          ++failed;
          status = bad_usage;
        }
        if (outcome == Outcome::other && check_) status = std::max(status, found_something);
      }
    }
    output.write(io.say("{} 个文件，{} 个本来就是这样排的", "{:file,files}, {} laid out so already",
                        report::Count{files}, same));
    if (failed > 0) output.write(io.say("，{} 个没有动", ", {} untouched", failed));
    output.write(std::string("\n"));
    return output.commit() ? status : io.not_written(output.error());
  }

 private:
  enum class Outcome { same, other, failed };

  Outcome format(const std::string& file, const Io& io) const {
    std::string why;
    auto text = workspace::read_text(*io.files, file, why);
    if (!text) return fail(file, io.system_words(why), io);
    Sources sources;
    const SourceId id = sources.add({file, std::move(*text)});
    const syntax::Parsed parsed = syntax::parse(sources, id);
    if (parsed.problems.any_error()) {
      print_problems(parsed.problems, sources, io, false);
      return fail(file,
                  io.say("有读不懂的地方，没有动；请用 cepol check 查看，改好再排",
                         "there is something in it that cannot be read; it was left as it is: mend it first"),
                  io);
    }
    const std::string made =
        format::with_line_ends_of(sources[id].text, format::formatted(parsed.tree, {keywords_.language()}));
    if (made == sources[id].text) return Outcome::same;
    if (!reads_alike(parsed.tree, made))
      return fail(
          file, io.say("换了写法会读成别的意思，没有动", "it would come to mean something else; it was left as it is"),
          io);
    if (check_) return Outcome::other;
    Output output = Output::to_file(file, TextKind::exact, nullptr);
    output.write(made);
    if (output.commit()) return Outcome::other;
    io.not_written(output.error());
    return Outcome::failed;
  }

  // Is the result parsed into the same tree? With --keywords it may not be: a name may be a keyword in the other
  // language.
  static bool reads_alike(const syntax::Tree& tree, const std::string& made) {
    Sources sources;
    const SourceId id = sources.add({"", made});
    const syntax::Parsed again = syntax::parse(sources, id);
    return !again.problems.any_error() && syntax::print_tree(again.tree) == syntax::print_tree(tree);
  }

  static Outcome fail(const std::string& file, std::string_view why, const Io& io) {
    io.message(io.say("{}：{}\n", "{}: {}\n", file, why));
    return Outcome::failed;
  }

  std::vector<std::string> policies_;
  bool check_ = false;  // change nothing
  KeywordsOption keywords_;
};

}  // namespace

const Command fmt_command{
    "fmt",
    {"cepol fmt POLICY... [--check] [--keywords zh|en]", "把政策文件排成统一的格式", "lay policy files out in one way",
     R"(  POLICY...         政策或模块文件，可以有几个；也可以是文件夹，连同里面的文件夹。排好就写回原文件
  --check           只看不改：列出没有排好的文件，有就以 1 结束
  --keywords zh|en  关键词都换成中文，或者都换成英文；意思不变，换回来还是原来的
  --lang zh|en      消息的语言

只动缩进、空格、空行，对齐示例的各列和行末的注释；在哪里换行由您定。有读不懂的地方的文件不动。)",
     R"(  POLICY...         policies or modules; or a folder, with the folders in it. Each file is written back in place
  --check           change nothing: name the files that are not laid out; the exit status is 1 if there are any
  --keywords zh|en  all keywords in Chinese, or in English; the meaning stays, and they can be turned back
  --lang zh|en      language of messages

Only indents, blanks and empty lines change, and the columns of examples and comments at line ends are aligned; where a
line ends is yours. A file that cannot be read is left as it is.)",
     "cepol fmt nmg/2017"},
    make_call<FmtCall>};

}  // namespace cepol::cli
