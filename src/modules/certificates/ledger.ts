/** What a copy's own records know of certificates, for `verify`. */
import { isVoided, type RecordState, textOf } from '../../kernel/fold.ts';
import type { Facts } from './credential.ts';
import { plainNumber } from './model.ts';
import type { Key, Ledger, Withdrawal } from './verify.ts';

/** Where records come from: a replica, or the hub's pages of them. */
export interface Records {
  list(type: string): readonly RecordState[];
}

/** Records of a type that were confirmed count, and so do those written here: a withdrawal is true for its author at once. */
export const standing = (records: Records, type: string): readonly RecordState[] =>
  records.list(type).filter((state) => state.created && !isVoided(state));

export function ledgerOf(records: Records): Ledger {
  const withdrawals = new Map(
    standing(records, 'certificate_withdrawal').map((state) => {
      const one = withdrawalOf(state);
      return [plainNumber(one.number), one] as const;
    }),
  );
  return {
    keys: standing(records, 'certificate_key').map(keyOf),
    withdrawal: (number) => withdrawals.get(plainNumber(number)) ?? null,
    noted(number) {
      const wanted = plainNumber(number);
      const found = records.list('certificate').find((state) => plainNumber(textOf(state, 'number')) === wanted);
      return found ? factsOfRecord(found) : null;
    },
  };
}

/** The facts that a certificate's record holds: those that are signed. */
export function factsOfRecord(state: RecordState): Facts {
  const text = (field: string): string => textOf(state, field);
  const some = (field: 'done' | 'from' | 'to') => (text(field) === '' ? {} : { [field]: text(field) });
  return {
    number: text('number'),
    name: text('name'),
    issuer: text('issuer'),
    issued: text('issued'),
    achievement: {
      id: text('curriculum'),
      name: text('title'),
      description: text('description'),
      criteria: text('criteria'),
    },
    ...some('done'),
    ...some('from'),
    ...some('to'),
  };
}

/** The body of a record that holds these facts. */
export const bodyOf = ({ achievement, ...facts }: Facts): { readonly [field: string]: string } => ({
  ...facts,
  title: achievement.name,
  curriculum: achievement.id,
  ...(achievement.description !== '' && { description: achievement.description }),
  ...(achievement.criteria !== '' && { criteria: achievement.criteria }),
});

export function withdrawalOf(state: RecordState): Withdrawal {
  const by = textOf(state, 'by');
  return {
    number: textOf(state, 'number'),
    day: textOf(state, 'day'),
    why: textOf(state, 'why'),
    ...(by !== '' && { by }),
  };
}

function keyOf(state: RecordState): Key {
  const [from, to] = [textOf(state, 'from'), textOf(state, 'to')];
  return { key: textOf(state, 'key'), ...(from !== '' && { from }), ...(to !== '' && { to }) };
}
