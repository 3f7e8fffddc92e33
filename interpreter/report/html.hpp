// The HTML frame of all pages of cepol: one file without network or fonts, light or dark by the reader's setting, fit
// for a phone and for A4.
#pragma once

#include <string>
#include <string_view>

namespace cepol::report {

// Text escaped for HTML, within elements and within quoted attributes, visible (lang/base/visible.hpp); line ends
// become <br>.
std::string for_html(std::string_view text);

struct Page {
  std::string title;
  bool english = false;
  std::string style = {};   // in addition to that of all pages
  std::string body = {};    // HTML
  std::string script = {};  // plain JavaScript, run when the page is loaded; the page is legible without it
};
std::string whole_page(const Page& page);

}  // namespace cepol::report
