#include "interpreter/cli/eval_part.hpp"

#include <memory>
#include <utility>

#include "interpreter/cli/decide_rows.hpp"
#include "interpreter/cli/digests.hpp"
#include "interpreter/cli/earlier_results.hpp"
#include "interpreter/cli/eval_messages.hpp"
#include "interpreter/cli/outcome_counts.hpp"
#include "interpreter/cli/outputs.hpp"
#include "interpreter/cli/parallel.hpp"
#include "interpreter/cli/part_options.hpp"
#include "interpreter/cli/progress.hpp"
#include "interpreter/cli/result_digests.hpp"
#include "interpreter/cli/result_target.hpp"
#include "interpreter/report/cells.hpp"

namespace cepol::cli {

namespace {

std::vector<data::RowIndex> rows_in_part(const data::TableData& table, const data::Part& part) {
  std::vector<data::RowIndex> rows;
  for (data::RowIndex row = 0; row < table.rows; ++row)
    if (table.in_part.empty() ? data::in_part(std::uint64_t{row}, part) : table.in_part[row] != 0) rows.push_back(row);
  return rows;
}

void add_rosters(PartRest& rest, const Inputs& inputs) {
  const core::Program& program = inputs.policy->program();
  for (std::size_t i = 0; i < program.rosters.size(); ++i) {
    const core::Roster& roster = program.rosters[i];
    const auto in = rows_of_roster(inputs, roster, nullptr);
    const report::RosterRows* const rows = in ? &*in : nullptr;
    report::write_roster(rest.rosters_in_files, roster_table_name(program, i), program, inputs.data, roster, rows);
    if (const std::string text = report::roster_text(program, inputs.data, roster, rows); !text.empty())
      rest.rosters_shown.text(text);
  }
}

PartRest rest_of(const Inputs& inputs, const TwiceFound& twice, const Io& io) {
  const core::Program& program = inputs.policy->program();
  const auto& bad = inputs.data.bad;
  PartRest rest;
  for (const core::ResultTable& table : program.results) rest.rows.push_back(inputs.data[table.table].rows);
  for (std::size_t i = 0; i < program.quotas.size(); ++i) {
    rest.quotas.begin(quota_table_name(program, i), report::quota_header(program, program.quotas[i]));
    for (const auto& row : explain::quota_rows(program, inputs.data, program.quotas[i])) rest.quotas.row(row);
    rest.quotas.end();
    rest.unknown_members += unknown_members(inputs, program.quotas[i], io);
  }
  add_rosters(rest, inputs);
  const std::string name = bad_rows_table(program);
  rest.causes.begin(name, report::cause_header(program.english));
  for (const data::BadCause& cause : data::causes_of(bad)) rest.causes.row(report::cause_cells(cause, program.english));
  rest.causes.end();
  rest.faults.begin(name, report::bad_header(program.english));
  for (const data::BadRow& row : bad) rest.faults.row(report::bad_cells(row, program.english));
  rest.faults.end();
  rest.any_bad = !bad.empty();
  rest.places_twice = twice.places;
  rest.counts_twice = twice.counts;
  rest.left_out = report::left_out_text(inputs.data.left_out, io.language == Language::en);
  rest.changed_texts = changed_texts(inputs, io);
  if (rest.any_bad) {
    rest.bad_rows_shown = bad_rows_summary(inputs, true, io);
    rest.bad_rows_in_files = bad_rows_summary(inputs, false, io);
  }
  return rest;
}

std::vector<PartCounts> counts_of(const core::Program& program, const OutcomeCounts& counts) {
  std::vector<PartCounts> all;
  for (std::uint32_t i = 0; i < program.decisions.size(); ++i) {
    const core::Decision& decision = program.decisions.nodes[i];
    PartCounts& one = all.emplace_back(PartCounts{program.tables[decision.table].name, decision.name, {}});
    for (const explain::OutcomeWord& word : explain::outcome_words(program, {i}))
      one.outcomes.emplace_back(word.text, 0);
    for (const auto& [word, count] : counts.of({i}))
      for (auto& [text, sum] : one.outcomes)
        if (text == word.text) sum = count;
  }
  return all;
}

int write_part(const Inputs& inputs, const data::Part& part, const std::vector<core::ResultTable>& tables,
               const std::string& columns, const std::string& path, const Parallel& parallel, const Io& io) {
  const core::Program& program = inputs.policy->program();
  Output output = output_to(path, io, TextKind::json);
  output.write(head_line(part_head(PartFileKind::results, inputs, part, columns, io)));
  RowDecider decider(inputs, parallel);
  OutcomeCounts counts(program);
  RowsTwice twice(inputs, io);
  for (const core::ResultTable& table : tables) {
    const std::vector<data::RowIndex> rows = rows_in_part(inputs.data[table.table], part);
    Progress progress(io, program.tables[table.table].name, rows.size(), ProgressUnit::rows);
    output.write(begin_line(program.tables[table.table].name, report::header(program, table)));
    std::uint64_t decided_rows = 0;
    decider.run(
        table.table, rows,
        [&](RowEvaluator& evaluator, data::RowIndex row, DecidedRow& decided) {
          decide_with_cells(decided, inputs, table, evaluator, row, twice);
        },
        [&](data::RowIndex row, const DecidedRow& decided) {
          progress.at(decided_rows++);
          counts.add(decided.results);
          output.write(row_line(row, decided.cells, report::ranked_row(program, inputs.data, decided.results)));
          return !output.failed();
        });
    output.write(end_line());
  }
  const TwiceFound found = twice.found();
  output.write(totals_line(counts_of(program, counts), found.changed));
  const std::string rest = rest_lines(rest_of(inputs, found, io));
  Sha256 digest;
  digest.add(rest);
  output.write(digest_line(digest.hexadecimal()));
  if (part.number == 1) output.write(rest);
  return output.commit() ? done : io.not_written(output.error());
}

}  // namespace

int run_part(const InputOptions& inputs, const data::Part& part, const std::optional<std::string>& summary,
             const ColumnChoice& columns, const std::string& path, const Io& io) {
  InputOptions options = inputs;
  data::Division division{part, {}, !summary};
  std::string policy_digest;
  if (summary) {
    auto read = read_summary(*summary, io);
    if (!read) return bad_usage;
    division.summary = std::move(read->found);
    policy_digest = read->head.policy_digest;
  }
  options.division = std::make_shared<const data::Division>(std::move(division));
  const auto of_part = read_inputs(options, io);
  if (!of_part) return refused(bad_usage, path, io);
  if (of_part->data.not_in_summary || (summary && policy_digest != digest_of_policy(io))) {
    io.message(io.say("cepol：概要“{}”不是这份政策和这些数据的，或者选项不同；请重新做概要（cepol summarize）\n",
                      "cepol: the summary “{}” is not of this policy and these data, or of other options; make it "
                      "again (cepol summarize)\n",
                      summary.value_or("")));
    return refused(bad_usage, path, io);
  }
  const auto tables = columns.tables(of_part->policy->program(), io);
  if (!tables || replaces_input(path, io)) return bad_usage;
  return write_part(*of_part, part, *tables, columns.typed().value_or(""), path, Threads(inputs.threads.count()), io);
}

}  // namespace cepol::cli
