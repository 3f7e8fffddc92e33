// Finds the decisions, outcomes and columns that were typed, and words what is not there.
#include "interpreter/cli/selection.hpp"

#include <algorithm>

#include "interpreter/explain/phrases.hpp"
#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"

namespace cepol::cli {

namespace {

constexpr engine::Status not_given[] = {engine::Status::undetermined, engine::Status::not_covered,
                                        engine::Status::conflict, engine::Status::failed};

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void add_name(std::vector<std::string>& names, const std::string& name) {
  if (!contains(names, name)) names.push_back(name);
}

std::string perhaps(const std::string& typed, const std::vector<std::string>& known, const Io& io) {
  const auto near = nearest_name(typed, known);
  return near ? io.say("，是不是想写“{}”？", "; did you mean “{}”? ", *near) : std::string(io.say("；", "; "));
}

// 审验, or with its table: 人员.审验.
bool is_named(const core::Program& program, core::TableId table, const std::string& name, const std::string& typed) {
  const std::string wanted = comparable(typed);
  return wanted == comparable(name) || wanted == comparable(program.tables[table].name + "." + name);
}

std::optional<engine::Status> status_of(const std::string& word) {
  for (engine::Status status : not_given)
    for (bool english : {false, true})
      if (comparable(word) == comparable(explain::status_word(status, english))) return status;
  return std::nullopt;
}

}  // namespace

std::vector<std::string> parts_of_list(const std::string& typed) {
  std::vector<std::string> parts(1);
  for (std::string_view rest = typed; !rest.empty();) {
    std::size_t comma = 0;
    for (std::string_view one : {",", "，", "、"})
      if (rest.starts_with(one)) comma = one.size();
    if (comma > 0)
      parts.emplace_back();
    else
      parts.back() += rest.front();
    rest.remove_prefix(std::max<std::size_t>(comma, 1));
  }
  for (std::string& part : parts) part = std::string(trimmed(part));
  std::erase(parts, std::string());
  return parts;
}

void RowSelection::keep_main_table(const core::Program& program, std::vector<Wanted>& all) {
  for (const core::ResultTable& results : program.results) {
    const auto of_table = [&](const Wanted& one) { return one.table == results.table; };
    if (std::none_of(all.begin(), all.end(), of_table)) continue;
    std::erase_if(all, [&](const Wanted& one) { return !of_table(one); });
    return;
  }
}

bool RowSelection::add(const core::Program& program, const std::string& typed, const Io& io) {
  const std::string folded_text = comparable(typed);
  const std::size_t sign = folded_text.find('=');
  const std::string decision_name(trimmed(folded_text.substr(0, sign)));
  const std::string outcome(sign == std::string::npos ? std::string_view()
                                                      : trimmed(std::string_view(folded_text).substr(sign + 1)));
  std::vector<std::string> decisions, outcomes;
  std::vector<Wanted> all;
  bool named_table = false;
  bool found_decision = false, found = false;
  for (std::uint32_t i = 0; i < program.decisions.size(); ++i) {
    const core::Decision& decision = program.decisions.nodes[i];
    add_name(decisions, decision.name);
    if (!is_named(program, decision.table, decision.name, decision_name)) continue;
    found_decision = true;
    named_table = named_table || comparable(decision_name) != comparable(decision.name);
    const auto& members = program.enumerations[decision.outcomes].members;
    for (const std::string& member : members) add_name(outcomes, member);
    const auto member =
        std::find_if(members.begin(), members.end(), [&](const auto& one) { return comparable(one) == outcome; });
    const auto status = status_of(outcome);
    if (member == members.end() && !status) continue;
    found = true;
    all.push_back({core::DecisionId{i}, decision.table, {}, {}});
    if (member != members.end()) all.back().members.insert(static_cast<core::Member>(member - members.begin()));
    if (status) all.back().statuses.insert(*status);
  }
  if (main_table_ && !named_table) keep_main_table(program, all);
  for (const Wanted& one : all) {
    auto wanted = std::find_if(wanted_.begin(), wanted_.end(),
                               [&](const Wanted& known) { return known.decision == one.decision; });
    if (wanted == wanted_.end()) wanted = wanted_.insert(wanted_.end(), Wanted{one.decision, one.table, {}, {}});
    wanted->members.insert(one.members.begin(), one.members.end());
    wanted->statuses.insert(one.statuses.begin(), one.statuses.end());
  }
  if (!found_decision) {
    io.message(io.say("cepol：没有“{}”这项判定，--only 后面写判定和结果，如 --only 判定=结果{}有：{}\n",
                      "cepol: there is no decision “{}”; --only takes a decision and an outcome, as --only "
                      "DECISION=OUTCOME{}there are: {}\n",
                      decision_name, Composed{perhaps(decision_name, decisions, io)}, Composed{io.listed(decisions)}));
    return false;
  }
  for (engine::Status status : not_given) add_name(outcomes, explain::status_word(status, program.english));
  if (!found && outcome.empty()) {
    io.message(io.say("cepol：--only 没有写“{}”是哪种结果，例如 --only {}；有：{}\n",
                      "cepol: --only does not say which outcome of “{}”, as in --only {}; it has: {}\n", decision_name,
                      decision_name + "=" + outcomes.front(), Composed{io.listed(outcomes)}));
    return false;
  }
  if (!found) {
    io.message(io.say("cepol：“{}”没有“{}”这种结果{}有：{}\n", "cepol: “{}” has no outcome “{}”{}it has: {}\n",
                      decision_name, outcome, Composed{perhaps(outcome, outcomes, io)}, Composed{io.listed(outcomes)}));
    return false;
  }
  return true;
}

bool RowSelection::resolve(const core::Program& program, const Io& io) {
  for (const std::string& one : typed_)
    if (!add(program, one, io)) return false;
  return true;
}

bool RowSelection::concerns(core::TableId table) const {
  return everything() ||
         std::any_of(wanted_.begin(), wanted_.end(), [&](const Wanted& one) { return one.table == table; });
}

const std::vector<data::RowIndex>* rows_selected(const SelectedRows& selected, core::TableId table) {
  static const std::vector<data::RowIndex> none;
  const auto found = selected.find(table);
  return found == selected.end() ? &none : &found->second;
}

bool RowSelection::takes(core::TableId table, const engine::RowResults& results) const {
  if (everything()) return true;
  for (const Wanted& wanted : wanted_) {
    if (wanted.table != table) continue;
    const auto decided = std::find_if(results.decisions.begin(), results.decisions.end(),
                                      [&](const auto& one) { return one.decision == wanted.decision; });
    if (decided == results.decisions.end()) return false;
    const engine::Outcome& outcome = decided->outcome;
    const bool taken = outcome.status == engine::Status::given
                           ? wanted.members.contains(static_cast<core::Member>(outcome.value.number.num))
                           : wanted.statuses.contains(outcome.status);
    if (!taken) return false;
  }
  return concerns(table);
}

std::optional<core::ColumnIndex> column_of(const core::Program& program, core::TableId table,
                                           const std::string& typed) {
  const auto& columns = program.tables[table].columns;
  for (core::ColumnIndex column = 0; column < columns.size(); ++column)
    if (is_named(program, table, columns[column].name, typed)) return column;
  return std::nullopt;
}

bool is_column(const core::Program& program, const std::string& typed, const Io& io) {
  std::vector<std::string> known;
  for (const core::ResultTable& results : program.results) {
    if (column_of(program, results.table, typed)) return true;
    for (const core::Column& column : program.tables[results.table].columns) add_name(known, column.name);
  }
  io.message(io.say("cepol：有结果的表里没有“{}”这一列{}可以是：{}\n",
                    "cepol: no table with results has a column “{}”{}it can be: {}\n", typed,
                    Composed{perhaps(typed, known, io)}, Composed{io.listed(known)}));
  return false;
}

std::optional<std::vector<core::ResultTable>> ColumnChoice::tables(const core::Program& program, const Io& io) const {
  std::vector<core::ResultTable> tables = program.results;
  for (const std::string& name : parts_of_list(typed_.value_or(""))) {
    if (!is_column(program, name, io)) return std::nullopt;
    for (core::ResultTable& results : tables) {
      const auto column = column_of(program, results.table, name);
      if (!column) continue;
      const auto is_result = [](const core::ResultColumn& one) {
        return one.part != core::ResultPart::column && one.part != core::ResultPart::row;
      };
      const auto shown = [&](const core::ResultColumn& one) {
        return one.part == core::ResultPart::column && one.column == *column;
      };
      if (std::any_of(results.columns.begin(), results.columns.end(), shown)) continue;
      results.columns.insert(
          std::find_if(results.columns.begin(), results.columns.end(), is_result),
          {program.tables[results.table].columns[*column].name, core::ResultPart::column, *column, {}, 0});
    }
  }
  return tables;
}

}  // namespace cepol::cli
