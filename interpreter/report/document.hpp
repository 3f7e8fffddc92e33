// A report that people read from the top: headings, tables, quotes. One document, three ways to print it.
#pragma once

#include <string>
#include <vector>

namespace cepol::report {

struct Block {
  enum class Kind { heading, text, quote, table, lines } kind;
  int level = 0;                               // heading: 1 to 3
  std::string text;                            // heading, text; quote: what is quoted
  std::string source;                          // quote: of which clause
  std::vector<std::string> header;             // table
  std::vector<std::vector<std::string>> rows;  // table: as many cells as the header
  std::vector<bool> right;                     // table: columns of figures, set right
  std::vector<std::string> list;               // lines: as they stand (a derivation)
};

struct Document {
  std::string title;
  bool english = false;
  std::vector<Block> blocks;

  void heading(int level, std::string text);
  void text(std::string text);
  void quote(std::string source, std::string text);
  void table(std::vector<std::string> header, std::vector<std::vector<std::string>> rows, std::vector<bool> right = {});
  void lines(std::vector<std::string> lines);
};

// `width`: of the terminal; 0: none, lines as long as they are.
std::string to_terminal(const Document& document, std::size_t width, bool colour);
std::string to_markdown(const Document& document);
// One file, without network or script; light and dark by the reader's setting, fit for a phone and for A4.
std::string to_html(const Document& document);

}  // namespace cepol::report
