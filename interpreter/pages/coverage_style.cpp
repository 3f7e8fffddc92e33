// The style sheet of the coverage page. A point that is reached has a small number; one that is not has a sign, an
// underline and a background.
#include "interpreter/pages/page_shell.hpp"

namespace cepol::pages {

const std::string_view coverage_style =
    R"(:root{--fixed:ui-monospace,"Noto Sans Mono CJK SC",Menlo,Consolas,monospace;--lack:#fdeceb}
@media(prefers-color-scheme:dark){:root{--lack:#3a2024}}
h2{margin-top:2.4rem}h3{font-weight:600;margin:1.1rem 0 .2rem}
.failing{margin:0;color:var(--alert)}
#missed ul{margin:0;padding:0;list-style:none;columns:24rem;column-gap:3rem;font-size:.94rem}
#missed li{break-inside:avoid;padding:.12rem 0 .12rem 1.2em;text-indent:-1.2em}#missed li::before{content:"✕ ";color:var(--alert)}
#missed a{text-decoration:none}#missed a:hover{text-decoration:underline}
.place{margin-right:.4em;color:var(--quiet);font-size:.88em}.way{color:var(--mark);font-size:.88em}
.text{margin:1.1rem 0 0;font:.9rem/1.75 var(--fixed)}
.part[hidden]+.part:not([hidden]){border-top:1px dashed var(--line)}
.line{position:relative;padding-left:4.2em;min-height:1.75em;scroll-margin-top:5rem}
.line::before{content:attr(data-line);position:absolute;left:0;width:3.2em;text-align:right;color:var(--quiet);font-size:.86em;line-height:2.03}
.line:target{background:var(--tint)}.line:target::before{color:inherit;font-weight:600}
.line.own{box-shadow:inset 3px 0 0 var(--mark)}
.line code{display:block;padding-left:calc(var(--in,0ch) + 2ch);text-indent:calc(-1*var(--in,0ch) - 2ch);font:inherit;white-space:pre-wrap;overflow-wrap:anywhere}
.line b,.line i{font-weight:inherit;font-style:normal;color:var(--quiet)}
.at{cursor:pointer}
.reached{background:var(--page)}.line:target .reached{background:none}
.unreached{background:var(--lack);box-shadow:inset 0 -2px var(--alert)}
.one-way{background:var(--lack);box-shadow:inset 0 -1px var(--alert)}
.sign{margin:0 .3em 0 0;padding:0 .25em;border:0;border-radius:2px;background:var(--soft);font:.72rem/1.5 system-ui,sans-serif;text-indent:0;vertical-align:.28em;color:var(--quiet);cursor:pointer;user-select:none}
.sign[data-missed]{background:var(--alert);color:var(--page)}
.sign:hover,.sign[aria-expanded=true]{background:var(--mark);color:var(--page)}
.at.marked{background:var(--tint);box-shadow:inset 0 -2px var(--mark)}
.which{margin:.2rem 0 .5rem 4.2em;padding:.5rem .9rem;border-left:3px solid var(--mark);background:var(--soft);font:.9rem/1.6 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif}
.which p{margin:0}.which ol{max-height:15rem;margin:.3rem 0 0;padding-left:2.2em;overflow-y:auto;font-variant-numeric:tabular-nums}
#examples ol{padding-left:2.6em;columns:24rem;column-gap:3rem;font-size:.94rem;font-variant-numeric:tabular-nums}#examples li{break-inside:avoid}
@media screen and (max-width:56rem){
.text{font-size:.82rem;line-height:1.65}.line{padding-left:2.8em;scroll-margin-top:1rem}.line::before{width:2.2em;font-size:.8em;line-height:2.06}.which{margin-left:0}
}
@media print{
:root{--lack:#fff}.text{font-size:7.5pt;line-height:1.5}.line{break-inside:avoid}.which,#examples{display:none}.sign{border:1px solid var(--quiet)}.sign[data-missed]{background:#fff;color:var(--alert);border-color:var(--alert)}
}
)";

}  // namespace cepol::pages
