// Reads a workbook: which sheet is which table, then the rows of each as those of a CSV file. A sheet is the table
// whose name it has; else the one whose headings it has; else, alone in a file with the name of a table, that table.
#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "interpreter/data/row_words.hpp"
#include "interpreter/files/formats.hpp"
#include "interpreter/files/path.hpp"
#include "interpreter/files/sheet_rows.hpp"
#include "interpreter/files/table_rows.hpp"
#include "interpreter/files/workbook.hpp"

namespace cepol::files {

namespace {

ReadError error_of(const std::string& path, const PartTrouble& found) {
  if (found.external) return {path, data::Fault::workbook_external, {found.part}};
  switch (found.trouble) {
    case Trouble::none:
    case Trouble::damaged: break;
    case Trouble::too_large: return {path, data::Fault::workbook_too_large, {found.part}};
    case Trouble::entities: return {path, data::Fault::workbook_entities, {found.part}};
    case Trouble::too_wide: return {path, data::Fault::workbook_too_wide, {found.part}};
  }
  return {path, data::Fault::workbook_damaged, {found.part}};
}

// The letters of columns, one a line.
std::string letters_of(const std::vector<bool>& columns) {
  std::string letters;
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i]) letters += (letters.empty() ? "" : "\n") + column_letters(i);
  return letters;
}

class WorkbookReader {
 public:
  WorkbookReader(const FormatInput& input, const ZipArchive& archive) : input_(input), archive_(archive) {
    for (const core::RecordTable& record : input.program.tables.nodes) {
      names_.push_back(record.name);
      if (!record.heading.empty()) names_.push_back(record.heading);
    }
  }

  std::optional<ReadError> read() {
    if (const PartTrouble found = read_workbook(archive_, workbook_); found.trouble != Trouble::none || found.external)
      return error_of(input_.path, found);
    if (auto error = assign()) return error;
    bool any = false;
    for (Use& use : uses_) {
      if (use.table.empty()) {
        report_unused(use);
        continue;
      }
      any = true;
      if (auto error = read_sheet(use)) return error;
    }
    if (!any && std::all_of(uses_.begin(), uses_.end(), [](const Use& use) { return use.empty; }))
      return ReadError{input_.path, data::Fault::empty_file, {}};
    return std::nullopt;
  }

 private:
  struct Use {
    const Sheet* sheet;
    std::string table;        // empty: it is not used
    std::string by_headings;  // the table whose headings it has
    bool empty = false;
  };

  std::string table_named(const std::string& sheet) const {
    const std::string form = data::label_form(sheet);
    for (const std::string& name : names_)
      if (data::label_form(name) == form) return name;
    for (const auto& [name, table] : input_.builder.assumptions().sheets)
      if (data::label_form(name) == form) return table;
    return {};
  }

  // Looks at the first rows of every sheet.
  std::optional<ReadError> look() {
    for (const Sheet& sheet : workbook_.sheets) {
      Use& use = uses_.emplace_back(Use{&sheet, {}, {}, false});
      if (!sheet.has_cells) continue;
      SheetRows rows(archive_, workbook_, sheet, nullptr);
      use.by_headings = table_by_headings(rows, input_.program).value_or("");
      if (use.by_headings.empty()) {
        SheetRows again(archive_, workbook_, sheet, nullptr);
        use.empty = is_empty(again);
      }
      if (rows.trouble() != Trouble::none) return error_of(input_.path, {rows.trouble(), sheet.part});
    }
    return std::nullopt;
  }

  static bool is_empty(SheetRows& rows) {
    CellRow row;
    while (rows.next(row))
      if (std::any_of(row.cells.begin(), row.cells.end(), [](const auto& cell) { return !cell.blank(); })) return false;
    return true;
  }

  bool is_assigned(const std::string& table) const {
    return std::any_of(uses_.begin(), uses_.end(), [&](const Use& use) { return use.table == table; });
  }

  std::optional<ReadError> assign() {
    if (auto error = look()) return error;
    std::vector<Use*> filled;
    for (Use& use : uses_)
      if (use.sheet->has_cells && !use.empty) filled.push_back(&use);
    if (input_.table && filled.size() == 1) {
      filled.front()->table = *input_.table;
      return std::nullopt;
    }
    for (Use* use : filled)
      if (const std::string table = table_named(use->sheet->name); !table.empty())
        if (auto error = give(*use, table)) return error;
    for (Use* use : filled)
      if (use->table.empty() && !use->by_headings.empty())
        if (auto error = give(*use, use->by_headings)) return error;
    return std::nullopt;
  }

  std::optional<ReadError> give(Use& use, const std::string& table) {
    for (const Use& other : uses_)
      if (other.table == table)
        return ReadError{input_.path, data::Fault::sheets_of_table, {table, other.sheet->name, use.sheet->name}};
    use.table = table;
    return std::nullopt;
  }

  void report_unused(const Use& use) const {
    if (!use.sheet->has_cells) return input_.tell(Tell::sheet_chart, {use.sheet->name});
    if (use.empty) return input_.tell(Tell::sheet_empty, {use.sheet->name});
    std::string tables;
    for (const std::string& name : names_) tables += (tables.empty() ? "" : "\n") + name;
    input_.builder.note(use.sheet->name, 0, "", data::Fault::sheet_unused, {use.sheet->name, tables});
  }

  std::optional<ReadError> read_sheet(const Use& use) {
    const Sheet& sheet = *use.sheet;
    std::vector<MergedCells> merged;
    if (const PartTrouble found = read_merged_cells(archive_, sheet, merged); found.trouble != Trouble::none)
      return error_of(input_.path, found);
    SheetRows rows(archive_, workbook_, sheet, &merged);
    FileHead head = read_head(rows, input_.program, use.table);
    if (rows.trouble() != Trouble::none) return error_of(input_.path, {rows.trouble(), sheet.part});
    if (auto error = read_table_rows(input_, use.table, head, rows)) return error;
    if (rows.trouble() != Trouble::none) return error_of(input_.path, {rows.trouble(), sheet.part});
    tell(use, rows);
    return std::nullopt;
  }

  void tell(const Use& use, const SheetRows& rows) const {
    if (use.sheet->name != use.table) input_.tell(Tell::sheet_used, {use.sheet->name, use.table});
    if (use.sheet->hidden) input_.tell(Tell::sheet_hidden, {use.sheet->name});
    if (rows.struck_rows() > 0)
      input_.tell(Tell::rows_struck,
                  {use.sheet->name, std::to_string(rows.struck_rows()), std::to_string(rows.first_struck_row())});
    if (rows.hidden_rows() > 0)
      input_.tell(Tell::rows_hidden,
                  {use.sheet->name, std::to_string(rows.hidden_rows()), std::to_string(rows.first_hidden_row())});
    if (const std::string columns = letters_of(rows.hidden_columns()); !columns.empty())
      input_.tell(Tell::columns_hidden, {use.sheet->name, columns});
    tell_unlike(use.sheet->name, rows);
    if (rows.first_row_beyond() == 0) return;
    const std::string columns = letters_of(rows.columns_beyond());
    input_.builder.note(use.table, rows.first_row_beyond(), "", data::Fault::beyond_heading, {columns});
  }

  // Numbers with words of the format, which are not read, perhaps hold a unit: these are told first.
  void tell_unlike(const std::string& sheet, const SheetRows& rows) const {
    static constexpr std::pair<Unlike, Tell> ways[] = {{Unlike::altered, Tell::cells_altered},
                                                       {Unlike::scaled, Tell::cells_scaled},
                                                       {Unlike::rounded, Tell::cells_rounded},
                                                       {Unlike::unseen, Tell::cells_unseen}};
    for (const auto& [how, tell] : ways)
      if (const UnlikeCells& cells = rows.unlike(how); cells.count > 0)
        input_.tell(tell, {sheet, std::to_string(cells.count), std::to_string(cells.first_row),
                           letters_of(cells.columns), cells.code});
  }

  const FormatInput& input_;
  const ZipArchive& archive_;
  Workbook workbook_;
  std::vector<std::string> names_;  // of tables and heading tables
  std::vector<Use> uses_;           // by sheet
};

}  // namespace

std::optional<ReadError> read_xlsx(const FormatInput& input) {
  if (input.bytes.size() == 0) return ReadError{input.path, data::Fault::empty_file, {}};
  if (read_all(input.bytes, 2) != "PK") return ReadError{input.path, data::Fault::workbook_not_zip, {}};
  const auto archive = ZipArchive::open(input.bytes);
  if (!archive) return ReadError{input.path, data::Fault::workbook_damaged, {}};
  return WorkbookReader(input, *archive).read();
}

}  // namespace cepol::files
