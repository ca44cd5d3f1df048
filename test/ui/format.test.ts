// Numbers, money, dates and telephone numbers as Mali writes them (S0-19): the values are those of Unicode CLDR 48 for `fr-ML`, and of its Bambara.
import { beforeAll, describe, expect, it, vi } from 'vitest';
import bambara from '../../src/ui/messages/bm.json';

let format: typeof import('../../src/ui/format.ts');
let i18n: typeof import('../../src/ui/i18n.ts');
const sunday = Date.UTC(2026, 2, 8, 14, 5);

beforeAll(async () => {
  vi.stubGlobal('document', { documentElement: {} });
  await import('../../src/ui/messages/index.ts');
  i18n = await import('../../src/ui/i18n.ts');
  format = await import('../../src/ui/format.ts');
  i18n.addWords('bm', async () => ({ default: bambara }));
});

describe('French', () => {
  beforeAll(() => i18n.chooseLanguage('fr'));

  it('groups by narrow no-break spaces, and money never breaks over two lines', () => {
    expect(format.formatNumber(1234567.89)).toBe('1\u202f234\u202f567,89');
    for (const n of [0, 7, 999, 1000, 12_345, 999_999, 1_000_000, Number.MAX_SAFE_INTEGER, -1234, 0.5])
      expect(format.formatNumber(n)).toBe(new Intl.NumberFormat('fr').format(n));
    expect(format.moneyText(1_234_568)).toBe('1\u202f234\u202f568\u00a0F\u202fCFA');
    expect(format.percentText(0.485)).toBe('48,5\u00a0%');
    expect(format.percentText(0.38)).toBe('38\u00a0%');
  });

  it('says how much comes and how long it takes in what people count in, never less than it will be', () => {
    expect([1, 339_001, 999_000, 1_160_000].map(format.sizeText)).toEqual([
      '1\u00a0Ko',
      '340\u00a0Ko',
      '999\u00a0Ko',
      '1,2\u00a0Mo',
    ]);
    expect([1, 58, 91, 290].map(format.waitText)).toEqual(['5\u00a0s', '60\u00a0s', '2\u00a0min', '5\u00a0min']);
  });

  it('says days and hours', () => {
    expect(format.dateText(sunday, { weekday: true, year: true }, 'utc')).toBe('dimanche 8 mars 2026');
    expect(format.dateText(Date.UTC(2027, 2, 11), { weekday: true }, 'utc')).toBe('jeudi 11 mars');
    expect(format.dateText(Date.UTC(2026, 7, 1), {}, 'utc')).toBe('1er août');
    expect(format.hourText(sunday, 'utc')).toBe('14:05');
    expect(format.monthText(sunday, 'utc')).toBe('mars 2026');
    // The same names as the language data of browsers.
    const known = new Intl.DateTimeFormat('fr-ML', { month: 'long', timeZone: 'UTC' });
    expect(format.monthNames()).toEqual(Array.from({ length: 12 }, (_, at) => known.format(Date.UTC(2026, at, 5))));
  });

  it('writes a number of Mali by pairs, without its country code', () => {
    expect(format.phoneText('+223 20 21 53 80')).toBe('20 21 53 80');
    expect(format.phoneText('20215380')).toBe('20 21 53 80');
    expect(format.phoneText('+33612345678')).toBe('+33 6 12 34 56 78');
    expect(format.phoneText('76 00 01')).toBe('76 00 01');
  });

  it('counts none and one and a half as one', () => {
    const said = [0, 1, 1.5, 2, 1_000_000].map((n) => i18n.t('thread.received', { n }));
    expect(said).toEqual(['reçu', 'reçu', 'reçu', 'reçus', 'reçus']);
  });
});

describe('English', () => {
  beforeAll(() => i18n.chooseLanguage('en'));

  it('is written as outside America', () => {
    expect(format.formatNumber(1234567.89)).toBe('1,234,567.89');
    expect(format.formatNumber(1_234_567)).toBe(new Intl.NumberFormat('en').format(1_234_567));
    expect(format.moneyText(1_234_567)).toBe('F\u202fCFA\u00a01,234,567');
    expect(format.percentText(0.485)).toBe('48.5%');
    expect(format.dateText(sunday, { weekday: true, year: true }, 'utc')).toBe('Sunday 8 March 2026');
    expect(format.hourText(sunday, 'utc')).toBe('14:05');
  });
});

describe('Bambara', () => {
  beforeAll(() => i18n.chooseLanguage('bm'));

  it('has the days and months of CLDR, and the numbers of French, which its readers use', () => {
    expect(format.dateText(sunday, { weekday: true, year: true }, 'utc')).toBe('kari 8 marisi 2026');
    expect(format.dateText(Date.UTC(2026, 7, 1), {}, 'utc')).toBe('1 uti');
    expect(format.moneyText(1_234_568)).toBe('1\u202f234\u202f568\u00a0F\u202fCFA');
    expect(i18n.t('date.today')).toBe('bi');
  });

  it('falls back to French, plurals too', () => {
    expect(i18n.t('form.kept')).toBe('Brouillon gardé sur cet appareil');
    expect(i18n.t('thread.received', { n: 0 })).toBe('reçu');
    expect(i18n.t('thread.received', { n: 3 })).toBe('reçus');
  });
});
