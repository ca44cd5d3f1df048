// Who people were when they joined, and what changed: the status of that day stays whatever comes after, « none » is not « not asked », before and after
// is told of those who answered twice, and a trainer reads nothing of what is apart.
import { describe, expect, it, vi } from 'vitest';
import '../../src/modules/words.ts';
import type { Act } from '../../src/kernel/author.ts';
import { textOf } from '../../src/kernel/fold.ts';
import { branchScope, derivedId, sensitiveScope } from '../../src/kernel/ids.ts';
import type { Body, RecordId } from '../../src/kernel/types.ts';
import { changeText } from '../../src/modules/followup/leaving.ts';
import { type By, type Line, PARTS, type Part, profilesOf, toldIn } from '../../src/modules/followup/profile.ts';
import { publicCounts, publicKnown } from '../../src/modules/followup/profile-words.ts';
import { enrolmentActs } from '../../src/modules/training/enrolling.ts';
import { NOW } from '../kernel/hands.ts';
import { Copy } from './copy.ts';

vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' } }));

const SEGOU = branchScope('segou');
const APART = sensitiveScope(SEGOU);

function ground() {
  const copy = new Copy();
  const { replica } = copy;
  const programme = copy.create('programme', { name: 'P', target: 10, counts: 'certified' });
  const cohort = copy.create('cohort', { name: 'G', programme }, SEGOU);
  const enrol = (people: readonly RecordId[]) => {
    for (const acts of enrolmentActs(replica, replica.record(cohort)!, people, '2024-01-10'))
      for (const act of acts as readonly Extract<Act, { do: 'create' }>[]) copy.create(act.type, act.body, act.home);
  };
  const says = (person: RecordId, at: string, body: Body, apart: Body = {}) => {
    const of = copy.create('situation', { person, programme, at, on: '2024-01-10', reached: 'yes', ...body }, SEGOU);
    if (Object.keys(apart).length > 0) copy.create('situation_private', { of, ...apart }, APART);
  };
  const profile = (by: By) => profilesOf(replica, programme).find((one) => one.by === by);
  return { copy, replica, programme, cohort, enrol, says, profile };
}
const counts = (lines: readonly Line[] = []) =>
  Object.fromEntries(lines.flatMap(({ key, ids }) => (ids.length > 0 ? [[key, ids.length]] : [])));

describe('the wish to leave', () => {
  it('is told of those who said at each moment, and compared on those who said both times alone (S2-04)', () => {
    const { copy, enrol, says, profile } = ground();
    const people = Array.from({ length: 20 }, (_, at) => copy.person(`P${at}`));
    enrol(people);
    // 8 of 20 at entry; 15 were asked again: 7 of them wished to leave then, and 3 do now.
    for (const [at, person] of people.entries()) says(person, 'entry', {}, { leaving: at < 8 ? '3' : '2' });
    for (const [at, person] of people.slice(1, 16).entries()) says(person, '12', {}, { leaving: at < 3 ? '4' : '0' });
    const leaving = profile('leaving')!;
    const told = (part: Part) => {
      const { ids, known } = toldIn(leaving, part, 'yes');
      return `${ids.length}/${known}`;
    };
    expect(PARTS.map((part) => `${part} ${told(part)}`)).toEqual([
      'tous 8/20',
      'plus 3/15',
      'avant 7/15',
      'apres 3/15',
    ]);
    expect(changeText(leaving)).toContain('27 points de moins');
    // Three are few: they stay inside, and so does of how many they are.
    expect([publicCounts(leaving.lines), publicKnown(leaving.lines, 'leaving')]).toEqual([[8, 12, 0], 20]);
    expect([publicCounts(leaving.twice!.after), publicKnown(leaving.twice!.after, 'leaving')]).toEqual([
      [null, null],
      null,
    ]);
  });
});

describe('the status at enrolment', () => {
  it('is that of the day: who went home since still joined as displaced', () => {
    const { copy, replica, cohort, enrol, profile } = ground();
    const [awa, bakary, coumba] = [copy.person('Awa'), copy.person('Bakary'), copy.person('Coumba')] as const;
    const secret = copy.create('person_private', { of: awa, displacement: 'displaced' }, APART);
    const path = copy.create('person_path', { of: bakary, migration: 'candidate', since: '2023-05' }, APART);
    enrol([awa, bakary, coumba]);
    copy.edit(secret, { displacement: 'returned' });
    copy.edit(path, { migration: 'resident' });
    expect(counts(profile('status')?.lines)).toEqual({ displaced: 1, candidate: 1, '': 1 });
    const kept = replica.record(derivedId('enrolment_status', derivedId('enrolment', bakary, cohort)))!;
    expect([textOf(kept, 'status'), textOf(kept, 'since')]).toEqual(['candidate', '2023-05']);
    expect(kept.home).toBe(APART);
  });

  it('is read by who counsels, and by no trainer', () => {
    const { copy, replica } = ground();
    for (const [role, reads] of [
      ['animator', true],
      ['coordinator', true],
      ['trainer', false],
      ['juror', false],
    ] as const) {
      const person = copy.create('person', { name: role }, SEGOU);
      copy.create('grant', { person, role, scope: SEGOU, from: '2020-01-01' }, SEGOU);
      for (const type of ['enrolment_status', 'person_path', 'person_private', 'situation_private'])
        expect([role, type, replica.may(person, 'read', type, APART, NOW)]).toEqual([role, type, reads]);
    }
  });

  it('leaves as totals only, small ones hidden with enough others', () => {
    const lines = [7, 3, 6, 0].map((n, at) => ({
      key: String(at),
      ids: Array.from({ length: n }, () => '' as RecordId),
    }));
    expect(publicCounts(lines)).toEqual([7, null, null, 0]);
  });
});

describe('the profile at entry, and twelve months later', () => {
  it('three destinations, another, none and not said add up to everybody', () => {
    const { copy, enrol, says, profile } = ground();
    const people = Array.from({ length: 8 }, (_, at) => copy.person(`P${at}`));
    enrol(people);
    for (const [at, towards] of ['bamako', 'neighbour', 'europe', 'other', 'none', 'bamako'].entries())
      says(people[at]!, 'entry', {}, { towards });
    const told = counts(profile('towards')?.lines);
    expect(told).toEqual({ bamako: 2, neighbour: 1, europe: 1, other: 1, none: 1, '': 2 });
    expect(Object.values(told).reduce((sum, n) => sum + n, 0)).toBe(people.length);
  });

  it('no protection is an answer; nobody asked is another line', () => {
    const { copy, enrol, says, profile } = ground();
    const people = ['A', 'B', 'C'].map((name) => copy.person(name));
    enrol(people);
    says(people[0]!, 'entry', { protection: ['none'] });
    says(people[1]!, 'entry', { protection: ['amo', 'mutual'] });
    says(people[2]!, 'entry', { schooling: 'none' });
    expect(counts(profile('protection')?.lines)).toEqual({ none: 1, amo: 1, mutual: 1, '': 1 });
    expect(counts(profile('schooling')?.lines)).toEqual({ none: 1, '': 2 });
    // Of what nobody answered nothing is told.
    expect(profile('reads')).toBeUndefined();
  });

  it('before and after are of those who answered both times, and say how many', () => {
    const { copy, enrol, says, profile } = ground();
    const people = ['A', 'B', 'C'].map((name) => copy.person(name));
    enrol(people);
    for (const person of people) says(person, 'entry', { days: 8 }, { income: 'to20' });
    says(people[0]!, '12', { days: 26 }, { income: 'unknown' });
    says(people[1]!, '12', { days: 0 });
    expect(counts(profile('days')?.lines)).toEqual({ 1: 3 });
    expect(profile('days')?.twice?.n).toBe(2);
    expect([counts(profile('days')?.twice?.before), counts(profile('days')?.twice?.after)]).toEqual([
      { 1: 2 },
      { 0: 1, 21: 1 },
    ]);
    expect(profile('income')?.twice).toMatchObject({ n: 1 });
    expect(counts(profile('income')?.twice?.after)).toEqual({ unknown: 1 });
  });
});
