/** The look of a meeting, and its own pictograms: they come with it. */
import { addIcons } from '../../../ui/icon.tsx';
import { useStyle } from '../../../ui/records/out/style.ts';

addIcons({
  loan: [
    '~M9.5 6.6a3.9 3.9 0 1 0 7.800 0 3.9 3.9 0 1 0 -7.800 0z',
    'M13.4 5v3.2M2.5 13.6h2.9l3.4 1.6h4.4a1.6 1.6 0 0 1 0 3.2H9.4M14.6 16.4l4.6-2.2c1.7-.7 2.9 1.3 1.5 2.4l-6 4.3a2 2 0 0 1-1.1.3H8.4l-3-1.2H2.5',
  ],
  box: [
    '~M4.3 6h15.4A1.3 1.3 0 0 1 21 7.3V19.2a1.3 1.3 0 0 1-1.3 1.3H4.3A1.3 1.3 0 0 1 3 19.2V7.3A1.3 1.3 0 0 1 4.3 6z',
    'M3 10.8h18M6.7 10.8v2.6M12 10.8v2.6M17.3 10.8v2.6M9 6V3.5h6V6',
    '*M5.4 14.6a1.3 1.3 0 1 0 2.600 0 1.3 1.3 0 1 0 -2.600 0z',
    '*M10.7 14.6a1.3 1.3 0 1 0 2.600 0 1.3 1.3 0 1 0 -2.600 0z',
    '*M16 14.6a1.3 1.3 0 1 0 2.600 0 1.3 1.3 0 1 0 -2.600 0z',
  ],
});

const STYLE = `
.sixsteps { display: grid; grid-template-columns: repeat(auto-fit, minmax(max(14%, 3.25rem), 1fr)); margin: calc(-1*var(--s4)) calc(-1*var(--gutter)) 0; background: var(--indigo-2); font-size: .6875rem; text-align: center }
.sixsteps a { display: grid; justify-items: center; align-content: center; gap: 1px; min-block-size: 3.5rem; color: var(--on-indigo-2); text-decoration: none; border-block-end: 4px solid transparent }
.sixsteps a.done { color: #8fe0ad }
.sixsteps a[aria-current] { color: #fff; font-weight: 700; border-color: var(--ochre) }
.whois { text-align: start; line-height: 1.25 }
.whois b, .whois small { display: block }
.whois small { font-size: var(--t-xs); font-weight: 400; color: var(--ink-2) }
.book .roll > .grow { flex: 1 1 10.5rem }
.book .tick { font-size: var(--t-m); font-weight: 700 }
.book .tick.wide { inline-size: auto; min-inline-size: 3.75rem; padding-inline: var(--s2); display: inline-flex; align-items: center; justify-content: center; gap: var(--s1) }
.book .nums { flex: 1 0 100%; display: grid; grid-template-columns: repeat(5, minmax(3rem, 1fr)); gap: var(--s1); padding-block-end: var(--s2) }
.book .nums .tick { inline-size: 100%; block-size: 3.5rem; font-size: var(--t-l) }
.said { display: grid; grid-template-columns: minmax(0, 1fr); text-align: center; line-height: 1.15; gap: var(--s1) }
.said output { font-size: min(2.5rem, 11vw); font-weight: 700; letter-spacing: -.03em; overflow-wrap: anywhere }
.said small { font-size: 1.125rem; font-weight: 500; letter-spacing: 0 }
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
@media (min-width: 60em) { .sixsteps { margin-inline: 0; border-radius: var(--r2); overflow: hidden } .twobox { grid-template-columns: repeat(2, minmax(0, 1fr)) } .book .rolls { columns: 2; column-gap: 0 } }
`;

export const useBookLook = (): void => useStyle(STYLE);
