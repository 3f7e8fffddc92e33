// The style sheet of all pages. Emphasis is by weight and space; a highlight has a sign as well as a colour, for
// readers who do not see the colour.
#include "interpreter/pages/page_shell.hpp"

namespace cepol::pages {

const std::string_view shared_style =
    R"(:root{--serif:"Noto Serif CJK SC","Source Han Serif SC","Songti SC",SimSun,Georgia,serif}
body{max-width:82rem;padding:2.4rem 2.4rem 5rem}
body{overflow-wrap:anywhere}[hidden]{display:none!important}
a{color:inherit;text-decoration-color:var(--line);text-underline-offset:.2em}a:hover{text-decoration-color:currentColor}
button,input{font:inherit;color:inherit}
:focus-visible{outline:2px solid var(--mark);outline-offset:2px}
.kicker{margin:0;font-size:.88rem;color:var(--mark);letter-spacing:.06em}
h1{margin:.3rem 0 .6rem;font:600 1.9rem/1.35 var(--serif)}
.facts{display:flex;flex-wrap:wrap;gap:0 1.2rem;margin:0;color:var(--quiet)}.facts span{white-space:nowrap}
.counts{display:flex;flex-wrap:wrap;gap:.4rem 2.6rem;margin:1.5rem 0 1.3rem}
.counts div{display:flex;flex-direction:column-reverse}.counts dt{font-size:.86rem;color:var(--quiet)}
.counts dd{margin:0;font-size:1.5rem;line-height:1.25;font-variant-numeric:tabular-nums}.counts .alert dd,.counts .alert dt{color:var(--alert)}
.controls{position:sticky;top:0;z-index:1;display:flex;flex-wrap:wrap;align-items:center;gap:.5rem 1.4rem;margin:1.4rem 0 0;padding:.7rem 0;background:var(--page);border-bottom:1px solid var(--line)}
.controls button{padding:.1rem 0;border:0;border-bottom:2px solid transparent;background:none;cursor:pointer}
.controls button:hover{border-color:var(--line)}.controls button[aria-pressed=true]{border-color:var(--mark);color:var(--mark);font-weight:600}
.controls output{margin-left:auto;font-size:.88rem;color:var(--quiet);font-variant-numeric:tabular-nums}
section{scroll-margin-top:2rem}h2{margin:3.2rem 0 0;padding-bottom:.5rem;font:600 1.3rem/1.4 var(--serif)}
.lead{margin:.5rem 0 0;color:var(--quiet);font-size:.94rem}
summary{cursor:pointer;color:var(--quiet)}summary:hover{color:inherit}
.nothing{margin:2rem 0;color:var(--quiet)}
@media screen and (max-width:56rem){body{padding:1.3rem 1.1rem 3rem}h1{font-size:1.45rem}.controls{position:static}.counts{gap:.5rem 1.7rem}.counts dd{font-size:1.25rem}}
@media print{
:root{--text:#000;--quiet:#444;--page:#fff;--line:#bbb;--soft:#fff;--mark:#6b2c0c;--alert:#a00;--tint:#fff}
html{font-size:9pt}body{padding:0;font-size:1rem;line-height:1.5}h2{break-after:avoid}.controls{display:none}.counts{margin:.8rem 0}
}
)";

}  // namespace cepol::pages
