// The subcommand `cepol map`: lists the headings and values of the data that the policy does not know, with what they
// may mean, to be filled in and given with --map.
#include <algorithm>

#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/earlier_results.hpp"
#include "interpreter/cli/inputs.hpp"
#include "interpreter/cli/list_target.hpp"
#include "interpreter/cli/outputs.hpp"
#include "interpreter/cli/parallel.hpp"
#include "interpreter/cli/watched_files.hpp"
#include "interpreter/cli/word_proposals.hpp"
#include "interpreter/report/count.hpp"
#include "lang/base/fold.hpp"

namespace cepol::cli {

namespace {

constexpr std::size_t most_choices = 30;  // listed for the clerk

// The choices for what the data of one program have.
class MapChoices {
 public:
  MapChoices(const core::Program& program, const data::Dataset& data) : program_(program), data_(data) {}

  std::vector<WordChoice> of(const data::ReadWord& word) const {
    for (std::uint32_t t = 0; t < program_.tables.size(); ++t) {
      const core::RecordTable& record = program_.tables.nodes[t];
      if (record.name != word.table && record.heading != word.table) continue;
      return word.kind == data::ReadWord::Kind::heading ? columns(record, data_.tables[t], record.name != word.table)
                                                        : values(record, word.column);
    }
    return {};
  }

 private:
  // Columns that the data seem to lack.
  static std::vector<WordChoice> columns(const core::RecordTable& record, const data::TableData& table, bool heading) {
    std::vector<WordChoice> choices;
    for (std::size_t c = 0; c < record.columns.size(); ++c) {
      const core::Column& column = record.columns[c];
      const auto& states = table.columns[c].states;
      if (heading && !column.heading) continue;
      if (std::find(states.begin(), states.end(), data::State::known) != states.end()) continue;
      choices.push_back({column.name, column.headings});
      choices.back().words.push_back(column.name);
    }
    return choices;
  }
  std::vector<WordChoice> values(const core::RecordTable& record, const std::string& name) const {
    std::vector<WordChoice> choices;
    for (const core::Column& column : record.columns) {
      if (column.name != name) continue;
      std::vector<core::CellWord> words = column.words;
      if (column.type.kind == core::Kind::truth) {
        choices = {{program_.english ? "no" : "否", {"no", "否", "没", "无", "非", "n", "false"}},
                   {program_.english ? "yes" : "是", {"yes", "是", "有", "y", "true"}}};
      } else if (column.type.kind == core::Kind::enumeration) {
        const core::Enumeration& enumeration = program_.enumerations[column.type.enumeration];
        for (const std::string& member : enumeration.members) choices.push_back({member, {member}});
        words.insert(words.end(), enumeration.words.begin(), enumeration.words.end());
      }
      for (const core::CellWord& word : words)
        if (word.index < choices.size()) choices[word.index].words.push_back(word.text);
    }
    return choices;
  }

  const core::Program& program_;
  const data::Dataset& data_;
};

std::string joined(const std::vector<std::string>& words, bool english) {
  const std::string between = english ? "; " : "；";
  std::string text;
  for (std::size_t i = 0; i < words.size() && i < most_choices; ++i) text += (i == 0 ? "" : between) + words[i];
  return words.size() > most_choices ? text + between + (english ? "..." : "……") : text;
}

class MapCall final : public Call {
 public:
  std::vector<Option> options() override {
    std::vector<Option> all{output_.option(), inputs_.on.option(), inputs_.threads.option()};
    inputs_.known.add_to(all);
    return all;
  }

  std::string read(const std::vector<std::string>& values, const Io& io) override {
    if (std::string problem = missing_value(values, 2, io); !problem.empty()) return problem;
    inputs_.policy = values.front();
    inputs_.data.assign(values.begin() + 1, values.end());
    return first_of({inputs_.on.check(io), inputs_.known.check(io), inputs_.known.place_queries(inputs_.data, io),
                     inputs_.threads.check(io), output_.check(io), check_list_output(output_.path(), io)});
  }

  int run(const Io& io) const override {
    const auto policy = load(inputs_.policy, io, inputs_.on.day());
    if (!policy->good()) {
      if (policy->readable) print_problems(*policy, io, false);
      return refused(bad_usage, output_.path(), io);
    }
    const core::Program& program = policy->program();
    const auto map = read_map(inputs_.known, io);
    const auto in_words = map ? map->applied(program, io) : std::nullopt;
    if (!in_words) return refused(bad_usage, output_.path(), io);
    data::Assumptions assumptions = inputs_.known.assumptions();
    map->add_to(assumptions);
    assumptions.words_only = true;
    const files::Read read = files::read(*in_words, inputs_.data, WatchedFiles(io, inputs_.data), assumptions,
                                         Threads(inputs_.threads.count()), inputs_.known.text_form(), {map->path()});
    for (const files::ReadError& error : read.errors)
      io.message(
          quoted_format("{}{}{}\n", error.path, io.say("：", ": "),
                        io.system_words(data::reason_of(error.fault, error.arguments, io.language == Language::en))));
    if (replaces_input(output_.path(), io)) return bad_usage;
    return write(*in_words, read, *map, io);
  }

 private:
  // The sheets that no table was read from, with the tables that they may be: those without data.
  static std::size_t write_sheets(const core::Program& program, const files::Read& read, const WordMap& map,
                                  report::ResultWriter& writer) {
    std::vector<WordChoice> tables;
    std::vector<std::string> names;
    for (const files::EmptyTable& empty : read.empty) {
      if (!empty.file.empty()) continue;  // a sheet has it
      names.push_back(empty.table);
      tables.push_back({names.back(), {names.back()}});
    }
    std::size_t count = 0;
    for (const data::BadRow& bad : read.data.bad) {
      const auto& entries = map.entries();
      if (bad.fault != data::Fault::sheet_unused || names.empty() ||
          std::any_of(entries.begin(), entries.end(), [&](const MapEntry& entry) {
            return entry.of_sheet() && key_form(entry.text) == key_form(bad.table);
          }))
        continue;
      ++count;
      writer.row({"", "", bad.table, "", joined(proposals_for(bad.table, tables), program.english), "",
                  joined(names, program.english)});
    }
    return count;
  }

  int write(const core::Program& program, const files::Read& read, const WordMap& map, const Io& io) const {
    const data::Dataset& data = read.data;
    const bool english = program.english;
    const auto writer = list_writer(output_.path(), program.title, io);
    using report::CellKind;
    if (english)
      writer->begin("words", {"table", "column", "text", "means", "proposals", {"cells", CellKind::number}, "choices"});
    else
      writer->begin("对照", {"表", "列", "原文", "对应", "建议", {"处数", CellKind::number}, "可选"});
    for (const MapEntry& entry : map.entries())
      writer->row({entry.table, entry.column, entry.text, entry.means, "", "", ""});
    std::vector<data::ReadWord> unread = data.unread;
    std::stable_sort(unread.begin(), unread.end(), [](const data::ReadWord& a, const data::ReadWord& b) {
      if (a.kind != b.kind) return a.kind < b.kind;
      if (a.table != b.table || a.column != b.column) return false;
      return a.count > b.count;
    });
    const MapChoices choices(program, data);
    std::size_t headings = 0, proposed = 0;
    const std::size_t sheets = write_sheets(program, read, map, *writer);
    for (const data::ReadWord& word : unread) {
      const bool heading = word.kind == data::ReadWord::Kind::heading;
      const std::vector<WordChoice> possible = choices.of(word);
      const std::vector<std::string> proposals = proposals_for(word.written, possible);
      std::vector<std::string> names;
      for (const WordChoice& choice : possible) names.push_back(choice.meant);
      writer->row({word.table, word.column, word.written, "", joined(proposals, english),
                   heading ? "" : std::to_string(word.count), joined(names, english)});
      headings += heading ? 1 : 0;
      proposed += proposals.empty() ? 0 : 1;
    }
    writer->end();
    if (!writer->commit()) return io.not_written(writer->error());
    if (sheets > 0)
      io.message(io.say(
          "没有读的工作表 {} "
          "个，“表”空着的几行是它们的名字：“对应”填表名，或者“不用”；填好以后再拟一次，才看得到里面的列名\n",
          "{:sheet,sheets} not read: the lines without a table have their names. Fill in the table under “means”, or "
          "“unused”, then run map again, which then lists their headings\n",
          report::Count{sheets}));
    if (unread.empty() && sheets > 0) return done;
    if (unread.empty()) {
      io.message(std::string(io.say("列名和内容政策都认得\n", "the policy knows all headings and words\n")));
      return done;
    }
    io.message(io.say(
        "政策不认得的：列名 {} 个，内容 {} 种；其中有建议的 {} 个。填了“对应”的才算数：列名填政策的列名，或者“不用”；"
        "内容填可选的一项，或者“空白”。填好以后运行时加上 --map 文件\n",
        "not known to the policy: {:heading,headings}, {:word,words}; for {} of them there is a proposal. Only what is "
        "filled in under "
        "“means” "
        "counts: for a heading a column, or “unused”; for a word one of the choices, or “blank”. Then run with --map "
        "FILE\n",
        report::Count{headings}, report::Count{unread.size() - headings}, proposed));
    return done;
  }

  InputOptions inputs_;
  OutputOption output_;
};

}  // namespace

const Command map_command{"map",
                          {"cepol map POLICY DATA... [-o OUT] [--map FILE] [--on DATE] [--empty TABLE]... [--absent "
                           "TABLE.COLUMN]... [--twice "
                           "HOW] [--encoding NAME] [--delimiter NAME] [--database DATABASE] [--threads N]",
                           "列出政策不认得的列名和写法，拟一份对照表",
                           "list the headings and words that a policy does not know, to be mapped",
                           R"(  POLICY DATA...         同 eval；--on DATE 也是
  -o, --output OUT       写到 OUT：.csv 或 .xlsx
  --map FILE             已有的对照表：先照抄，再列出它没有的
  --empty、--absent、--twice、--encoding、--delimiter、--database、--threads   同 eval
  --lang zh|en           消息的语言

对照表一行一个：表、列、原文、对应。表空着的，原文是没有读的工作表的名字，对应填表名，或者“不用”；列空着的，原文是列名，对应填政策的列名，或者“不用”；列填了的，原文是那一列里写的，
对应填可选的一项，或者“空白”。建议只供参考，填了对应的才算数。填好以后，eval、explain、letter、diff 都可以用 --map。)",
                           R"(  POLICY DATA...         as for eval; --on DATE too
  -o, --output OUT       write to OUT: .csv or .xlsx
  --map FILE             a list that there is already: it is copied, and what it lacks is added
  --empty, --absent, --twice, --encoding, --delimiter, --database, --threads   as for eval
  --lang zh|en           language of messages

The list has a line for each word: table, column, text, means. Without a table the text is the name of a sheet that was
not read, and means a table, or “unused”; without a column it is a heading and means a column of the policy, or “unused”; else it stands in cells of the column and means one of the choices, or “blank”. Proposals are
no more than that: only what is filled in counts. Then eval, explain, letter and diff take the list with --map.)",
                           "cepol map nmg/2017 名册 -o 对照.csv", "cepol map nmg/2017 roster -o words.csv"},
                          make_call<MapCall>};

}  // namespace cepol::cli
