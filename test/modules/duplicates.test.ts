// Somebody written down twice is proposed, two people who share a name or a telephone are not, and nobody is merged on the way.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { febrl, personOf } from '../../bench/corpus/febrl.ts';
import { malianDirectory } from '../../bench/corpus/malian.ts';
import { type Candidate, DuplicateIndex, duplicatesIn, hintsFor } from '../../src/modules/directory/duplicates.ts';

interface Told {
  readonly phone?: string;
  readonly place?: string;
  readonly birth?: string;
  readonly sex?: string;
  readonly number?: string;
}

let count = 0;
const entry = (kind: Candidate['kind'], name: string, { phone, number, ...more }: Told = {}): Candidate => ({
  id: `e${++count}`,
  kind,
  names: [name],
  phones: phone ? [phone] : [],
  ...(number && { numbers: [number] }),
  ...more,
});
const person = (name: string, told: Told = {}) => entry('person', name, told);
const group = (name: string, told: Told = {}) => entry('organisation', name, told);

const branch = new DuplicateIndex();
for (const { entry: other } of malianDirectory(1, 1500)) branch.put({ ...other, id: `other ${other.id}` });

/** Alone in an empty directory, and among the people and groups of a branch: a rule that holds must hold in both. */
function between(a: Candidate, b: Candidate) {
  const among = (index: DuplicateIndex) => {
    for (const one of [a, b]) index.put(one);
    const found = hintsFor(a, index).find(({ id }) => id === b.id) ?? null;
    for (const { id } of [a, b]) index.remove(id);
    return found;
  };
  return { few: among(new DuplicateIndex()), many: among(branch) };
}

const levels = (a: Candidate, b: Candidate) => {
  const { few, many } = between(a, b);
  return [few?.level ?? null, many?.level ?? null];
};

describe('people', () => {
  it('a rare name is proposed whatever its accents, capitals and order', () => {
    const { few, many } = between(person('Koumare Madani'), person('KOUMARÉ Madani'));
    expect(few?.level).toBe('likely');
    // Others of the branch are called Koumaré, and others Madani.
    expect(['likely', 'possible']).toContain(many?.level);
    for (const pair of [few, many]) expect(pair?.reasons).toEqual([{ field: 'name', how: 'same' }]);
    const told = { place: 'Niono' };
    expect(levels(person('Madani Koumaré', told), person('KOUMARE Madani', told))).toEqual(['likely', 'likely']);
  });

  it('a common name in two villages with two telephones is nobody twice', () => {
    const here = person('Traoré Awa', { phone: '76 00 00 12', place: 'Koumantou' });
    const there = person('Traoré Awa', { phone: '66 12 34 56', place: 'Kadiolo' });
    expect(levels(here, there)).toEqual([null, null]);
  });

  it('reasons can be said in words: same telephone, names in another order, same year of birth', () => {
    const one = person('Awa TRAORÉ', { phone: '76000012', place: 'Koumantou', birth: '1985' });
    const other = person('Traore Awa', { phone: '+223 76 00 00 12', place: 'Koumantou', birth: '1985-01-01' });
    const { few, many } = between(one, other);
    for (const pair of [few, many]) {
      expect(pair?.level).not.toBe('possible');
      expect(pair?.reasons).toEqual([
        { field: 'name', how: 'order' },
        { field: 'phone', how: 'same' },
        { field: 'birth', how: 'year' },
        { field: 'place', how: 'same' },
      ]);
    }
  });

  it('two spellings of Keïta are one family name', () => {
    const one = person('Modibo Keïta', { phone: '76000012', place: 'Kita', birth: '1971' });
    const { few, many } = between(one, person('KEYTA Modibo', { phone: '76000012', place: 'Kita', birth: '1971~' }));
    for (const pair of [few, many]) {
      expect(pair?.level).not.toBe('possible');
      expect(pair?.reasons[0]).toEqual({ field: 'name', how: 'sound' });
    }
  });

  it('a telephone that is shared makes nobody the same: family, neighbours, twins', () => {
    const told = { phone: '76000012', place: 'Koumantou' };
    const awa = person('Awa Traoré', told);
    expect(levels(awa, person('Mariam Traoré', told))).toEqual([null, null]);
    expect(levels(awa, person('Seydou Diakité', told))).toEqual([null, null]);
    const born = { ...told, birth: '1990-04-02', sex: 'm' };
    for (const level of levels(person('Lassana Diarra', born), person('Fousseyni Diarra', born))) {
      expect(['possible', null]).toContain(level);
    }
  });

  it('two common names one letter apart are two names', () => {
    const told = { phone: '76000012', place: 'Koumantou' };
    for (const level of levels(person('Amadou Traoré', told), person('Mamadou Traoré', told))) expect(level).toBeNull();
    for (const level of levels(person('Mohamed Cissé', told), person('Mamadou Cissé', told))) expect(level).toBeNull();
  });

  it('a grandmother and the girl who bears her name are never surely one', () => {
    const told = { phone: '76000012', place: 'Koumantou', sex: 'f' };
    const old = person('Sitan Fané', { ...told, birth: '1951' });
    for (const level of levels(old, person('Sitan Fané', told))) expect(level).toBe('likely');
    for (const level of levels(old, person('Sitan Fané', { ...told, birth: '1998' }))) expect(level).not.toBe('sure');
  });

  it('neighbouring card numbers make twins no one person, the same one does', () => {
    const told = { phone: '76000012', place: 'Koumantou', birth: '1990-04-02', sex: 'm' };
    const one = person('Lassana Diarra', { ...told, number: '19904020411' });
    for (const level of levels(one, person('Fousseyni Diarra', { ...told, number: '19904020412' }))) {
      expect(['possible', null]).toContain(level);
    }
    for (const level of levels(one, person('Fousseyni Diarra', { ...told, number: '1990 4020 411' }))) {
      expect(['sure', 'likely']).toContain(level);
    }
  });

  it('a short form is weak: it needs the rest', () => {
    const told = { phone: '76000012', place: 'Koumantou', birth: '1985-03-12' };
    for (const level of levels(person('Fatoumata Koumaré', told), person('Fatou Koumaré', told))) {
      expect(['sure', 'likely']).toContain(level);
    }
    const here = { place: 'Koumantou' };
    for (const level of levels(person('Fatoumata Diarra', here), person('Fatou Diarra', here))) {
      expect(['possible', null]).toContain(level);
    }
  });

  it('titles and joined names are no difference', () => {
    const told = { phone: '76000012', place: 'Kayes' };
    const { few } = between(person('El Hadj Abdoul Karim Sacko', told), person('Abdoulkarim SACKO', told));
    expect(few?.level).toBe('likely');
  });

  it('a person and an organisation are never one', () => {
    expect(levels(person('Benkadi', { phone: '76000012' }), group('Benkadi', { phone: '76000012' }))).toEqual([
      null,
      null,
    ]);
  });
});

describe('organisations', () => {
  it('same telephone, same place and nearly the same name of an informal group is proposed', () => {
    const told = { phone: '76 00 00 12', place: 'Koumantou' };
    const one = group('Groupement Benkadi', told);
    for (const level of levels(one, group('Groupement des femmes Bɛnkadi de Koumantou', told))) {
      expect(['sure', 'likely']).toContain(level);
    }
  });

  it('a group noted by its women in one list and by its trade in the other is proposed', () => {
    // Two animators of Ségou met the same market gardeners in one week; their sheets stood side by side in the list and nobody was told.
    const told = { phone: '70 00 04 33', place: 'Pèlèngana' };
    const one = group('Groupement Benkadi des maraîchères de Pèlèngana', told);
    for (const level of levels(one, group('Gpt Bɛnkadi, maraîchage, Pelengana', told)))
      expect(['sure', 'likely']).toContain(level);
    for (const level of levels(one, group('Groupement Benkadi des pêcheurs de Pèlèngana', told)))
      expect(['sure', 'likely']).not.toContain(level);
  });

  it('Groupement Benkadi of another place is another group', () => {
    const here = group('Groupement Benkadi', { phone: '76000012', place: 'Koumantou' });
    expect(levels(here, group('Groupement Benkadi', { phone: '66123456', place: 'Kadiolo' }))).toEqual([null, null]);
    expect(levels(here, group('Groupement Benkadi', { place: 'Kadiolo' }))).toEqual([null, null]);
  });

  it('two groups of one village that share the telephone of a leader stay two', () => {
    const told = { phone: '76000012', place: 'Koumantou' };
    expect(levels(group('Groupement Benkadi', told), group('Groupement Jigiya', told))).toEqual([null, null]);
    const growers = group('Coopérative Badenya des maraîchers', told);
    for (const level of levels(growers, group('Coopérative Badenya des éleveurs', told))) {
      expect(['possible', null]).toContain(level);
    }
  });

  it('a union is not its member, unless the official number says so', () => {
    const told = { phone: '76000012', place: 'Koumantou' };
    for (const level of levels(group('Union Benkadi', told), group('Coopérative Benkadi', told))) {
      expect(['possible', null]).toContain(level);
    }
    const numbered = { ...told, number: 'N° 0123/MATD-DNI' };
    for (const level of levels(
      group('Union Benkadi', numbered),
      group('Benkadi', { ...told, number: '0123 MATD DNI' }),
    )) {
      expect(['sure', 'likely']).toContain(level);
    }
  });

  it('two registers that both begin with number 12 prove nothing', () => {
    const one = group('Groupement Jigiya', { place: 'Koumantou', number: 'N° 12' });
    expect(levels(one, group('Association Danaya', { place: 'Kadiolo', number: '12' }))).toEqual([null, null]);
  });

  it('the legal form is not the name', () => {
    const told = { phone: '76000012', place: 'Sikasso' };
    for (const level of levels(group('SCOOPS Yiriwaso', told), group('Coopérative simplifiée Yiriwaso', told))) {
      expect(['sure', 'likely']).toContain(level);
    }
  });
});

describe('the index', () => {
  const people = malianDirectory(5, 1200).map(({ entry: one }) => one);

  it('finds for one what it finds for all', () => {
    const index = new DuplicateIndex();
    for (const one of people) index.put(one);
    const pairs = index.pairs();
    expect(pairs.length).toBeGreaterThan(100);
    for (const one of people.slice(0, 300)) {
      const partners = pairs.filter(({ a, b }) => a === one.id || b === one.id);
      const hints = hintsFor(one, index);
      expect(hints.map(({ id, score, level }) => ({ id, score, level })).sort(byId)).toEqual(
        partners.map(({ a, b, score, level }) => ({ id: a === one.id ? b : a, score, level })).sort(byId),
      );
    }
  });

  it('forgets what is taken out and what an entry said before', () => {
    const index = new DuplicateIndex();
    for (const one of people) index.put(one);
    const before = index.pairs();
    const twin = { ...people[7]!, id: 'again' };
    index.put(twin);
    expect(index.pairs()).not.toEqual(before);
    index.put({ ...twin, names: ['Zyx Wvuts'], phones: [], birth: undefined });
    expect(hintsFor(twin, index).map(({ id }) => id)).toContain(people[7]!.id);
    index.remove('again');
    expect(index.size).toBe(people.length);
    expect(index.pairs()).toEqual(before);
  });

  it('asking leaves no trace', () => {
    const index = new DuplicateIndex();
    for (const one of people) index.put(one);
    const before = index.pairs();
    for (let i = 0; i < 20; i++) hintsFor(person('Xyloph Yrkoon', { place: 'Nullepart' }), index);
    expect(index.pairs()).toEqual(before);
  });

  const anyCandidate: fc.Arbitrary<Candidate> = fc.record(
    {
      id: fc.uuid(),
      kind: fc.constantFrom('person' as const, 'organisation' as const),
      names: fc.array(
        fc.oneof(
          fc.string({ maxLength: 30 }),
          fc
            .array(
              fc.constantFrom(
                ...'Traoré Traole Awa Hawa Fatou Fatoumata Amadou Mamadou Benkadi karité karitte karirté Koumantou Koumnatou Elabdoul El Abdoul Karim Abdoulkarim M'.split(
                  ' ',
                ),
              ),
              {
                minLength: 1,
                maxLength: 5,
              },
            )
            .map((words) => words.join(' ')),
        ),
        { maxLength: 2 },
      ),
      phones: fc.array(fc.constantFrom('76000012', '+223 76 00 00 13', '66123456'), { maxLength: 2 }),
      birth: fc.constantFrom('1985', '1985~', '1985-03-12', '1985-12-03', '1950-01-01', 'x', ''),
      sex: fc.constantFrom('f', 'm', ''),
      place: fc.constantFrom('Koumantou', 'Koumantou, Bougouni', 'Kumantu', 'Kadiolo', ''),
      numbers: fc.array(fc.constantFrom('1234567', '1234576', 'N° 12'), { maxLength: 2 }),
      address: fc.array(fc.constantFrom('rue 12', 'porte 3', 'BP 45 Kati'), { maxLength: 3 }),
    },
    { requiredKeys: ['id', 'kind', 'names', 'phones'] },
  );

  it('compares both ways the same, and nobody more closely than with themselves', () => {
    const index = new DuplicateIndex();
    for (const one of people.slice(0, 200)) index.put(one);
    fc.assert(
      fc.property(anyCandidate, anyCandidate, (a, b) => {
        const there = index.compare(a, b);
        expect(index.compare(b, a)).toEqual(there);
        expect(Number.isNaN(there?.score)).toBe(false);
        if (there)
          expect(index.compare(a, a)!.score).toBeGreaterThanOrEqual(Math.min(there.score, index.compare(b, b)!.score));
      }),
      { numRuns: 1000 },
    );
  });

  it('the order in which entries come does not matter', () => {
    const some = people.slice(0, 400);
    const expected = duplicatesIn(some);
    expect(expected.length).toBeGreaterThan(20);
    fc.assert(
      fc.property(fc.shuffledSubarray(some, { minLength: some.length }), (shuffled) => {
        expect(duplicatesIn(shuffled)).toEqual(expected);
      }),
      { numRuns: 5 },
    );
  });
});

const byId = (x: { id: string }, y: { id: string }) => (x.id < y.id ? -1 : 1);

it('the FEBRL yardstick: 500 doubles among 1,000, at least 90 in 100 found and 98 in 100 right', () => {
  const pairs = duplicatesIn(febrl('bench/corpus/febrl', 1)).filter(({ level }) => level !== 'possible');
  const right = pairs.filter(({ a, b }) => personOf(a) === personOf(b)).length;
  expect(right / pairs.length).toBeGreaterThanOrEqual(0.98);
  expect(right / 500).toBeGreaterThanOrEqual(0.9);
});
