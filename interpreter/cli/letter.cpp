// The subcommand `cepol letter`: a letter to each person whom a key names, or whose results are as asked for.
#include "interpreter/report/letter.hpp"

#include <algorithm>
#include <utility>

#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/decide_rows.hpp"
#include "interpreter/cli/explained.hpp"
#include "interpreter/cli/found_rows.hpp"
#include "interpreter/cli/inputs.hpp"
#include "interpreter/cli/letter_wording.hpp"
#include "interpreter/cli/letters_to_check.hpp"
#include "interpreter/cli/outputs.hpp"
#include "interpreter/cli/parallel.hpp"
#include "interpreter/cli/progress.hpp"
#include "interpreter/cli/rows_twice.hpp"
#include "interpreter/cli/selection.hpp"
#include "interpreter/office/text_document.hpp"
#include "interpreter/pages/letters.hpp"
#include "interpreter/report/count.hpp"
#include "interpreter/report/letter_words.hpp"

namespace cepol::cli {

namespace {

constexpr std::size_t most_letters = 20'000;  // in one file, which is made in memory

enum class LetterFormat : std::uint8_t { text, page, document };

// The rows that are as asked for, by table.
std::vector<FoundRow> selected_rows(const Inputs& inputs, const RowSelection& selection, const Io& io,
                                    const Parallel& parallel) {
  std::vector<FoundRow> found;
  RowDecider decider(inputs, parallel);
  for (const core::ResultTable& table : inputs.policy->program().results) {
    if (!selection.concerns(table.table)) continue;
    decide_all(decider, inputs, table.table, io, [&](data::RowIndex row, const engine::RowResults& results) {
      if (selection.takes(table.table, results)) found.push_back({table.table, row});
    });
  }
  return found;
}

class LetterCall final : public Call {
 public:
  std::vector<Option> options() override {
    std::vector<Option> all{
        output_.option(),          format_.option(),        selection_.option(),      {"--answerable", &answerable_},
        {"--template", &wording_}, {"--set", &given_},      inputs_.reading_option(), inputs_.on.option(),
        inputs_.engine.option(),   inputs_.threads.option()};
    inputs_.known.add_to(all);
    return all;
  }

  // What exists among the words is data, the first in any case; the rest are keys.
  std::string read(const std::vector<std::string>& values, const Io& io) override {
    if (std::string problem = missing_value(values, 2, io); !problem.empty()) return problem;
    inputs_.policy = values.front();
    const auto exists = [&](const std::string& path) {
      return files::is_query_path(path) || io.files->kind(path) != files::FileKind::missing;
    };
    const auto is_data = [&](const std::string& word) {
      return exists(word) || (word.find('=') != std::string::npos && exists(word.substr(word.find('=') + 1)));
    };
    std::size_t at = 1;
    while (at < values.size() && (at == 1 || is_data(values[at]))) inputs_.data.push_back(values[at++]);
    keys_.assign(values.begin() + static_cast<std::ptrdiff_t>(at), values.end());
    std::vector<FormatName> formats{{"html", {".html", ".htm"}}, {"docx", {".docx"}}, {"text", {".txt"}}};
    if (output_.path().empty()) std::swap(formats.front(), formats.back());  // the default is the first
    std::size_t chosen = 0;
    std::string problem =
        first_of({inputs_.on.check(io), inputs_.known.check(io), inputs_.known.place_queries(inputs_.data, io),
                  inputs_.engine.check(io), inputs_.threads.check(io), output_.check(io), facts(io),
                  format_.choose(formats, output_.path(), chosen, io)});
    if (!problem.empty()) return problem;
    kind_ = formats[chosen].name == "html"   ? LetterFormat::page
            : formats[chosen].name == "docx" ? LetterFormat::document
                                             : LetterFormat::text;
    if (kind_ == LetterFormat::document && output_.path().empty())
      return std::string(io.say("--format docx 要写成文件，加上 -o 通知书.docx",
                                "--format docx is written to a file; add -o letters.docx"));
    if (keys_.empty() == selection_.everything())
      return std::string(io.say("写给谁，写出主键，或者用 --only 挑出来（两样选一样）",
                                "say to whom: their keys, or those whom --only takes, one of the two"));
    return {};
  }

  int run(const Io& io) const override {
    const auto inputs = read_inputs(inputs_, io);
    if (!inputs) return bad_usage;
    RowSelection selection = selection_;
    selection.take_main_table();
    if (!selection.resolve(inputs->policy->program(), io)) return bad_usage;
    const auto wording = read_letter_template(*inputs->policy, wording_, io);
    if (!wording || replaces_input(output_.path(), io)) return bad_usage;
    std::vector<FoundRow> rows;
    for (const std::string& key : keys_) {
      auto found = find_rows(*inputs, key);
      if (found.empty()) found = find_by_name(*inputs, key, io);
      if (found.size() != 1) return report_not_one(*inputs, key, found, io);
      rows.push_back(found.front());
    }
    const Threads threads(inputs_.threads.count());
    if (keys_.empty()) rows = selected_rows(*inputs, selection, io, threads);
    if (!can_be_written(*inputs, *wording, rows, io)) return bad_usage;
    LettersToCheck to_check;
    const std::vector<report::Document> letters = make_letters(*inputs, *wording, rows, to_check, io);
    if (letters.empty()) {
      to_check.tell(answerable_, io);
      io.message(
          std::string(io.say("cepol：一封也没有剩下，没有写\n", "cepol: no letter is left; nothing was written\n")));
      return bad_usage;
    }
    Output output = output_to(output_.path(), io, text_kind());
    write(letters, inputs->policy->program(), io, output);
    if (!output.commit()) return io.not_written(output.error());
    io.message(io.say("写好 {} 封\n", "{:letter,letters} written\n", report::Count{letters.size()}));
    to_check.tell(answerable_, io);
    return done;
  }

 private:
  TextKind text_kind() const {
    switch (kind_) {
      case LetterFormat::text: return TextKind::people;
      case LetterFormat::page: return TextKind::html;
      case LetterFormat::document: return TextKind::bytes;
    }
    return TextKind::people;
  }

  void write(const std::vector<report::Document>& letters, const core::Program& program, const Io& io,
             Output& output) const {
    switch (kind_) {
      case LetterFormat::page: output.write(pages::letters_page(letters, program.title, program.english)); return;
      case LetterFormat::document: output.write(office::text_document(letters)); return;
      case LetterFormat::text: break;
    }
    for (const report::Document& letter : letters) {
      if (&letter != &letters.front()) output.write(std::string("\n* * *\n\n"));
      output.write(report::to_terminal(letter, output_.path().empty() ? io.width : 0));
    }
  }

  // --set NAME=TEXT
  std::string facts(const Io& io) {
    facts_.day = io.today;
    for (const std::string& one : given_) {
      const std::size_t sign = one.find('=');
      if (sign == std::string::npos || sign == 0)
        return io.say("--set 后面写“名=内容”，不能是“{}”", "--set takes NAME=TEXT, not “{}”", one);
      facts_.given[one.substr(0, sign)] = one.substr(sign + 1);
    }
    return {};
  }

  bool can_be_written(const Inputs& inputs, const report::LetterTemplate& wording, const std::vector<FoundRow>& rows,
                      const Io& io) const {
    if (rows.empty()) {
      io.message(std::string(
          io.say("cepol：没有一行符合 --only，没有写\n", "cepol: --only takes no row; nothing was written\n")));
      return false;
    }
    if (rows.size() > most_letters) {
      io.message(io.say("cepol：要写 {} 封，一个文件最多 {} 封；请用 --only 或主键分几次写\n",
                        "cepol: the letters are {}, and a file has at most {}; write them in parts, by --only or by "
                        "keys\n",
                        rows.size(), most_letters));
      return false;
    }
    std::vector<core::TableId> tables;
    for (const FoundRow& row : rows)
      if (std::find(tables.begin(), tables.end(), row.table) == tables.end()) tables.push_back(row.table);
    return names_are_known(wording, facts_, inputs.policy->program(), tables, io) &&
           words_are_of_names(wording, inputs.policy->program(), io);
  }

  std::vector<report::Document> make_letters(const Inputs& inputs, const report::LetterTemplate& wording,
                                             const std::vector<FoundRow>& rows, LettersToCheck& to_check,
                                             const Io& io) const {
    const core::Program& program = inputs.policy->program();
    const report::ToldWith told = told_with(*inputs.policy, false);
    const auto engine = engine::load(*inputs.engine, program, inputs.data, inputs.options);
    Progress progress(io, std::string(io.say("通知书", "letters")), rows.size(), ProgressUnit::steps);
    RowsTwice twice(inputs, io);
    std::vector<report::Document> letters;
    const core::Program worded = report::reworded(program, wording.words);
    data::RowIndex at = 0;
    for (const FoundRow& one : rows) {
      progress.at(at++);
      report::RowExplanation explanation =
          report::explain_row(*engine, worded, inputs.data, inputs.options, one.table, one.row, told);
      const LettersToCheck::Doubts doubts = to_check.add(program, explanation);
      if ((doubts.office || doubts.key) && answerable_) continue;
      twice.tell(explanation);
      report::LetterFacts facts = facts_;
      facts.key_in_doubt = doubts.key;
      facts.names = &program;
      letters.push_back(report::make_letter(wording, facts, explanation, *engine));
    }
    to_check.find_names(report::names_without_words(worded, letters));
    return letters;
  }

  InputOptions inputs_;
  std::vector<std::string> keys_;
  OutputOption output_;
  FormatOption format_;
  RowSelection selection_;
  std::optional<std::string> wording_;  // --template
  std::vector<std::string> given_;      // --set
  bool answerable_ = false;             // --answerable
  report::LetterFacts facts_;
  LetterFormat kind_ = LetterFormat::page;
};

}  // namespace

const Command letter_command{
    "letter",
    {"cepol letter POLICY DATA... [KEY]... [--only DECISION=OUTCOME]... [-o OUT] [--format text|html|docx] [--template "
     "FILE] "
     "[--set NAME=TEXT]... [--answerable] [--on DATE] [--reading NAME=OPTION]... [--empty TABLE]... [--absent "
     "TABLE.COLUMN]... "
     "[--twice HOW] [--encoding NAME] [--delimiter NAME] [--database DATABASE] [--map FILE] [--corrections FILE]... "
     "[--engine NAME] [--threads N]",
     "给每个人写一封通知书：结果、理由、怎样计算、还差什么、依据的条款",
     "write a letter to each person: the result, why, how it was computed, what is lacking, the clauses",
     R"(  POLICY DATA...         同 eval；--on DATE 也是
  KEY...                 写给这些行，写法同 explain；或者
  --only DECISION=OUTCOME  写给这项判定是这种结果（或待定等）的行，可以重复，同 eval；几张表有这项判定的，只写给前一张表的，要别的写 表.判定=结果
  -o, --output OUT       写到文件 OUT：.html 可以打印，一人一页；.docx 用 Word、WPS 打开；不写就显示文字
  --format text|html|docx  显示时默认 text；写到文件时看 OUT 的结尾，没有就是 html
  --template FILE        措辞，一个文本文件；不写就用政策旁边的，如 2030.cepol 旁边的 2030.letter.txt，也没有就用默认的
  --set NAME=TEXT        模板里花括号中的 NAME 换成 TEXT，可以重复；默认的模板有 期限、联系、落款
  --answerable           只写给能补材料的人：取决于办理的单位自己的记录的、主键有疑问的，不写
  --reading NAME=OPTION  选一种读法，可以重复；其余读法用默认
  --empty、--absent、--twice、--encoding、--delimiter、--database、--map、--corrections、--engine、--threads   同 eval
  --lang zh|en           消息的语言；通知书的语言由政策决定

模板：行首 # 是大标题，## 是小标题；花括号里写数据的列名，或 通知、主键、日期；花括号里的内容空着的那一行不写。
单独一行的 [结论]、[理由]、[计算]、[还差]、[依据] 由 cepol 来写。)",
     R"(  POLICY DATA...         as for eval; --on DATE too
  KEY...                 to these rows, as for explain; or
  --only DECISION=OUTCOME  to rows of which this decision has this outcome, or is undetermined and so on; can be repeated;
                         where several tables have the decision, of the first of them, or TABLE.DECISION=OUTCOME
  -o, --output OUT       write to the file OUT: .html to be printed, a page a letter; .docx for word processors;
                         without it the text is printed
  --format text|html|docx  by default text where it is printed, else by the ending of OUT, or html
  --template FILE        the wording, a text file; by default the one beside the policy, as 2030.letter.txt beside
                         2030.cepol, else one that cepol has
  --set NAME=TEXT        TEXT for NAME in the braces of the template; can be repeated; the default one has deadline, contact, office
  --answerable           only to those who can supply what is lacking: none that depends on records of the office, or
                         whose key is in doubt
  --reading NAME=OPTION  choose a reading; can be repeated; the others keep their defaults
  --empty, --absent, --twice, --encoding, --delimiter, --database, --map, --corrections, --engine, --threads   as for eval
  --lang zh|en           language of messages; that of letters is the policy's

Templates: # at the begin of a line is a title, ## a heading; in braces stands a column of the data, or notice, key, day;
a line whose braces have nothing in them is left out. [results], [reasons], [arithmetic], [lacking] and [clauses], alone
on a line, are written by cepol.)",
     "cepol letter nmg/2017 名册 15012345 -o 通知书.docx", "cepol letter nmg/2017 roster 15012345 -o letter.docx"},
    make_call<LetterCall>};

}  // namespace cepol::cli
