// A list is read as data of a policy that has one table of texts.
#include "interpreter/files/list_file.hpp"

#include "lang/base/text.hpp"

namespace cepol::files {

namespace {

core::Program program_of(const std::string& name, const std::vector<ListColumn>& columns) {
  core::Program program;
  core::RecordTable table;
  table.name = name;
  for (const ListColumn& one : columns) {
    core::Column& column = table.columns.emplace_back();
    column.name = one.name;
    column.type.kind = core::Kind::text;
    column.blank = core::Blank::none;
    column.headings = one.headings;
    column.may_be_absent = !one.wanted;
  }
  program.tables.add(std::move(table));
  return program;
}

// What stood in a cell before a list was written in a form that spreadsheets do not take for formulas
// (report/result_writer.hpp): without one apostrophe in front of a sign.
std::string_view without_mark(std::string_view text) {
  std::string_view rest = text;
  while (rest.starts_with('\'')) rest.remove_prefix(1);
  if (rest.size() == text.size()) return text;
  for (const std::string_view sign : {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"})
    if (rest.starts_with(sign)) return text.substr(1);
  return text;
}

}  // namespace

List read_list(const std::string& path, const std::string& name, const std::vector<ListColumn>& columns,
               const Files& files) {
  const core::Program program = program_of(name, columns);
  const Read read = files::read(program, {name + "=" + path}, files);
  List list;
  list.errors = read.errors;
  for (const data::BadRow& bad : read.data.bad)
    if (bad.fault != data::Fault::unknown_column && bad.fault != data::Fault::unnamed_column) list.bad.push_back(bad);
  const data::TableData& table = read.data.tables.front();
  for (data::RowIndex row = 0; row < table.all_rows; ++row) {
    ListRow& one = list.rows.emplace_back(ListRow{table.source_rows[row], {}});
    for (const data::ColumnData& column : table.columns)
      one.cells.emplace_back(column.states[row] == data::State::known
                                 ? without_mark(trimmed(read.data.written(column.indices[row])))
                                 : std::string_view());
  }
  return list;
}

}  // namespace cepol::files
