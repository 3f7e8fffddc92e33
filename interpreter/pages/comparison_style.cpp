// The style sheet and the script of the report of a comparison, behind those of the side-by-side page. What differs has
// a line as well as a colour. On paper all folds are open, by the script.
#include "interpreter/pages/page_shell.hpp"

namespace cepol::pages {

const std::string_view comparison_style =
    R"(section>h3{margin-top:1.4rem}#evidence h3{color:inherit}
.change{position:relative;padding:1.1rem 0 1.2rem;border-top:1px solid var(--line);scroll-margin-top:1rem}.change:target{background:var(--tint);box-shadow:0 0 0 .6rem var(--tint)}
.change h3{margin:0 0 .4rem;color:inherit}.done{margin-left:.5em;font-size:.86rem;font-weight:400;color:var(--mark)}
.parts{width:100%;table-layout:fixed}.parts th:first-child{width:9.5em;font-weight:400;color:var(--quiet)}
.parts .minor td{color:var(--quiet)}.none{color:var(--quiet)}
del{text-decoration:line-through;text-decoration-color:var(--alert);text-decoration-thickness:.1em}
ins{font-weight:600;text-decoration:underline;text-decoration-color:var(--mark);text-underline-offset:.2em}
.change .rule{padding:.1rem 0 .1rem 1.1rem;border-left:3px solid var(--line)}.change .rule.new{border-color:var(--mark)}.change .rule+.rule{margin-top:0}
.change details{margin:.35rem 0 0;font-size:.94rem}.change .said{font-family:inherit}
.touched b{color:var(--text);font-variant-numeric:tabular-nums}p.touched{margin:.35rem 0 0;font-size:.94rem;color:var(--quiet)}
.both{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:0 2.4rem;margin:.5rem 0}
.both pre{white-space:pre-wrap}
#compared{margin-top:0;font-size:.9rem}.files{margin:.3rem 0 0;padding:0;list-style:none}.files code{display:block;font-size:.76rem;line-height:1.45;color:var(--quiet)}.files li+li{margin-top:.35rem}
.signatures{width:100%;table-layout:fixed;margin-top:1rem}.signatures td{height:4rem}.signatures th:first-child{width:7em}
#aside details{margin:.5rem 0}
@media screen and (max-width:56rem){.both{display:block}.both>*+*{margin-top:1rem!important}.parts th:first-child{width:5.5em}th,td{padding:.25rem .4rem;min-width:0}.signatures th:first-child{width:4.5em}}
@media print{#summary,#notices{break-inside:avoid}.rule details,.change .said{position:static}.change{padding:.6rem 0 .7rem}.change h3{break-after:avoid}.change details{display:block}summary{list-style:none}.signatures{break-inside:avoid}#signatures{break-inside:avoid}.signatures td{height:18mm}tr{break-inside:avoid}.wide table{font-size:8pt}}
)";

const std::string_view comparison_script =
    R"((() => {
// The folds that paper opened.
let opened = [];
addEventListener('beforeprint', () => {
  opened = all('details:not([open])');
  opened.forEach((fold) => { fold.open = true; });
});
addEventListener('afterprint', () => {
  opened.forEach((fold) => { fold.open = false; });
  opened = [];
});
})();
)";

}  // namespace cepol::pages
