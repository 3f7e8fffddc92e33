// Renders the explanation of a row as a page: the same lines as in the text, nested; what did not matter is closed.
#include "interpreter/explain/phrases.hpp"
#include "interpreter/report/document.hpp"
#include "interpreter/report/html.hpp"
#include "interpreter/report/row_explanation.hpp"

namespace cepol::report {

namespace {

constexpr std::string_view tree_style =
    R"(ul.why{list-style:none;margin:0;padding-left:.3rem;border-left:1px solid var(--line)}
ul.why>li{margin:.12rem 0;padding-left:1.4em;text-indent:-1.4em;overflow-wrap:anywhere}body>ul.why{border-left:0;padding-left:0;margin-top:1.2rem}
.why summary{cursor:pointer;list-style:none}.why summary::-webkit-details-marker{display:none}
.why summary::after{content:" ▸";color:var(--quiet)}.why details[open]>summary::after{content:" ▾"}
.why b.sign{display:inline-block;width:1.4em;text-indent:0;text-align:center;color:var(--quiet);font-weight:600}
.why .fails>b.sign,.why .fails>details>summary>b.sign{color:var(--alert)}.why .chosen>b.sign,.why .chosen>details>summary>b.sign{color:var(--mark)}
.why .open>b.sign,.why .open>details>summary>b.sign{color:var(--alert)}.why .cited,.why .folded{color:var(--quiet)}
@media print{.why summary::after{content:""}}
)";

std::string_view class_of(explain::LineMark mark) {
  switch (mark) {
    case explain::LineMark::plain: return "plain";
    case explain::LineMark::holds: return "holds";
    case explain::LineMark::fails: return "fails";
    case explain::LineMark::open: return "open";
    case explain::LineMark::chosen: return "chosen";
  }
  return "";
}

void add_line(const core::Program& program, const explain::ExplanationLine& line, bool all, std::string& html);

void add_lines(const core::Program& program, const explain::ExplanationLine& line, bool all, std::string& html) {
  html += "<ul class=\"why\">\n";
  for (const explain::ExplanationLine& inner : line.lines)
    if (all || !inner.folded) add_line(program, inner, all, html);
  if (const std::string folded = folded_text(program, line); !all && !folded.empty()) {
    html += "<li class=\"folded\"><details><summary><b class=\"sign\">·</b>" + for_html(folded) +
            "</summary>\n<ul class=\"why\">\n";
    for (const explain::ExplanationLine& inner : line.lines)
      if (inner.folded) add_line(program, inner, all, html);
    html += "</ul></details></li>\n";
  }
  html += "</ul>";
}

void add_line(const core::Program& program, const explain::ExplanationLine& line, bool all, std::string& html) {
  const explain::Phrasebook words{program.english};
  const std::string own =
      "<b class=\"sign\">" + std::string(sign_of(line.mark)) + "</b>" +
      for_html(line.text + line.reference + (line.values.empty() ? "" : words.bracketed(words.clauses(line.values)))) +
      "<span class=\"cited\">" + for_html(explain::cited(program, line.clauses, program.english)) + "</span>";
  html += "<li class=\"" + std::string(class_of(line.mark)) + "\">";
  if (line.lines.empty()) {
    html += own + "</li>\n";
    return;
  }
  html += "<details open><summary>" + own + "</summary>\n";
  add_lines(program, line, all, html);
  html += "</details></li>\n";
}

}  // namespace

std::string to_html(const RowExplanation& one) {
  const core::Program& program = one.program;
  const explain::Phrasebook words{program.english};
  const std::string title = program.tables[one.table].name + " " + row_name(program, one.data, one.table, one.row);
  std::string body = "<h1>" + for_html(title) + "</h1>\n";
  if (!one.reasons.empty()) body += "<p>" + for_html(one.reasons) + "</p>\n";
  for (const explain::ExplanationLine& line : one.derivations) {
    body += "<ul class=\"why\">\n";
    add_line(program, line, one.all, body);
    body += "</ul>\n";
  }
  Document rest;
  if (!one.faults.empty()) {
    rest.heading(2, std::string(words("数据里的问题", "Faults in the data")));
    for (const std::string& line : fault_lines(one)) rest.text(line);
  }
  if (program.readings.size() > 0) {
    rest.heading(2, std::string(words("所取读法", "Readings in force")));
    for (const std::string& line : reading_lines(one)) rest.text(line);
  }
  bool quoted = false;
  for (core::ClauseId id : one.clauses) {
    const core::Clause& clause = program.clauses[id];
    if (clause.quote.empty()) continue;
    if (!std::exchange(quoted, true)) rest.heading(2, std::string(words("通知原文", "The notice says")));
    rest.quote(core::clause_label(clause.path), clause.quote);
  }
  return whole_page(
      {.title = title, .english = program.english, .style = std::string(tree_style), .body = body + html_of(rest)});
}

}  // namespace cepol::report
