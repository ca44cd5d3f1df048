/**
 * Who the people of a programme were when they came, and the same questions a year later. Every line is a list of people, « none » and « not said » are
 * two of them, and before and after is told of those who answered twice and of nobody else.
 */
import { type RecordState, textOf, valueOf } from '../../kernel/fold.ts';
import { derivedId } from '../../kernel/ids.ts';
import { type LinkSource, linksTo } from '../../kernel/links.ts';
import type { RecordId } from '../../kernel/types.ts';
import { LANGUAGES } from '../people/model.ts';
import { STATUSES } from '../people/status.ts';
import { DESTINATIONS, INCOMES, PROTECTIONS, SCHOOLINGS, SITUATIONS } from './declared.ts';
import definitions from './definitions.json';
import { type Months, named, numberOf, situationAt } from './rules.ts';

/** Days of work a month, in bands: from so many on. */
const DAYS = ['0', '1', '11', '21'] as const;
const NONE = { value: 'none' };
/** The wish to leave, which is asked on a scale: from where on it is one is data. */
const WISH = ['yes', 'no'] as const;

interface Asked {
  /** Type and field, as the catalogue calls them. */
  readonly type: string;
  readonly keys: readonly string[];
  /** Asked again later, so that it can be compared. */
  readonly again: boolean;
}
const asked = (type: string, list: readonly { readonly value: string }[], again: boolean): Asked => ({
  type,
  keys: list.map(({ value }) => value),
  again,
});

export const ASKED = {
  status: asked('enrolment_status', STATUSES, false),
  schooling: asked('situation', SCHOOLINGS, false),
  reads: asked('situation', [...LANGUAGES, NONE], false),
  is: asked('situation', SITUATIONS, true),
  days: { type: 'situation', keys: DAYS, again: true },
  income: asked('situation_private', INCOMES, true),
  protection: asked('situation', PROTECTIONS, true),
  leaving: { type: 'situation_private', keys: WISH, again: true },
  towards: asked('situation_private', DESTINATIONS, true),
} as const satisfies { readonly [by: string]: Asked };
export type By = keyof typeof ASKED;
export const BYS = Object.keys(ASKED) as readonly By[];

/** The months after which the questions of the beginning are asked again. */
export const AGAIN: Months = 12;

/** One answer, and who gave it; '' for who gave none. */
export interface Line {
  readonly key: string;
  readonly ids: readonly RecordId[];
}

export interface Profile {
  readonly by: By;
  readonly lines: readonly Line[];
  /** The same later, of everybody too; nothing where it is not asked again. */
  readonly later: readonly Line[];
  /** Of those who answered at both moments: null where nobody did. */
  readonly twice: { readonly n: number; readonly before: readonly Line[]; readonly after: readonly Line[] } | null;
}

/** Which lists: of everybody at the beginning or later, of those who answered twice at the beginning or later. */
export const PARTS = ['tous', 'plus', 'avant', 'apres'] as const;
export type Part = (typeof PARTS)[number];
export const partOf = (said: string | undefined): Part => PARTS.find((one) => one === said) ?? 'tous';
export const isLater = (part: Part): boolean => part === 'plus' || part === 'apres';

export function linesIn({ lines, later, twice }: Profile, part: Part): readonly Line[] {
  if (part === 'tous') return lines;
  return (part === 'plus' ? later : part === 'avant' ? twice?.before : twice?.after) ?? [];
}

/** Who gave one answer, of how many who gave any. */
export interface Told {
  readonly ids: readonly RecordId[];
  readonly known: number;
}
export function toldIn(profile: Profile, part: Part, key: string): Told {
  const lines = linesIn(profile, part);
  const known = new Set(lines.flatMap((line) => (line.key === '' ? [] : line.ids)));
  return { ids: lines.find((line) => line.key === key)?.ids ?? [], known: known.size };
}

/** People of the groups of a programme, each once, and their enrolments in the order of their dates. */
export function enrolledIn(source: LinkSource, programme: RecordId): ReadonlyMap<RecordId, readonly RecordState[]> {
  const found = new Map<RecordId, RecordState[]>();
  for (const cohort of linksTo(source, 'cohort', 'programme', programme))
    for (const one of linksTo(source, 'enrolment', 'cohort', cohort.id)) {
      const person = named(source, one, 'person');
      if (!person) continue;
      const list = found.get(person);
      if (list) list.push(one);
      else found.set(person, [one]);
    }
  for (const list of found.values()) list.sort((a, b) => (textOf(a, 'on') < textOf(b, 'on') ? -1 : 1));
  return found;
}

/** What somebody answered; nothing: it was not asked, or not said. */
function answers(source: LinkSource, state: RecordState | null, by: By): readonly string[] {
  if (!state) return [];
  if (by === 'days') {
    const days = numberOf(state, by);
    return days === null ? [] : [DAYS.findLast((from) => days >= Number(from)) ?? '0'];
  }
  const { type } = ASKED[by];
  const of = type === state.type ? state : source.record(derivedId(type, state.id));
  const said = of ? valueOf(of, by) : null;
  if (by === 'leaving') {
    if (typeof said !== 'string' || said === '') return [];
    return [Number(said) >= definitions.leaving.from ? 'yes' : 'no'];
  }
  if (Array.isArray(said)) return said.map(String);
  return typeof said === 'string' && said !== '' ? [said] : [];
}

/** The lists of a question, in the order of its choices. A choice of a newer version comes before those who did not say. */
function linesOf(by: By, said: ReadonlyMap<RecordId, readonly string[]>): readonly Line[] {
  const lists = new Map<string, RecordId[]>(ASKED[by].keys.map((key) => [key, []]));
  const silent: RecordId[] = [];
  for (const [person, keys] of said) {
    if (keys.length === 0) silent.push(person);
    for (const key of new Set(keys)) {
      const list = lists.get(key);
      if (list) list.push(person);
      else lists.set(key, [person]);
    }
  }
  const lines = [...lists].map(([key, ids]): Line => ({ key, ids }));
  return [...lines, { key: '', ids: silent }];
}

/** Every question of which somebody said something, for people of a programme that this source knows. */
export function profilesOf(
  source: LinkSource,
  programme: RecordId,
  questions: readonly By[] = BYS,
): readonly Profile[] {
  const enrolled = enrolledIn(source, programme);
  return questions.flatMap((by): readonly Profile[] => {
    const at = (person: RecordId, moment: Months | 'entry') =>
      answers(source, situationAt(source, person, programme, moment), by);
    const first = new Map(
      [...enrolled].map(([person, enrolments]) => {
        if (by !== 'status') return [person, at(person, 'entry')] as const;
        const told = enrolments.map((one) => answers(source, one, by));
        return [person, told.find((one) => one.length > 0) ?? []] as const;
      }),
    );
    const lines = linesOf(by, first);
    if (lines.every(({ key, ids }) => key === '' || ids.length === 0)) return [];
    if (!ASKED[by].again) return [{ by, lines, later: [], twice: null }];
    const later = new Map([...enrolled.keys()].map((person) => [person, at(person, AGAIN)] as const));
    const both = [...first].filter(([person, said]) => said.length > 0 && (later.get(person) ?? []).length > 0);
    const pick = (said: ReadonlyMap<RecordId, readonly string[]>) =>
      linesOf(by, new Map(both.map(([person]) => [person, said.get(person) ?? []]))).slice(0, -1);
    const twice = both.length > 0 ? { n: both.length, before: pick(first), after: pick(later) } : null;
    return [{ by, lines, later: linesOf(by, later), twice }];
  });
}
