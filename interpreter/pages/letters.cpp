// Puts letters into the frame of all pages, with a style for paper.
#include "interpreter/pages/letters.hpp"

#include "interpreter/report/html.hpp"

namespace cepol::pages {

namespace {

constexpr std::string_view letter_style =
    R"(body{max-width:none;background:var(--soft)}
.letter{max-width:46rem;margin:0 auto 1.6rem;padding:2.6rem 3.2rem;background:var(--page);border:1px solid var(--line)}
.letter h1{text-align:center;font-size:1.35rem;margin:.2rem 0}
.letter h1+p{margin-top:1.8rem}
.letter h2{font-size:1.05rem;margin:1.6rem 0 .4rem;border:0;color:var(--mark)}
.letter table{width:calc(100% - 1px)}
.letter p{margin:.45rem 0}
@media(max-width:40rem){.letter{padding:1.2rem}}
@media print{@page{size:A4;margin:15mm}body{background:none;font-size:10pt;line-height:1.45}.letter table{font-size:.95em}.letter p{margin:.3rem 0}.letter h2{margin:1rem 0 .2rem}blockquote{margin:.25rem 0}.letter{max-width:none;margin:0;padding:0;border:0;break-after:page}.letter:last-of-type{break-after:auto}.letter h2{break-after:avoid}}
)";

}  // namespace

std::string letters_page(const std::vector<report::Document>& letters, const std::string& title, bool english) {
  std::string body;
  for (const report::Document& letter : letters)
    body += "<article class=\"letter\">\n" + report::html_of(letter) + "</article>\n";
  return report::whole_page(
      {.title = title, .english = english, .style = std::string(letter_style), .body = std::move(body)});
}

}  // namespace cepol::pages
