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
import { type Months, named, numberOf, situationAt } from './rules.ts';

/** Days of work a month, in bands: from so many on. */
const DAYS = ['0', '1', '11', '21'] as const;
const NONE = { value: 'none' };

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
  /** Of those who answered at both moments: null where nobody did. */
  readonly twice: { readonly n: number; readonly before: readonly Line[]; readonly after: readonly Line[] } | null;
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
export function profilesOf(source: LinkSource, programme: RecordId): readonly Profile[] {
  const enrolled = enrolledIn(source, programme);
  return BYS.flatMap((by): readonly Profile[] => {
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
    if (!ASKED[by].again) return [{ by, lines, twice: null }];
    const later = new Map([...enrolled.keys()].map((person) => [person, at(person, AGAIN)] as const));
    const both = [...first].filter(([person, said]) => said.length > 0 && (later.get(person) ?? []).length > 0);
    const pick = (said: ReadonlyMap<RecordId, readonly string[]>) =>
      linesOf(by, new Map(both.map(([person]) => [person, said.get(person) ?? []]))).slice(0, -1);
    return [{ by, lines, twice: both.length > 0 ? { n: both.length, before: pick(first), after: pick(later) } : null }];
  });
}
