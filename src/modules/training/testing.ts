/**
 * Tests of a group: what they say of somebody, and writing the marks person by person. Each test of a day has its sheet, one record whichever phone wrote it;
 * what an office or an import wrote on an enrolment counts beside it.
 */
import type { Acts } from '../../kernel/author.ts';
import { entryKey, partOf } from '../../kernel/declare.ts';
import { compareHeads, type Head, type RecordState, textOf } from '../../kernel/fold.ts';
import { derivedId, isRecordId } from '../../kernel/ids.ts';
import { type LinkSource, linksTo } from '../../kernel/links.ts';
import type { Json, RecordId } from '../../kernel/types.ts';
import type { Test } from './model.ts';

/** Most points a test is marked over. */
export const MOST_POINTS = 1000;

/** A test that somebody took. */
export interface Tested {
  readonly which: Test;
  readonly on: string;
  readonly points: number;
  readonly of: number;
  /** Points that another phone wrote of the same test, where two do not agree: the next one written settles it. */
  readonly other?: number;
}

/** What somebody wrote of one test of a day: points, or that they are taken back. */
interface Written {
  readonly which: Test;
  readonly on: string;
  readonly head: Head;
  readonly points: number | null;
  readonly of: number;
  readonly other?: number;
}
/** What the sheets of a group say, by person. */
export type Sheets = ReadonlyMap<RecordId, readonly Written[]>;

const marked = (points: Json | undefined, of: Json | undefined) =>
  typeof points === 'number' && typeof of === 'number' && of > 0 ? { points, of } : null;

/** The sheets of a group, read once for all of its people. */
export function sheetsOf(source: LinkSource, cohort: RecordId): Sheets {
  const said = new Map<RecordId, Written[]>();
  for (const sheet of linksTo(source, 'test_sheet', 'cohort', cohort)) {
    const test = { which: textOf(sheet, 'which') as Test, on: textOf(sheet, 'on') };
    for (const [name, heads] of Object.entries(sheet.fields)) {
      const [field, key] = [name.slice(0, 7), name.slice(7)];
      const [head] = heads;
      if (field !== 'points.' || !head || !isRecordId(key)) continue;
      const readings = heads.map(({ value }) => marked(partOf(value, 'is'), partOf(value, 'of')));
      const [mark = null] = readings;
      if (mark === null && head.value !== null) continue;
      const other = readings.find((one) => one && one.points !== mark?.points)?.points;
      const written: Written = {
        ...test,
        ...(mark ?? { points: null, of: 0 }),
        head,
        ...(other !== undefined && { other }),
      };
      const person = source.resolve(key as RecordId);
      const list = said.get(person);
      if (list) list.push(written);
      else said.set(person, [written]);
    }
  }
  return said;
}

/**
 * Tests somebody took, by their day. Of one kind and one day there is one: what was written last of it, on the enrolment or on the sheet, so that nothing that
 * counted before there were sheets is lost, and whoever corrects it in either place is heard. A mark taken back last is none. Between days the latest counts.
 * @param said what the sheets of their group say of them.
 */
export function testsOf(enrolment: RecordState, said: readonly Written[] = []): readonly Tested[] {
  const last = new Map<string, Written>();
  const put = (one: Written): void => {
    const key = `${one.which} ${one.on}`;
    const before = last.get(key);
    if (!before || compareHeads(one.head, before.head) > 0) last.set(key, one);
  };
  for (const [name, [head]] of Object.entries(enrolment.fields)) {
    if (!name.startsWith('tests.') || !head) continue;
    const part = (name: string): Json | undefined => partOf(head.value, name);
    const mark = marked(part('points'), part('of'));
    if (mark) put({ which: part('which') as Test, on: String(part('on')), head, ...mark });
  }
  for (const one of said) put(one);
  return [...last.values()]
    .flatMap(({ head: _, points, ...test }): readonly Tested[] => (points === null ? [] : [{ ...test, points }]))
    .sort((a, b) => (a.on < b.on ? -1 : 1));
}

/** The last test of this kind. @param tests by their day. */
export const lastOf = (tests: readonly Tested[], which: Test): Tested | null =>
  tests.findLast((one) => one.which === which) ?? null;

/** What somebody typed as points; `''` takes the mark back, null is no mark of this test. */
export function pointsOf(typed: string, of: number): number | '' | null {
  const text = typed.trim();
  if (text === '') return '';
  const points = Number(text);
  return /^\d+$/.test(text) && points <= of ? points : null;
}

/** A test of that day, and somebody's points; `''` takes them back. */
export interface Marked extends Omit<Tested, 'points' | 'other'> {
  readonly person: RecordId;
  readonly points: number | '';
}

/** Writes, corrects or takes back the mark of somebody on the sheet of that day: made by the first mark, on whatever phone. */
export function testActs(source: LinkSource, cohort: RecordState, { which, on, of, person, points }: Marked): Acts {
  const record = derivedId('test_sheet', cohort.id, which, on);
  const body = { [entryKey('points', person)]: points === '' ? null : { is: points, of } };
  if (source.record(record)?.created) return [{ do: 'edit', record, body }];
  return [{ do: 'create', type: 'test_sheet', home: cohort.home, body: { cohort: cohort.id, which, on, ...body } }];
}

/** Points that the contents ask for over this many; null where the test does not decide. */
export const needed = (pass: number | null, of: number): number | null =>
  pass === null ? null : Math.ceil((pass * of) / 100);
