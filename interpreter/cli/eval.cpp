// cepol eval: a policy applied to a data set.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/inputs.hpp"
#include "interpreter/cli/outputs.hpp"
#include "interpreter/cli/progress.hpp"
#include "interpreter/cli/readings.hpp"
#include "interpreter/explain/result_cells.hpp"
#include "interpreter/explain/words.hpp"
#include "interpreter/reference/evaluator.hpp"
#include "interpreter/report/cells.hpp"
#include "interpreter/report/count.hpp"

namespace cepol::cli {

namespace fs = std::filesystem;

namespace {

// How often each outcome of each decision came out: its members in order, then the other statuses.
class Counts {
 public:
  explicit Counts(const core::Program& program) : program_(program) {
    for (const core::Decision& decision : program.decisions.nodes)
      counts_.emplace_back(program.enumerations[decision.outcomes].members.size() + 1 +
                               static_cast<std::size_t>(engine::Status::undetermined),
                           0);
  }
  void add(const engine::RowResults& results) {
    for (const auto& decided : results.decisions) {
      auto& counts = counts_[decided.decision.index];
      const engine::Outcome& outcome = decided.outcome;
      const std::size_t members = counts.size() - 1 - static_cast<std::size_t>(engine::Status::undetermined);
      ++counts[outcome.status == engine::Status::given ? static_cast<std::size_t>(outcome.value.number.num)
                                                       : members + static_cast<std::size_t>(outcome.status)];
    }
  }
  std::string text(core::TableId table, const Io& io) const {
    std::string text;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      const core::Decision& decision = program_.decisions.nodes[i];
      if (decision.table != table) continue;
      const auto& members = program_.enumerations[decision.outcomes].members;
      std::string list;
      for (std::size_t j = 0; j < counts_[i].size(); ++j) {
        if (counts_[i][j] == 0) continue;
        const std::string name =
            j < members.size()
                ? members[j]
                : explain::status_word(static_cast<engine::Status>(j - members.size()), program_.english);
        list += (list.empty() ? std::string() : std::string(io.say("，", ", "))) + name + " " +
                std::to_string(counts_[i][j]);
      }
      if (!list.empty()) text += fmt::format("  {}{}{}\n", decision.name, io.say("：", ": "), list);
    }
    return text;
  }

 private:
  const core::Program& program_;
  std::vector<std::vector<std::uint64_t>> counts_;
};

// The tables of results by name. A quota's table stands under its record's name, unless the record has results of its
// own.
std::string table_of(const core::Program& program, std::size_t quota) {
  const core::Quota& one = program.quotas[quota];
  bool taken = std::any_of(program.results.begin(), program.results.end(),
                           [&](const core::ResultTable& table) { return table.table == one.table; });
  for (std::size_t i = 0; i < quota; ++i) taken = taken || program.quotas[i].table == one.table;
  return program.tables[one.table].name + (taken ? "." + one.name : std::string());
}
std::string bad_rows_table(const core::Program& program) { return program.english ? "bad-rows" : "坏行"; }

// Of CSV, the tables that are written into a folder.
std::vector<std::string> files_of_tables(const Arguments& arguments, const Inputs& inputs) {
  if (arguments.format != report::Format::csv) return {};
  const core::Program& program = inputs.policy->program();
  std::vector<std::string> tables{bad_rows_table(program), program.english ? "readings" : "读法"};
  for (const core::ResultTable& table : program.results) tables.push_back(program.tables[table.table].name);
  for (std::size_t i = 0; i < program.quotas.size(); ++i) tables.push_back(table_of(program, i));
  for (std::string& table : tables) table = (fs::path(arguments.output) / report::file_name(table)).string();
  return tables;
}

class Run {
 public:
  Run(const Inputs& inputs, const Arguments& arguments, const Io& io)
      : inputs_(inputs),
        program_(inputs.policy->program()),
        arguments_(arguments),
        io_(io),
        writer_(report::make_writer(arguments.format, arguments.output, io.out, io.width, io.colour_out)) {}

  int results() {
    reference::Evaluator evaluator(program_, inputs_.data, inputs_.options);
    Counts counts(program_);
    for (const core::ResultTable& table : program_.results) {
      const std::string& name = program_.tables[table.table].name;
      const data::RowIndex rows = inputs_.data[table.table].rows;
      Progress progress(io_, name, rows);
      writer_->begin(name, report::header(table));
      for (data::RowIndex row = 0; row < rows && !writer_->failed(); ++row) {
        progress.at(row);
        const explain::Subject subject{program_, inputs_.data, evaluator, table.table, row};
        const engine::RowResults decided = evaluator.decide(table.table, row);
        counts.add(decided);
        writer_->row(report::cells(table, subject, decided));
      }
      writer_->end();
    }
    for (std::size_t i = 0; i < program_.quotas.size(); ++i) {
      writer_->begin(table_of(program_, i), report::quota_header(program_, program_.quotas[i]));
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
        summary += fmt::format(fmt::runtime(io_.say("{}：{} 行\n{}", "{}: {:row,rows}\n{}")),
                               program_.tables[table.table].name, report::Count{inputs_.data[table.table].rows}, list);
    }
    for (const core::Quota& quota : program_.quotas) summary += unknown_members(quota);
    return finish(summary);
  }

  int by_readings() { return finish(write_readings(inputs_, *writer_, io_)); }

 private:
  // Rows that could be of any member, since it is blank.
  std::string unknown_members(const core::Quota& quota) const {
    const data::TableData& table = inputs_.data[quota.table];
    std::uint64_t unknown = 0;
    std::string rows;
    for (data::RowIndex row = 0; row < table.rows; ++row) {
      if (table.columns[quota.column].states[row] != data::State::unknown) continue;
      if (++unknown <= 10)
        rows +=
            (rows.empty() ? std::string() : std::string(io_.say("、", ", "))) + std::to_string(table.source_rows[row]);
    }
    if (unknown == 0) return {};
    if (unknown > 10) rows += io_.say("……", ", ...");
    return fmt::format(
        fmt::runtime(io_.say("{}：{} 行没有填“{}”，各项人数可能更多（第 {} 行）\n",
                             "{}: {:row,rows} without “{}”, so counts may be higher (in the file: {})\n")),
        program_.tables[quota.table].name, report::Count{unknown},
        program_.tables[quota.table].columns[quota.column].name, rows);
  }

  int finish(const std::string& summary) {
    const auto& bad = inputs_.data.bad;
    // For machines the table of bad rows is always there, so that an old one does not stay.
    if (!bad.empty() || arguments_.format != report::Format::table) {
      writer_->begin(bad_rows_table(program_), report::bad_header(program_.english));
      for (const data::BadRow& row : bad) writer_->row(report::bad_cells(row, program_.english));
      writer_->end();
    }
    if (!writer_->commit()) return io_.not_written(writer_->error());
    if (arguments_.format == report::Format::table && arguments_.output.empty() && io_.progress) io_.message("\n");
    io_.message(summary);
    if (bad.empty()) return done;
    std::uint64_t excluded = 0;
    for (const auto& table : inputs_.data.tables) excluded += table.rows_excluded;
    io_.message(fmt::format(fmt::runtime(io_.say("数据有问题 {} 处，{} 行没有读入，见“{}”\n",
                                                 "{:fault,faults} in the data, {:row,rows} not read: see “{}”\n")),
                            report::Count{bad.size()}, report::Count{excluded}, bad_rows_table(program_)));
    return found_something;
  }

  const Inputs& inputs_;
  const core::Program& program_;
  const Arguments& arguments_;
  const Io& io_;
  std::unique_ptr<report::Writer> writer_;
};

}  // namespace

int run_eval(const Arguments& arguments, const Io& io) {
  const auto inputs = read_inputs(arguments, io);
  if (!inputs) return bad_usage;
  if (replaces_input({inputs->policy.get()}, arguments, io, files_of_tables(arguments, *inputs))) return bad_usage;
  Run run(*inputs, arguments, io);
  return arguments.all_readings ? run.by_readings() : run.results();
}

}  // namespace cepol::cli
