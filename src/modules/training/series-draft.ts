/** A list of sessions that was begun, as a draft of this device holds it: what was asked for and what was changed, as text. */
import * as v from 'valibot';
import type { RecordId } from '../../kernel/types.ts';
import { type Changed, isDay, PARTS, type Portion, type Wish } from './series.ts';

const Part = v.picklist(PARTS);
const Times = v.object({ start: v.string(), end: v.string() });
const Begun = v.object({
  wish: v.object({
    modules: v.array(v.string()),
    weekdays: v.array(v.number()),
    first: v.string(),
    parts: v.array(Part),
    times: v.object({ morning: Times, afternoon: Times }),
    room: v.string(),
    trainer: v.nullable(v.string()),
    skip: v.array(v.string()),
  }),
  changes: v.array(
    v.tuple([
      v.string(),
      v.object({
        off: v.optional(v.boolean()),
        day: v.optional(v.string()),
        part: v.optional(Part),
        module: v.optional(v.string()),
      }),
    ]),
  ),
});

export type Changes = ReadonlyMap<string, Changed>;

/** The same list is the same text, in whatever order it was touched. */
export const begunText = (wish: Wish, changes: Changes): string =>
  JSON.stringify({
    wish: {
      ...wish,
      modules: [...wish.modules].sort(),
      weekdays: [...wish.weekdays].sort(),
      parts: [...wish.parts].sort(),
      skip: [...wish.skip].sort(),
    },
    changes: [...changes].sort(([a], [b]) => (a < b ? -1 : 1)),
  });

/** @returns null for what is no list. Modules that are not of the group's contents any more are left out, and lines moved to them go back. */
export function begunFrom(text: string, modules: readonly Portion[]): { wish: Wish; changes: Changes } | null {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return null;
  }
  const found = v.safeParse(Begun, read);
  if (!found.success) return null;
  const known = new Set<string>(modules.map(({ module }) => module));
  const { wish, changes } = found.output;
  const isSound = ({ day, module }: (typeof changes)[number][1]): boolean =>
    (day === undefined || isDay(day)) && (module === undefined || known.has(module));
  return {
    wish: {
      ...wish,
      modules: new Set(wish.modules.filter((one) => known.has(one)) as RecordId[]),
      weekdays: new Set(wish.weekdays),
      parts: new Set(wish.parts),
      trainer: wish.trainer as RecordId | null,
      skip: new Set(wish.skip),
    },
    changes: new Map(changes.filter(([, one]) => isSound(one)) as [string, Changed][]),
  };
}
