// Writes the further tables of a workbook or a database.
#include "interpreter/cli/further_tables.hpp"

#include <algorithm>

#include "interpreter/cli/digests.hpp"
#include "interpreter/cli/selection.hpp"
#include "interpreter/explain/missing.hpp"
#include "interpreter/report/cells.hpp"

namespace cepol::cli {

using report::CellKind;

std::string_view origin_table(bool english) { return english ? "origin" : "来源"; }

std::string to_complete_table(const std::string& table, bool english) {
  return (english ? "to complete " : "待补 ") + table;
}

std::uint32_t FurtherTables::number_of_text(const std::string& text) {
  const auto [at, is_new] = numbers_.emplace(text, static_cast<std::uint32_t>(texts_.size()));
  if (is_new) texts_.push_back(&at->first);
  return at->second;
}

void FurtherTables::add(core::TableId table, data::RowIndex row, const engine::RowResults& results) {
  std::string decisions;
  for (const auto& decided : results.decisions)
    if (decided.outcome.status == engine::Status::undetermined)
      decisions += (decisions.empty() ? std::string() : std::string(words("、", ", "))) +
                   program_.decisions[decided.decision].name;
  if (decisions.empty()) return;
  const std::string missing = explain::missing_names(program_, inputs_.data, table, results);
  open_[table].push_back({row, number_of_text(decisions), number_of_text(missing)});
}

// A row for each outcome; in a workbook charts beside them.
void FurtherTables::write_summary(report::ResultWriter& writer, office::WorkbookWriter* workbook,
                                  const OutcomeCounts& counts) const {
  report::ColumnHead outcome{std::string(words("结果", "outcome")), CellKind::outcome};
  for (std::uint32_t i = 0; i < program_.decisions.size(); ++i)
    for (const explain::OutcomeWord& word : explain::outcome_words(program_, {i})) outcome.outcomes.push_back(word);
  writer.begin(std::string(words("汇总", "summary")), {std::string(words("表", "table")),
                                                       std::string(words("判定", "decision")),
                                                       outcome,
                                                       {std::string(words("行数", "rows")), CellKind::number}});
  std::size_t row = 0;
  std::vector<office::WorkbookWriter::Bars> charts;
  for (const core::ResultTable& table : tables_)
    for (std::uint32_t i = 0; i < program_.decisions.size(); ++i) {
      const core::Decision& decision = program_.decisions.nodes[i];
      if (decision.table != table.table) continue;
      const std::string& name = program_.tables[table.table].name;
      office::WorkbookWriter::Bars bars{name + std::string(words("：", ": ")) + decision.name, row, 0, 2, 3, {}};
      for (const auto& [word, count] : counts.of({i})) {
        writer.row({name, decision.name, word.text, std::to_string(count)});
        bars.tones.push_back(word.tone);
        ++row;
      }
      bars.count = bars.tones.size();
      if (bars.count > 0) charts.push_back(std::move(bars));
    }
  if (workbook != nullptr)
    for (const auto& bars : charts) workbook->bars(bars);
  writer.end();
}

void FurtherTables::write_to_complete(report::ResultWriter& writer) const {
  for (const core::ResultTable& table : tables_) {
    const auto found = open_.find(table.table);
    if (found == open_.end()) continue;
    const auto cell = [&](data::RowIndex row, core::ColumnIndex column) {
      return report::data_cell(program_, inputs_.data, table.table, row, column);
    };
    std::vector<Open> rows = found->second;
    const std::optional<core::ColumnIndex> by = column_of(program_, table.table, by_);
    if (by) {
      std::vector<std::pair<std::string, Open>> keyed;
      for (const Open& one : rows) keyed.emplace_back(cell(one.row, *by), one);
      std::stable_sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
      std::transform(keyed.begin(), keyed.end(), rows.begin(), [](const auto& one) { return one.second; });
    }
    const report::Heads all = report::header(program_, table);
    report::Heads heads;
    std::vector<const core::ResultColumn*> columns;
    if (by) heads.emplace_back(program_.tables[table.table].columns[*by].name);
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const core::ResultColumn& column = table.columns[i];
      const bool is_data = column.part == core::ResultPart::column || column.part == core::ResultPart::row;
      if (!is_data || (by && column.part == core::ResultPart::column && column.column == *by)) continue;
      columns.push_back(&column);
      heads.push_back(all[i]);
    }
    heads.emplace_back(std::string(words("待定的判定", "undetermined")));
    heads.emplace_back(std::string(words("要补什么", "to be completed")), CellKind::reasons);
    writer.begin(to_complete_table(program_.tables[table.table].name, program_.english), heads);
    for (const Open& one : rows) {
      std::vector<std::string> cells;
      if (by) cells.push_back(cell(one.row, *by));
      for (const core::ResultColumn* column : columns)
        cells.push_back(column->part == core::ResultPart::row
                            ? std::to_string(inputs_.data[table.table].source_rows[one.row])
                            : cell(one.row, column->column));
      cells.push_back(*texts_[one.decisions]);
      cells.push_back(*texts_[one.missing]);
      writer.row(cells);
    }
    writer.end();
  }
}

void FurtherTables::write_origin(report::ResultWriter& writer, const std::vector<std::string>& only,
                                 const Io& io) const {
  writer.begin(std::string(origin_table(program_.english)), {std::string(words("项目", "item")),
                                                             {std::string(words("内容", "content")), CellKind::reasons},
                                                             std::string(words("SHA-256、说明", "SHA-256, note"))});
  const auto row = [&](std::string_view zh, std::string_view en, const std::string& content,
                       const std::string& note = {}) {
    writer.row({std::string(words(zh, en)), content, note});
  };
  const auto day = [](Day one) { return to_string(Date{one, one}); };
  row("政策", "policy", program_.name, program_.title);
  if (program_.issued) row("印发", "issued", day(*program_.issued));
  if (program_.applies_from || program_.applies_to)
    row("适用", "applies",
        (program_.applies_from ? day(*program_.applies_from) : "") + std::string(words(" 至 ", " to ")) +
            (program_.applies_to ? day(*program_.applies_to) : ""));
  for (std::size_t i = 0; i < program_.readings.size(); ++i) {
    const core::Reading& reading = program_.readings.nodes[i];
    const core::Reading::Option& option = reading.options[inputs_.options.readings[i]];
    row("读法", "reading", reading.name + "=" + option.name, option.note);
  }
  for (const std::string& one : only) row("只列出", "listed only", one);
  for (const std::string& one : inputs_.assumptions.absent) row("确实都空着", "truly blank", one, "--absent");
  if (inputs_.assumptions.twice == data::Twice::once)
    row("完全相同的行", "rows that are alike", std::string(words("只算一次", "count once")), "--twice once");
  if (inputs_.assumptions.twice == data::Twice::open)
    row("完全相同的行", "rows that are alike", std::string(words("不能确定", "not known")), "--twice open");
  for (const FileDigest& file : digests_of_read(io)) row("读入的文件", "file read", file.path, file.sha256);
  row("程序", "program", "cepol " CEPOL_VERSION);
  if (!io.today.empty()) row("日期", "date", io.today);
  writer.end();
}

}  // namespace cepol::cli
