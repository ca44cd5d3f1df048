/** A savings group of the demonstration, all invented: ten women, three meetings, a loan that is paid back in part, fifty francs that were missing once. */

import { dayOf } from '../../kernel/grant.ts';
import { derivedId } from '../../kernel/ids.ts';
import { orgScope } from '../../kernel/sharing.ts';
import type { Body, Change, Millis, RecordId } from '../../kernel/types.ts';
import { meetingId } from '../../modules/savings/book.ts';
import { type Boxes, closingOf } from '../../modules/savings/closing.ts';
import { group } from './movement.ts';
import type { WaysStage } from './ways.ts';

const DAY: Millis = 24 * 3600 * 1000;
const NAMES = [
  'Awa DIARRA',
  'Fanta KEÏTA',
  'Mariam TRAORÉ',
  'Kadia SIDIBÉ',
  'Oumou COULIBALY',
  'Djénéba SAMAKÉ',
  'Sira KONATÉ',
  'Safiatou DEMBÉLÉ',
  'Nana SANGARÉ',
  'Rokia DIALLO',
];
/** A share is 500 F; everybody gives 100 F for solidarity. */
const [VALUE, SOCIAL, FINE] = [500, 100, 100];

/** Shares of each at a meeting so many days ago; who came late; what Safiatou paid back; what was found in the box beside what was reckoned. */
const MEETINGS = [
  { ago: 21, bought: [3, 2, 5, 1, 2, 2, 1, 3, 4, 2], late: [3], repaid: 0, found: 0, lent: 8000 },
  { ago: 14, bought: [2, 2, 5, 1, 3, 1, 0, 3, 4, 2], late: [], repaid: 4400, found: -50, lent: 0 },
  { ago: 7, bought: [3, 1, 5, 2, 2, 2, 1, 2, 4, 1], late: [5, 6], repaid: 0, found: 0, lent: 0 },
] as const;

export function tellSavings({ home, now, write }: WaysStage): void {
  const day = (ago: number): string => dayOf(now - ago * DAY);
  const rules = { no: 1, from: day(21), value: VALUE, social: SOCIAL, fine: FINE, rate: 50, months: 3 };
  const made = write(
    group((add) => {
      const card = { name: 'Groupe d’épargne Jigiya', kind: 'group', place: 'Bamako, Commune IV' };
      const of = add('organisation', card, home);
      const own = orgScope(home, of);
      add('savings_cycle', { group: of, ...rules }, own);
      const cycle = derivedId('savings_cycle', of, String(rules.no));
      for (const [at, name] of NAMES.entries()) add('passbook', { cycle, no: at + 1, name }, own);
    }),
  );
  const [of, cycle, ...passbooks] = made.map(({ record }) => record) as [RecordId, RecordId, ...RecordId[]];
  const own = orgScope(home, of);
  const each = (map: string, entries: readonly (Body | null)[]): Body =>
    Object.fromEntries(entries.flatMap((entry, at) => (entry ? [[`${map}.${passbooks[at]}`, entry]] : [])));
  const everybody = (entry: Body): readonly Body[] => NAMES.map(() => entry);
  const borrower = passbooks[7] as RecordId;
  let boxes: Boxes = { loan: 0, social: 0 };
  let loan: RecordId | undefined;
  for (const { ago, bought, late, repaid, found, lent } of MEETINGS) {
    const fines = NAMES.map((_, at) => ((late as readonly number[]).includes(at) ? { sum: FINE } : null));
    const reckoned = closingOf(boxes, {
      shares: bought.reduce<number>((sum, n) => sum + n, 0) * VALUE,
      repaid,
      fines: late.length * FINE,
      lent,
      expense: 0,
      social: NAMES.length * SOCIAL,
      helped: 0,
    });
    boxes = { ...reckoned, loan: reckoned.loan + found };
    const body: Body = {
      cycle,
      on: day(ago),
      ...each('there', everybody({ is: true })),
      ...each('fines', fines),
      ...each('social', everybody({ sum: SOCIAL })),
      ...each(
        'bought',
        bought.map((n) => (n > 0 ? { n } : null)),
      ),
      ...(repaid > 0 && loan && { [`repaid.${loan}`]: { sum: repaid } }),
      'steps.close': { is: true },
      closed: true,
      loanBox: boxes.loan,
      socialBox: boxes.social,
    };
    const changes: readonly Change[] = write(
      group((add) => {
        add('savings_meeting', body, own);
        const terms = { principal: lent, months: 2, rate: rules.rate, way: 'flat' };
        if (lent > 0) add('savings_loan', { meeting: meetingId(cycle, day(ago)), passbook: borrower, ...terms }, own);
      }),
    );
    loan ??= changes.find(({ type }) => type === 'savings_loan')?.record;
  }
}
