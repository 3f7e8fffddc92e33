// A small policy's tables, built by hand, and data sets of them as texts, for tests.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <vector>

#include "interpreter/data/dataset_builder.hpp"

namespace cepol::data::testing {

constexpr const char* fault_names[] = {
#define FAULT(name, zh, en) #name,
#include "interpreter/data/faults.def"
#undef FAULT
};
inline std::string name_of(Fault fault) { return fault_names[static_cast<std::size_t>(fault)]; }

// 人员 (key 证书编号), its children 学习, their children 附件; 培训班, to which 学习 refers; 领证 with the heading
// table 领证花名册.
inline core::Program small_program() {
  using namespace core;
  Program p;
  const EnumerationId sex = p.enumerations.add({"性别", {"男", "女"}});
  const EnumerationId subject = p.enumerations.add({"科目", {"公需科目", "专业科目"}, {{"全部科目", {0, 1}}}});
  auto column = [](std::string name, Kind kind) {
    Column c;
    c.name = std::move(name);
    c.type.kind = kind;
    return c;
  };
  auto choice = [&](std::string name, EnumerationId id) {
    Column c = column(std::move(name), Kind::enumeration);
    c.type.enumeration = id;
    return c;
  };
  const TableId person{0}, course{2};
  auto owner = [&](std::string name, TableId table) {
    Column c = column(std::move(name), Kind::row);
    c.type.table = table;
    c.blank = Blank::none;
    return c;
  };
  RecordTable people{"人员", {}, 0, {}, {}, "", {}};
  Column note = column("备注", Kind::text);
  note.blank = Blank::none;
  people.columns = {column("证书编号", Kind::text), column("姓名", Kind::text),    choice("性别", sex),
                    column("出生年月", Kind::date), column("驻盟市", Kind::truth), note};
  p.tables.add(people);

  RecordTable learning{"学习", {}, 1, person, 0, "", {}};
  Column hours = column("学时", Kind::number);
  hours.lowest = 0;
  hours.highest = 1000;
  Column session = column("班次编号", Kind::row);
  session.type.table = course;
  session.blank = Blank::none;
  Column year = column("年度", Kind::year);
  year.lowest = 1000;
  learning.columns = {
      owner("证书编号", person), column("编号", Kind::text), year, choice("科目", subject), hours, session};
  p.tables.add(learning);

  RecordTable courses{"培训班", {}, 0, {}, {}, "", {}};
  Column opens = column("开班日期", Kind::date);
  opens.lowest = *day_of(1900, 1, 1);
  opens.highest = *day_of(2099, 12, 31);
  courses.columns = {column("班次编号", Kind::text), opens};
  p.tables.add(courses);

  RecordTable attachments{"附件", {}, {}, TableId{1}, 0, "", {}};
  Column pages = column("页数", Kind::number);
  pages.places = 0;
  attachments.columns = {owner("学习编号", TableId{1}), pages};
  p.tables.add(attachments);

  RecordTable roster{"领证", {}, 0, {}, {}, "领证花名册", {}};
  Column head = column("主管部门", Kind::text), when = column("填表时间", Kind::date);
  head.heading = when.heading = true;
  roster.columns = {column("序号", Kind::text), column("姓名", Kind::text), head, when};
  p.tables.add(roster);
  return p;
}

inline const core::RecordTable& record_named(const core::Program& program, const std::string& name,
                                             std::size_t& index) {
  for (index = 0; index < program.tables.size(); ++index)
    if (program.tables.nodes[index].name == name) break;
  return program.tables.nodes.at(index);
}

inline std::string shown(const core::Program& program, const Dataset& data, const ColumnData& column, CellValue value) {
  if (value.state == State::none) return "-";
  switch (column.type.kind) {
    case core::Kind::truth: return value.index != 0 ? "是" : "否";
    case core::Kind::enumeration: return program.enumerations[column.type.enumeration].members.at(value.index);
    case core::Kind::number: {
      std::int64_t scale = 1;
      for (int i = 0; i < column.scale; ++i) scale *= 10;
      return to_string(*Exact::ratio(value.number, scale));
    }
    case core::Kind::year: return std::to_string(value.number);
    case core::Kind::date: return to_string(Date{static_cast<Day>(value.number), value.last});
    case core::Kind::text: return std::string(data.texts[value.index]);
    case core::Kind::row: return std::to_string(value.index);
  }
  return {};
}
inline std::string shown(const core::Program& program, const Dataset& data, const ColumnData& column, RowIndex row) {
  switch (column.states.at(row)) {
    case State::none: return "-";
    case State::unknown: return "?";
    case State::open: return "?-";
    case State::known: {
      CellValue value{State::known};
      if (!column.numbers.empty()) value.number = column.numbers.at(row);
      if (!column.lasts.empty()) value.last = column.lasts.at(row);
      if (!column.indices.empty()) value.index = column.indices.at(row);
      return shown(program, data, column, value);
    }
    case State::listed: {
      std::string list;
      for (const CellValue& value : column.candidates.at(row))
        list += (list.empty() ? "" : ",") + shown(program, data, column, value);
      return "[" + list + "]";
    }
  }
  return {};
}

// The table's cells as text: one string a row, cells joined with |. Unknown is ?, none is -, open is ?-; a listed cell
// has its candidates in brackets. A line between: the rows below are not identified.
inline std::vector<std::string> shown(const core::Program& program, const Dataset& data, const std::string& table) {
  std::size_t index = 0;
  const core::RecordTable& r = record_named(program, table, index);
  const TableData& t = data.tables.at(index);
  std::vector<std::string> rows;
  for (RowIndex row = 0; row < t.all_rows; ++row) {
    if (row == t.rows) rows.emplace_back("--");
    std::string line;
    for (std::size_t c = 0; c < r.columns.size(); ++c) {
      const ColumnData& cells = t.columns[c];
      const bool of_known = r.link == c && cells.states[row] == State::known;  // by the owner's key
      line += c > 0 ? "|" : "";
      line += of_known
                  ? std::string(
                        data.texts[data[*r.parent].columns[*program.tables[*r.parent].key].indices[cells.indices[row]]])
                  : shown(program, data, cells, row);
    }
    rows.push_back(std::move(line));
  }
  return rows;
}

// The children of each parent row: "0: 1 2".
inline std::vector<std::string> shown_children(const core::Program& program, const Dataset& data,
                                               const std::string& table) {
  std::size_t index = 0;
  const core::RecordTable& r = record_named(program, table, index);
  std::vector<std::string> lines;
  for (RowIndex parent = 0; parent < data[*r.parent].rows; ++parent) {
    std::string line = std::to_string(parent);
    line += ':';
    for (RowIndex child : data.children(core::TableId{static_cast<std::uint32_t>(index)}, parent))
      (line += ' ') += std::to_string(child);
    lines.push_back(std::move(line));
  }
  return lines;
}

// "学习 3 学时: reason", with (excluded) where the row is.
inline std::vector<std::string> shown_bad(const Dataset& data, bool english) {
  std::vector<std::string> lines;
  for (const BadRow& bad : data.bad) {
    std::string line = bad.table;
    (line += ' ') += std::to_string(bad.row);
    if (!bad.column.empty()) (line += ' ') += bad.column;
    (line += ": ") += reason_of(bad, english);
    if (bad.excluded) line += " (excluded)";
    lines.push_back(std::move(line));
  }
  return lines;
}

// Rows read are identified, excluded or another row once more; columns are as long as their tables.
inline bool adds_up(const Dataset& data) {
  for (const TableData& table : data.tables) {
    const RowIndex rows = table.all_rows;
    if (table.rows_read != table.rows + table.rows_excluded + table.rows_repeated || table.source_rows.size() != rows ||
        table.rows > rows)
      return false;
    for (const ColumnData& column : table.columns) {
      const bool date = column.type.kind == core::Kind::date;
      const bool numbers = date || column.type.kind == core::Kind::number || column.type.kind == core::Kind::year;
      if (column.states.size() != rows || column.numbers.size() != (numbers ? rows : 0) ||
          column.lasts.size() != (date ? rows : 0) || column.indices.size() != (numbers ? 0 : rows))
        return false;
      for (RowIndex row = 0; row < rows; ++row)
        if ((column.states[row] == State::listed) != column.candidates.contains(row)) return false;
      if (column.type.kind == core::Kind::row)
        for (RowIndex row = 0; row < rows; ++row)
          if (column.states[row] == State::known && column.indices[row] >= data[column.type.table].all_rows)
            return false;
    }
    for (RowIndex child : table.children.rows)
      if (child >= rows) return false;
  }
  return true;
}

using Rows = std::initializer_list<std::initializer_list<CellText>>;
// The first of the rows has the headings.
inline void add(DatasetBuilder& builder, const std::string& table, Rows rows) {
  std::uint32_t number = 0;
  for (const auto& cells : rows) {
    if (number == 0)
      builder.open(table, cells);
    else
      builder.row(number, std::span(cells.begin(), cells.size()));
    ++number;
  }
}

}  // namespace cepol::data::testing
