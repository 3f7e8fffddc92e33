// cepol explain: why one row came out as it did.
#include <fmt/format.h>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/inputs.hpp"
#include "interpreter/explain/explain.hpp"
#include "interpreter/report/cells.hpp"
#include "lang/base/text.hpp"

namespace cepol::cli {

namespace {

struct Found {
  core::TableId table;
  tables::RowIndex row;
};

// Rows with the key, of tables that have decisions; `表:键` names the table.
std::vector<Found> find(const Inputs& inputs, const std::string& given) {
  const core::Program& program = inputs.policy->program();
  std::vector<Found> found;
  for (const core::ResultTable& results : program.results) {
    const core::RecordTable& record = program.tables[results.table];
    std::string key = given;
    if (given.starts_with(record.name + ":")) key = given.substr(record.name.size() + 1);
    if (given.starts_with(record.name + "：")) key = given.substr(record.name.size() + 3);
    const tables::TableData& table = inputs.data[results.table];
    for (tables::RowIndex row = 0; row < table.rows; ++row) {
      const std::string own = record.key ? report::data_cell(program, inputs.data, results.table, row, *record.key)
                                         : std::to_string(table.source_rows[row]);
      if (own == key) found.push_back({results.table, row});
    }
  }
  return found;
}

std::string_view mark(explain::Mark mark) {
  switch (mark) {
    case explain::Mark::plain: return "·";
    case explain::Mark::holds: return "√";
    case explain::Mark::fails: return "×";
    case explain::Mark::open: return "?";
    case explain::Mark::chosen: return "▶";
  }
  return "";
}

void print(const explain::Line& line, const core::Program& program, const std::string& indent, std::string& text) {
  std::string clauses;
  for (core::ClauseId clause : line.clauses) clauses += (clauses.empty() ? "" : "、") + ("§" + program.clauses[clause].path);
  text += indent + std::string(mark(line.mark)) + " " + line.text + (clauses.empty() ? "" : program.english ? " (" + clauses + ")" : "（" + clauses + "）") + "\n";
  for (const explain::Line& inner : line.lines) print(inner, program, indent + "  ", text);
}

nlohmann::ordered_json json_of(const explain::Line& line, const core::Program& program) {
  constexpr std::string_view names[] = {"plain", "holds", "fails", "open", "chosen"};
  nlohmann::ordered_json json;
  json["text"] = line.text;
  json["mark"] = names[static_cast<std::size_t>(line.mark)];
  json["clauses"] = nlohmann::ordered_json::array();
  for (core::ClauseId clause : line.clauses) json["clauses"].push_back(program.clauses[clause].path);
  json["lines"] = nlohmann::ordered_json::array();
  for (const explain::Line& inner : line.lines) json["lines"].push_back(json_of(inner, program));
  return json;
}

}  // namespace

int run_explain(const Arguments& arguments, const Io& io) {
  auto inputs = read_inputs(arguments, io);
  if (!inputs) return bad_usage;
  const core::Program& program = inputs->policy->program();
  const auto found = find(*inputs, arguments.key);
  if (found.size() != 1) {
    std::string text = fmt::format("{}“{}”", found.empty() ? io.say("数据里没有", "the data have no ") : io.say("不止一行是", "several rows are "), arguments.key);
    for (const Found& one : found) text += " " + program.tables[one.table].name + ":" + arguments.key;
    io.message(text + "\n");
    return bad_usage;
  }
  reference::Evaluator evaluator(program, inputs->data, inputs->options);
  const explain::Subject subject{program, inputs->data, evaluator, found[0].table, found[0].row};
  const results::RowResults results = evaluator.decide(found[0].table, found[0].row);
  report::Output output = arguments.output.empty() ? report::Output::to_stream(io.out) : report::Output::to_file(arguments.output);
  std::vector<explain::Line> lines;
  std::vector<core::ClauseId> clauses;
  for (const auto& decided : results.decisions) {
    lines.push_back(explain::explanation(subject, decided));
    for (core::ClauseId clause : explain::clauses_of(lines.back()))
      if (std::find(clauses.begin(), clauses.end(), clause) == clauses.end()) clauses.push_back(clause);
  }
  if (arguments.format == report::Format::json) {
    nlohmann::ordered_json json;
    json["policy"] = program.name;
    json["table"] = program.tables[found[0].table].name;
    json["key"] = arguments.key;
    json["reasons"] = explain::reasons(subject, results);
    for (const explain::Line& line : lines) json["decisions"].push_back(json_of(line, program));
    for (core::ClauseId clause : clauses) json["clauses"][program.clauses[clause].path] = program.clauses[clause].quote;
    output.write(json.dump(2) + "\n");
  } else {
    std::string text = program.tables[found[0].table].name + " " + arguments.key + "\n" + explain::reasons(subject, results) + "\n\n";
    for (const explain::Line& line : lines) print(line, program, "", text);
    text += std::string(program.english ? "\nThe notice says\n" : "\n通知原文\n");
    for (core::ClauseId clause : clauses)
      if (!program.clauses[clause].quote.empty()) text += "§" + program.clauses[clause].path + (program.english ? ": " : "：") + program.clauses[clause].quote + "\n";
    output.write(text);
  }
  if (output.commit()) return done;
  io.message(fmt::format("{}{}\n", io.say("结果没有写成：", "the result could not be written: "), output.error()));
  return bad_usage;
}

}  // namespace cepol::cli
