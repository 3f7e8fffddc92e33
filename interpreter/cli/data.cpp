// The subcommand `cepol data`: what is wrong with data before any result is asked for, and a list to mend it by.
#include <algorithm>

#include "interpreter/cli/clean_up_list.hpp"
#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/data_doubts.hpp"
#include "interpreter/cli/decide_rows.hpp"
#include "interpreter/cli/earlier_results.hpp"
#include "interpreter/cli/eval_messages.hpp"
#include "interpreter/cli/inputs.hpp"
#include "interpreter/cli/list_target.hpp"
#include "interpreter/cli/outputs.hpp"
#include "interpreter/cli/parallel.hpp"
#include "interpreter/cli/selection.hpp"
#include "interpreter/report/cells.hpp"
#include "interpreter/report/count.hpp"

namespace cepol::cli {

namespace {

class DataCall final : public Call {
 public:
  std::vector<Option> options() override {
    std::vector<Option> all{output_.option(),        {"--by", &by_},           format_.option(),
                            inputs_.on.option(),     inputs_.reading_option(), inputs_.engine.option(),
                            inputs_.threads.option()};
    inputs_.known.add_to(all);
    return all;
  }

  std::string read(const std::vector<std::string>& values, const Io& io) override {
    if (std::string problem = missing_value(values, 2, io); !problem.empty()) return problem;
    inputs_.policy = values.front();
    inputs_.data.assign(values.begin() + 1, values.end());
    return first_of({inputs_.on.check(io), inputs_.known.check(io), inputs_.known.place_queries(inputs_.data, io),
                     inputs_.engine.check(io), inputs_.threads.check(io), output_.check(io),
                     check_list_output(output_.path(), io), check_format(io)});
  }

  int run(const Io& io) const override {
    const auto inputs = read_inputs(inputs_, io);
    if (!inputs) return refused(bad_usage, output_.path(), io);
    const core::Program& program = inputs->policy->program();
    if (by_ && !is_column(program, *by_, io)) return bad_usage;
    if (replaces_input(output_.path(), io)) return bad_usage;
    DataReview review(program, inputs->data, program.english);
    decide(*inputs, review, io);
    return write(*inputs, review, io);
  }

 private:
  std::string check_format(const Io& io) {
    std::size_t chosen = 0;
    std::string problem = format_.choose({{"table", {}}, {"json", {}}}, "", chosen, io);
    as_json_ = chosen == 1;
    return problem;
  }

  void decide(const Inputs& inputs, DataReview& review, const Io& io) const {
    const Threads threads(inputs_.threads.count());
    RowDecider decider(inputs, threads);
    for (const core::ResultTable& table : inputs.policy->program().results)
      decide_all(decider, inputs, table.table, io,
                 [&](data::RowIndex, const engine::RowResults& results) { review.add(results); });
  }

  int write(const Inputs& inputs, const DataReview& review, const Io& io) const {
    const core::Program& program = inputs.policy->program();
    const std::optional<Date> today = parse_date(io.today);
    const std::vector<data::Doubt> doubts =
        data::doubts_of(program, inputs.data, today ? std::optional(today->first) : std::nullopt);
    const std::vector<DataProblem> problems = review.problems(), perhaps = causes_of(program, inputs.data, doubts);
    std::vector<DataPlace> places = review.places();
    for (DataPlace& place : places_of(program, inputs.data, doubts)) places.push_back(std::move(place));
    const auto shown = as_json_ ? json_writer(io) : list_writer("", "", io);
    write_problems(program, problems, *shown);
    write_perhaps(program, perhaps, *shown);
    if (as_json_) write_clean_up_list(inputs, places, by_.value_or(""), *shown);
    if (!shown->commit()) return io.not_written(shown->error());
    if (const std::string rows = report::left_out_text(inputs.data.left_out, io.language == Language::en);
        !rows.empty())
      io.message(io.say("不是记录的行，没有读入：\n{}", "rows that are no records, not read:\n{}", Composed{rows}));
    io.message(changed_texts(inputs, io));
    if (!output_.path().empty()) {
      const auto list = list_writer(output_.path(), program.title, io);
      write_clean_up_list(inputs, places, by_.value_or(""), *list);
      if (!list->commit()) return io.not_written(list->error());
      io.message(io.say("补正表写好 {} 项；填好“应为”以后，运行时加上 --corrections {}\n",
                        "{:item,items} listed; fill in what should stand there, then run with --corrections {}\n",
                        report::Count{places.size()}, output_.path()));
    }
    tell_without_result(inputs, io);
    return summary(problems, review.undetermined(), doubts.size(), io);
  }

  // Rows that are in the data and of which nothing is decided.
  static void tell_without_result(const Inputs& inputs, const Io& io) {
    std::uint64_t rows = 0;
    for (const core::ResultTable& results : inputs.policy->program().results)
      rows += inputs.data[results.table].rows_excluded;
    if (rows > 0)
      io.message(io.say("有 {} 行没有结果：主键或者属于谁不能确定；列在最前面\n",
                        "{:row has,rows have} no result, as the key or the owner is not known; listed first\n",
                        report::Count{rows}));
  }

  static int summary(const std::vector<DataProblem>& problems, std::uint64_t undetermined, std::uint64_t doubts,
                     const Io& io) {
    if (doubts > 0)
      io.message(io.say("可能重复或者写错的 {} 处，不影响结果，请核对\n",
                        "{:place,places} perhaps entered twice or wrong, with no effect on results; check them\n",
                        report::Count{doubts}));
    if (problems.empty()) {
      io.message(std::string(doubts > 0 ? io.say("没有发现别的问题\n", "no other problem was found\n")
                                        : io.say("没有发现问题\n", "no problem was found\n")));
      return done;
    }
    const auto costly = std::count_if(problems.begin(), problems.end(), [](const DataProblem& problem) {
      return problem.affected > problem.without_result;
    });
    io.message(io.say("问题 {} 种，其中 {} 种使 {} 行的结果不能确定，列在前面；其余的不改变现在的结果\n",
                      "{:kind,kinds} of problems, {} of which leave results of {:row,rows} open and are listed first; "
                      "the others change no result as things are\n",
                      report::Count{problems.size()}, costly, report::Count{undetermined}));
    return found_something;
  }

  using CellKind = report::CellKind;
  static report::ColumnHead column(const core::Program& program, const char* zh, const char* en,
                                   CellKind kind = CellKind::text) {
    return {program.english ? en : zh, kind};
  }

  void write_problems(const core::Program& program, const std::vector<DataProblem>& problems,
                      report::ResultWriter& shown) const {
    if (problems.empty() && !as_json_) return;
    shown.begin(program.english ? "problems" : "问题",
                {column(program, "影响", "affects", CellKind::number), column(program, "表", "table"),
                 column(program, "列", "column"), column(program, "处数", "places", CellKind::number),
                 column(program, "行", "rows"), column(program, "问题", "problem", CellKind::reasons)});
    for (const DataProblem& problem : problems)
      shown.row({std::to_string(problem.affected), problem.table, problem.column, std::to_string(problem.count),
                 problem.rows, problem.reason});
    shown.end();
  }

  void write_perhaps(const core::Program& program, const std::vector<DataProblem>& perhaps,
                     report::ResultWriter& shown) const {
    if (perhaps.empty() && !as_json_) return;
    shown.begin(program.english ? "perhaps" : "可能的问题",
                {column(program, "表", "table"), column(program, "列", "column"),
                 column(program, "处数", "places", CellKind::number), column(program, "行", "rows"),
                 column(program, "问题", "problem", CellKind::reasons)});
    for (const DataProblem& one : perhaps)
      shown.row({one.table, one.column, std::to_string(one.count), one.rows, one.reason});
    shown.end();
  }

  InputOptions inputs_;
  OutputOption output_;
  std::optional<std::string> by_;
  FormatOption format_;
  bool as_json_ = false;
};

}  // namespace

const Command data_command{
    "data",
    {"cepol data POLICY DATA... [-o LIST] [--by COLUMN] [--format table|json] [--on DATE] [--reading NAME=OPTION]... "
     "[--empty TABLE]... "
     "[--absent TABLE.COLUMN]... [--twice HOW] [--encoding NAME] [--delimiter NAME] [--database DATABASE] [--map FILE] "
     "[--corrections "
     "FILE]... "
     "[--engine NAME] [--threads N]",
     "列出数据里的问题，哪些影响结果，拟一份补正表", "list what is wrong with data, and what of it affects results",
     R"(  POLICY DATA...         同 eval；--on DATE 也是
  -o, --output LIST      另写一份补正表：.csv 或 .xlsx，一行一处，“应为”留空待填
  --by COLUMN            补正表按数据的这一列归在一起，如各单位的在一起
  --format table|json    给人看的表，或者给程序读的 JSON：问题、可能的问题，补正表的各行
  --reading NAME=OPTION  选一种读法，可以重复；其余读法用默认
  --empty、--absent、--twice、--encoding、--delimiter、--database、--map、--corrections、--engine、--threads   同 eval
  --lang zh|en           消息的语言

影响是几行的结果因为它而不能确定；影响多的在前。可能的问题是读得懂而像是重复、写错的（姓名和出生日期都一样，主键只差一位，
数离别的很远），不影响结果。补正表填好“应为”以后，eval、explain、letter、diff、data 都可以用
--corrections；那一格还是“原有”的样子才改，改了几处、哪些没有改，都说出来。应该空着的，填“空白”。)",
     R"(  POLICY DATA...         as for eval; --on DATE too
  -o, --output LIST      also write a clean-up list: .csv or .xlsx, a line for each place, with a blank for what should stand there
  --by COLUMN            the lines of the list are put together by this column of the data
  --format table|json    tables for people, or JSON for programs: problems, what is perhaps wrong, the lines of the list
  --reading NAME=OPTION  choose a reading; can be repeated; the others keep their defaults
  --empty, --absent, --twice, --encoding, --delimiter, --database, --map, --corrections, --engine, --threads   as for eval
  --lang zh|en           language of messages

A problem affects so many rows as have results that it leaves open; those that affect most come first. What is perhaps
wrong can be read and looks like a record entered twice or a slip (one name and day of birth, keys that differ in one place,
a number far from all others); it has no effect on results. The list, filled
in, goes to eval, explain, letter, diff and data with --corrections: a cell that is still as the list says is changed, and
how many were, and which were not, is told. Where nothing should stand, write “blank”.)",
     "cepol data nmg/2017 名册 -o 补正.xlsx --by 单位", "cepol data nmg/2017 roster -o corrections.xlsx --by employer"},
    make_call<DataCall>};

}  // namespace cepol::cli
