// The small rules behind the screens: how people search, write numbers and names, and how a moment is said.
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { firstName } from '../../src/ui/names.ts';
import { digitsGiven, digitsMissing, inPairs, phoneOnly } from '../../src/ui/phone.ts';
import { folded, matches } from '../../src/ui/search.ts';

describe('searching', () => {
  it('forgets accents, capitals and the letters keyboards lack', () => {
    expect(folded('Sɛnɛ Ɲɛtaa, ŊƆƐ, Œuvre, l’Été')).toBe("sene netaa, noe, oeuvre, l'ete");
    expect(matches('sene  taa', 'Union Sɛnɛ Ɲɛtaa')).toBe(true);
    expect(matches('taa union', 'Union Sɛnɛ Ɲɛtaa')).toBe(true);
    expect(matches('taa segou', 'Union Sɛnɛ Ɲɛtaa')).toBe(false);
  });

  it('finds a number however it is spaced', () => {
    expect(matches('7600 0012', 'Groupement 76 00 00 12')).toBe(true);
    expect(matches('76.00', 'Groupement 76 00 00 12')).toBe(true);
    expect(matches('7601', 'Groupement 76 00 00 12')).toBe(false);
  });
});

describe('telephone numbers', () => {
  it('are written by pairs, with their country code when it was given', () => {
    expect(inPairs('76000012')).toBe('76 00 00 12');
    expect(inPairs('+22376000012')).toBe('+223 76 00 00 12');
    expect(inPairs('00 223 76-00-00-12')).toBe('+223 76 00 00 12');
  });

  it('stay as they were typed when they are not whole, or from elsewhere', () => {
    for (const typed of ['76 00 01 5', '+33 6 12 34 56 78', '']) expect(inPairs(typed)).toBe(typed);
  });

  it('say how many digits are missing or too many', () => {
    expect([digitsMissing('76 00 01 5'), digitsMissing('76 00 00 12 3')]).toEqual([1, -1]);
    expect([digitsMissing('+223 76 00 01 5'), digitsMissing('00223760000123')]).toEqual([1, -1]);
    expect([digitsGiven('+223 76 00 01 5'), digitsGiven('76 00 01 5'), digitsGiven('+33 6')]).toEqual([7, 7, 3]);
    expect([digitsMissing('+33 6 12 34 56 78'), digitsMissing('+33 6'), digitsMissing('76 00 00 12')]).toEqual([
      0, 5, 0,
    ]);
    expect(phoneOnly('76o0 abc-12')).toBe('760 -12');
  });
});

describe('names', () => {
  it('greet by the given name when the family name is in capitals', () => {
    expect(firstName('Aïssata COULIBALY')).toBe('Aïssata');
    expect(firstName('Nana Kadidia DIALLO')).toBe('Nana Kadidia');
    expect(firstName('Aïssata Coulibaly')).toBe('Aïssata Coulibaly');
    expect(firstName('COULIBALY')).toBe('COULIBALY');
  });
});

describe('moments', () => {
  let when: typeof import('../../src/ui/when.ts');
  const now = new Date(2027, 2, 11, 9).getTime();
  const at = (...parts: [number, number, number, number, number]) => new Date(...parts).getTime();

  beforeAll(async () => {
    vi.stubGlobal('document', { documentElement: {} });
    when = await import('../../src/ui/when.ts');
  });

  it('are as near as people say them', () => {
    expect(when.day(at(2027, 2, 11, 0, 5), now)).toBe('aujourd’hui');
    expect(when.day(at(2027, 2, 10, 23, 55), now)).toBe('hier');
    expect(when.day(at(2027, 2, 9, 14, 5), now)).toBe('mardi');
    expect(when.day(at(2027, 2, 4, 14, 5), now)).toBe('4 mars');
    expect(when.day(at(2026, 2, 4, 14, 5), now)).toBe('4 mars 2026');
    // A date that is still to come is never a weekday: it could be taken for the last one.
    expect(when.day(at(2027, 2, 13, 14, 5), now)).toBe('13 mars');
  });

  it('are short on the sync line and whole in a history', () => {
    expect(when.moment(at(2027, 2, 11, 8, 52), now)).toBe('08:52');
    expect(when.moment(at(2027, 2, 9, 14, 5), now)).toBe('mardi 14:05');
    expect(when.moment(at(2027, 1, 9, 14, 5), now)).toBe('9 février');
    expect(when.exact(at(2027, 2, 10, 17, 20), now)).toBe('mercredi 10 mars, 17:20');
    expect(when.dayAndHour(at(2027, 2, 9, 14, 5), now)).toBe('mardi, 14:05');
  });
});
