/**
 * The paper register of members, typed in by the secretariat: who joined when and by which decision, who left, who is suspended, who asked.
 * Sixty on 1 January 2014, sixty-seven now. Names and decisions are invented; twelve founders joined on the day the network was created.
 */
import type { Acts } from '../../kernel/author.ts';
import { type RecordState, refOf, textOf, valueOf } from '../../kernel/fold.ts';
import { dayOf } from '../../kernel/grant.ts';
import type { Body, Millis, RecordId } from '../../kernel/types.ts';
import { group, membership } from './movement.ts';
import type { Sketch } from './organisations.ts';

const DAY: Millis = 24 * 3600 * 1000;
const [FOUNDERS, OLD] = [12, 60];
/** Those after these asked to join and wait for a decision. */
export const KNOWN = 74;
const LEFT: ReadonlyMap<number, string> = new Map([
  [20, '2015-12'],
  [28, '2017'],
  [36, '2018-06-30'],
  [44, '2020'],
  [52, '2022-03'],
]);
/** One of them was put out, one said that it leaves; of the others nobody wrote down more than the end. */
const PARTED: { readonly [at: number]: Body } = {
  36: { status: 'excluded', decision: 'Assemblée générale du 30 juin 2018' },
  52: { status: 'left', decision: 'Lettre de mars 2022' },
};
const SUSPENDED: readonly number[] = [24, 33];
/** Asked twice: a first time too early. */
const REFUSED = 66;
const MONTHS = ['02', '05', '09', '11'];

/** The year in which the organisation at this place of the register joined. */
export const joinedIn = (at: number): number =>
  at < FOUNDERS ? 2003 : at < OLD ? 2004 + (at % 10) : 2014 + ((at - OLD) % 10);

/** When and how the organisation at this place of the register joined. Some decisions are not written down. */
function joining(at: number): Body {
  if (at < FOUNDERS) return { from: '2003-07-10', decision: 'Assemblée constitutive du 10 juillet 2003' };
  const year = joinedIn(at);
  const month = MONTHS[at % 4] ?? '05';
  if (at % 13 === 0) return { from: String(year) };
  return { from: `${year}-${month}`, decision: `Conseil d’administration, ${month}/${year}` };
}

function periods(at: number, now: Millis): readonly Body[] {
  if (at >= KNOWN) return [{ from: dayOf(now - (20 + at - KNOWN) * DAY), status: 'applied' }];
  const joined = { ...joining(at), status: 'active' };
  const left = LEFT.get(at);
  const parted = PARTED[at];
  if (left) return parted ? [joined, { from: left, ...parted }] : [{ ...joined, to: left }];
  if (at === REFUSED)
    return [
      { from: '2013-04', status: 'applied' },
      { from: '2013-06', status: 'refused', decision: 'Conseil d’administration, 06/2013' },
      joined,
    ];
  if (SUSPENDED.includes(at))
    return [joined, { from: '2025-02', status: 'suspended', decision: 'Conseil d’administration, 02/2025' }];
  return [joined];
}

export interface Hall {
  readonly now: Millis;
  readonly us: RecordId;
  /** Poles by their number. */
  readonly poles: readonly RecordState[];
  /** Organisations on the hub, by name. */
  readonly cards: ReadonlyMap<string, RecordState>;
}

/** Which pole suits an organisation, from what it does. */
function poleOf({ kind, sectors = [] }: Sketch, at: number): number {
  const [main = ''] = sectors;
  if (kind === 'mutual' || main === 'finance') return 5;
  if (['agriculture', 'livestock', 'fishing', 'gathering', 'environment'].includes(main)) return at % 9 === 4 ? 4 : 1;
  if (['crafts', 'textile', 'housing'].includes(main)) return 2;
  return ['processing', 'trade'].includes(main) ? 6 : 3;
}

/**
 * Memberships of the network and of its poles, in groups that travel. Twelve members work in two poles, three in none.
 * @param first from this line of the register on.
 * @param end up to this line.
 */
export function register(
  sketches: readonly Sketch[],
  { us, poles, cards, now }: Hall,
  first = 0,
  end = sketches.length,
): readonly Acts[] {
  const numbered = new Map(poles.map((pole) => [valueOf(pole, 'number'), pole.id]));
  let twice = 0;
  const lines = sketches.slice(first, end).map((sketch, line) => {
    const at = first + line;
    const card = cards.get(sketch.name);
    if (!card) throw new Error(`${sketch.name} is not on the hub when the register is typed in`);
    const rows: Body[] = [membership(card.id, us, at < FOUNDERS ? 'founder' : 'member', periods(at, now))];
    const isMember = at < KNOWN && !LEFT.has(at) && !SUSPENDED.includes(at);
    if (!isMember || at % 25 === 17) return { card, rows };
    const main = poleOf(sketch, at);
    const places = at % 5 === 0 && twice++ < 12 ? [main, (main % 6) + 1] : [main];
    for (const number of places) {
      const pole = numbered.get(number);
      if (pole) rows.push(membership(card.id, pole, 'member', [{ from: String(2012 + (at % 5)), status: 'active' }]));
    }
    return { card, rows };
  });
  const pages: (typeof lines)[] = [];
  for (let at = 0; at < lines.length; at += 20) pages.push(lines.slice(at, at + 20));
  return pages.map((page) =>
    group((add) => {
      for (const { card, rows } of page) for (const row of rows) add('membership', row, card.home);
    }),
  );
}

/** What the hub knows of the structure when the register is opened. */
export function hallOf(organisations: readonly RecordState[], bodies: readonly RecordState[], now: Millis): Hall {
  const us = organisations.find((card) => valueOf(card, 'own') === true)?.id;
  if (!us) throw new Error('the network is not on its own hub');
  const poles = bodies.filter((body) => textOf(body, 'kind') === 'pole' && refOf(body, 'of') === us);
  return { now, us, poles, cards: new Map(organisations.map((card) => [textOf(card, 'name'), card])) };
}
