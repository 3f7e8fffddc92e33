// Writes the report of a comparison as a document (interpreter/report/document.hpp).
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "interpreter/diff/report/tables.hpp"
#include "interpreter/report/count.hpp"
#include "lang/diagnostics/say.hpp"
#include "lang/semantics/clause_labels.hpp"

namespace cepol::diff {

std::string quote_of(const core::Program& program, const std::string& clause) {
  for (const core::Clause& one : program.clauses.nodes)
    if (one.path == clause) return one.quote;
  return {};
}

std::string change_title(const DiffReport& report, const Change& change) {
  std::string word(word_of(change.subject, report.english));
  if (change.subject == Subject::policy) return word;
  std::string title = report.english ? word + " " + change.name : word + "“" + change.name + "”";
  if (!change.of.empty()) title += report.english ? " (" + change.of + ")" : "（" + change.of + "）";
  return title;
}

bool is_minor(const Change& change) {
  return change.subject == Subject::clause ||
         (!change.details.empty() &&
          std::all_of(change.details.begin(), change.details.end(), [](const Detail& detail) { return detail.minor; }));
}

namespace {

std::string in_brackets(const std::string& text, bool english) {
  return text.empty() ? std::string() : english ? " (" + text + ")" : "（" + text + "）";
}

class DocumentBuilder {
 public:
  explicit DocumentBuilder(const DiffReport& report) : report_(report) { made_.english = report.english; }

  report::Document run() {
    made_.title = report_.before.name + " → " + report_.after.name;
    made_.heading(1, std::string(say("政策比较：", "Policies compared: ")) + made_.title);
    if (report_.before.title != report_.after.title || !report_.before.title.empty())
      made_.table({std::string(), std::string(say("政策", "policy")), std::string(say("标题", "title"))},
                  {{std::string(say("原", "old")), report_.before.name, report_.before.title},
                   {std::string(say("新", "new")), report_.after.name, report_.after.title}});
    if (report_.notices) notices(*report_.notices);
    changes();
    if (!report_.probes.empty()) add_probes(report_, made_);
    if (report_.impact != nullptr) add_impact(report_, made_);
    for (const auto& [heading, lines] : report_.explanations) {
      made_.heading(2, heading);
      made_.lines(lines);
    }
    if (report_.impact != nullptr)
      made_.text(say("结果相同 {} 行，不同 {} 行，其中新成为待定 {} 行",
                     "rows with the same result: {}, with another: {}, newly undetermined: {}", report_.impact->same,
                     report_.impact->different, report_.impact->newly_undetermined));
    return std::move(made_);
  }

 private:
  std::string_view say(std::string_view zh, std::string_view en) const { return say_in(report_.english, zh, en); }
  template <class First, class... Rest>
  std::string say(fmt::format_string<First, Rest...> zh, fmt::format_string<First, Rest...> en, First&& first,
                  Rest&&... rest) const {
    return say_in(report_.english, zh, en, std::forward<First>(first), std::forward<Rest>(rest)...);
  }

  // The two lists that are read first: what the notice changed and no rule did, and the other way round.
  void notices(const NoticeComparison& compared) {
    if (!compared.without_rule.empty()) {
      made_.heading(2, say("通知里改了、规则没有改的条款 {} 条", "{:clause,clauses} of the notice changed, and no rule",
                           report::Count{compared.without_rule.size()}));
      std::vector<std::vector<std::string>> rows;
      const std::string none(say("（无）", "(none)"));
      for (const auto& clause : compared.without_rule)
        rows.push_back({core::clause_label(semantics::cited_path(*report_.after.program, clause.path)),
                        clause.before.empty() ? none : clause.before, clause.after.empty() ? none : clause.after});
      made_.table({std::string(say("条款", "clause")), std::string(say("原", "old")), std::string(say("新", "new"))},
                  std::move(rows));
    }
    if (compared.without_clause.empty()) return;
    made_.heading(2, say("规则改了、所依据的条款没有改的 {} 处", "{:rule,rules} changed, and none of the clauses cited",
                         report::Count{compared.without_clause.size()}));
    std::vector<std::string> lines;
    for (std::size_t index : compared.without_clause)
      lines.push_back(change_title(report_, report_.structure->changes[index]));
    made_.lines(lines);
  }

  void changes() {
    const Structure& structure = *report_.structure;
    made_.heading(2, structure.changes.empty()
                         ? std::string(say("规则没有改动", "No rule has changed"))
                         : say("改动 {} 处", "{:change,changes}", report::Count{structure.changes.size()}));
    for (const Change& change : structure.changes)
      if (!is_minor(change)) rule_change(change);
    minor_changes();
    if (!structure.rewritten.empty()) {
      made_.heading(3, std::string(say("只是换了写法，算出来的一样，不算改动",
                                       "Written otherwise with the same results, which is no change")));
      std::vector<std::vector<std::string>> rows;
      for (const auto& one : structure.rewritten)
        rows.push_back({std::string(word_of(one.subject, report_.english)) + " " + one.name, one.before, one.after});
      made_.table({std::string(say("规则", "rule")), std::string(say("原", "old")), std::string(say("新", "new"))},
                  std::move(rows));
    }
    renames(structure.renames, say("只是更名，不算改动", "Renamed only, which is no change"));
    renames(structure.perhaps_renamed,
            say("也许是更名：写成更名（rename）才当作同一个，上面算作一减一增",
                "Perhaps renamed: it counts as one removed and one added, unless it is written as a rename"));
    if (structure.examples_added + structure.examples_removed + structure.examples_changed > 0 ||
        structure.examples_outdated > 0) {
      std::string text = say("示例：增加 {} 个，减少 {} 个，改动 {} 个", "examples: {} added, {} removed, {} changed",
                             structure.examples_added, structure.examples_removed, structure.examples_changed);
      if (structure.examples_outdated > 0)
        text += say("，不再适用 {} 个", ", {} no longer applying", structure.examples_outdated);
      made_.text(std::move(text));
    }
  }

  void renames(const std::vector<Rename>& list, std::string_view heading) {
    if (list.empty()) return;
    made_.heading(3, std::string(heading));
    std::vector<std::vector<std::string>> rows;
    for (const Rename& rename : list)
      rows.push_back(
          {std::string(word_of(rename.subject, report_.english)), rename.of, rename.old_name, rename.new_name});
    made_.table({std::string(say("种类", "kind")), std::string(say("所属", "of")), std::string(say("原名", "old name")),
                 std::string(say("新名", "new name"))},
                std::move(rows));
  }

  void minor_changes() {
    std::vector<std::vector<std::string>> rows;
    for (const Change& change : report_.structure->changes) {
      if (!is_minor(change)) continue;
      for (const Detail& detail : change.details)
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

  void rule_change(const Change& change) {
    const std::string what(change.kind == ChangeKind::added     ? say("增加", "added")
                           : change.kind == ChangeKind::removed ? say("取消", "removed")
                                                                : say("改动", "changed"));
    std::string title = change_title(report_, change);
    if (!change.old_name.empty() && change.old_name != change.name)
      title += std::string(say("，原名“", ", formerly “")) + change.old_name + "”";
    made_.heading(3, title + std::string(say("：", ": ")) + what);
    std::vector<std::vector<std::string>> rows;
    for (const Detail& detail : change.details) {
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
      const auto& excerpt = change.kind == ChangeKind::added ? change.after : change.before;
      if (excerpt) made_.text(excerpt->text);
    }
    if (!rows.empty())
      made_.table({std::string(say("部分", "part")), std::string(say("原", "old")), std::string(say("新", "new"))},
                  std::move(rows));
    quotes(say("原", "old"), *report_.before.program, change.old_clauses);
    quotes(say("新", "new"), *report_.after.program, change.new_clauses);
  }

  // A clause is quoted in full once; afterwards only its number is printed, also where the new policy cites the same
  // clause of the old notice.
  void quotes(std::string_view side, const core::Program& program, const std::vector<std::string>& clauses) {
    for (const std::string& clause : clauses) {
      const std::string quote = quote_of(program, clause);
      const std::string label = std::string(side) + std::string(say("：", ": ")) + core::clause_label(clause);
      if (quote.empty() || !quoted_.insert(quote).second)
        quoted_before_.push_back(label);
      else
        made_.quote(label, quote);
    }
    if (!quoted_before_.empty()) {
      std::string line;
      for (const std::string& label : quoted_before_)
        line += (line.empty() ? "" : std::string(say("，", ", "))) + label;
      made_.quote(line, "");
      quoted_before_.clear();
    }
  }

  const DiffReport& report_;
  report::Document made_;
  std::set<std::string> quoted_;
  std::vector<std::string> quoted_before_;
};

}  // namespace

report::Document to_document(const DiffReport& report) { return DocumentBuilder(report).run(); }

}  // namespace cepol::diff
