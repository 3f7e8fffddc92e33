// Reads a web page that has the name of a workbook: which of its tables is which table, then the rows of each as those
// of a sheet. Alone on a page with the name of a table it is that table; else it is the one whose headings it has.
#include <algorithm>
#include <optional>

#include "interpreter/files/formats.hpp"
#include "interpreter/files/html_rows.hpp"
#include "interpreter/files/sheet_rows.hpp"
#include "interpreter/files/table_rows.hpp"

namespace cepol::files {

namespace {

ReadError too_large(const FormatInput& input) { return {input.path, data::Fault::workbook_too_large, {input.path}}; }

ReadError page_error(const FormatInput& input, Trouble trouble) {
  if (trouble == Trouble::too_large) return too_large(input);
  if (trouble == Trouble::too_wide) return {input.path, data::Fault::workbook_too_wide, {input.path}};
  return {input.path, data::Fault::html_workbook, {}};
}

// charset=gb2312, as the page says of itself.
std::optional<Encoding> said_encoding(std::string_view begin) {
  std::string text(begin);
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  constexpr std::string_view word = "charset=";
  const std::size_t at = text.find(word);
  if (at == std::string::npos) return std::nullopt;
  std::string_view name = std::string_view(text).substr(at + word.size());
  while (!name.empty() && (name.front() == '"' || name.front() == '\'' || name.front() == ' ')) name.remove_prefix(1);
  return encoding_named(name.substr(0, name.find_first_of("\"' />;\r\n")));
}

struct PageText {
  std::string text;
  std::optional<ReadError> error;
};

// All of the page as UTF-8. What its bytes show counts more than what it says of itself.
PageText text_of_page(const FormatInput& input) {
  constexpr std::size_t begin_of_page = 4096;
  FoundEncoding found = encoding_of(input.bytes, input.form.encoding);
  const bool sure = found.evidence == Evidence::given || found.evidence == Evidence::byte_order_mark ||
                    (found.encoding == Encoding::utf8 && found.evidence == Evidence::every_byte);
  const std::string begin = read_all(input.bytes, begin_of_page);
  input.bytes.seek(0);
  if (const auto said = said_encoding(begin); said && !sure) found = encoding_of(input.bytes, said);
  const std::string name(name_of(found.encoding));
  const auto damaged = [&](std::uint64_t line) {
    return PageText{{}, ReadError{input.path, data::Fault::not_of_encoding, {name, std::to_string(line)}}};
  };
  if (found.bad_line) return damaged(*found.bad_line);
  DecodedText decoded(input.bytes, found.encoding);
  PageText page{
      read_all(found.encoding == Encoding::utf8 ? input.bytes : static_cast<Reader&>(decoded), largest_page + 1),
      std::nullopt};
  if (const auto line = decoded.bad_line()) return damaged(*line);
  if (page.text.size() > largest_page) return {{}, too_large(input)};
  if (const auto bad = invalid_utf8(page.text))
    return damaged(1 + static_cast<std::uint64_t>(
                           std::count(page.text.begin(), page.text.begin() + static_cast<std::ptrdiff_t>(*bad), '\n')));
  if (page.text.find('\0') != std::string::npos) return {{}, page_error(input, Trouble::damaged)};
  if (page.text.starts_with("\xEF\xBB\xBF")) page.text.erase(0, 3);
  if (found.encoding != Encoding::utf8) input.tell(Tell::encoding_bytes, {name});
  return page;
}

class PageReader {
 public:
  PageReader(const FormatInput& input, std::string_view page) : input_(input), page_(page) {}

  std::optional<ReadError> read() {
    const PageTables tables = HtmlRows::tables(page_);
    if (tables.trouble != Trouble::none) return page_error(input_, tables.trouble);
    if (tables.nested || tables.count == 0) return page_error(input_, Trouble::damaged);
    input_.tell(Tell::page_tables, {});
    if (auto error = assign(tables.count)) return error;
    bool any = false;
    for (const Use& use : uses_) {
      if (use.empty) continue;
      any = true;
      if (use.table.empty()) {
        report_unused(use);
      } else if (auto error = read_table(use, tables.count)) {
        return error;
      }
    }
    if (!any) return ReadError{input_.path, data::Fault::empty_file, {}};
    return std::nullopt;
  }

 private:
  struct Use {
    std::size_t number;  // of the table of the page, from 0
    bool empty;
    std::string table;  // empty: it is not used
  };

  static bool has_cells(HtmlRows& rows) {
    CellRow row;
    while (rows.next(row))
      if (std::any_of(row.cells.begin(), row.cells.end(), [](const auto& cell) { return !cell.blank(); })) return true;
    return false;
  }

  std::optional<ReadError> assign(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      HtmlRows rows(page_, i);
      uses_.push_back({i, !has_cells(rows), {}});
      if (rows.trouble() != Trouble::none) return page_error(input_, rows.trouble());
    }
    const auto filled = std::count_if(uses_.begin(), uses_.end(), [](const Use& use) { return !use.empty; });
    for (Use& use : uses_) {
      if (use.empty) continue;
      HtmlRows rows(page_, use.number);
      use.table = filled == 1 && input_.table ? *input_.table : table_by_headings(rows, input_.program).value_or("");
      if (use.table.empty()) continue;
      for (const Use& other : uses_)
        if (other.number < use.number && other.table == use.table)
          return ReadError{input_.path,
                           data::Fault::sheets_of_table,
                           {use.table, std::to_string(other.number + 1), std::to_string(use.number + 1)}};
    }
    return std::nullopt;
  }

  void report_unused(const Use& use) const {
    std::string tables;
    for (const core::RecordTable& record : input_.program.tables.nodes)
      tables += (tables.empty() ? "" : "\n") + record.name;
    const std::string name = std::to_string(use.number + 1);
    input_.builder.note(name, 0, "", data::Fault::sheet_unused, {name, tables});
  }

  std::optional<ReadError> read_table(const Use& use, std::size_t count) const {
    HtmlRows rows(page_, use.number);
    FileHead head = read_head(rows, input_.program, use.table);
    if (auto error = read_table_rows(input_, use.table, head, rows)) return error;
    if (rows.trouble() != Trouble::none) return page_error(input_, rows.trouble());
    if (count > 1) input_.tell(Tell::page_table_used, {std::to_string(use.number + 1), use.table});
    if (rows.first_row_beyond() == 0) return std::nullopt;
    std::string columns;
    for (std::size_t i = 0; i < rows.columns_beyond().size(); ++i)
      if (rows.columns_beyond()[i]) columns += (columns.empty() ? "" : "\n") + column_letters(i);
    input_.builder.note(use.table, rows.first_row_beyond(), "", data::Fault::beyond_heading, {columns});
    return std::nullopt;
  }

  const FormatInput& input_;
  std::string_view page_;
  std::vector<Use> uses_;
};

}  // namespace

std::optional<ReadError> read_html(const FormatInput& input) {
  const PageText page = text_of_page(input);
  if (page.error) return page.error;
  return PageReader(input, page.text).read();
}

}  // namespace cepol::files
