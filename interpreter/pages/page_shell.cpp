// Renders the head of a page, and joins its body with the shared style and script.
#include "interpreter/pages/page_shell.hpp"

#include <fmt/format.h>

#include "interpreter/report/html.hpp"

namespace cepol::pages {

using report::for_html;

std::string head_html(const Head& head) {
  std::string html = fmt::format("<p class=\"kicker\">{}</p>\n<h1{}>{}</h1>\n<p class=\"facts\">",
                                 for_html(head.kicker), head.lang, for_html(head.title));
  for (const std::string& fact : head.facts) html += "<span>" + for_html(fact) + "</span>";
  html += "</p>\n<dl class=\"counts\">\n";
  for (const Head::Count& count : head.counts)
    html += fmt::format("<div{}><dt>{}</dt><dd>{}</dd></div>\n", count.alert ? " class=\"alert\"" : "",
                        for_html(count.name), for_html(count.value));
  return html + "</dl>\n";
}

std::string page_html(const std::string& title, bool english, std::string body, std::string_view style,
                      std::string_view script) {
  return report::whole_page({.title = title,
                             .english = english,
                             .style = std::string(shared_style) + std::string(style),
                             .body = std::move(body),
                             .script = std::string(shared_script) + std::string(script)});
}

std::string_view lang_attribute(bool page_english, bool policy_english) {
  if (page_english == policy_english) return "";
  return policy_english ? " lang=\"en\"" : " lang=\"zh-CN\"";
}

}  // namespace cepol::pages
