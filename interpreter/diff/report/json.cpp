// Writes the report of a comparison as JSON. docs/diff-json.md specifies the format, which must stay stable.
#include <nlohmann/json.hpp>

#include "interpreter/diff/report/tables.hpp"
#include "lang/semantics/clause_labels.hpp"

namespace cepol::diff {

namespace {

using Json = nlohmann::ordered_json;

Json optional_text(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json side(const DiffReport::Side& one) { return {{"policy", one.name}, {"title", one.title}, {"file", one.file}}; }

Json clauses(const core::Program& program, const std::vector<std::string>& paths) {
  Json list = Json::array();
  for (const std::string& path : paths)
    list.push_back({{"clause", core::clause_label(path)}, {"text", optional_text(quote_of(program, path))}});
  return list;
}

std::string_view name_of(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::added: return "added";
    case ChangeKind::removed: return "removed";
    case ChangeKind::changed: return "changed";
  }
  return "";
}

Json change_json(const DiffReport& report, const Change& change) {
  Json details = Json::array();
  for (const Detail& detail : change.details) {
    Json values = Json::array();
    for (const auto& [from, to] : detail.values) values.push_back({{"old", from}, {"new", to}});
    details.push_back({{"part", detail.part},
                       {"old", detail.before ? Json(detail.before->text) : Json(nullptr)},
                       {"new", detail.after ? Json(detail.after->text) : Json(nullptr)},
                       {"values", values},
                       {"minor", detail.minor}});
  }
  return {{"kind", name_of(change.kind)},
          {"subject", word_of(change.subject, true)},
          {"name", change.name},
          {"old_name", optional_text(change.old_name)},
          {"of", optional_text(change.of)},
          {"old", change.before ? Json(change.before->text) : Json(nullptr)},
          {"new", change.after ? Json(change.after->text) : Json(nullptr)},
          {"details", details},
          {"old_clauses", clauses(*report.before.program, change.old_clauses)},
          {"new_clauses", clauses(*report.after.program, change.new_clauses)}};
}

Json decision_json(const DiffReport& report, std::size_t p) {
  const Impact& impact = *report.impact;
  const Pair& pair = impact.pairs[p];
  Json matrix = Json::array(), figures = Json::array(), by = Json::array();
  for (const auto& [outcomes, count] : outcome_matrix(report, p))
    matrix.push_back({{"old", outcomes.first}, {"new", outcomes.second}, {"count", count}});
  for (const FigureChange& figure : figures_of(report, p)) {
    Json steps = Json::array();
    for (const auto& [step, count] : figure.steps)
      steps.push_back({{"difference", signed_text(step)}, {"count", count}});
    figures.push_back({{"figure", figure.label}, {"more", figure.more}, {"less", figure.less}, {"differences", steps}});
  }
  for (const std::string& column : report.by) {
    const auto table = by_column(report, p, column);
    if (!table) continue;
    Json values = Json::array();
    for (const ByColumn& value : table->values) {
      Json moves = Json::array();
      for (std::size_t m = 0; m < table->moves.size(); ++m)
        if (value.moves[m] > 0)
          moves.push_back({{"old", table->moves[m].first}, {"new", table->moves[m].second}, {"count", value.moves[m]}});
      values.push_back({{"value", optional_text(value.value)},
                        {"rows", value.rows},
                        {"different", value.different},
                        {"moves", moves}});
    }
    by.push_back({{"column", column}, {"values", values}});
  }
  return {{"table", report.after.program->tables[pair.after_table].name},
          {"decision", report.after.program->decisions[pair.after].name},
          {"matrix", matrix},
          {"figures", figures},
          {"by", by}};
}

Json units_json(const DiffReport& report, const std::vector<std::size_t>& units) {
  Json changes = Json::array();
  for (std::size_t unit : units) {
    const ChangePart& part = report.units[unit];
    changes.push_back({{"change", part.change}, {"detail", part.detail ? Json(*part.detail) : Json(nullptr)}});
  }
  return changes;
}

Json cause_json(const DiffReport& report, const Cause& cause) {
  return {{"changes", units_json(report, cause.units)},
          {"along", units_json(report, cause.along)},
          {"smallest", cause.smallest},
          {"text", cause_text(report, cause)}};
}

Json result_json(const DiffReport::Side& side, core::DecisionId decision, const Pair& pair, bool before,
                 const Result& result) {
  Json figures = Json::object();
  for (std::size_t f = 0; f < pair.figures.size(); ++f)
    figures[before ? pair.figures[f].before_label : pair.figures[f].label] =
        optional_text(figure_of(*side.program, result.figures[f]));
  return {{"outcome", outcome_of(*side.program, decision, result)}, {"figures", figures}};
}

Json probe_json(const DiffReport& report, const Probe& probe) {
  const Pair& pair = (*report.pairs)[probe.difference.pair];
  Json cause = cause_json(report, probe.cause), explained = Json::array();
  if (probe.difference.outcome_by(probe.number)) explained.push_back(report.after.program->decisions[pair.after].name);
  for (std::size_t f = 0; f < pair.figures.size(); ++f)
    if (probe.difference.figure_by(f, probe.number)) explained.push_back(pair.figures[f].label);
  return {{"example", probe.title},
          {"of", probe.of == ProbeOf::before  ? "old"
                 : probe.of == ProbeOf::after ? "new"
                                              : "both"},
          {"table", report.after.program->tables[pair.after_table].name},
          {"key", probe.key},
          {"decision", report.after.program->decisions[pair.after].name},
          {"old", result_json(report.before, pair.before, pair, true, probe.difference.before)},
          {"new", result_json(report.after, pair.after, pair, false, probe.difference.after)},
          {"explains", explained},
          {"cause", cause}};
}

// Rows are added one by one: there may be many.
void add_rows(const DiffReport& report, std::string& text) {
  bool first = true;
  for (const Difference& one : report.impact->differences) {
    const Pair& pair = report.impact->pairs[one.pair];
    Json figure_causes = Json::object();
    for (std::size_t f = 0; f < pair.figures.size(); ++f)
      if (one.figure_causes[f]) figure_causes[pair.figures[f].label] = *one.figure_causes[f];
    const Json row = {{"table", report.after.program->tables[pair.after_table].name},
                      {"key", row_key(*report.after.program, *report.after.data, pair.after_table, one.after_row)},
                      {"decision", report.after.program->decisions[pair.after].name},
                      {"old", result_json(report.before, pair.before, pair, true, one.before)},
                      {"new", result_json(report.after, pair.after, pair, false, one.after)},
                      {"cause", one.causes().front()},
                      {"figure_causes", figure_causes}};
    text += (first ? "\n    " : ",\n    ") + row.dump(-1, ' ', false, Json::error_handler_t::replace);
    first = false;
  }
}

Json alone_json(const DiffReport& report, bool before) {
  Json list = Json::array();
  for (const auto& alone : report.impact->alone) {
    core::TableId table = alone.table;
    if (before)
      for (const Pair& pair : report.impact->pairs)
        if (pair.after_table == alone.table) table = pair.before_table;
    const DiffReport::Side& side = before ? report.before : report.after;
    for (data::RowIndex row : before ? alone.before : alone.after)
      list.push_back(
          {{"table", side.program->tables[table].name}, {"key", row_key(*side.program, *side.data, table, row)}});
  }
  return list;
}

Json head_json(const DiffReport& report) {
  const Structure& structure = *report.structure;
  Json changes = Json::array(), renames = Json::array(), perhaps = Json::array(), rewritten = Json::array();
  for (const auto& one : structure.rewritten)
    rewritten.push_back({{"subject", word_of(one.subject, true)},
                         {"name", one.name},
                         {"of", optional_text(one.of)},
                         {"old", one.before},
                         {"new", one.after}});
  for (const Change& change : structure.changes) changes.push_back(change_json(report, change));
  const auto rename_json = [](const Rename& rename) {
    return Json{{"subject", word_of(rename.subject, true)},
                {"of", optional_text(rename.of)},
                {"old_name", rename.old_name},
                {"new_name", rename.new_name}};
  };
  for (const Rename& rename : structure.renames) renames.push_back(rename_json(rename));
  for (const Rename& rename : structure.perhaps_renamed) perhaps.push_back(rename_json(rename));
  Json head = {{"format", "cepol-diff"},
               {"version", 1},
               {"old", side(report.before)},
               {"new", side(report.after)},
               {"same", structure.same() && (report.impact == nullptr || report.impact->different == 0)},
               {"changes", changes},
               {"renames", renames},
               {"perhaps_renamed", perhaps},
               {"rewritten", rewritten},
               {"examples",
                {{"added", structure.examples_added},
                 {"removed", structure.examples_removed},
                 {"changed", structure.examples_changed},
                 {"outdated", structure.examples_outdated}}}};
  head["notices"] = nullptr;
  if (report.notices) {
    Json clauses_json = Json::array();
    for (const auto& clause : report.notices->without_rule)
      clauses_json.push_back({{"clause", core::clause_label(semantics::cited_path(*report.after.program, clause.path))},
                              {"old", optional_text(clause.before)},
                              {"new", optional_text(clause.after)}});
    head["notices"] = {{"clauses_without_rule", clauses_json},
                       {"rules_without_clause", report.notices->without_clause}};
  }
  Json probes = Json::array();
  for (const Probe& probe : report.probes) probes.push_back(probe_json(report, probe));
  head["probes"] = probes;
  if (!report.explanations.empty()) {
    Json explanations = Json::array();
    for (const auto& [heading, lines] : report.explanations)
      explanations.push_back({{"heading", heading}, {"lines", lines}});
    head["explanations"] = explanations;
  }
  return head;
}

// Cells of a line of a quota: count, places, state.
Json quota_json(const std::vector<std::string>& cells) {
  if (cells.empty()) return nullptr;
  return {{"count", cells[0]}, {"places", optional_text(cells[1])}, {"state", optional_text(cells[2])}};
}

Json impact_json(const DiffReport& report) {
  const Impact& impact = *report.impact;
  Json decisions = Json::array(), causes = Json::array(), quotas = Json::array(), rosters = Json::array();
  for (const Impact::QuotaLine& line : impact.quotas)
    quotas.push_back({{"quota", line.quota},
                      {"member", line.member},
                      {"old", quota_json(line.before)},
                      {"new", quota_json(line.after)},
                      {"cause", line.cause}});
  for (const Impact::RosterLines& one : impact.rosters)
    rosters.push_back({{"title", one.title}, {"old", one.before}, {"new", one.after}});
  for (std::size_t p = 0; p < impact.pairs.size(); ++p) decisions.push_back(decision_json(report, p));
  for (const Cause& cause : impact.causes) causes.push_back(cause_json(report, cause));
  Json old_columns = Json::array();
  for (const auto& [column, value] : report.after.data->old_columns)
    old_columns.push_back({{"column", column}, {"value", value}});
  return {{"rows", impact.rows},
          {"same", impact.same},
          {"different", impact.different},
          {"newly_undetermined", impact.newly_undetermined},
          {"faults", {{"old", report.before.faults}, {"new", report.after.faults}}},
          {"old_columns", old_columns},
          {"only_old", alone_json(report, true)},
          {"only_new", alone_json(report, false)},
          {"quotas", quotas},
          {"rosters", rosters},
          {"decisions", decisions},
          {"causes", causes}};
}

// The text of an object up to its last member, so that a further member can follow.
std::string open_object(const Json& object) {
  std::string text = object.dump(2, ' ', false, Json::error_handler_t::replace);
  text.erase(text.rfind('}'));
  while (text.back() == '\n' || text.back() == ' ') text.pop_back();
  return text;
}

}  // namespace

std::string to_json(const DiffReport& report) {
  Json head = head_json(report);
  if (report.impact == nullptr) {
    head["impact"] = nullptr;
    return head.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
  }
  // The rows are the last member of the impact.
  std::string text =
      open_object(head) + ",\n  \"impact\": " + open_object(impact_json(report)) + ",\n  \"differences\": [";
  add_rows(report, text);
  return text + "\n  ]}\n}\n";
}

}  // namespace cepol::diff
