// The map of Mali and its versions: what is found, what lies in what, and what cannot be known (S0-68, SX-19).
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { safeParse } from 'valibot';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { formatAddress, nearTo, placeSchema, roundedPosition } from '../../src/modules/places/place.ts';
import {
  byRegion,
  chainOf,
  contains,
  type Place,
  placeOf,
  placesOf,
  positionOf,
  regionIn,
  regionOfValue,
  searchPlaces,
  zoneOverlaps,
} from '../../src/modules/places/rules.ts';
import { encodePlace, placeAnswer, placeText } from '../../src/ui/place.ts';

const all = (['country', 'region', 'district', 'cercle', 'commune', 'quarter'] as const).flatMap(placesOf);
const names = (chain: readonly Place[]) => chain.map(({ name }) => name);
const found = (text: string, limit = 5) => searchPlaces(text, { limit }).map(({ id }) => id);

describe('the map', () => {
  it('has 19 regions, Bamako, 159 cercles, 49 of them from before 2023, and the communes of before', () => {
    expect(placesOf('region')).toHaveLength(19);
    expect(placesOf('district')).toHaveLength(1);
    expect(placesOf('cercle')).toHaveLength(159);
    expect(placesOf('cercle').filter(({ since }) => !since)).toHaveLength(49);
    expect(placesOf('commune')).toHaveLength(699 + 6);
    expect(placesOf('quarter')).toHaveLength(70);
  });

  it('gives every place one id, a way up to the country, and an id that fields accept', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    for (const { id } of all) {
      expect(chainOf(id).at(-1)?.id, id).toBe('ml');
      expect(safeParse(placeSchema, { text: 'x', area: id, geo: 'ml-2023' }).success, id).toBe(true);
    }
    expect(chainOf('ml-99')).toEqual([]);
  });

  it('keeps the ids it has given', () => {
    const kept = ['ml-03', 'ml-0301', 'ml-0301.kignan', 'ml-1504', 'ml-1501.garalo', 'ml-00.commune-ii.bakaribougou'];
    expect(kept.map((id) => placeOf(id)?.name)).toEqual([
      'Sikasso',
      'Sikasso',
      'Kignan',
      'Garalo',
      'Garalo',
      'Bakaribougou',
    ]);
    // Records hold these ids for good. Places may be added, with a new hash here; an id that is gone leaves records that lie nowhere.
    const hash = createHash('sha256')
      .update(
        all
          .map(({ id }) => id)
          .sort()
          .join('\n'),
      )
      .digest('hex');
    expect(hash.slice(0, 16)).toBe('ef1d6cda484d5583');
  });

  it('knows the codes that ISO has the other way round', () => {
    expect([placeOf('ml-09')?.name, placeOf('ml-10')?.name]).toEqual(['Taoudénit', 'Ménaka']);
  });

  it('puts the seat of a new cercle in it, other communes in the cercle they were known in', () => {
    expect(names(chainOf('ml-1501.garalo'))).toEqual(['Garalo', 'Garalo', 'Bougouni', 'Mali']);
    expect(names(chainOf('ml-1501.zantiebougou'))).toEqual(['Zantiébougou', 'Bougouni', 'Bougouni', 'Mali']);
    expect(names(chainOf('ml-0204.ouelessebougou'))).toEqual(['Ouélessébougou', 'Ouéléssébougou', 'Bougouni', 'Mali']);
    expect(names(chainOf('ml-00.commune-ii.bakaribougou'))).toEqual(['Bakaribougou', 'Commune II', 'Bamako', 'Mali']);
  });

  it('weighs at most 14 KB on the line', () => {
    const data = JSON.stringify(JSON.parse(readFileSync('src/modules/places/mali.json', 'utf8')));
    expect(brotliCompressSync(data).length).toBeLessThanOrEqual(14 * 1024);
  });

  it('says where a place is, or where the seat of what it lies in is', () => {
    expect(positionOf('ml-0301')).toEqual([11.32, -5.67]);
    expect(positionOf('ml-03')).toEqual([11.32, -5.67]);
    expect(positionOf('ml-0301.dembela')).toEqual([11.32, -5.67]);
    expect(positionOf('ml-00.commune-ii.bakaribougou')).toEqual([12.65, -8]);
    expect(positionOf('ml')).toBeNull();
    for (const { id } of all) {
      const [lat, lon] = positionOf(id) ?? [15, 0];
      expect(lat > 10 && lat < 25 && lon > -12.5 && lon < 4.5, id).toBe(true);
    }
  });
});

describe('searching', () => {
  let label: (place: Place) => string;
  let language: (next: 'fr' | 'en') => Promise<void>;
  beforeAll(async () => {
    vi.stubGlobal('document', { documentElement: {} });
    const { detailOf } = await import('../../src/modules/places/screens/suggest.ts');
    language = (await import('../../src/ui/i18n.ts')).chooseLanguage;
    label = (place) => `${place.name} — ${detailOf(place)}`;
  });

  it('tells homonyms apart by what they are and where they lie, the widest first', async () => {
    expect(searchPlaces('kayes', { limit: 4 }).map(label)).toEqual([
      'Kayes — région',
      'Kayes — cercle, région de Kayes',
      'Kayes — commune, cercle de Kayes',
    ]);
    expect(searchPlaces('pondori', { limit: 4 }).map(label)).toEqual([
      'Pondori — commune, cercle de Djenné',
      'Pondori — commune, cercle de Koro',
    ]);
    expect(searchPlaces('bakaribougou', { limit: 4 }).map(label)).toEqual(['Bakaribougou — Commune II, Bamako']);
    expect(searchPlaces('commune 2 bamako', { limit: 1 }).map(label)).toEqual(['Commune II — commune, Bamako']);
    expect(label(placeOf('ml-0703.tessit') as Place)).toBe('Tessit — commune, cercle de Tessit');
    expect(label(placeOf('ml-0703.bara') as Place)).toBe('Bara — commune, cercle d’Ansongo');
    await language('en');
    expect(searchPlaces('kayes', { limit: 2 }).map(label)).toEqual(['Kayes — region', 'Kayes — cercle, Kayes region']);
    await language('fr');
  });

  it('gives no two answers the same label', () => {
    const labels = all.map(label);
    expect(labels.filter((one, at) => labels.indexOf(one) !== at)).toEqual([]);
  });

  it('forgives accents, capitals, apostrophes, hyphens and spaces, and knows older spellings', () => {
    expect(found('SEGOU')[0]).toBe('ml-04');
    expect(found('Timbuktu')[0]).toBe('ml-06');
    expect(found('tombouktou')[0]).toBe('ml-06');
    for (const typed of ['M’Péssoba', "M'Pessoba", 'mpessoba', 'm pessoba'])
      expect(found(typed)[0], typed).toBe('ml-1603');
    expect(found('ke macina')[0]).toBe('ml-0405');
    expect(found('aguelhok')[0]).toBe('ml-0808');
    expect(found('kalabancoro')).toContain('ml-0204.kalabankoro');
    expect(found('gourma rharous')[0]).toBe(found('Gourma-Rharous')[0]);
    expect(found('kalabancoura')).toEqual(['ml-00.commune-v.kalaban-coura']);
  });

  it('begins at any word, and is narrowed by what it is or where it lies', () => {
    expect(found('camara')).toContain('ml-1102.diangounte-camara');
    expect(found('kayes commune')).toEqual(['ml-0101.kayes']);
    expect(found('koro mopti')).not.toContain('ml-1902');
    expect(found('korofina', 9)).toHaveLength(2);
    expect(found('ayes')).toEqual([]);
    expect(found('')).toEqual([]);
    expect(found('   ')).toEqual([]);
    expect(found('ba', 3)).toHaveLength(3);
  });

  it('finds every place by its own name', () => {
    for (const place of all) expect(found(place.name, 60), place.id).toContain(place.id);
    // Some twelve thousand searches: a machine that does other work needs longer than for one.
  }, 120_000);
});

describe('regions of another version of the map', () => {
  it('go from new to old by what they were split from', () => {
    expect(regionIn('ml-15', 'ml-2012')).toBe('ml-03');
    expect(regionIn('ml-10', 'ml-2012')).toBe('ml-07');
    expect(regionIn('ml-10', 'ml-2016')).toBe('ml-10');
    expect(regionIn('ml-19', 'ml-2016')).toBe('ml-05');
    for (const { id } of placesOf('region')) {
      const [old, middle] = [regionIn(id, 'ml-2012'), regionIn(id, 'ml-2016')];
      expect(Number(old?.slice(3)), id).toBeLessThanOrEqual(8);
      expect(Number(middle?.slice(3)), id).toBeLessThanOrEqual(10);
      expect(regionIn(middle ?? '', 'ml-2012', 'ml-2016'), id).toBe(old);
      expect(regionIn(id, 'ml-2023'), id).toBe(id);
    }
  });

  it('go from old to new only where nothing was split off', () => {
    const kept = placesOf('region').filter(({ since }) => !since);
    const known = kept.filter(({ id }) => regionIn(id, 'ml-2023', 'ml-2012') !== null);
    expect(known.map(({ name }) => name)).toEqual(['Kidal']);
    expect(regionIn('ml-00', 'ml-2023', 'ml-2012')).toBe('ml-00');
    expect(regionIn('ml-10', 'ml-2023', 'ml-2016')).toBe('ml-10');
    // There was no region of Bougouni in 2016.
    expect(regionIn('ml-15', 'ml-2023', 'ml-2016')).toBeNull();
    expect(regionIn('ml', 'ml-2012')).toBeNull();
  });

  it('are known through the cercle, unless part of it went to another region', () => {
    expect(regionIn('ml-1501', 'ml-2023', 'ml-2012')).toBe('ml-15');
    expect(regionIn('ml-1001', 'ml-2016', 'ml-2012')).toBe('ml-10');
    expect(regionIn('ml-1001', 'ml-2012')).toBe('ml-07');
    // Ouéléssébougou left Kati for the region of Bougouni, Yangasso left Bla for that of San, the desert left Tombouctou for Taoudénit.
    const divided = placesOf('cercle').filter(({ id, since }) => !since && !regionIn(id, 'ml-2023', 'ml-2012'));
    expect(divided.map(({ name }) => name).sort()).toEqual(['Bla', 'Kati', 'Tombouctou']);
    expect(regionIn('ml-0601', 'ml-2023', 'ml-2016')).toBe('ml-06');
    // A cercle of today that was cut from another region than its own came from.
    expect(regionIn('ml-1507', 'ml-2012')).toBe('ml-02');
    expect(regionIn('ml-0901', 'ml-2012')).toBe('ml-06');
    expect(regionIn('ml-1507', 'ml-2023', 'ml-2016')).toBeNull();
  });

  it('are known for a commune by its old cercle, and for the seat of a new one for certain', () => {
    expect(regionIn('ml-1501.zantiebougou', 'ml-2023', 'ml-2012')).toBe('ml-15');
    expect(regionIn('ml-1501.zantiebougou', 'ml-2012')).toBe('ml-03');
    expect(regionIn('ml-0204.ouelessebougou', 'ml-2023', 'ml-2012')).toBe('ml-15');
    expect(regionIn('ml-0204.ouelessebougou', 'ml-2012')).toBe('ml-02');
    expect(regionIn('ml-0204.kati', 'ml-2023', 'ml-2012')).toBe('ml-02');
    expect(regionIn('ml-0204.dialakoraba', 'ml-2023', 'ml-2012')).toBeNull();
    expect(regionIn('ml-0204.dialakoraba', 'ml-2023')).toBe('ml-02');
    expect(regionIn('ml-00.commune-ii.bakaribougou', 'ml-2012')).toBe('ml-00');
  });

  it('of a kept place are asked of the map it was chosen on, and of Mali only', () => {
    const { area, geo } = { area: 'ml-05', geo: 'ml-2012' } as const;
    expect(regionOfValue({ text: 'Mopti', area, geo })).toBeNull();
    expect(regionOfValue({ text: 'Mopti', area, geo }, 'ml-2012')).toBe('ml-05');
    expect(regionOfValue({ text: 'Garalo', area: 'ml-1501.garalo', geo: 'ml-2023' })).toBe('ml-15');
    expect(regionOfValue({ text: 'Dakar', country: 'SN' })).toBeNull();
    expect(regionOfValue('Garalo')).toBeNull();
  });

  it('take displaced persons of 2013 only where they can be known, and lose none (SX-19)', () => {
    // Displaced persons by region, December 2013. Source: IOM / OCHA, displacement tracking matrix.
    const december = [1805, 19101, 4959, 12139, 8051, 43959, 47562, 34092].map((value, at) => ({
      place: `ml-0${at + 1}`,
      value,
    }));
    const figures = [...december, { place: 'ml-00', value: 46143 }];
    const { regions, indivisible } = byRegion(figures, 'ml-2023', 'ml-2012');
    expect([...regions]).toEqual([
      ['ml-08', 34092],
      ['ml-00', 46143],
    ]);
    expect(indivisible).toEqual(december.filter(({ place }) => place !== 'ml-08'));
    const total = [...regions.values(), ...indivisible.map(({ value }) => value)].reduce((sum, one) => sum + one, 0);
    expect(total).toBe(217811);
  });

  it('of today add up to the regions of before', () => {
    const figures = placesOf('region').map(({ id }, at) => ({ place: id, value: at + 1 }));
    const { regions, indivisible } = byRegion(figures, 'ml-2012', 'ml-2023');
    expect(indivisible).toEqual([]);
    expect(regions.size).toBe(8);
    expect(regions.get('ml-03')).toBe(3 + 15 + 16);
  });
});

describe('the zones of branches', () => {
  it('hold what lies in their places', () => {
    expect(contains(['ml-03', 'ml-15'], 'ml-1501.garalo')).toBe(true);
    expect(contains(['ml-03'], 'ml-1501.garalo')).toBe(false);
    expect(contains(['ml'], 'ml-0301')).toBe(true);
    expect(contains([], 'ml-0301')).toBe(false);
    expect(contains(['ml-0301'], 'ml-03')).toBe(false);
  });

  it('are warned of where two meet, at the narrower place', () => {
    const branches = [
      { branch: 'Sikasso', zone: ['ml-03', 'ml-15'] },
      { branch: 'Bougouni', zone: ['ml-1501', 'ml-1504'] },
      { branch: 'Ségou', zone: ['ml-04'] },
    ];
    expect(zoneOverlaps(branches)).toEqual([
      { place: 'ml-1501', branches: ['Sikasso', 'Bougouni'] },
      { place: 'ml-1504', branches: ['Sikasso', 'Bougouni'] },
    ]);
  });

  it('never share a cercle without a warning, and never warn without sharing', () => {
    const cercles = placesOf('cercle').map(({ id }) => id);
    const somewhere = fc.constantFrom(
      'ml',
      'ml-03',
      'ml-15',
      'ml-0301',
      'ml-1501',
      'ml-1504',
      'ml-16',
      'ml-1601',
      'ml-04',
    );
    const zone = fc.uniqueArray(somewhere, { maxLength: 4 });
    fc.assert(
      fc.property(zone, zone, (a, b) => {
        const warned = zoneOverlaps([
          { branch: 'A', zone: a },
          { branch: 'B', zone: b },
        ]).map(({ place }) => place);
        for (const cercle of cercles)
          expect(contains(warned, cercle), cercle).toBe(contains(a, cercle) && contains(b, cercle));
      }),
      { numRuns: 60 },
    );
  });
});

describe('a place in a field', () => {
  const right = (value: unknown) => safeParse(placeSchema, value).success;

  it('is words alone, or words with a place of the map, or with a country', () => {
    expect(right('Niamakoro, Bamako')).toBe(true);
    expect(right({ text: 'Dougoukoro', area: 'ml-0402', geo: 'ml-2023' })).toBe(true);
    expect(right({ text: 'Dakar', country: 'SN' })).toBe(true);
    expect(right({ text: 'Bla' })).toBe(true);
  });

  it('always has words, names its map, and lies in one country', () => {
    expect(right('')).toBe(false);
    expect(right({ text: ' ', area: 'ml-04', geo: 'ml-2023' })).toBe(false);
    expect(right({ area: 'ml-04', geo: 'ml-2023' })).toBe(false);
    expect(right({ text: 'Bla', area: 'ml-0402' })).toBe(false);
    expect(right({ text: 'Bla', area: 'ml-0402', geo: 'Mali' })).toBe(false);
    // A map that only a newer version knows is kept, and its regions are not guessed.
    expect(right({ text: 'Bla', area: 'ml-0402', geo: 'ml-2031' })).toBe(true);
    expect(regionOfValue({ text: 'Bla', area: 'ml-0402', geo: 'ml-2031' })).toBeNull();
    expect(right({ text: 'Dakar', country: 'SN', area: 'ml-04', geo: 'ml-2023' })).toBe(false);
    expect(right({ text: 'Bamako', country: 'ML' })).toBe(false);
    expect(right({ text: 'Bla', area: 'Bla', geo: 'ml-2023' })).toBe(false);
    expect(right(12)).toBe(false);
  });
});

describe('an address', () => {
  it('is a post box, a quarter and a landmark, without street or postcode (S0-68)', () => {
    const address = { poBox: '2744', quarter: 'Bakaribougou', landmark: 'le CNAPESS', place: 'Bamako' };
    expect(formatAddress(address)).toBe('BP 2744, Bakaribougou (près du CNAPESS), Bamako, Mali');
    expect(formatAddress({ ...address, poBox: 'BP. 2744 ' })).toBe(formatAddress(address));
    expect(contains(['ml-00.commune-ii'], found('Bakaribougou')[0] ?? '')).toBe(true);
  });

  it('leaves out what is not known', () => {
    expect(formatAddress({ place: 'Garalo' })).toBe('Garalo, Mali');
    expect(formatAddress({ place: 'Bamako', landmark: 'la mosquée' })).toBe('près de la mosquée, Bamako, Mali');
    expect(formatAddress({ place: 'Bamako', quarter: 'Bamako' })).toBe('Bamako, Mali');
    expect(formatAddress({ place: 'Dakar', country: 'Sénégal' })).toBe('Dakar, Sénégal');
    expect(formatAddress({ place: '', quarter: ' ' })).toBe('Mali');
  });

  it('contracts as French does', () => {
    expect(['le marché', 'Le marché', 'les trois fromagers', 'l’école', 'la gare'].map(nearTo)).toEqual([
      'près du marché',
      'près du marché',
      'près des trois fromagers',
      'près de l’école',
      'près de la gare',
    ]);
    expect(['école fondamentale', 'CNAPESS', 'ONG Aga', 'face à la mairie', 'près du pont'].map(nearTo)).toEqual([
      'près d’école fondamentale',
      'près de CNAPESS',
      'près de ONG Aga',
      'face à la mairie',
      'près du pont',
    ]);
  });
});

describe('a position', () => {
  it('is rounded to the reach of a commune', () => {
    expect(roundedPosition(12.63925, -8.00289)).toEqual([12.6, -8]);
    expect(roundedPosition(11.31755, -5.66654)).toEqual([11.3, -5.7]);
  });
});

describe('the answer of a form', () => {
  it('is the words, or the whole as JSON, and gives back the value it came from', () => {
    const whole = { text: 'Dougoukoro', area: 'ml-0402', geo: 'ml-2023', later: [1] };
    for (const value of ['Bla', whole, { text: 'Dakar', country: 'SN' }, null]) {
      expect(encodePlace(placeAnswer(value))).toEqual(value);
      expect(placeText(value)).toBe(typeof value === 'string' ? value : (value?.text ?? ''));
    }
    expect(placeAnswer({ geo: 'ml-2023', text: 'Bla', area: 'ml-0402' })).toBe(
      placeAnswer({ area: 'ml-0402', text: 'Bla', geo: 'ml-2023' }),
    );
  });

  it('without words is no answer, and words that look like JSON are words', () => {
    expect(encodePlace('  ')).toBeNull();
    expect(encodePlace(placeAnswer({ text: ' ', country: 'SN' }))).toBeNull();
    expect(encodePlace(' Bla ')).toBe('Bla');
    for (const words of ['{', '{Bla}', '{"name":"Bla"}', '[1]']) expect(encodePlace(words)).toBe(words);
    for (const odd of [undefined, 12, true, ['Bla'], { text: 12 }, {}]) expect(placeText(odd)).toBe('');
  });

  it('is what the declaration accepts, whatever was typed and chosen', () => {
    const value = fc.record(
      { text: fc.string({ minLength: 1, maxLength: 120 }), area: fc.constantFrom(...all.map(({ id }) => id)) },
      { requiredKeys: ['text'] },
    );
    fc.assert(
      fc.property(value, ({ text, area }) => {
        const answer = placeAnswer(area ? { text, area, geo: 'ml-2023' } : text);
        const kept = encodePlace(answer);
        if (kept !== null) expect(safeParse(placeSchema, kept).success).toBe(true);
      }),
    );
  });
});
