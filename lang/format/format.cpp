// The formatter's passes: split the tokens into their original lines, indent these by the open brackets, align the
// names of cases, the cells of example tables and the comments at line ends, then write the lines out.
#include "lang/format/format.hpp"

#include <algorithm>

#include "lang/base/text.hpp"
#include "lang/format/layout_tokens.hpp"

namespace cepol::format {

using syntax::Keyword;

namespace {

constexpr std::size_t step = 2;
constexpr std::size_t longest_aligned = 60;  // columns of a line with a comment after it

struct LayoutLine {
  std::size_t indent = 0;  // columns
  bool empty_before = false;
  bool row = false;  // of an example's table: its pieces are the cells
  std::vector<LayoutToken> pieces;
  std::string text, comment;  // at its end
};

struct OpenBracket {  // the first one is the file itself
  char bracket;
  std::size_t line;  // where it was opened
  std::size_t indent, inner;
  std::size_t condition = 0;  // column of the item's last 当, at which 且 is aligned; 0: none
};

// Brackets opened on one line together add one indentation step.
void follow(std::vector<OpenBracket>& open, const LayoutToken& piece, std::size_t line, std::size_t indent) {
  if (closes(piece) && open.size() > 1) open.pop_back();
  const char bracket = opened_by(piece);
  if (bracket == 0) return;
  const bool together = open.back().line == line;
  open.push_back({bracket, line, indent, together ? open.back().inner : indent + step});
}

// Splits tokens into their original lines, indented by the enclosing brackets; a continuation line of an item by one
// step more.
std::vector<LayoutLine> lines_of(std::vector<LayoutToken> pieces) {
  std::vector<LayoutLine> lines;
  std::vector<OpenBracket> open{{'{', SIZE_MAX, 0, 0}};
  for (std::size_t i = 0; i < pieces.size();) {
    LayoutLine line;
    line.empty_before = !lines.empty() && pieces[i].lines_before > 1;
    std::size_t end = i + 1;
    while (end < pieces.size() && pieces[end].lines_before == 0) ++end;

    std::size_t closing = i;
    while (closing < end && closes(pieces[closing])) ++closing;
    std::size_t next = i;  // a comment on a line of its own is indented like the token after it
    while (next < pieces.size() && pieces[next].comment) ++next;
    OpenBracket& around = open.back();
    if (closing > i) {
      line.indent = open[open.size() - std::min(open.size() - 1, closing - i)].indent;
    } else {
      line.indent = around.inner;
      line.row = around.bracket == '[';
      const bool item = next == pieces.size() || pieces[next].item || closes(pieces[next]);
      if (item) around.condition = 0;
      const Keyword word = next < pieces.size() ? pieces[next].keyword : Keyword::none_;
      const bool joins = (word == Keyword::and_ || word == Keyword::or_) && around.condition > 0;
      if (joins)
        line.indent = around.condition;
      else if (!item && around.bracket == '{' && opened_by(pieces[next]) != '{')
        line.indent += step;
      if (word == Keyword::when) around.condition = line.indent;
    }
    for (std::size_t at = i; at < end; ++at) follow(open, pieces[at], lines.size(), line.indent);
    for (; i < end; ++i) {
      if (pieces[i].comment && !line.pieces.empty())
        line.comment = std::move(pieces[i].text);
      else
        line.pieces.push_back(std::move(pieces[i]));
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

bool is_string(const LayoutToken& piece) {
  return piece.kind == syntax::TokenKind::word && (piece.text.starts_with('"') || piece.text.starts_with("“"));
}
bool is_name(const LayoutToken& piece) {
  return piece.kind == syntax::TokenKind::word && !piece.comment && !is_string(piece);
}

void write(LayoutLine& line) {
  for (std::size_t i = 0; i < line.pieces.size(); ++i) {
    if (i > 0) line.text += between(line.pieces[i - 1], line.pieces[i]);
    line.text += line.pieces[i].text;
  }
}

using Cells = std::vector<std::string>;  // of one row

std::vector<std::size_t> widths_of(const std::vector<Cells>& rows) {
  std::vector<std::size_t> widths;
  for (const Cells& cells : rows)
    for (std::size_t c = 0; c < cells.size(); ++c) {
      if (widths.size() <= c) widths.push_back(0);
      widths[c] = std::max(widths[c], display_width(cells[c]));
    }
  return widths;
}

std::string in_columns(const Cells& cells, const std::vector<std::size_t>& widths) {
  std::string text;
  for (std::size_t c = 0; c < cells.size(); ++c) {
    text += cells[c];
    if (c + 1 < cells.size()) text.append(widths[c] - display_width(cells[c]) + 1, ' ');
  }
  return text;
}

// Where a table's head begins on the line of its bracket; the line's size: the bracket is the last token.
std::size_t head_of(const LayoutLine& above) {
  std::size_t bracket = above.pieces.size();
  while (bracket > 0 && opened_by(above.pieces[bracket - 1]) != '[') --bracket;
  return bracket;
}

// The cells of a row; `tail` counts the tokens after them: the closing bracket, a comment.
Cells cells_of(const LayoutLine& line, std::size_t& tail) {
  Cells cells;
  for (const LayoutToken& piece : line.pieces) {
    if (piece.comment || closes(piece) || tail > 0)
      ++tail;
    else
      cells.push_back(piece.text);
  }
  return cells;
}

// Writes the head on the line of its bracket; returns the column at which it begins.
std::size_t write_head(LayoutLine& above, std::size_t bracket, const std::string& head) {
  LayoutLine start = above;
  start.pieces.resize(bracket);
  start.text.clear();
  write(start);
  above.text = start.text + " " + head;
  return above.indent + display_width(start.text) + 1;
}

// Aligns the cells of a table in columns. If the head is on the line of the bracket, the rows are aligned below it.
void align_rows(std::vector<LayoutLine>& lines, std::size_t first, std::size_t end) {
  LayoutLine& above = lines[first - 1];
  const std::size_t bracket = head_of(above);
  const bool head_above = bracket < above.pieces.size();
  std::vector<Cells> rows;
  if (head_above) {
    Cells head;
    for (std::size_t i = bracket; i < above.pieces.size(); ++i) head.push_back(above.pieces[i].text);
    rows.push_back(std::move(head));
  }
  std::vector<std::size_t> tails(end - first, 0);
  for (std::size_t i = first; i < end; ++i) rows.push_back(cells_of(lines[i], tails[i - first]));
  const std::vector<std::size_t> widths = widths_of(rows);
  const std::size_t indent = head_above ? write_head(above, bracket, in_columns(rows.front(), widths)) : 0;
  for (std::size_t i = first; i < end; ++i) {
    LayoutLine& line = lines[i];
    const Cells& cells = rows[i - first + (head_above ? 1 : 0)];
    if (cells.empty()) {
      write(line);
      continue;
    }
    if (head_above) line.indent = indent;
    line.text = in_columns(cells, widths);
    for (std::size_t t = line.pieces.size() - tails[i - first]; t < line.pieces.size(); ++t) {
      line.text += between(line.pieces[t - 1], line.pieces[t]);
      line.text += line.pieces[t].text;
    }
  }
}

// 受理 "2017年5月31日以前" 当 …: pads the names of neighbouring cases to the widest.
void align_names(std::vector<LayoutLine>& lines) {
  auto named = [](const LayoutLine& line) {
    return !line.row && line.pieces.size() > 1 && line.pieces[0].item && is_name(line.pieces[0]) &&
           is_string(line.pieces[1]);
  };
  for (std::size_t i = 0; i < lines.size();) {
    std::size_t end = i, widest = 0;
    for (; end < lines.size() && named(lines[end]) && lines[end].indent == lines[i].indent &&
           (end == i || !lines[end].empty_before);
         ++end)
      widest = std::max(widest, display_width(lines[end].pieces[0].text));
    for (std::size_t at = i; at < end; ++at)
      lines[at].pieces[0].text.append(widest - display_width(lines[at].pieces[0].text), ' ');
    i = std::max(end, i + 1);
  }
}

// Aligns the comments at the ends of consecutive lines; a comment after a long line is not moved.
void align_comments(std::vector<LayoutLine>& lines) {
  auto width = [](const LayoutLine& line) { return line.indent + display_width(line.text); };
  for (std::size_t i = 0; i < lines.size();) {
    std::size_t end = i, widest = 0;
    for (; end < lines.size() && !lines[end].comment.empty() && (end == i || !lines[end].empty_before); ++end)
      if (width(lines[end]) <= longest_aligned) widest = std::max(widest, width(lines[end]));
    for (std::size_t at = i; at < end; ++at) {
      LayoutLine& line = lines[at];
      line.text.append(std::max(widest, width(line)) + step - width(line), ' ');
      line.text += line.comment;
    }
    i = std::max(end, i + 1);
  }
}

}  // namespace

std::string formatted(const syntax::Tree& tree, const FormatOptions& options) {
  std::vector<LayoutLine> lines = lines_of(pieces_of(tree, options));
  align_names(lines);
  for (std::size_t i = 0; i < lines.size();) {
    std::size_t end = i;
    while (end < lines.size() && lines[end].row) ++end;
    if (end > i)
      align_rows(lines, i, end);
    else
      write(lines[end++]);
    i = end;
  }
  align_comments(lines);
  std::string text;
  for (const LayoutLine& line : lines) {
    if (line.empty_before) text += '\n';
    text.append(line.indent, ' ');
    text += line.text;
    text += '\n';
  }
  return text;
}

std::string with_line_ends_of(const std::string& text, std::string made) {
  const std::size_t first = text.find('\n');
  if (first == std::string::npos || first == 0 || text[first - 1] != '\r') return made;
  std::string with_returns;
  for (const char c : made) {
    if (c == '\n') with_returns += '\r';
    with_returns += c;
  }
  return with_returns;
}

}  // namespace cepol::format
