// Checks of the shared options, and their error messages.
#include "interpreter/cli/options.hpp"

#include <algorithm>
#include <charconv>
#include <set>
#include <span>

#include "interpreter/cli/parallel.hpp"
#include "interpreter/files/address.hpp"
#include "interpreter/files/path.hpp"
#include "interpreter/files/read.hpp"
#include "lang/base/date.hpp"
#include "lang/base/text.hpp"

namespace cepol::cli {

namespace {

constexpr std::size_t most_threads = 256;

}  // namespace

std::string OutputOption::check(const Io& io) const {
  return typed && typed->empty() ? std::string(io.say("--output 后面是空的", "--output is empty")) : std::string();
}

std::string DayOption::check(const Io& io) {
  if (!typed) return {};
  const auto date = parse_date(*typed);
  if (!date || !date->exact())
    return io.say("--on 后面的“{}”不是确定的一天；请写到日，例如 2000-05-20",
                  "“{}” after --on is not a certain day; write one as in 2000-05-20", *typed);
  typed = to_string(*date);
  return {};
}

std::string KeywordsOption::check(const Io& io) const {
  if (!typed || *typed == "zh" || *typed == "en") return {};
  return not_one_of("--keywords", *typed, {"zh", "en"}, io);
}
std::optional<Language> KeywordsOption::language() const {
  if (!typed) return std::nullopt;
  return *typed == "en" ? Language::en : Language::zh;
}

namespace {

constexpr std::size_t longest_ending = 6;  // ".ndjson"; what is longer is part of a name

// The ending by which programs know what is in a file, in small letters with its dot: letters and digits after the last
// dot, the first a letter (so that 结果2.1 has none). Empty: there is none.
std::string ending_of(const std::string& path) {
  const std::size_t dot = path.rfind('.');
  if (dot == std::string::npos || dot == 0 || path[dot - 1] == '/') return {};
  std::string ending = path.substr(dot);
  if (ending.size() < 2 || ending.size() > longest_ending + 1) return {};
  for (char& c : std::span(ending).subspan(1)) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (!(c >= 'a' && c <= 'z') && !is_digit(c)) return {};
  }
  return is_digit(ending[1]) ? std::string() : ending;
}

bool has_ending(const FormatName& format, const std::string& ending) {
  return std::find(format.endings.begin(), format.endings.end(), ending) != format.endings.end();
}

std::string wrong_ending(const std::vector<FormatName>& formats, const FormatName* typed, const std::string& output,
                         const std::string& ending, const Io& io) {
  std::vector<std::string> endings;
  std::string folder;
  for (const FormatName& format : formats) {
    if (typed != nullptr && format.name != typed->name) continue;
    endings.insert(endings.end(), format.endings.begin(), format.endings.end());
    if (format.endings.empty())
      folder =
          io.say("{} 写成一个文件夹，名字不用结尾", "{} is written as a folder, whose name has no ending", format.name);
  }
  const std::string known =
      endings.empty() ? std::string() : io.say("可以是：{}", "it can be: {}", Composed{io.listed(endings)});
  const std::string_view between = known.empty() || folder.empty() ? "" : io.say("；", "; ");
  const std::string all = known + std::string(between) + folder;
  if (typed != nullptr)
    return io.say("--output 的“{}”以 {} 结尾，与 --format {} 不合；{}",
                  "the ending of “{}” after --output, {}, does not fit --format {}; {}", output, ending, typed->name,
                  Composed{all});
  return io.say("--output 的“{}”以 {} 结尾，写不出这样的文件；{}",
                "“{}” after --output ends with {}, and no such file can be written; {}", output, ending, Composed{all});
}

}  // namespace

std::string FormatOption::choose(const std::vector<FormatName>& formats, const std::string& output, std::size_t& chosen,
                                 const Io& io) const {
  chosen = 0;
  const std::string ending = ending_of(output);
  if (typed) {
    std::vector<std::string> names;
    for (const FormatName& format : formats) names.push_back(format.name);
    const auto named = std::find(names.begin(), names.end(), *typed);
    if (named == names.end()) return not_one_of("--format", *typed, names, io);
    chosen = static_cast<std::size_t>(named - names.begin());
    const FormatName& format = formats[chosen];
    return ending.empty() || has_ending(format, ending) ? std::string()
                                                        : wrong_ending(formats, &format, output, ending, io);
  }
  if (ending.empty()) return {};
  const auto ended =
      std::find_if(formats.begin(), formats.end(), [&](const FormatName& one) { return has_ending(one, ending); });
  if (ended == formats.end()) return wrong_ending(formats, nullptr, output, ending, io);
  chosen = static_cast<std::size_t>(ended - formats.begin());
  return {};
}

std::string missing_value(const std::vector<std::string>& values, std::size_t least, const Io& io) {
  if (values.size() >= least) return {};
  const std::string_view wanted[] = {io.say("政策文件", "the policy"),
                                     io.say("数据（文件夹或文件）", "the data (a folder or files)"),
                                     io.say("要说明的那一行的主键", "the key of the row to explain")};
  return io.say("还要写出{}", "{} is missing", wanted[values.size()]);
}

std::string second_policy(const std::vector<std::string>& values, const Io& io) {
  if (values.size() < 2) return {};
  return std::string(
      io.say("一次看一份政策；有几份的，请一份一份地做", "one policy at a time; give each a command of its own"));
}

std::string ThreadsOption::check(const Io& io) const {
  if (!typed || count() > 0) return {};
  return io.say("--threads 不能是“{}”，要写 1 到 {} 的整数", "--threads cannot be “{}”; it is a number from 1 to {}",
                *typed, most_threads);
}
std::size_t ThreadsOption::count() const {
  if (!typed) return processors();
  std::size_t count = 0;
  const auto [end, error] = std::from_chars(typed->data(), typed->data() + typed->size(), count);
  const bool whole = error == std::errc() && end == typed->data() + typed->size();
  return whole && count <= most_threads ? count : 0;
}

std::string not_one_of(std::string_view option, const std::string& typed, const std::vector<std::string>& possible,
                       const Io& io) {
  return io.say("{} 不能是“{}”，可以是：{}", "{} cannot be “{}”; it can be: {}", option, typed,
                Composed{io.listed(possible)});
}

std::string first_of(std::initializer_list<std::string> problems) {
  for (const std::string& problem : problems)
    if (!problem.empty()) return problem;
  return {};
}

std::string EngineOption::check(const Io& io) const {
  if (!typed || engines::by_name(*typed) != nullptr) return {};
  std::vector<std::string> names;
  for (const engine::EngineKind* kind : engines::all()) names.emplace_back(kind->name);
  return not_one_of("--engine", *typed, names, io);
}

const engine::EngineKind& EngineOption::kind() const { return typed ? *engines::by_name(*typed) : engines::standard(); }

namespace {

std::optional<char> delimiter_named(std::string_view name) {
  if (name == "comma" || name == ",") return ',';
  if (name == "semicolon" || name == ";") return ';';
  if (name == "tab" || name == "\t") return '\t';
  if (name == "|") return '|';
  return std::nullopt;
}

}  // namespace

void DataOptions::add_to(std::vector<Option>& options) {
  options.push_back({"--empty", &empty});
  options.push_back({"--absent", &absent});
  options.push_back({"--twice", &twice});
  options.push_back({"--encoding", &encoding});
  options.push_back({"--delimiter", &delimiter});
  options.push_back({"--database", &database});
  options.push_back({"--map", &map});
  options.push_back({"--corrections", &corrections});
}

std::string DataOptions::check(const Io& io) const {
  const std::vector<std::string> possible = {"both", "once", "open"};
  if (twice && std::find(possible.begin(), possible.end(), *twice) == possible.end())
    return not_one_of("--twice", *twice, possible, io);
  if (encoding && !files::encoding_named(*encoding))
    return not_one_of("--encoding", *encoding, {"utf-8", "gb18030", "gbk", "utf-16le", "utf-16be"}, io);
  if (std::find(corrections.begin(), corrections.end(), "") != corrections.end())
    return std::string(io.say("--corrections 后面是空的", "--corrections is empty"));
  if (map && map->empty()) return std::string(io.say("--map 后面是空的", "--map is empty"));
  if (delimiter && !delimiter_named(*delimiter))
    return not_one_of("--delimiter", *delimiter, {"comma", "semicolon", "tab"}, io);
  return {};
}

std::string DataOptions::place_queries(std::vector<std::string>& data, const Io& io) const {
  const auto file_of = [](const std::string& word) {
    const std::size_t sign = word.find('=');
    const bool given_table = !files::is_address(word) && !files::is_query_path(word) && sign != std::string::npos;
    return given_table ? std::string_view(word).substr(sign + 1) : std::string_view(word);
  };
  const auto is_query = [&](const std::string& word) {
    return !files::is_query_path(file_of(word)) && files::path::extension(file_of(word)) == ".sql";
  };
  const auto query = std::find_if(data.begin(), data.end(), is_query);
  if (query == data.end())
    return database
               ? std::string(io.say("--database 是给查询用的，如 考试=查询.sql；数据里没有 .sql 文件",
                                    "--database is for queries, as in exam=query.sql; there is no .sql file among the "
                                    "data"))
               : std::string();
  std::set<std::string_view> databases;
  for (const std::string& word : data)
    if (files::is_database(file_of(word)) && !files::is_query_path(file_of(word)) &&
        files::parameter_of(file_of(word), "table").empty())
      databases.insert(file_of(word));
  const std::string chosen = database                ? *database
                             : databases.size() == 1 ? std::string(*databases.begin())
                                                     : std::string();
  if (chosen.empty())
    return io.say("“{}”是查询，还要用 --database 写明在哪个数据库里查：postgresql://… 或 .sqlite 文件",
                  "“{}” is a query; say by --database which database it is run on: postgresql://… or a .sqlite file",
                  *query);
  if (!files::is_database(chosen))
    return io.say("--database 的“{}”不是数据库；应是 postgresql://… 或 .sqlite 文件",
                  "“{}” after --database is no database; it is postgresql://… or a .sqlite file", chosen);
  for (std::string& word : data)
    if (is_query(word)) {
      const std::string_view file = file_of(word);
      word = word.substr(0, word.size() - file.size()) + files::with_parameter(chosen, "query", file);
    }
  return {};
}

files::TextForm DataOptions::text_form() const {
  return {encoding ? files::encoding_named(*encoding) : std::nullopt,
          delimiter ? delimiter_named(*delimiter) : std::nullopt};
}

data::Assumptions DataOptions::assumptions() const {
  data::Assumptions made;
  made.absent = absent;
  if (twice == "once") made.twice = data::Twice::once;
  if (twice == "open") made.twice = data::Twice::open;
  return made;
}

}  // namespace cepol::cli
