// DocHtml: renders a Doc as HTML: head, map of clauses, controls, and one section for each notice. DocContext: links.
#include <fmt/format.h>

#include <algorithm>

#include "interpreter/pages/doc_context.hpp"
#include "interpreter/pages/page_shell.hpp"
#include "interpreter/pages/rules.hpp"
#include "interpreter/report/html.hpp"
#include "lang/base/text.hpp"
#include "lang/core/program.hpp"

namespace cepol::pages {

using report::for_html;

namespace {

// A clause of at most this width stays in view beside its rules; the end of a longer one could not be scrolled to.
constexpr std::size_t most_kept_in_view = 1000;  // columns

class DocHtml {
 public:
  explicit DocHtml(const Doc& doc) : context_(doc), counts_(doc.counts()) {}

  std::string run() {
    top();
    out_ += "<main>\n";
    for (const DocNotice& notice : context_.doc().notices) section(notice);
    uncited();
    examples();
    out_ += fmt::format("<p class=\"nothing\" hidden>{}</p>\n</main>\n",
                        context_.say("没有符合的内容；换一个词，或者取消上面的筛选。",
                                     "Nothing fits: try another word, or lift the filters above."));
    return page_html(context_.doc().title, context_.doc().english, std::move(out_), doc_style, doc_script);
  }

 private:
  void top() {
    Head head{.kicker = std::string(context_.say("通知与政策对照", "The notice and its policy, side by side")),
              .title = context_.doc().title,
              .lang = context_.lang(),
              .facts = facts()};
    const auto count = [&](std::string_view zh, std::string_view en, std::size_t value, bool alert = false) {
      head.counts.push_back({std::string(context_.say(zh, en)), std::to_string(value), alert});
    };
    count("通知条款", "clauses", counts_.clauses);
    count("有规则引用", "cited by rules", counts_.cited);
    count("不作计算", "compute nothing", counts_.inert);
    count("没有规则引用", "not cited", counts_.open, counts_.open > 0);
    count("规则", "rules", counts_.rules);
    count("读法", "readings", counts_.readings);
    count("示例", "examples", counts_.examples);
    out_ += "<header>\n" + head_html(head);
    map();
    out_ += "</header>\n";
    controls();
  }

  std::vector<std::string> facts() const {
    const Doc& doc = context_.doc();
    std::vector<std::string> all{doc.path};
    if (!doc.issued.empty()) all.push_back(context_.say("{} 印发", "issued {}", doc.issued));
    if (!doc.applies_from.empty() && !doc.applies_to.empty())
      all.push_back(context_.say("适用于 {} 至 {}", "applies {} to {}", doc.applies_from, doc.applies_to));
    else if (!doc.applies_from.empty())
      all.push_back(context_.say("{} 起适用", "applies from {} on", doc.applies_from));
    return all;
  }

  // The numbers of all clauses, with links, and which have no rule beside them.
  void map() {
    out_ += fmt::format("<nav class=\"map\" aria-label=\"{}\">\n", context_.say("条款", "clauses"));
    for (const DocNotice& notice : context_.doc().notices) {
      if (!notice.own()) out_ += fmt::format("<span class=\"map-name\">{}</span>\n", for_html(notice.of));
      for (const DocClause& clause : notice.clauses) {
        const char* state = clause.open(notice.own()) ? " class=\"open\""
                            : clause.rules.empty()    ? " class=\"inert\""
                                                      : "";
        out_ += fmt::format("<a{} href=\"#{}\">{}</a>\n", state, for_html(clause.label),
                            for_html(core::clause_label(own_part(clause.label))));
      }
    }
    out_ += "</nav>\n";
  }
  static std::string own_part(const std::string& label) {
    const std::size_t sign = label.find("§");
    return sign == std::string::npos ? label : label.substr(sign + std::string_view("§").size());
  }

  void controls() {
    out_ += fmt::format(
        "<div class=\"controls\" role=\"search\" hidden>\n"
        "<button type=\"button\" data-filter=\"open\" aria-pressed=\"false\">{}</button>\n"
        "<button type=\"button\" data-filter=\"reading\" aria-pressed=\"false\">{}</button>\n"
        "<input type=\"search\" placeholder=\"{}\" aria-label=\"{}\">\n"
        "<output data-words=\"{}\"></output>\n</div>\n",
        context_.say("没有规则引用", "Not cited"), context_.say("读法", "Readings"),
        context_.say("查找条款、规则里的字", "Find words in clauses and rules"), context_.say("查找", "Find"),
        context_.say("显示 {} 条，共 {} 条", "{} of {} clauses shown"));
  }

  void section(const DocNotice& notice) {
    if (notice.clauses.empty()) return;
    out_ += "<section data-of=\"notice\">\n";
    if (!notice.own())
      out_ += fmt::format(
          "<h2>{}</h2>\n<p class=\"lead\">{}</p>\n", context_.say("{} 的通知", "The notice of {}", for_html(notice.of)),
          context_.say("被修订的政策所依据的通知。", "On which the policy rests that this one amends."));
    out_ += fmt::format("<div class=\"columns\" aria-hidden=\"true\"><span>{}</span><span>{}</span></div>\n",
                        context_.say("通知原文", "The notice"), context_.say("政策", "The policy"));
    for (const DocClause& one : notice.clauses) clause(one, notice.own());
    out_ += "</section>\n";
  }

  void clause(const DocClause& clause, bool own) {
    std::string is = clause.open(own) ? "open" : "", rules;
    for (const Beside& beside : clause.rules) {
      rules += (rules.empty() ? "" : " ") + std::to_string(beside.rule);
      if (context_.doc().rules[beside.rule].reading && is.find("reading") == std::string::npos) is += " reading";
    }
    out_ += fmt::format(
        "<section class=\"clause\" id=\"{0}\" data-clause=\"{1}\" data-rules=\"{2}\" data-is=\"{3}\">\n"
        "<div class=\"said{7}\"{4}><h3><button type=\"button\" class=\"number pick\" "
        "aria-pressed=\"false\">{5}</button>"
        "{6}</h3>\n",
        for_html(clause.label), context_.number_of(clause.label), rules, is, context_.lang(),
        for_html(core::clause_label(own_part(clause.label))),
        clause.title.empty() ? "" : "<span>" + for_html(clause.title) + "</span>",
        display_width(clause.text) <= most_kept_in_view ? " brief" : "");
    paragraphs(clause.text);
    out_ += "</div>\n<div class=\"made\">\n";
    for (const Beside& beside : clause.rules)
      out_ += rule_html(context_, beside.rule, &clause, beside.whole, beside.home);
    if (clause.open(own))
      out_ += fmt::format("<p class=\"open-clause\">{}</p>\n", context_.say("没有规则引用", "No rule cites it"));
    else if (!clause.inert.empty())
      out_ += fmt::format("<p class=\"inert\">{}<span{}>{}</span></p>\n",
                          context_.say("不作计算：", "Computes nothing: "), context_.lang(), for_html(clause.inert));
    else if (clause.rules.empty())
      out_ += fmt::format("<p class=\"inert\">{}</p>\n", context_.say("不再有规则引用", "No rule cites it any more"));
    out_ += "</div>\n</section>\n";
  }

  // Lines of cells separated by tabs become a table.
  void paragraphs(const std::string& text) {
    bool table = false;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      const std::string line = text.substr(at, end - at);
      at = end + 1;
      const bool row = std::count(line.begin(), line.end(), '\t') > 1;
      if (row != table) out_ += row ? "<div class=\"wide\"><table>\n" : "</table></div>\n";
      const bool head = row && !table;
      table = row;
      if (!row) {
        if (!line.empty()) out_ += "<p>" + for_html(line) + "</p>\n";
        continue;
      }
      out_ += "<tr>";
      for (std::size_t cell = 0; cell <= line.size();) {
        const std::size_t stop = std::min(line.find('\t', cell), line.size());
        out_ += fmt::format("<{0}>{1}</{0}>", head ? "th" : "td", for_html(line.substr(cell, stop - cell)));
        cell = stop + 1;
      }
      out_ += "</tr>\n";
    }
    if (table) out_ += "</table></div>\n";
  }

  void uncited() {
    if (context_.doc().uncited.empty()) return;
    out_ += fmt::format(
        "<section data-of=\"rules\">\n<h2>{}</h2>\n<p class=\"lead\">{}</p>\n<div class=\"apart\">\n",
        context_.say("没有写依据的规则", "Rules that cite nothing"),
        context_.say("它们没有引用通知的任何一条。多半是别的规则用到的算法；若是判定、要求或减免，请补上依据。",
                     "They cite no clause. Most are definitions that other rules are made with; a decision, "
                     "requirement or waiver among them wants a citation."));
    for (std::size_t index : context_.doc().uncited) out_ += rule_html(context_, index, nullptr, false, true);
    out_ += "</div>\n</section>\n";
  }

  void examples() {
    if (context_.doc().examples.empty()) return;
    out_ += fmt::format("<section id=\"examples\" data-of=\"examples\">\n<h2>{}</h2>\n<p class=\"lead\">{}</p>\n",
                        context_.say("示例", "Examples"),
                        context_.say("写在政策里的例子，用 cepol test 逐个核对。",
                                     "Cases that stand in the policy; cepol test computes each of them."));
    for (std::size_t i = 0; i < context_.doc().examples.size(); ++i) {
      const DocExample& one = context_.doc().examples[i];
      out_ += fmt::format("<details data-is=\"\"><summary{0}>{1}{2}</summary><pre id=\"example-{3}\"{0}>",
                          context_.lang(), for_html(one.title),
                          one.carried
                              ? fmt::format(" <span class=\"carried\">{}</span>",
                                            context_.say("（随被修订的政策而来）", "(of the policy that is amended)"))
                              : std::string(),
                          i);
      for (const char c : one.text) out_ += c == '\n' ? "\n" : for_html(std::string_view(&c, 1));
      out_ += "</pre></details>\n";
    }
    out_ += "</section>\n";
  }

  DocContext context_;
  Doc::Counts counts_;
  std::string out_;
};

}  // namespace

DocContext::DocContext(const Doc& doc) : doc_(doc) {
  std::size_t number = 0;
  for (const DocNotice& notice : doc.notices)
    for (const DocClause& clause : notice.clauses) numbers_[clause.label] = number++;
  clauses_of_.resize(doc.rules.size());
  for (std::size_t i = 0; i < doc.rules.size(); ++i)
    for (const std::string& label : cited_by(doc.rules[i])) clauses_of_[i].push_back(label);
  lang_ = lang_attribute(doc.english, doc.policy_english);
}

std::string DocContext::link(const std::string& label) const {
  return fmt::format("<a href=\"#{0}\">{1}</a>", for_html(label), for_html(core::clause_label(label)));
}
std::string DocContext::links(const std::vector<std::string>& labels) const {
  std::string text;
  for (const std::string& label : labels) {
    text += text.empty() ? "" : say("、", ", ");
    text += link(label);
  }
  return text;
}

std::string doc_page(const Doc& doc) { return DocHtml(doc).run(); }

}  // namespace cepol::pages
