// Reads the schema from the tables of a program.
#include "tests/properties/damage/schema.hpp"

namespace cepol::damage {

namespace {

ColumnKind kind_of(const core::RecordTable& record, std::size_t column) {
  if (record.key == column) return ColumnKind::key;
  if (record.parent && record.link == column) return ColumnKind::link;
  switch (record.columns[column].type.kind) {
    case core::Kind::truth: return ColumnKind::truth;
    case core::Kind::enumeration: return ColumnKind::choice;
    case core::Kind::number: return ColumnKind::number;
    case core::Kind::year: return ColumnKind::year;
    case core::Kind::date: return ColumnKind::date;
    case core::Kind::text: return ColumnKind::text;
    case core::Kind::row: return ColumnKind::reference;
  }
  return ColumnKind::text;
}

ColumnSchema column_of(const core::Program& program, const core::RecordTable& record, std::size_t index) {
  const core::Column& column = record.columns[index];
  ColumnSchema schema{column.name, kind_of(record, index), column.blank == core::Blank::none, {}, column.blank_words};
  if (column.type.kind == core::Kind::enumeration)
    schema.members = program.enumerations[column.type.enumeration].members;
  return schema;
}

}  // namespace

std::optional<std::size_t> TableSchema::column_named(std::string_view column) const {
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i].name == column) return i;
  return std::nullopt;
}

std::size_t Schema::table_named(std::string_view table) const {
  std::size_t index = 0;
  while (index < tables.size() && tables[index].name != table) ++index;
  return index;
}

Schema schema_of(const core::Program& program) {
  Schema schema;
  std::vector<TableSchema> headings;
  for (const core::RecordTable& record : program.tables.nodes) {
    TableSchema table{record.name, {}, {}, {}, {}, false, false};
    TableSchema heading{record.heading, {}, {}, {}, {}, false, true};
    for (std::size_t i = 0; i < record.columns.size(); ++i) {
      ColumnSchema column = column_of(program, record, i);
      if (record.columns[i].heading) {
        heading.columns.push_back(std::move(column));
        continue;
      }
      if (column.kind == ColumnKind::key) table.key = table.columns.size();
      if (column.kind == ColumnKind::link) table.link = table.columns.size();
      table.columns.push_back(std::move(column));
    }
    if (record.parent) table.parent = record.parent->index;
    schema.tables.push_back(std::move(table));
    if (!heading.columns.empty()) headings.push_back(std::move(heading));
  }
  for (const core::RecordTable& record : program.tables.nodes)
    for (const core::Column& column : record.columns)
      if (column.type.kind == core::Kind::row) schema.tables[column.type.table.index].referred = true;
  for (TableSchema& heading : headings) schema.tables.push_back(std::move(heading));
  return schema;
}

}  // namespace cepol::damage
