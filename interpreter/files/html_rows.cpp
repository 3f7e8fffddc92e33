#include "interpreter/files/html_rows.hpp"

#include <libxml/HTMLparser.h>

#include <charconv>
#include <deque>
#include <map>
#include <utility>

#include "interpreter/files/formats.hpp"
#include "interpreter/files/sheet_handler.hpp"
#include "lang/base/text.hpp"

namespace cepol::files {

namespace {

constexpr std::size_t block = std::size_t{1} << 14;
constexpr std::size_t most_open = 500;  // elements within one another
// Of a page between two of its elements or texts: libxml2 keeps it, and may look at it once more with each block.
constexpr std::size_t longest_piece = std::size_t{1} << 20;
// Of rows that one block gives: cells that go over thousands of columns and rows make much of little.
constexpr std::size_t most_waiting = std::size_t{128} << 20;

bool is_html_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

std::string_view attribute(const xmlChar** attributes, std::string_view name) {
  for (; attributes != nullptr && *attributes != nullptr; attributes += 2)
    if (reinterpret_cast<const char*>(attributes[0]) == name)
      return attributes[1] == nullptr ? std::string_view() : reinterpret_cast<const char*>(attributes[1]);
  return {};
}

// colspan, rowspan; what is none is 1. Of rows 0 means all that follow.
std::uint32_t span_of(const xmlChar** attributes, std::string_view name, std::uint32_t most) {
  const std::string_view text = trimmed(attribute(attributes, name));
  std::uint32_t span = 1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), span);
  if (error == std::errc::result_out_of_range) return most;
  if (error != std::errc() || text.empty()) return 1;
  return span == 0 ? (name == "rowspan" ? most : 1) : std::min(span, most);
}

}  // namespace

// The events of the page, of which the rows of one table are kept.
struct HtmlRows::Parser {
  struct PageRow {
    std::uint32_t number = 0;
    std::deque<std::string> texts;  // of its cells, which do not move
    std::vector<data::CellText> cells;
  };

  // What a cell that goes over several rows says in those below.
  struct RowSpan {
    std::uint32_t rows;  // that are left
    std::string text;
    bool covered;  // by the cell beside it
  };

  std::string_view page;
  std::size_t wanted;  // the table; SIZE_MAX: none
  htmlParserCtxtPtr context = nullptr;
  std::size_t at = 0, last_event = 0;  // bytes of the page that were given to libxml2
  Trouble trouble = Trouble::none;
  std::size_t open = 0;    // elements
  std::size_t tables = 0;  // that began, in no other
  std::size_t depth = 0;   // of tables
  bool nested = false, in_row = false, in_cell = false;
  std::deque<PageRow> rows;  // that were read and not yet taken
  PageRow row;
  PageRow taken;
  std::string text;
  bool after_blank = false;
  std::uint32_t columns = 1, down = 1, row_count = 0;
  std::size_t bytes = 0;    // of the row
  std::size_t waiting = 0;  // bytes of `rows`, about
  std::map<std::size_t, RowSpan> spans;

  Parser(std::string_view page, std::size_t wanted);
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;
  ~Parser() {
    if (context != nullptr) htmlFreeParserCtxt(context);
  }

  bool step();
  bool is_wanted() const { return depth == 1 && tables - 1 == wanted; }
  void stop(Trouble why) {
    if (trouble == Trouble::none) trouble = why;
  }
  void start(std::string_view name, const xmlChar** attributes);
  void end(std::string_view name);
  void characters(std::string_view piece);
  void start_cell(const xmlChar** attributes);
  void end_cell();
  void end_row();
  void break_line();
  std::size_t skip_spans();
  void put(std::size_t column, data::CellText cell);
};

namespace {

std::string_view view_of(const xmlChar* text) { return reinterpret_cast<const char*>(text); }

}  // namespace

HtmlRows::Parser::Parser(std::string_view of, std::size_t table) : page(of), wanted(table) {
  static htmlSAXHandler handler = [] {
    xmlInitParser();
    htmlSAXHandler made{};
    made.startElement = [](void* self, const xmlChar* name, const xmlChar** attributes) {
      static_cast<Parser*>(self)->start(view_of(name), attributes);
    };
    made.endElement = [](void* self, const xmlChar* name) { static_cast<Parser*>(self)->end(view_of(name)); };
    made.characters = [](void* self, const xmlChar* piece, int size) {
      static_cast<Parser*>(self)->characters(view_of(piece).substr(0, static_cast<std::size_t>(size)));
    };
    made.ignorableWhitespace = made.characters;
    made.cdataBlock = [](void*, const xmlChar*, int) {};  // scripts and styles
    return made;
  }();
  context = htmlCreatePushParserCtxt(&handler, this, nullptr, 0, nullptr, XML_CHAR_ENCODING_UTF8);
  if (context == nullptr)
    stop(Trouble::damaged);
  else
    htmlCtxtUseOptions(context, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                    HTML_PARSE_IGNORE_ENC);
}

// False: the page is at its end, or something stopped it.
bool HtmlRows::Parser::step() {
  if (trouble != Trouble::none || context == nullptr) return false;
  if (at == page.size()) {
    htmlParseChunk(context, nullptr, 0, 1);
    htmlFreeParserCtxt(std::exchange(context, nullptr));
    if (in_row) end_row();
    return !rows.empty();
  }
  waiting = 0;
  const std::size_t size = std::min(block, page.size() - at);
  htmlParseChunk(context, page.data() + at, static_cast<int>(size), 0);
  at += size;
  if (at - last_event > longest_piece) stop(Trouble::too_large);
  return trouble == Trouble::none;
}

void HtmlRows::Parser::start(std::string_view name, const xmlChar** attributes) {
  last_event = at;
  if (trouble != Trouble::none) return;
  if (++open > most_open) return stop(Trouble::damaged);
  if (name == "table") {
    if (++depth == 1) {
      if (++tables > most_page_tables) stop(Trouble::too_large);
      row_count = 0;
      spans.clear();
    } else {
      nested = true;
    }
  }
  if (!is_wanted()) return;
  if (name == "tr") {
    if (in_row) end_row();
    in_row = true;
    row = PageRow{};
    bytes = 0;
  } else if (name == "td" || name == "th") {
    if (in_cell) end_cell();
    in_row = true;  // of a row whose tag is missing
    start_cell(attributes);
  } else if (name == "br" || name == "p" || name == "div" || name == "li") {
    break_line();
  }
}

void HtmlRows::Parser::end(std::string_view name) {
  last_event = at;
  if (open > 0) --open;
  if (trouble != Trouble::none) return;
  if (is_wanted()) {
    if (name == "td" || name == "th") end_cell();
    if (name == "tr" || name == "table") end_row();
  }
  if (name == "table" && depth > 0) --depth;
}

// Blanks and line ends of the page are one blank.
void HtmlRows::Parser::characters(std::string_view piece) {
  last_event = at;
  if (!in_cell || !is_wanted() || trouble != Trouble::none) return;
  for (const char c : piece) {
    if (is_html_blank(c)) {
      after_blank = true;
      continue;
    }
    if (std::exchange(after_blank, false) && !text.empty() && text.back() != '\n') text += ' ';
    text += c;
  }
  if (bytes + text.size() > longest_row) stop(Trouble::too_large);
}

void HtmlRows::Parser::break_line() {
  if (in_cell && !text.empty() && text.back() != '\n') text += '\n';
  after_blank = false;
}

void HtmlRows::Parser::start_cell(const xmlChar** attributes) {
  in_cell = true;
  text.clear();
  after_blank = false;
  columns = span_of(attributes, "colspan", most_columns);
  down = span_of(attributes, "rowspan", most_rows);
}

void HtmlRows::Parser::put(std::size_t column, data::CellText cell) {
  if (row.cells.size() <= column) row.cells.resize(column + 1);
  row.cells[column] = cell;
}

// Puts what goes down from rows above where the row is, and gives the first column that is free.
std::size_t HtmlRows::Parser::skip_spans() {
  while (true) {
    const std::size_t column = row.cells.size();
    const auto span = spans.find(column);
    if (span == spans.end()) return column;
    if (span->second.covered) {
      put(column, span->second.text.empty() ? data::CellText() : data::CellText(data::Fault::merged_over));
    } else {
      data::CellText cell(row.texts.emplace_back(span->second.text));
      cell.spread = true;
      bytes += cell.text.size();
      put(column, cell);
    }
    if (--span->second.rows == 0) spans.erase(span);
  }
}

void HtmlRows::Parser::end_cell() {
  if (!std::exchange(in_cell, false)) return;
  const std::size_t column = skip_spans();
  if (column + columns > most_columns) return stop(Trouble::too_wide);
  while (!text.empty() && text.back() == '\n') text.pop_back();
  bytes += text.size();
  data::CellText cell(row.texts.emplace_back(text));
  cell.spread = down > 1;
  const bool blank = trimmed(text).empty();
  put(column, cell);
  for (std::size_t i = 1; i < columns; ++i)
    put(column + i, blank ? data::CellText() : data::CellText(data::Fault::merged_over));
  if (down > 1)
    for (std::size_t i = 0; i < columns; ++i) spans[column + i] = {down - 1, blank ? std::string() : text, i > 0};
}

void HtmlRows::Parser::end_row() {
  if (in_cell) end_cell();
  if (!std::exchange(in_row, false) || trouble != Trouble::none) return;
  while (!spans.empty() && spans.rbegin()->first >= row.cells.size()) {
    if (spans.find(row.cells.size()) == spans.end()) put(row.cells.size(), data::CellText());
    skip_spans();
    if (bytes > longest_row) return stop(Trouble::too_large);
  }
  if (++row_count > most_rows) return stop(Trouble::too_large);
  row.number = row_count;
  waiting += bytes + row.cells.size() * sizeof(data::CellText);
  if (waiting > most_waiting) return stop(Trouble::too_large);
  rows.push_back(std::move(row));
  row = PageRow{};
  bytes = 0;
}

HtmlRows::HtmlRows(std::string_view page, std::size_t table) : parser_(std::make_unique<Parser>(page, table)) {}
HtmlRows::~HtmlRows() = default;

bool HtmlRows::next(CellRow& row) {
  Parser& parser = *parser_;
  while (parser.rows.empty() && parser.step()) {
  }
  if (parser.rows.empty() || parser.trouble != Trouble::none) return false;
  parser.taken = std::move(parser.rows.front());
  parser.rows.pop_front();
  row.cells = parser.taken.cells;
  row.number = parser.taken.number;
  row.line = row.number;
  row.lines = 1;
  row.fault.reset();
  if (width_ == 0) return true;
  for (std::size_t i = width_; i < row.cells.size(); ++i) {
    if (row.cells[i].blank()) continue;
    if (first_beyond_ == 0) first_beyond_ = row.number;
    if (beyond_.size() <= i) beyond_.resize(i + 1);
    beyond_[i] = true;
  }
  row.cells.resize(width_);
  return true;
}

bool HtmlRows::set_width(std::size_t width) {
  width_ = width;
  return true;
}

Trouble HtmlRows::trouble() const { return parser_->trouble; }

PageTables HtmlRows::tables(std::string_view page) {
  Parser parser(page, SIZE_MAX);
  while (parser.step()) {
  }
  return {parser.tables, parser.nested, parser.trouble};
}

}  // namespace cepol::files
