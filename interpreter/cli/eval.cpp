// cepol eval: a policy applied to a data set.
#include <fmt/format.h>

#include <map>

#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/inputs.hpp"
#include "interpreter/explain/words.hpp"
#include "interpreter/reference/evaluator.hpp"
#include "interpreter/report/cells.hpp"

namespace cepol::cli {

namespace {

// How often each outcome of each decision came out, in order of first appearance.
class Counts {
 public:
  void add(const core::Program& program, const results::RowResults& results) {
    for (const auto& decided : results.decisions) {
      auto& outcomes = counts_[decided.decision.index];
      const std::string outcome = explain::outcome_text(program, decided.outcome, program.english);
      ++outcomes[outcome];
    }
  }
  void print(const core::Program& program, const Io& io) const {
    for (const auto& [index, outcomes] : counts_) {
      const core::Decision& decision = program.decisions.nodes[index];
      std::string text = program.tables[decision.table].name + " " + decision.name + std::string(io.say("：", ": "));
      bool first = true;
      for (const auto& [outcome, count] : outcomes) {
        text += fmt::format("{}{} {}", first ? "" : io.say("，", ", "), outcome, count);
        first = false;
      }
      io.message(text + "\n");
    }
  }

 private:
  std::map<std::uint32_t, std::map<std::string, std::uint64_t>> counts_;
};

class Run {
 public:
  Run(Inputs inputs, const Arguments& arguments, const Io& io)
      : inputs_(std::move(inputs)), program_(inputs_.policy->program()), arguments_(arguments), io_(io) {}

  int results() {
    writer_ = report::make_writer(arguments_.format, arguments_.output, io_.out, io_.width, io_.colour_out);
    reference::Evaluator evaluator(program_, inputs_.data, inputs_.options);
    Counts counts;
    for (const core::ResultTable& table : program_.results) {
      if (quota_of(table.table) != nullptr && !decides(table.table)) continue;
      writer_->begin(program_.tables[table.table].name, report::header(table));
      for (tables::RowIndex row = 0; row < inputs_.data[table.table].rows; ++row) {
        const explain::Subject subject{program_, inputs_.data, evaluator, table.table, row};
        const results::RowResults decided = evaluator.decide(table.table, row);
        counts.add(program_, decided);
        writer_->row(report::cells(table, subject, decided));
      }
      writer_->end();
    }
    for (const core::Quota& quota : program_.quotas) {
      writer_->begin(program_.tables[quota.table].name, report::quota_header(program_, quota));
      for (const auto& row : report::quota_rows(program_, inputs_.data, quota)) writer_->row(row);
      writer_->end();
    }
    for (const core::Roster& roster : program_.rosters) writer_->text(report::roster_text(program_, inputs_.data, roster));
    return finish([&] { counts.print(program_, io_); });
  }

  // Which results depend on which reading: each option of each reading alone against the chosen ones.
  int by_readings() {
    writer_ = report::make_writer(arguments_.format, arguments_.output, io_.out, io_.width, io_.colour_out);
    const bool english = program_.english;
    struct Alternative {
      std::string name;
      reference::Evaluator evaluator;
      std::uint64_t changed = 0;
    };
    reference::Evaluator base(program_, inputs_.data, inputs_.options);
    std::vector<std::unique_ptr<Alternative>> alternatives;
    for (std::size_t i = 0; i < program_.readings.size(); ++i) {
      const core::Reading& reading = program_.readings.nodes[i];
      for (std::size_t option = 0; option < reading.options.size(); ++option) {
        if (option == inputs_.options.readings[i]) continue;
        results::Options options = inputs_.options;
        options.readings[i] = static_cast<core::Member>(option);
        alternatives.push_back(std::unique_ptr<Alternative>(new Alternative{
            reading.name + "=" + reading.options[option].name, reference::Evaluator(program_, inputs_.data, options), 0}));
      }
    }
    const std::vector<std::string> columns = english ? std::vector<std::string>{"table", "key", "decision", "default", "reading", "otherwise"}
                                                     : std::vector<std::string>{"表", "键", "判定", "默认结果", "读法", "改读后"};
    writer_->begin(english ? "readings" : "读法", columns);
    std::uint64_t rows = 0;
    for (const core::ResultTable& table : program_.results) {
      const core::RecordTable& record = program_.tables[table.table];
      for (tables::RowIndex row = 0; row < inputs_.data[table.table].rows; ++row) {
        ++rows;
        const results::RowResults before = base.decide(table.table, row);
        for (const auto& alternative : alternatives) {
          const results::RowResults after = alternative->evaluator.decide(table.table, row);
          bool changed = false;
          for (std::size_t i = 0; i < before.decisions.size(); ++i) {
            const std::string was = explain::outcome_text(program_, before.decisions[i].outcome, english);
            const std::string is = explain::outcome_text(program_, after.decisions[i].outcome, english);
            if (was == is) continue;
            changed = true;
            const std::string key = record.key ? report::data_cell(program_, inputs_.data, table.table, row, *record.key)
                                               : std::to_string(inputs_.data[table.table].source_rows[row]);
            writer_->row({record.name, key, program_.decisions[before.decisions[i].decision].name, was, alternative->name, is});
          }
          alternative->changed += changed ? 1 : 0;
        }
      }
    }
    writer_->end();
    return finish([&] {
      for (const auto& alternative : alternatives)
        io_.message(fmt::format("{}{}{}\n", alternative->name, io_.say("：", ": "),
                                io_.language == Language::zh ? fmt::format("{}行中有{}行结果不同", rows, alternative->changed)
                                                             : fmt::format("{} of {} rows come out differently", alternative->changed, rows)));
    });
  }

 private:
  const core::Quota* quota_of(core::TableId table) const {
    for (const core::Quota& quota : program_.quotas)
      if (quota.table == table) return &quota;
    return nullptr;
  }
  bool decides(core::TableId table) const {
    for (const core::Decision& decision : program_.decisions.nodes)
      if (decision.table == table) return true;
    return false;
  }

  template <class Summary>
  int finish(Summary summary) {
    const bool english = program_.english;
    const auto& bad = inputs_.data.bad;
    if (!bad.empty() || !arguments_.output.empty()) {
      writer_->begin(english ? "bad-rows" : "坏行", report::bad_header(english));
      for (const tables::BadRow& row : bad) writer_->row(report::bad_cells(row, english));
      writer_->end();
    }
    if (!writer_->commit()) {
      io_.message(fmt::format("{}{}\n", io_.say("结果没有写成：", "the results could not be written: "), writer_->error()));
      return bad_usage;
    }
    if (arguments_.format == report::Format::table) io_.message("\n");
    summary();
    if (bad.empty()) return done;
    std::uint64_t excluded = 0;
    for (const auto& table : inputs_.data.tables) excluded += table.rows_excluded;
    io_.message(io_.language == Language::zh ? fmt::format("数据问题{}处，其中{}行没有纳入，见“坏行”。\n", bad.size(), excluded)
                                             : fmt::format("{} faults in the data, {} rows left out: see “bad-rows”.\n", bad.size(), excluded));
    return found_something;
  }

  Inputs inputs_;
  const core::Program& program_;
  const Arguments& arguments_;
  const Io& io_;
  std::unique_ptr<report::Writer> writer_;
};

}  // namespace

int run_eval(const Arguments& arguments, const Io& io) {
  auto inputs = read_inputs(arguments, io);
  if (!inputs) return bad_usage;
  Run run(std::move(*inputs), arguments, io);
  return arguments.all_readings ? run.by_readings() : run.results();
}

}  // namespace cepol::cli
