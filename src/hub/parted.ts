/** Ways to reach organisations that left the network longer ago than their type declares: listed, and a person decides. */
import { isErased, isVoided, type RecordState, refOf, textOf } from '../kernel/fold.ts';
import { linksTo, resolveIn } from '../kernel/links.ts';
import { countsOn, type Day, lastDay } from '../kernel/moment.ts';
import type { RecordId } from '../kernel/types.ts';
import { membersOn, ownNetwork, periodsOf } from '../modules/directory/rules.ts';
import type { Source } from '../modules/directory/source.ts';
import type { Held } from './held.ts';
import { monthsBefore } from './retention.ts';
import type { Visit } from './web/visit.ts';

/** An organisation that left, and what is still kept to reach it. */
export interface Parted {
  readonly organisation: RecordId;
  readonly name: string;
  /** The last thing the register says of it. */
  readonly left: Day;
  readonly what: readonly Held[];
}

const CONTACTS = ['organisation_contact', 'contact'] as const;

/** Those that left first come first. Whoever is a member, suspended, waits for an answer or is a partner today is none of them. */
export async function partedContacts(visit: Visit): Promise<readonly Parted[]> {
  const day = new Date(visit.now).toISOString().slice(0, 10);
  const lists = new Map<string, readonly RecordState[]>();
  for (const type of ['organisation', 'membership', ...CONTACTS]) lists.set(type, await visit.list(type));
  const byId = new Map([...lists.values()].flat().map((state) => [state.id, state]));
  const record = (id: RecordId): RecordState | null => byId.get(id) ?? null;
  const resolve = (id: RecordId): RecordId => resolveIn(record, id);
  const source: Source = { version: 0, list: (type) => lists.get(type) ?? [], record, resolve };
  const us = ownNetwork(source);
  if (!us) return [];
  const left = leftOn(source, us, day);
  const found = new Map<RecordId, Parted>();
  for (const name of CONTACTS) {
    const type = visit.decl.types[name];
    const months = type?.personal?.months;
    if (!type || months === undefined) continue;
    const before = new Date(monthsBefore(visit.now, months)).toISOString().slice(0, 10);
    for (const state of source.list(name)) {
      const of = refOf(state, 'of');
      const organisation = of && resolve(of);
      const since = organisation ? left.get(organisation) : undefined;
      if (!organisation || since === undefined || since >= before || isErased(state) || isVoided(state)) continue;
      if (textOf(state, name === 'contact' ? 'value' : 'phone') === '') continue;
      const known = found.get(organisation);
      const card = record(organisation);
      found.set(organisation, {
        organisation,
        name: card ? textOf(card, 'name') : '',
        left: since,
        what: [...(known?.what ?? []), { state, type }],
      });
    }
  }
  return [...found.values()].sort((a, b) => (a.left < b.left ? -1 : 1));
}

/** Of those that belong to the network in no way any more, the last day the register speaks of. */
function leftOn(source: Source, us: RecordId, day: Day): ReadonlyMap<RecordId, Day> {
  const { active, suspended, applied } = membersOn(source, us, day);
  const here = new Set([...active, ...suspended, ...applied].map(({ member }) => member));
  const last = new Map<RecordId, Day>();
  for (const membership of linksTo(source, 'membership', 'group', us)) {
    const named = refOf(membership, 'member');
    const member = named && source.resolve(named);
    if (!member) continue;
    for (const period of periodsOf(membership)) {
      if (period.status === 'active' && countsOn(period, day)) here.add(member);
      const said = period.to || period.from;
      const end = said ? lastDay(said) : '';
      if (end > (last.get(member) ?? '')) last.set(member, end);
    }
  }
  return new Map([...last].filter(([member]) => !here.has(member)));
}
