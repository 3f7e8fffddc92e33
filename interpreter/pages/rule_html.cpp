// RuleHtml: renders a rule beside a clause, in full or only the lines that cite the clause.
#include <fmt/format.h>

#include <algorithm>

#include "interpreter/pages/doc_context.hpp"
#include "interpreter/pages/rules.hpp"
#include "interpreter/report/html.hpp"
#include "lang/base/text.hpp"
#include "lang/syntax/keywords.hpp"

namespace cepol::pages {

using report::for_html;

namespace {

// Is the word a date? Lines are not broken within dates.
bool is_date(std::string_view word) {
  return is_digit(word.front()) && word.find_first_not_of("0123456789-") == std::string_view::npos;
}

constexpr std::size_t most_titles = 12;  // of a rule's examples; all of them are listed at the end of the page

class RuleHtml {
 public:
  explicit RuleHtml(const DocContext& context) : context_(context) {}

  std::string run(std::size_t index, const DocClause* at, bool whole, bool home) {
    const Rule& rule = context_.doc().rules[index];
    std::string places;
    for (const std::string& label : context_.clauses_of(index))
      places += (places.empty() ? "" : " ") + std::to_string(context_.number_of(label));
    out_ += fmt::format("<article class=\"rule\"{0} data-rule=\"{1}\" data-clauses=\"{2}\"{3}{4}>\n",
                        home ? fmt::format(" id=\"rule-{}\"", index) : std::string(), index, places,
                        at == nullptr ? fmt::format(" data-is=\"{}\"", rule.reading ? "reading" : "") : std::string(),
                        context_.lang());
    out_ += fmt::format(
        "<h4><button type=\"button\" class=\"pick\" aria-pressed=\"false\" title=\"{}\"><span class=\"kind\">{}</span>"
        "<span class=\"name\">{}</span></button></h4>\n",
        for_html(rule.place), for_html(rule.kind), for_html(rule.name));
    if (!rule.head.empty()) out_ += "<p class=\"head\">" + words_html(rule.head) + "</p>\n";
    if (!rule.note.empty()) out_ += "<p class=\"note\">" + for_html(rule.note) + "</p>\n";
    lines(rule, at, whole || home);
    beside(rule, index, at, whole, home);
    if (home && !rule.examples.empty()) touching(rule);
    out_ += "</article>\n";
    return std::move(out_);
  }

 private:
  // All lines; or those that cite the clause, with the lines that they are nested in.
  void lines(const Rule& rule, const DocClause* at, bool full) {
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

  void line(const RuleLine& line, const DocClause* at, bool here, bool option) {
    out_ +=
        fmt::format("<li class=\"depth-{}{}{}{}\"><span class=\"say\">{}</span>", std::min<std::size_t>(line.depth, 2),
                    here ? " here" : "", option ? " option" : "", line.chosen ? " chosen" : "", words_html(line.words));
    if (!line.note.empty()) out_ += "<span class=\"note\">" + for_html(line.note) + "</span>";
    if (line.chosen)
      out_ += fmt::format(
          "<span class=\"default\">{}</span>",
          syntax::spelling(syntax::Keyword::default_option, context_.doc().english ? Language::en : Language::zh));
    std::vector<std::string> others = line.clauses;
    if (at != nullptr) std::erase(others, at->label);
    if (!others.empty()) {
      out_ += "<span class=\"refs\">";
      for (const std::string& label : others) out_ += context_.link(label);
      out_ += "</span>";
    }
    out_ += "</li>\n";
  }

  void beside(const Rule& rule, std::size_t index, const DocClause* at, bool whole, bool home) {
    std::vector<std::string> others = rule.clauses;
    if (at != nullptr) std::erase(others, at->label);
    std::string text;
    if (!others.empty())
      text += whole ? context_.say("并依据{}", "also cites {}", context_.links(others))
                    : context_.say("依据{}", "cites {}", context_.links(others));
    if (!whole && !home) {
      text += text.empty() ? "" : std::string(context_.say("；", "; "));
      text += fmt::format("<a href=\"#rule-{}\">{}</a>", index, context_.say("看全文", "read it in full"));
    }
    if (!rule.module.empty()) {
      text += text.empty() ? "" : std::string(context_.say("；", "; "));
      text += context_.say("写在 {}", "from {}", for_html(rule.module));
    }
    if (!text.empty()) out_ += "<p class=\"beside\">" + text + "</p>\n";
  }

  void touching(const Rule& rule) {
    out_ += fmt::format("<details><summary>{}</summary>\n<ol>\n",
                        context_.say("示例 {} 个", "examples: {}", rule.examples.size()));
    for (std::size_t i = 0; i < std::min(rule.examples.size(), most_titles); ++i)
      out_ += fmt::format("<li><a href=\"#example-{}\">{}</a></li>\n", rule.examples[i],
                          for_html(context_.doc().examples[rule.examples[i]].title));
    out_ += "</ol>\n";
    if (rule.examples.size() > most_titles)
      out_ += fmt::format("<p class=\"beside\">{}</p>\n",
                          context_.say("另有 {} 个", "and {} more", rule.examples.size() - most_titles));
    out_ += "</details>\n";
  }

  const DocContext& context_;
  std::string out_;
};

}  // namespace

std::string words_html(const std::vector<format::FormattedWord>& words) {
  std::string text;
  for (const format::FormattedWord& word : words) {
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

std::string rule_html(const DocContext& context, std::size_t index, const DocClause* at, bool whole, bool home) {
  return RuleHtml(context).run(index, at, whole, home);
}

}  // namespace cepol::pages
