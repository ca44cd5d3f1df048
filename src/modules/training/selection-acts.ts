/** What a jury decided, as acts: each request with its reason, a few in a group, and last of all that the round is decided and how. */
import type { Act } from '../../kernel/author.ts';
import { textOf, valueOf } from '../../kernel/fold.ts';
import { derivedId, sensitiveScope } from '../../kernel/ids.ts';
import type { Day } from '../../kernel/moment.ts';
import type { Body, Json, RecordId } from '../../kernel/types.ts';
import type { Choice, Step } from './selection.ts';
import { REFUSES, type Request, type Round } from './selection-read.ts';

/** The words in which a decision is kept: they stand in the record, in the language of whoever wrote it down. */
export interface Sayings {
  step(step: Step, at: number): string;
  selected(step: Step, at: number, request: Request, rank: number): string;
  /** The same without saying by which share: what everybody who reads the request may know. */
  shared(request: Request, rank: number): string;
  waiting(request: Request, rank: number): string;
  refused(request: Request, rank: number): string;
  out(request: Request): string;
  /** The same without saying what only few may know. */
  outside(request: Request): string;
}

/** Requests in a group: a group holds 64 KB, and a phone shows how far it is between two. */
const CHUNK = 40;

/** The decision of one request; null where nothing is decided of it. */
interface Fate {
  readonly outcome: 'selected' | 'waiting' | 'refused';
  readonly why: string;
  readonly rank?: number;
  /** The whole reason, where it says what only few may know. */
  readonly apart?: string;
}

const SENSITIVE = ['displaced', 'disability'];

export function fatesOf(round: Round, choice: Choice, say: Sayings): ReadonlyMap<RecordId, Fate> {
  const fates = new Map<RecordId, Fate>();
  const byId = new Map(round.requests.map((one) => [one.application.id, one]));
  const took = new Map<RecordId, readonly [Step, number]>();
  for (const [at, step] of choice.steps.entries())
    if (step.kind !== 'waiting') for (const { id } of step.taken) took.set(id, [step, at]);
  for (const { id, rank } of choice.ranking) {
    const request = byId.get(id) as Request;
    const outcome = choice.fates.get(id);
    const step = took.get(id);
    if (outcome === 'selected' && step) {
      const whole = say.selected(...step, request, rank);
      // Of no share one tells by which, as soon as one of them says who somebody is: what is said of the others would tell it too.
      const apart = step[0].kind === 'quota' && round.quotas.some(({ group }) => SENSITIVE.includes(group));
      fates.set(
        id,
        apart ? { outcome, why: say.shared(request, rank), rank, apart: whole } : { outcome, why: whole, rank },
      );
    }
    if (outcome === 'waiting') fates.set(id, { outcome, why: say.waiting(request, rank), rank });
    if (outcome === 'refused') fates.set(id, { outcome, why: say.refused(request, rank), rank });
  }
  for (const request of round.requests)
    if (request.out !== null && REFUSES.includes(request.out))
      fates.set(
        request.application.id,
        request.out === 'status'
          ? { outcome: 'refused', why: say.outside(request), apart: say.out(request) }
          : { outcome: 'refused', why: say.out(request) },
      );
  return fates;
}

/** What is kept apart of a decision. */
export const reasonId = (application: RecordId): RecordId => derivedId('application_reason', application);

/** Groups of acts, to be saved in their order. Done again after it was cut off, it writes what is missing and nothing twice. */
export function decisionActs(
  round: Round,
  choice: Choice,
  day: Day,
  say: Sayings,
  known: (record: RecordId) => boolean,
): readonly (readonly Act[])[] {
  const edits: Act[] = [];
  for (const [record, { outcome, why, rank, apart }] of fatesOf(round, choice, say)) {
    const state = round.requests.find(({ application }) => application.id === record)?.application;
    const body: Body = {
      outcome,
      decided: day,
      why: why.slice(0, 160),
      round: round.selection.id,
      ...(rank !== undefined && { rank }),
    };
    const same = state && Object.entries(body).every(([key, value]) => valueOf(state, key) === value);
    if (same) continue;
    // The whole reason first: cut off between the two, the decision is written again with it.
    if (apart && state) {
      const reason = reasonId(record);
      const there = { why: apart.slice(0, 160) };
      const home = sensitiveScope(state.home);
      edits.push(
        known(reason)
          ? { do: 'edit', record: reason, body: there }
          : { do: 'create', type: 'application_reason', record: reason, home, body: { of: record, ...there } },
      );
    }
    edits.push({ do: 'edit', record, body });
  }
  const groups: Act[][] = [];
  for (let at = 0; at < edits.length; at += CHUNK) groups.push(edits.slice(at, at + CHUNK));
  const steps = choice.steps.map((step, at): readonly [string, Json] => [
    `steps.${String(at + 1).padStart(2, '0')}`,
    { what: say.step(step, at).slice(0, 200), n: step.taken.length },
  ]);
  return [
    ...groups,
    [{ do: 'edit', record: round.selection.id, body: { decided: day, ...Object.fromEntries(steps) } }],
  ];
}

/** Places of a decided round that became free, and who comes next: whoever waits, in their order. */
export function freed(round: Round): { readonly free: number; readonly next: Request | null } {
  if (round.decided === '') return { free: 0, next: null };
  const of = (outcome: string) =>
    round.requests.filter(({ application }) => textOf(application, 'outcome') === outcome);
  const rank = ({ application }: Request): number => Number(valueOf(application, 'rank') ?? Number.POSITIVE_INFINITY);
  const [next] = [...of('waiting')].sort((a, b) => rank(a) - rank(b) || (a.application.id < b.application.id ? -1 : 1));
  return { free: Math.max(0, round.places - of('selected').length), next: next ?? null };
}
