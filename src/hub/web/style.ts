/** The few rules that only the hub's pages need; everything else is the app's own style sheet. Classes only: no style attribute passes the policy. */
export const STYLE = `
.wide{max-inline-size:64rem}
.who{display:flex;align-items:center;gap:var(--s2);padding-inline-end:var(--s2)}
.top .btn{background:none;border-color:currentColor;color:inherit}.top .btn:hover{background:var(--indigo-2);color:#fff}
.tiles{display:grid;gap:var(--s3);grid-template-columns:repeat(auto-fit,minmax(min(9rem,100%),1fr))}
.told{grid-template-columns:repeat(auto-fit,minmax(min(14rem,100%),1fr))}
.tile{display:grid;align-content:start;gap:2px;padding:var(--s3);color:inherit;text-decoration:none}a.tile:hover{background:var(--wash)}
.fig{font-size:2rem;font-weight:700;line-height:1.05;letter-spacing:-.03em;font-variant-numeric:tabular-nums}.fig small{font-size:var(--t-m);font-weight:400;letter-spacing:0;color:var(--ink-2)}
.age{inline-size:4rem;min-block-size:2.25rem;display:grid;place-items:center;border-radius:var(--r1);font-weight:700;flex:none;font-size:var(--t-s);text-align:center;line-height:1.1;padding:2px}
.a1{background:var(--d1);color:var(--on-d1)}.a2{background:var(--d2);color:var(--on-d2)}.a3{background:var(--d3);color:var(--on-d3)}.a4{background:var(--ochre);color:#1d1200}.a0{border:1px dashed var(--edge);color:var(--ink-2)}
.known{display:grid;gap:var(--s2)}.known>div{display:grid;gap:0 var(--s4);grid-template-columns:minmax(0,1fr)}.known dt{color:var(--ink-2);font-size:var(--t-s)}.known dd{font-weight:500}
.lines{display:grid;gap:var(--s1);grid-template-columns:minmax(0,1fr)}
.begun{list-style:none;padding:0}.begun .next{background:var(--wash)}.begun .sign{align-self:start;font-weight:700}.begun .sign.done{color:rgb(var(--ok))}
.up a{display:inline-flex;align-items:center;gap:var(--s2);min-block-size:var(--tap);margin-block:calc(-1*var(--s2))}.pages{align-items:center}.head>.num{white-space:nowrap}
.tbl th a{display:inline-flex;align-items:center;min-block-size:var(--tap);min-inline-size:var(--tap)}
.tight{--gap:var(--s2)}.loose{--gap:var(--s5)}
.pair{display:grid;gap:var(--s3);grid-template-columns:minmax(0,1fr);align-items:start}
.even{align-items:stretch}.even>li{grid-template-rows:auto 1fr auto}.field>.pair{inline-size:100%}
.short{--w:12rem}.mid{--w:24rem}
select.in{appearance:auto}td a.num{display:inline-grid;place-items:center end;min-block-size:var(--tap);min-inline-size:var(--tap)}
.agree{display:flex;align-items:center;gap:var(--s2);min-block-size:var(--tap)}.agree input{inline-size:1.5rem;block-size:1.5rem;flex:none}
details.card>p{padding-block-start:0}
details>summary{display:flex;align-items:center;gap:var(--s2);min-block-size:var(--tap);cursor:pointer;font-weight:700;color:var(--link)}
.spell{font:700 1.5rem/1.3 ui-monospace,Menlo,Consolas,monospace;letter-spacing:.06em;overflow-wrap:anywhere}
.qr{inline-size:min(16rem,100%);background:#fff;padding:var(--s3);border-radius:var(--r2);border:var(--hair) solid var(--line)}.qr svg{display:block;inline-size:100%;block-size:auto}
.door{min-block-size:100vh;display:grid;grid-template-rows:auto auto 1fr;background:var(--frame);color:var(--on-indigo)}
.door>header{padding:var(--s5) var(--s4) var(--s4);display:grid;justify-items:center;gap:var(--s2);text-align:center}.door>header p{color:var(--on-indigo-2)}
.door>main{background:var(--paper);color:var(--ink);padding:var(--s5) var(--s4)}.door .slim,.door .wide{margin-inline:auto}.door .slim{max-inline-size:26rem}.door .band{color:var(--ochre)}
.codelist section{scroll-margin-block-start:5rem}.codelist h3{font-family:ui-monospace,Menlo,Consolas,monospace}
.steps.bare i{background:var(--line)}.steps.bare .on{background:var(--ochre)}.tile .line{--gap:var(--s1);font-size:var(--t-s)}progress.full{inline-size:100%;block-size:1rem;accent-color:var(--d1)}
.st svg{flex:none}.row .st{flex:none;justify-self:start}.row .pill,.row .bad{margin-block-start:var(--s1)}.row>.badge{flex:none}.addr{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:var(--t-s);overflow-wrap:anywhere}
.funnel{list-style:none;padding:0}.funnel li{padding-block:var(--s2)}.funnel li.leak{background:rgb(var(--fix)/.1);border-radius:var(--r1);padding-inline:var(--s2)}
.funnel .step{display:flex;flex-wrap:wrap;gap:2px var(--s3);align-items:baseline;min-block-size:var(--tap);color:inherit;text-decoration:none}.funnel .step b{font-size:var(--t-l)}.funnel .step>span:first-child{flex:1 1 8rem}.funnel .step .share{flex:1 0 100%}
.share{display:block;inline-size:100%;block-size:1.25rem;border-radius:2px;background:var(--sink);print-color-adjust:exact}.share .women,.legend .women{fill:var(--d1)}.share .men,.legend .men{fill:var(--d2)}.share .unsaid,.legend .unsaid{fill:var(--edge)}.share .reached{fill:rgb(var(--ok))}.curve{display:block;inline-size:100%;max-inline-size:20rem}.curve polyline{fill:none;stroke:var(--d1);stroke-width:2}.curve circle{fill:var(--d1)}.ends{align-items:end}.ends .field{flex:1 1 9rem;max-inline-size:var(--w)}
.legend{display:flex;flex-wrap:wrap;gap:var(--s1) var(--s4);font-size:var(--t-s)}.legend svg{inline-size:.9rem;block-size:.9rem;margin-inline-end:var(--s2)}
.big{font-size:var(--t-l);line-height:1.35}.toward a{font-size:1.75rem;font-weight:700;letter-spacing:-.02em}
.mini{list-style:none;padding-inline:0}.card.mini{padding-inline:var(--s4)}.mini li{display:flex;justify-content:space-between;align-items:center;gap:var(--s3);min-block-size:3rem;font-size:var(--t-s)}.mini li+li{border-block-start:1px solid var(--line)}.mini span{color:var(--ink-2)}.mini a{font-weight:700;display:grid;align-items:center;justify-items:end;min-block-size:3rem;min-inline-size:3rem}
.row>a.grow{display:grid;align-content:center;min-block-size:3rem}
@media (max-width:59.99em){.app .wider{display:none}}
@media (max-width:30em){.top h1{hyphens:auto}.nav a{font-size:.6875rem}.nav .pocket .badge{inset-inline:auto 2px}.row.wrap{flex-wrap:wrap;row-gap:var(--s1)}.row.wrap>.grow{flex-basis:100%}.acts-row .btn{flex:1 1 auto}.bare .row{flex-wrap:wrap}.bare .row .grow{flex-basis:calc(100% - 4rem)}.bare .row>.in,.bare .row>.btn{flex:1 1 100%}}
@media (max-width:14.99em){.btn,.row>.num{overflow-wrap:anywhere}.toward a{font-size:1.25rem}.mini li{flex-wrap:wrap}.mini .num{white-space:normal}}
@media (min-width:48em){.known>div{grid-template-columns:11rem minmax(0,1fr)}.pair{grid-template-columns:1fr 1fr}}
@media (min-width:60em){.nav .pocket{display:none}.top{padding-block:var(--s5) var(--s2)}.two{grid-template-columns:minmax(0,1.2fr) minmax(0,1fr)}.top .btn:hover{background:var(--wash);color:var(--link)}}
@page{size:A4;margin:14mm}
@media print{.demo,.who,.files,.up,button,.btn.go,.row>.i:last-child,.door>header,.door .btn{display:none!important}.top *,.age,.badge{color:#000!important}.age,.badge{background:none;border:1px solid}.card,.tiles,.row,li,tr,.opt,.field,.rows>*{break-inside:avoid}.card.rows,.card:has(li,tr,.row,.opt,.field){break-inside:auto}h2,h3,.legend,.head{break-after:avoid}.stack{display:block}.stack>*+*{margin-block-start:var(--gap,var(--s4))}.door{display:block;background:none}.door details::details-content{content-visibility:visible;block-size:auto}.share{background:#e4e6f3}.top{padding:0 0 var(--s4)}}
`;
