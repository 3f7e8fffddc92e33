// The subcommand `cepol eval`: applies a policy to a data set, and writes the result tables row by row, then quotas,
// rosters and bad rows.
#include <algorithm>
#include <filesystem>
#include <memory>

#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/decide_rows.hpp"
#include "interpreter/cli/inputs.hpp"
#include "interpreter/cli/options.hpp"
#include "interpreter/cli/outcome_counts.hpp"
#include "interpreter/cli/outputs.hpp"
#include "interpreter/cli/parallel.hpp"
#include "interpreter/cli/progress.hpp"
#include "interpreter/cli/readings.hpp"
#include "interpreter/cli/rows_twice.hpp"
#include "interpreter/data/bad_causes.hpp"
#include "interpreter/engine/engine.hpp"
#include "interpreter/explain/result_cells.hpp"
#include "interpreter/report/cells.hpp"
#include "interpreter/report/count.hpp"
#include "interpreter/report/damage_ranking.hpp"
#include "interpreter/report/result_writer.hpp"

namespace cepol::cli {

namespace {

constexpr std::size_t most_ranked = 5;  // of what results depend on

// The name of a quota's table: that of its record, unless the record has results or another quota before it.
std::string quota_table_name(const core::Program& program, std::size_t quota) {
  const core::Quota& one = program.quotas[quota];
  bool taken = std::any_of(program.results.begin(), program.results.end(),
                           [&](const core::ResultTable& table) { return table.table == one.table; });
  for (std::size_t i = 0; i < quota; ++i) taken = taken || program.quotas[i].table == one.table;
  return program.tables[one.table].name + (taken ? "." + one.name : std::string());
}
std::string bad_rows_table(const core::Program& program) { return data::bad_rows_name(program.english); }

// The destination and format of the results.
struct ResultTarget {
  report::Format format = report::Format::table;
  std::string path;  // empty: standard output
};

// The files that CSV results are written to.
std::vector<std::string> csv_files(const ResultTarget& target, const core::Program& program) {
  if (target.format != report::Format::csv) return {};
  std::vector<std::string> tables{bad_rows_table(program), program.english ? "readings" : "读法"};
  for (const core::ResultTable& table : program.results) tables.push_back(program.tables[table.table].name);
  for (std::size_t i = 0; i < program.quotas.size(); ++i) tables.push_back(quota_table_name(program, i));
  for (std::string& table : tables) table = (std::filesystem::path(target.path) / report::file_name(table)).string();
  return tables;
}

TextKind kind_of(report::Format format) {
  switch (format) {
    case report::Format::table: return TextKind::people;
    case report::Format::csv: return TextKind::exact;
    case report::Format::json:
    case report::Format::ndjson: return TextKind::json;
  }
  return TextKind::people;
}

std::unique_ptr<report::ResultWriter> writer_to(const ResultTarget& target, const Io& io) {
  const bool stream = target.path.empty();
  auto destination = target.format == report::Format::csv && !stream
                         ? folder_destination(target.path, io.read)
                         : destination_of(output_to(target.path, io, kind_of(target.format)));
  return report::make_writer(target.format, std::move(destination), stream ? io.width : 0);
}

class Evaluation {
 public:
  Evaluation(const Inputs& inputs, ResultTarget target, const Parallel& parallel, const Io& io)
      : inputs_(inputs),
        program_(inputs.policy->program()),
        target_(std::move(target)),
        parallel_(parallel),
        io_(io),
        writer_(writer_to(target_, io)) {}

  int results() {
    RowDecider decider(inputs_, parallel_);
    OutcomeCounts counts(program_);
    report::DamageRanking ranking(program_, inputs_.data);
    RowsTwice twice(inputs_, io_);
    for (const core::ResultTable& table : program_.results) write(table, decider, counts, ranking, twice);
    for (std::size_t i = 0; i < program_.quotas.size(); ++i) {
      writer_->begin(quota_table_name(program_, i), report::quota_header(program_, program_.quotas[i]));
      for (const auto& row : explain::quota_rows(program_, inputs_.data, program_.quotas[i])) writer_->row(row);
      writer_->end();
    }
    for (const core::Roster& roster : program_.rosters)
      if (const std::string text = report::roster_text(program_, inputs_.data, roster); !text.empty())
        writer_->text(text);
    std::string summary;
    for (const core::ResultTable& table : program_.results) {
      const std::string list = counts.text(table.table, io_);
      if (!list.empty())
        summary += io_.say("{}：{} 行\n{}", "{}: {:row,rows}\n{}", program_.tables[table.table].name,
                           report::Count{inputs_.data[table.table].rows}, Composed{list});
    }
    for (const core::Quota& quota : program_.quotas) summary += unknown_members(quota);
    summary += twice.summary();
    summary += report::ranking_text(program_, inputs_.data, ranking.ranking(most_ranked), io_.language == Language::en);
    return finish(summary);
  }

  int by_readings() { return finish(write_readings(inputs_, *writer_, io_)); }

 private:
  void write(const core::ResultTable& table, RowDecider& decider, OutcomeCounts& counts, report::DamageRanking& ranking,
             RowsTwice& twice) {
    const std::string& name = program_.tables[table.table].name;
    const data::RowIndex rows = inputs_.data[table.table].rows;
    Progress progress(io_, name, rows);
    writer_->begin(name, report::header(table));
    decider.run(
        rows,
        [&](engine::Engine& evaluator, data::RowIndex row) {
          const explain::Subject subject{program_, inputs_.data, evaluator, table.table, row};
          DecidedRow decided{evaluator.decide(table.table, row), {}};
          decided.cells = report::cells(table, subject, decided.results, twice.note(table.table, row, decided.results));
          return decided;
        },
        [&](data::RowIndex row, const DecidedRow& decided) {
          progress.at(row);
          counts.add(decided.results);
          ranking.add(decided.results);
          writer_->row(decided.cells);
          return !writer_->failed();
        });
    writer_->end();
  }

  // A message about the rows whose member is blank, which may belong to any member.
  std::string unknown_members(const core::Quota& quota) const {
    const data::TableData& table = inputs_.data[quota.table];
    std::uint64_t unknown = 0;
    std::string rows;
    for (data::RowIndex row = 0; row < table.all_rows; ++row) {
      const data::State state = table.columns[quota.column].states[row];
      if (state == data::State::known || state == data::State::none) continue;
      if (++unknown <= 10)
        rows +=
            (rows.empty() ? std::string() : std::string(io_.say("、", ", "))) + std::to_string(table.source_rows[row]);
    }
    if (unknown == 0) return {};
    if (unknown > 10) rows += io_.say("……", ", ...");
    return io_.say("{}：{} 行没有填“{}”，各项人数可能更多（第 {} 行）\n",
                   "{}: {:row,rows} without “{}”, so counts may be higher (in the file: {})\n",
                   program_.tables[quota.table].name, report::Count{unknown},
                   program_.tables[quota.table].columns[quota.column].name, rows);
  }

  bool to_terminal() const { return target_.format == report::Format::table && target_.path.empty(); }

  // For people by cause, a line each; in a file and for programs each fault.
  void write_bad_rows() {
    const auto& bad = inputs_.data.bad;
    // In formats for programs the table of bad rows is always written, so that it replaces an older one.
    if (bad.empty() && target_.format == report::Format::table) return;
    const bool english = program_.english;
    writer_->begin(bad_rows_table(program_),
                   to_terminal() ? report::cause_header(english) : report::bad_header(english));
    if (to_terminal())
      for (const data::BadCause& cause : data::causes_of(bad)) writer_->row(report::cause_cells(cause, english));
    else
      for (const data::BadRow& row : bad) writer_->row(report::bad_cells(row, english));
    writer_->end();
  }

  // How many rows were not read, or count for one owner or another, or for nobody; empty: all rows have their place.
  std::string rows_without_place() const {
    std::uint64_t uncertain = 0, strangers = 0, excluded = 0;
    for (const data::TableData& table : inputs_.data.tables) {
      uncertain += table.all_rows - table.rows;
      strangers += table.strangers;
      excluded += table.rows_excluded;
    }
    const std::uint64_t doubtful = std::max(uncertain, excluded - std::min(excluded, strangers));
    std::string text;
    if (doubtful > 0)
      text += io_.say("，{} 行没有读入，或者不能确定是谁的", ", {:row,rows} not read or not known whose",
                      report::Count{doubtful});
    if (strangers > 0)
      text += io_.say("，{} 行不是名册里任何人的", ", {:row,rows} of nobody in the data", report::Count{strangers});
    return text;
  }

  std::string bad_rows_summary() const {
    const auto& bad = inputs_.data.bad;
    std::string text = io_.say("数据有问题 {} 处{}，见“{}”{}\n", "{:fault,faults} in the data{}: see “{}”{}\n",
                               report::Count{data::fault_count(bad)}, rows_without_place(), bad_rows_table(program_),
                               std::any_of(bad.begin(), bad.end(), data::is_spreadsheet_row)
                                   ? io_.say("；行号与 Excel 里看到的一致，表头也算一行",
                                             "; rows are numbered as Excel shows them, the heading included")
                                   : "");
    if (to_terminal() && data::causes_of(bad).size() < data::fault_count(bad))
      text += io_.say("每种原因一行，行号只列前几个；要逐处列出，加上 -o 结果，写到文件里\n",
                      "one line a cause, with its first rows; to list every place, write to files with -o results\n");
    return text;
  }

  // What was done to texts before they were compared.
  std::string changed_texts() const {
    std::uint64_t invisible = 0, ideographs = 0, keys = 0;
    for (const data::TableData& table : inputs_.data.tables) {
      invisible += table.invisible;
      ideographs += table.ideographs;
      keys += table.folded_keys;
    }
    std::string text;
    if (keys > 0)
      text += io_.say("编号里有空格或全角字符的 {} 处，去掉、改为半角之后再比对\n",
                      "{:key,keys} with blanks or full-width characters, compared without them\n", report::Count{keys});
    if (invisible > 0)
      text += io_.say("看不见的字符 {} 个，已去掉\n", "{:invisible character,invisible characters} taken out\n",
                      report::Count{invisible});
    if (ideographs > 0)
      text +=
          io_.say("部首和兼容汉字 {} 个，按通用的字读入\n",
                  "{:radical or compatibility ideograph,radicals or compatibility ideographs} read as ordinary ones\n",
                  report::Count{ideographs});
    return text;
  }

  int finish(const std::string& summary) {
    write_bad_rows();
    if (!writer_->commit()) return io_.not_written(writer_->error());
    if (to_terminal() && io_.progress) io_.message(std::string("\n"));
    io_.message(summary);
    if (const std::string rows = report::left_out_text(inputs_.data.left_out, io_.language == Language::en);
        !rows.empty())
      io_.message(io_.say("不是记录的行，没有读入：\n{}", "rows that are no records, not read:\n{}", Composed{rows}));
    io_.message(changed_texts());
    if (inputs_.data.bad.empty()) return done;
    io_.message(bad_rows_summary());
    return found_something;
  }

  const Inputs& inputs_;
  const core::Program& program_;
  ResultTarget target_;
  const Parallel& parallel_;
  const Io& io_;
  std::unique_ptr<report::ResultWriter> writer_;
};

class EvalCall final : public Call {
 public:
  std::vector<Option> options() override {
    std::vector<Option> all{
        output_.option(),    format_.option(),        inputs_.reading_option(), {"--readings", &all_readings_},
        inputs_.on.option(), inputs_.engine.option(), inputs_.threads.option()};
    inputs_.known.add_to(all);
    return all;
  }

  std::string read(const std::vector<std::string>& values, const Io& io) override {
    if (std::string problem = missing_value(values, 2, io); !problem.empty()) return problem;
    inputs_.policy = values.front();
    inputs_.data.assign(values.begin() + 1, values.end());
    if (all_readings_ && *all_readings_ != "all") return not_one_of("--readings", *all_readings_, {"all"}, io);
    std::size_t chosen = 0;
    target_.path = output_.path();
    const std::string problem =
        first_of({inputs_.on.check(io), inputs_.known.check(io), inputs_.engine.check(io), inputs_.threads.check(io),
                  output_.check(io),
                  format_.choose({{"table", ""}, {"csv", ""}, {"json", ".json"}, {"ndjson", ".ndjson"}}, target_.path,
                                 chosen, io)});
    constexpr report::Format formats[] = {report::Format::table, report::Format::csv, report::Format::json,
                                          report::Format::ndjson};
    target_.format = formats[chosen];
    // A folder of CSV files is the default with --output.
    if (!format_.typed && chosen == 0 && !target_.path.empty()) target_.format = report::Format::csv;
    return problem;
  }

  int run(const Io& io) const override {
    const auto inputs = read_inputs(inputs_, io);
    if (!inputs) return bad_usage;
    if (replaces_input(target_.path, io, csv_files(target_, inputs->policy->program()))) return bad_usage;
    const Threads threads(inputs_.threads.count());
    Evaluation evaluation(*inputs, target_, threads, io);
    return all_readings_ ? evaluation.by_readings() : evaluation.results();
  }

 private:
  InputOptions inputs_;
  OutputOption output_;
  FormatOption format_;
  std::optional<std::string> all_readings_;  // --readings all
  ResultTarget target_;
};

}  // namespace

const Command eval_command{
    "eval",
    {"cepol eval POLICY DATA... [-o OUT] [--format FORMAT] [--on DATE] [--reading NAME=OPTION]... [--readings all] "
     "[--empty TABLE]... [--absent TABLE.COLUMN]... [--twice HOW] [--encoding NAME] [--delimiter NAME] "
     "[--engine NAME] [--threads N]",
     "把政策用于数据，得出每一行的结果", "apply a policy to data and give each row its result",
     R"(  POLICY                 政策文件，可省去 .cepol；nmg/2017 这样的短名在 policies/ 里找
  DATA...                数据：文件夹（每个表一个 .csv），或 .xlsx、.xls、.csv、.tsv、.txt、.sqlite、.json、.ndjson 文件；
                         文件名不是表名的，写 TABLE=FILE
  -o, --output OUT       写到 OUT，全部写完才出现；csv 为文件夹，其他格式为一个文件
  --format FORMAT        table（默认）、csv（有 -o 时的默认）、json、ndjson；OUT 以 .json、.ndjson 结尾时就用该格式
  --reading NAME=OPTION  选一种读法，可以重复；其余读法用默认
  --on DATE              POLICY 是放着几个年度政策的文件夹时，用这一天适用的那一份
  --readings all         不列结果，只列哪些结果取决于哪种读法：每次换一种，与所选的比较
  --empty TABLE          TABLE 这张表确实没有记录，可以重复；没有写的表没有数据，就不作计算
  --absent TABLE.COLUMN  数据里没有的这一列确实都是空的，可以重复；没有写的，各行都按未知处理
  --twice HOW            完全相同的行怎么算：both 各算一次（默认），once 只算一次，open 不能确定
  --encoding NAME        文本文件的编码：utf-8、gb18030（gbk）、utf-16le、utf-16be；不写就看文件的全部内容
  --delimiter NAME       文本文件各列之间是什么：comma、semicolon、tab；不写就看列名
  --engine NAME          用哪种算法：columnar（默认）、reference；结果相同，只是快慢不同
  --threads N            同时用几个线程；不写就用全部处理器。结果相同
  --lang zh|en           消息的语言；结果的语言由政策决定

结果的最后是坏行表：读不懂的格子和没有读入的行。各种结果有多少，另外显示，不写进结果（标准错误）。)",
     R"(  POLICY                 the policy, with or without .cepol; a short name as nmg/2017 is looked for in policies/
  DATA...                the data: a folder (a .csv for each table), or .xlsx, .xls, .csv, .tsv, .txt, .sqlite, .json, .ndjson files;
                         TABLE=FILE where the file has another name than its table
  -o, --output OUT       write to OUT, which appears when all is written; csv: a folder, else a file
  --format FORMAT        table (default), csv (default with -o), json, ndjson; by default also from OUT's ending .json, .ndjson
  --reading NAME=OPTION  choose a reading; can be repeated; the others keep their defaults
  --on DATE              where POLICY is a folder of several years' policies: the one that applies on that day
  --readings all         list not the results but which of them depend on which reading, changing one at a time
  --empty TABLE          the table TABLE truly has no records; can be repeated; else a table without data stops everything
  --absent TABLE.COLUMN  this column that the data do not have is truly blank; can be repeated; else it is unknown in every row
  --twice HOW            rows that are alike in every cell: both count (default), once, or open: it is not known
  --encoding NAME        of text files: utf-8, gb18030 (gbk), utf-16le, utf-16be; by default decided from all of the file
  --delimiter NAME       between the columns of text files: comma, semicolon, tab; by default decided from the headings
  --engine NAME          what computes: columnar (default) or reference; the results are the same, the time is not
  --threads N            how many threads work at a time, by default one for each processor; the results are the same
  --lang zh|en           language of messages; that of results is the policy's

Last comes the table of bad rows: cells that could not be understood, rows that were not read. How many there are of each
result is shown apart from the results (standard error).)",
     "cepol eval nmg/2017 名册 -o 结果"},
    make_call<EvalCall>};

}  // namespace cepol::cli
