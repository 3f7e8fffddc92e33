// Collects the explanation of one row from an engine, and renders it as indented text or as JSON.
#include "interpreter/report/row_explanation.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "interpreter/explain/missing.hpp"
#include "interpreter/explain/phrases.hpp"
#include "interpreter/report/cells.hpp"
#include "interpreter/report/wrap.hpp"
#include "lang/base/fold.hpp"
#include "lang/base/visible.hpp"

namespace cepol::report {

namespace {

using Json = nlohmann::ordered_json;

std::string_view name_of(explain::LineKind kind) {
  switch (kind) {
#define CEPOL_LINE(name)        \
  case explain::LineKind::name: \
    return #name;
#include "interpreter/explain/line_kinds.def"
#undef CEPOL_LINE
  }
  return "";
}
std::string_view name_of(explain::LineMark mark) {
  switch (mark) {
    case explain::LineMark::plain: return "plain";
    case explain::LineMark::holds: return "holds";
    case explain::LineMark::fails: return "fails";
    case explain::LineMark::open: return "open";
    case explain::LineMark::chosen: return "chosen";
  }
  return "";
}

std::vector<const data::BadRow*> faults_of(const core::Program& program, const data::Dataset& data, core::TableId table,
                                           data::RowIndex row) {
  std::vector<const data::BadRow*> found;
  const auto collect = [&](core::TableId in, data::RowIndex at) {
    for (const data::BadRow& bad : data.bad)
      if (bad.table == program.tables[in].name && data::concerns(bad, data[in].source_rows[at])) found.push_back(&bad);
  };
  collect(table, row);
  for (const data::BadRow& bad : data.bad)  // further rows with the same key
    if (!bad.key.empty() && bad.table == program.tables[table].name &&
        key_form(bad.key) == key_form(row_name(program, data, table, row)) &&
        std::find(found.begin(), found.end(), &bad) == found.end())
      found.push_back(&bad);
  for (std::uint32_t i = 0; i < program.tables.size(); ++i)
    if (program.tables.nodes[i].parent == table) {
      for (const data::RowIndex child : data.children(core::TableId{i}, row)) collect(core::TableId{i}, child);
      for (const data::RowIndex child : data.tables[i].perhaps_children.of(row)) collect(core::TableId{i}, child);
    }
  return found;
}

void add_line(const core::Program& program, const explain::ExplanationLine& line, bool all, const std::string& indent,
              std::string& text) {
  text += indent + std::string(sign_of(line.mark)) + " " + one_line(line_text(program, line)) + "\n";
  for (const explain::ExplanationLine& inner : line.lines)
    if (all || !inner.folded) add_line(program, inner, all, indent + "  ", text);
  if (const std::string folded = folded_text(program, line); !all && !folded.empty())
    text += indent + "  · " + one_line(folded) + "\n";
}

// Is anything below not told in full?
bool leaves_out(const explain::ExplanationLine& line) {
  return std::any_of(line.lines.begin(), line.lines.end(), [](const explain::ExplanationLine& inner) {
    return inner.folded || inner.kind == explain::LineKind::more || leaves_out(inner);
  });
}

Json line_json(const core::Program& program, const data::Dataset& data, const explain::ExplanationLine& line) {
  Json json;
  json["kind"] = name_of(line.kind);
  json["text"] = line.text + line.reference;
  json["mark"] = name_of(line.mark);
  // A set of values may be wider than what the fillings give: the text tells it where it is not.
  if (line.value && engine::is_settled(*line.value))
    json["value"] = explain::set_text(program, data, line.value_type, *line.value);
  if (line.folded) json["folded"] = true;
  if (!line.values.empty()) json["values"] = line.values;
  json["clauses"] = Json::array();
  for (core::ClauseId clause : line.clauses) json["clauses"].push_back(program.clauses[clause].path);
  json["lines"] = Json::array();
  for (const explain::ExplanationLine& inner : line.lines) json["lines"].push_back(line_json(program, data, inner));
  return json;
}

const char* lack_name(explain::Lack lack) {
  switch (lack) {
    case explain::Lack::cell: return "cell";
    case explain::Lack::column: return "column";
    case explain::Lack::owner: return "owner";
    case explain::Lack::record: return "record";
  }
  return "";
}

Json decided_json(const RowExplanation& one, std::size_t index) {
  const core::Program& program = one.program;
  const engine::RowResults::Decided& decided = one.decisions[index];
  const core::Decision& decision = program.decisions[decided.decision];
  Json json;
  json["decision"] = decision.name;
  json["outcome"] = explain::outcome_text(program, decided.outcome, program.english);
  json["figures"] = Json::object();
  for (std::size_t i = 0; i < decided.measures.size(); ++i) {
    const bool given = decided.measures[i].status == engine::Status::given;
    json["figures"][decision.measures[i].label] =
        given ? Json(explain::value_text(program, decided.measures[i].value)) : Json();
  }
  json["missing"] = Json::array();
  for (const engine::BlankCell& cell : decided.outcome.missing)
    json["missing"].push_back({{"column", explain::blank_name(program, one.data, one.table, cell)},
                               {"row", one.data[cell.table].source_rows[cell.row]},
                               {"lack", lack_name(explain::lack_of(program, one.data, cell))}});
  json["lines"] = Json::array();
  for (const explain::ExplanationLine& line : one.derivations[index].lines)
    json["lines"].push_back(line_json(program, one.data, line));
  return json;
}

}  // namespace

std::string_view sign_of(explain::LineMark mark) {
  switch (mark) {
    case explain::LineMark::plain: return "·";
    case explain::LineMark::holds: return "√";
    case explain::LineMark::fails: return "×";
    case explain::LineMark::open: return "?";
    case explain::LineMark::chosen: return "▶";
  }
  return "";
}
std::string line_text(const core::Program& program, const explain::ExplanationLine& line) {
  const explain::Phrasebook words{program.english};
  return line.text + line.reference + (line.values.empty() ? "" : words.bracketed(words.clauses(line.values))) +
         explain::cited(program, line.clauses, program.english);
}

std::string folded_text(const core::Program& program, const explain::ExplanationLine& line) {
  constexpr std::size_t most_named = 6;
  const explain::Phrasebook words{program.english};
  std::size_t count = 0;
  std::vector<std::string> names;
  for (const explain::ExplanationLine& one : line.lines) {
    if (!one.folded) continue;
    ++count;
    const bool named = one.kind == explain::LineKind::option || one.kind == explain::LineKind::condition ||
                       one.kind == explain::LineKind::test;
    if (named && names.size() < most_named) names.push_back(one.text);
  }
  if (count == 0) return {};
  std::string list = words.list(names);
  if (!names.empty() && names.size() < count) list += words("等", ", …");
  const std::string number = std::to_string(count);
  if (program.english) return number + " more that did not matter" + (list.empty() ? "" : ": " + list);
  return "没有起作用的 " + number + " 项" + (list.empty() ? "" : "：" + list);
}

std::vector<std::string> reading_lines(const RowExplanation& one) {
  const explain::Phrasebook words{one.program.english};
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < one.program.readings.size(); ++i) {
    const core::Reading& reading = one.program.readings.nodes[i];
    const core::Reading::Option& option = reading.options[one.options.readings[i]];
    lines.push_back(one_line(reading.name + "=" + option.name +
                             (option.note.empty() ? "" : words.bracketed(option.note)) +
                             explain::cited(one.program, reading.clauses, one.program.english)));
  }
  return lines;
}

std::vector<std::string> fault_lines(const RowExplanation& one) {
  constexpr std::size_t most_faults = 100;  // of a row and its child rows
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < one.faults.size() && i < most_faults; ++i)
    lines.push_back(fault_text(*one.faults[i], one.program.english));
  if (one.faults.size() > most_faults) {
    const std::string more = std::to_string(one.faults.size() - most_faults);
    lines.push_back(one.program.english ? "… and " + more + " more" : "……另有 " + more + " 处");
  }
  return lines;
}

std::string row_name(const core::Program& program, const data::Dataset& data, core::TableId table, data::RowIndex row) {
  const auto key = program.tables[table].key;
  return key ? data_cell(program, data, table, row, *key) : std::to_string(data[table].source_rows[row]);
}

std::string fault_text(const data::BadRow& bad, bool english) {
  return one_line(shortened(bad.table, longest_quoted) + (english ? ", " : " ") + data::place_of(bad, english) +
                  (english ? ": " : "：") + data::reason_of(bad, english));
}

RowExplanation explain_row(engine::Engine& engine, const core::Program& program, const data::Dataset& data,
                           const engine::Options& options, core::TableId table, data::RowIndex row,
                           const ToldWith& told) {
  RowExplanation made{
      program, data, options, table, row, told.all, {}, {}, {}, {}, faults_of(program, data, table, row)};
  const explain::Subject subject{program, data, engine, table, row, nullptr, told.sources, told.all};
  const engine::RowResults results = engine.decide(table, row);
  made.decisions = results.decisions;
  for (const auto& decided : results.decisions) {
    made.derivations.push_back(explain::explanation(subject, decided));
    for (core::ClauseId clause : explain::clauses_of(made.derivations.back(), told.all))
      if (std::find(made.clauses.begin(), made.clauses.end(), clause) == made.clauses.end())
        made.clauses.push_back(clause);
  }
  made.reasons = explain::reasons(subject, results);
  const auto place = [&](core::ClauseId clause) {
    return std::find(told.clause_order.begin(), told.clause_order.end(), program.clauses[clause].path) -
           told.clause_order.begin();
  };
  std::stable_sort(made.clauses.begin(), made.clauses.end(),
                   [&](core::ClauseId a, core::ClauseId b) { return place(a) < place(b); });
  return made;
}

StyledText to_text(const RowExplanation& one) {
  const core::Program& program = one.program;
  const explain::Phrasebook words{program.english};
  StyledText text;
  const auto heading = [&](std::string_view line) { (text += "\n").add(line, Style::bold) += "\n"; };
  text.add(one_line(program.tables[one.table].name + " " + row_name(program, one.data, one.table, one.row)),
           Style::bold) += "\n";
  if (!one.reasons.empty()) text += one_line(one.reasons) + "\n";
  for (const explain::ExplanationLine& line : one.derivations) {
    std::string lines;
    add_line(program, line, one.all, "", lines);
    text += "\n" + lines;
  }
  if (!one.all && std::any_of(one.derivations.begin(), one.derivations.end(), leaves_out))
    text += "\n" +
            std::string(words("没有起作用的、没有列出的，加 --all 看。",
                              "--all tells what did not matter, and what is not listed.")) +
            "\n";
  if (!one.faults.empty()) {
    heading(words("数据里的问题", "Faults in the data"));
    for (const std::string& line : fault_lines(one)) text += line + "\n";
  }
  if (program.readings.size() > 0) {
    heading(words("所取读法", "Readings in force"));
    for (const std::string& line : reading_lines(one)) text += line + "\n";
  }
  std::string quotes;
  for (core::ClauseId id : one.clauses)
    if (const core::Clause& clause = program.clauses[id]; !clause.quote.empty())
      quotes += core::clause_label(clause.path) + std::string(words("：", ": ")) + clause.quote + "\n";
  if (!quotes.empty()) {
    heading(words("通知原文", "The notice says"));
    text += quotes;
  }
  return text;
}

std::string to_json(const RowExplanation& one) {
  const core::Program& program = one.program;
  Json json;
  json["policy"] = program.name;
  json["table"] = program.tables[one.table].name;
  json["key"] = row_name(program, one.data, one.table, one.row);
  json["row"] = one.data[one.table].source_rows[one.row];
  json["reasons"] = one.reasons;
  json["decisions"] = Json::array();
  for (std::size_t i = 0; i < one.decisions.size(); ++i) json["decisions"].push_back(decided_json(one, i));
  json["faults"] = Json::array();
  for (const data::BadRow* bad : one.faults) {
    Json fault{{"table", bad->table},
               {"row", bad->row},
               {"column", bad->column},
               {"reason", data::reason_of(*bad, program.english)}};
    if (bad->count > 1) fault["rows"] = data::rows_of(*bad, program.english);  // one of very many
    json["faults"].push_back(std::move(fault));
  }
  json["readings"] = Json::object();
  for (std::size_t i = 0; i < program.readings.size(); ++i)
    json["readings"][program.readings.nodes[i].name] = program.readings.nodes[i].options[one.options.readings[i]].name;
  json["clauses"] = Json::object();
  for (core::ClauseId clause : one.clauses)
    json["clauses"][program.clauses[clause].path] = program.clauses[clause].quote;
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace cepol::report
