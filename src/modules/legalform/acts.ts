/** What is written on the way: the choice of a form, a step, a point of the statutes, and the new form on the sheet of the organisation. */
import type { Acts } from '../../kernel/author.ts';
import { entryKey } from '../../kernel/declare.ts';
import { entriesOf, type RecordState, textOf } from '../../kernel/fold.ts';
import { derivedId } from '../../kernel/ids.ts';
import type { Day } from '../../kernel/moment.ts';
import type { Body, RecordId } from '../../kernel/types.ts';
import { entryKeyFor } from '../../ui/records/codec.ts';
import type { Done, Way } from './rules.ts';

/** The way of this organisation to this form is one record, whoever begins it. */
export const wayId = (organisation: RecordId, form: string): RecordId => derivedId('formalisation', organisation, form);

export function beginActs(organisation: RecordState, form: string, guide: RecordId, since: Day): Acts {
  const body = { organisation: organisation.id, form, guide, since };
  return [{ do: 'create', type: 'formalisation', home: organisation.home, body }];
}

/** Every entry that says this step, so that taking one out leaves none behind. */
const keysOf = (record: RecordState, step: string): readonly string[] =>
  entriesOf(record, 'steps').flatMap(([key, entry]) =>
    typeof entry === 'object' && entry !== null && 'step' in entry && entry['step'] === step ? [key] : [],
  );

/** @param done null takes it out. */
export function stepActs(record: RecordState, step: string, done: Done | null): Acts {
  const cleared: Body = Object.fromEntries(keysOf(record, step).map((key) => [entryKey('steps', key), null]));
  const { on = '', by = '', document = '' } = done ?? {};
  const said = { step, on, ...(by && { by }), ...(document && { document }) };
  return [{ do: 'edit', record: record.id, body: done ? { ...cleared, [entryKey('steps', step)]: said } : cleared }];
}

export const pointActs = (record: RecordState, point: string, on: Day | null): Acts => [
  { do: 'edit', record: record.id, body: { [entryKey('points', point)]: on && { on } } },
];

/** What the sheet of the organisation would say once it has its number: its form, since when, under which number; null where it says so already. */
export function cardActs(way: Way, organisation: RecordState): Acts | null {
  const given = way.lines.find(({ step }) => step.step === way.form?.number)?.done;
  if (!way.form || !given || textOf(organisation, 'kind') === way.form.form) return null;
  const said = {
    kind: way.form.form,
    from: given.on,
    ...(given.document && { number: given.document.slice(0, 60) }),
    ...(given.by && { authority: given.by }),
  };
  const body: Body = {
    kind: way.form.form,
    ...(given.document && { registration: given.document.slice(0, 60) }),
    ...former(organisation),
    [entryKey('forms', entryKeyFor(said))]: said,
  };
  return [{ do: 'edit', record: organisation.id, body }];
}

/** What it was before, where its sheet has no dated form yet: the group of 2019 stays known as one. */
function former(organisation: RecordState): Body {
  const [kind, founded] = [textOf(organisation, 'kind'), textOf(organisation, 'founded')];
  if (!kind || !founded || entriesOf(organisation, 'forms').length > 0) return {};
  const said = { kind, from: founded };
  return { [entryKey('forms', entryKeyFor(said))]: said };
}
