// Aggregates the differences of an impact: outcome matrices, sums of figure changes, counts by column.
#include "interpreter/diff/report/tables.hpp"

#include <algorithm>
#include <map>

#include "interpreter/explain/phrases.hpp"
#include "interpreter/report/cells.hpp"

namespace cepol::diff {

std::string outcome_of(const core::Program& program, core::DecisionId decision, const Result& result) {
  if (result.status != engine::Status::given) return explain::status_word(result.status, program.english);
  return program.enumerations[program.decisions[decision].outcomes].members[result.member];
}

std::map<std::pair<std::string, std::string>, std::uint64_t> outcome_matrix(const DiffReport& report,
                                                                            std::size_t index) {
  const diff::Pair& pair = report.impact->pairs[index];
  const auto text = [](const core::Program& program, core::DecisionId decision, const OutcomeKey& key) {
    return outcome_of(program, decision, Result{key.status, key.member, {}});
  };
  std::map<std::pair<std::string, std::string>, std::uint64_t> counts;
  for (const auto& [outcomes, count] : report.impact->matrix[index])
    counts[{text(*report.before.program, pair.before, outcomes.first),
            text(*report.after.program, pair.after, outcomes.second)}] += count;
  return counts;
}

std::string figure_of(const core::Program& program, const Figure& figure) {
  return figure.given ? explain::value_text(program, *figure.given) : std::string();
}

std::string signed_text(const Exact& value) { return (value < Exact(0) ? "" : "+") + to_string(value); }

std::vector<FigureChange> figures_of(const DiffReport& report, std::size_t index) {
  const Pair& pair = report.impact->pairs[index];
  std::vector<FigureChange> figures;
  std::vector<std::map<std::pair<std::int64_t, std::int64_t>, std::uint64_t>> steps(pair.figures.size());
  for (const FigurePair& figure : pair.figures) figures.push_back({figure.label, 0, 0, {}});
  for (const Difference& one : report.impact->differences) {
    if (one.pair != index) continue;
    for (std::size_t i = 0; i < figures.size(); ++i) {
      const auto &from = one.before.figures[i].amount, &to = one.after.figures[i].amount;
      const auto step = from && to ? minus(*to, *from) : std::nullopt;
      if (!step || *step == Exact(0)) continue;
      ++(*step < Exact(0) ? figures[i].less : figures[i].more);
      ++steps[i][{step->num, step->den}];
    }
  }
  for (std::size_t i = 0; i < figures.size(); ++i) {
    for (const auto& [step, count] : steps[i])
      figures[i].steps.emplace_back(Exact::ratio(step.first, step.second).value_or(Exact(0)), count);
    std::stable_sort(figures[i].steps.begin(), figures[i].steps.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
  }
  std::erase_if(figures, [](const FigureChange& figure) { return figure.more + figure.less == 0; });
  return figures;
}

std::optional<ByTable> by_column(const DiffReport& report, std::size_t index, const std::string& column) {
  const Pair& pair = report.impact->pairs[index];
  const core::Program& program = *report.after.program;
  const auto& columns = program.tables[pair.after_table].columns;
  const auto at =
      std::find_if(columns.begin(), columns.end(), [&](const core::Column& one) { return one.name == column; });
  if (at == columns.end()) return std::nullopt;
  const auto cell = [&](data::RowIndex row) {
    return report::data_cell(program, *report.after.data, pair.after_table, row,
                             static_cast<core::ColumnIndex>(at - columns.begin()));
  };
  std::map<std::string, ByColumn> values;
  const data::RowIndex rows = (*report.after.data)[pair.after_table].rows;
  for (data::RowIndex row = 0; row < rows; ++row) ++values[cell(row)].rows;
  std::map<std::pair<std::string, std::string>, std::map<std::string, std::uint64_t>> moves;
  for (const Difference& one : report.impact->differences) {
    if (one.pair != index || !one.outcome) continue;
    const std::string value = cell(one.after_row);
    ++values[value].different;
    ++moves[{outcome_of(*report.before.program, pair.before, one.before), outcome_of(program, pair.after, one.after)}]
           [value];
  }
  ByTable table{column, {}, {}};
  std::vector<std::pair<std::uint64_t, std::pair<std::string, std::string>>> by_count;
  for (const auto& [move, counts] : moves) {
    std::uint64_t all = 0;
    for (const auto& [value, count] : counts) all += count;
    by_count.emplace_back(all, move);
  }
  std::stable_sort(by_count.begin(), by_count.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  for (const auto& [count, move] : by_count) table.moves.push_back(move);
  for (auto& [value, counts] : values) {
    counts.value = value;
    for (const auto& move : table.moves) counts.moves.push_back(moves[move][value]);
    table.values.push_back(counts);
  }
  return table;
}

}  // namespace cepol::diff
