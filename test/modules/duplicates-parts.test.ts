// What two entries are compared by: names as they sound, telephones, births.
import { describe, expect, it } from 'vitest';
import { birthOf, compareBirths } from '../../src/modules/directory/duplicates/births.ts';
import { phonesIn } from '../../src/modules/directory/duplicates/phones.ts';
import { plain, soundOf } from '../../src/modules/directory/duplicates/sounds.ts';
import { canonicalPhone } from '../../src/modules/directory/duplicates.ts';

const sound = (name: string) => plain(name).split(' ').map(soundOf).join(' ');

describe('names as they sound', () => {
  it.each([
    'Traoré Traore Traole TRAORE Tarawele',
    'Keïta Keita Kéita Keyta',
    'Coulibaly Kulibali Coulibali Couloubaly',
    'Diarra Jara Djarra',
    'Ouattara Wattara Watara',
    'Cissé Sissé Cisse',
    'Diallo Jallo Djalo',
    'Konaté Konate Conaté',
    'Dembélé Dɛmbɛlɛ Dembele',
    'Sissoko Cissoko',
    'Maïga Mayga Maiga',
    'Doumbia Dumbia Doumbya',
    'Camara Kamara',
    'Bâ Bah Ba',
    'Thiam Tiam',
    'Sangaré Saŋare',
    'Niagaly Ɲagali Gnagaly',
    'Djénéba Jeneba Dieneba',
    'Awa Hawa',
    'Mohamed Mohammed',
    'Amadou Ahmadou',
    'Jigiya Djiguiya',
  ])('%s are one', (spellings) => {
    expect(new Set(spellings.split(' ').map(sound)).size).toBe(1);
  });

  it.each([
    'Mohamed Mamadou Mahamadou Amadou',
    'Fatoumata Fatou Fanta',
    'Konaté Koné Kanté Kanouté',
    'Traoré Touré',
    'Diarra Diawara Dao',
    'Sidibé Sidi',
  ])('%s are not', (names) => {
    expect(new Set(names.split(' ').map(sound)).size).toBe(names.split(' ').length);
  });
});

describe('telephones', () => {
  it.each([
    '76 00 00 12',
    '76-00-00-12',
    '76000012',
    '+223 76 00 00 12',
    '0022376000012',
    '223 76000012',
    '(+223) 76.00.00.12',
  ])('%s is one number', (written) => expect(canonicalPhone(written.replace('(+', '+'))).toBe('+22376000012'));

  it('other countries keep theirs, and what is no number is none', () => {
    expect(canonicalPhone('+33 6 12 34 56 78')).toBe('+33612345678');
    expect(canonicalPhone('0033612345678')).toBe('+33612345678');
    expect(canonicalPhone('7600')).toBeNull();
    expect(phonesIn('76 00 00 12 / 66 12 34 56 ou néant')).toEqual(['+22376000012', '+22366123456']);
  });
});

describe('births', () => {
  const match = (a: string, b: string) => compareBirths(birthOf(a)!, birthOf(b)!);

  it.each([
    ['1985-03-12', '1985-03-12', 'day'],
    ['1985-03-12', '1985-03-13', 'typo'],
    ['1985-03-12', '1985-12-03', 'typo'],
    ['1985-03', '1985-03-12', 'month'],
    ['1985', '1985-03-12', 'year'],
    // What registers write when only the year is known.
    ['1985-01-01', '1985-07-09', 'year'],
    ['1985-12-31', '1985-01-01', 'year'],
    ['1985~', '1988', 'about'],
    ['1985~', '1988~', 'about'],
    ['198X', '1983-05-02', 'about'],
    ['1985', '1987', 'near'],
    ['1985', '1992', 'different'],
    ['1985-03-12', '1985-10-25', 'different'],
    ['1985', '1950', 'generation'],
  ])('%s and %s: %s', (a, b, how) => {
    expect(match(a, b)).toBe(how);
    expect(match(b, a)).toBe(how);
  });

  it('what is no date is not compared', () => {
    expect(['', 'vers 1985', '12/03/85', undefined].map(birthOf)).toEqual([null, null, null, null]);
  });
});
