// cepol new: begins a policy for a notice. What the file says is made in lang/draft; here the notice is found and read,
// and the file is put beside it.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/policy_files.hpp"
#include "interpreter/report/output.hpp"
#include "lang/base/text.hpp"
#include "lang/draft/draft.hpp"
#include "lang/syntax/parse.hpp"

namespace cepol::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_title = 200, longest_path = 100;  // characters
constexpr std::size_t most_unopened = 20;

// Says what is wrong and what to do about it: false.
bool wrong(const Io& io, std::string_view zh, std::string_view en) {
  io.message(fmt::format("cepol{}{}\n", io.say("：", ": "), io.say(zh, en)));
  return false;
}
template <class First, class... Rest>
bool wrong(const Io& io, fmt::format_string<const First&, const Rest&...> zh,
           fmt::format_string<const First&, const Rest&...> en, const First& first, const Rest&... rest) {
  io.message(fmt::format("cepol{}{}\n", io.say("：", ": "), io.say(zh, en, first, rest...)));
  return false;
}

bool one_line(const Io& io, std::string_view what, const std::string& text) {
  if (const auto bad = invalid_utf8(text))
    return wrong(io, "{}第 {} 个字节处不是 UTF-8 文字；请改用 UTF-8 的命令行窗口，或者另起名字",
                 "{} is not UTF-8 at byte {}: use a terminal of that encoding, or another name", what, *bad);
  if (const auto misfit = draft::misfit_in(text))
    return wrong(io, "{}第 {} 个字是换行、控制字符或看不见的字符（U+{:04X}）；请删去",
                 "{}: character {} is a line end, a control character or cannot be seen (U+{:04X}): take it out", what,
                 misfit->place, static_cast<std::uint32_t>(misfit->character));
  return true;
}

bool good_title(const std::string& title, const Io& io) {
  if (!one_line(io, io.say("标题", "the title"), title)) return false;
  if (trimmed(title).empty())
    return wrong(io, "标题是空的；请写通知的标题，放在引号里",
                 "the title is empty: write that of the notice, in quotes");
  if (const std::size_t count = character_count(title); count > longest_title)
    return wrong(io, "标题有 {} 个字，最多 {} 个；只写通知的标题，正文放在通知文件里",
                 "the title has {} characters and may have {}: write the notice's title only, its text is in its file",
                 count, longest_title);
  return true;
}

// The notice's text; nullopt: what is wrong was said.
std::optional<std::string> text_of_notice(const std::string& file, const Io& io) {
  const auto said = [](bool) { return std::nullopt; };
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status))
    return said(wrong(io, "{}：不是文件；请先把通知原文存成文本文件",
                      "{} is no file: first save the notice's text as a text file", file));
  std::string why;
  auto text = text_of_file(file, why);
  if (!text)
    return said(wrong(io, "{}：打不开通知原文：{}；请核对 --notice 后面的文件名",
                      "{}: the notice cannot be opened: {}; see that the name behind --notice is right", file,
                      io.system_words(why)));
  if (text->size() > syntax::max_file_size)
    return said(wrong(io, "{}：超过上限 {} 字节；请核对是不是通知原文",
                      "{} has more than {} bytes: see that it is the notice's text", file, syntax::max_file_size));
  if (const auto bad = invalid_utf8(*text)) {
    const auto line = 1 + std::count(text->begin(), text->begin() + static_cast<std::ptrdiff_t>(*bad), '\n');
    return said(wrong(io, "{}：第 {} 行有认不出的文字，不是 UTF-8 编码；请用记事本打开，另存为，“编码”选“UTF-8”",
                      "{}: line {} has characters that cannot be read (it is not saved as UTF-8): open it in a text "
                      "editor and save it "
                      "with the encoding UTF-8",
                      file, line));
  }
  return text;
}

// The policy's path: as given, or by the notice's folder and file. Empty: what is wrong was said.
std::string path_of(const Arguments& arguments, const fs::path& folder, const Io& io) {
  std::string path = arguments.path;
  if (path.empty()) {
    const std::string above = folder.filename().string(), file = fs::path(arguments.notice).filename().string();
    path = draft::path_for(invalid_utf8(above) ? "" : above, file).value_or("");
  }
  if (path.empty()) {
    wrong(io, "{}：由这个文件名得不出政策的短名；请用 --path 写出，例如 --path nmg/2017",
          "{}: its name gives the policy no short name: write one with --path, such as --path nmg/2017",
          arguments.notice);
    return {};
  }
  if (invalid_utf8(path) || !draft::is_path(path) || character_count(path) > longest_path) {
    wrong(io, "“{}”不能作政策的短名；短名由文字、数字组成，最多 {} 个字，中间用“/”或“-”隔开，例如 --path nmg/2017",
          "“{}” cannot be a policy's short name: letters and digits, at most {}, with / or - between them, such as "
          "--path nmg/2017",
          path, longest_path);
    return {};
  }
  return path;
}

// Beside the notice, and not there yet.
bool good_output(const Arguments& arguments, const fs::path& folder, const Io& io) {
  const fs::path output(arguments.output);
  std::error_code error;
  if (output.extension() != ".cepol" || fs::is_directory(output, error))
    return wrong(io, "{}：政策文件的名字要以 .cepol 结尾，不能是文件夹；请改写，例如 -o {}",
                 "{}: a policy is a file whose name ends in .cepol: write, for example, -o {}", arguments.output,
                 fs::path(arguments.notice).replace_extension(".cepol").string());
  const fs::path own = fs::canonical(folder_of(arguments.output), error);
  if (error)
    return wrong(io, "{}：没有“{}”这个文件夹；请核对 -o 后面的写法",
                 "{}: there is no folder “{}”; see that what stands behind -o is right", arguments.output,
                 folder_of(arguments.output).string());
  if (own != folder)
    return wrong(io, "{}：政策要和通知原文放在同一个文件夹，而“{}”在别处；请改写成 -o {}，或者先把通知复制到“{}”",
                 "{}: a policy lies beside its notice, and “{}” is in another folder: write -o {}, or first copy the "
                 "notice to “{}”",
                 arguments.output, arguments.notice,
                 (folder_of(arguments.notice) / output.filename()).lexically_normal().string(),
                 folder_of(arguments.output).string());
  if (fs::exists(fs::symlink_status(output, error)))
    return wrong(io, "{}：已经存在，没有改动它；请换一个名字，或者先把它改名",
                 "{} exists and was left as it is: choose another name, or first rename it", arguments.output);
  return true;
}

// Numbers that look like a clause's and open none, each with its line: the count above the draft may be too small.
void say_unopened(const Arguments& arguments, const notice::Notice& notice, const Source& text, const Io& io) {
  std::size_t said = 0;
  for (const notice::Unopened& one : notice.unopened) {
    if (said++ == most_unopened) break;
    const std::string_view path =
        one.clause == notice::preamble && io.language == Language::en ? notice::preamble_en : one.clause;
    io.message(io.say("注意：{}:{}：“{}”像是条款的编号，却没有另算一条，算在了§{}里：{}\n",
                      "note: {}:{}: “{}” looks like a clause's number, but opens none and is part of §{}: {}\n",
                      arguments.notice, place_of(text, one.begin).line, one.number, path,
                      in_language(one.reason(), io.language)));
  }
  if (said == 0) return;
  if (said > most_unopened)
    io.message(io.say("注意：这样的编号共 {} 处，上面列出前 {} 处\n",
                      "note: there are {} such numbers; the first {} are listed above\n", notice.unopened.size(),
                      most_unopened));
  io.message(std::string(io.say(
      "另起一条的，在通知这一行前面加上“# ”，再重新生成；接着上一行说的，和上一行连成一行\n",
      "If it is a clause, put “# ” before its line of the notice and make the file again; if it goes on with the "
      "line above, join the two\n")));
}

void say_what_was_made(const Arguments& arguments, const notice::Notice& notice, const Source& text, const Io& io) {
  if (draft::without_numbers(notice))
    io.message(io.say("注意：{}：没有认出条款号，全文只算一条\n",
                      "note: no clauses were recognised in {}: all of it is one\n", arguments.notice));
  say_unopened(arguments, notice, text, io);
  if (arguments.output.empty()) return;
  io.message(
      io.say("{}：已写出待填的政策，通知条款 {} 条，都还没有着落；请对照通知填写，用 cepol check 检查\n",
             "{}: begun; clauses of the notice still open: {}. Go on with the notice beside it, and use cepol check\n",
             arguments.output, notice.clauses.size()));
}

}  // namespace

int run_new(const Arguments& arguments, const Io& io) {
  if (!good_title(arguments.title, io)) return bad_usage;
  const auto text = text_of_notice(arguments.notice, io);
  if (!text) return bad_usage;
  const std::string name = fs::path(arguments.notice).filename().string();
  if (!one_line(io, io.say("通知的文件名", "the name of the notice's file"), name)) return bad_usage;
  std::error_code error;
  bool outside = false;
  const fs::path folder = fs::canonical(folder_of(arguments.notice), error);
  if (error || !file_below(folder, name, outside)) {
    wrong(io, "{}：只是一个链接，文件本身在别的文件夹；请把通知原文放到政策要放的文件夹",
          "{} is only a link to another folder: put the notice itself where the policy is to be", arguments.notice);
    return bad_usage;
  }
  const Source source{name, *text};
  const notice::Notice notice = notice::read(source);
  if (notice.clauses.empty()) {
    wrong(io, "{}：里面没有文字；请把通知原文放进去，存盘后再试",
          "{} has no text in it: put in the notice's text and save it", arguments.notice);
    return bad_usage;
  }
  const std::string path = path_of(arguments, folder, io);
  if (path.empty()) return bad_usage;
  if (!arguments.output.empty() && !good_output(arguments, folder, io)) return bad_usage;
  report::Output output =
      arguments.output.empty() ? report::Output::to_stream(io.out) : report::Output::to_new_file(arguments.output);
  output.write(draft::make(
      notice, {path, std::string(trimmed(arguments.title)), name, arguments.keywords.value_or(io.language)}));
  if (!output.commit()) return io.not_written(output.error());
  say_what_was_made(arguments, notice, source, io);
  return done;
}

}  // namespace cepol::cli
