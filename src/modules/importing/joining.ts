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
import { belongsOn, type Period, periodOf } from '../directory/source.ts';
import { type Remark, short } from './remarks.ts';

interface Asked {
  readonly member: RecordId;
  readonly group: RecordId;
  readonly kind: string;
  /** Of this row, and of those taken before it that are about the same membership. */
  readonly periods: readonly Period[];
}

/** Who joins a group by the rows that were taken: once a membership. */
type Joined = Map<RecordId, Map<string, RecordId>>;

const nameOf = ({ member, group, kind }: Asked): string => `${member} ${group} ${kind}`;

export class Joining {
  readonly #source: LinkSource;
  readonly #day: Day;
  readonly #periods = new Map<string, readonly Period[]>();
  readonly #members: Joined = new Map();
  readonly #seated: Joined = new Map();

  constructor(source: LinkSource, day: Day) {
    this.#source = source;
    this.#day = day;
  }

  #asked({ member = '', group = '', kind = '', spans = '' }: Answers): Asked | null {
    if (!isRecordId(member) || !isRecordId(group)) return null;
    const own = Object.values(entriesIn(spans)).flatMap((entry) => (entry === null ? [] : [periodOf(entry)]));
    const asked = { member: this.#source.resolve(member), group: this.#source.resolve(group), kind, periods: own };
    return { ...asked, periods: [...(this.#periods.get(nameOf(asked)) ?? []), ...own] };
  }

  /** Memberships that are not in force today close no circle and hold no seat. */
  #isInForce = ({ periods }: Asked): boolean => belongsOn(periods, this.#day);

  /** An error for a circle, which the form refuses as well; a warning for a seat that is not there; null where nothing stands against it. */
  remarkOn(answers: Answers): Remark | null {
    const asked = this.#asked(answers);
    if (!asked || !this.#isInForce(asked)) return null;
    const { member, group, kind } = asked;
    const circle = BELONGING.includes(kind)
      ? circleWith(this.#source, member, group, this.#day, (id) => joinedIn(this.#members, id))
      : null;
    if (circle) {
      const names = circle.map((id) => this.#nameOf(id)).join(' → ');
      return { kind: 'error', code: circle.length === 1 ? 'itself' : 'circle', target: 'group', value: short(names) };
    }
    const seat = seatTooMany(this.#source, { body: group, member, kind }, this.#day, joinedIn(this.#seated, group));
    return seat && { kind: 'warning', code: 'seat', target: 'group', value: String(seat.seats) };
  }

  /** The row is taken: the next ones are told with it. A later period may end what an earlier row began. */
  take(answers: Answers): void {
    const asked = this.#asked(answers);
    if (!asked) return;
    const { member, group, kind, periods } = asked;
    this.#periods.set(nameOf(asked), periods);
    for (const [joined, is] of [
      [this.#members, BELONGING.includes(kind)],
      [this.#seated, SITTING.includes(kind)],
    ] as const) {
      if (!is) continue;
      const inGroup = joined.get(group) ?? new Map<string, RecordId>();
      if (this.#isInForce(asked)) inGroup.set(nameOf(asked), member);
      else inGroup.delete(nameOf(asked));
      joined.set(group, inGroup);
    }
  }

  #nameOf(id: RecordId): string {
    const state = this.#source.record(id);
    return state ? textOf(state, 'name') : '';
  }
}

const joinedIn = (joined: Joined, group: RecordId): readonly RecordId[] => [...(joined.get(group)?.values() ?? [])];
