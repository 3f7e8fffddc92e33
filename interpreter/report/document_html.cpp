// Renders a Document as HTML.
#include <fmt/format.h>

#include "interpreter/report/document.hpp"
#include "interpreter/report/html.hpp"
#include "lang/base/table.hpp"

namespace cepol::report {

namespace {

std::string cell(std::string_view tag, const std::string& text, bool figure) {
  return "<" + std::string(tag) + (figure ? " class=\"figure\">" : ">") + for_html(text) + "</" + std::string(tag) +
         ">";
}

std::string table_html(const DocumentTable& table) {
  std::string html = "<div class=\"wide\"><table>\n<tr>";
  for (std::size_t i = 0; i < table.header.size(); ++i) html += cell("th", table.header[i], table.right[i]);
  html += "</tr>\n";
  for (const auto& cells : table.rows) {
    html += "<tr>";
    for (std::size_t i = 0; i < cells.size(); ++i) html += cell("td", cells[i], table.right[i]);
    html += "</tr>\n";
  }
  return html + "</table></div>\n";
}

std::string html_of(const DocumentPart& part) {
  return std::visit(
      overloaded{[](const Heading& one) { return fmt::format("<h{0}>{1}</h{0}>\n", one.level, for_html(one.text)); },
                 [](const Paragraph& one) { return "<p>" + for_html(one.text) + "</p>\n"; },
                 [](const Quotation& one) {
                   return "<blockquote><b>" + for_html(one.source) + "</b>" + for_html(one.text) + "</blockquote>\n";
                 },
                 [](const DocumentTable& one) { return table_html(one); },
                 [](const Preformatted& one) {
                   std::string html = "<pre>";
                   for (const std::string& line : one.lines) html += for_html(line) + "\n";
                   return html + "</pre>\n";
                 }},
      part);
}

}  // namespace

std::string html_of(const Document& document) {
  std::string html;
  for (const DocumentPart& part : document.parts) html += html_of(part);
  return html;
}

}  // namespace cepol::report
