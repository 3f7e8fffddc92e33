// ComparisonHtml: renders the report of a comparison: what was compared, the summary, the two lists about the notices,
// the changes (comparison_changes.cpp), the evidence, what is only written otherwise, a place for signatures.
#include "interpreter/pages/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "interpreter/diff/report/tables.hpp"
#include "interpreter/pages/comparison_context.hpp"
#include "interpreter/pages/marked_difference.hpp"
#include "interpreter/pages/page_shell.hpp"
#include "interpreter/report/count.hpp"
#include "interpreter/report/html.hpp"
#include "lang/semantics/clause_labels.hpp"

namespace cepol::pages {

using diff::Change;
using diff::ChangeKind;
using report::for_html;

namespace {

class ComparisonHtml {
 public:
  ComparisonHtml(const diff::DiffReport& report, const ComparisonPage& page)
      : context_(report, page), report_(report), page_(page) {}

  std::string run() {
    top();
    out_ += "<main>\n";
    summary();
    if (report_.notices) notices(*report_.notices);
    changes();
    evidence();
    explanations();
    set_aside();
    signatures();
    out_ += "</main>\n";
    return page_html(title(), report_.english, std::move(out_), std::string(doc_style) + std::string(comparison_style),
                     comparison_script);
  }

 private:
  std::string title() const { return report_.before.name + " → " + report_.after.name; }
  std::string words(std::string_view zh, std::string_view en) const { return context_.words(zh, en); }
  void open(std::string_view id, const std::string& heading) {
    out_ += fmt::format("<section id=\"{}\">\n<h2>{}</h2>\n", id, for_html(heading));
  }
  void close() { out_ += "</section>\n"; }
  void lead(const std::string& text) { out_ += "<p class=\"lead\">" + for_html(text) + "</p>\n"; }

  std::uint64_t newly(engine::Status status) const {
    std::uint64_t rows = 0;
    for (const diff::OutcomeCounts& matrix : report_.impact->matrix)
      for (const auto& [outcomes, count] : matrix)
        if (outcomes.second.status == status && outcomes.first.status != status) rows += count;
    return rows;
  }

  void top() {
    Head head{.kicker = words("政策比较", "Two policies compared"), .title = title()};
    if (!page_.day.empty()) head.facts.push_back(page_.day);
    head.facts.push_back("cepol " + page_.version);
    const auto count = [&](std::string_view zh, std::string_view en, std::uint64_t value, bool alert = false) {
      head.counts.push_back({words(zh, en), std::to_string(value), alert});
    };
    const auto& changes = report_.structure->changes;
    count("改动", "changes",
          static_cast<std::uint64_t>(
              std::count_if(changes.begin(), changes.end(), [](const Change& one) { return !diff::is_minor(one); })));
    std::set<std::string> titles;
    for (const diff::Probe& probe : report_.probes) titles.insert(probe.title);
    count("结果不同的示例", "examples with another result", titles.size());
    if (const diff::Impact* impact = report_.impact) {
      count("名册行数", "rows on the roster", impact->rows);
      count("结果不同", "with another result", impact->different);
      for (const auto& [status, zh, en] :
           {std::tuple(engine::Status::undetermined, "新成为待定", "newly undetermined"),
            std::tuple(engine::Status::conflict, "新成为冲突", "newly in conflict"),
            std::tuple(engine::Status::not_covered, "新成为未规定", "newly not covered")})
        count(zh, en, newly(status), newly(status) > 0);
    }
    out_ += "<header>\n" + head_html(head);
    compared();
    out_ += "</header>\n";
  }

  // How many rows went from which outcome to which.
  void summary() {
    open("summary", words("谁的结果变了", "Whose result changed"));
    if (report_.impact == nullptr) {
      lead(words("没有给名册（--data），只比较了规则和示例。",
                 "Without a roster (--data) only rules and examples were compared."));
      close();
      return;
    }
    std::vector<std::vector<std::string>> rows;
    std::string same;
    for (std::size_t p = 0; p < report_.impact->pairs.size(); ++p) {
      const diff::Pair& pair = report_.impact->pairs[p];
      const std::string name = report_.after.program->tables[pair.after_table].name + " " +
                               report_.after.program->decisions[pair.after].name;
      std::vector<std::pair<std::uint64_t, std::pair<std::string, std::string>>> moves;
      for (const auto& [outcomes, count] : diff::outcome_matrix(report_, p))
        if (outcomes.first != outcomes.second) moves.emplace_back(count, outcomes);
      std::stable_sort(moves.begin(), moves.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
      for (const auto& [count, outcomes] : moves)
        rows.push_back({name, outcomes.first, outcomes.second, std::to_string(count)});
      const auto& all = report_.impact->differences;
      const auto figures = std::count_if(all.begin(), all.end(),
                                         [&](const diff::Difference& one) { return one.pair == p && !one.outcome; });
      if (figures > 0)
        rows.push_back({name, words("结论相同", "the same outcome"), words("只是数字不同", "other figures"),
                        std::to_string(figures)});
      if (moves.empty() && figures == 0) same += (same.empty() ? "" : words("、", ", ")) + name;
    }
    if (!rows.empty())
      out_ += table_html({words("判定", "decision"), words("原", "old"), words("新", "new"), words("行数", "rows")},
                         std::move(rows), {false, false, false, true});
    if (!same.empty()) lead(words("没有变化：", "No change: ") + same);
    close();
  }

  void notices(const diff::NoticeComparison& compared) {
    open("notices", words("通知和规则对不上的地方", "Where the notice and the rules part"));
    out_ += "<h3>" + words("通知里改了、规则没有跟着改的条款", "Clauses that changed, and no rule did") + "</h3>\n";
    if (compared.without_rule.empty()) lead(words("没有", "None"));
    if (!compared.without_rule.empty()) {
      out_ += fmt::format("<div class=\"wide\"><table class=\"parts\">\n<tr><th>{}</th><th>{}</th><th>{}</th></tr>\n",
                          words("条款", "clause"), words("原", "old"), words("新", "new"));
      for (const auto& clause : compared.without_rule) {
        auto sides = marked_difference(clause.before, clause.after);
        const std::string none = "<span class=\"none\">" + words("（无）", "(none)") + "</span>";
        if (clause.before.empty()) sides.first = none;
        if (clause.after.empty()) sides.second = none;
        out_ += fmt::format("<tr><th>{}</th><td>{}</td><td>{}</td></tr>\n",
                            for_html(core::clause_label(semantics::cited_path(*report_.after.program, clause.path))),
                            sides.first, sides.second);
      }
      out_ += "</table></div>\n";
    }
    out_ += "<h3>" +
            words("规则改了、所依据的条款没有改的", "Rules that changed, and none of the clauses that they cite") +
            "</h3>\n";
    if (compared.without_clause.empty()) lead(words("没有", "None"));
    if (!compared.without_clause.empty()) {
      out_ += "<ul>\n";
      for (std::size_t change : compared.without_clause) out_ += "<li>" + context_.link(change) + "</li>\n";
      out_ += "</ul>\n";
    }
    close();
  }

  void changes() {
    open("changes", words("改动", "Changes"));
    const std::string all = changes_html(context_);
    if (all.empty()) lead(words("规则没有改动。", "No rule has changed."));
    out_ += all;
    close();
  }

  // Examples first: on a roster perhaps nobody is concerned by a change.
  void evidence() {
    report::Document document;
    document.english = report_.english;
    if (!report_.probes.empty()) diff::add_probes(report_, document);
    if (report_.impact != nullptr) diff::add_impact(report_, document, false);
    if (document.parts.empty()) return;
    out_ += "<section id=\"evidence\">\n" + report::html_of(document) + "</section>\n";
  }

  // The old and the new explanation of one row beside each other.
  void explanations() {
    for (std::size_t i = 0; i + 1 < report_.explanations.size(); i += 2) {
      const auto& [old_heading, old_lines] = report_.explanations[i];
      const auto& [new_heading, new_lines] = report_.explanations[i + 1];
      const auto [before, after] = marked_lines(old_lines, new_lines);
      out_ +=
          "<section class=\"explained\">\n<h2>" + for_html(report_.explained[i / 2]) + "</h2>\n<div class=\"both\">\n";
      for (const auto& [heading, lines] : {std::pair(&old_heading, &before), std::pair(&new_heading, &after)})
        out_ += "<div><h3>" + for_html(*heading) + "</h3>\n<pre>" + *lines + "</pre></div>\n";
      out_ += "</div>\n";
      close();
    }
  }

  // What changes no result: wording and citations, other spellings, other names.
  void set_aside() {
    const diff::Structure& structure = *report_.structure;
    const std::size_t begin = out_.size();
    std::vector<std::vector<std::string>> minor, rewritten;
    for (const Change& change : structure.changes) {
      if (!diff::is_minor(change)) continue;
      const auto text = [](const std::optional<diff::Excerpt>& one) { return one ? one->text : std::string(); };
      for (const diff::Detail& detail : change.details)
        minor.push_back({diff::change_title(report_, change), detail.part, text(detail.before), text(detail.after)});
      if (change.details.empty())
        minor.push_back({diff::change_title(report_, change),
                         change.kind == ChangeKind::added ? words("增加", "added") : words("取消", "removed"),
                         text(change.before), text(change.after)});
    }
    fold(words("只改措辞、依据或不作计算的条款", "Wording, clauses cited, clauses that compute nothing"),
         {words("规则", "rule"), words("部分", "part"), words("原", "old"), words("新", "new")}, std::move(minor));
    for (const auto& one : structure.rewritten)
      rewritten.push_back(
          {std::string(diff::word_of(one.subject, report_.english)) + " " + one.name, one.before, one.after});
    fold(words("只是换了写法，算出来的一样", "Written otherwise with the same results"),
         {words("规则", "rule"), words("原", "old"), words("新", "new")}, std::move(rewritten));
    const auto names = [&](const std::vector<diff::Rename>& list) {
      std::vector<std::vector<std::string>> rows;
      for (const diff::Rename& one : list)
        rows.push_back({std::string(diff::word_of(one.subject, report_.english)), one.of, one.old_name, one.new_name});
      return rows;
    };
    const std::vector<std::string> heading = {words("种类", "kind"), words("所属", "of"), words("原名", "old name"),
                                              words("新名", "new name")};
    fold(words("只是更名", "Renamed only"), heading, names(structure.renames));
    fold(words("也许是更名，上面算作一减一增", "Perhaps renamed: above one removed and one added"), heading,
         names(structure.perhaps_renamed));
    if (out_.size() == begin) return;
    out_.insert(begin, "<section id=\"aside\">\n<h2>" + words("不影响结果的", "What changes no result") + "</h2>\n");
    close();
  }
  void fold(const std::string& heading, const std::vector<std::string>& header,
            std::vector<std::vector<std::string>> rows) {
    if (rows.empty()) return;
    out_ += fmt::format("<details><summary>{}{}{}</summary>\n", for_html(heading), words("：", ": "), rows.size());
    out_ += table_html(header, std::move(rows)) + "</details>\n";
  }

  // Both policies and the roster, so that the comparison can be repeated.
  void compared() {
    const auto row = [&](const std::string& name, const std::string& before, const std::string& after) {
      out_ += "<tr><th>" + for_html(name) + "</th><td>" + before + "</td><td>" + after + "</td></tr>\n";
    };
    const auto listed = [](const std::vector<std::string>& texts) {
      std::string html;
      for (const std::string& one : texts) html += (html.empty() ? "" : "<br>") + for_html(one);
      return html;
    };
    out_ += fmt::format(
        "<div class=\"wide\"><table class=\"parts\" id=\"compared\">\n<tr><th></th><th>{}</th><th>{}</th></tr>\n",
        words("原", "old"), words("新", "new"));
    row(words("政策", "policy"), for_html(report_.before.name), for_html(report_.after.name));
    row(words("标题", "title"), for_html(report_.before.title), for_html(report_.after.title));
    if (!page_.before.readings.empty() || !page_.after.readings.empty())
      row(words("读法", "readings"), listed(page_.before.readings), listed(page_.after.readings));
    row(words("文件", "files"), files_html(page_.before.files), files_html(page_.after.files));
    if (report_.impact != nullptr)
      out_ += fmt::format("<tr><th>{}</th><td colspan=\"2\">{}</td></tr>\n", words("名册", "roster"),
                          files_html(page_.data));
    out_ += "</table></div>\n";
  }
  std::string files_html(const std::vector<DigestedFile>& files) const {
    std::string html =
        fmt::format("<details><summary>{}</summary>\n<ul class=\"files\">\n",
                    context_.say("{} 个文件，SHA-256", "{:file,files}, SHA-256", report::Count{files.size()}));
    for (const DigestedFile& file : files)
      html += "<li>" + for_html(file.path) + "<code>" +
              for_html(file.sha256.empty() ? words("（没有摘要）", "(no digest)") : file.sha256) + "</code></li>\n";
    return html + "</ul></details>";
  }

  void signatures() {
    open("signatures", words("核对与签署", "Reviewed and signed"));
    lead(words("本报告由 cepol ", "This report was computed by cepol ") + page_.version +
         words(" 根据开头所列的文件算出；是哪些文件，以 SHA-256 为准。",
               " from the files listed at its head; the digests tell which they were."));
    out_ +=
        fmt::format("<table class=\"signatures\">\n<tr><th></th><th>{}</th><th>{}</th><th>{}</th><th>{}</th></tr>\n",
                    words("姓名", "name"), words("意见", "remarks"), words("签名", "signature"), words("日期", "date"));
    for (const auto& [zh, en] :
         {std::pair("编制", "prepared by"), std::pair("复核", "reviewed by"), std::pair("批准", "approved by")})
      out_ += "<tr><th>" + words(zh, en) + "</th><td></td><td></td><td></td><td></td></tr>\n";
    out_ += "</table>\n";
    close();
  }

  ComparisonContext context_;
  const diff::DiffReport& report_;
  const ComparisonPage& page_;
  std::string out_;
};

}  // namespace

std::string comparison_page(const diff::DiffReport& report, const ComparisonPage& page) {
  return ComparisonHtml(report, page).run();
}

}  // namespace cepol::pages
