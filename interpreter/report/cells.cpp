// Formats data cells, outcomes and figures as the cells of result tables, bad-row tables and quota tables.
#include "interpreter/report/cells.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "interpreter/explain/missing.hpp"
#include "interpreter/explain/phrases.hpp"
#include "interpreter/explain/result_cells.hpp"
#include "interpreter/report/count.hpp"
#include "interpreter/report/wrap.hpp"
#include "lang/base/text.hpp"
#include "lang/base/visible.hpp"

namespace cepol::report {

using engine::Status;

std::string data_cell(const core::Program& program, const data::Dataset& data, core::TableId table, data::RowIndex row,
                      core::ColumnIndex index) {
  const data::ColumnData& column = data[table].columns[index];
  if (column.states[row] != data::State::known) return {};
  switch (column.type.kind) {
    case core::Kind::truth:
      return program.english ? (column.indices[row] != 0 ? "yes" : "no") : (column.indices[row] != 0 ? "是" : "否");
    case core::Kind::enumeration:
      return program.enumerations[program.tables[table].columns[index].type.enumeration].members[column.indices[row]];
    case core::Kind::text: return std::string(data.written(column.indices[row]));
    case core::Kind::year: return std::to_string(column.numbers[row]);
    case core::Kind::date: return to_string(Date{static_cast<Day>(column.numbers[row]), column.lasts[row]});
    case core::Kind::number: {
      std::int64_t power = 1;
      for (int i = 0; i < column.scale; ++i) power *= 10;
      return to_string(Exact::ratio(column.numbers[row], power).value_or(Exact(0)));
    }
    case core::Kind::row: {
      const core::TableId target = column.type.table;
      const auto key = program.tables[target].key;
      if (!key) return {};
      return data_cell(program, data, target, column.indices[row], *key);
    }
  }
  return {};
}

CellKind kind_of(core::Kind kind) {
  switch (kind) {
    case core::Kind::number:
    case core::Kind::year: return CellKind::number;
    case core::Kind::date: return CellKind::date;
    case core::Kind::truth:
    case core::Kind::enumeration:
    case core::Kind::text:
    case core::Kind::row: return CellKind::text;
  }
  return CellKind::text;
}

namespace {

CellKind result_kind(const core::Program& program, const core::ResultTable& table, const core::ResultColumn& column) {
  switch (column.part) {
    case core::ResultPart::column: return kind_of(program.tables[table.table].columns[column.column].type.kind);
    case core::ResultPart::row: return CellKind::number;
    case core::ResultPart::decision: return CellKind::outcome;
    case core::ResultPart::measure: {
      const core::Measure& measure = program.decisions[column.decision].measures[column.measure];
      return kind_of(program.functions[measure.value].result.kind);
    }
    case core::ResultPart::missing: return CellKind::text;
    case core::ResultPart::reasons: return CellKind::reasons;
  }
  return CellKind::text;
}

}  // namespace

Heads header(const core::Program& program, const core::ResultTable& table) {
  Heads heads;
  for (const core::ResultColumn& column : table.columns) {
    heads.emplace_back(column.label, result_kind(program, table, column));
    if (column.part == core::ResultPart::decision)
      heads.back().outcomes = explain::outcome_words(program, column.decision);
  }
  return heads;
}

namespace {
const engine::RowResults::Decided& decided(const engine::RowResults& results, core::DecisionId id) {
  return *std::find_if(results.decisions.begin(), results.decisions.end(),
                       [&](const auto& one) { return one.decision == id; });
}
}  // namespace

std::string figure_cell(const core::Program& program, const engine::RowResults& results,
                        const core::ResultColumn& column) {
  const engine::Outcome& figure = decided(results, column.decision).measures[column.measure];
  return figure.status == Status::given ? explain::value_text(program, figure.value) : std::string();
}

void set_cells(std::vector<std::string>& row, const core::ResultTable& table, const explain::Subject& subject,
               const engine::RowResults& results, explain::KnownReasons& reasons, const std::string& note) {
  const core::Program& program = subject.program;
  row.resize(table.columns.size());
  for (std::size_t i = 0; i < row.size(); ++i) {
    const core::ResultColumn& column = table.columns[i];
    std::string& cell = row[i];
    switch (column.part) {
      case core::ResultPart::column:
        cell = data_cell(program, subject.data, table.table, subject.row, column.column);
        break;
      case core::ResultPart::row: cell = std::to_string(subject.data[table.table].source_rows[subject.row]); break;
      case core::ResultPart::decision:
        cell = explain::outcome_text(program, decided(results, column.decision).outcome, program.english);
        break;
      case core::ResultPart::measure: cell = figure_cell(program, results, column); break;
      case core::ResultPart::missing: cell = explain::missing_names(program, subject.data, table.table, results); break;
      case core::ResultPart::reasons:
        cell.clear();
        reasons.add(cell, subject, results);
        cell += note;
        break;
    }
  }
}

Heads quota_header(const core::Program& program, const core::Quota& quota) {
  return {program.tables[quota.table].columns[quota.column].name,
          {quota.count_label, CellKind::number},
          {quota.name, CellKind::number},
          quota.state_label};
}

Heads bad_header(bool english) {
  if (english) return {"table", {"row", CellKind::number}, "column", {"reason", CellKind::reasons}};
  return {"表", {"行", CellKind::number}, "列", {"原因", CellKind::reasons}};
}

std::vector<std::string> bad_cells(const data::BadRow& bad, bool english) {
  return {shortened(bad.table, longest_quoted), data::rows_of(bad, english), shortened(bad.column, longest_quoted),
          data::reason_of(bad, english)};
}

Heads cause_header(bool english) {
  if (english) return {"table", "column", {"faults", CellKind::number}, "rows", {"reason", CellKind::reasons}};
  return {"表", "列", {"处数", CellKind::number}, "行", {"原因", CellKind::reasons}};
}

std::vector<std::string> cause_cells(const data::BadCause& cause, bool english) {
  std::string reason = data::reason_of(cause, english);
  // That such a row may be somebody else's is no comfort where it should have a result.
  const std::string_view remedy = cause.without_result > 0 && cause.fault == data::Fault::near_link
                                      ? english ? "correct the number" : "把号码改对"
                                      : data::remedy_of(cause.fault, english);
  if (!remedy.empty()) {
    if (!reason.ends_with(english ? "?" : "？")) reason += english ? "." : "。";
    (reason += english ? " What to do: " : "办法：") += remedy;
  }
  return {shortened(cause.table, longest_quoted), shortened(cause.column, longest_quoted), std::to_string(cause.count),
          data::places_of(cause, english), reason};
}

std::string left_out_text(const std::vector<data::LeftOut>& rows, bool english) {
  std::string text;
  for (const data::LeftOutGroup& group : data::groups_of(rows)) {
    std::string numbers;
    for (const char c : group.rows) numbers += c != '\n' ? std::string(1, c) : english ? ", " : "、";
    const std::string_view kind = data::name_of(group.kind, english);
    text += english
                ? fmt::format("  {}: {}, {} ({})\n", quotable(group.table), kind, Count{group.count}, numbers)
                : fmt::format("  {}：{} {} 行（第 {} 行）\n", quotable(group.table), kind, Count{group.count}, numbers);
  }
  return text;
}

}  // namespace cepol::report
