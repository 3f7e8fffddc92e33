// The style sheet of the page of results. An outcome has its word as well as its colour.
#include "interpreter/pages/page_shell.hpp"

namespace cepol::pages {

const std::string_view results_style =
    R"(:root{--plain:#8fa3bf;--good:#5d9c72;--bad:#cf7568;--open:#d9b23f;--trouble:#9a83c2;--row:2.1rem}
@media(prefers-color-scheme:dark){:root{--plain:#6b7f9d;--good:#4f8c64;--bad:#b65e52;--open:#b08d2a;--trouble:#7f69a8}}
.totals{display:flex;flex-wrap:wrap;gap:1.6rem 3.2rem;margin-top:1.8rem}
.chart{flex:0 1 30rem;min-width:0;margin:0}.chart figcaption{margin-bottom:.3rem;font-weight:600}
svg{display:block;width:100%;height:auto;overflow:visible}svg text{font-size:13px;fill:var(--text)}svg .share{fill:var(--quiet);font-size:12px}
.plain{fill:var(--plain);--tone:var(--plain)}.good{fill:var(--good);--tone:var(--good)}.bad{fill:var(--bad);--tone:var(--bad)}.open{fill:var(--open);--tone:var(--open)}.trouble{fill:var(--trouble);--tone:var(--trouble)}
h2 small{margin-left:.4em;font:400 .95rem system-ui,sans-serif;color:var(--quiet);font-variant-numeric:tabular-nums}
.results .controls{position:static;margin:0;border:0;padding:.7rem 0}
.controls label{display:flex;align-items:baseline;gap:.4rem;font-size:.9rem;color:var(--quiet)}
.controls input,.controls select{padding:.25rem .3rem;border:1px solid var(--line);border-radius:3px;background:var(--page);color:var(--text);font:inherit}
.controls input{width:14rem}
.sheet{max-height:70vh;overflow:auto;border:1px solid var(--line)}
.sheet table{margin:0;border-collapse:separate;border-spacing:0;table-layout:fixed;font-size:.9rem}
.sheet th,.sheet td{height:var(--row);padding:0 .6rem;border:0;border-bottom:1px solid var(--line);white-space:nowrap;overflow:hidden;text-overflow:ellipsis;vertical-align:middle;min-width:0}
.sheet thead th{position:sticky;top:0;z-index:1;padding:0;background:var(--soft)}
.sheet th button{width:100%;height:100%;padding:0 .6rem;border:0;background:none;text-align:left;font-weight:600;cursor:pointer;overflow:hidden;text-overflow:ellipsis}
.sheet th[aria-sort=ascending] button::after{content:" ↑"}.sheet th[aria-sort=descending] button::after{content:" ↓"}
.sheet .number{text-align:right;font-variant-numeric:tabular-nums}.sheet th.number button{text-align:right}
.sheet tbody tr{cursor:pointer}.sheet tbody tr:hover td{background:var(--soft)}.sheet .space td{height:auto;padding:0;border:0}
.tone{padding-left:.5rem;border-left:.35rem solid var(--tone)}
.by figure{max-width:46rem}.legend{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;margin:.2rem 0 .6rem;font-size:.88rem;color:var(--quiet)}
.legend i{display:inline-block;width:.8rem;height:.8rem;margin-right:.4rem;vertical-align:-.05rem;background:var(--tone)}
.by summary{padding:.2rem 0 .6rem}
dialog{width:min(46rem,92vw);max-height:86vh;overflow:auto;padding:1.6rem 2rem;border:1px solid var(--line);border-radius:6px;background:var(--page);color:var(--text)}
dialog::backdrop{background:rgb(0 0 0/.4)}
dialog h3{margin:0 0 .6rem;font:600 1.25rem var(--serif);color:inherit}
dialog dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1.2rem;margin:0 0 1rem}dialog dt{color:var(--quiet)}dialog dd{margin:0}
dialog form{float:right}dialog button{padding:.2rem .7rem;border:1px solid var(--line);border-radius:3px;background:none;cursor:pointer}
.form{position:relative;margin-top:3rem;padding-top:1.6rem;border-top:1px solid var(--line);overflow-x:auto;content-visibility:auto;contain-intrinsic-size:auto 40rem}
.form h2{margin:0 0 1rem;border:0;text-align:center}.form p{margin:.15rem 0}.form .print{position:absolute;top:1.5rem;right:0;padding:.2rem .7rem;border:1px solid var(--line);border-radius:3px;background:none;cursor:pointer;font-size:.9rem}
.form table{width:100%;margin-top:.8rem;border-collapse:collapse;font-size:.92rem}.form th,.form td{padding:.3rem .5rem;border:1px solid var(--text)}.form thead th{text-align:center;background:none}.form .number,.form .date{text-align:center;font-variant-numeric:tabular-nums}.form tfoot th{text-align:left;background:none}
@media screen and (max-width:56rem){.controls label{flex:1 1 100%}.controls input,.controls select{flex:1;min-width:0}.chart{flex-basis:100%}}
@page wide{size:A4 landscape;margin:12mm}@page upright{size:A4;margin:14mm}
@media print{.form{page:upright;break-before:page;margin:0;padding:0;border:0;overflow:visible;content-visibility:visible}.form.wide{page:wide}.form .print{display:none}.form table{font-size:9.5pt}.form thead{display:table-header-group}.form tfoot{display:table-row-group}.form tr{break-inside:avoid}.alone>:not(main),.alone main>:not(.chosen){display:none}.alone .chosen{break-before:auto}.sheet{max-height:none;overflow:visible;border:0}.sheet table{table-layout:auto;width:100%!important;font-size:6.5pt}.sheet col{width:auto!important}.sheet th,.sheet td{height:auto;padding:.1rem .2rem;white-space:normal;overflow:visible}.sheet th,.sheet td{overflow-wrap:break-word}.sheet thead th{position:static}.sheet th button{padding:0;white-space:normal}.sheet tr{break-inside:avoid}.by summary{display:none}.totals{gap:.6rem 1.6rem}.chart{flex-basis:18rem}}
)";

}  // namespace cepol::pages
