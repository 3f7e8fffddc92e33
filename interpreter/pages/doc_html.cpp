#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "interpreter/pages/doc.hpp"
#include "interpreter/pages/doc_look.hpp"
#include "interpreter/pages/rules.hpp"
#include "interpreter/report/html.hpp"
#include "lang/base/text.hpp"
#include "lang/core/program.hpp"
#include "lang/syntax/keywords.hpp"

namespace cepol::pages {

using report::for_html;

namespace {

// A clause no longer than this stays in view beside its rules; of a longer one the end would be out of reach.
constexpr std::size_t most_kept_in_view = 1000;  // columns

// A date as a word by itself, which no line end tears.
bool is_date(std::string_view word) {
  return is_digit(word.front()) && word.find_first_not_of("0123456789-") == std::string_view::npos;
}

class Setting {
 public:
  explicit Setting(const Doc& doc) : doc_(doc), counts_(doc.counts()) {
    std::size_t number = 0;
    for (const Notice& notice : doc.notices)
      for (const Clause& clause : notice.clauses) numbers_[clause.label] = number++;
    clauses_of_.resize(doc.rules.size());
    for (std::size_t i = 0; i < doc.rules.size(); ++i)
      for (const std::string& label : cited_by(doc.rules[i])) clauses_of_[i].push_back(label);
    if (doc.english != doc.policy_english) lang_ = doc.policy_english ? " lang=\"en\"" : " lang=\"zh-CN\"";
  }

  std::string run() {
    top();
    out_ += "<main>\n";
    for (const Notice& notice : doc_.notices) section(notice);
    uncited();
    examples();
    out_ += fmt::format("<p class=\"nothing\" hidden>{}</p>\n</main>\n",
                        say("没有符合的内容；换一个词，或者取消上面的筛选。",
                            "Nothing fits: try another word, or lift the filters above."));
    return report::whole_page({.title = doc_.title,
                               .english = doc_.english,
                               .style = std::string(doc_style),
                               .body = std::move(out_),
                               .script = std::string(doc_script)});
  }

 private:
  std::string_view say(std::string_view zh, std::string_view en) const { return doc_.english ? en : zh; }
  std::string number(std::size_t count) const { return std::to_string(count); }
  std::string link(const std::string& label) const {
    return fmt::format("<a href=\"#{0}\">{1}</a>", for_html(label), for_html(core::clause_label(label)));
  }
  std::string links(const std::vector<std::string>& labels) const {
    std::string text;
    for (const std::string& label : labels) {
      text += text.empty() ? "" : say("、", ", ");
      text += link(label);
    }
    return text;
  }

  void top() {
    out_ += fmt::format("<header>\n<p class=\"kicker\">{}</p>\n<h1{}>{}</h1>\n<p class=\"facts\">{}</p>\n",
                        say("通知与政策对照", "The notice and its policy, side by side"), lang_, for_html(doc_.title),
                        facts());
    out_ += "<dl class=\"counts\">\n";
    const auto count = [&](std::string_view zh, std::string_view en, std::size_t value, bool alert = false) {
      out_ += fmt::format("<div{}><dt>{}</dt><dd>{}</dd></div>\n", alert ? " class=\"alert\"" : "", say(zh, en), value);
    };
    count("通知条款", "clauses", counts_.clauses);
    count("有规则引用", "cited by rules", counts_.cited);
    count("不作计算", "compute nothing", counts_.inert);
    count("没有规则引用", "not cited", counts_.open, counts_.open > 0);
    count("规则", "rules", counts_.rules);
    count("读法", "readings", counts_.readings);
    count("示例", "examples", counts_.examples);
    out_ += "</dl>\n";
    map();
    out_ += "</header>\n";
    controls();
  }

  std::string facts() const {
    std::string text = "<span>" + for_html(doc_.path) + "</span>";
    const auto add = [&](const std::string& more) { text += "<span>" + more + "</span>"; };
    if (!doc_.issued.empty()) add(fmt::format(fmt::runtime(say("{} 印发", "issued {}")), doc_.issued));
    if (!doc_.applies_from.empty() && !doc_.applies_to.empty())
      add(fmt::format(fmt::runtime(say("适用于 {} 至 {}", "applies {} to {}")), doc_.applies_from, doc_.applies_to));
    else if (!doc_.applies_from.empty())
      add(fmt::format(fmt::runtime(say("{} 起适用", "applies from {} on")), doc_.applies_from));
    return text;
  }

  // Every clause by its number: where one is, and which have nothing beside them.
  void map() {
    out_ += fmt::format("<nav class=\"map\" aria-label=\"{}\">\n", say("条款", "clauses"));
    for (const Notice& notice : doc_.notices) {
      if (!notice.own()) out_ += fmt::format("<span class=\"map-name\">{}</span>\n", for_html(notice.of));
      for (const Clause& clause : notice.clauses) {
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
        say("没有规则引用", "Not cited"), say("读法", "Readings"),
        say("查找条款、规则里的字", "Find words in clauses and rules"), say("查找", "Find"),
        say("显示 {} 条，共 {} 条", "{} of {} clauses shown"));
  }

  void section(const Notice& notice) {
    if (notice.clauses.empty()) return;
    out_ += "<section data-of=\"notice\">\n";
    if (!notice.own())
      out_ += fmt::format("<h2>{}</h2>\n<p class=\"lead\">{}</p>\n",
                          fmt::format(fmt::runtime(say("{} 的通知", "The notice of {}")), for_html(notice.of)),
                          say("被修订的政策所依据的通知。", "On which the policy rests that this one amends."));
    out_ += fmt::format("<div class=\"columns\" aria-hidden=\"true\"><span>{}</span><span>{}</span></div>\n",
                        say("通知原文", "The notice"), say("政策", "The policy"));
    for (const Clause& one : notice.clauses) clause(one, notice.own());
    out_ += "</section>\n";
  }

  void clause(const Clause& clause, bool own) {
    std::string is = clause.open(own) ? "open" : "", rules;
    for (const Beside& beside : clause.rules) {
      rules += (rules.empty() ? "" : " ") + number(beside.rule);
      if (doc_.rules[beside.rule].reading && is.find("reading") == std::string::npos) is += " reading";
    }
    out_ += fmt::format(
        "<section class=\"clause\" id=\"{0}\" data-clause=\"{1}\" data-rules=\"{2}\" data-is=\"{3}\">\n"
        "<div class=\"said{7}\"{4}><h3><button type=\"button\" class=\"number pick\" "
        "aria-pressed=\"false\">{5}</button>"
        "{6}</h3>\n",
        for_html(clause.label), numbers_.at(clause.label), rules, is, lang_,
        for_html(core::clause_label(own_part(clause.label))),
        clause.title.empty() ? "" : "<span>" + for_html(clause.title) + "</span>",
        display_width(clause.text) <= most_kept_in_view ? " brief" : "");
    paragraphs(clause.text);
    out_ += "</div>\n<div class=\"made\">\n";
    for (const Beside& beside : clause.rules) rule(beside.rule, &clause, beside.whole, beside.home);
    if (clause.open(own))
      out_ += fmt::format("<p class=\"open-clause\">{}</p>\n", say("没有规则引用", "No rule cites it"));
    else if (!clause.inert.empty())
      out_ += fmt::format("<p class=\"inert\">{}<span{}>{}</span></p>\n", say("不作计算：", "Computes nothing: "),
                          lang_, for_html(clause.inert));
    else if (clause.rules.empty())
      out_ += fmt::format("<p class=\"inert\">{}</p>\n", say("不再有规则引用", "No rule cites it any more"));
    out_ += "</div>\n</section>\n";
  }

  // Lines of cells set apart by tabs become a table.
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

  // `at`: the clause that it stands beside; null: none cites.
  void rule(std::size_t index, const Clause* at, bool whole, bool home) {
    const Rule& rule = doc_.rules[index];
    std::string places;
    for (const std::string& label : clauses_of_[index])
      places += (places.empty() ? "" : " ") + number(numbers_.at(label));
    out_ += fmt::format("<article class=\"rule\"{0} data-rule=\"{1}\" data-clauses=\"{2}\"{3}{4}>\n",
                        home ? fmt::format(" id=\"rule-{}\"", index) : std::string(), index, places,
                        at == nullptr ? fmt::format(" data-is=\"{}\"", rule.reading ? "reading" : "") : std::string(),
                        lang_);
    out_ += fmt::format(
        "<h4><button type=\"button\" class=\"pick\" aria-pressed=\"false\" title=\"{}\"><span class=\"kind\">{}</span>"
        "<span class=\"name\">{}</span></button></h4>\n",
        for_html(rule.place), for_html(rule.kind), for_html(rule.name));
    if (!rule.head.empty()) out_ += "<p class=\"head\">" + sentence(rule.head) + "</p>\n";
    if (!rule.note.empty()) out_ += "<p class=\"note\">" + for_html(rule.note) + "</p>\n";
    lines(rule, at, whole || home);
    beside(rule, index, at, whole, home);
    if (home && !rule.examples.empty()) touching(rule);
    out_ += "</article>\n";
  }

  std::string sentence(const std::vector<format::Word>& words) const {
    std::string text;
    for (const format::Word& word : words) {
      if (word.blank_before) text += ' ';
      if (word.keyword)
        text += "<i>" + for_html(word.text) + "</i>";
      else if (is_date(word.text))
        text += "<b>" + for_html(word.text) + "</b>";
      else
        text += for_html(word.text);
    }
    return text;
  }

  // In full; or the lines that cite the clause, with those that they stand under.
  void lines(const Rule& rule, const Clause* at, bool full) {
    std::vector<bool> here(rule.lines.size(), false), shown(rule.lines.size(), full);
    for (std::size_t i = 0; i < rule.lines.size(); ++i) {
      const auto& cited = rule.lines[i].clauses;
      here[i] = at != nullptr && std::find(cited.begin(), cited.end(), at->label) != cited.end();
      if (!here[i]) continue;
      shown[i] = true;
      std::size_t depth = rule.lines[i].depth;
      for (std::size_t above = i; above-- > 0 && depth > 0;)
        if (rule.lines[above].depth < depth) shown[above] = true, depth = rule.lines[above].depth;
    }
    if (std::find(shown.begin(), shown.end(), true) == shown.end()) return;
    out_ += "<ul class=\"lines\">\n";
    bool left_out = false;
    for (std::size_t i = 0; i < rule.lines.size(); ++i) {
      if (!shown[i]) {
        if (!left_out) out_ += "<li class=\"gap\">……</li>\n";
        left_out = true;
        continue;
      }
      left_out = false;
      line(rule.lines[i], at, here[i], rule.reading);
    }
    out_ += "</ul>\n";
  }

  void line(const Line& line, const Clause* at, bool here, bool option) {
    out_ +=
        fmt::format("<li class=\"depth-{}{}{}{}\"><span class=\"say\">{}</span>", std::min<std::size_t>(line.depth, 2),
                    here ? " here" : "", option ? " option" : "", line.chosen ? " chosen" : "", sentence(line.words));
    if (!line.note.empty()) out_ += "<span class=\"note\">" + for_html(line.note) + "</span>";
    if (line.chosen)
      out_ +=
          fmt::format("<span class=\"default\">{}</span>",
                      syntax::spelling(syntax::Keyword::default_option, doc_.english ? Language::en : Language::zh));
    std::vector<std::string> others = line.clauses;
    if (at != nullptr) std::erase(others, at->label);
    if (!others.empty()) {
      out_ += "<span class=\"refs\">";
      for (const std::string& label : others) out_ += link(label);
      out_ += "</span>";
    }
    out_ += "</li>\n";
  }

  void beside(const Rule& rule, std::size_t index, const Clause* at, bool whole, bool home) {
    std::vector<std::string> others = rule.clauses;
    if (at != nullptr) std::erase(others, at->label);
    std::string text;
    if (!others.empty())
      text += fmt::format(fmt::runtime(whole ? say("并依据{}", "also cites {}") : say("依据{}", "cites {}")),
                          links(others));
    if (!whole && !home) {
      text += text.empty() ? "" : std::string(say("；", "; "));
      text += fmt::format("<a href=\"#rule-{}\">{}</a>", index, say("看全文", "read it in full"));
    }
    if (!rule.module.empty()) {
      text += text.empty() ? "" : std::string(say("；", "; "));
      text += fmt::format(fmt::runtime(say("写在 {}", "from {}")), for_html(rule.module));
    }
    if (!text.empty()) out_ += "<p class=\"beside\">" + text + "</p>\n";
  }

  void touching(const Rule& rule) {
    out_ += fmt::format("<details><summary>{}</summary>\n<ol>\n",
                        fmt::format(fmt::runtime(say("示例 {} 个", "examples: {}")), rule.examples.size()));
    for (std::size_t index : rule.examples)
      out_ += fmt::format("<li><a href=\"#example-{}\">{}</a></li>\n", index, for_html(doc_.examples[index].title));
    out_ += "</ol>\n</details>\n";
  }

  void uncited() {
    if (doc_.uncited.empty()) return;
    out_ += fmt::format("<section data-of=\"rules\">\n<h2>{}</h2>\n<p class=\"lead\">{}</p>\n<div class=\"apart\">\n",
                        say("没有写依据的规则", "Rules that cite nothing"),
                        say("它们不引用任何一条，是别的规则用到的算法和用语。",
                            "They cite no clause: definitions that other rules are made with."));
    for (std::size_t index : doc_.uncited) rule(index, nullptr, false, true);
    out_ += "</div>\n</section>\n";
  }

  void examples() {
    if (doc_.examples.empty()) return;
    out_ += fmt::format("<section id=\"examples\" data-of=\"examples\">\n<h2>{}</h2>\n<p class=\"lead\">{}</p>\n",
                        say("示例", "Examples"),
                        say("写在政策里的例子，用 cepol test 逐个核对。",
                            "Cases that stand in the policy; cepol test computes each of them."));
    for (std::size_t i = 0; i < doc_.examples.size(); ++i) {
      const Example& one = doc_.examples[i];
      out_ += fmt::format("<details data-is=\"\"><summary{0}>{1}{2}</summary><pre id=\"example-{3}\"{0}>", lang_,
                          for_html(one.title),
                          one.carried ? fmt::format(" <span class=\"carried\">{}</span>",
                                                    say("（随被修订的政策而来）", "(of the policy that is amended)"))
                                      : std::string(),
                          i);
      for (const char c : one.text) out_ += c == '\n' ? "\n" : for_html(std::string_view(&c, 1));
      out_ += "</pre></details>\n";
    }
    out_ += "</section>\n";
  }

  const Doc& doc_;
  Doc::Counts counts_;
  std::map<std::string, std::size_t> numbers_;        // of a clause, by its label
  std::vector<std::vector<std::string>> clauses_of_;  // of a rule
  std::string lang_, out_;
};

}  // namespace

std::string doc_page(const Doc& doc) { return Setting(doc).run(); }

}  // namespace cepol::pages
