/**
 * Which forms suit a group, and how far a group is on its way to one. Nothing is refused: what really happened is kept as it is, and what the law
 * asks is said beside it, with its article.
 */
import { partOf } from '../../kernel/declare.ts';
import { entriesOf, isVoided, type RecordState, refOf, textOf, valueOf } from '../../kernel/fold.ts';
import { linksTo } from '../../kernel/links.ts';
import { ageOn, type Day, earliest, latest, type Moment, momentFault } from '../../kernel/moment.ts';
import type { Json, RecordId } from '../../kernel/types.ts';
import { formOn } from '../directory/forms.ts';
import { membersOn } from '../directory/rules.ts';
import { remembered, type Source } from '../directory/source.ts';
import { membersOf } from '../people/rules.ts';
import { adult, type Form, formCalled, forms, minimumOf, questions, type Rule, ruleOf, type Step } from './law.ts';

/** Answers by question. */
export type Answers = { readonly [question: string]: string };

/** A form beside what a group wants. */
export interface Suggestion {
  readonly form: Form;
  /** Questions that it answers otherwise. */
  readonly unlike: readonly string[];
  /** How many people are missing. */
  readonly missing: number;
}

/** The answer of organisations that want to come together: what people found and what organisations found are never compared. */
export const UNITE = 'unite';
/** As many as one can compare at a glance. */
const COMPARED = 3;

/**
 * The forms nearest to what a group wants, at most three: those that say the same first, then those for which it has enough members. Staying
 * without papers is always possible, and comes last of its equals.
 */
export function suggest(answers: Answers, people: number): readonly Suggestion[] {
  const all = forms.map(
    (form): Suggestion => ({
      form,
      unlike: questions.flatMap(({ id }) => {
        const answer = answers[id];
        return answer && !form.fits[id]?.includes(answer) ? [id] : [];
      }),
      // Between organisations: how many people there are says nothing.
      missing: form.of.length > 0 ? 0 : Math.max(0, minimumOf(form) - people),
    }),
  );
  return all
    .filter(({ form }) => form.of.length > 0 === (answers['why'] === UNITE))
    .sort(
      (a, b) =>
        a.unlike.length - b.unlike.length || Number(a.form.informal) - Number(b.form.informal) || a.missing - b.missing,
    )
    .filter(({ unlike }, _at, [first]) => unlike.length <= (first?.unlike.length ?? 0) + 1)
    .slice(0, COMPARED);
}

/** Who a form counts: people and organisations, each once, those found to be the same as one. */
export interface Members {
  readonly people: readonly RecordId[];
  readonly organisations: readonly RecordId[];
  readonly count: number;
  /** Women and men that its sheet declares; null where it says nothing. */
  readonly declared: number | null;
}

/** Members and founders of an organisation on a day, from the directory. */
export function membersOfGroup(source: Source, organisation: RecordId, day: Day): Members {
  const id = source.resolve(organisation);
  const people = membersOf(source, id, day);
  const organisations = membersOn(source, id, day).active.map(({ member }) => member);
  const state = source.record(id);
  const counted = ['women', 'men'].flatMap((field) => {
    const value = state && valueOf(state, field);
    return typeof value === 'number' ? [value] : [];
  });
  return {
    people,
    organisations,
    count: people.length + organisations.length,
    declared: counted.length > 0 ? counted.reduce((sum, n) => sum + n, 0) : null,
  };
}

/** Only organisations of the kinds that found such a form, each by what it is on that day. */
function countedBy(source: Source, form: Form | null, members: Members, day: Day): Members {
  if (!form || form.of.length === 0) return members;
  const organisations = members.organisations.filter((id) => {
    const state = source.record(id);
    return state !== null && form.of.includes(formOn(state, day)?.kind ?? '');
  });
  return { people: members.people, organisations, count: organisations.length, declared: null };
}

/** Something done, as it was written down. */
export interface Done {
  readonly on: Moment;
  readonly by: string;
  readonly document: string;
}

export interface Line {
  readonly step: Step;
  /** Null while it is not done. */
  readonly done: Done | null;
  /** Its date lies ahead: it is planned, and counts that day. */
  readonly planned: Done | null;
  /** Points of its paper that are ticked off. */
  readonly points: readonly string[];
}

/** What is to be looked at. None of them stops anybody. */
export type Warning =
  | { readonly code: 'few'; readonly missing: number; readonly rule: Rule; readonly declared: number | null }
  | { readonly code: 'early' | 'skipped'; readonly step: string; readonly before: string }
  | { readonly code: 'future'; readonly step: string }
  | { readonly code: 'soon'; readonly step: string; readonly before: string; readonly rule: Rule }
  | { readonly code: 'young'; readonly person: RecordId; readonly age: number; readonly rule: Rule }
  | { readonly code: 'foreign'; readonly step: string }
  | { readonly code: 'unknown' };

export const STANDINGS = ['few', 'ready', 'going', 'done', 'paused', 'stopped', 'unknown'] as const;
export type Standing = (typeof STANDINGS)[number];

/** Where a group is on its way. */
export interface Way {
  readonly record: RecordState;
  readonly organisation: RecordId;
  /** Null where the rules do not know the form. */
  readonly form: Form | null;
  readonly lines: readonly Line[];
  readonly done: number;
  /** The first step not done whose needs are. */
  readonly next: Line | null;
  readonly members: Members;
  readonly warnings: readonly Warning[];
  readonly standing: Standing;
}

const word = (entry: Json, part: string): string => {
  const value = partOf(entry, part);
  return typeof value === 'string' ? value : '';
};

/** What was written down of each step; several entries of one (typed on two forms) are read as the earliest. */
function writtenSteps(record: RecordState): ReadonlyMap<string, Done> {
  const found = new Map<string, Done>();
  for (const [, entry] of entriesOf(record, 'steps')) {
    const [step, on] = [word(entry, 'step'), word(entry, 'on')];
    if (!step || momentFault(on) !== null) continue;
    const before = found.get(step);
    if (!before || earliest(on) < earliest(before.on))
      found.set(step, { on, by: word(entry, 'by'), document: word(entry, 'document') });
  }
  return found;
}

const DAY = 24 * 3600 * 1000;

/** What the dates say that cannot be, or was not in its order. */
function oddDates(lines: readonly Line[], written: ReadonlyMap<string, Done>): readonly Warning[] {
  return lines.flatMap(({ step, planned, done }): readonly Warning[] => {
    if (planned) return [{ code: 'future', step: step.step }];
    if (!done) return [];
    const odd = step.needs.flatMap((before): readonly Warning[] => {
      const other = written.get(before);
      if (!other) return [{ code: 'skipped', step: step.step, before }];
      return latest(done.on) < earliest(other.on) ? [{ code: 'early', step: step.step, before }] : [];
    });
    return [...odd, ...tooSoon(step, done, written)];
  });
}

/** Fewer days than the rule wants, surely: dates that are not known to the day are given the benefit. */
function tooSoon(step: Step, done: Done, written: ReadonlyMap<string, Done>): readonly Warning[] {
  const [first, rule] = [step.waits && written.get(step.waits.after), step.waits && ruleOf(step.waits.rule)];
  if (!step.waits || !first || !rule) return [];
  const days = (Date.parse(latest(done.on)) - Date.parse(earliest(first.on))) / DAY;
  return days >= 0 && days < (rule.data['days'] ?? 0)
    ? [{ code: 'soon', step: step.step, before: step.waits.after, rule }]
    : [];
}

/** Those who are surely under age. They are counted: whether they may be, a person decides. */
function young(source: Source, people: readonly RecordId[], day: Day): readonly Warning[] {
  const rule = adult;
  const years = rule?.data['years'];
  if (!rule || years === undefined) return [];
  return people.flatMap((person): readonly Warning[] => {
    const state = source.record(person);
    const birth = state ? textOf(state, 'birth') : '';
    const age = birth && momentFault(birth) === null ? ageOn(birth, day) : null;
    return age && age[1] < years ? [{ code: 'young', person, age: age[1], rule }] : [];
  });
}

/** Where this way stands on a day. */
export function wayOf(source: Source, record: RecordState, day: Day): Way | null {
  const named = refOf(record, 'organisation');
  if (!named || isVoided(record)) return null;
  const organisation = source.resolve(named);
  const form = formCalled(textOf(record, 'form'));
  const written = writtenSteps(record);
  const ticked = new Set(entriesOf(record, 'points').map(([key]) => key));
  const lines = (form?.steps ?? []).map((step): Line => {
    const was = written.get(step.step) ?? null;
    const ahead = was !== null && earliest(was.on) > day;
    return {
      step,
      done: ahead ? null : was,
      planned: ahead ? was : null,
      points: step.points.filter((point) => ticked.has(point)),
    };
  });
  const isDone = (name: string) => lines.some(({ step, done }) => step.step === name && done !== null);
  const left = lines.filter(({ done }) => done === null);
  const members = countedBy(source, form, membersOfGroup(source, organisation, day), day);
  const missing = form ? Math.max(0, minimumOf(form) - members.count) : 0;
  const warnings: readonly Warning[] = form
    ? [
        ...(missing > 0 && form.minimum
          ? [{ code: 'few', missing, rule: form.minimum, declared: members.declared } as const]
          : []),
        ...young(source, members.people, day),
        ...oddDates(lines, written),
        ...[...written.keys()]
          .filter((name) => !form.steps.some(({ step }) => step === name))
          .map((step) => ({ code: 'foreign', step }) as const),
      ]
    : [{ code: 'unknown' }];
  const next = left.find(({ step }) => step.needs.every(isDone)) ?? left[0] ?? null;
  return {
    record,
    organisation,
    form,
    lines,
    done: lines.length - left.length,
    next,
    members,
    warnings,
    standing: standingOf(textOf(record, 'outcome'), form, left, missing),
  };
}

/** Ready: enough members, and nothing left to do before the step for which one is ready. */
function standingOf(outcome: string, form: Form | null, left: readonly Line[], missing: number): Standing {
  if (outcome === 'stopped' || outcome === 'paused') return outcome;
  if (!form) return 'unknown';
  if (left.length === 0) return 'done';
  if (missing > 0) return 'few';
  const at = form.steps.findIndex(({ step }) => step === form.ready);
  const before = form.steps.slice(0, Math.max(0, at));
  const waits = (name: string) => left.some(({ step }) => step.step === name);
  return at >= 0 && waits(form.ready) && !before.some(({ step }) => waits(step)) ? 'ready' : 'going';
}

/** Every way of this copy on a day: those that wait for members or for an office first, then by how far they are. */
export const waysOn: (source: Source, day: Day) => readonly Way[] = remembered(ways);

function ways(source: Source, day: Day): readonly Way[] {
  return source
    .list('formalisation')
    .flatMap((record) => (source.resolve(record.id) === record.id ? (wayOf(source, record, day) ?? []) : []))
    .sort(
      (a, b) =>
        STANDINGS.indexOf(a.standing) - STANDINGS.indexOf(b.standing) ||
        b.done - a.done ||
        (a.record.id < b.record.id ? -1 : 1),
    );
}

/** Is there a next step on this way? */
export const goesOn = ({ standing }: Pick<Way, 'standing'>): boolean =>
  standing !== 'done' && standing !== 'stopped' && standing !== 'unknown';

/** Ways of one organisation. */
export const waysOfGroup = (source: Source, organisation: RecordId, day: Day): readonly Way[] =>
  linksTo(source, 'formalisation', 'organisation', organisation).flatMap((record) => wayOf(source, record, day) ?? []);
