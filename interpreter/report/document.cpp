// Builds a Document, and renders it for a terminal (tables fitted to the width, paragraphs wrapped) and as Markdown.
#include "interpreter/report/document.hpp"

#include <algorithm>

#include "interpreter/report/wrap.hpp"
#include "lang/base/table.hpp"
#include "lang/base/text.hpp"

namespace cepol::report {

void Document::heading(int level, std::string text) { parts.emplace_back(Heading{level, std::move(text)}); }
void Document::text(std::string text) { parts.emplace_back(Paragraph{std::move(text)}); }
void Document::quote(std::string source, std::string text) {
  parts.emplace_back(Quotation{std::move(source), std::move(text)});
}
void Document::table(std::vector<std::string> header, std::vector<std::vector<std::string>> rows,
                     std::vector<bool> right) {
  right.resize(header.size(), false);
  parts.emplace_back(DocumentTable{std::move(header), std::move(rows), std::move(right)});
}
void Document::lines(std::vector<std::string> lines) { parts.emplace_back(Preformatted{std::move(lines)}); }

namespace {

// The lines of a text, without their ends.
std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

class TerminalText {
 public:
  explicit TerminalText(std::size_t width) : width_(width) {}

  void add(const DocumentPart& part) {
    std::visit(overloaded{[&](const Heading& one) {
                            (text += text.empty() ? "" : "\n").add(one_line(one.text), Style::bold) += "\n";
                          },
                          [&](const Paragraph& one) { paragraph(one.text, 0); },
                          [&](const Quotation& one) {
                            paragraph(one.source, 2);
                            for (const std::string& line : lines_of(one.text)) paragraph(line, 4);
                          },
                          [&](const DocumentTable& one) { table(one); },
                          [&](const Preformatted& one) {
                            for (const std::string& line : one.lines) text += one_line(line) + "\n";
                          }},
               part);
  }

  StyledText text;

 private:
  void paragraph(const std::string& words, std::size_t indent) {
    const std::string line = one_line(words);
    if (width_ == 0) {
      text += std::string(indent, ' ') + line + "\n";
      return;
    }
    for (const std::string& piece : wrapped(line, std::max<std::size_t>(width_, indent + 20) - indent))
      text += std::string(indent, ' ') + piece + "\n";
  }

  void table(const DocumentTable& block) {
    std::vector<std::size_t> widths;
    for (const std::string& cell : block.header) widths.push_back(display_width(shown_cell(cell)));
    for (const auto& row : block.rows)
      for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], display_width(shown_cell(row[i])));
    for (std::size_t& width : widths) width = std::min(width, longest_cell);
    fit(widths);
    row(block.header, widths, block.right, true);
    for (const auto& cells : block.rows) row(cells, widths, block.right, false);
  }
  // Narrows the widest columns until all fit.
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
      columns.push_back(wrapped(shown_cell(cells[i]), std::max<std::size_t>(1, widths[i])));
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
      text.add(line, head ? Style::bold : Style::plain) += "\n";
    }
  }

  std::size_t width_;
};

// Text with the signs of Markdown escaped.
std::string for_markdown(const std::string& text) {
  std::string result;
  for (char c : one_line(text)) {
    if (std::string_view("\\`*_{}[]<>#|").find(c) != std::string_view::npos) result += '\\';
    result += c;
  }
  return result;
}

std::string markdown_table(const DocumentTable& table) {
  std::string head = "|", rule = "|";
  for (std::size_t i = 0; i < table.header.size(); ++i) {
    head.append(" ").append(for_markdown(table.header[i])).append(" |");
    rule += table.right[i] ? " ---: |" : " --- |";
  }
  std::string text = head + "\n" + rule + "\n";
  for (const auto& cells : table.rows) {
    text += "|";
    for (const std::string& cell : cells) text += " " + for_markdown(cell) + " |";
    text += "\n";
  }
  return text;
}

std::string markdown_of(const DocumentPart& part) {
  return std::visit(overloaded{[](const Heading& one) {
                                 return std::string(static_cast<std::size_t>(one.level), '#') + " " +
                                        for_markdown(one.text) + "\n";
                               },
                               [](const Paragraph& one) { return for_markdown(one.text) + "\n"; },
                               [](const Quotation& one) {
                                 std::string text = "> **" + for_markdown(one.source) + "**\n";
                                 for (const std::string& line : lines_of(one.text))
                                   text += ">\n> " + for_markdown(line) + "\n";
                                 return text;
                               },
                               [](const DocumentTable& one) { return markdown_table(one); },
                               [](const Preformatted& one) {
                                 std::string text = "```\n";
                                 for (const std::string& line : one.lines) text += one_line(line) + "\n";
                                 return text + "```\n";
                               }},
                    part);
}

}  // namespace

StyledText to_terminal(const Document& document, std::size_t width) {
  TerminalText terminal(width);
  for (const DocumentPart& part : document.parts) terminal.add(part);
  return terminal.text;
}

std::string to_markdown(const Document& document) {
  std::string text;
  for (const DocumentPart& part : document.parts) text += (text.empty() ? "" : "\n") + markdown_of(part);
  return text;
}

}  // namespace cepol::report
