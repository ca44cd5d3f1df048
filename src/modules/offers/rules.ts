/** What follows from offers and from who was helped to apply: pure, the same on every phone and on the hub. */
import { isVoided, type RecordState, refOf, textOf, valueOf } from '../../kernel/fold.ts';
import { derivedId } from '../../kernel/ids.ts';
import { type LinkSource, linksTo } from '../../kernel/links.ts';
import type { Day } from '../../kernel/moment.ts';
import { normalPhone } from '../../kernel/phone.ts';
import type { RecordId } from '../../kernel/types.ts';
import { daysLeft, isOver } from '../../ui/ending.ts';
import { folded } from '../../ui/search.ts';

export const deadlineOf = (offer: RecordState) => valueOf(offer, 'deadline');
export const isClosed = (offer: RecordState, today: Day): boolean => isOver(deadlineOf(offer), today);

/** One person who applies for an offer, however often it was written down. */
export interface Applicant {
  /** Null where they are known by a name alone. */
  readonly person: RecordId | null;
  readonly name: string;
  /** What was noted, the latest first. */
  readonly noted: readonly RecordState[];
}

/** Two people share a telephone and two bear one name: only both together make one of them. */
function signOf(name: string, phone: string): string {
  const read = normalPhone(phone);
  return `${folded(name)} ${read.ok ? read.value : phone.replace(/\D/g, '')}`;
}

/** Who applies, each once: a person noted by two people, or first by name and then as the person they are, is one. */
export function applicantsOf(source: LinkSource, offer: RecordId): readonly Applicant[] {
  const noted = [...linksTo(source, 'offer_application', 'offer', offer)].sort((a, b) =>
    textOf(b, 'on').localeCompare(textOf(a, 'on')),
  );
  const signs = new Map<string, RecordId>();
  for (const one of noted) {
    const person = personOf(source, one);
    if (!person) continue;
    const contact = source.record(derivedId('person_contact', person));
    const name = textOf(source.record(person) ?? one, 'name');
    for (const phone of [textOf(one, 'phone'), contact ? textOf(contact, 'phone') : ''])
      if (phone !== '') signs.set(signOf(name, phone), person);
  }
  const found = new Map<string, { person: RecordId | null; name: string; noted: RecordState[] }>();
  for (const one of noted) {
    const sign = signOf(textOf(one, 'name'), textOf(one, 'phone'));
    const person = personOf(source, one) ?? signs.get(sign) ?? null;
    const key = person ?? sign;
    const before = found.get(key);
    if (before) before.noted.push(one);
    else {
      const card = person && source.record(person);
      found.set(key, { person, name: card ? textOf(card, 'name') : textOf(one, 'name'), noted: [one] });
    }
  }
  return [...found.values()];
}

/** How many people apply: those helped here, and where it is a training of the house those who asked for a place in it, each once. */
export function applied(source: LinkSource, offer: RecordState): number {
  const here = applicantsOf(source, offer.id);
  const programme = refOf(offer, 'programme');
  if (!programme) return here.length;
  const asked = linksTo(source, 'application', 'programme', programme).flatMap((one) => personOf(source, one) ?? []);
  const unknown = here.filter(({ person }) => person === null).length;
  return unknown + new Set([...asked, ...here.flatMap(({ person }) => person ?? [])]).size;
}

const personOf = (source: LinkSource, state: RecordState): RecordId | null => {
  const person = refOf(state, 'person');
  return person && source.resolve(person);
};

/** Offers that end within so many days, the nearest first. */
export const endingWithin = (source: LinkSource, today: Day, days: number): readonly RecordState[] =>
  source
    .list('offer')
    .map((offer) => ({ offer, left: daysLeft(deadlineOf(offer), today) }))
    .filter(({ offer, left }) => left !== null && left >= 0 && left <= days && !isVoided(offer))
    .sort((a, b) => (a.left ?? 0) - (b.left ?? 0))
    .map(({ offer }) => offer);

/** Applications somebody noted and did not send yet, while the offer is open. */
export const unsent = (source: LinkSource, today: Day): readonly RecordState[] =>
  source.list('offer_application').filter((one) => {
    const to = refOf(one, 'offer');
    const offer = to && source.record(source.resolve(to));
    return (
      !isVoided(one) && textOf(one, 'status') === 'noted' && !!offer && !isVoided(offer) && !isClosed(offer, today)
    );
  });
