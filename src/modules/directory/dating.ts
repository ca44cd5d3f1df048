/**
 * The card of an organisation and its dated lists say the same: a new form or stage on the card is an entry with its date, and the entry that began
 * last is what the card says. What is changed without a date was a mistake put right, in both places. Of a name the list holds the former ones.
 */
import { millisOf } from '../../kernel/clock.ts';
import { entryKey } from '../../kernel/declare.ts';
import { entriesOf, type RecordState, textOf } from '../../kernel/fold.ts';
import { dayOf } from '../../kernel/grant.ts';
import { beside, compareMoments, countsOn, type Day, firstDay, lastDay, type Moment } from '../../kernel/moment.ts';
import type { Body, Json } from '../../kernel/types.ts';
import { entryKeyFor } from '../../ui/records/codec.ts';

/** A field of the card, and the map that holds what it was in its time. */
export const DATED = [
  { field: 'kind', map: 'forms' },
  { field: 'stage', map: 'stages' },
] as const;
export type Dated = (typeof DATED)[number];

type Entry = { readonly [part: string]: Json };
type Keyed = readonly [key: string, entry: Entry];

const word = (entry: Entry, part: string): string => {
  const value = entry[part];
  return typeof value === 'string' ? value : '';
};

const isEntry = (value: Json): value is Entry => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Entries that have a date, oldest first. */
const inTime = (entries: readonly (readonly [string, Json])[]): readonly Keyed[] =>
  entries
    .filter((one): one is Keyed => isEntry(one[1]) && word(one[1], 'from') !== '')
    .sort(([, a], [, b]) => compareMoments(word(a, 'from'), word(b, 'from')));

/**
 * What the dated list says besides, once the card says something else.
 * @param since from when; '' where what the card said was a mistake.
 * @param founded what the card says of it, this change included.
 */
export function datedBody(state: RecordState, one: Dated, next: string, since: Moment, founded: Moment): Body {
  const { field, map } = one;
  const entries = inTime(entriesOf(state, map));
  const now = textOf(state, field);
  if (since !== '') {
    // What it was before stays known, where its list was empty: the group of 2019 is not forgotten by the cooperative of 2021.
    const before = field === 'kind' && now && founded && entries.length === 0 ? begun(one, now, founded) : {};
    return { ...before, ...begun(one, next, since) };
  }
  const last = entries.at(-1);
  return last && word(last[1], field) === now ? { [entryKey(map, last[0])]: { ...last[1], [field]: next } } : {};
}

const begun = ({ field, map }: Dated, value: string, from: Moment): Body => {
  const entry = { [field]: value, from };
  return { [entryKey(map, entryKeyFor(entry))]: entry };
};

/**
 * What the dated list says besides, once somebody who does not know since when tells something else: the other begins on the day it was told. What the card
 * said until then stays known from the founding (of a form) or from the day it was written on the card; when it began before that, nobody says.
 */
export function toldAnew(state: RecordState, one: Dated, next: string, day: Day): Body {
  const { field, map } = one;
  const now = textOf(state, field);
  if (now === '' || now === next) return {};
  const last = inTime(entriesOf(state, map)).at(-1);
  const since = last ? word(last[1], 'from') : '';
  if (last && word(last[1], field) === now) {
    // Told twice on one day: the first was never so.
    return firstDay(since) < day ? begun(one, next, day) : { [entryKey(map, last[0])]: { ...last[1], [field]: next } };
  }
  const founded = field === 'kind' && !last ? textOf(state, 'founded') : '';
  const from = founded || dayOf(millisOf(state.fields[field]?.[0]?.eff ?? 0));
  if (firstDay(from) >= day) return last ? begun(one, next, day) : {};
  return { ...(last && from <= since ? {} : begun(one, now, from)), ...begun(one, next, day) };
}

/** What the card says once its dated list is this one; {} where it says so already, or the list says nothing of today. */
export function cardBody(
  state: RecordState,
  { field }: Dated,
  list: readonly (readonly [string, Json])[],
  day: Day,
): Body {
  const entry = inTime(list).findLast(([, one]) => firstDay(word(one, 'from')) <= day)?.[1];
  const value = entry ? word(entry, field) : '';
  return value && value !== textOf(state, field) ? { [field]: value } : {};
}

/**
 * What the list of names says besides, once the card bears another: the name it had until then, from the end of the one before it.
 * @param since from when it bears the new one; '' where the old one was only misspelt.
 */
export function formerName(state: RecordState, next: string, since: Moment): Body {
  const name = textOf(state, 'name');
  if (since === '' || name === '' || name === next) return {};
  const to = beside(since, -1);
  const dated = entriesOf(state, 'names').filter(
    (one): one is Keyed => isEntry(one[1]) && word(one[1], 'from') + word(one[1], 'to') !== '',
  );
  const spanOf = (entry: Entry) => ({ from: word(entry, 'from'), to: word(entry, 'to') });
  const told = dated.find(([, entry]) => word(entry, 'name') === name && countsOn(spanOf(entry), lastDay(to)));
  if (told) return word(told[1], 'to') ? {} : { [entryKey('names', told[0])]: { ...told[1], to } };
  const [before] = dated
    .map(([, entry]) => word(entry, 'to'))
    .filter((end) => end !== '' && firstDay(end) <= firstDay(since))
    .sort((a, b) => compareMoments(b, a));
  const from = before && (lastDay(before) < firstDay(since) ? beside(before, 1) : before);
  const entry = { name, ...(from && { from }), to };
  return { [entryKey('names', entryKeyFor(entry))]: entry };
}
