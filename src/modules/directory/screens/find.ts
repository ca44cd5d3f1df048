/** Which organisations are in sight: all that this copy holds, what came back, sorted by latest news, searched and filtered. */
import { millisOf } from '../../../kernel/clock.ts';
import { creates, isVoided, type RecordState, textOf } from '../../../kernel/fold.ts';
import type { Replica } from '../../../kernel/replica.ts';
import type { Millis, RecordId, Scope } from '../../../kernel/types.ts';
import { t } from '../../../ui/i18n.ts';
import { matches } from '../../../ui/search.ts';
import { fixesOf, fixingRecords, type Stand, standOf } from '../../../ui/work.ts';

/** One line of the list. A creation that came back has no record, but its author must find it. */
export interface Line {
  readonly id: RecordId;
  readonly name: string;
  readonly kind: string;
  readonly place: string;
  readonly phone: string;
  readonly home: Scope;
  readonly hidden: boolean;
  /** Its creation came back: it is in no list of the network yet, only in its author's. */
  readonly unborn: boolean;
  readonly stand: Stand;
  readonly news: Millis;
}

/** Everything, latest news first. */
export function linesOf(replica: Replica, me: RecordId): readonly Line[] {
  const fixes = fixesOf(replica, me);
  const fixing = fixingRecords(fixes);
  const contacts = new Map<string, RecordState>();
  for (const state of replica.list('organisation_contact')) contacts.set(textOf(state, 'of'), state);
  const lines = replica.list('organisation').map((state): Line => {
    const contact = contacts.get(state.id) ?? null;
    return {
      id: state.id,
      name: textOf(state, 'name'),
      kind: textOf(state, 'kind'),
      place: textOf(state, 'place'),
      phone: contact ? textOf(contact, 'phone') : '',
      home: state.home,
      hidden: isVoided(state),
      unborn: false,
      stand: standOf(replica, [state, contact], fixing),
      news: millisOf(Math.max(state.updated.eff, contact?.updated.eff ?? 0)),
    };
  });
  for (const item of fixes) {
    for (const change of item.changes) {
      if (change.type !== 'organisation' || !creates(change) || replica.record(change.record)?.created) continue;
      const text = (field: string) => String(change.body?.[field] ?? '');
      lines.push({
        id: change.record,
        name: text('name'),
        kind: text('kind'),
        place: text('place'),
        phone: '',
        home: change.scope,
        hidden: false,
        unborn: true,
        stand: 'fix',
        news: item.ruling.received,
      });
    }
  }
  return lines.sort((a, b) => b.news - a.news);
}

/** `kind:scoops`, a state, or `hidden`; null for no filter. */
export type Filter = `kind:${string}` | Stand | 'hidden';

const passes = (line: Line, filter: Filter | null): boolean => {
  if (filter === 'hidden' || line.hidden) return line.hidden && filter === 'hidden';
  if (filter === null) return true;
  return filter.startsWith('kind:') ? line.kind === filter.slice('kind:'.length) : line.stand === filter;
};

const isFound = (line: Line, wanted: string): boolean =>
  matches(wanted, `${line.name} ${line.place} ${t(`organisation.kind.${line.kind}`)} ${line.phone}`);

/** What a filter and a search leave. What came back shows when one looks for it, and is not counted with the network's. */
export function foundIn(lines: readonly Line[], filter: Filter | null, search: string): readonly Line[] {
  const wanted = search.trim();
  return lines.filter(
    (line) => passes(line, filter) && (wanted === '' ? !line.unborn || filter === 'fix' : isFound(line, wanted)),
  );
}

/** Organisations of the network in sight: neither hidden nor returned. */
export const inSight = (lines: readonly Line[]): number => lines.filter((line) => !line.hidden && !line.unborn).length;

/** How many lines each filter would show; those that show none are left out. */
export function countsOf(lines: readonly Line[]): ReadonlyMap<Filter, number> {
  const counts = new Map<Filter, number>();
  const add = (filter: Filter) => counts.set(filter, (counts.get(filter) ?? 0) + 1);
  for (const line of lines) {
    if (line.hidden) {
      add('hidden');
      continue;
    }
    if (line.stand !== 'confirmed') add(line.stand);
    if (!line.unborn) add(`kind:${line.kind}`);
  }
  return counts;
}
