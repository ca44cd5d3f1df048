/** The look of a meeting, which comes with it. */
import { useStyle } from '../../../ui/records/out/style.ts';

const STYLE = `
.sixsteps { display: grid; grid-template-columns: repeat(auto-fit, minmax(max(14%, 3.25rem), 1fr)); margin: calc(-1*var(--s4)) calc(-1*var(--gutter)) 0; background: var(--indigo-2); font-size: .6875rem; text-align: center }
.sixsteps a { display: grid; justify-items: center; align-content: center; gap: 1px; min-block-size: 3.5rem; color: var(--on-indigo-2); text-decoration: none; border-block-end: 4px solid transparent }
.sixsteps a.done { color: #8fe0ad }
.sixsteps a[aria-current] { color: #fff; font-weight: 700; border-color: var(--ochre) }
.whois { text-align: start; line-height: 1.25 }
.whois b, .whois small { display: block }
.whois small { font-size: var(--t-xs); font-weight: 400; color: var(--ink-2) }
.book .roll > .grow { flex: 1 1 10.5rem }
.book .tick.wide { display: flex; flex-direction: column; justify-content: center; align-items: center; inline-size: auto; min-inline-size: 3.75rem; padding-inline: var(--s2); font-weight: 700 }
.book .tick .said { font-size: var(--t-xs) }
.book .nums { flex: 1 0 100%; display: grid; grid-template-columns: repeat(5, minmax(3rem, 1fr)); gap: var(--s1); padding-block-end: var(--s2) }
.book .nums .tick { inline-size: 100%; block-size: 3.5rem; font-size: var(--t-l) }
.figures { display: grid; grid-template-columns: minmax(0, 1fr); text-align: center; line-height: 1.15; gap: var(--s1) }
.figures output { font-size: min(2.5rem, 11vw); font-weight: 700; letter-spacing: -.03em; overflow-wrap: anywhere }
.figures small { font-size: 1.125rem; font-weight: 500; letter-spacing: 0 }
.tall .btn { min-block-size: 3.5rem }
.twobox { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--s3) }
.twobox > div { display: flex; flex-wrap: wrap; align-items: center; gap: var(--s2) var(--s4); padding: var(--s3) var(--s4) }
.twobox .grow { flex: 1 1 10rem; min-inline-size: 0 }
.twobox b { display: block; font-size: min(1.875rem, 9vw); line-height: 1.1; letter-spacing: -.02em }
.twobox small { font-size: 1rem; font-weight: 500; letter-spacing: 0 }
.eq a { display: flex; flex-wrap: wrap; align-items: center; gap: 0 var(--s3); min-block-size: 3rem; color: inherit }
.eq a > :first-child { flex: 1 1 8rem }
.eq li:last-child { border-block-start: 2px solid var(--ink) }
.eq b.num { margin-inline-start: auto; white-space: nowrap }
@media (max-width: 14.99em) { .sixsteps { grid-template-columns: repeat(2, minmax(0, 1fr)) } }
@media (min-width: 60em) { .sixsteps { margin-inline: 0; border-radius: var(--r2); overflow: hidden } .twobox { grid-template-columns: repeat(2, minmax(0, 1fr)) } .book .tick.wide { flex-direction: row; gap: var(--s2) } .book .tick .said { font-size: inherit } }
`;

export const useBookLook = (): void => useStyle(STYLE);
