// Decides every row with an engine for each alternative option of each reading, and compares the results.
#include "interpreter/cli/readings.hpp"

#include <set>

#include "interpreter/cli/decide_rows.hpp"
#include "interpreter/cli/progress.hpp"
#include "interpreter/engine/engine.hpp"
#include "interpreter/explain/phrases.hpp"
#include "interpreter/report/cells.hpp"
#include "interpreter/report/count.hpp"

namespace cepol::cli {

namespace {

struct ReadingAlternative {
  std::string reading, option;
  engine::Options options;
  std::uint64_t changed = 0;  // rows
};

std::vector<ReadingAlternative> alternatives(const Inputs& inputs) {
  const core::Program& program = inputs.policy->program();
  std::vector<ReadingAlternative> all;
  for (std::size_t i = 0; i < program.readings.size(); ++i) {
    const core::Reading& reading = program.readings.nodes[i];
    for (std::size_t option = 0; option < reading.options.size(); ++option) {
      if (option == inputs.options.readings[i]) continue;
      engine::Options options = inputs.options;
      options.readings[i] = static_cast<core::Member>(option);
      all.push_back({reading.name, reading.options[option].name, std::move(options), 0});
    }
  }
  return all;
}

// Are they shown alike?
bool alike(const engine::Outcome& a, const engine::Outcome& b) {
  return a.status == b.status &&
         (a.status != engine::Status::given || (a.value == b.value && a.value.written == b.value.written));
}
bool alike(const engine::RowResults& a, const engine::RowResults& b) {
  for (std::size_t i = 0; i < a.decisions.size(); ++i) {
    const auto &one = a.decisions[i], &other = b.decisions[i];
    if (!alike(one.outcome, other.outcome)) return false;
    for (std::size_t k = 0; k < one.measures.size(); ++k)
      if (!alike(one.measures[k], other.measures[k])) return false;
  }
  return true;
}

// The differences between two results of a row: outcomes, and the figures of decisions whose outcome is the same.
struct Change {
  std::string name, was, is;
};
std::vector<Change> changes(const core::Program& program, const core::ResultTable& table,
                            const engine::RowResults& before, const engine::RowResults& after) {
  std::vector<Change> found;
  if (alike(before, after)) return found;  // of nearly all rows
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

std::string write_readings(const Inputs& inputs, report::ResultWriter& writer, const Parallel& parallel, const Io& io) {
  const core::Program& program = inputs.policy->program();
  const bool english = program.english;
  std::vector<ReadingAlternative> all = alternatives(inputs);
  std::vector<engine::Options> options;
  for (const ReadingAlternative& other : all) options.push_back(other.options);
  RowDecider decider(inputs, parallel, std::move(options));
  writer.begin(english ? "readings" : "读法",
               english ? report::Heads{"table", "key", "decision or figure", "result", "reading", "instead", "then"}
                       : report::Heads{"表", "主键", "判定或数字", "结果", "读法", "改取", "结果变为"});
  std::uint64_t rows = 0;
  for (const core::ResultTable& table : program.results) {
    const core::RecordTable& record = program.tables[table.table];
    const data::TableData& data = inputs.data[table.table];
    Progress progress(io, record.name, data.rows, ProgressUnit::rows);
    const auto add_changes = [&](RowEvaluator& evaluator, data::RowIndex row, std::size_t other, DecidedRow& decided) {
      evaluator.others[other]->decide_into(evaluator.results_of_other, table.table, row);
      for (Change& change : changes(program, table, decided.results, evaluator.results_of_other)) {
        std::string key = record.key ? report::data_cell(program, inputs.data, table.table, row, *record.key)
                                     : std::to_string(data.source_rows[row]);
        decided.lines.emplace_back(
            other, std::vector{record.name, std::move(key), std::move(change.name), std::move(change.was),
                               all[other].reading, all[other].option, std::move(change.is)});
      }
    };
    decider.run(
        data.rows,
        [&](RowEvaluator& evaluator, data::RowIndex row, DecidedRow& decided) {
          decided.lines.clear();
          evaluator.engine->decide_into(decided.results, table.table, row);
          for (std::size_t i = 0; i < all.size(); ++i) add_changes(evaluator, row, i, decided);
        },
        [&](data::RowIndex row, const DecidedRow& decided) {
          progress.at(row);
          ++rows;
          std::size_t last = all.size();
          for (const auto& [other, line] : decided.lines) {
            writer.row(line);
            all[other].changed += other != last ? 1 : 0;
            last = other;
          }
          return !writer.failed();
        });
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
