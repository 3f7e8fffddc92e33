// CSV scanner. A row is scanned within a buffer that grows until it holds the whole row; the cells are views into the
// buffer.
#include "interpreter/files/csv.hpp"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <iterator>
#include <utility>

#include "interpreter/files/cell_marks.hpp"
#include "interpreter/files/formats.hpp"
#include "lang/base/text.hpp"

namespace cepol::files {

namespace {

constexpr std::size_t most_read_again = std::size_t{64} * 1024 * 1024;

constexpr std::size_t marked_at_once = std::size_t{1} << 13;  // bytes; their marks stay near

bool line_break(char c) { return c == '\n' || c == '\r'; }

// By delimiter: which bytes end a cell.
using CellEnds = std::array<bool, 256>;
constexpr CellEnds ends_with(char delimiter) {
  CellEnds ends{};
  for (const char end : {delimiter, '\n', '\r'}) ends[static_cast<unsigned char>(end)] = true;
  return ends;
}
constexpr char delimiters[] = {',', ';', '\t', '|'};
constexpr CellEnds ends_of_cells[] = {ends_with(','), ends_with(';'), ends_with('\t'), ends_with('|')};

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::size_t line_breaks(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'))) ++count;
  return count;
}

bool has_line_break(std::string_view text) { return text.find_first_of("\r\n") != std::string_view::npos; }

}  // namespace

// Of a small file, room for all of it and for finding its end (fill() leaves half of the buffer free).
CsvRows::CsvRows(Reader& bytes, std::size_t chunk, char delimiter)
    : bytes_(bytes),
      buffer_(std::max<std::size_t>(bytes.size() == 0 ? chunk : std::min(chunk, 2 * bytes.size() + 4), 4)) {
  set_delimiter(delimiter);
}

void CsvRows::set_delimiter(char delimiter) {
  const auto* const found = std::find(std::begin(delimiters), std::end(delimiters), delimiter);
  if (found == std::end(delimiters)) return;
  delimiter_ = delimiter;
  cell_ends_ = &ends_of_cells[found - delimiters];
}

void CsvRows::fill() {
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
    mark_ = marks_end_ = marked_ = checked_ = 0;
  }
  if (end_ > buffer_.size() / 2)
    buffer_.resize(buffer_.size() * 2);  // so that the repeated scans of a long row stay linear
  const std::size_t count = bytes_.read(buffer_.data() + end_, buffer_.size() - end_);
  if (count == 0) at_end_ = true;
  any_nul_ = any_nul_ || std::memchr(buffer_.data() + end_, '\0', count) != nullptr;
  end_ += count;
  read_ += count;
}

// As many for each byte as so far.
std::size_t CsvRows::rows_left() const {
  const std::size_t used = read_ - (end_ - begin_), all = bytes_.size();
  if (used == 0 || all <= used) return 0;
  return static_cast<std::size_t>(static_cast<double>(number_) * static_cast<double>(all - used) /
                                  static_cast<double>(used));
}

void CsvRows::consume(std::size_t until) {
  line_ += line_breaks({buffer_.data() + begin_, until - begin_});
  begin_ = until;
}

// To the beginning of the next line.
void CsvRows::skip_line() {
  while (true) {
    std::size_t at = begin_;
    while (at < end_ && !line_break(buffer_[at])) ++at;
    begin_ = at;
    if (at < end_ && (buffer_[at] == '\n' || at + 1 < end_ || at_end_)) {
      const bool pair = buffer_[at] == '\r' && at + 1 < end_ && buffer_[at + 1] == '\n';
      begin_ = at + (pair ? 2 : 1);
      ++line_;
      return;
    }
    if (at_end_) return;
    fill();
  }
}

void CsvRows::mark_more() {
  std::copy(marks_.begin() + static_cast<std::ptrdiff_t>(mark_),
            marks_.begin() + static_cast<std::ptrdiff_t>(marks_end_), marks_.begin());
  marks_end_ -= mark_;
  mark_ = 0;
  const std::size_t count = std::min(end_ - marked_, marked_at_once);
  if (marks_.size() < marks_end_ + count) marks_.resize(2 * (marks_end_ + count));
  const auto* const to = write_cell_marks({buffer_.data() + marked_, count}, delimiter_,
                                          static_cast<std::uint32_t>(marked_), marks_.data() + marks_end_);
  marks_end_ = static_cast<std::size_t>(to - marks_.data());
  marked_ += count;
}

// One row from begin_, if it is whole and has no quotes; false: it is to be scanned byte by byte.
bool CsvRows::scan_unquoted(CellRow& row) {
  row.cells.clear();
  if (marked_ < begin_) {
    mark_ = marks_end_ = 0;
    marked_ = begin_;
  }
  while (mark_ < marks_end_ && marks_[mark_] < begin_) ++mark_;
  const char* const data = buffer_.data();
  std::size_t at = begin_, used = 0;
  for (bool more = true; more; ++used) {
    while (mark_ + used == marks_end_) {
      if (marked_ == end_) return false;
      mark_more();
    }
    const std::size_t end = marks_[mark_ + used];
    const char c = data[end];
    if (c == '"') return false;
    row.cells.emplace_back(std::string_view(data + at, end - at));
    at = end + 1;
    more = c == delimiter_;
    if (c == '\r' && at == end_ && !at_end_) return false;
    if (c == '\r' && at < end_ && data[at] == '\n') ++at;
  }
  if (at - begin_ >= longest_row) return false;
  row_end_ = at;
  mark_ += used;
  quoted_ = false;
  escaped_.clear();
  return true;
}

// Is the row UTF-8? It is looked at with those after it.
bool CsvRows::is_sound(std::size_t begin, std::size_t end) {
  if (end > checked_) {
    const std::size_t last = std::string_view(buffer_.data(), end_).rfind('\n');
    checked_ = last == std::string_view::npos ? end : std::max(end, last + 1);
    all_utf8_ = simdjson::validate_utf8(buffer_.data() + begin, checked_ - begin);
  }
  return all_utf8_ || simdjson::validate_utf8(buffer_.data() + begin, end - begin);
}

// One row from begin_, looking no further than `end`. `last`: nothing follows `end`.
CsvRows::Scan CsvRows::scan(CellRow& row, std::size_t end, bool last) {
  const char* const data = buffer_.data();
  const char delimiter = delimiter_;
  const CellEnds& cell_ends = *cell_ends_;
  const auto blank = [&](char c) { return c == ' ' || (c == '\t' && delimiter != '\t'); };
  row.cells.clear();
  escaped_.clear();
  quoted_ = false;
  std::size_t at = begin_;
  while (true) {  // a cell
    std::size_t start = at;
    while (start < end && blank(data[start])) ++start;
    if (start < end && data[start] == '"') {
      quoted_ = true;
      bool doubled = false;
      at = ++start;
      std::size_t limit = end;
      if (read_again_ > most_read_again)
        limit = static_cast<std::size_t>(std::find_if(data + start, data + end, line_break) - data);
      while (true) {
        const auto* close = static_cast<const char*>(std::memchr(data + at, '"', limit - at));
        row_end_ = limit;
        if (close == nullptr) return last || limit < end ? Scan::open_quote : Scan::wants_more;
        at = static_cast<std::size_t>(close - data) + 1;
        if (at == end && !last) return Scan::wants_more;
        if (at == end || data[at] != '"') break;
        doubled = true;
        ++at;
      }
      const std::string_view cell(data + start, at - 1 - start);
      if (doubled) escaped_.emplace_back(row.cells.size(), start);
      row.cells.emplace_back(cell);
      while (at < end && blank(data[at])) ++at;
      row_end_ = at;
      if (at < end && !cell_ends[static_cast<unsigned char>(data[at])]) {
        if (has_line_break(cell)) return Scan::open_quote;
        row.cells.back() = data::Fault::cell_text_after_quote;
        while (at < end && !cell_ends[static_cast<unsigned char>(data[at])]) ++at;
      }
    } else {
      start = at;
      while (at < end && !cell_ends[static_cast<unsigned char>(data[at])]) ++at;
      row.cells.emplace_back(std::string_view(data + start, at - start));
    }
    if (at == end) {
      row_end_ = end;
      return last ? Scan::complete : Scan::wants_more;
    }
    if (data[at] == delimiter) {
      ++at;
      continue;
    }
    if (data[at] == '\r') {
      if (at + 1 == end && !last) return Scan::wants_more;
      if (at + 1 < end && data[at + 1] == '\n') ++at;
    }
    row_end_ = at + 1;
    return Scan::complete;
  }
}

void CsvRows::check_cells(CellRow& row) {
  for (data::CellText& cell : row.cells) {
    if (cell.fault) continue;
    if (cell.text.find('\0') != std::string_view::npos)
      cell = data::Fault::cell_nul;
    else if (!simdjson::validate_utf8(cell.text.data(), cell.text.size()))
      cell = data::Fault::cell_not_utf8;
  }
}

// Doubled quotes become single ones, in place.
void CsvRows::unescape(CellRow& row) {
  for (const auto& [index, start] : escaped_) {
    data::CellText& cell = row.cells[index];
    char* to = buffer_.data() + start;
    for (std::size_t i = 0; i < cell.text.size(); ++i) {
      *to++ = cell.text[i];
      if (cell.text[i] == '"') ++i;
    }
    if (!cell.fault) cell = std::string_view(buffer_.data() + start, to);
  }
}

// Programs that add a mark to what has one leave two.
void CsvRows::skip_byte_order_marks() {
  for (;; begin_ += byte_order_mark.size()) {
    while (end_ - begin_ < byte_order_mark.size() && !at_end_) fill();
    if (!std::string_view(buffer_.data() + begin_, end_ - begin_).starts_with(byte_order_mark)) return;
  }
}

// Spreadsheets take the line `sep=;` for themselves: the row below is the first.
void CsvRows::skip_named_delimiter() {
  constexpr std::string_view begin = "sep=";
  while (end_ - begin_ < begin.size() + 3 && !at_end_) fill();
  std::string_view text(buffer_.data() + begin_, end_ - begin_);
  if (text.size() <= begin.size()) return;
  for (std::size_t i = 0; i < begin.size(); ++i)
    if (text[i] != begin[i] && text[i] != begin[i] - 'a' + 'A') return;
  const char named = text[begin.size()];
  if (std::find(std::begin(delimiters), std::end(delimiters), named) == std::end(delimiters)) return;
  text.remove_prefix(begin.size() + 1);
  if (!text.empty() && !line_break(text.front())) return;
  set_delimiter(named);
  named_ = true;
  skip_line();
}

bool CsvRows::next(CellRow& row) {
  if (!std::exchange(started_, true)) {
    skip_byte_order_marks();
    skip_named_delimiter();
  }
  while (begin_ < end_ || !at_end_) {
    if (begin_ == end_)
      fill();
    else if (next_of_buffer(row))
      return true;
  }
  return false;
}

// Skips a row that cannot be read: reading continues at the next line.
void CsvRows::give_up(CellRow& row, data::Fault fault) {
  row.cells.clear();
  row.fault = fault;
  row.number = ++number_;
  skip_line();
}

// False: there is no row yet; more bytes were read, or a blank line was skipped.
bool CsvRows::next_of_buffer(CellRow& row) {
  row.fault.reset();
  row.within = {};
  row.line = line_;
  const bool bounded = end_ - begin_ > longest_row;
  const std::size_t end = bounded ? begin_ + longest_row : end_;
  Scan found = scan_unquoted(row) ? Scan::complete : scan(row, end, at_end_ && !bounded);
  if (found == Scan::wants_more) {
    if (!bounded) {
      fill();
      return false;
    }
    // Only a quoted cell has line breaks.
    row_end_ = end;
    found = has_line_break({buffer_.data() + begin_, end - begin_}) ? Scan::open_quote : Scan::too_long;
  }
  switch (found) {
    case Scan::complete:
    case Scan::wants_more: break;
    case Scan::too_long:
      consume(end - 1);  // that may be half of a line end
      give_up(row, data::Fault::row_too_long);
      return true;
    case Scan::open_quote:
      // It is unknown which quote of the row is wrong; continuing after the first line loses the fewest rows.
      read_again_ += row_end_ - begin_;
      give_up(row, data::Fault::quote_never_closed);
      return true;
  }
  row.number = ++number_;
  const std::size_t begin = begin_;
  row.within = std::string_view(buffer_.data() + begin_, row_end_ - begin_);
  if (quoted_) {
    consume(row_end_);
  } else {
    begin_ = row_end_;
    ++line_;
  }
  row.lines = static_cast<std::uint32_t>(line_ - row.line);
  if (row.cells.size() == 1 && !quoted_ && trimmed(row.cells[0].text).empty()) return false;
  if ((any_nul_ && row.within.find('\0') != std::string_view::npos) || !is_sound(begin, row_end_)) check_cells(row);
  unescape(row);
  return true;
}

}  // namespace cepol::files
