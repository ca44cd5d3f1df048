/** What a visitor asks the list for, as it stands in the address: words, a pole, a region, an activity, a form, from where on. */
import { unmarked } from '../../ui/search.ts';
import { choiceWords, LANGUAGES } from '../derived/words.ts';
import { type Face, regionName, type Shown } from './face.ts';

export const NARROWING = ['pole', 'region', 'sector', 'kind'] as const;
export type Narrowing = (typeof NARROWING)[number];

export interface Asked {
  readonly q: string;
  readonly from: number;
  /** The whole list on one page, to print it. */
  readonly all: boolean;
  readonly by: Readonly<Record<Narrowing, string>>;
}

const LONGEST = 80;
const word = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, LONGEST) : '');

export function askedOf(query: Readonly<Record<string, unknown>>): Asked {
  const from = Number(word(query['from']));
  return {
    q: word(query['q']),
    from: Number.isSafeInteger(from) && from > 0 && from < 1e6 ? from : 0,
    all: word(query['all']) === '1',
    by: {
      pole: word(query['pole']),
      region: word(query['region']),
      sector: word(query['sector']),
      kind: word(query['kind']),
    },
  };
}

/** The same question always has the same address. */
export function queryOf(asked: Asked): string {
  const parts: [string, string][] = [
    ['q', asked.q],
    ...NARROWING.map((one): [string, string] => [one, asked.by[one]]),
    ['from', asked.from > 0 ? String(asked.from) : ''],
    ['all', asked.all ? '1' : ''],
  ];
  const query = new URLSearchParams(parts.filter(([, value]) => value !== '')).toString();
  return query && `?${query}`;
}

/** Where an organisation's place lies, when that is not a region of Mali that is known. */
export const ELSEWHERE = 'autre';

/** Values by which an organisation is found under each filter. */
export function valuesOf(face: Face, one: Shown, by: Narrowing): readonly string[] {
  switch (by) {
    case 'pole':
      return one.poles.map((at) => String(face.poles[at]?.number ?? ''));
    case 'region':
      return [one.region || ELSEWHERE];
    case 'sector':
      return one.sectors;
    case 'kind':
      return [one.kind];
  }
}

const haystacks = new WeakMap<Shown, string>();
function haystack(face: Face, one: Shown): string {
  const kept = haystacks.get(one);
  if (kept !== undefined) return kept;
  const said = LANGUAGES.flatMap((lang) => [
    choiceWords('organisation', 'kind', one.kind)[lang],
    ...one.sectors.map((sector) => choiceWords('organisation', 'sectors', sector)[lang]),
  ]);
  const poles = one.poles.map((at) => face.poles[at]?.name ?? '');
  const all = unmarked(
    [one.name, one.acronym, one.place, regionName(one.region), one.about, ...said, ...poles].join(' '),
  );
  haystacks.set(one, all);
  return all;
}

/** Those found, in the order of their names. @param except a filter left out, to count what each of its values would give. */
export function found(face: Face, asked: Asked, except?: Narrowing): readonly Shown[] {
  const words = unmarked(asked.q).split(/\s+/).filter(Boolean);
  const filters = NARROWING.filter((by) => by !== except && asked.by[by] !== '');
  return face.shown.filter(
    (one) =>
      filters.every((by) => valuesOf(face, one, by).includes(asked.by[by])) &&
      words.every((text) => haystack(face, one).includes(text)),
  );
}

/** How many each value of a filter would give, everything else as asked. */
export function countsOf(face: Face, asked: Asked, by: Narrowing): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const one of found(face, asked, by))
    for (const value of new Set(valuesOf(face, one, by))) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
