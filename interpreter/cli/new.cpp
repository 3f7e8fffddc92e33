// The subcommand `cepol new`: writes the first draft of a policy for a notice. lang/draft generates the text; this file
// finds and reads the notice, and writes the draft to a new file beside it, or to standard output.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/load.hpp"
#include "interpreter/cli/options.hpp"
#include "interpreter/cli/outputs.hpp"
#include "interpreter/workspace/locate.hpp"
#include "lang/base/text.hpp"
#include "lang/draft/draft.hpp"
#include "lang/syntax/parse.hpp"

namespace cepol::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_title = 200, longest_path = 100;  // characters
constexpr std::size_t most_unopened = 20;

struct NewOptions {
  std::string title, notice;
  std::string amends;  // the policy that is amended; empty: none
  std::string path;    // the policy's short name; empty: derived from the notice's file
  std::string output;  // empty: standard output
};

// Prints what is wrong and what to do about it; returns false.
bool report_wrong(const Io& io, std::string_view zh, std::string_view en) {
  io.message(quoted_format("cepol{}{}\n", io.say("：", ": "), io.say(zh, en)));
  return false;
}
template <class First, class... Rest>
bool report_wrong(const Io& io, fmt::format_string<const First&, const Rest&...> zh,
                  fmt::format_string<const First&, const Rest&...> en, const First& first, const Rest&... rest) {
  io.message(quoted_format("cepol{}{}\n", io.say("：", ": "), Composed{io.say(zh, en, first, rest...)}));
  return false;
}

bool one_line(const Io& io, std::string_view what, const std::string& text) {
  if (const auto bad = invalid_utf8(text))
    return report_wrong(io, "{}第 {} 个字节处不是 UTF-8 文字；请改用 UTF-8 的命令行窗口，或者另起名字",
                        "{} is not UTF-8 at byte {}: use a terminal of that encoding, or another name", what, *bad);
  if (const auto misfit = draft::misfit_in(text))
    return report_wrong(io, "{}第 {} 个字是换行、控制字符或看不见的字符（U+{:04X}）；请删去",
                        "{}: character {} is a line end, a control character or cannot be seen (U+{:04X}): take it out",
                        what, misfit->place, static_cast<std::uint32_t>(misfit->character));
  return true;
}

bool good_title(const std::string& title, const Io& io) {
  if (!one_line(io, io.say("标题", "the title"), title)) return false;
  if (trimmed(title).empty())
    return report_wrong(io, "标题是空的；请写通知的标题，放在引号里",
                        "the title is empty: write that of the notice, in quotes");
  if (const std::size_t count = character_count(title); count > longest_title)
    return report_wrong(io, "标题有 {} 个字，最多 {} 个；只写通知的标题，正文放在通知文件里",
                        "the title has a length of {} characters and may have {}: write the notice's title only, its "
                        "text is in its file",
                        count, longest_title);
  return true;
}

// The notice's text; nullopt: io.err says what is wrong.
std::optional<std::string> text_of_notice(const std::string& file, const Io& io) {
  const auto none = [](bool) { return std::nullopt; };
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status))
    return none(report_wrong(io, "{}：不是文件；请先把通知原文存成文本文件",
                             "{} is no file: first save the notice's text as a text file", file));
  std::string why;
  auto text = workspace::read_text(*io.files, file, why);
  if (!text)
    return none(report_wrong(io, "{}：打不开通知原文：{}；请核对 --notice 后面的文件名",
                             "{}: the notice cannot be opened: {}; see that the name behind --notice is right", file,
                             io.system_words(why)));
  if (text->size() > syntax::max_file_size)
    return none(report_wrong(io, "{}：超过上限 {} 字节；请核对是不是通知原文",
                             "{} is longer than {} bytes: see that it is the notice's text", file,
                             syntax::max_file_size));
  if (const auto bad = invalid_utf8(*text)) {
    const auto line = 1 + std::count(text->begin(), text->begin() + static_cast<std::ptrdiff_t>(*bad), '\n');
    return none(
        report_wrong(io, "{}：第 {} 行有认不出的文字，不是 UTF-8 编码；请用记事本打开，另存为，“编码”选“UTF-8”",
                     "{}: line {} has characters that cannot be read (it is not saved as UTF-8): open it in a text "
                     "editor and save it "
                     "with the encoding UTF-8",
                     file, line));
  }
  return text;
}

// The policy's path: as given, or derived from the notice's folder and file. Empty: io.err says what is wrong.
std::string path_of(const NewOptions& options, const fs::path& folder, const Io& io) {
  std::string path = options.path;
  if (path.empty()) {
    const std::string above = folder.filename().string(), file = fs::path(options.notice).filename().string();
    path = draft::path_for(invalid_utf8(above) ? "" : above, file).value_or("");
  }
  if (path.empty()) {
    report_wrong(io, "{}：由这个文件名得不出政策的短名；请用 --path 写出，例如 --path nmg/2017",
                 "{}: its name gives the policy no short name: write one with --path, such as --path nmg/2017",
                 options.notice);
    return {};
  }
  if (invalid_utf8(path) || !draft::is_path(path) || character_count(path) > longest_path) {
    report_wrong(
        io, "“{}”不能作政策的短名；短名由文字、数字组成，最多 {} 个字，中间用“/”或“-”隔开，例如 --path nmg/2017",
        "“{}” cannot be a policy's short name: letters and digits, at most {}, with / or - between them, such as "
        "--path nmg/2017",
        path, longest_path);
    return {};
  }
  return path;
}

// The output must be in the notice's folder, and not exist yet.
bool good_output(const NewOptions& options, const fs::path& folder, const Io& io) {
  const fs::path output(options.output);
  std::error_code error;
  if (output.extension() != ".cepol" || fs::is_directory(output, error))
    return report_wrong(io, "{}：政策文件的名字要以 .cepol 结尾，不能是文件夹；请改写，例如 -o {}",
                        "{}: a policy is a file whose name ends in .cepol: write, for example, -o {}", options.output,
                        fs::path(options.notice).replace_extension(".cepol").string());
  const fs::path own = fs::canonical(workspace::folder_of(options.output), error);
  if (error)
    return report_wrong(io, "{}：没有“{}”这个文件夹；请核对 -o 后面的写法",
                        "{}: there is no folder “{}”; see that what stands behind -o is right", options.output,
                        workspace::folder_of(options.output));
  if (own != folder)
    return report_wrong(
        io, "{}：政策要和通知原文放在同一个文件夹，而“{}”在别处；请改写成 -o {}，或者先把通知复制到“{}”",
        "{}: a policy lies beside its notice, and “{}” is in another folder: write -o {}, or first copy the "
        "notice to “{}”",
        options.output, options.notice,
        (fs::path(workspace::folder_of(options.notice)) / output.filename()).lexically_normal().string(),
        workspace::folder_of(options.output));
  if (fs::exists(fs::symlink_status(output, error)))
    return report_wrong(io, "{}：已经存在，没有改动它；请换一个名字，或者先把它改名",
                        "{} exists and was left as it is: choose another name, or first rename it", options.output);
  return true;
}

// Lists numbers that look like clause numbers but do not start a clause: some clauses may not have been recognised.
void report_unopened(const NewOptions& options, const notice::Notice& notice, const Source& text, const Io& io) {
  std::size_t listed = 0;
  for (const notice::Unopened& one : notice.unopened) {
    if (listed++ == most_unopened) break;
    const std::string_view path =
        one.clause == notice::preamble && io.language == Language::en ? notice::preamble_en : one.clause;
    io.message(io.say("注意：{}:{}：“{}”像是条款的编号，却没有另算一条，算在了§{}里：{}\n",
                      "note: {}:{}: “{}” looks like a clause's number, but opens none and is part of §{}: {}\n",
                      options.notice, place_of(text, one.begin).line, one.number, path,
                      in_language(one.reason(), io.language)));
  }
  if (listed == 0) return;
  if (listed > most_unopened)
    io.message(io.say("注意：这样的编号共 {} 处，上面列出前 {} 处\n",
                      "note: there are {} such numbers; the first {} are listed above\n", notice.unopened.size(),
                      most_unopened));
  io.message(std::string(io.say(
      "另起一条的，在通知这一行前面加上“# ”，再重新生成；接着上一行说的，和上一行连成一行\n",
      "If it is a clause, put “# ” before its line of the notice and make the file again; if it goes on with the "
      "line above, join the two\n")));
}

void report_draft(const NewOptions& options, const notice::Notice& notice, const Source& text, const Io& io) {
  if (draft::without_numbers(notice))
    io.message(io.say("注意：{}：没有认出条款号，全文只算一条\n",
                      "note: no clauses were recognised in {}: all of it is one\n", options.notice));
  report_unopened(options, notice, text, io);
  if (options.output.empty()) return;
  io.message(
      io.say("{}：已写出待填的政策，通知条款 {} 条，都还没有着落；请对照通知填写，用 cepol check 检查\n",
             "{}: begun; clauses of the notice still open: {}. Go on with the notice beside it, and use cepol check\n",
             options.output, notice.clauses.size()));
}

struct Amended {
  std::string path;  // empty: the new policy amends none
  std::vector<draft::OldRule> rules;
};

// The file of the amended policy: as every command finds it, or, by the short name that it declares, as an amendment in
// that folder does. What is not found stays as it was given.
std::string amended_file(const std::string& given, const std::string& folder, const Io& io) {
  const workspace::Workspace workspace = workspace_of(io);
  const std::string file = workspace::find_policy(workspace, given);
  std::error_code error;
  if (fs::exists(file, error) || !draft::is_path(given)) return file;
  const workspace::BasePolicy base = workspace::find_base(workspace, given, folder);
  return base.file.found() ? base.shown : file;
}

// nullopt: io.err says what is wrong with the amended policy.
std::optional<Amended> amended_policy(const NewOptions& options, const std::string& folder, Language keywords,
                                      const Io& io) {
  if (options.amends.empty()) return Amended{};
  const auto policy = load(amended_file(options.amends, folder, io), io);
  if (!policy->readable || print_problems(*policy, io, false) > 0) return std::nullopt;
  const syntax::Tree& tree = policy->modules.back().parsed->tree;
  const syntax::NodeId header = tree.child(tree.root, syntax::NodeKind::policy);
  if (!header.valid()) {
    report_wrong(io, "{}：是模块，不是政策，不能修订", "{} is a module and no policy: it cannot be amended",
                 options.amends);
    return std::nullopt;
  }
  Amended amended;
  for (const char c : tree.text_of(tree.child(header, syntax::NodeKind::path)))
    if (c != ' ') amended.path += c;
  amended.rules = draft::rules_of(tree, keywords);
  return amended;
}

int write_draft(const NewOptions& options, Language keywords, const Io& io) {
  if (!good_title(options.title, io)) return bad_usage;
  const auto text = text_of_notice(options.notice, io);
  if (!text) return bad_usage;
  const std::string name = fs::path(options.notice).filename().string();
  if (!one_line(io, io.say("通知的文件名", "the name of the notice's file"), name)) return bad_usage;
  std::error_code error;
  const fs::path folder = fs::canonical(workspace::folder_of(options.notice), error);
  if (error || !workspace::find_named(*io.files, workspace::NamedBy::notice, folder.string(), name).found()) {
    report_wrong(io, "{}：只是一个链接，文件本身在别的文件夹；请把通知原文放到政策要放的文件夹",
                 "{} is only a link to another folder: put the notice itself where the policy is to be",
                 options.notice);
    return bad_usage;
  }
  const Source source{name, *text};
  const notice::Notice notice = notice::read(source);
  if (notice.clauses.empty()) {
    report_wrong(io, "{}：里面没有文字；请把通知原文放进去，存盘后再试",
                 "{} has no text in it: put in the notice's text and save it", options.notice);
    return bad_usage;
  }
  const std::string path = path_of(options, folder, io);
  if (path.empty()) return bad_usage;
  if (!options.output.empty() && !good_output(options, folder, io)) return bad_usage;
  const auto amended = amended_policy(options, workspace::folder_of(options.notice), keywords, io);
  if (!amended) return bad_usage;
  Output output = options.output.empty() ? printed(io, TextKind::exact)
                                         : Output::to_new_file(options.output, TextKind::exact, io.read);
  output.write(
      draft::make(notice, {path, std::string(trimmed(options.title)), name, keywords, amended->path}, amended->rules));
  if (!output.commit()) return io.not_written(output.error());
  report_draft(options, notice, source, io);
  return done;
}

class NewCall final : public Call {
 public:
  std::vector<Option> options() override {
    return {output_.option(), {"--notice", &notice_}, {"--path", &path_}, {"--amends", &amends_}, keywords_.option()};
  }

  std::string read(const std::vector<std::string>& values, const Io& io) override {
    if (std::string problem = keywords_.check(io); !problem.empty()) return problem;
    if (values.empty())
      return std::string(io.say("还要写出政策的标题，放在引号里", "the title is missing: write it in quotes"));
    if (values.size() > 1)
      return io.say("用不上“{}”；标题里有空格的，整个放在引号里",
                    "“{}” is not needed here; a title with spaces in it is written in quotes", values[1]);
    if (!notice_)
      return std::string(io.say("还要写出通知原文：--notice 和它的文件名",
                                "the notice is missing: write --notice and the name of its file"));
    for (const auto& [option, value] :
         {std::pair("--notice", notice_), std::pair("--path", path_), std::pair("--amends", amends_)})
      if (value && value->empty()) return io.say("{} 后面是空的", "{} is empty", option);
    title_ = values.front();
    return output_.check(io);
  }

  int run(const Io& io) const override {
    return write_draft({title_, *notice_, amends_.value_or(""), path_.value_or(""), output_.path()},
                       keywords_.language().value_or(io.language), io);
  }

 private:
  std::string title_;
  OutputOption output_;
  std::optional<std::string> notice_, path_, amends_;
  KeywordsOption keywords_;
};

}  // namespace

const Command new_command{
    "new",
    {"cepol new TITLE --notice NOTICE [-o FILE.cepol] [--amends POLICY] [--path PATH] [--keywords zh|en]",
     "对照通知原文，写出一份待填的政策", "begin a policy for a notice: a file to fill in",
     R"(  TITLE                  政策的标题，放在引号里
  --notice NOTICE        通知原文，UTF-8 编码的文本文件
  -o, --output FILE      写到 FILE，以 .cepol 结尾，和通知在同一个文件夹；已有的文件不会覆盖。不写就打印出来
  --amends POLICY        修订这份政策（文件或短名）：列出它的每条规则、读法、取值、表和输出，照旧、改动还是废止，逐条填写
  --path PATH            政策的短名，例如 nmg/2017；不写就取通知所在的文件夹名和文件名
  --keywords zh|en       关键词和说明的语言；不写就用消息的语言
  --lang zh|en           消息的语言

写出的文件有政策的开头、各部分的式样，还有通知的每一条。日期由您填写；写到哪里，就用 cepol check 查到哪里。)",
     R"(  TITLE                  the policy's title, in quotes
  --notice NOTICE        the notice's own text: a text file, UTF-8
  -o, --output FILE      write to FILE, which ends in .cepol and lies beside the notice; what exists is never overwritten.
                         Without it the policy is printed
  --amends POLICY        begin a policy that amends this one (its file or short name): each of its rules, readings,
                         enumerations, records and results is listed, to be confirmed, changed or repealed
  --path PATH            the policy's short name, such as nmg/2017; by default the notice's folder and file name
  --keywords zh|en       language of keywords and explanations; by default that of messages
  --lang zh|en           language of messages

The file has the policy's header, a form for each part and every clause of the notice. Dates are for you to fill in; go on
with cepol check at each step.)",
     "cepol new \"标题\" --notice 通知.txt -o 通知.cepol", "cepol new \"Title\" --notice notice.txt -o notice.cepol"},
    make_call<NewCall>};

}  // namespace cepol::cli
