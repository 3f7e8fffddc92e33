#include "interpreter/report/letter_words.hpp"

#include <set>

#include "lang/base/table.hpp"

namespace cepol::report {

namespace {

// Calls `see` with each name, which may replace it.
template <class See>
void for_each_name(core::Program& program, See see) {
  for (core::RecordTable& table : program.tables.nodes) {
    see(table.name);
    for (core::Column& column : table.columns) see(column.name);
  }
  for (core::Enumeration& enumeration : program.enumerations.nodes)
    for (std::string& member : enumeration.members) see(member);
  for (core::Decision& decision : program.decisions.nodes) {
    see(decision.name);
    for (core::Measure& measure : decision.measures) see(measure.label);
  }
  for (core::Function& function : program.functions.nodes) see(function.name);
  for (core::CreditWords& words : program.credit_words) see(words.label);
  for (core::Step& step : program.steps.nodes) see(step.label);
}

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// The parts of a text that may be such names.
void add_names(const std::string& text, std::set<std::string>& names) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::size_t end = at;
    while (end < text.size() && is_name_character(text[end])) ++end;
    if (end == at) continue;
    std::string name = text.substr(at, end - at);
    if (name.find('_') != std::string::npos) names.insert(std::move(name));
    at = end;
  }
}

void add_names(const Document& document, std::set<std::string>& names) {
  for (const DocumentPart& part : document.parts)
    std::visit(overloaded{[&](const Heading& one) { add_names(one.text, names); },
                          [&](const Paragraph& one) { add_names(one.text, names); }, [](const Quotation&) {},
                          [&](const DocumentTable& one) {
                            for (const std::string& cell : one.header) add_names(cell, names);
                            for (const auto& row : one.rows)
                              for (const std::string& cell : row) add_names(cell, names);
                          },
                          [](const Preformatted&) {}},
               part);
}

}  // namespace

std::vector<std::string> names_in_letters(const core::Program& program) {
  std::set<std::string> names;
  core::Program copy = program;
  for_each_name(copy, [&](std::string& name) { names.insert(name); });
  return {names.begin(), names.end()};
}

core::Program reworded(const core::Program& program, const std::map<std::string, std::string>& words) {
  core::Program copy = program;
  if (words.empty()) return copy;
  for_each_name(copy, [&](std::string& name) {
    if (const auto found = words.find(name); found != words.end()) name = found->second;
  });
  return copy;
}

std::vector<std::string> names_without_words(const core::Program& program, const std::vector<Document>& letters) {
  std::set<std::string> in_letters;
  for (const Document& letter : letters) add_names(letter, in_letters);
  std::vector<std::string> found;
  for (const std::string& name : names_in_letters(program))
    if (in_letters.contains(name)) found.push_back(name);
  return found;
}

}  // namespace cepol::report
