#include <fmt/format.h>

#include "interpreter/report/document.hpp"
#include "interpreter/report/html.hpp"

namespace cepol::report {

namespace {

std::string cell(std::string_view tag, const std::string& text, bool figure) {
  return "<" + std::string(tag) + (figure ? " class=\"figure\">" : ">") + for_html(text) + "</" + std::string(tag) +
         ">";
}

}  // namespace

std::string to_html(const Document& document) {
  std::string html;
  for (const Block& block : document.blocks) {
    switch (block.kind) {
      case Block::Kind::heading: {
        const int level = block.level;
        html += fmt::format("<h{0}>{1}</h{0}>\n", level, for_html(block.text));
        break;
      }
      case Block::Kind::text: html += "<p>" + for_html(block.text) + "</p>\n"; break;
      case Block::Kind::quote:
        html += "<blockquote><b>" + for_html(block.source) + "</b>" + for_html(block.text) + "</blockquote>\n";
        break;
      case Block::Kind::table: {
        html += "<div class=\"wide\"><table>\n<tr>";
        for (std::size_t i = 0; i < block.header.size(); ++i) html += cell("th", block.header[i], block.right[i]);
        html += "</tr>\n";
        for (const auto& cells : block.rows) {
          html += "<tr>";
          for (std::size_t i = 0; i < cells.size(); ++i) html += cell("td", cells[i], block.right[i]);
          html += "</tr>\n";
        }
        html += "</table></div>\n";
        break;
      }
      case Block::Kind::lines:
        html += "<pre>";
        for (const std::string& line : block.list) html += for_html(line) + "\n";
        html += "</pre>\n";
        break;
    }
  }
  return whole_page({.title = document.title, .english = document.english, .body = std::move(html)});
}

}  // namespace cepol::report
