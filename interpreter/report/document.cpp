#include "interpreter/report/document.hpp"

#include <algorithm>

#include "interpreter/report/wrap.hpp"
#include "lang/base/text.hpp"

namespace cepol::report {

void Document::heading(int level, std::string text) {
  blocks.push_back({Block::Kind::heading, level, std::move(text), {}, {}, {}, {}, {}});
}
void Document::text(std::string text) { blocks.push_back({Block::Kind::text, 0, std::move(text), {}, {}, {}, {}, {}}); }
void Document::quote(std::string source, std::string text) {
  blocks.push_back({Block::Kind::quote, 0, std::move(text), std::move(source), {}, {}, {}, {}});
}
void Document::table(std::vector<std::string> header, std::vector<std::vector<std::string>> rows,
                     std::vector<bool> right) {
  right.resize(header.size(), false);
  blocks.push_back({Block::Kind::table, 0, {}, {}, std::move(header), std::move(rows), std::move(right), {}});
}
void Document::lines(std::vector<std::string> lines) {
  blocks.push_back({Block::Kind::lines, 0, {}, {}, {}, {}, {}, std::move(lines)});
}

namespace {

class Terminal {
 public:
  Terminal(std::size_t width, bool colour) : width_(width), colour_(colour) {}

  void add(const Block& block) {
    switch (block.kind) {
      case Block::Kind::heading: text += (text.empty() ? "" : "\n") + bold(one_line(block.text)) + "\n"; break;
      case Block::Kind::text: lines(block.text, 0); break;
      case Block::Kind::quote:
        lines(block.source, 2);
        for (std::size_t at = 0; at < block.text.size();) {
          const std::size_t end = std::min(block.text.find('\n', at), block.text.size());
          lines(block.text.substr(at, end - at), 4);
          at = end + 1;
        }
        break;
      case Block::Kind::table: table(block); break;
      case Block::Kind::lines:
        for (const std::string& line : block.list) text += one_line(line) + "\n";
        break;
    }
  }

  std::string text;

 private:
  std::string bold(const std::string& line) const { return colour_ ? "\033[1m" + line + "\033[0m" : line; }

  void lines(const std::string& words, std::size_t indent) {
    const std::string line = one_line(words);
    if (width_ == 0) {
      text += std::string(indent, ' ') + line + "\n";
      return;
    }
    for (const std::string& piece : wrapped(line, std::max<std::size_t>(width_, indent + 20) - indent))
      text += std::string(indent, ' ') + piece + "\n";
  }

  void table(const Block& block) {
    std::vector<std::size_t> widths;
    for (const std::string& cell : block.header) widths.push_back(display_width(cell));
    for (const auto& row : block.rows)
      for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], display_width(one_line(row[i])));
    fit(widths);
    row(block.header, widths, block.right, true);
    for (const auto& cells : block.rows) row(cells, widths, block.right, false);
  }
  // The widest columns give way until all fit.
  void fit(std::vector<std::size_t>& widths) const {
    if (width_ == 0) return;
    std::size_t all = 2 * widths.size();
    for (std::size_t width : widths) all += width;
    while (all > width_) {
      const auto widest = std::max_element(widths.begin(), widths.end());
      if (*widest <= 10) break;
      --*widest;
      --all;
    }
  }
  void row(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths,
           const std::vector<bool>& right, bool head) {
    std::vector<std::vector<std::string>> columns;
    std::size_t height = 1;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      columns.push_back(wrapped(one_line(cells[i]), std::max<std::size_t>(1, widths[i])));
      height = std::max(height, columns.back().size());
    }
    for (std::size_t n = 0; n < height; ++n) {
      std::string line = "  ";
      for (std::size_t i = 0; i < columns.size(); ++i) {
        const std::string shown = n < columns[i].size() ? columns[i][n] : std::string();
        const std::size_t used = std::min(widths[i], display_width(shown));
        const std::string blanks(widths[i] - used, ' ');
        line += right[i] ? blanks + shown : shown + blanks;
        if (i + 1 < columns.size()) line += "  ";
      }
      while (!line.empty() && line.back() == ' ') line.pop_back();
      text += (head ? bold(line) : line) + "\n";
    }
  }

  std::size_t width_;
  bool colour_;
};

// What Markdown would take for its own signs.
std::string for_markdown(const std::string& text) {
  std::string result;
  for (char c : one_line(text)) {
    if (std::string_view("\\`*_{}[]<>#|").find(c) != std::string_view::npos) result += '\\';
    result += c;
  }
  return result;
}

}  // namespace

std::string to_terminal(const Document& document, std::size_t width, bool colour) {
  Terminal terminal(width, colour);
  for (const Block& block : document.blocks) terminal.add(block);
  return terminal.text;
}

std::string to_markdown(const Document& document) {
  std::string text;
  for (const Block& block : document.blocks) {
    if (!text.empty()) text += "\n";
    switch (block.kind) {
      case Block::Kind::heading:
        text += std::string(static_cast<std::size_t>(block.level), '#') + " " + for_markdown(block.text) + "\n";
        break;
      case Block::Kind::text: text += for_markdown(block.text) + "\n"; break;
      case Block::Kind::quote: {
        text += "> **" + for_markdown(block.source) + "**\n";
        for (std::size_t at = 0; at < block.text.size();) {
          const std::size_t end = std::min(block.text.find('\n', at), block.text.size());
          text += ">\n> " + for_markdown(block.text.substr(at, end - at)) + "\n";
          at = end + 1;
        }
        break;
      }
      case Block::Kind::table: {
        std::string head = "|", rule = "|";
        for (std::size_t i = 0; i < block.header.size(); ++i) {
          head.append(" ").append(for_markdown(block.header[i])).append(" |");
          rule += block.right[i] ? " ---: |" : " --- |";
        }
        text.append(head).append("\n").append(rule).append("\n");
        for (const auto& cells : block.rows) {
          text += "|";
          for (const std::string& cell : cells) text += " " + for_markdown(cell) + " |";
          text += "\n";
        }
        break;
      }
      case Block::Kind::lines:
        text += "```\n";
        for (const std::string& line : block.list) text += one_line(line) + "\n";
        text += "```\n";
        break;
    }
  }
  return text;
}

}  // namespace cepol::report
