// The subcommand `cepol eval`: applies a policy to a data set, and writes the result tables row by row, then quotas,
// rosters and bad rows.
#include <algorithm>
#include <map>
#include <memory>

#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/decide_rows.hpp"
#include "interpreter/cli/earlier_results.hpp"
#include "interpreter/cli/eval_messages.hpp"
#include "interpreter/cli/eval_part.hpp"
#include "interpreter/cli/further_tables.hpp"
#include "interpreter/cli/inputs.hpp"
#include "interpreter/cli/options.hpp"
#include "interpreter/cli/outcome_counts.hpp"
#include "interpreter/cli/outputs.hpp"
#include "interpreter/cli/parallel.hpp"
#include "interpreter/cli/part_options.hpp"
#include "interpreter/cli/progress.hpp"
#include "interpreter/cli/readings.hpp"
#include "interpreter/cli/receipt.hpp"
#include "interpreter/cli/result_digests.hpp"
#include "interpreter/cli/result_target.hpp"
#include "interpreter/cli/rows_twice.hpp"
#include "interpreter/cli/selection.hpp"
#include "interpreter/data/bad_causes.hpp"
#include "interpreter/engine/engine.hpp"
#include "interpreter/explain/result_cells.hpp"
#include "interpreter/report/cells.hpp"
#include "interpreter/report/count.hpp"
#include "interpreter/report/damage_ranking.hpp"
#include "interpreter/report/result_writer.hpp"
#include "interpreter/report/roster.hpp"

namespace cepol::cli {

namespace {

class Evaluation {
 public:
  // What it is given must outlive it.
  Evaluation(const Inputs& inputs, const ResultTarget& target, const std::vector<core::ResultTable>& tables,
             const RowSelection& selection, const std::string& by, bool digested, const Parallel& parallel,
             const Io& io)
      : inputs_(inputs),
        program_(inputs.policy->program()),
        target_(target),
        tables_(tables),
        selection_(selection),
        parallel_(parallel),
        io_(io),
        further_(inputs, tables, by),
        digested_(digested) {
    if (target.format == ResultFormat::page) {
      auto page = page_to(target, inputs, io);
      page_ = page.get();
      writer_ = std::move(page);
    } else if (target.format == ResultFormat::workbook) {
      auto workbook = workbook_to(target, program_, io);
      workbook_ = workbook.get();
      writer_ = std::move(workbook);
    } else {
      writer_ = writer_to(target, program_, io);
    }
  }

  int results() {
    RowDecider decider(inputs_, parallel_);
    OutcomeCounts counts(program_);
    report::DamageRanking ranking;
    RowsTwice twice(inputs_, io_);
    for (const core::ResultTable& table : tables_) {
      // People need no headings over nothing; an older file of such a table is replaced by one without rows.
      const bool shown = target_.format != ResultFormat::table || selection_.concerns(table.table);
      write(table, shown, decider, counts, ranking, twice);
    }
    for (std::size_t i = 0; i < program_.quotas.size(); ++i) {
      writer_->begin(quota_table_name(program_, i), report::quota_header(program_, program_.quotas[i]));
      for (const auto& row : explain::quota_rows(program_, inputs_.data, program_.quotas[i])) writer_->row(row);
      writer_->end();
    }
    for (std::size_t i = 0; i < program_.rosters.size(); ++i) write_roster(i);
    if (has_further_tables()) further_.write_summary(*writer_, workbook_, counts);
    if (page_ != nullptr) page_->totals(totals(counts));
    std::string summary;
    for (const core::ResultTable& table : program_.results) {
      const std::string list = counts.text(table.table, io_);
      if (!list.empty())
        summary +=
            io_.say("{}：{} 行{}\n{}", "{}: {:row,rows}{}\n{}", program_.tables[table.table].name,
                    report::Count{inputs_.data[table.table].rows}, Composed{listed_rows(table.table)}, Composed{list});
    }
    for (const core::Quota& quota : program_.quotas) summary += unknown_members(inputs_, quota, io_);
    summary += twice_summary(twice.found(), io_);
    summary += report::ranking_text(program_, ranking.ranking(report::most_ranked), io_.language == Language::en);
    return finish(summary);
  }

  // Of the tables, once they are written.
  ResultDigests digests() {
    digests_.add_rest(inputs_, selection_.everything() ? nullptr : &selected_);
    return std::move(digests_);
  }

  int by_readings() { return finish(write_readings(inputs_, *writer_, parallel_, io_)); }

 private:
  std::vector<pages::DecisionTotals> totals(const OutcomeCounts& counts) const {
    std::vector<pages::DecisionTotals> all;
    for (const core::ResultTable& table : program_.results)
      for (std::uint32_t i = 0; i < program_.decisions.size(); ++i)
        if (const core::Decision& decision = program_.decisions.nodes[i]; decision.table == table.table)
          all.push_back({program_.tables[table.table].name, decision.name, counts.of({i})});
    return all;
  }

  void write(const core::ResultTable& table, bool shown, RowDecider& decider, OutcomeCounts& counts,
             report::DamageRanking& ranking, RowsTwice& twice) {
    const std::string& name = program_.tables[table.table].name;
    const data::RowIndex rows = inputs_.data[table.table].rows;
    Progress progress(io_, name, rows, ProgressUnit::rows);
    const report::Heads heads = report::header(program_, table);
    if (shown) writer_->begin(name, heads);
    digests_.begin(name, heads);
    decider.run(
        rows,
        [&](RowEvaluator& evaluator, data::RowIndex row, DecidedRow& decided) {
          decide_with_cells(decided, inputs_, table, evaluator, row, twice);
        },
        [&](data::RowIndex row, const DecidedRow& decided) {
          progress.at(row);
          counts.add(decided.results);
          ranking.add(report::ranked_row(program_, inputs_.data, decided.results));
          if (!selection_.takes(table.table, decided.results)) return true;
          if (!selection_.everything()) selected_[table.table].push_back(row);
          if (has_further_tables()) further_.add(table.table, row, decided.results);
          writer_->row(decided.cells);
          if (digested_) digests_.row(decided.cells);
          return !writer_->failed();
        });
    if (shown) writer_->end();
    digests_.end();
  }

  void write_roster(std::size_t index) {
    const core::Roster& roster = program_.rosters[index];
    const auto in = rows_of_roster(inputs_, roster, selection_.everything() ? nullptr : &selected_);
    const report::RosterRows* const rows = in ? &*in : nullptr;
    if (target_.format != ResultFormat::table)
      return report::write_roster(*writer_, roster_table_name(program_, index), program_, inputs_.data, roster, rows);
    if (const std::string text = report::roster_text(program_, inputs_.data, roster, rows); !text.empty())
      writer_->text(text);
  }

  // How many of the table's rows --only takes.
  std::string listed_rows(core::TableId table) const {
    if (selection_.everything()) return {};
    const auto selected = selected_.find(table);
    return io_.say("，按 --only 列出 {} 行", ", of which --only lists {}",
                   selected == selected_.end() ? 0 : selected->second.size());
  }

  // For people by cause, a line each; in a file and for programs each fault.
  void write_bad_rows() {
    const auto& bad = inputs_.data.bad;
    // In formats for programs the table of bad rows is always written, so that it replaces an older one.
    if (bad.empty() && target_.format == ResultFormat::table) return;
    const bool english = program_.english;
    writer_->begin(bad_rows_table(program_),
                   target_.to_terminal() ? report::cause_header(english) : report::bad_header(english));
    if (target_.to_terminal())
      for (const data::BadCause& cause : data::causes_of(bad)) writer_->row(report::cause_cells(cause, english));
    else
      for (const data::BadRow& row : bad) writer_->row(report::bad_cells(row, english));
    writer_->end();
  }

  bool has_further_tables() const { return target_.has_further_tables(); }

  int finish(const std::string& summary) {
    write_bad_rows();
    if (has_further_tables()) {
      further_.write_to_complete(*writer_);
      further_.write_origin(*writer_, selection_.typed(), io_);
    }
    if (!writer_->commit()) return io_.not_written(writer_->error());
    if (target_.to_terminal() && io_.progress) io_.message(std::string("\n"));
    io_.message(summary);
    if (target_.to_terminal() && io_.width > 0)
      io_.message(
          std::string(io_.say("要存成工作簿，加上 -o 结果.xlsx；要带上别的列，加上 --columns 列名\n",
                              "to have this as a workbook, add -o results.xlsx; for further columns of the data, "
                              "--columns NAMES\n")));
    if (const std::string rows = report::left_out_text(inputs_.data.left_out, io_.language == Language::en);
        !rows.empty())
      io_.message(io_.say("不是记录的行，没有读入：\n{}", "rows that are no records, not read:\n{}", Composed{rows}));
    io_.message(changed_texts(inputs_, io_));
    if (inputs_.data.bad.empty()) return done;
    io_.message(bad_rows_summary(inputs_, target_.to_terminal(), io_));
    return found_something;
  }

  const Inputs& inputs_;
  const core::Program& program_;
  const ResultTarget& target_;
  const std::vector<core::ResultTable>& tables_;  // the program's, with the columns that were asked for
  const RowSelection& selection_;
  const Parallel& parallel_;
  const Io& io_;
  std::unique_ptr<report::ResultWriter> writer_;
  office::WorkbookWriter* workbook_ = nullptr;  // the writer, where it is one of a workbook
  pages::ResultsWriter* page_ = nullptr;        // likewise
  FurtherTables further_;
  bool digested_;  // rows are, for a receipt
  ResultDigests digests_;
  SelectedRows selected_;  // where not everything is
};

class EvalCall final : public Call {
 public:
  std::vector<Option> options() override {
    std::vector<Option> all{output_.option(),         format_.option(),         columns_.option(),
                            selection_.option(),      {"--by", &by_},           {"--output-encoding", &encoding_},
                            {"--receipt", &receipt_}, inputs_.reading_option(), {"--readings", &all_readings_},
                            inputs_.on.option(),      inputs_.engine.option(),  inputs_.threads.option(),
                            part_.option(),           {"--summary", &summary_}};
    inputs_.known.add_to(all);
    return all;
  }

  std::string read(const std::vector<std::string>& values, const Io& io) override {
    if (std::string problem = missing_value(values, 2, io); !problem.empty()) return problem;
    inputs_.policy = values.front();
    inputs_.data.assign(values.begin() + 1, values.end());
    if (all_readings_ && *all_readings_ != "all") return not_one_of("--readings", *all_readings_, {"all"}, io);
    target_.path = output_.path();
    const std::string problem =
        first_of({inputs_.on.check(io), inputs_.known.check(io), inputs_.known.place_queries(inputs_.data, io),
                  inputs_.engine.check(io), inputs_.threads.check(io), output_.check(io), part_.check(io), of_part(io),
                  part_.typed ? std::string() : target_.choose(format_, encoding_, io)});
    if (part_.typed) return problem;
    if (problem.empty() && by_ && !target_.has_further_tables())
      return std::string(io.say("--by 把要补的按一列归在一起，只用于 -o 结果.xlsx、结果.sqlite",
                                "--by groups what is to be completed; it goes with -o results.xlsx or results.sqlite"));
    if (problem.empty() && receipt_ && (receipt_->empty() || *receipt_ == target_.path))
      return std::string(io.say("--receipt 后面写回执的文件名，不能是结果的", "--receipt takes a file of its own"));
    if (!problem.empty() || !all_readings_ || (columns_.none() && selection_.everything() && !receipt_)) return problem;
    return std::string(io.say("--readings all 列的不是结果，不能与 --columns、--only、--receipt 一起用",
                              "--readings all lists no results; it does not go with --columns, --only or --receipt"));
  }

  int run(const Io& io) const override {
    if (part_.typed) return run_part(inputs_, part_.part, summary_, columns_, target_.path, io);
    const auto inputs = read_inputs(inputs_, io);
    if (!inputs) return refused(bad_usage, target_.path, io);
    const core::Program& program = inputs->policy->program();
    RowSelection selection = selection_;
    const auto tables = columns_.tables(program, io);
    if (!tables || !selection.resolve(program, io)) return bad_usage;
    if (by_ && !is_column(program, *by_, io)) return bad_usage;
    if (replaces_database(target_, io)) return bad_usage;
    if (replaces_input(target_.path, io, csv_files(target_, program))) return bad_usage;
    if (receipt_ && replaces_input(*receipt_, io)) return bad_usage;
    const Threads threads(inputs_.threads.count());
    const std::string by = by_.value_or("");
    Evaluation evaluation(*inputs, target_, *tables, selection, by, receipt_.has_value(), threads, io);
    if (all_readings_) return evaluation.by_readings();
    const int status = evaluation.results();
    return status != bad_usage && receipt_ && !write_receipt(*inputs, evaluation.digests(), io) ? bad_usage : status;
  }

 private:
  // What does not go with a part.
  std::string of_part(const Io& io) const {
    if (!part_.typed)
      return summary_ ? std::string(io.say("--summary 与 --part 一起用", "--summary goes with --part")) : std::string();
    if (!format_.typed && !encoding_ && selection_.everything() && !by_ && !receipt_ && !all_readings_) return {};
    return std::string(
        io.say("--part 写的是一份中间结果，不能与 --format、--output-encoding、--only、--by、--receipt、--readings all "
               "一起用；格式在 cepol combine 里选",
               "--part writes an intermediate result; it does not go with --format, --output-encoding, --only, --by, "
               "--receipt or --readings all; cepol combine takes the format"));
  }

  bool write_receipt(const Inputs& inputs, const ResultDigests& digests, const Io& io) const {
    const core::Program& program = inputs.policy->program();
    Receipt receipt{CEPOL_VERSION,       io.today, program.name,    inputs_, columns_.typed(), selection_.typed(),
                    digests_of_read(io), {},       digests.tables()};
    receipt.inputs.readings.clear();
    for (std::size_t i = 0; i < program.readings.size(); ++i) {
      const core::Reading& reading = program.readings.nodes[i];
      receipt.inputs.readings.push_back(reading.name + "=" + reading.options[inputs.options.readings[i]].name);
    }
    std::vector<std::string> written = csv_files(target_, program);
    if (written.empty() && !target_.path.empty() && target_.format != ResultFormat::postgres)
      written.push_back(target_.path);
    for (const std::string& path : written) {
      std::string why;
      if (const auto digest = sha256_of(*io.files, path, why)) receipt.written.push_back({path, *digest});
    }
    Output output = output_to(*receipt_, io, TextKind::json);
    output.write(to_json(receipt));
    if (output.commit()) return true;
    io.not_written(output.error());
    return false;
  }

  InputOptions inputs_;
  OutputOption output_;
  FormatOption format_;
  ColumnChoice columns_;
  RowSelection selection_;
  std::optional<std::string> by_, encoding_, receipt_, summary_;
  PartOption part_;
  std::optional<std::string> all_readings_;  // --readings all
  ResultTarget target_;
};

}  // namespace

const Command eval_command{
    "eval",
    {"cepol eval POLICY DATA... [-o OUT] [--format FORMAT] [--columns NAMES] [--only DECISION=OUTCOME]... "
     "[--by COLUMN] [--output-encoding NAME] [--receipt FILE] [--on DATE] [--reading NAME=OPTION]... [--readings all] "
     "[--empty TABLE]... [--absent TABLE.COLUMN]... [--twice HOW] [--encoding NAME] [--delimiter NAME] [--database "
     "DATABASE] [--map FILE] [--corrections FILE]... "
     "[--part K/N [--summary FILE]] [--engine NAME] [--threads N]",
     "把政策用于数据，得出每一行的结果", "apply a policy to data and give each row its result",
     R"(  POLICY                 政策文件，可省去 .cepol；nmg/2017 这样的短名在 policies/ 里找
  DATA...                数据：文件夹（每个表一个 .csv），或 .xlsx、.xls、.csv、.tsv、.txt、.sqlite、.json、.ndjson 文件；
                         或数据库 postgresql://用户@主机/库；不是表名的，写 TABLE=FILE、TABLE=postgresql://…?table=名称、TABLE=查询.sql
  -o, --output OUT       写到 OUT，全部写完才出现；csv 为文件夹，其他格式为一个文件；postgresql://…?schema=名称 写进数据库的这个模式（默认 cepol）
  --format FORMAT        table（默认）、csv（有 -o 时的默认）、json、ndjson、xlsx、html、sqlite；OUT 以 .txt、.json、.ndjson、.xlsx、.html、.sqlite 结尾时就用该格式
  --columns NAMES        结果旁边再列数据的这些列，用逗号分开
  --only DECISION=OUTCOME  只列这项判定是这种结果（或待定等）的行，可以重复；个数仍按全部算
  --by COLUMN            .xlsx、.sqlite 里要补的按数据的这一列归在一起，如各单位的在一起
  --output-encoding NAME  csv 的编码：utf-8（默认，给程序用）；utf-8-bom、gb18030：双击用 Excel、WPS 打开，文字不会变成公式
  --receipt FILE         另写一份回执：读入和写出的文件、各张结果表的 SHA-256，读法、选项；以后用 cepol verify 核对
  --reading NAME=OPTION  选一种读法，可以重复；其余读法用默认
  --on DATE              POLICY 是放着几个年度政策的文件夹时，用这一天适用的那一份
  --readings all         不列结果，只列哪些结果取决于哪种读法：每次换一种，与所选的比较
  --empty TABLE          TABLE 这张表确实没有记录，可以重复；没有写的表没有数据，就不作计算
  --absent TABLE.COLUMN  数据里没有的这一列确实都是空的，可以重复；没有写的，各行都按未知处理
  --twice HOW            完全相同的行怎么算：both 各算一次（默认），once 只算一次，open 不能确定
  --encoding NAME        文本文件的编码：utf-8、gb18030（gbk）、utf-16le、utf-16be；不写就看文件的全部内容
  --delimiter NAME       文本文件各列之间是什么：comma、semicolon、tab；不写就看列名
  --database DATABASE    查询（.sql 文件，一条 SELECT）在哪个数据库里查：postgresql://… 或 .sqlite 文件；数据里只有一个数据库的，不用写
  --map FILE             对照表：数据的列名、写法是政策的哪一列、哪一项；用 cepol map 拟一份
  --corrections FILE     补正表：哪一格应为什么，可以重复；用 cepol data 拟一份
  --part K/N             只算 N 份中的第 K 份（按编号分），-o 写一份中间结果；各份用 cepol combine 合成与一次算完相同的结果
  --summary FILE         各份的概要（cepol summarize、cepol combine）；有了它，各份只留自己的行
  --engine NAME          用哪种算法：columnar（默认）、reference；结果相同，只是快慢不同
  --threads N            同时用几个线程；不写就用全部处理器。结果相同
  --lang zh|en           消息的语言；结果的语言由政策决定

结果的最后是坏行表：读不懂的格子和没有读入的行。各种结果有多少，另外显示，不写进结果（标准错误）。)",
     R"(  POLICY                 the policy, with or without .cepol; a short name as nmg/2017 is looked for in policies/
  DATA...                the data: a folder (a .csv for each table), or .xlsx, .xls, .csv, .tsv, .txt, .sqlite, .json, .ndjson files;
                         or a database postgresql://user@host/name; where the name is not that of the table, TABLE=FILE,
                         TABLE=postgresql://…?table=NAME, TABLE=query.sql
  -o, --output OUT       write to OUT, which appears when all is written; csv: a folder, else a file; postgresql://…?schema=NAME: into this schema (default: cepol) of a database
  --format FORMAT        table (default), csv (default with -o), json, ndjson, xlsx, html, sqlite; by default also from OUT's ending .txt, .json, .ndjson, .xlsx, .html, .sqlite
  --columns NAMES        list these columns of the data beside the results; commas between them
  --only DECISION=OUTCOME  list only rows of which this decision has this outcome, or is undetermined and so on; can be repeated; counts are of all
  --by COLUMN            in .xlsx and .sqlite what is to be completed is grouped by this column of the data
  --output-encoding NAME  of csv: utf-8 (default, for programs); utf-8-bom, gb18030: for spreadsheets, no text becomes a formula
  --receipt FILE         also write a receipt: SHA-256 of the files read and written and of each table, readings, options; see cepol verify
  --reading NAME=OPTION  choose a reading; can be repeated; the others keep their defaults
  --on DATE              where POLICY is a folder of several years' policies: the one that applies on that day
  --readings all         list not the results but which of them depend on which reading, changing one at a time
  --empty TABLE          the table TABLE truly has no records; can be repeated; else a table without data stops everything
  --absent TABLE.COLUMN  this column that the data do not have is truly blank; can be repeated; else it is unknown in every row
  --twice HOW            rows that are alike in every cell: both count (default), once, or open: it is not known
  --encoding NAME        of text files: utf-8, gb18030 (gbk), utf-16le, utf-16be; by default decided from all of the file
  --delimiter NAME       between the columns of text files: comma, semicolon, tab; by default decided from the headings
  --database DATABASE    that queries (.sql files of one SELECT) are run on: postgresql://… or a .sqlite file; by default the one among the data
  --map FILE             a list of what headings and words of the data mean; cepol map writes one to be filled in
  --corrections FILE     a list of what should stand in which cell; can be repeated; cepol data writes one to be filled in
  --part K/N             decide only part K of N (by the key); -o is an intermediate file; cepol combine makes of all parts the same results as one run
  --summary FILE         the summary of all parts (cepol summarize, cepol combine); with it a part keeps its own rows alone
  --engine NAME          what computes: columnar (default) or reference; the results are the same, the time is not
  --threads N            how many threads work at a time, by default one for each processor; the results are the same
  --lang zh|en           language of messages; that of results is the policy's

Last comes the table of bad rows: cells that could not be understood, rows that were not read. How many there are of each
result is shown apart from the results (standard error).)",
     "cepol eval nmg/2017 名册 -o 结果", "cepol eval nmg/2017 roster -o results"},
    make_call<EvalCall>};

}  // namespace cepol::cli
