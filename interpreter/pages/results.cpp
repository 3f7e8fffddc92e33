// Writes the page of results: what stands before the rows, the rows as JSON, and behind them what is known when all
// rows have come.
#include "interpreter/pages/results.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "interpreter/pages/page_shell.hpp"
#include "interpreter/report/html.hpp"
#include "interpreter/report/wrap.hpp"
#include "lang/base/text.hpp"
#include "lang/base/visible.hpp"
#include "lang/diagnostics/say.hpp"

namespace cepol::pages {

using report::for_html;

namespace {

constexpr std::string_view rows_go_here = "<!--rows-->";
constexpr std::size_t rows_looked_at = 1'000;  // for the widths of columns
constexpr std::size_t narrowest = 5, widest = 26, widest_reasons = 60;
constexpr int bar_row = 28, bar_left = 150, bar_width = 250, chart_right = 90;  // pixels of a chart

// Within a script element nothing ends it and nothing begins a comment.
std::string script_json(std::string_view text) {
  std::string json;
  for (const char c : report::json_text(visible(text))) json += c == '<' ? std::string("\\u003c") : std::string(1, c);
  return json;
}

std::string script_json(const std::vector<std::string>& texts) {
  std::string json = "[";
  for (const std::string& text : texts) json += (json.size() > 1 ? "," : "") + script_json(text);
  return json + "]";
}

std::string_view name_of(explain::Tone tone) {
  switch (tone) {
    case explain::Tone::plain: return "plain";
    case explain::Tone::good: return "good";
    case explain::Tone::bad: return "bad";
    case explain::Tone::open: return "open";
    case explain::Tone::trouble: return "trouble";
  }
  return "";
}

std::string_view name_of(report::CellKind kind) {
  switch (kind) {
    case report::CellKind::text: return "text";
    case report::CellKind::number: return "number";
    case report::CellKind::date: return "date";
    case report::CellKind::outcome: return "outcome";
    case report::CellKind::reasons: return "reasons";
  }
  return "";
}

// As much of a word as has room beside a bar.
std::string label(const std::string& word) {
  constexpr std::size_t room = 19;
  std::size_t most = room;
  while (display_width(shortened(word, most)) > room) --most;
  return shortened(word, most);
}

std::string chart(const DecisionTotals& totals) {
  std::uint64_t most = 1, all = 0;
  for (const auto& [word, count] : totals.outcomes) {
    most = std::max(most, count);
    all += count;
  }
  const std::string name = totals.table + " · " + totals.decision;
  const int height = bar_row * static_cast<int>(totals.outcomes.size());
  std::string html = fmt::format(
      "<figure class=\"chart\"><figcaption>{}</figcaption>\n<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">",
      for_html(name), bar_left + bar_width + chart_right, height, for_html(name));
  int y = 0;
  for (const auto& [word, count] : totals.outcomes) {
    const double width =
        std::max(1.0, static_cast<double>(bar_width) * static_cast<double>(count) / static_cast<double>(most));
    html += fmt::format(
        "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text><rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{:.1f}\" "
        "height=\"{}\"/><text x=\"{:.1f}\" y=\"{}\">{} <tspan class=\"share\">{:.0f}%</tspan></text>\n",
        bar_left - 10, y + 19, for_html(label(word.text)), name_of(word.tone), bar_left, y + 5, width, bar_row - 10,
        bar_left + width + 8, y + 19, count,
        100.0 * static_cast<double>(count) / static_cast<double>(std::max<std::uint64_t>(all, 1)));
    y += bar_row;
  }
  return html + "</svg></figure>\n";
}

class ResultsHtml final : public ResultsWriter, public report::FormWriter {
 public:
  ResultsHtml(std::unique_ptr<report::Destination> destination, ResultsPage page)
      : destination_(std::move(destination)), page_(std::move(page)) {
    const std::string whole = whole_page("");
    destination_->write(whole.substr(0, whole.find(rows_go_here)));
  }

  void begin(const std::string& table, const report::Heads& columns) override {
    tables_.push_back({table, columns, std::vector<std::size_t>(columns.size(), narrowest), 0});
    for (std::size_t i = 0; i < columns.size(); ++i) measure(i, columns[i].label);
    destination_->write(fmt::format("<script type=\"application/json\" id=\"rows-{}\">[\n", tables_.size() - 1));
  }
  void row(const std::vector<std::string>& cells) override {
    Table& table = tables_.back();
    if (table.rows < rows_looked_at)
      for (std::size_t i = 0; i < cells.size(); ++i) measure(i, cells[i]);
    destination_->write((table.rows++ > 0 ? ",\n" : "") + script_json(cells));
  }
  void end() override { destination_->write(std::string("\n]</script>\n")); }
  report::FormWriter* forms() override { return this; }
  void begin_form(const report::Form& form) override {
    form_ = form;
    form_rows_ = 0;
    form_html_.clear();
  }
  void form_row(const std::vector<std::string>& cells) override {
    ++form_rows_;
    form_html_ += "<tr>";
    for (std::size_t i = 0; i < cells.size(); ++i)
      form_html_ += fmt::format("<td class=\"{}\">{}</td>", name_of(form_.columns[i].kind), for_html(cells[i]));
    form_html_ += "</tr>\n";
  }
  void end_form() override {
    if (form_rows_ > 0) forms_ += form_section(form_, form_html_);
  }
  void totals(std::vector<DecisionTotals> totals) override { totals_ = std::move(totals); }
  bool failed() const override { return destination_->failed(); }
  std::string error() const override { return destination_->error(); }
  bool commit() override {
    std::string body = "<main>\n<section class=\"totals\">\n";
    for (const DecisionTotals& one : totals_)
      if (!one.outcomes.empty()) body += chart(one);
    body += "</section>\n";
    for (std::size_t i = 0; i < tables_.size(); ++i) body += table_html(i);
    body += forms_ + "</main>\n<dialog id=\"person\"></dialog>\n" + about_json();
    const std::string whole = whole_page(body);
    destination_->write(whole.substr(whole.find(rows_go_here) + rows_go_here.size()));
    return destination_->commit();
  }

 private:
  struct Table {
    std::string name;
    report::Heads heads;
    std::vector<std::size_t> widths;  // characters
    std::uint64_t rows = 0;
  };
  std::string_view say(std::string_view zh, std::string_view en) const { return say_in(page_.english, zh, en); }

  void measure(std::size_t column, const std::string& text) {
    Table& table = tables_.back();
    const std::size_t most = table.heads[column].kind == report::CellKind::reasons ? widest_reasons : widest;
    table.widths[column] = std::max(table.widths[column], std::min(display_width(report::one_line(text)), most));
  }

  std::string whole_page(const std::string& behind_rows) const {
    const Head head{.kicker = std::string(say("结果", "Results")), .title = page_.title, .facts = page_.facts};
    return page_html(page_.title, page_.english,
                     "<header>\n" + head_html(head) + "</header>\n" + std::string(rows_go_here) + behind_rows,
                     results_style, results_script);
  }

  std::string table_html(std::size_t index) const {
    const Table& table = tables_[index];
    return fmt::format(
        "<section class=\"results\" data-table=\"{0}\">\n<h2>{1} <small>{2}</small></h2>\n<noscript><p "
        "class=\"lead\">{3}"
        "</p></noscript>\n<div class=\"controls\" hidden></div>\n<div class=\"by\" hidden></div>\n"
        "<div class=\"sheet\" tabindex=\"0\" role=\"region\" aria-label=\"{1}\" hidden></div>\n</section>\n",
        index, for_html(table.name), table.rows,
        say("表格要打开浏览器的 JavaScript 才能看；不联网。",
            "The table needs JavaScript in the browser; no network is used."));
  }

  // A form on pages of its own when it is printed, with or without the rest.
  std::string form_section(const report::Form& form, const std::string& rows) const {
    const bool wide = form.columns.size() > 6;
    std::string html = fmt::format(
        "<section class=\"form{}\">\n<button type=\"button\" class=\"print\" hidden>{}</button>\n<h2>{}</h2>\n",
        wide ? " wide" : "", say("只打印这张", "Print this alone"), for_html(form.title));
    for (const auto& [name, value] : form.headings)
      html += fmt::format("<p>{}{}{}</p>\n", for_html(name), say("：", ": "), for_html(value));
    html += "<table>\n<thead><tr>";
    for (const report::ColumnHead& head : form.columns) html += fmt::format("<th>{}</th>", for_html(head.label));
    html += "</tr></thead>\n<tbody>\n" + rows + "</tbody>\n";
    if (!form.total_label.empty() && form.columns.size() > 1)
      html += fmt::format("<tfoot><tr><th>{}</th><td colspan=\"{}\">{}</td></tr></tfoot>\n", for_html(form.total_label),
                          form.columns.size() - 1, for_html(form.total));
    if (!form.total_label.empty() && form.columns.size() == 1)
      html += fmt::format("<tfoot><tr><th>{} {}</th></tr></tfoot>\n", for_html(form.total_label), for_html(form.total));
    return html + "</table>\n</section>\n";
  }

  // What the script knows of the tables.
  std::string about_json() const {
    std::string json =
        "<script type=\"application/json\" id=\"about\">{\"english\":" + std::string(page_.english ? "true" : "false") +
        ",\"tables\":[";
    for (std::size_t i = 0; i < tables_.size(); ++i) {
      json += (i > 0 ? ",\n" : "\n") + std::string("{\"columns\":[");
      for (std::size_t c = 0; c < tables_[i].heads.size(); ++c) {
        const report::ColumnHead& head = tables_[i].heads[c];
        json += (c > 0 ? "," : "") + std::string("{\"label\":") + script_json(head.label) + ",\"kind\":\"" +
                std::string(name_of(head.kind)) + "\",\"width\":" + std::to_string(tables_[i].widths[c]) +
                ",\"outcomes\":[";
        for (std::size_t o = 0; o < head.outcomes.size(); ++o)
          json += (o > 0 ? "," : "") + std::string("[") + script_json(head.outcomes[o].text) + ",\"" +
                  std::string(name_of(head.outcomes[o].tone)) + "\"]";
        json += "]}";
      }
      json += "]}";
    }
    json += "],\n\"clauses\":[";
    for (std::size_t i = 0; i < page_.clauses.size(); ++i)
      json += (i > 0 ? ",\n" : "\n") +
              script_json(std::vector<std::string>{page_.clauses[i].first, page_.clauses[i].second});
    return json + "]}</script>\n";
  }

  std::unique_ptr<report::Destination> destination_;
  ResultsPage page_;
  std::vector<Table> tables_;
  std::vector<DecisionTotals> totals_;
  std::string forms_;  // of all forms with rows
  // Of the present form.
  report::Form form_;
  std::string form_html_;
  std::uint64_t form_rows_ = 0;
};

}  // namespace

std::unique_ptr<ResultsWriter> make_results_page(std::unique_ptr<report::Destination> destination, ResultsPage page) {
  return std::make_unique<ResultsHtml>(std::move(destination), std::move(page));
}

}  // namespace cepol::pages
