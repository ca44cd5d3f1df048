// A date is said as precisely as it is known, in both languages, and never more (S0-01).
import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';

let shown: typeof import('../../src/ui/moment.ts');
let kernel: typeof import('../../src/kernel/moment.ts');
let choose: (language: 'fr' | 'en') => Promise<void>;

beforeAll(async () => {
  vi.stubGlobal('document', { documentElement: {} });
  await import('../../src/ui/messages/index.ts');
  ({ chooseLanguage: choose } = await import('../../src/ui/i18n.ts'));
  shown = await import('../../src/ui/moment.ts');
  kernel = await import('../../src/kernel/moment.ts');
});

describe('a moment on screen', () => {
  it('is said as people say it in French', async () => {
    await choose('fr');
    const { momentText, sinceText, spanText, untilText } = shown;
    expect(momentText('2019')).toBe('2019');
    expect(momentText('2019-01')).toBe('janvier 2019');
    expect(momentText('2003-07-10')).toBe('10 juillet 2003');
    expect(momentText('2003-08-01')).toBe('1er août 2003');
    expect(momentText('1985~')).toBe('vers 1985');
    expect(momentText('1985-03~')).toBe('vers mars 1985');
    expect(momentText('autrefois')).toBe('autrefois');
    expect(sinceText('2003')).toBe('depuis 2003');
    expect(sinceText('2019-01')).toBe('depuis janvier 2019');
    expect(sinceText('2003-07-10')).toBe('depuis le 10 juillet 2003');
    expect(sinceText('1985~')).toBe('depuis environ 1985');
    expect(untilText('2019')).toBe('jusqu’en 2019');
    expect(untilText('2003-07-10')).toBe('jusqu’au 10 juillet 2003');
    expect(spanText('2003', '2019-01')).toBe('2003 – janvier 2019');
    expect(spanText('2003', '')).toBe('depuis 2003');
    expect(spanText('2003-07-10', '2003-07-10')).toBe('10 juillet 2003');
    expect(spanText('', '2003~')).toBe('jusque vers 2003');
    expect(spanText('', '')).toBe('');
  });

  it('is said as people say it in English', async () => {
    await choose('en');
    expect(shown.momentText('2019-01')).toBe('January 2019');
    expect(shown.momentText('2003-07-10')).toBe('10 July 2003');
    expect(shown.momentText('1985~')).toBe('about 1985');
    expect(shown.sinceText('2019-01')).toBe('since January 2019');
    const { monthNames } = await import('../../src/ui/format.ts');
    expect(monthNames()[11]).toBe('December');
  });

  it('that is a month or a year never becomes a day, in any function that writes dates', async () => {
    const month = fc
      .tuple(fc.integer({ min: 1900, max: 2100 }), fc.integer({ min: 1, max: 12 }), fc.constantFrom('', '~'))
      .map(([year, at, about]) => `${year}-${String(at).padStart(2, '0')}${about}`);
    // Every function of the screen that takes moments, those to come included, and the text that exports write.
    const writers = shown;
    const { plainDate } = await import('../../src/ui/when.ts');
    const now = Date.UTC(2026, 10, 21);
    const written = (m: string): readonly string[] => {
      const read = kernel.parseMoment(m);
      return [
        read.ok ? read.value : '',
        plainDate(m, now),
        ...Object.values(writers).flatMap((write) => [write(m, ''), write(m, m)]),
      ];
    };
    for (const language of ['fr', 'en'] as const) {
      await choose(language);
      expect(written('2019-01').join(' ')).not.toMatch(/01\/01|2019-01-|\b1(er)? |\b31 /);
      fc.assert(
        fc.property(month, (m) => {
          for (const text of written(m)) {
            const figures = text.match(/\d+/g) ?? [];
            // Years have four figures; the month's own two stand only in `2019-01`. A day would be one more.
            expect(figures.filter((figure) => figure.length !== 4).length).toBeLessThanOrEqual(
              text.startsWith(m) ? 1 : 0,
            );
          }
        }),
      );
    }
  });
});
