// Dates as people know them: a year, a month, a day, « vers ». Nothing may pretend to know more than was said.
import fc from 'fast-check';
import { safeParse } from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  ageOn,
  beside,
  compareMoments,
  countsOn,
  earliest,
  firstDay,
  lastDay,
  latest,
  momentFault,
  momentSchema,
  parseMoment,
  precisionOf,
  spanHolds,
} from '../../src/kernel/moment.ts';

const days = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2100-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
/** Any moment: a day cut to its year, its month or left whole, sometimes « vers ». */
const moments = fc
  .tuple(days, fc.constantFrom(4, 7, 10), fc.constantFrom('', '~'))
  .map(([day, length, about]) => day.slice(0, length) + about);
const spans = fc.record({ from: fc.option(moments, { nil: '' }), to: fc.option(moments, { nil: '' }) });

describe('a moment', () => {
  it('is a year, a month or a day of the calendar, known or about', () => {
    for (const right of ['2019', '2019-01', '2019-01-21', '1985~', '1985-03~', '2024-02-29'])
      expect(safeParse(momentSchema, right).success, right).toBe(true);
    const wrong = { '2019-13': 'month', '2026-02-31': 'day', '2023-02-29': 'day', '0119': 'year', '2019-1': 'shape' };
    for (const [text, fault] of Object.entries(wrong)) {
      expect(safeParse(momentSchema, text).success, text).toBe(false);
      expect(momentFault(text), text).toBe(fault);
    }
    for (const text of ['', '19', '2019-', '~2019', '2019-01-21T10:00', '2019?', '2019~~'])
      expect(momentFault(text), text).toBe('shape');
  });

  it('has a first and a last day, wider when it is only about then', () => {
    expect([earliest('2019-01'), latest('2019-01')]).toEqual(['2019-01-01', '2019-01-31']);
    expect([earliest('2024'), latest('2024-02')]).toEqual(['2024-01-01', '2024-02-29']);
    expect([earliest('2003-07-10'), latest('2003-07-10')]).toEqual(['2003-07-10', '2003-07-10']);
    expect([earliest('1985~'), latest('1985~')]).toEqual(['1983-01-01', '1987-12-31']);
    expect([earliest('2019-01~'), latest('2019-01~')]).toEqual(['2018-12-01', '2019-02-28']);
    expect([earliest('2019-12~'), latest('2019-12~')]).toEqual(['2019-11-01', '2020-01-31']);
    expect([earliest('2020-03-01~'), latest('2019-12-31~')]).toEqual(['2020-02-27', '2020-01-03']);
  });

  it('is never narrower about then than when it is known, and always holds what is written', () => {
    fc.assert(
      fc.property(moments, (m) => {
        const all = [earliest(m), firstDay(m), lastDay(m), latest(m)];
        expect(all).toEqual([...all].sort());
        for (const day of all) expect(momentFault(day)).toBeNull();
        expect(firstDay(m).startsWith(m.replace('~', ''))).toBe(true);
        expect(precisionOf(m)).toBe({ 4: 'year', 7: 'month', 10: 'day' }[m.replace('~', '').length]);
      }),
    );
  });

  it('is sorted by what is written, in one order only', () => {
    const sorted = ['1984-12', '1985', '1985~', '1985-01', '1985-01-01', '1985-01-02', '1986'];
    expect([...sorted].reverse().sort(compareMoments)).toEqual(sorted);
    fc.assert(
      fc.property(moments, moments, (a, b) => {
        expect(Math.sign(compareMoments(a, b))).toBe(-Math.sign(compareMoments(b, a)) + 0);
        if (lastDay(a) < firstDay(b)) expect(compareMoments(a, b)).toBe(-1);
      }),
    );
  });
});

describe('an interval', () => {
  it('says maybe where its ends are not known well enough', () => {
    const span = { from: '2019-01', to: '2022' };
    const said = ['2018-12-31', '2019-01-01', '2019-01-30', '2019-01-31', '2022-01-01', '2022-01-02', '2022-12-31'];
    expect(said.map((day) => spanHolds(span, day))).toEqual(['no', 'maybe', 'maybe', 'yes', 'yes', 'maybe', 'maybe']);
    expect(spanHolds(span, '2023-01-01')).toBe('no');
    expect(spanHolds({ from: '2003' }, '2030-01-01')).toBe('yes');
    expect(spanHolds({ to: '2003' }, '2001-01-01')).toBe('maybe');
    expect(spanHolds({}, '2001-01-01')).toBe('maybe');
    expect(spanHolds({ from: '1985~' }, '1984-06-01')).toBe('maybe');
    expect(spanHolds({ from: '2003-07-10', to: '2003-07-10' }, '2003-07-10')).toBe('yes');
    // Ends typed the wrong way round: in force on no day at all.
    expect(spanHolds({ from: '2020', to: '2019' }, '2020-01-01')).toBe('no');
  });

  it('counts from the first day of its beginning to the last day of its end', () => {
    const span = { from: '2019-01', to: '2022-03' };
    const counted = ['2018-12-31', '2019-01-01', '2022-03-31', '2022-04-01'].map((day) => countsOn(span, day));
    expect(counted).toEqual([false, true, true, false]);
    expect(countsOn({ from: '1985~' }, '1984-12-31')).toBe(false);
    expect(countsOn({ from: '', to: '' }, '1984-12-31')).toBe(true);
  });

  it('counts whenever it surely holds, never when it surely does not', () => {
    fc.assert(
      fc.property(spans, days, (span, day) => {
        const holds = spanHolds(span, day);
        if (holds === 'yes') expect(countsOn(span, day)).toBe(true);
        if (holds === 'no') expect(countsOn(span, day)).toBe(false);
      }),
    );
  });
});

it('the moment beside one is as precise, over the ends of months and years', () => {
  const both = (m: string) => [beside(m, -1), beside(m, 1)];
  expect(both('2019')).toEqual(['2018', '2020']);
  expect(both('2019-01~')).toEqual(['2018-12~', '2019-02~']);
  expect(both('2024-02-29')).toEqual(['2024-02-28', '2024-03-01']);
  expect(both('2018-12-31')).toEqual(['2018-12-30', '2019-01-01']);
});

describe('an age', () => {
  it('is a range when the birth is a year, a month or about then', () => {
    expect(ageOn('1985', '2026-06-15')).toEqual([40, 41]);
    expect(ageOn('1985', '2026-12-31')).toEqual([41, 41]);
    expect(ageOn('1985~', '2026-06-15')).toEqual([38, 43]);
    expect(ageOn('1985-06', '2026-06-15')).toEqual([40, 41]);
    expect(ageOn('1985-06-15', '2026-06-15')).toEqual([41, 41]);
    expect(ageOn('2004-02-29', '2005-02-28')).toEqual([0, 0]);
    expect(ageOn('2026', '2026-06-15')).toEqual([0, 0]);
    expect(ageOn('2027', '2026-06-15')).toBeNull();
  });

  it('holds the age of every day the birth could have been', () => {
    fc.assert(
      fc.property(days, fc.constantFrom(4, 7), fc.constantFrom('', '~'), days, (birth, length, about, day) => {
        const exact = ageOn(birth, day);
        const range = ageOn(birth.slice(0, length) + about, day);
        if (exact === null) return;
        expect(range?.[0]).toBeLessThanOrEqual(exact[0]);
        expect(range?.[1]).toBeGreaterThanOrEqual(exact[1]);
      }),
    );
  });
});

describe('what people type', () => {
  it.each([
    ['2019', '2019'],
    ['janvier 2019', '2019-01'],
    ['01/2019', '2019-01'],
    ['1/2019', '2019-01'],
    ['2019/01', '2019-01'],
    ['21/11/2026', '2026-11-21'],
    ['21.11.2026', '2026-11-21'],
    ['21-11-2026', '2026-11-21'],
    ['2026-11-21', '2026-11-21'],
    ['vers 1985', '1985~'],
    ['Vers mars 1985', '1985-03~'],
    ['about 1985', '1985~'],
    ['c. 1985', '1985~'],
    ['ca 1985', '1985~'],
    ['vers le 10 mars 1985', '1985-03-10~'],
    ['1985~', '1985~'],
    ['mars 1985', '1985-03'],
    ['March 1985', '1985-03'],
    ['  le 1er Août 2003 ', '2003-08-01'],
    ['en février 2004', '2004-02'],
    ['10 juil. 2003', '2003-07-10'],
    ['July 10, 2003', '2003-07-10'],
    ['21st of November 2026', '2026-11-21'],
    ['29/02/2024', '2024-02-29'],
  ])('%s is %s', (typed, moment) => {
    expect(parseMoment(typed)).toEqual({ ok: true, value: moment });
  });

  it.each([
    ['31/02/2026', 'day'],
    ['29 février 2023', 'day'],
    ['13/2019', 'month'],
    ['11/21/2026', 'month'],
    ['2019-13', 'month'],
    ['21/11/26', 'year'],
    ['85', 'year'],
    ['1/1/20226', 'year'],
    ['', 'shape'],
    ['hier', 'shape'],
    ['jui 2019', 'shape'],
    ['ma 2019', 'shape'],
    ['vers', 'shape'],
    ['1 2 3 2019', 'shape'],
  ])('%s is refused: %s', (typed, fault) => {
    expect(parseMoment(typed)).toEqual({ ok: false, error: fault });
  });

  it('every moment reads back as itself, and day, month and year in figures too', () => {
    fc.assert(
      fc.property(moments, (m) => {
        expect(parseMoment(m)).toEqual({ ok: true, value: m });
        const figures = m.replace('~', '').split('-').reverse().join('/');
        expect(parseMoment(figures)).toEqual({ ok: true, value: m.replace('~', '') });
      }),
    );
  });

  it('never throws, and only ever gives moments', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const read = parseMoment(text);
        if (read.ok) expect(momentFault(read.value)).toBeNull();
      }),
    );
  });
});
