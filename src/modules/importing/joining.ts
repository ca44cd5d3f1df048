/**
 * What stands against an organisation joining another, in a list of memberships: what the form says of one (`directory/screens/circle.ts`,
 * `seats-words.tsx`), here with the rows before it, which are in no copy yet.
 */
import { textOf } from '../../kernel/fold.ts';
import { isRecordId } from '../../kernel/ids.ts';
import type { LinkSource } from '../../kernel/links.ts';
import type { Day } from '../../kernel/moment.ts';
import type { RecordId } from '../../kernel/types.ts';
import type { Answers } from '../../ui/record-form.ts';
import { entriesIn } from '../../ui/records/codec.ts';
import { circleWith } from '../directory/levels.ts';
import { BELONGING } from '../directory/rules.ts';
import { SITTING, seatTooMany } from '../directory/seats.ts';
import { belongsOn, periodOf } from '../directory/source.ts';
import { type Remark, short } from './remarks.ts';

interface Asked {
  readonly member: RecordId;
  readonly group: RecordId;
  readonly kind: string;
}

export class Joining {
  readonly #source: LinkSource;
  readonly #day: Day;
  /** Who joins what by the rows that were taken, by the group: as members, and on a seat. */
  readonly #members = new Map<RecordId, RecordId[]>();
  readonly #seated = new Map<RecordId, RecordId[]>();

  constructor(source: LinkSource, day: Day) {
    this.#source = source;
    this.#day = day;
  }

  /** The memberships of a row that are in force today; others close no circle and hold no seat. */
  #asked({ member = '', group = '', kind = '', spans = '' }: Answers): Asked | null {
    if (!isRecordId(member) || !isRecordId(group)) return null;
    const periods = Object.values(entriesIn(spans)).flatMap((entry) => (entry === null ? [] : [periodOf(entry)]));
    const of = (id: RecordId) => this.#source.resolve(id);
    return belongsOn(periods, this.#day) ? { member: of(member), group: of(group), kind } : null;
  }

  /** An error for a circle, which the form refuses as well; a warning for a seat that is not there; null where nothing stands against it. */
  remarkOn(answers: Answers): Remark | null {
    const asked = this.#asked(answers);
    if (!asked) return null;
    const { member, group, kind } = asked;
    const circle = BELONGING.includes(kind)
      ? circleWith(this.#source, member, group, this.#day, (id) => this.#members.get(id) ?? [])
      : null;
    if (circle) {
      const names = circle.map((id) => this.#nameOf(id)).join(' → ');
      return { kind: 'error', code: circle.length === 1 ? 'itself' : 'circle', target: 'group', value: short(names) };
    }
    const seat = seatTooMany(this.#source, { body: group, member, kind }, this.#day, this.#seated.get(group));
    return seat && { kind: 'warning', code: 'seat', target: 'group', value: String(seat.seats) };
  }

  /** The row is taken: the next ones are told with it. */
  take(answers: Answers): void {
    const asked = this.#asked(answers);
    if (!asked) return;
    for (const [map, is] of [
      [this.#members, BELONGING.includes(asked.kind)],
      [this.#seated, SITTING.includes(asked.kind)],
    ] as const)
      if (is) map.set(asked.group, [...(map.get(asked.group) ?? []), asked.member]);
  }

  #nameOf(id: RecordId): string {
    const state = this.#source.record(id);
    return state ? textOf(state, 'name') : '';
  }
}
