// Writes the impact section of the document: which rows of a data set have different results, and which changes cause
// them.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "interpreter/diff/report/tables.hpp"
#include "interpreter/report/count.hpp"
#include "lang/diagnostics/say.hpp"

namespace cepol::diff {

namespace {

class ImpactSection {
 public:
  ImpactSection(const DiffReport& report, report::Document& document, bool rows)
      : report_(report), document_(document), rows_(rows) {}

  void add() {
    const Impact& impact = *report_.impact;
    document_.heading(2, std::string(say("名册上的结果", "Results on the roster")));
    if (report_.before.faults + report_.after.faults > 0)
      document_.text(
          say("数据有问题：按原政策读 {} 处，按新政策读 {} 处（用 cepol eval 列出）",
              "faults in the data: {} as the old policy reads them, {} as the new one does (cepol eval lists them)",
              report_.before.faults, report_.after.faults));
    for (const auto& [column, value] : report_.after.data->old_columns)
      document_.text(say("“{}”：数据里没有这一列，按新政策说的，旧数据作 {}",
                         "“{}”: the data do not have this column; as the new policy says of old rows, {}", column,
                         value));
    for (const auto& alone : impact.alone) one_sided_rows(alone);
    for (std::size_t p = 0; p < impact.pairs.size(); ++p) decision(p);
    quotas();
    rosters();
  }

 private:
  std::string_view say(std::string_view zh, std::string_view en) const { return say_in(report_.english, zh, en); }
  template <class First, class... Rest>
  std::string say(fmt::format_string<First, Rest...> zh, fmt::format_string<First, Rest...> en, First&& first,
                  Rest&&... rest) const {
    return say_in(report_.english, zh, en, std::forward<First>(first), std::forward<Rest>(rest)...);
  }

  void one_sided_rows(const Impact::Alone& alone) {
    const auto list = [&](const DiffReport::Side& side, core::TableId table, const std::vector<data::RowIndex>& rows) {
      std::string text;
      for (std::size_t i = 0; i < rows.size() && i < 10; ++i)
        text += (text.empty() ? "" : std::string(say("、", ", "))) + row_key(*side.program, *side.data, table, rows[i]);
      return text + (rows.size() > 10 ? std::string(say("……", ", …")) : "");
    };
    const std::string& name = report_.after.program->tables[alone.table].name;
    core::TableId before_table = alone.table;
    for (const Pair& pair : report_.impact->pairs)
      if (pair.after_table == alone.table) before_table = pair.before_table;
    if (!alone.before.empty())
      document_.text(say("{}：{} 行只有按原政策才读得进：{}", "{}: {:row,rows} only the old policy can read: {}", name,
                         report::Count{alone.before.size()}, list(report_.before, before_table, alone.before)));
    if (!alone.after.empty())
      document_.text(say("{}：{} 行只有按新政策才读得进：{}", "{}: {:row,rows} only the new policy can read: {}", name,
                         report::Count{alone.after.size()}, list(report_.after, alone.table, alone.after)));
  }

  void quotas() {
    const Impact& impact = *report_.impact;
    for (std::size_t i = 0; i < impact.quotas.size();) {
      const std::string& quota = impact.quotas[i].quota;
      document_.heading(3, quota);
      std::vector<std::vector<std::string>> rows;
      for (; i < impact.quotas.size() && impact.quotas[i].quota == quota; ++i) {
        const Impact::QuotaLine& line = impact.quotas[i];
        rows.push_back({line.member});
        for (std::size_t cell = 0; cell < 3; ++cell) {
          const auto of = [&](const std::vector<std::string>& cells) {
            return cells.empty() ? std::string(say("（无）", "(none)")) : cells[cell];
          };
          const std::string from = of(line.before), to = of(line.after);
          rows.back().push_back(from == to ? to : fmt::format("{} → {}", from, to));
        }
        rows.back().push_back(cause_text(report_, impact.causes[line.cause]));
      }
      document_.table({std::string(), std::string(say("行数", "rows")), std::string(say("名额", "places")),
                       std::string(say("余缺", "state")), std::string(say("原因", "because of"))},
                      std::move(rows));
    }
  }
  void rosters() {
    for (const Impact::RosterLines& one : report_.impact->rosters) {
      document_.heading(3, one.title);
      std::vector<std::string> lines;
      for (const std::string& line : one.before) lines.push_back("- " + line);
      for (const std::string& line : one.after) lines.push_back("+ " + line);
      document_.lines(lines);
    }
  }

  void decision(std::size_t p) {
    const Impact& impact = *report_.impact;
    const Pair& pair = impact.pairs[p];
    const core::Decision& decided = report_.after.program->decisions[pair.after];
    const std::string name = report_.after.program->tables[pair.after_table].name + " " + decided.name;
    const bool any = std::any_of(impact.differences.begin(), impact.differences.end(),
                                 [&](const Difference& one) { return one.pair == p; });
    if (!any) {
      std::uint64_t rows = 0;
      for (const auto& [outcomes, count] : impact.matrix[p]) rows += count;
      document_.text(say("{}：{} 行都没有变化", "{}: no change ({:row,rows})", name, report::Count{rows}));
      return;
    }
    document_.heading(3, name);
    matrix(p);
    for (const FigureChange& figure : figures_of(report_, p)) {
      std::string steps;
      for (std::size_t i = 0; i < figure.steps.size() && i < 5; ++i)
        steps += (steps.empty() ? "" : std::string(say("，", ", "))) +
                 say("{} 的 {} 行", "{}: {}", signed_text(figure.steps[i].first), figure.steps[i].second);
      if (figure.steps.size() > 5) steps += say("……", ", …");
      document_.text(say("{}：多了的 {} 行，少了的 {} 行（{}）", "{}: more for {}, less for {} ({})", figure.label,
                         figure.more, figure.less, steps));
    }
    for (const std::string& column : report_.by) by(p, column);
    if (rows_) causes(p);
  }

  void matrix(std::size_t p) {
    std::vector<std::string> olds, news;
    const auto matrix = outcome_matrix(report_, p);
    const auto add = [](std::vector<std::string>& list, const std::string& one) {
      if (std::find(list.begin(), list.end(), one) == list.end()) list.push_back(one);
    };
    const auto in_order = [&](const core::Program& program, core::DecisionId id, std::vector<std::string>& list,
                              bool first) {
      for (const std::string& member : program.enumerations[program.decisions[id].outcomes].members)
        for (const auto& [outcomes, count] : matrix)
          if ((first ? outcomes.first : outcomes.second) == member) add(list, member);
    };
    in_order(*report_.before.program, report_.impact->pairs[p].before, olds, true);
    in_order(*report_.after.program, report_.impact->pairs[p].after, news, false);
    for (const auto& [outcomes, count] : matrix) {
      add(olds, outcomes.first);
      add(news, outcomes.second);
    }
    std::vector<std::string> header{std::string(say("原 ＼ 新", "old \\ new"))};
    std::vector<bool> right{false};
    for (const std::string& outcome : news) {
      header.push_back(outcome);
      right.push_back(true);
    }
    std::vector<std::vector<std::string>> rows;
    for (const std::string& from : olds) {
      rows.push_back({from});
      for (const std::string& to : news) {
        const auto at = matrix.find({from, to});
        rows.back().push_back(at == matrix.end() ? "" : std::to_string(at->second));
      }
    }
    document_.table(std::move(header), std::move(rows), std::move(right));
  }

  void by(std::size_t p, const std::string& column) {
    const auto table = by_column(report_, p, column);
    if (!table || table->moves.empty()) return;
    std::vector<std::string> header{column, std::string(say("行数", "rows")),
                                    std::string(say("结果不同", "with another result"))};
    for (const auto& [from, to] : table->moves) header.push_back(fmt::format("{}→{}", from, to));
    std::vector<std::vector<std::string>> rows;
    for (const ByColumn& value : table->values) {
      rows.push_back({value.value.empty() ? std::string(say("（空）", "(blank)")) : value.value,
                      std::to_string(value.rows), std::to_string(value.different)});
      for (std::uint64_t count : value.moves) rows.back().push_back(count == 0 ? "" : std::to_string(count));
    }
    std::vector<bool> right(header.size(), true);
    right.front() = false;
    document_.table(std::move(header), std::move(rows), std::move(right));
  }

  // Causes with the rows whose results they change, the most frequent first.
  void causes(std::size_t p) {
    const Impact& impact = *report_.impact;
    std::vector<std::vector<const Difference*>> by_cause(impact.causes.size());
    for (const Difference& one : impact.differences)
      if (one.pair == p)
        for (const std::uint32_t cause : one.causes()) by_cause[cause].push_back(&one);
    std::vector<std::size_t> order;
    for (std::size_t c = 0; c < by_cause.size(); ++c)
      if (!by_cause[c].empty()) order.push_back(c);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return by_cause[a].size() > by_cause[b].size(); });
    for (std::size_t c : order) {
      const Cause& cause = impact.causes[c];
      const std::string text = cause_text(report_, cause);
      document_.text(cause.units.empty()
                         ? say("{}：{} 行", "{}: {:row,rows}", text, report::Count{by_cause[c].size()})
                         : say("因{}：{} 行", "because of {}: {:row,rows}", text, report::Count{by_cause[c].size()}));
      rows_of(p, static_cast<std::uint32_t>(c), by_cause[c]);
    }
  }

  void rows_of(std::size_t p, std::uint32_t cause, const std::vector<const Difference*>& differences) {
    const std::size_t most = report_.all_rows ? differences.size() : 5;
    document_.parts.emplace_back(table_of(report_, p, cause, differences, most));
    if (differences.size() > most)
      document_.text(say("……其余 {} 行，用 --all 全部列出", "… {} more: --all lists them", differences.size() - most));
  }

  const DiffReport& report_;
  report::Document& document_;
  bool rows_;
};

std::string labels(const std::vector<std::string>& clauses, bool english) {
  std::string text;
  for (const std::string& clause : clauses)
    text += (text.empty() ? "" : english ? ", " : "、") + core::clause_label(clause);
  return text;
}

}  // namespace

void add_impact(const DiffReport& report, report::Document& document, bool rows) {
  ImpactSection(report, document, rows).add();
}

report::DocumentTable table_of(const DiffReport& report, std::size_t p, std::uint32_t cause,
                               const std::vector<const Difference*>& differences, std::size_t most) {
  const core::Program &old_program = *report.before.program, &program = *report.after.program;
  const Pair& pair = report.impact->pairs[p];
  const core::RecordTable& record = program.tables[pair.after_table];
  report::DocumentTable table;
  table.header = {record.key ? record.columns[*record.key].name : std::string(say_in(report.english, "行号", "row")),
                  program.decisions[pair.after].name};
  for (const FigurePair& figure : pair.figures) table.header.push_back(figure.label);
  table.right.resize(table.header.size(), false);
  const auto moved = [](const std::string& from, const std::string& to, bool elsewhere) {
    return from == to ? to : elsewhere ? std::string("…") : fmt::format("{} → {}", from, to);
  };
  for (std::size_t i = 0; i < differences.size() && i < most; ++i) {
    const Difference& one = *differences[i];
    auto& row = table.rows.emplace_back();
    row = {row_key(program, *report.after.data, pair.after_table, one.after_row),
           moved(outcome_of(old_program, pair.before, one.before), outcome_of(program, pair.after, one.after),
                 !one.outcome_by(cause))};
    for (std::size_t f = 0; f < pair.figures.size(); ++f)
      row.push_back(moved(figure_of(old_program, one.before.figures[f]), figure_of(program, one.after.figures[f]),
                          !one.figure_by(f, cause)));
  }
  return table;
}

std::string cause_text(const DiffReport& report, const Cause& cause) {
  const bool english = report.english;
  if (cause.units.empty()) return english ? "no change that was found explains it" : "找到的改动都不能说明";
  std::string text;
  for (std::size_t i = 0; i < cause.units.size();) {
    const ChangePart& part = report.units[cause.units[i]];
    const Change& change = report.structure->changes[part.change];
    std::string one = change_title(report, change);
    if (change.kind != ChangeKind::changed)
      one += change.kind == ChangeKind::added ? (english ? " added" : "的增加") : (english ? " removed" : "的取消");
    // Parts of one rule are listed together.
    bool first = true;
    for (; i < cause.units.size() && report.units[cause.units[i]].change == part.change; ++i) {
      const auto& in = report.units[cause.units[i]].detail;
      if (!in || change.kind != ChangeKind::changed) continue;
      const Detail& detail = change.details[*in];
      std::string values;
      for (const auto& [from, to] : detail.values)
        values += fmt::format("{}{}→{}", values.empty() ? "" : english ? ", " : "、", from, to);
      one += (first ? (english ? ": " : "：") : (english ? ", " : "，")) + detail.part +
             (values.empty() ? "" : " " + values);
      first = false;
    }
    // The new notice's own clauses if the change cites any, else all that it cites.
    std::vector<std::string> clauses;
    for (const std::string& clause : change.new_clauses)
      if (clause.find("§") == std::string::npos) clauses.push_back(clause);
    if (clauses.empty()) clauses = change.new_clauses.empty() ? change.old_clauses : change.new_clauses;
    if (!clauses.empty()) one += (english ? " (" : "（") + labels(clauses, english) + (english ? ")" : "）");
    text += (text.empty() ? "" : english ? " together with " : "，连同") + one;
  }
  if (!cause.smallest) text += english ? " (none of these can be left out)" : "（缺一不可）";
  return text;
}

}  // namespace cepol::diff
