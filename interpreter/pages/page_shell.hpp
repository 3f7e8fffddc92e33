// The parts that all HTML pages share: head, frame, style sheets and scripts. Only interpreter/pages includes this
// header.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cepol::pages {

extern const std::string_view shared_style, shared_script;
extern const std::string_view doc_style, doc_script;
extern const std::string_view coverage_style, coverage_script;
extern const std::string_view results_style, results_script;
extern const std::string_view comparison_style, comparison_script;

// The head of a page; texts are not yet escaped.
struct Head {
  struct Count {
    std::string name, value;
    bool alert = false;
  };
  std::string kicker, title;
  std::string lang = {};  // an attribute of the title: that of the policy, where it is not the page's
  std::vector<std::string> facts = {};
  std::vector<Count> counts = {};
};
std::string head_html(const Head& head);

// A page with the shared style and script before its own.
std::string page_html(const std::string& title, bool english, std::string body, std::string_view style,
                      std::string_view script);

// The HTML attribute for the policy's own texts where its language is not the page's.
std::string_view lang_attribute(bool page_english, bool policy_english);

}  // namespace cepol::pages
