// The changes of a comparison: a changed rule as a table of its parts, an added or removed one as the policy has it;
// beside it the clauses, the rows and the examples that come out differently because of it.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "interpreter/diff/report/tables.hpp"
#include "interpreter/pages/comparison_context.hpp"
#include "interpreter/pages/marked_difference.hpp"
#include "interpreter/pages/page_shell.hpp"
#include "interpreter/pages/rules.hpp"
#include "interpreter/report/count.hpp"
#include "interpreter/report/html.hpp"

namespace cepol::pages {

using diff::Change;
using diff::ChangeKind;
using report::for_html;

namespace {

constexpr std::size_t most_rows = 500;  // that a fold names, without --all

class ChangesHtml {
 public:
  explicit ChangesHtml(const ComparisonContext& context) : context_(context), report_(context.report()) {}

  std::string run() {
    const auto& changes = report_.structure->changes;
    for (std::size_t i = 0; i < changes.size(); ++i)
      if (!diff::is_minor(changes[i])) change(i);
    unexplained();
    return std::move(out_);
  }

 private:
  void change(std::size_t index) {
    const Change& change = report_.structure->changes[index];
    const std::string_view kind = change.kind == ChangeKind::added     ? context_.say("增加", "added")
                                  : change.kind == ChangeKind::removed ? context_.say("取消", "removed")
                                                                       : context_.say("改动", "changed");
    std::string title = diff::change_title(report_, change);
    if (!change.old_name.empty() && change.old_name != change.name)
      title += context_.say("，原名“{}”", ", formerly “{}”", change.old_name);
    out_ += fmt::format("<article class=\"change\" id=\"change-{}\">\n<h3>{} <span class=\"done\">{}</span></h3>\n",
                        index, for_html(title), kind);
    if (change.details.empty() && change.kind != ChangeKind::changed) {
      const bool before = change.kind == ChangeKind::removed;
      whole(before, before ? change.before : change.after);
    } else {
      parts(change);
    }
    clauses(change);
    affected(index);
    examples(index);
    out_ += "</article>\n";
  }

  void parts(const Change& change) {
    out_ += fmt::format("<div class=\"wide\"><table class=\"parts\">\n<tr><th>{}</th><th>{}</th><th>{}</th></tr>\n",
                        context_.say("部分", "part"), context_.say("原", "old"), context_.say("新", "new"));
    for (const diff::Detail& detail : change.details) {
      const std::string none = "<span class=\"none\">" + context_.words("（无）", "(none)") + "</span>";
      std::pair<std::string, std::string> sides(none, none);
      if (detail.before && detail.after)
        sides = marked_difference(detail.before->text, detail.after->text);
      else if (detail.before)
        sides.first = for_html(detail.before->text);
      else if (detail.after)
        sides.second = for_html(detail.after->text);
      out_ += fmt::format("<tr{}><th>{}</th><td>{}</td><td>{}</td></tr>\n", detail.minor ? " class=\"minor\"" : "",
                          for_html(detail.part), sides.first, sides.second);
    }
    out_ += "</table></div>\n";
    if (change.before && change.after) {
      out_ += fmt::format("<details><summary>{}</summary>\n",
                          context_.say("整条规则，原和新", "The whole rule, old and new"));
      out_ += "<div class=\"both\">\n";
      whole(true, change.before);
      whole(false, change.after);
      out_ += "</div></details>\n";
    }
  }

  // A declaration laid out as on the side-by-side page; else as one line.
  void whole(bool before, const std::optional<diff::Excerpt>& excerpt) {
    if (!excerpt) return;
    const semantics::CheckedPolicy& policy = (before ? context_.page().before : context_.page().after).policy;
    const bool english = policy.program().english;
    std::optional<Rule> rule;
    for (const semantics::Module& module : *policy.modules)
      if (module.source == excerpt->span.source)
        rule = rule_at(module.parsed->tree, excerpt->span, report_.english, english);
    const char* side = before ? "old" : "new";
    if (!rule) {
      out_ += fmt::format("<pre class=\"{}\">{}</pre>\n", side, for_html(excerpt->text));
      return;
    }
    out_ += fmt::format(
        "<div class=\"rule {}\"{}>\n<h4><span class=\"kind\">{}</span><span class=\"name\">{}</span></h4>\n", side,
        lang_attribute(report_.english, english), for_html(rule->kind), for_html(rule->name));
    if (!rule->head.empty()) out_ += "<p class=\"head\">" + words_html(rule->head) + "</p>\n";
    if (!rule->note.empty()) out_ += "<p class=\"note\">" + for_html(rule->note) + "</p>\n";
    out_ += "<ul class=\"lines\">\n";
    for (const RuleLine& line : rule->lines) {
      out_ += fmt::format("<li class=\"depth-{}\">{}", std::min<std::size_t>(line.depth, 2), words_html(line.words));
      if (!line.note.empty()) out_ += "<span class=\"note\">" + for_html(line.note) + "</span>";
      if (!line.clauses.empty()) out_ += "<span class=\"refs\">" + for_html(labels(line.clauses)) + "</span>";
      out_ += "</li>\n";
    }
    out_ += "</ul>\n</div>\n";
  }

  std::string labels(const std::vector<std::string>& clauses) const {
    std::string text;
    for (const std::string& clause : clauses)
      text += (text.empty() ? "" : context_.words("、", ", ")) + core::clause_label(clause);
    return text;
  }

  void clauses(const Change& change) {
    if (change.old_clauses.empty() && change.new_clauses.empty()) return;
    std::string summary, quotes;
    std::set<std::string> quoted;
    for (const bool before : {true, false}) {
      const auto& paths = before ? change.old_clauses : change.new_clauses;
      if (paths.empty()) continue;
      const std::string side = before ? context_.words("原", "old") : context_.words("新", "new");
      summary += (summary.empty() ? "" : context_.words("；", "; ")) + side + " " + labels(paths);
      for (const std::string& path : paths) {
        const core::Program& program = before ? *report_.before.program : *report_.after.program;
        const std::string quote = diff::quote_of(program, path);
        if (!quote.empty() && quoted.insert(quote).second)
          quotes += "<blockquote><b>" + for_html(side + " " + core::clause_label(path)) + "</b>" + for_html(quote) +
                    "</blockquote>\n";
      }
    }
    const std::string text = context_.words("依据：", "Clauses: ") + for_html(summary);
    if (quotes.empty())
      out_ += "<p class=\"beside\">" + text + "</p>\n";
    else
      out_ += "<details class=\"said\"><summary>" + text + "</summary>\n" + quotes + "</details>\n";
  }

  // The causes that the change is part of, each with its rows; in full where the change is the first of the cause.
  void affected(std::size_t index) {
    if (report_.impact == nullptr) return;
    const diff::Impact& impact = *report_.impact;
    bool any = false;
    for (std::uint32_t c = 0; c < impact.causes.size(); ++c) {
      const std::vector<std::size_t>& units = impact.causes[c].units;
      if (std::none_of(units.begin(), units.end(), [&](std::size_t unit) { return change_of(unit) == index; }))
        continue;
      const ByPair rows = rows_of(c);
      if (rows.empty()) continue;
      any = true;
      const std::string heading = heading_of(rows, c) + for_html(parts_of(index, impact.causes[c]));
      if (const std::size_t home = change_of(units.front()); home != index)
        out_ += "<p class=\"touched\">" + heading + context_.words("（列在", " (listed at ") + context_.link(home) +
                context_.words("）", ")") + "</p>\n";
      else
        fold(heading, rows, c);
    }
    if (!any)
      out_ += "<p class=\"beside\">" +
              context_.words("名册上没有人的结果因此不同", "No result on the roster differs because of it") + "</p>\n";
  }

  // Rows that no change explains.
  void unexplained() {
    if (report_.impact == nullptr) return;
    const diff::Impact& impact = *report_.impact;
    for (std::uint32_t c = 0; c < impact.causes.size(); ++c)
      if (const ByPair rows = rows_of(c); impact.causes[c].units.empty() && !rows.empty()) {
        out_ += "<article class=\"change\">\n<h3>" + for_html(diff::cause_text(report_, impact.causes[c])) + "</h3>\n";
        fold(heading_of(rows, c), rows, c);
        out_ += "</article>\n";
      }
  }

  using ByPair = std::map<std::uint32_t, std::vector<const diff::Difference*>>;
  ByPair rows_of(std::uint32_t cause) const {
    ByPair rows;
    for (const diff::Difference& one : report_.impact->differences)
      if (const auto causes = one.causes(); std::find(causes.begin(), causes.end(), cause) != causes.end())
        rows[one.pair].push_back(&one);
    return rows;
  }
  std::string heading_of(const ByPair& by_pair, std::uint32_t cause) const {
    std::set<std::pair<std::uint32_t, data::RowIndex>> rows;  // one may come out differently in several decisions
    for (const auto& [pair, differences] : by_pair)
      for (const diff::Difference* one : differences)
        rows.insert({report_.impact->pairs[pair].after_table.index, one->after_row});
    return "<b>" + context_.say("{} 行", "{:row,rows}", report::Count{rows.size()}) + "</b> " +
           for_html(moves(by_pair, cause));
  }
  void fold(const std::string& heading, const ByPair& rows, std::uint32_t cause) {
    out_ += "<details class=\"touched\"><summary>" + heading + "</summary>\n";
    for (const auto& [pair, differences] : rows) rows_html(pair, cause, differences);
    out_ += "</details>\n";
  }

  std::size_t change_of(std::size_t unit) const { return report_.units[unit].change; }

  // 审验 合格→不合格 55，应修学时等 36
  std::string moves(const ByPair& by_pair, std::uint32_t cause) const {
    std::string text;
    const auto add = [&](const std::string& what, std::size_t count) {
      text += (text.empty() ? "" : context_.words("，", ", ")) + what + " " + std::to_string(count);
    };
    for (const auto& [p, differences] : by_pair) {
      const diff::Pair& pair = report_.impact->pairs[p];
      const std::string decision = report_.after.program->decisions[pair.after].name;
      std::map<std::pair<std::string, std::string>, std::size_t> counts;
      std::size_t figures = 0;
      for (const diff::Difference* one : differences)
        if (one->outcome_by(cause))
          ++counts[{diff::outcome_of(*report_.before.program, pair.before, one->before),
                    diff::outcome_of(*report_.after.program, pair.after, one->after)}];
        else
          ++figures;
      for (const auto& [outcomes, count] : counts)
        add(decision + context_.words("：", ": ") + outcomes.first + " → " + outcomes.second, count);
      if (figures > 0) add(decision + context_.words("：只是数字不同", ": figures only"), figures);
    }
    return text;
  }

  // Which parts of the change it is, where it has several; and what other changes it takes.
  std::string parts_of(std::size_t index, const diff::Cause& cause) const {
    std::string parts, others;
    const Change& change = report_.structure->changes[index];
    const auto computed = std::count_if(change.details.begin(), change.details.end(),
                                        [](const diff::Detail& detail) { return !detail.minor; });
    std::set<std::size_t> told;
    for (std::size_t unit : cause.units) {
      const diff::ChangePart& part = report_.units[unit];
      if (part.change == index && part.detail && computed > 1)
        parts += (parts.empty() ? "" : context_.words("、", ", ")) + change.details[*part.detail].part;
      if (part.change != index && told.insert(part.change).second)
        others += (others.empty() ? "" : context_.words("、", ", ")) +
                  diff::change_title(report_, report_.structure->changes[part.change]);
    }
    std::string text;
    if (!parts.empty()) text += context_.words("；因", "; because of ") + parts;
    if (!others.empty()) text += context_.words("；连同", "; together with ") + others;
    return text;
  }

  void rows_html(std::uint32_t pair, std::uint32_t cause, const std::vector<const diff::Difference*>& differences) {
    const std::size_t most = report_.all_rows ? differences.size() : most_rows;
    report::DocumentTable table = diff::table_of(report_, pair, cause, differences, most);
    out_ += table_html(std::move(table.header), std::move(table.rows));
    if (differences.size() > most)
      out_ +=
          "<p>" +
          context_.say("……其余 {} 行，用 --all 全部列出", "… {} more: --all lists them", differences.size() - most) +
          "</p>\n";
  }

  void examples(std::size_t index) {
    std::vector<std::vector<std::string>> rows;
    std::set<std::string> titles;
    for (const diff::Probe& probe : report_.probes) {
      const auto& units = probe.cause.units;
      if (std::none_of(units.begin(), units.end(), [&](std::size_t unit) { return change_of(unit) == index; }))
        continue;
      titles.insert(probe.title);
      rows.push_back({probe.title, diff::difference_text(report_, probe.difference, probe.number)});
    }
    if (rows.empty()) return;
    out_ += "<details class=\"touched\"><summary><b>" +
            context_.say("示例 {} 个", "{:example,examples}", report::Count{titles.size()}) + "</b> " +
            context_.words("因此结果不同", "with another result") + "</summary>\n" +
            table_html({context_.words("示例", "example"), context_.words("结果", "result")}, std::move(rows)) +
            "</details>\n";
  }

  const ComparisonContext& context_;
  const diff::DiffReport& report_;
  std::string out_;
};

}  // namespace

std::string ComparisonContext::link(std::size_t change) const {
  return fmt::format("<a href=\"#change-{}\">{}</a>", change,
                     for_html(diff::change_title(report_, report_.structure->changes[change])));
}

std::string table_html(std::vector<std::string> header, std::vector<std::vector<std::string>> rows,
                       std::vector<bool> right) {
  report::Document document;
  document.table(std::move(header), std::move(rows), std::move(right));
  return report::html_of(document);
}

std::string changes_html(const ComparisonContext& context) { return ChangesHtml(context).run(); }

}  // namespace cepol::pages
