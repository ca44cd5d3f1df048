/** What the steps of a meeting share: what they are given, and a member's line. */
import type { ComponentChildren } from 'preact';
import { moneyText } from '../../../ui/format.ts';
import { t } from '../../../ui/i18n.ts';
import { PersonSign } from '../../../ui/parts.tsx';
import type { Book, Here, Member } from '../book.ts';
import type { Keeper } from './keeping.ts';
import type { Typing } from './typing.ts';

export interface StepProps {
  readonly book: Book;
  readonly sitting: Here;
  /** Whoever is in the group on that day, by their numbers. */
  readonly members: readonly Member[];
  readonly keeper: Keeper;
  readonly typing: Typing;
  /** Nothing can be written here now. */
  readonly closed: boolean;
}

/** Found by their sign, their number and their name. */
export function Who({ member, sub }: { readonly member: Member; readonly sub?: ComponentChildren }) {
  return (
    <div class="line whois">
      <PersonSign sign={member.sign} color={member.color} />
      <div class="grow">
        <b>{member.name}</b>
        <small>{sub ?? t('savings.passbook', { n: member.no })}</small>
      </div>
    </div>
  );
}

export function MemberLine(props: {
  readonly member: Member;
  readonly sub?: ComponentChildren;
  readonly tone?: string;
  readonly children?: ComponentChildren;
}) {
  return (
    <li class={`roll ${props.tone ?? ''}`}>
      <div class="grow">
        <Who member={props.member} sub={props.sub} />
      </div>
      {props.children}
    </li>
  );
}

/** « carnet nº 9 · pas là »: who is not there may still have sent their money. */
export const placeOf = (member: Member, { entries }: Here): string =>
  entries.there.get(member.id) === false
    ? t('list.dot', { a: t('savings.passbook', { n: member.no }), b: t('savings.absent') })
    : t('savings.passbook', { n: member.no });

/** « doit encore 37 500 F CFA », « ne doit plus rien ». */
export const owesText = (sum: number): string =>
  sum === 0 ? t('savings.owes.none') : t('savings.owes', { sum: moneyText(sum) });
