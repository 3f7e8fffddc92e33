// cepol fmt: policy files laid out in one way.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/policy_files.hpp"
#include "interpreter/report/count.hpp"
#include "interpreter/report/output.hpp"
#include "lang/format/format.hpp"
#include "lang/syntax/parse.hpp"

namespace cepol::cli {

namespace {

namespace fs = std::filesystem;

// A folder's policies and modules, with those of folders in it.
std::vector<std::string> files_of(const std::string& given, const Io& io) {
  const auto folder = find_folder(given, io);
  if (!folder) return {find_policy(given, io)};
  std::vector<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(*folder, fs::directory_options::skip_permission_denied))
    if (entry.path().extension() == ".cepol" && entry.is_regular_file()) files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  return files;
}

// A file keeps the line ends that it has: those of its first line.
std::string with_line_ends_of(const std::string& text, std::string made) {
  const std::size_t first = text.find('\n');
  if (first == std::string::npos || first == 0 || text[first - 1] != '\r') return made;
  std::string with_returns;
  for (const char c : made) {
    if (c == '\n') with_returns += '\r';
    with_returns += c;
  }
  return with_returns;
}

class Formatting {
 public:
  Formatting(const Arguments& arguments, const Io& io) : arguments_(arguments), io_(io) {}

  int run() {
    report::Output output = report::Output::to_stream(io_.out);
    int status = done;
    std::size_t same = 0, files = 0, failed = 0;
    for (const std::string& given : arguments_.policies) {
      for (const std::string& file : files_of(given, io_)) {
        ++files;
        const Outcome outcome = format(file);
        if (outcome == Outcome::same) ++same;
        if (outcome == Outcome::other)
          output.write(arguments_.check ? io_.say("没有排好：{}\n", "not laid out: {}\n", file)
                                        : io_.say("排好了：{}\n", "laid out: {}\n", file));
        if (outcome == Outcome::failed) {
          ++failed;
          status = bad_usage;
        }
        if (outcome == Outcome::other && arguments_.check) status = std::max(status, found_something);
      }
    }
    output.write(io_.say("{} 个文件，{} 个本来就是这样排的", "{:file,files}, {} laid out so already",
                         report::Count{files}, same));
    if (failed > 0) output.write(io_.say("，{} 个没有动", ", {} untouched", failed));
    output.write("\n");
    return output.commit() ? status : io_.not_written(output.error());
  }

 private:
  enum class Outcome { same, other, failed };

  Outcome format(const std::string& file) const {
    std::string why;
    auto text = text_of_file(file, why);
    if (!text) return fail(file, io_.system_words(why));
    Sources sources;
    const SourceId id = sources.add({file, std::move(*text)});
    const syntax::Parsed parsed = syntax::parse(sources, id);
    if (parsed.problems.any_error()) {
      for (const Diagnostic& problem : parsed.problems.list)
        if (severity_of(problem.code) == Severity::error)
          io_.message(render(problem, sources, io_.language, io_.colour_err));
      return fail(file, io_.say("有读不懂的地方，没有动；请用 cepol check 查看，改好再排",
                                "there is something in it that cannot be read; it was left as it is: mend it first"));
    }
    const std::string made = with_line_ends_of(sources[id].text, format::formatted(parsed.tree, {arguments_.keywords}));
    if (made == sources[id].text) return Outcome::same;
    if (!reads_alike(parsed.tree, made))
      return fail(file, io_.say("换了写法会读成别的意思，没有动",
                                "it would come to mean something else; it was left as it is"));
    if (arguments_.check) return Outcome::other;
    report::Output output = report::Output::to_file(file);
    output.write(made);
    if (output.commit()) return Outcome::other;
    io_.not_written(output.error());
    return Outcome::failed;
  }

  // Nothing is written that means something else: a name may be a keyword in the other language.
  static bool reads_alike(const syntax::Tree& tree, const std::string& made) {
    Sources sources;
    const SourceId id = sources.add({"", made});
    const syntax::Parsed again = syntax::parse(sources, id);
    return !again.problems.any_error() && syntax::print_tree(again.tree) == syntax::print_tree(tree);
  }

  Outcome fail(const std::string& file, std::string_view why) const {
    io_.message(io_.say("{}：{}\n", "{}: {}\n", file, why));
    return Outcome::failed;
  }

  const Arguments& arguments_;
  const Io& io_;
};

}  // namespace

int run_fmt(const Arguments& arguments, const Io& io) { return Formatting(arguments, io).run(); }

}  // namespace cepol::cli
