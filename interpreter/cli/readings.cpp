#include "interpreter/cli/readings.hpp"

#include <fmt/format.h>

#include "interpreter/cli/progress.hpp"
#include "interpreter/explain/words.hpp"
#include "interpreter/reference/evaluator.hpp"
#include "interpreter/report/cells.hpp"

namespace cepol::cli {

namespace {

struct Alternative {
  std::string reading, option;
  reference::Evaluator evaluator;
  std::uint64_t changed = 0;  // rows
};

std::vector<std::unique_ptr<Alternative>> alternatives(const Inputs& inputs) {
  const core::Program& program = inputs.policy->program();
  std::vector<std::unique_ptr<Alternative>> all;
  for (std::size_t i = 0; i < program.readings.size(); ++i) {
    const core::Reading& reading = program.readings.nodes[i];
    for (std::size_t option = 0; option < reading.options.size(); ++option) {
      if (option == inputs.options.readings[i]) continue;
      results::Options options = inputs.options;
      options.readings[i] = static_cast<core::Member>(option);
      all.push_back(std::unique_ptr<Alternative>(
          new Alternative{reading.name, reading.options[option].name, {program, inputs.data, options}, 0}));
    }
  }
  return all;
}

}  // namespace

std::string write_readings(const Inputs& inputs, report::Writer& writer, const Io& io) {
  const core::Program& program = inputs.policy->program();
  const bool english = program.english;
  reference::Evaluator base(program, inputs.data, inputs.options);
  const auto all = alternatives(inputs);
  writer.begin(english ? "readings" : "读法",
               english ? std::vector<std::string>{"table", "key", "decision", "result", "reading", "instead", "then"}
                       : std::vector<std::string>{"表", "主键", "判定", "结果", "读法", "改取", "结果变为"});
  std::uint64_t rows = 0;
  for (const core::ResultTable& table : program.results) {
    const core::RecordTable& record = program.tables[table.table];
    const tables::TableData& data = inputs.data[table.table];
    Progress progress(io, record.name, data.rows);
    for (tables::RowIndex row = 0; row < data.rows && !writer.failed(); ++row) {
      progress.at(row);
      ++rows;
      const std::string key = record.key ? report::data_cell(program, inputs.data, table.table, row, *record.key)
                                         : std::to_string(data.source_rows[row]);
      const results::RowResults before = base.decide(table.table, row);
      for (const auto& other : all) {
        const results::RowResults after = other->evaluator.decide(table.table, row);
        bool changed = false;
        for (std::size_t i = 0; i < before.decisions.size(); ++i) {
          const std::string was = explain::outcome_text(program, before.decisions[i].outcome, english);
          const std::string is = explain::outcome_text(program, after.decisions[i].outcome, english);
          if (was == is) continue;
          changed = true;
          writer.row({record.name, key, program.decisions[before.decisions[i].decision].name, was, other->reading,
                      other->option, is});
        }
        other->changed += changed ? 1 : 0;
      }
    }
  }
  writer.end();
  std::string counts =
      fmt::format(fmt::runtime(io.say("共 {} 行，换一种读法后结果不同的：\n",
                                      "{} rows; those that come out differently under another reading:\n")),
                  rows);
  for (const auto& other : all)
    counts += fmt::format(fmt::runtime(io.say("  {}={}：{} 行\n", "  {}={}: {} rows\n")), other->reading, other->option,
                          other->changed);
  return counts;
}

}  // namespace cepol::cli
