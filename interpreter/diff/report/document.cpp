// A diff as a document for people.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "interpreter/diff/report/tables.hpp"
#include "interpreter/explain/words.hpp"
#include "interpreter/report/cells.hpp"
#include "interpreter/report/count.hpp"

namespace cepol::diff {

using namespace report;

using diff::ChangeKind;

std::string quote_of(const core::Program& program, const std::string& clause) {
  for (const core::Clause& one : program.clauses.nodes)
    if (one.path == clause) return one.quote;
  return {};
}

std::string change_title(const DiffReport& report, const diff::Change& change) {
  std::string word(word_of(change.subject, report.english));
  if (change.subject == diff::Subject::policy) return word;
  std::string title = report.english ? word + " " + change.name : word + "“" + change.name + "”";
  if (!change.of.empty()) title += report.english ? " (" + change.of + ")" : "（" + change.of + "）";
  return title;
}

namespace {

std::string labels(const std::vector<std::string>& clauses, bool english) {
  std::string text;
  for (const std::string& clause : clauses)
    text += (text.empty() ? "" : english ? ", " : "、") + core::clause_label(clause);
  return text;
}

std::string in_brackets(const std::string& text, bool english) {
  return text.empty() ? std::string() : english ? " (" + text + ")" : "（" + text + "）";
}

class Telling {
 public:
  explicit Telling(const DiffReport& report) : report_(report) { made_.english = report.english; }

  Document run() {
    made_.title = report_.before.name + " → " + report_.after.name;
    made_.heading(1, std::string(say("政策比较：", "Policies compared: ")) + made_.title);
    if (report_.before.title != report_.after.title || !report_.before.title.empty())
      made_.table({std::string(), std::string(say("政策", "policy")), std::string(say("标题", "title"))},
                  {{std::string(say("原", "old")), report_.before.name, report_.before.title},
                   {std::string(say("新", "new")), report_.after.name, report_.after.title}});
    changes();
    if (report_.impact != nullptr) people();
    for (const auto& [heading, lines] : report_.explanations) {
      made_.heading(2, heading);
      made_.lines(lines);
    }
    if (report_.impact != nullptr)
      made_.text(
          fmt::format(fmt::runtime(say("结果相同 {} 行，不同 {} 行，其中新成为待定 {} 行",
                                       "rows with the same result: {}, with another: {}, newly undetermined: {}")),
                      report_.impact->same, report_.impact->different, report_.impact->newly_undetermined));
    return std::move(made_);
  }

 private:
  std::string_view say(std::string_view zh, std::string_view en) const { return report_.english ? en : zh; }

  void changes() {
    const diff::Structure& structure = *report_.structure;
    made_.heading(2, structure.changes.empty() ? std::string(say("规则没有改动", "No rule has changed"))
                                               : fmt::format(fmt::runtime(say("改动 {} 处", "{:change,changes}")),
                                                             Count{structure.changes.size()}));
    for (const diff::Change& change : structure.changes)
      if (!minor(change)) tell(change);
    tell_minor();
    if (!structure.renames.empty()) {
      made_.heading(3, std::string(say("只是更名，不算改动", "Renamed only, which is no change")));
      std::vector<std::vector<std::string>> rows;
      for (const diff::Rename& rename : structure.renames)
        rows.push_back(
            {std::string(word_of(rename.subject, report_.english)), rename.of, rename.old_name, rename.new_name});
      made_.table({std::string(say("种类", "kind")), std::string(say("所属", "of")),
                   std::string(say("原名", "old name")), std::string(say("新名", "new name"))},
                  std::move(rows));
    }
    if (structure.examples_added + structure.examples_removed + structure.examples_changed > 0)
      made_.text(fmt::format(
          fmt::runtime(say("示例：增加 {} 个，减少 {} 个，改动 {} 个", "examples: {} added, {} removed, {} changed")),
          structure.examples_added, structure.examples_removed, structure.examples_changed));
  }

  // Of no consequence for anybody: wordings, citations, clauses that compute nothing.
  static bool minor(const diff::Change& change) {
    return change.subject == diff::Subject::clause ||
           (!change.details.empty() && std::all_of(change.details.begin(), change.details.end(),
                                                   [](const diff::Detail& detail) { return detail.minor; }));
  }
  void tell_minor() {
    std::vector<std::vector<std::string>> rows;
    for (const diff::Change& change : report_.structure->changes) {
      if (!minor(change)) continue;
      for (const diff::Detail& detail : change.details)
        rows.push_back({change_title(report_, change), detail.part, detail.before ? detail.before->text : "",
                        detail.after ? detail.after->text : ""});
      if (change.details.empty())
        rows.push_back({change_title(report_, change),
                        std::string(change.kind == ChangeKind::added ? say("增加", "added") : say("取消", "removed")),
                        change.before ? change.before->text : "", change.after ? change.after->text : ""});
    }
    if (rows.empty()) return;
    made_.heading(
        3, std::string(say(
               "只改措辞、依据或不作计算的条款，不影响结果",
               "Changes of wording, of clauses cited, or of clauses that compute nothing: no result depends on them")));
    made_.table({std::string(say("规则", "rule")), std::string(say("部分", "part")), std::string(say("原", "old")),
                 std::string(say("新", "new"))},
                std::move(rows));
  }

  void tell(const diff::Change& change) {
    const std::string what(change.kind == ChangeKind::added     ? say("增加", "added")
                           : change.kind == ChangeKind::removed ? say("取消", "removed")
                                                                : say("改动", "changed"));
    std::string title = change_title(report_, change);
    if (!change.old_name.empty() && change.old_name != change.name)
      title += std::string(say("，原名“", ", formerly “")) + change.old_name + "”";
    made_.heading(3, title + std::string(say("：", ": ")) + what);
    std::vector<std::vector<std::string>> rows;
    for (const diff::Detail& detail : change.details) {
      rows.push_back({detail.part, detail.before ? detail.before->text : std::string(say("（无）", "(none)")),
                      detail.after ? detail.after->text : std::string(say("（无）", "(none)"))});
      std::string values;
      for (const auto& [from, to] : detail.values)
        values += fmt::format("{}{} → {}", values.empty() ? "" : say("；", "; "), from, to);
      const bool only = detail.values.size() == 1 && detail.before && detail.after &&
                        detail.values.front().first == detail.before->text;
      if (!values.empty() && !only) rows.back().front() += in_brackets(values, report_.english);
    }
    if (rows.empty() && change.kind != ChangeKind::changed) {
      const auto& said = change.kind == ChangeKind::added ? change.after : change.before;
      if (said) made_.text(said->text);
    }
    if (!rows.empty())
      made_.table({std::string(say("部分", "part")), std::string(say("原", "old")), std::string(say("新", "new"))},
                  std::move(rows));
    quotes(say("原", "old"), *report_.before.program, change.old_clauses);
    quotes(say("新", "new"), *report_.after.program, change.new_clauses);
  }

  // A clause is quoted where it first comes up; afterwards its number is enough, also where it is an old notice's
  // clause on which the new policy rests.
  void quotes(std::string_view side, const core::Program& program, const std::vector<std::string>& clauses) {
    for (const std::string& clause : clauses) {
      const std::string quote = quote_of(program, clause);
      const std::string label = std::string(side) + std::string(say("：", ": ")) + core::clause_label(clause);
      if (quote.empty() || !told_.insert(quote).second)
        again_.push_back(label);
      else
        made_.quote(label, quote);
    }
    if (!again_.empty()) {
      std::string line;
      for (const std::string& label : again_) line += (line.empty() ? "" : std::string(say("，", ", "))) + label;
      made_.quote(line, "");
      again_.clear();
    }
  }

  void people() {
    const diff::Impact& impact = *report_.impact;
    made_.heading(2, std::string(say("名册上的结果", "Results on the roster")));
    if (report_.before.faults + report_.after.faults > 0)
      made_.text(fmt::format(
          fmt::runtime(say(
              "数据有问题：按原政策读 {} 处，按新政策读 {} 处（用 cepol eval 列出）",
              "faults in the data: {} as the old policy reads them, {} as the new one does (cepol eval lists them)")),
          report_.before.faults, report_.after.faults));
    for (const auto& alone : impact.alone) tell_alone(alone);
    for (std::size_t p = 0; p < impact.pairs.size(); ++p) decision(p);
  }

  void tell_alone(const diff::Impact::Alone& alone) {
    const auto list = [&](const DiffReport::Side& side, core::TableId table, const std::vector<data::RowIndex>& rows) {
      std::string text;
      for (std::size_t i = 0; i < rows.size() && i < 10; ++i)
        text += (text.empty() ? "" : std::string(say("、", ", "))) +
                diff::row_key(*side.program, *side.data, table, rows[i]);
      return text + (rows.size() > 10 ? std::string(say("……", ", …")) : "");
    };
    const std::string& name = report_.after.program->tables[alone.table].name;
    core::TableId before_table = alone.table;
    for (const diff::Pair& pair : report_.impact->pairs)
      if (pair.after_table == alone.table) before_table = pair.before_table;
    if (!alone.before.empty())
      made_.text(fmt::format(
          fmt::runtime(say("{}：{} 行只有按原政策才读得进：{}", "{}: {:row,rows} only the old policy can read: {}")),
          name, Count{alone.before.size()}, list(report_.before, before_table, alone.before)));
    if (!alone.after.empty())
      made_.text(fmt::format(
          fmt::runtime(say("{}：{} 行只有按新政策才读得进：{}", "{}: {:row,rows} only the new policy can read: {}")),
          name, Count{alone.after.size()}, list(report_.after, alone.table, alone.after)));
  }

  void decision(std::size_t p) {
    const diff::Impact& impact = *report_.impact;
    const diff::Pair& pair = impact.pairs[p];
    const core::Decision& decided = report_.after.program->decisions[pair.after];
    const std::string name = report_.after.program->tables[pair.after_table].name + " " + decided.name;
    const bool any = std::any_of(impact.differences.begin(), impact.differences.end(),
                                 [&](const diff::Difference& one) { return one.pair == p; });
    if (!any) {
      std::uint64_t rows = 0;
      for (const auto& [outcomes, count] : impact.matrix[p]) rows += count;
      made_.text(
          fmt::format(fmt::runtime(say("{}：{} 行都没有变化", "{}: no change ({:row,rows})")), name, Count{rows}));
      return;
    }
    made_.heading(3, name);
    matrix(p);
    for (const FigureChange& figure : figures_of(report_, p)) {
      std::string steps;
      for (std::size_t i = 0; i < figure.steps.size() && i < 5; ++i)
        steps += (steps.empty() ? "" : std::string(say("，", ", "))) +
                 fmt::format(fmt::runtime(say("{} 的 {} 行", "{}: {}")), signed_text(figure.steps[i].first),
                             figure.steps[i].second);
      if (figure.steps.size() > 5) steps += say("……", ", …");
      made_.text(
          fmt::format(fmt::runtime(say("{}：多了的 {} 行，少了的 {} 行（{}）", "{}: more for {}, less for {} ({})")),
                      figure.label, figure.more, figure.less, steps));
    }
    for (const std::string& column : report_.by) by(p, column);
    causes(p);
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
    made_.table(std::move(header), std::move(rows), std::move(right));
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
    made_.table(std::move(header), std::move(rows), std::move(right));
  }

  // Causes with the rows that they moved, the most frequent first.
  void causes(std::size_t p) {
    const diff::Impact& impact = *report_.impact;
    std::vector<std::vector<const diff::Difference*>> by_cause(impact.causes.size());
    for (const diff::Difference& one : impact.differences)
      if (one.pair == p) by_cause[one.cause].push_back(&one);
    std::vector<std::size_t> order;
    for (std::size_t c = 0; c < by_cause.size(); ++c)
      if (!by_cause[c].empty()) order.push_back(c);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return by_cause[a].size() > by_cause[b].size(); });
    for (std::size_t c : order) {
      const diff::Cause& cause = impact.causes[c];
      const std::string text = cause_text(report_, cause);
      made_.text(cause.units.empty()
                     ? fmt::format(fmt::runtime(say("{}：{} 行", "{}: {:row,rows}")), text, Count{by_cause[c].size()})
                     : fmt::format(fmt::runtime(say("因{}：{} 行", "because of {}: {:row,rows}")), text,
                                   Count{by_cause[c].size()}));
      rows_of(p, by_cause[c]);
    }
  }

  void rows_of(std::size_t p, const std::vector<const diff::Difference*>& differences) {
    const diff::Pair& pair = report_.impact->pairs[p];
    const core::Decision& decided = report_.after.program->decisions[pair.after];
    std::vector<std::string> header{key_label(pair.after_table), decided.name};
    for (const auto& [old_one, new_one] : pair.figures) header.push_back(decided.measures[new_one].label);
    const std::size_t most = report_.all_rows ? differences.size() : 5;
    std::vector<std::vector<std::string>> rows;
    for (std::size_t i = 0; i < differences.size() && i < most; ++i) {
      const diff::Difference& one = *differences[i];
      const auto moved = [](const std::string& from, const std::string& to) {
        return from == to ? to : fmt::format("{} → {}", from, to);
      };
      rows.push_back({diff::row_key(*report_.after.program, *report_.after.data, pair.after_table, one.after_row),
                      moved(outcome_of(*report_.before.program, pair.before, one.before),
                            outcome_of(*report_.after.program, pair.after, one.after))});
      for (std::size_t f = 0; f < pair.figures.size(); ++f)
        rows.back().push_back(moved(figure_of(one.before.figures[f]), figure_of(one.after.figures[f])));
    }
    made_.table(std::move(header), std::move(rows));
    if (differences.size() > most)
      made_.text(fmt::format(fmt::runtime(say("……其余 {} 行，用 --all 全部列出", "… {} more: --all lists them")),
                             differences.size() - most));
  }

  std::string key_label(core::TableId table) const {
    const core::RecordTable& record = report_.after.program->tables[table];
    return record.key ? record.columns[*record.key].name : std::string(say("行号", "row"));
  }

  const DiffReport& report_;
  Document made_;
  std::set<std::string> told_;
  std::vector<std::string> again_;
};

}  // namespace

std::string cause_text(const DiffReport& report, const diff::Cause& cause) {
  const bool english = report.english;
  if (cause.units.empty())
    return english ? "no change of a rule explains it (the two sides read the data differently)"
                   : "没有哪处规则改动能说明（两边读到的数据不同）";
  std::string text;
  for (std::size_t i = 0; i < cause.units.size();) {
    const ChangePart& part = report.units[cause.units[i]];
    const diff::Change& change = report.structure->changes[part.change];
    std::string one = change_title(report, change);
    if (change.kind != ChangeKind::changed)
      one += change.kind == ChangeKind::added ? (english ? " added" : "的增加") : (english ? " removed" : "的取消");
    // Parts of one rule are told together.
    bool first = true;
    for (; i < cause.units.size() && report.units[cause.units[i]].change == part.change; ++i) {
      const auto& in = report.units[cause.units[i]].detail;
      if (!in || change.kind != ChangeKind::changed) continue;
      const diff::Detail& detail = change.details[*in];
      std::string values;
      for (const auto& [from, to] : detail.values)
        values += fmt::format("{}{}→{}", values.empty() ? "" : english ? ", " : "、", from, to);
      one += (first ? (english ? ": " : "：") : (english ? ", " : "，")) + detail.part +
             (values.empty() ? "" : " " + values);
      first = false;
    }
    // The new notice's clauses where it has any to say of it; else those that the rule rests on.
    std::vector<std::string> clauses;
    for (const std::string& clause : change.new_clauses)
      if (clause.find("§") == std::string::npos) clauses.push_back(clause);
    if (clauses.empty()) clauses = change.new_clauses.empty() ? change.old_clauses : change.new_clauses;
    one += in_brackets(labels(clauses, english), english);
    text += (text.empty() ? "" : english ? " together with " : "，连同") + one;
  }
  if (!cause.smallest) text += english ? " (none of these can be left out)" : "（缺一不可）";
  return text;
}

Document to_document(const DiffReport& report) { return Telling(report).run(); }

}  // namespace cepol::diff
