// An HTML page as one file: no network, no fonts, nothing beside it. Light and dark by the reader's setting, fit for a
// phone and for A4. All pages of cepol are set in it, so that they look alike.
#pragma once

#include <string>
#include <string_view>

namespace cepol::report {

// Text as HTML shows it, within elements and within quoted attributes; line ends become <br>.
std::string for_html(std::string_view text);

struct Page {
  std::string title;
  bool english = false;
  std::string style = {};   // beside what all pages have
  std::string body = {};    // HTML
  std::string script = {};  // plain JavaScript, run when the page is there; the page must be legible without it
};
std::string whole_page(const Page& page);

}  // namespace cepol::report
