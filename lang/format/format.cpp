#include "lang/format/format.hpp"

#include <algorithm>

#include "lang/base/text.hpp"
#include "lang/format/layout_tokens.hpp"

namespace cepol::format {

using syntax::Keyword;

namespace {

constexpr std::size_t step = 2;
constexpr std::size_t longest_aligned = 60;  // columns of a line with a comment after it

struct OutputLine {
  std::size_t indent = 0;  // columns
  bool empty_before = false;
  bool row = false;  // of an example's table: its tokens are the cells
  std::vector<LayoutToken> tokens;
  std::string text, comment;  // the comment at its end
};

struct OpenBracket {  // the first stands for the file itself
  char bracket;
  std::size_t line;  // on which it was opened
  std::size_t indent, inner;
  std::size_t condition = 0;  // column of the last `when` of the item, where `and` is aligned; 0: none
};

// Brackets opened on one line indent their contents by one step together.
void follow(std::vector<OpenBracket>& open, const LayoutToken& token, std::size_t line, std::size_t indent) {
  if (closes(token) && open.size() > 1) open.pop_back();
  const char bracket = opened_by(token);
  if (bracket == 0) return;
  const bool together = open.back().line == line;
  open.push_back({bracket, line, indent, together ? open.back().inner : indent + step});
}

// The lines of the text, each indented by the brackets around it; a line that continues an item, one step more.
std::vector<OutputLine> lines_of(std::vector<LayoutToken> tokens) {
  std::vector<OutputLine> lines;
  std::vector<OpenBracket> open{{'{', SIZE_MAX, 0, 0}};
  for (std::size_t i = 0; i < tokens.size();) {
    OutputLine line;
    line.empty_before = !lines.empty() && tokens[i].lines_before > 1;
    std::size_t end = i + 1;
    while (end < tokens.size() && tokens[end].lines_before == 0) ++end;

    std::size_t closing = i;
    while (closing < end && closes(tokens[closing])) ++closing;
    std::size_t next = i;  // a comment on its own line is indented like the line after it
    while (next < tokens.size() && tokens[next].comment) ++next;
    OpenBracket& around = open.back();
    if (closing > i) {
      line.indent = open[open.size() - std::min(open.size() - 1, closing - i)].indent;
    } else {
      line.indent = around.inner;
      line.row = around.bracket == '[';
      const bool item = next == tokens.size() || tokens[next].item || closes(tokens[next]);
      if (item) around.condition = 0;
      const Keyword word = next < tokens.size() ? tokens[next].keyword : Keyword::none_;
      const bool joins = (word == Keyword::and_ || word == Keyword::or_) && around.condition > 0;
      if (joins)
        line.indent = around.condition;
      else if (!item && around.bracket == '{' && opened_by(tokens[next]) != '{')
        line.indent += step;
      if (word == Keyword::when) around.condition = line.indent;
    }
    for (std::size_t at = i; at < end; ++at) follow(open, tokens[at], lines.size(), line.indent);
    for (; i < end; ++i) {
      if (tokens[i].comment && !line.tokens.empty())
        line.comment = std::move(tokens[i].text);
      else
        line.tokens.push_back(std::move(tokens[i]));
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

bool is_string(const LayoutToken& token) {
  return token.kind == syntax::TokenKind::word && (token.text.starts_with('"') || token.text.starts_with("“"));
}
bool is_name(const LayoutToken& token) {
  return token.kind == syntax::TokenKind::word && !token.comment && !is_string(token);
}

void write(OutputLine& line) {
  for (std::size_t i = 0; i < line.tokens.size(); ++i) {
    if (i > 0) line.text += between(line.tokens[i - 1], line.tokens[i]);
    line.text += line.tokens[i].text;
  }
}

// Aligns the cells of a table in columns. If the head is on the line of the bracket, the rows are indented to it.
void align_rows(std::vector<OutputLine>& lines, std::size_t first, std::size_t end) {
  std::vector<std::vector<std::string>> rows;
  OutputLine& above = lines[first - 1];
  std::size_t bracket = above.tokens.size();
  while (bracket > 0 && opened_by(above.tokens[bracket - 1]) != '[') --bracket;
  const bool head_above = bracket < above.tokens.size();
  std::vector<std::size_t> tails(end - first, 0);  // tokens after the cells: the closing bracket
  if (head_above) {
    std::vector<std::string> head;
    for (std::size_t i = bracket; i < above.tokens.size(); ++i) head.push_back(above.tokens[i].text);
    rows.push_back(std::move(head));
  }
  for (std::size_t i = first; i < end; ++i) {
    std::vector<std::string> cells;
    for (const LayoutToken& token : lines[i].tokens) {
      if (token.comment || closes(token) || tails[i - first] > 0)
        ++tails[i - first];
      else
        cells.push_back(token.text);
    }
    rows.push_back(std::move(cells));
  }
  std::vector<std::size_t> widths;
  for (const auto& cells : rows)
    for (std::size_t c = 0; c < cells.size(); ++c) {
      if (widths.size() <= c) widths.push_back(0);
      widths[c] = std::max(widths[c], display_width(cells[c]));
    }
  auto text_of = [&](const std::vector<std::string>& cells) {
    std::string text;
    for (std::size_t c = 0; c < cells.size(); ++c) {
      text += cells[c];
      if (c + 1 < cells.size()) text.append(widths[c] - display_width(cells[c]) + 1, ' ');
    }
    return text;
  };
  std::size_t row = 0;
  std::size_t indent = 0;
  if (head_above) {
    OutputLine start = above;
    start.tokens.resize(bracket);
    start.text.clear();
    write(start);
    indent = above.indent + display_width(start.text) + 1;
    above.text = start.text + " " + text_of(rows[row++]);
  }
  for (std::size_t i = first; i < end; ++i, ++row) {
    OutputLine& line = lines[i];
    if (rows[row].empty()) {
      write(line);
      continue;
    }
    if (head_above) line.indent = indent;
    line.text = text_of(rows[row]);
    for (std::size_t t = line.tokens.size() - tails[i - first]; t < line.tokens.size(); ++t) {
      line.text += between(line.tokens[t - 1], line.tokens[t]);
      line.text += line.tokens[t].text;
    }
  }
}

// 受理 "2017年5月31日以前" 当 …: pads the names of neighbouring cases to the widest.
void align_names(std::vector<OutputLine>& lines) {
  auto named = [](const OutputLine& line) {
    return !line.row && line.tokens.size() > 1 && line.tokens[0].item && is_name(line.tokens[0]) &&
           is_string(line.tokens[1]);
  };
  for (std::size_t i = 0; i < lines.size();) {
    std::size_t end = i, widest = 0;
    for (; end < lines.size() && named(lines[end]) && lines[end].indent == lines[i].indent &&
           (end == i || !lines[end].empty_before);
         ++end)
      widest = std::max(widest, display_width(lines[end].tokens[0].text));
    for (std::size_t at = i; at < end; ++at)
      lines[at].tokens[0].text.append(widest - display_width(lines[at].tokens[0].text), ' ');
    i = std::max(end, i + 1);
  }
}

// Aligns comments at the ends of consecutive lines; after a line longer than longest_aligned the comment follows at
// once.
void align_comments(std::vector<OutputLine>& lines) {
  auto width = [](const OutputLine& line) { return line.indent + display_width(line.text); };
  for (std::size_t i = 0; i < lines.size();) {
    std::size_t end = i, widest = 0;
    for (; end < lines.size() && !lines[end].comment.empty() && (end == i || !lines[end].empty_before); ++end)
      if (width(lines[end]) <= longest_aligned) widest = std::max(widest, width(lines[end]));
    for (std::size_t at = i; at < end; ++at) {
      OutputLine& line = lines[at];
      line.text.append(std::max(widest, width(line)) + step - width(line), ' ');
      line.text += line.comment;
    }
    i = std::max(end, i + 1);
  }
}

}  // namespace

std::string formatted(const syntax::Tree& tree, const Options& options) {
  std::vector<OutputLine> lines = lines_of(layout_tokens_of(tree, options));
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
  for (const OutputLine& line : lines) {
    if (line.empty_before) text += '\n';
    text.append(line.indent, ' ');
    text += line.text;
    text += '\n';
  }
  return text;
}

}  // namespace cepol::format
