// A table's digest is that of its lines as CSV, the heading first.
#include "interpreter/cli/result_digests.hpp"

#include "interpreter/cli/decide_rows.hpp"
#include "interpreter/cli/progress.hpp"
#include "interpreter/cli/result_target.hpp"
#include "interpreter/cli/rows_twice.hpp"
#include "interpreter/explain/result_cells.hpp"
#include "interpreter/report/cells.hpp"
#include "interpreter/report/roster.hpp"

namespace cepol::cli {

void ResultDigests::begin(const std::string& table, const report::Heads& columns) {
  tables_.push_back({table, 0, {}});
  open_.emplace();
  open_->add(report::csv_line(report::labels(columns)));
}

void ResultDigests::row(const std::vector<std::string>& cells) {
  open_->add(report::csv_line(cells));
  ++tables_.back().rows;
}

void ResultDigests::end() {
  tables_.back().sha256 = open_->hexadecimal();
  open_.reset();
}

std::optional<report::RosterRows> rows_of_roster(const Inputs& inputs, const core::Roster& roster,
                                                 const SelectedRows* selected) {
  if (selected == nullptr && !roster.holds.valid()) return std::nullopt;
  const auto engine = engine::load(*inputs.engine, inputs.policy->program(), inputs.data, inputs.options);
  return report::rows_in(roster, inputs.data, *engine,
                         selected == nullptr ? nullptr : rows_selected(*selected, roster.table));
}

void ResultDigests::add_rest(const Inputs& inputs, const SelectedRows* selected) {
  const core::Program& program = inputs.policy->program();
  const data::Dataset& data = inputs.data;
  for (std::size_t i = 0; i < program.quotas.size(); ++i) {
    begin(quota_table_name(program, i), report::quota_header(program, program.quotas[i]));
    for (const auto& cells : explain::quota_rows(program, data, program.quotas[i])) row(cells);
    end();
  }
  for (std::size_t i = 0; i < program.rosters.size(); ++i) {
    const core::Roster& roster = program.rosters[i];
    const auto rows = rows_of_roster(inputs, roster, selected);
    report::write_roster(*this, roster_table_name(program, i), program, data, roster, rows ? &*rows : nullptr);
  }
  begin(bad_rows_table(program), report::bad_header(program.english));
  for (const data::BadRow& bad : data.bad) row(report::bad_cells(bad, program.english));
  end();
}

ResultDigests digests_of_results(const Inputs& inputs, const std::vector<core::ResultTable>& tables,
                                 const RowSelection& selection, const Parallel& parallel, const Io& io) {
  const core::Program& program = inputs.policy->program();
  ResultDigests digests;
  RowDecider decider(inputs, parallel);
  RowsTwice twice(inputs, io);
  SelectedRows selected;
  for (const core::ResultTable& table : tables) {
    const data::RowIndex rows = inputs.data[table.table].rows;
    Progress progress(io, program.tables[table.table].name, rows, ProgressUnit::rows);
    digests.begin(program.tables[table.table].name, report::header(program, table));
    decider.run(
        rows,
        [&](RowEvaluator& evaluator, data::RowIndex row, DecidedRow& decided) {
          decide_with_cells(decided, inputs, table, evaluator, row, twice);
        },
        [&](data::RowIndex row, const DecidedRow& decided) {
          progress.at(row);
          if (!selection.takes(table.table, decided.results)) return true;
          if (!selection.everything()) selected[table.table].push_back(row);
          digests.row(decided.cells);
          return true;
        });
    digests.end();
  }
  digests.add_rest(inputs, selection.everything() ? nullptr : &selected);
  return digests;
}

}  // namespace cepol::cli
