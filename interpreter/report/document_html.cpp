#include <fmt/format.h>

#include "interpreter/report/document.hpp"

namespace cepol::report {

namespace {

constexpr std::string_view style =
    R"(:root{color-scheme:light dark;--ink:#1d2330;--page:#fff;--line:#d5d9e2;--soft:#f3f5f9;--mark:#8a3b12}
@media(prefers-color-scheme:dark){:root{--ink:#e3e6ee;--page:#15181f;--line:#3a4150;--soft:#1e232d;--mark:#f0a36f}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.2rem;max-width:62rem;font:16px/1.65 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:var(--ink);background:var(--page)}
h1{font-size:1.5rem;line-height:1.3}h2{font-size:1.2rem;margin-top:2.2rem;border-bottom:1px solid var(--line)}h3{font-size:1.02rem;margin:1.6rem 0 .4rem;color:var(--mark)}
.wide{overflow-x:auto}
table{border-collapse:collapse;margin:.5rem 0 1rem;font-size:.94rem}
th,td{border:1px solid var(--line);padding:.3rem .6rem;text-align:left;vertical-align:top;overflow-wrap:anywhere;min-width:3.2em}
th{background:var(--soft)}td.figure,th.figure{text-align:right;font-variant-numeric:tabular-nums}
blockquote{margin:.5rem 0;padding:.3rem .9rem;border-left:3px solid var(--line);background:var(--soft);font-size:.92rem}
blockquote b{display:block}
pre{overflow-x:auto;padding:.7rem;background:var(--soft);font-size:.85rem;line-height:1.5}
@media print{@page{size:A4;margin:16mm}body{max-width:none;padding:0;font-size:10.5pt}h3,tr,blockquote{break-inside:avoid}pre{white-space:pre-wrap}.wide{overflow:visible}}
)";

std::string for_html(const std::string& text) {
  std::string result;
  for (char c : text) {
    switch (c) {
      case '&': result += "&amp;"; break;
      case '<': result += "&lt;"; break;
      case '>': result += "&gt;"; break;
      case '"': result += "&quot;"; break;
      case '\n': result += "<br>"; break;
      default: result += static_cast<unsigned char>(c) < 0x20 && c != '\t' ? ' ' : c;
    }
  }
  return result;
}

std::string cell(std::string_view tag, const std::string& text, bool figure) {
  return "<" + std::string(tag) + (figure ? " class=\"figure\">" : ">") + for_html(text) + "</" + std::string(tag) +
         ">";
}

}  // namespace

std::string to_html(const Document& document) {
  std::string html = "<!doctype html>\n<html lang=\"" + std::string(document.english ? "en" : "zh-CN") +
                     "\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, "
                     "initial-scale=1\">\n<title>" +
                     for_html(document.title) + "</title>\n<style>\n" + std::string(style) + "</style>\n";
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
  return html + "</html>\n";
}

}  // namespace cepol::report
