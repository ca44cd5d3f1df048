// The small rules behind the screens: how people search, write numbers and names, and how a moment is said.
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { firstName } from '../../src/ui/names.ts';
import { digitsGiven, digitsMissing, inPairs, phoneOnly } from '../../src/ui/phone.ts';
import { folded, Haystack, matches, SearchIndex } from '../../src/ui/search.ts';

describe('searching', () => {
  it('forgets accents, capitals and the letters keyboards lack', () => {
    expect(folded('Sɛnɛ Ɲɛtaa, ŊƆƐ, Œuvre, l’Été')).toBe('sene netaa noe oeuvre l ete');
    for (const asked of ['jekulu', 'jɛkulu', 'JƐKULU', 'Jékulu']) expect(matches(asked, 'Jɛkulu')).toBe(true);
    for (const asked of ['sene', 'sɛnɛ', 'Sènè']) expect(matches(asked, 'Union Sɛnɛ Ɲɛtaa')).toBe(true);
    expect(matches('jɛkulu', 'JEKULU')).toBe(true);
    expect(matches('senou', 'Union Sɛnɛ Ɲɛtaa')).toBe(false);
  });

  it('wants every word, in any order, from its beginning or within', () => {
    for (const asked of ['madani koumare', 'KOUMARÉ Madani', 'koum mad', '  koumaré  ', 'dani'])
      expect(matches(asked, 'Madani KOUMARÉ'), asked).toBe(true);
    expect(matches('sene  taa', 'Union Sɛnɛ Ɲɛtaa')).toBe(true);
    expect(matches('taa segou', 'Union Sɛnɛ Ɲɛtaa')).toBe(false);
  });

  it('meets ɲ and ŋ however they are written', () => {
    const meet = (...ways: readonly string[]) => {
      for (const asked of ways) for (const text of ways) expect(matches(asked, text), `${asked} in ${text}`).toBe(true);
    };
    meet('nyeleni', 'ɲɛlɛni', 'neleni', 'Gnéléni', 'ÑELENI'.normalize('NFD'));
    meet('ŋana', 'ngana', 'nana', 'Ŋana');
    expect(matches('danga', 'daŋa')).toBe(true);
    expect(matches('konyo', 'Kɔɲɔ')).toBe(true);
    expect(matches('sanga', 'Sana')).toBe(false);
  });

  it('finds French words at every letter typed', () => {
    for (const text of ['Signature', 'champignon', 'Bagnini', 'Sangaré', 'agneau', 'Bougouni'])
      for (let n = 1; n <= text.length; n++) expect(matches(text.slice(0, n), text), text.slice(0, n)).toBe(true);
  });

  it('does not mind apostrophes, hyphens and spaces', () => {
    for (const asked of ['ndiaye', "n'diaye", 'N’DIAYE', 'n diaye']) {
      expect(matches(asked, 'Fatou N’Diaye'), asked).toBe(true);
      expect(matches(asked, 'Fatou Ndiaye'), asked).toBe(true);
    }
    for (const asked of ['koroba', 'koro-ba', 'ba koro']) expect(matches(asked, 'Koro-ba'), asked).toBe(true);
    expect(matches('echalote', 'Transformatrices d’échalote')).toBe(true);
    expect(matches('oeuvre', 'Œuvre commune')).toBe(true);
  });

  it('finds a number however it is written', () => {
    const ways = [
      '+223 20-21-53-80',
      '00223 20 21 53 80',
      '20215380',
      '20.21.53.80',
      '(+223) 2021 5380',
      '22320215380',
    ];
    for (const asked of ways) for (const text of ways) expect(matches(asked, `Bureau ${text}`), asked).toBe(true);
    expect(matches('7600 0012', 'Groupement 76 00 00 12')).toBe(true);
    expect(matches('76.00', 'Groupement 76 00 00 12')).toBe(true);
    expect(matches('groupement 0012', 'Groupement 76 00 00 12')).toBe(true);
    expect(matches('7601', 'Groupement 76 00 00 12')).toBe(false);
    expect(matches('12 2024', 'Liste 12 de mars 2024')).toBe(true);
    expect(matches('+33 6 12 34 56 78', 'Marie 0033612345678')).toBe(true);
  });

  it('an index finds what each of its lines would, at every letter, and keeps their order', () => {
    const texts = [
      'Madani KOUMARÉ',
      'Gnana ONGOÏBA',
      'Ŋana COULIBALY 76 00 00 12',
      'Coopérative Ɲɛlɛni',
      'Groupement N’Diaye',
    ];
    const lines = texts.map((text) => ({ haystack: new Haystack(text) }));
    const index = new SearchIndex(lines);
    expect(index.warm(() => false)).toBe(false);
    expect(index.warm(() => true)).toBe(true);
    for (const asked of ['gnana ongoiba', 'ngana', 'coulibaly 7600', '+2237600', 'neleni', "n'diaye g", 'zzz', '']) {
      for (const typed of [...asked].map((_, i) => asked.slice(0, i + 1)))
        expect(index.search(typed), typed).toEqual(lines.filter((line) => matches(typed, line.haystack.text)));
    }
  });

  it('a search that is cut short shows its first lines, and goes on to the same end, whatever is typed meanwhile', () => {
    const names = ['Kafo jiginɛw', 'Jɛkabaara', 'Sabali', 'Kafo Sabali'];
    const lines = Array.from({ length: 1000 }, (_, i) => ({
      haystack: new Haystack(`${names[i % 4]} ${i}`),
    }));
    for (const strides of [0, 1, 3, 7]) {
      const index = new SearchIndex(lines);
      let typed = '';
      for (const letter of 'kafo sab') {
        typed += letter;
        let left = strides;
        const looking = index.look(typed);
        looking.go(() => left-- > 0);
        const whole = lines.filter((line) => matches(typed, line.haystack.text));
        expect(whole.slice(0, looking.found.length)).toEqual(looking.found);
        if (typed === 'kafo sab') {
          looking.go(() => true);
          expect(looking.found).toEqual(whole);
        }
      }
    }
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
    await import('../../src/ui/messages/index.ts');
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

  it('follow « depuis » and « jusqu’à » as grammar asks', () => {
    expect(when.sinceDay(at(2027, 2, 10, 23, 55), now)).toBe('depuis hier');
    expect(when.sinceDay(at(2027, 2, 4, 14, 5), now)).toBe('depuis le 4 mars');
    expect(when.untilDay(at(2027, 2, 11, 23, 0), now)).toBe('jusqu’à ce soir');
    expect(when.untilDay(at(2027, 3, 1, 9, 0), now)).toBe('jusqu’au 1er avril');
  });

  it('are short on the sync line and whole in a history', () => {
    expect(when.moment(at(2027, 2, 11, 8, 52), now)).toBe('08:52');
    expect(when.moment(at(2027, 2, 9, 14, 5), now)).toBe('mardi 14:05');
    expect(when.moment(at(2027, 1, 9, 14, 5), now)).toBe('9 février');
    expect(when.exact(at(2027, 2, 10, 17, 20), now)).toBe('mercredi 10 mars, 17:20');
    expect(when.dayAndHour(at(2027, 2, 9, 14, 5), now)).toBe('mardi, 14:05');
  });
});
