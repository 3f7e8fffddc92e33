// Prints examples in the syntax of policy files; text that could be read as something else is quoted.
#include "interpreter/authoring/example_text.hpp"

#include <algorithm>

#include "lang/base/text.hpp"
#include "lang/syntax/scan.hpp"

namespace cepol::authoring {

using semantics::Example;
using semantics::ExampleTable;
using semantics::Expectation;

namespace {

std::string quoted(const std::string& text) {
  std::string all = "\"";
  for (char c : text) all += (c == '"' || c == '\\' ? std::string("\\") : std::string()) + c;
  return all + "\"";
}

// A value, quoted if it could be read as something else.
std::string value(const std::string& text) {
  const bool plain = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x80 || is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           c == '.' || c == '/' || c == '_' || c == '-';
  });
  bool marks = text == "-" || text == "—";
  for (const std::string_view mark : {"，", "；", "（", "）", "、", "“", "”", "「", "」", "`"})
    marks = marks || text.find(mark) != std::string::npos;
  return plain && !marks ? text : quoted(text);
}

std::string name(const std::string& text, bool english) {
  if (syntax::Scanner(text).name(0) == text.size()) return text;
  return syntax::quoted_name(text, english ? Language::en : Language::zh);
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

// The readings, with their options, that differ from the base's.
std::vector<std::pair<const std::string*, const std::string*>> chosen(const core::Program& program, const Example& base,
                                                                      const ExampleVariant& variant) {
  std::vector<std::pair<const std::string*, const std::string*>> all;
  for (std::size_t r = 0; r < program.readings.size(); ++r) {
    const core::Reading& reading = program.readings.nodes[r];
    if (variant.readings[r] != base.readings[r])
      all.emplace_back(&reading.name, &reading.options[variant.readings[r]].name);
  }
  return all;
}

}  // namespace

std::string text_of(const core::Program& program, const Example& example, bool english) {
  std::string text = (english ? "example " : "示例 ") + quoted(example.title) + " {\n";
  for (std::size_t r = 0; r < program.readings.size() && r < example.readings.size(); ++r) {
    const core::Reading& reading = program.readings.nodes[r];
    if (example.readings[r] == reading.default_option) continue;
    text += (english ? "  reading " : "  读法 ") + name(reading.name, english) + " = " +
            reading.options[example.readings[r]].name + "\n";
  }
  for (const ExampleTable& table : example.tables) {
    text += "  " + name(name_of(program, table), english);
    if (table.rows.size() == 1) {
      text += " { ";
      for (std::size_t c = 0; c < table.columns.size(); ++c)
        text += (c == 0 ? "" : ", ") + name(table.columns[c], english) + ": " + value(table.rows.front()[c].text);
      text += " }\n";
      continue;
    }
    text += " [\n   ";
    for (const std::string& column : table.columns) text += " " + name(column, english);
    for (const auto& row : table.rows) {
      text += "\n   ";
      for (const semantics::ExampleCell& cell : row) text += " " + value(cell.text);
    }
    text += "\n  ]\n";
  }
  return text + expected(program, example.expectations, english) + "}\n";
}

std::string text_of_variant(const core::Program& program, const Example& base, const std::string& title,
                            const ExampleVariant& variant, bool english) {
  std::string text =
      (english ? "example " : "示例 ") + quoted(title) + (english ? " like " : " 参照 ") + quoted(base.title) + " {\n";
  for (const auto& [reading, option] : chosen(program, base, variant))
    text += (english ? "  reading " : "  读法 ") + name(*reading, english) + " = " + *option + "\n";
  std::string open;  // table and row of the last block
  for (const auto& [at, cell] : variant.cells) {
    const ExampleTable& table = base.tables[at.table];
    std::size_t row = at.row + 1;
    for (std::size_t t = 0; t < at.table; ++t)
      if (base.tables[t].table == table.table && base.tables[t].heading == table.heading)
        row += base.tables[t].rows.size();
    const std::string of = name(name_of(program, table), english) + (row == 1 ? "" : " " + std::to_string(row));
    text += open == of ? ", " : (open.empty() ? "  " : " }\n  ") + of + " { ";
    text += name(table.columns[at.column], english) + ": " + value(cell);
    open = of;
  }
  if (!open.empty()) text += " }\n";
  return text + expected(program, variant.expectations, english) + "}\n";
}

std::string describe(const core::Program& program, const Example& base, const ExampleVariant& variant, bool english) {
  std::string text;
  const auto add = [&](const std::string& name, const std::string& now) {
    text += (text.empty() ? "" : english ? ", " : "，") + name + " " + now;
  };
  for (const auto& [at, cell] : variant.cells) add(base.tables[at.table].columns[at.column], cell);
  for (const auto& [reading, option] : chosen(program, base, variant)) add(*reading, *option);
  return text;
}

}  // namespace cepol::authoring
