// Lays out rosters.
#include "interpreter/report/roster.hpp"

#include <algorithm>

#include "interpreter/report/cells.hpp"
#include "interpreter/report/wrap.hpp"
#include "lang/base/text.hpp"
#include "lang/base/visible.hpp"

namespace cepol::report {

namespace {

using RosterCells = std::vector<std::string>;

// Each line of the roster. Rows that are perhaps no records are there if anything stands in them.
void for_each_line(const core::Program& program, const data::Dataset& data, const core::Roster& roster,
                   const RosterRows* rows, const std::function<void(const RosterCells&)>& take) {
  const data::TableData& table = data[roster.table];
  const data::RowIndex count = rows != nullptr ? static_cast<data::RowIndex>(rows->rows.size()) : table.all_rows;
  for (data::RowIndex i = 0; i < count; ++i) {
    const data::RowIndex row = rows != nullptr ? rows->rows[i] : i;
    RosterCells line;
    for (core::ColumnIndex column : roster.columns) line.push_back(data_cell(program, data, roster.table, row, column));
    const bool empty = std::all_of(line.begin(), line.end(), [](const std::string& one) { return one.empty(); });
    if (row < table.rows || !empty) take(line);
  }
}

// A heading has one value in all rows.
std::string heading_value(const core::Program& program, const data::Dataset& data, const core::Roster& roster,
                          core::ColumnIndex column) {
  return data[roster.table].all_rows == 0 ? std::string() : data_cell(program, data, roster.table, 0, column);
}

}  // namespace

std::optional<RosterRows> rows_in(const core::Roster& roster, const data::Dataset& data, engine::Engine& engine,
                                  const std::vector<data::RowIndex>* rows) {
  if (!roster.holds.valid()) return rows != nullptr ? std::optional(RosterRows{*rows, 0}) : std::nullopt;
  const data::TableData& table = data[roster.table];
  RosterRows in;
  const auto look_at = [&](data::RowIndex row) {
    if (row >= table.rows) {  // perhaps a record: nothing is known of it
      in.rows.push_back(row);
      ++in.perhaps;
      return;
    }
    const engine::Outcome holds = engine.value(roster.holds, row, false);
    const bool given = holds.status == engine::Status::given;
    if (holds.status == engine::Status::not_covered || (given && holds.value.number == Exact(0))) return;
    in.rows.push_back(row);
    const bool unsure = std::binary_search(table.unsure_rows.begin(), table.unsure_rows.end(), row);
    in.perhaps += given && !unsure ? 0 : 1;
  };
  if (rows != nullptr)
    for (const data::RowIndex row : *rows) look_at(row);
  else
    for (data::RowIndex row = 0; row < table.all_rows; ++row) look_at(row);
  return in;
}

std::string roster_count(const core::Program& program, const data::Dataset& data, const core::Roster& roster,
                         const RosterRows* rows) {
  const data::TableData& table = data[roster.table];
  const std::size_t most = rows != nullptr ? rows->rows.size() : table.all_rows;
  const std::size_t sure = most - (rows != nullptr ? rows->perhaps : table.unsure_rows.size());
  std::string count = std::to_string(sure);
  if (sure != most) count += (program.english ? " to " : "至") + std::to_string(most);
  return count;
}

std::string roster_text(const core::Program& program, const data::Dataset& data, const core::Roster& roster,
                        const RosterRows* rows) {
  const core::RecordTable& record = program.tables[roster.table];
  if (data[roster.table].all_rows == 0 || (rows != nullptr && rows->rows.empty())) return {};
  std::string text = one_line(roster.title) + "\n";
  for (core::ColumnIndex column : roster.headings)
    text += one_line(record.columns[column].name) + (program.english ? ": " : "：") +
            shown_cell(heading_value(program, data, roster, column), longest_quoted) + "\n";
  std::vector<RosterCells> lines(1);
  for (core::ColumnIndex column : roster.columns)
    lines[0].push_back(shown_cell(record.columns[column].name, longest_quoted));
  for_each_line(program, data, roster, rows, [&](const RosterCells& cells) {
    RosterCells& line = lines.emplace_back();
    for (const std::string& cell : cells) line.push_back(shown_cell(cell, longest_quoted));
  });
  if (!roster.total.empty() && !roster.columns.empty()) {
    const std::string total = roster_count(program, data, roster, rows);
    lines.emplace_back(roster.columns.size());
    lines.back()[0] = roster.total + (roster.columns.size() > 1 ? "" : " " + total);
    if (roster.columns.size() > 1) lines.back()[1] = total;
  }
  std::vector<std::size_t> widths(roster.columns.size(), 0);
  for (const auto& line : lines)
    for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], display_width(line[i]));
  for (const auto& line : lines) {
    std::string row;
    for (std::size_t i = 0; i < line.size(); ++i)
      row += line[i] + std::string(widths[i] - display_width(line[i]) + 2, ' ');
    while (!row.empty() && row.back() == ' ') row.pop_back();
    text += row + "\n";
  }
  return text;
}

void write_roster(ResultWriter& writer, const std::string& name, const core::Program& program,
                  const data::Dataset& data, const core::Roster& roster, const RosterRows* rows) {
  const core::RecordTable& record = program.tables[roster.table];
  const auto head_of = [&](core::ColumnIndex column) {
    return ColumnHead(record.columns[column].name, kind_of(record.columns[column].type.kind));
  };
  Form form{name, roster.title, {}, {}, {}, {}, program.english};
  for (core::ColumnIndex column : roster.columns) form.columns.push_back(head_of(column));
  for (core::ColumnIndex column : roster.headings)
    form.headings.emplace_back(record.columns[column].name, heading_value(program, data, roster, column));
  if (FormWriter* const forms = writer.forms(); forms != nullptr) {
    if (!roster.total.empty()) {
      form.total_label = roster.total;
      form.total = roster_count(program, data, roster, rows);
    }
    forms->begin_form(form);
    for_each_line(program, data, roster, rows, [&](const RosterCells& line) { forms->form_row(line); });
    forms->end_form();
    return;
  }
  Heads heads = form.columns;
  RosterCells behind;
  for (std::size_t i = 0; i < roster.headings.size(); ++i) {
    if (std::find(roster.columns.begin(), roster.columns.end(), roster.headings[i]) != roster.columns.end()) continue;
    heads.push_back(head_of(roster.headings[i]));
    behind.push_back(form.headings[i].second);
  }
  writer.begin(name, heads);
  for_each_line(program, data, roster, rows, [&](const RosterCells& line) {
    RosterCells cells = line;
    cells.insert(cells.end(), behind.begin(), behind.end());
    writer.row(cells);
  });
  writer.end();
}

}  // namespace cepol::report
