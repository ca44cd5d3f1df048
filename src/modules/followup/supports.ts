/**
 * What an organisation was given that nobody wrote down as a support: kits and grants that were decided for it, groups in which its own people were trained.
 * Both stand beside its supports with their own sums, and are in none of theirs.
 */
import { isVoided, textOf } from '../../kernel/fold.ts';
import { type LinkSource, linksTo } from '../../kernel/links.ts';
import { compareMoments, countsOn, firstDay, type Moment, momentFault } from '../../kernel/moment.ts';
import type { RecordId } from '../../kernel/types.ts';
import { BELONGING } from '../people/rules.ts';
import { balanceOf, certifiedIn, named } from './rules.ts';

/** A kit or a grant. */
export interface Given {
  readonly financing: RecordId;
  /** When it was decided; where nobody said, when it was asked for. */
  readonly on: Moment;
  /** Whole francs. */
  readonly granted: number;
  readonly paid: number;
}

/** A group in which people of the organisation were. */
export interface Trained {
  readonly cohort: RecordId;
  /** When the first of them joined it. */
  readonly on: Moment;
  /** Each once. */
  readonly people: readonly RecordId[];
  /** How many of them have their certificate of this group. */
  readonly certified: number;
}

const lastFirst = (a: { readonly on: Moment }, b: { readonly on: Moment }): number => compareMoments(b.on, a.on);

/** What was granted to an organisation, the last first; a request that was refused or waits is no support. */
export function givenTo(source: LinkSource, organisation: RecordId): readonly Given[] {
  return linksTo(source, 'financing', 'of', organisation)
    .flatMap((financing): readonly Given[] => {
      const { granted, paid } = balanceOf(source, financing);
      if (!granted) return [];
      return [{ financing: financing.id, on: textOf(financing, 'decided') || textOf(financing, 'on'), granted, paid }];
    })
    .sort(lastFirst);
}

/** Groups that people joined while they belonged to an organisation, the last first. */
export function trainedOf(source: LinkSource, organisation: RecordId): readonly Trained[] {
  const ties = linksTo(source, 'involvement', 'organisation', organisation).filter((tie) =>
    BELONGING.includes(textOf(tie, 'kind')),
  );
  const groups = new Map<RecordId, { on: Moment; readonly people: Set<RecordId> }>();
  for (const tie of ties) {
    const person = named(source, tie, 'person');
    const span = { from: textOf(tie, 'from'), to: textOf(tie, 'to') };
    for (const enrolment of person ? linksTo(source, 'enrolment', 'person', person) : []) {
      const cohort = named(source, enrolment, 'cohort');
      const on = textOf(enrolment, 'on');
      if (!person || !cohort || isVoided(enrolment) || on === '' || momentFault(on) !== null) continue;
      if (!countsOn(span, firstDay(on))) continue;
      const group = groups.get(cohort) ?? { on, people: new Set() };
      if (compareMoments(on, group.on) < 0) group.on = on;
      group.people.add(person);
      groups.set(cohort, group);
    }
  }
  const certified = certificatesBy(source);
  return [...groups]
    .map(([cohort, { on, people }]): Trained => {
      const having = certified(cohort);
      return { cohort, on, people: [...people], certified: [...people].filter((person) => having.has(person)).length };
    })
    .sort(lastFirst);
}

/** Who has a certificate of a group; each programme is looked through once. */
function certificatesBy(source: LinkSource): (cohort: RecordId) => ReadonlySet<RecordId> {
  const known = new Map<RecordId, ReturnType<typeof certifiedIn>>();
  return (cohort) => {
    const state = source.record(cohort);
    const programme = state && named(source, state, 'programme');
    if (!programme) return new Set();
    const all = known.get(programme) ?? certifiedIn(source, programme);
    known.set(programme, all);
    return new Set(all.filter((one) => one.cohort === cohort).map(({ person }) => person));
  };
}
