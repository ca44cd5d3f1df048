// One place that people write in several ways is one line of a table; two places of one name stay two.
import { describe, expect, it } from 'vitest';
import { areaSaid, oneName } from '../../src/modules/places/find-area.ts';
import { placesOf, searchPlaces } from '../../src/modules/places/rules.ts';

describe('one place written in several ways', () => {
  it('has one name: figures, the town added, its own area, one of its quarters', () => {
    const iv = 'Commune IV';
    for (const text of ['Commune 4', 'Commune IV', 'commune iv de Bamako', 'COMMUNE 4 DE BAMAKO', 'Lafiabougou'])
      expect([text, oneName(text, '')]).toEqual([text, iv]);
    expect(oneName('Chez Sira', 'ml-00.commune-iv')).toBe(iv);
    expect(oneName('Sotuba, Commune 1', '')).toBe('Commune I');
    expect(oneName('segou', '')).toBe('Ségou');
    expect(oneName('Kalabancoro', '')).toBe('Kalabankoro');
    expect(oneName('Derrière le marché', '')).toBe('Derrière le marché');
  });

  it('two places of one name stay two where somebody chose them on the map', () => {
    const twins = placesOf('commune').filter(({ name }, _at, all) => all.filter((one) => one.name === name).length > 1);
    const [one, other] = twins.filter(({ name }) => name === twins[0]?.name);
    expect(oneName('', one?.id ?? '')).not.toBe(oneName('', other?.id ?? ''));
  });

  it('is proposed where the words name it and nothing else', () => {
    expect(areaSaid('Commune 4')).toEqual({ area: 'ml-00.commune-iv', geo: 'ml-2023' });
    expect(areaSaid('Kayes')).toBeNull();
    expect(searchPlaces('commune 4', { limit: 1 }).map(({ id }) => id)).toEqual(['ml-00.commune-iv']);
  });
});
