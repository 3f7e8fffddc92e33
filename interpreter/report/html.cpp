// Escapes text for HTML; the page frame with its style sheet and a Content-Security-Policy without network access.
#include "interpreter/report/html.hpp"

#include "lang/base/visible.hpp"

namespace cepol::report {

namespace {

// --quiet: secondary text; --mark: headings and highlights; --alert: what is missing; --tint: background of highlights.
constexpr std::string_view style =
    R"(:root{color-scheme:light dark;--text:#1d2330;--quiet:#596275;--page:#fff;--line:#d5d9e2;--soft:#f3f5f9;--mark:#8a3b12;--alert:#b3201f;--tint:#fdf3d8}
@media(prefers-color-scheme:dark){:root{--text:#e3e6ee;--quiet:#a3abbc;--page:#15181f;--line:#3a4150;--soft:#1e232d;--mark:#f0a36f;--alert:#ff8d86;--tint:#3b3117}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.2rem;max-width:62rem;font:16px/1.65 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:var(--text);background:var(--page)}
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

}  // namespace

std::string for_html(std::string_view text) {
  std::string result;
  for (char c : visible(text)) {
    switch (c) {
      case '&': result += "&amp;"; break;
      case '<': result += "&lt;"; break;
      case '>': result += "&gt;"; break;
      case '"': result += "&quot;"; break;
      case '\'': result += "&#39;"; break;
      case '\n': result += "<br>"; break;
      default: result += c;
    }
  }
  return result;
}

std::string whole_page(const Page& page) {
  std::string html = "<!doctype html>\n<html lang=\"";
  html += page.english ? "en" : "zh-CN";
  html += "\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
  // The browser refuses every network request of the page.
  html += "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'";
  html += page.script.empty() ? "" : "; script-src 'unsafe-inline'";
  html += "\">\n<title>" + for_html(page.title) + "</title>\n<style>\n" + std::string(style) + page.style +
          "</style>\n" + page.body;
  if (!page.script.empty()) html += "<script>\n" + page.script + "</script>\n";
  return html + "</html>\n";
}

}  // namespace cepol::report
