/** Short ways to declare fields, so that a `model.ts` reads like a list. */
import * as v from 'valibot';
import type { FieldDecl } from '../kernel/declare.ts';
import { earliest, momentFault, momentSchema } from '../kernel/moment.ts';
import { soundOf } from '../kernel/sound.ts';
import type { Json, Millis } from '../kernel/types.ts';
import { placeSchema } from './places/place.ts';

type More = Partial<FieldDecl>;
type Choices = NonNullable<FieldDecl['choices']>;

const field = (schema: FieldDecl['schema'], widget: FieldDecl['widget'], more: More): FieldDecl => ({
  schema,
  class: 'branch',
  merge: 'lww',
  widget,
  ...more,
});

/** Words, trimmed, never empty. */
export const words = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));
/** Id of a record: the change that made it, or a hash of its key fields. */
export const recordId = v.pipe(v.string(), v.regex(/^(~[a-z0-9]{16}|[a-z0-9]{16}\.\d+)$/));
export const text = (max: number, more: More = {}): FieldDecl => field(words(max), 'text', { max, ...more });
export const long = (max: number, more: More = {}): FieldDecl => field(words(max), 'long', { max, ...more });
/** One of several. A value outside the list is kept and flagged: lists grow. */
export const choice = (choices: Choices, more: More = {}): FieldDecl =>
  field(words(40), 'choice', { choices, ...more });
/** Several of a list, in the order of their importance where that matters. */
export const choices = (list: Choices, more: More = {}): FieldDecl =>
  field(v.pipe(v.array(words(40)), v.maxLength(20)), 'choices', { choices: list, ...more });
export const when = (more: More = {}): FieldDecl => field(momentSchema, 'moment', more);
/** The day may have begun elsewhere. */
const A_DAY: Millis = 24 * 3600 * 1000;
const ahead = (value: Json, now: Millis): string | null =>
  typeof value === 'string' && momentFault(value) === null && Date.parse(earliest(value)) > now + A_DAY
    ? 'FLAG-AHEAD'
    : null;
/** When something began that has begun: a day to come is accepted, and shown to be checked. */
export const past = (more: More = {}): FieldDecl => when({ flag: ahead, ...more });
export const where = (more: More = {}): FieldDecl => field(placeSchema, 'place', { max: 120, ...more });
/** A whole number, 0 or more. */
export const count = (more: More = {}): FieldDecl =>
  field(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e9)), 'number', more);
/** Whole francs CFA (XOF has no smaller unit). */
export const money = (more: More = {}): FieldDecl =>
  field(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e13)), 'money', more);
export const yesno = (more: More = {}): FieldDecl => field(v.boolean(), 'yesno', more);
/** A voice, as `kernel/sound.ts` takes it (RULE-SOUND). */
export const audio = (more: More = {}): FieldDecl =>
  field(
    v.pipe(
      v.strictObject({ seconds: v.number(), data: v.string() }),
      v.check((value) => soundOf(value) !== null),
    ),
    'audio',
    more,
  );
export const email = (more: More = {}): FieldDecl =>
  field(v.pipe(v.string(), v.maxLength(120), v.regex(/^\S+@\S+\.\S+$/)), 'email', { max: 120, ...more });
/** Another record. */
export const to = (ref: FieldDecl['ref'], more: More = {}): FieldDecl =>
  field(recordId, 'record', { ...(ref !== undefined && { ref }), ...more });

/** Keyed entries inside the record, each with these parts; two people who add entries both keep theirs. */
export function entries(parts: { readonly [part: string]: FieldDecl }, more: More = {}): FieldDecl {
  const shape = Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [name, part.required ? part.schema : v.nullish(part.schema)]),
  );
  // What a newer version adds to an entry is kept like an unknown field.
  return field(v.looseObject(shape), 'entries', { merge: 'map', entry: parts, asked: 'later', ...more });
}

/** Roles by what they do, from `access/model.ts`. */
export const OFFICES = ['secretariat', 'coordinator'] as const;
export const STAFF = [...OFFICES, 'animator'] as const;
export const READERS = [...STAFF, 'auditor'] as const;
export const EVERYONE = [...READERS, 'trainer', 'juror', 'member', 'organisation'] as const;
/** Readers, and the organisation's own account as far as a record is shared with it. */
export const CONCERNED = [...READERS, 'organisation'] as const;
