// A document as a list of parts: headings, paragraphs, quotes, tables. Each is rendered for a terminal, as Markdown or
// as HTML.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "lang/base/styled_text.hpp"

namespace cepol::report {

struct Heading {
  int level;  // 1 to 3
  std::string text;
};
struct Paragraph {
  std::string text;
};
struct Quotation {
  std::string source;  // the clause
  std::string text;
};
struct DocumentTable {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;  // as many cells as the header
  std::vector<bool> right;                     // by column: aligned right (figures)
};
struct Preformatted {
  std::vector<std::string> lines;
};
using DocumentPart = std::variant<Heading, Paragraph, Quotation, DocumentTable, Preformatted>;

struct Document {
  std::string title;
  bool english = false;
  std::vector<DocumentPart> parts;

  void heading(int level, std::string text);
  void text(std::string text);
  void quote(std::string source, std::string text);
  void table(std::vector<std::string> header, std::vector<std::vector<std::string>> rows, std::vector<bool> right = {});
  void lines(std::vector<std::string> lines);
};

// `width`: of the terminal; 0: none, lines as long as they are.
StyledText to_terminal(const Document& document, std::size_t width);
std::string to_markdown(const Document& document);
// The parts alone, within a page.
std::string html_of(const Document& document);

}  // namespace cepol::report
