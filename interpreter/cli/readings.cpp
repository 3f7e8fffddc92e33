// Evaluates every row with one engine for each alternative option of each reading, and compares the results.
#include "interpreter/cli/readings.hpp"

#include <set>

#include "interpreter/cli/progress.hpp"
#include "interpreter/engine/engine.hpp"
#include "interpreter/explain/phrases.hpp"
#include "interpreter/report/cells.hpp"
#include "interpreter/report/count.hpp"

namespace cepol::cli {

namespace {

struct ReadingAlternative {
  std::string reading, option;
  std::unique_ptr<engine::Engine> evaluator;
  std::uint64_t changed = 0;  // rows
};

std::vector<ReadingAlternative> alternatives(const Inputs& inputs, engine::LoadedProgram& loaded) {
  const core::Program& program = inputs.policy->program();
  std::vector<ReadingAlternative> all;
  for (std::size_t i = 0; i < program.readings.size(); ++i) {
    const core::Reading& reading = program.readings.nodes[i];
    for (std::size_t option = 0; option < reading.options.size(); ++option) {
      if (option == inputs.options.readings[i]) continue;
      engine::Options options = inputs.options;
      options.readings[i] = static_cast<core::Member>(option);
      all.push_back({reading.name, reading.options[option].name, loaded.on(inputs.data, options), 0});
    }
  }
  return all;
}

// The differences between two results of a row: outcomes, and the figures of decisions whose outcome is the same.
struct Change {
  std::string name, was, is;
};
std::vector<Change> changes(const core::Program& program, const core::ResultTable& table,
                            const engine::RowResults& before, const engine::RowResults& after) {
  std::vector<Change> found;
  std::set<core::DecisionId> changed;
  for (std::size_t i = 0; i < before.decisions.size(); ++i) {
    const core::DecisionId id = before.decisions[i].decision;
    Change change{program.decisions[id].name,
                  explain::outcome_text(program, before.decisions[i].outcome, program.english),
                  explain::outcome_text(program, after.decisions[i].outcome, program.english)};
    if (change.was == change.is) continue;
    changed.insert(id);
    found.push_back(std::move(change));
  }
  for (const core::ResultColumn& column : table.columns) {
    if (column.part != core::ResultPart::measure || changed.count(column.decision) > 0) continue;
    Change change{column.label, report::figure_cell(program, before, column),
                  report::figure_cell(program, after, column)};
    if (change.was != change.is) found.push_back(std::move(change));
  }
  return found;
}

}  // namespace

std::string write_readings(const Inputs& inputs, report::ResultWriter& writer, const Io& io) {
  const core::Program& program = inputs.policy->program();
  const bool english = program.english;
  engine::LoadedProgram loaded(*inputs.engine, program);
  const std::unique_ptr<engine::Engine> base = loaded.on(inputs.data, inputs.options);
  std::vector<ReadingAlternative> all = alternatives(inputs, loaded);
  writer.begin(english ? "readings" : "读法",
               english ? report::Heads{"table", "key", "decision or figure", "result", "reading", "instead", "then"}
                       : report::Heads{"表", "主键", "判定或数字", "结果", "读法", "改取", "结果变为"});
  std::uint64_t rows = 0;
  for (const core::ResultTable& table : program.results) {
    const core::RecordTable& record = program.tables[table.table];
    const data::TableData& data = inputs.data[table.table];
    Progress progress(io, record.name, data.rows, ProgressUnit::rows);
    for (data::RowIndex row = 0; row < data.rows && !writer.failed(); ++row) {
      progress.at(row);
      ++rows;
      const std::string key = record.key ? report::data_cell(program, inputs.data, table.table, row, *record.key)
                                         : std::to_string(data.source_rows[row]);
      const engine::RowResults before = base->decide(table.table, row);
      for (ReadingAlternative& other : all) {
        const engine::RowResults after = other.evaluator->decide(table.table, row);
        const std::vector<Change> found = changes(program, table, before, after);
        for (const Change& change : found)
          writer.row({record.name, key, change.name, change.was, other.reading, other.option, change.is});
        other.changed += found.empty() ? 0 : 1;
      }
    }
  }
  writer.end();
  std::string counts =
      io.say("共 {} 行，换一种读法后结果不同的：\n",
             "{:row,rows}; those that come out differently under another reading:\n", report::Count{rows});
  for (const auto& other : all)
    counts +=
        io.say("  {}={}：{} 行\n", "  {}={}: {:row,rows}\n", other.reading, other.option, report::Count{other.changed});
  return counts;
}

}  // namespace cepol::cli
