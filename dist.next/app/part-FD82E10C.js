import"./work-E185CC38.js";import{xa as i,x45 as y,x10 as k,x11 as z,x1y as S,x1z as L,x46 as T}from"./work-E185CC38.js";import"./work-E185CC38.js";import{xb as n}from"./work-E185CC38.js";import"./work-E185CC38.js";import{x2x as F,x20 as P,x1o as q,x19 as E,x12 as N,x2g as R,x3c as U,x3d as H,x2y as V,x3e as G,x3f as M,x15 as J,x1p as K,x21 as Q,x1d as W,x4b as Y,x3g as _,x3h as $,x4g as s,x47 as B,xc as X,x2z as Z,x22 as ee,x30 as ae,x1h as te,x23 as re,x3u as oe,x4m as ie,x3v as ne,x1q as se,xd as le,x2j as de,x1e as pe,x24 as me,x25 as ce,x26 as ue}from"./work-E185CC38.js";import"./main-3365825C.js";import{x8 as l,x9 as e,x12 as be}from"./main-3365825C.js";import"./main-3365825C.js";import{x19 as ye,xi as d,x1b as ke,x1a as ze,x13 as Se,x16 as Le,xu as Te,xv as je,x1x as Ie,x17 as Oe,x18 as Ae,xa as t}from"./main-3365825C.js";import"./main-3365825C.js";import{xj as Pe,xb as qe,x1i as p,x23 as Ee,x1y as Ne,xk as Re,xc as Ue,x1c as He,x1d as Ve,xw as Ge,xl as Me,x1m as Je}from"./main-3365825C.js";var u={"out.title":"Imprimer ou prendre","out.paper":"Sur papier","out.paper.hint":"Sur une feuille A4, en noir et blanc, par l’imprimante de ce téléphone ou en PDF.","out.list":"La liste","out.sign":"La liste à signer","out.sign.hint":"Une ligne par nom, avec la place de la signature.","out.cards":"Les cartes avec leur code","out.cards.hint":"Dix cartes par feuille. Le code carré ouvre la fiche.","out.form":"Un formulaire vide","out.form.hint":"À remplir à la main, puis à recopier ici.","out.sheet":"La fiche","out.card":"Sa carte avec son code","out.card.hint":"Le code carré ouvre la fiche.","out.file":"En fichier","out.file.hint":"Le fichier sort de Jɛkulu : gardez-le pour vous. Il est noté que vous l’avez pris, quand et combien de fiches.","out.csv":"Un tableau (CSV)","out.csv.hint":"S’ouvre dans Excel ou LibreOffice.","out.vcard":"Des contacts (vCard)","out.vcard.hint":"Pour le carnet d’adresses de votre téléphone.","out.contact":"Ce contact (vCard)","out.chosen.one":"{n} fiche","out.chosen.other":"{n} fiches","out.chosen.filter":"{what} : {filter}","out.none":"La liste est vide : rien à imprimer.","out.taken":"Fichier pris · noté, à envoyer","out.print":"Imprimer","out.too.many":"Les {n} premières seulement. Réduisez la liste avec les filtres pour avoir les autres.","out.preview":"Ce qui sera imprimé","out.col.number":"N°","out.col.phone":"Téléphone","out.col.sign":"Signature","out.col.id":"Identifiant","out.col.question":"Question","out.col.answer":"Réponse","out.printed":"Imprimé le {when}","out.form.title":"Formulaire : {what}","out.form.by":"Rempli par","out.form.on":"Le","out.form.day":"jour","out.form.month":"mois","out.form.year":"année","out.form.approx":"vers","out.form.place.town":"Village ou quartier","out.form.place.area":"Commune, cercle, région","out.signature":"Signature","out.form.when":"Seulement : {what}","out.form.several":"Plusieurs réponses possibles","out.address":"Adresse","out.meeting.what":"Réunion","out.meeting.where":"Lieu"};d(u,()=>import("./part-7E9BC17A.js").then(a=>({default:a.x0})));var x=`
@page { size: A4; margin: 13mm 12mm 15mm; @bottom-right { content: counter(page) " / " counter(pages); font: 9pt sans-serif; color: #000 } }
.paper { background: #fff; color: #000; border: 1px solid var(--line); border-radius: var(--r2); padding: var(--s4); overflow-x: auto; font-size: 10.5pt; line-height: 1.35 }
.paper table { inline-size: 100%; min-inline-size: 38rem; border-collapse: collapse }
.paper thead { display: table-header-group }
.paper tr { break-inside: avoid }
.paper th, .paper td { border: .75pt solid #000; padding: 1mm 1.8mm; text-align: start; vertical-align: top; overflow-wrap: break-word }
.paper thead th { background: #e8e8e8; print-color-adjust: exact; -webkit-print-color-adjust: exact; font-size: 9.5pt }
.paper .doc td { border: 0; padding: 0 0 3mm }
.paper .doc div { display: flex; gap: 6mm; justify-content: space-between; align-items: end; border-block-end: 1.5pt solid #000; padding-block-end: 1.5mm }
.paper .doc b { font-size: 14pt; line-height: 1.2; display: block }
.paper .doc span { display: block; font-size: 9pt }
.paper .doc p + p { text-align: end; flex: none; max-inline-size: 45% }
.paper .n { inline-size: 9mm; text-align: end; font-variant-numeric: tabular-nums }
.paper .ph { white-space: nowrap; inline-size: 1% }
.paper .sg { inline-size: 45mm }
.paper .to-sign td, .paper .to-sign tbody th { block-size: 9mm; vertical-align: middle }
.paper tbody th { font-weight: 700 }
.paper .qa th { inline-size: 34%; font-weight: 500 }
.paper .part th { background: #e8e8e8; print-color-adjust: exact; -webkit-print-color-adjust: exact; font-weight: 700; break-after: avoid }
.paper .box { display: inline-flex; align-items: center; gap: 1.5mm; margin: 0 4mm .8mm 0 }
.paper .box::before { content: ""; inline-size: 3.4mm; block-size: 3.4mm; border: .9pt solid #000; flex: none }
.paper .rule { display: block; border-block-end: .6pt dotted #000; block-size: 7mm }
.paper .hole { display: inline-block; border-block-end: .6pt dotted #000; block-size: 6.5mm; margin-inline: 1mm 3mm; inline-size: 14mm }
.paper .hole.l { inline-size: 22mm }
.paper .hole.xl { inline-size: 46mm }
.paper .small { font-size: 8.5pt }
.paper .meeting { margin-block-end: 3mm; white-space: nowrap }
.cards { display: grid; grid-template-columns: repeat(2, 85mm); grid-auto-rows: 53mm; break-after: page }
.cards:last-child { break-after: auto }
.idcard { border: .5pt dashed #888; padding: 4mm; display: grid; grid-template: auto 1fr auto / minmax(0, 1fr) 25mm; gap: 1mm 3mm; overflow: hidden; break-inside: avoid; line-height: 1.25 }
.idcard > p { grid-column: 1 / -1; font-size: 8.5pt; font-weight: 700; border-block-end: 1.5pt solid #000; padding-block-end: 1mm; white-space: nowrap; overflow: hidden; text-overflow: ellipsis }
.idcard b { display: block; font-size: 12.5pt; line-height: 1.15; max-block-size: 3.45em; overflow: hidden; margin-block-end: 1mm }
.idcard span { display: block; font-size: 8.5pt }
.idcard svg { inline-size: 25mm; block-size: 25mm; align-self: start }
.idcard small { grid-column: 1 / -1; font-size: 7.5pt; font-variant-numeric: tabular-nums }
.cut { margin-block-end: var(--s4) }
@media print {
  html, body { background: #fff }
  .app { display: block }
  .app > :not(main), .cut { display: none !important }
  main { padding: 0 !important }
  .paper { border: 0; border-radius: 0; padding: 0; overflow: visible }
  .paper table { min-inline-size: 0 }
  .cards { justify-content: center }
}
`,r=null;function f(){p(()=>{r||(r=new CSSStyleSheet,r.replaceSync(x));let a=r;return document.adoptedStyleSheets=[...document.adoptedStyleSheets,a],()=>{document.adoptedStyleSheets=document.adoptedStyleSheets.filter(o=>o!==a)}},[])}function h(a){return f(),e(i,{title:a.title,back:a.back,acts:e("button",{type:"button",class:"btn go",onClick:()=>print(),children:[e(l,{name:"print"}),t("out.print")]}),children:[a.note&&e("p",{class:"cut",children:a.note}),e("section",{class:"paper","aria-label":t("out.preview"),tabIndex:0,children:a.children})]})}function b(a){let{jekulu:o,me:m,now:c}=n();return e("tr",{class:"doc",children:e("td",{colSpan:a.columns,children:e("div",{children:[e("p",{children:[e("b",{children:a.title}),e("span",{children:a.sub})]}),e("p",{children:[e("span",{children:o.network.value?.name??m.place}),e("span",{children:t("out.printed",{when:s(c)})})]})]})})})}export{b as x0,h as x1};
//# sourceMappingURL=part-FD82E10C.js.map
