// The style sheet of the side-by-side page. The notice is set in the typeface of printed notices, the policy in that of
// the page. Emphasis is by weight and space; a highlight has a bar as well as a colour, for readers who do not see the
// colour.
#include "interpreter/pages/page_shell.hpp"

namespace cepol::pages {

const std::string_view doc_style =
    R"(.map{display:flex;flex-wrap:wrap;gap:.15rem .9rem;font-size:.88rem;line-height:1.7}
.map a{text-decoration:none}.map a:hover{text-decoration:underline}.map .inert{color:var(--quiet)}.map .open{color:var(--alert);font-weight:600}
.map-name{flex-basis:100%;color:var(--quiet)}
.controls input{flex:1 1 14rem;max-width:24rem;min-width:0;padding:.25rem .1rem;border:0;border-bottom:1px solid var(--line);border-radius:0;background:none}
.controls ::placeholder{color:var(--quiet);opacity:1}
.columns,.clause{display:grid;grid-template-columns:minmax(0,20fr) minmax(0,23fr);column-gap:3.6rem}
.columns{margin:1.8rem 0 0;font-size:.88rem;color:var(--quiet);letter-spacing:.04em}
.clause{padding:1.5rem 0 1.7rem;border-top:1px solid var(--line);scroll-margin-top:4.5rem}
.said{font-family:var(--serif)}
.said h3{display:flex;align-items:baseline;gap:.7em;margin:0 0 .35rem;font-size:1.04rem;line-height:1.6;color:inherit}
.number{flex:none;padding:0;border:0;background:none;font:600 .92rem/1.6 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:var(--mark);cursor:pointer}
.number:hover{text-decoration:underline;text-underline-offset:.2em}
.said p{margin:0 0 .6rem}.said p:last-child{margin:0}
.said table{font:.82rem/1.5 system-ui,sans-serif;white-space:nowrap}
.inert{margin:0;color:var(--quiet)}.open-clause{margin:0;color:var(--alert);font-weight:600}
.rule+.rule{margin-top:1.5rem}
.rule h4{margin:0;font-size:1.04rem;line-height:1.6}
.rule h4 button{padding:0;border:0;background:none;text-align:left;font-weight:600;cursor:pointer}
.rule h4 button:hover .name{text-decoration:underline;text-decoration-color:var(--line);text-underline-offset:.2em}
.kind{margin-right:.5em;font-weight:400;color:var(--mark)}
.head{margin:0;font-size:.88rem;color:var(--quiet)}
.rule .note{color:var(--quiet)}p.note{margin:.1rem 0 0}
.lines{margin:.35rem 0 0;padding:0;list-style:none}
.lines li{position:relative;padding:.06rem 0 .06rem 1.1em;text-indent:-1.1em;overflow-wrap:anywhere}
.lines .depth-1{margin-left:1.5em}.lines .depth-2{margin-left:3em}
.rule i{font-style:normal}.lines i{color:var(--quiet)}.lines b{font-weight:inherit;white-space:nowrap}
.lines .note{margin-left:.7em;font-size:.92em}.lines .note::before{content:"— "}
.refs{margin-left:.7em;font-size:.84em;color:var(--mark)}.refs a{white-space:nowrap}.refs a+a{margin-left:.5em}.refs a{text-decoration:none}.refs a:hover{text-decoration:underline}
.lines .here>.say{font-weight:600}.lines .gap{color:var(--quiet)}
.lines .option{padding-left:1.5em;text-indent:-1.5em}.lines .option::before{display:inline-block;width:1.5em;text-indent:0;color:var(--mark);content:"○"}.lines .chosen::before{content:"●"}
.default{margin-left:.7em;font-size:.84em;color:var(--mark)}
.beside{margin:.35rem 0 0;font-size:.88rem;color:var(--quiet)}
.rule details{margin:.35rem 0 0;font-size:.9rem}
.rule details ol{margin:.3rem 0 .4rem;padding-left:1.9em;font-variant-numeric:tabular-nums}
.marked,.hinted{background:var(--tint);box-shadow:0 0 0 .6rem var(--tint)}
.rule.marked,.said.marked{border-radius:1px}.rule.marked::before,.said.marked::before{content:"";position:absolute;left:-.6rem;top:-.6rem;bottom:-.6rem;width:3px;background:var(--mark)}
.rule,.said{position:relative}.brief{position:sticky;top:4.6rem;align-self:start}
.apart{columns:2;column-gap:3.6rem;margin-top:1.5rem}.apart .rule{break-inside:avoid;margin:0 0 1.8rem}
#examples .lead{margin-bottom:.8rem}#examples details{padding:.25rem 0;scroll-margin-top:4.5rem}#examples summary{color:inherit}#examples pre{margin:.4rem 0 .8rem}
.carried{color:var(--quiet);font-size:.88em}
@media screen and (max-width:56rem){
.columns{display:none}.clause{display:block;scroll-margin-top:1rem}.made{margin-top:1rem;padding-left:1.1rem;border-left:2px solid var(--line)}
.brief{position:relative;top:0}.controls input{max-width:none}.apart{columns:1}
.marked,.hinted{box-shadow:0 0 0 .35rem var(--tint)}.rule.marked::before,.said.marked::before{left:-.35rem;top:-.35rem;bottom:-.35rem}
}
@media print{
.said{position:static}
.map,.rule details{display:none}
.clause{padding:.7rem 0 .8rem}.columns,.clause,.apart{column-gap:8mm}.rule+.rule{margin-top:.8rem}
.rule h4,.said h3,.lines li{break-inside:avoid}.rule h4,.said h3,.head{break-after:avoid}.said p{orphans:2;widows:2}.wide table{white-space:normal;font-size:6.5pt}.said td,.said th{padding:.1rem .2rem;min-width:0}
}
)";

}  // namespace cepol::pages
