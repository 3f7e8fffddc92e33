// Copies rows until one has enough of the table's columns.
#include "interpreter/files/csv_heading.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "interpreter/data/row_words.hpp"

namespace cepol::files {

namespace {

constexpr std::size_t most_rows_searched = 30;

struct WantedColumns {
  std::vector<std::string> all, identity;  // folded
};

WantedColumns wanted_columns(const core::Program& program, const std::string& table) {
  WantedColumns wanted;
  for (const core::RecordTable& record : program.tables.nodes) {
    const bool heading = record.name != table;
    if (heading && record.heading != table) continue;
    for (std::size_t i = 0; i < record.columns.size(); ++i) {
      if (heading && !record.columns[i].heading) continue;
      wanted.all.push_back(data::label_form(record.columns[i].name));
      if (!heading && (record.key == i || (record.parent && record.link == i)))
        wanted.identity.push_back(wanted.all.back());
    }
    if (!heading) break;
  }
  return wanted;
}

bool is_heading(const CsvRow& row, const WantedColumns& wanted) {
  std::vector<std::string> texts;
  for (const data::CellText& cell : row.cells) texts.push_back(data::label_form(cell.text));
  const auto has = [&](const std::string& column) {
    return std::find(texts.begin(), texts.end(), column) != texts.end();
  };
  if (std::any_of(wanted.identity.begin(), wanted.identity.end(), has)) return true;
  const auto found = std::count_if(wanted.all.begin(), wanted.all.end(), has);
  return found > 0 && static_cast<std::size_t>(found) * 2 >= wanted.all.size();
}

}  // namespace

CopiedRow::CopiedRow(const CsvRow& row) : line(row.line), number(row.number), fault(row.fault) {
  for (const data::CellText& cell : row.cells) {
    texts.emplace_back(cell.text);
    faults.push_back(cell.fault);
  }
}

std::vector<data::CellText> CopiedRow::cells() const {
  std::vector<data::CellText> cells;
  for (std::size_t i = 0; i < texts.size(); ++i)
    cells.push_back(faults[i] ? data::CellText(*faults[i]) : data::CellText(texts[i]));
  return cells;
}

FileHead read_head(CsvRows& rows, const core::Program& program, const std::string& table) {
  const WantedColumns wanted = wanted_columns(program, table);
  FileHead head;
  CsvRow row;
  while (head.above.size() < most_rows_searched && rows.next(row)) {
    if (is_heading(row, wanted)) {
      head.heading = CopiedRow(row);
      return head;
    }
    head.above.emplace_back(row);
  }
  if (head.above.empty()) return head;
  head.heading = std::move(head.above.front());
  head.below.assign(std::make_move_iterator(head.above.begin() + 1), std::make_move_iterator(head.above.end()));
  head.above.clear();
  return head;
}

}  // namespace cepol::files
