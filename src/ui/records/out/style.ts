/**
 * How paper looks: A4, black and white, a head that is repeated on every page, page numbers where the browser can. It comes with the paper and goes with
 * it, so that no first screen waits for it; a style sheet made by the program is what the strict policy lets through.
 */
import { useLayoutEffect } from 'preact/hooks';

const STYLE = `
@page { size: A4; margin: 13mm 12mm 15mm; @bottom-right { content: counter(page) " / " counter(pages); font: 9pt sans-serif; color: #000 } }
.paper { background: #fff; color: #000; border: 1px solid var(--line); border-radius: var(--r2); padding: var(--s4); overflow-x: auto; font-size: 10.5pt; line-height: 1.35 }
.paper .empty { background: #fff }
.paper table { inline-size: calc(100% - 1pt); margin-inline: .5pt; min-inline-size: 160mm; border-collapse: collapse; zoom: var(--fit, 1) }
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
.paper .qa th { inline-size: 38%; font-weight: 500 }
.paper .part th { background: #e8e8e8; print-color-adjust: exact; -webkit-print-color-adjust: exact; font-weight: 700; break-after: avoid }
.paper .box { display: inline-flex; align-items: center; gap: 1.5mm; margin: 0 4mm .8mm 0 }
.paper .box::before { content: ""; inline-size: 3.4mm; block-size: 3.4mm; border: .9pt solid #000; flex: none }
.paper .rule { display: block; border-block-end: .6pt dotted #000; block-size: 7mm }
.paper .hole { display: inline-block; border-block-end: .6pt dotted #000; block-size: 6.5mm; margin-inline: 1mm 3mm; inline-size: 14mm }
.paper .hole.l { inline-size: 22mm }
.paper .line { display: flex; flex-wrap: wrap; gap: 0 3mm }
.paper .line > span { display: flex; flex: 1 1 auto; align-items: end; gap: 1.5mm; max-inline-size: 100% }
.paper .line .hole { flex: 1; min-inline-size: 17mm; block-size: 7mm; margin-inline: 0 }
.paper .line.tall .hole { block-size: 11mm }
.paper .who { inline-size: 32% }
.paper .small { font-size: 8.5pt }
.paper .meeting { margin-block-end: 3mm }
.cards { display: grid; grid-template-columns: repeat(2, 85mm); grid-auto-rows: 53mm; break-after: page }
.cards:last-child { break-after: auto }
@media screen and (max-width: 47.99em) { .cards { grid-template-columns: 85mm; zoom: .78 } }
.idcard { border: .5pt dashed #888; padding: 4mm; display: grid; grid-template: auto 1fr auto / minmax(0, 1fr) 29mm; gap: 2.5mm 3mm; overflow: hidden; break-inside: avoid; line-height: 1.25 }
.idcard > p { grid-column: 1 / -1; font-size: 8.5pt; font-weight: 700; border-block-end: 1.5pt solid #000; padding-block-end: 1mm; white-space: nowrap; overflow: hidden; text-overflow: ellipsis }
.idcard b { display: block; font-size: 12.5pt; line-height: 1.15; overflow-wrap: break-word; margin-block-end: 1mm }
.idcard.long b { font-size: 10.5pt }
.idcard span { display: block; font-size: 8.5pt }
.idcard .nth { font-size: 15pt; font-weight: 700; margin-block-start: 1.5mm }
.idcard .of::first-letter { text-transform: uppercase }
.idcard svg { inline-size: 29mm; block-size: 29mm; align-self: start }
.idcard.worn { row-gap: 1.5mm }
.idcard.worn > p { white-space: normal; font-size: 8pt; line-height: 1.2; max-block-size: 2.4em }
.idcard.worn b { font-size: 16pt; margin-block-end: 1.5mm }
.idcard.worn.m b { font-size: 12.5pt }
.idcard.worn.s b { font-size: 10pt }
.idcard.worn svg { inline-size: 27mm; block-size: 27mm; margin: 1mm 0 0 2mm }
.idcard .foot { grid-column: 1 / -1; display: flex; justify-content: space-between; align-items: end; line-height: 1 }
.idcard .foot .nth { margin: 0 }
.paper .called { table-layout: fixed }
.paper .called .birth { inline-size: 30mm }
.paper .called .place { inline-size: 45mm }
.paper .called.two .birth { inline-size: 26mm }
.paper .called.two .place { inline-size: 34mm }
.paper .called.two .sg { inline-size: 33mm }
.paper .wall { font-size: 11.5pt }
.paper .wall tr:not(.doc) > * { padding: 1.6mm 2mm }
.idcard small { grid-column: 1 / -1; font-size: 7.5pt; font-variant-numeric: tabular-nums }
.cut { margin-block-end: var(--s4) }
@media print {
  html, body { background: #fff }
  .app { display: block; min-block-size: 0 }
  .app > :not(main), .cut { display: none !important }
  main { padding: 0 !important }
  .paper { border: 0; border-radius: 0; padding: 0; overflow: visible }
  .paper table { min-inline-size: 0; zoom: 1 }
  .cards { justify-content: center }
}
`;

const sheets = new Map<string, CSSStyleSheet>();

/** Rules that come with a screen and go with it. @param text the same whenever the screen is drawn. */
export function useStyle(text: string): void {
  useLayoutEffect(() => {
    const sheet = sheets.get(text) ?? new CSSStyleSheet();
    if (!sheets.has(text)) sheet.replaceSync(text);
    sheets.set(text, sheet);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    };
  }, []);
}

/** Paper is on screen. */
export const usePaperStyle = (): void => useStyle(STYLE);
