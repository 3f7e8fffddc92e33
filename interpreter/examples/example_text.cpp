#include "interpreter/examples/example_text.hpp"

#include <algorithm>

#include "lang/base/text.hpp"
#include "lang/syntax/scan.hpp"

namespace cepol::examples {

using semantics::Example;
using semantics::ExampleTable;
using semantics::Expectation;

namespace {

std::string quoted(const std::string& text) {
  std::string all = "\"";
  for (char c : text) all += (c == '"' || c == '\\' ? std::string("\\") : std::string()) + c;
  return all + "\"";
}

// A value, in quotes where it could be read as something else.
std::string value(const std::string& text) {
  const bool plain = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x80 || is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           c == '.' || c == '/' || c == '_' || c == '-';
  });
  bool marks = text == "-" || text == "—";
  for (const std::string_view mark : {"，", "；", "（", "）", "、", "“", "”", "「", "」"})
    marks = marks || text.find(mark) != std::string::npos;
  return plain && !marks ? text : quoted(text);
}

std::string name(const std::string& text) {
  return syntax::Scanner(text).name(0) == text.size() ? text : "「" + text + "」";
}

const std::string& name_of(const core::Program& program, const ExampleTable& table) {
  const core::RecordTable& record = program.tables[table.table];
  return table.heading ? record.heading : record.name;
}

std::string expected(const core::Program& program, const std::vector<Expectation>& expectations, bool english) {
  std::string text;
  for (const Expectation& one : expectations)
    text += (text.empty() ? "" : ", ") + label_of(program, one) + (english ? " is " : " 是 ") + value(one.text);
  return (english ? "  expect " : "  预期 ") + text + "\n";
}

}  // namespace

std::string text_of(const core::Program& program, const Example& example, bool english) {
  std::string text = (english ? "example " : "示例 ") + quoted(example.title) + " {\n";
  for (const ExampleTable& table : example.tables) {
    text += "  " + name(name_of(program, table));
    if (table.rows.size() == 1) {
      text += " { ";
      for (std::size_t c = 0; c < table.columns.size(); ++c)
        text += (c == 0 ? "" : ", ") + name(table.columns[c]) + ": " + value(table.rows.front()[c].text);
      text += " }\n";
      continue;
    }
    text += " [\n   ";
    for (const std::string& column : table.columns) text += " " + name(column);
    for (const auto& row : table.rows) {
      text += "\n   ";
      for (const semantics::ExampleCell& cell : row) text += " " + value(cell.text);
    }
    text += "\n  ]\n";
  }
  return text + expected(program, example.expectations, english) + "}\n";
}

std::string text_of_variant(const core::Program& program, const Example& base, const std::string& title,
                            const ChangedCells& cells, const std::vector<Expectation>& expectations, bool english) {
  std::string blocks;
  std::string open;  // the row that the last block is of
  for (const auto& [at, text] : cells) {
    const ExampleTable& table = base.tables[at.table];
    std::size_t row = at.row + 1;
    for (std::size_t t = 0; t < at.table; ++t)
      if (base.tables[t].table == table.table && base.tables[t].heading == table.heading)
        row += base.tables[t].rows.size();
    const std::string of = name(name_of(program, table)) + (row == 1 ? "" : " " + std::to_string(row));
    blocks += open == of ? ", " : (blocks.empty() ? "  " : " }\n  ") + of + " { ";
    blocks += name(table.columns[at.column]) + ": " + value(text);
    open = of;
  }
  blocks += " }\n";
  return (english ? "example " : "示例 ") + quoted(title) + (english ? " like " : " 参照 ") + quoted(base.title) +
         " {\n" + blocks + expected(program, expectations, english) + "}\n";
}

std::string cells_told(const Example& base, const ChangedCells& cells, bool english) {
  std::string told;
  for (const auto& [at, text] : cells)
    told += (told.empty() ? "" : english ? ", " : "，") + base.tables[at.table].columns[at.column] + " " + text;
  return told;
}

}  // namespace cepol::examples
