// A round of choosing on records: who is ranked and why not, sheets of phones that never met, the same result in any order, then a group.
import { describe, expect, it } from 'vitest';
import { fold } from '../../src/kernel/fold.ts';
import { branchScope, sensitiveScope } from '../../src/kernel/ids.ts';
import { DEFAULT_SETTINGS } from '../../src/kernel/judge.ts';
import { Replica } from '../../src/kernel/replica.ts';
import type { Body, Change, Known, RecordId, Scope } from '../../src/kernel/types.ts';
import { declarations } from '../../src/modules/index.ts';
import { enrolmentActs, placesLeft, waitingForGroup } from '../../src/modules/training/enrolling.ts';
import { enrolledOn } from '../../src/modules/training/rules.ts';
import { decisionActs, fatesOf, freed, type Sayings } from '../../src/modules/training/selection-acts.ts';
import { roundOf, sheetsOf, toMark } from '../../src/modules/training/selection-read.ts';
import { suits } from '../../src/modules/training/statuses.ts';
import { dev, NETWORK, NOW } from '../kernel/hands.ts';
import { Copy } from './copy.ts';

const HOME = branchScope('segou');
const SAY: Sayings = {
  step: ({ kind }, at) => `${at + 1} ${kind}`,
  selected: ({ kind }, at, _, rank) => `étape ${at + 1} ${kind}, rang ${rank}`,
  shared: (_, rank) => `part, rang ${rank}`,
  waiting: (_, rank) => `attente ${rank}`,
  refused: (_, rank) => `rang ${rank}`,
  out: ({ out }) => `hors ${out}`,
  outside: () => 'outside',
};

const knows = (copy: Copy) => (record: RecordId) => copy.replica.record(record) !== null;
class Ground extends Copy {
  readonly programme = this.create('programme', {
    name: 'P',
    target: 10,
    counts: 'started',
    ageFrom: 18,
    ageTo: 35,
    ageOn: '2026-06-30',
    'quotas.d': { group: 'displaced', share: 50 },
  });
  readonly awa = this.person('Awa TEST');
  readonly ali = this.person('Ali TEST');
  readonly selection = this.create(
    'selection',
    {
      name: 'S',
      programme: this.programme,
      places: 2,
      waiting: 1,
      closes: '2026-03-31',
      'criteria.a': { name: 'Projet', weight: 2 },
      'criteria.b': { name: 'Motivation', weight: 1 },
      'jurors.1': { person: this.awa },
      'jurors.2': { person: this.ali },
    },
    HOME,
  );
  asks(name: string, more: { birth?: string; on?: string; displaced?: boolean } = {}): RecordId {
    const person = this.person(name, { birth: more.birth ?? '2000', sex: 'f' });
    if (more.displaced) this.create('person_private', { of: person, displacement: 'displaced' }, sensitiveScope(HOME));
    return this.create('application', { person, programme: this.programme, on: more.on ?? '2026-03-02' }, HOME);
  }
  marks(application: RecordId, juror: RecordId, a: number, b: number, conflict?: string): void {
    this.create(
      'score',
      { application, juror, 'marks.a': { is: a }, 'marks.b': { is: b }, ...(conflict && { conflict }) },
      HOME,
    );
  }
  round(sees = true) {
    return roundOf(this.replica, this.replica.record(this.selection) as never, '2026-04-01', sees);
  }
}

describe('a programme for some paths only', () => {
  it('leaves out who is of none of them, keeps who is not known to be checked, and tells the reason only to those who may know', () => {
    const ground = new Ground();
    ground.edit(ground.programme, { statuses: ['displaced', 'refugee'], 'quotas.d': null });
    const [moved, settled, silent] = [
      ground.asks('Bintou UN', { displaced: true, on: '2026-03-01' }),
      ground.asks('Bintou DEUX', { on: '2026-03-02' }),
      ground.asks('Bintou TROIS', { on: '2026-03-03' }),
    ];
    const person = (application: RecordId) =>
      ground.replica.record(application)?.fields['person']?.[0]?.value as RecordId;
    ground.create('person_path', { of: person(settled), migration: 'rural' }, sensitiveScope(HOME));
    for (const one of [moved, settled, silent]) ground.marks(one, ground.awa, 5, 5);
    const round = ground.round();
    expect(round.requests.map(({ out, suits }) => [out, suits])).toEqual([
      [null, 'yes'],
      ['status', 'no'],
      [null, 'check'],
    ]);
    const fate = round.choice && fatesOf(round, round.choice, SAY).get(settled);
    expect(fate).toEqual({ outcome: 'refused', why: 'outside', apart: 'hors status' });
    // Whoever may not see the paths is told nothing of anybody, and does not decide.
    const blind = ground.round(false);
    expect(blind.requests.map(({ out, suits }) => [out, suits])).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ]);
    expect([blind.choice, blind.unseen]).toEqual([null, ['statuses']]);
    // « Come back or repatriated » is one of two paths.
    expect(
      [['returned', 'repatriated'], ['returned'], ['displaced']].map((list) => suits(list, '', 'returned')),
    ).toEqual(['yes', 'check', 'no']);
    // Only asked whether displaced: « no » answers a programme for the displaced, and no other.
    expect([
      suits(['displaced'], '', 'none'),
      suits(['rural', 'displaced'], '', 'none'),
      suits(['rural'], '', ''),
    ]).toEqual(['no', 'check', 'check']);
  });
});

describe('a round', () => {
  it('tells of each request why it is ranked or not, and decides each with its reason; cut off, it goes on where it was', () => {
    const ground = new Ground();
    const good = ground.asks('Bintou UN');
    const moved = ground.asks('Bintou DEUX', { displaced: true });
    const third = ground.asks('Bintou TROIS');
    const old = ground.asks('Bintou VIEILLE', { birth: '1980' });
    const late = ground.asks('Bintou TARD', { on: '2026-04-02' });
    const bare = ground.asks('Bintou SANS NOTE');
    const maybe = ground.asks('Bintou PEUTÊTRE', { birth: '1990' });
    ground.marks(good, ground.awa, 9, 9);
    ground.marks(good, ground.ali, 1, 1, 'family');
    ground.marks(moved, ground.awa, 5, 5);
    ground.marks(third, ground.ali, 8, 8);
    ground.marks(maybe, ground.ali, 7, 7);
    const round = ground.round();
    const out = new Map(round.requests.map((request) => [request.application.id, request.out]));
    expect([good, moved, third, old, late, bare, maybe].map((one) => out.get(one))).toEqual([
      null,
      null,
      null,
      'age',
      'late',
      'unmarked',
      null,
    ]);
    const choice = round.choice as NonNullable<typeof round.choice>;
    const fates = fatesOf(round, choice, SAY);
    expect([good, moved, third, old, late, bare, maybe].map((one) => fates.get(one)?.why)).toEqual([
      'étape 2 rest, rang 1',
      'part, rang 4',
      'attente 2',
      'hors age',
      'hors late',
      undefined,
      'rang 3',
    ]);
    // By which share is for few: it says who somebody is.
    expect(fates.get(moved)?.apart).toBe('étape 1 quota, rang 4');
    // Cut off after the first two: the same is decided again, and only the rest is written.
    const groups = decisionActs(round, choice, '2026-04-01', SAY, knows(ground));
    for (const act of (groups[0] ?? []).slice(0, 2)) if (act.do === 'edit') ground.edit(act.record, act.body);
    const again = decisionActs(ground.round(), ground.round().choice as never, '2026-04-01', SAY, knows(ground));
    expect(again[0]).toHaveLength((groups[0]?.length ?? 0) - 2);
    for (const act of again.flat()) if (act.do === 'edit') ground.edit(act.record, act.body);
    expect(freed(ground.round())).toMatchObject({ free: 0 });
    // Somebody gives up: the first who waits is next.
    ground.edit(good, { outcome: 'withdrawn' });
    expect(freed(ground.round())).toMatchObject({ free: 1, next: { application: { id: third } } });
  });

  it('does not reckon a share that its reader may not see, and says which', () => {
    const ground = new Ground();
    expect(ground.round(false)).toMatchObject({ unseen: ['d'], choice: null });
  });

  it('one person who asked twice is ranked once', () => {
    const ground = new Ground();
    const [first, second] = [ground.asks('Fanta A'), ground.asks('Fanta B', { on: '2026-03-05' })];
    const person = (application: RecordId) =>
      ground.replica.record(application)?.fields['person']?.[0]?.value as RecordId;
    ground.merge(person(second), person(first));
    expect(ground.round().requests.map(({ out }) => out)).toEqual(['unmarked', 'double']);
  });

  it('two jurors on phones that never met, and one of them on two phones: the same result in any order', () => {
    const ground = new Ground();
    const asked = ground.asks('Kadia', { displaced: true });
    const base = ground.replica;
    const changes: Change[] = [];
    const phone = (letter: string, juror: RecordId, marks: Record<string, number>) => {
      const replica = new Replica({
        network: NETWORK,
        device: dev(letter),
        authority: dev('a'),
        settings: DEFAULT_SETTINGS,
        decl: declarations,
      });
      const body = {
        application: asked,
        juror,
        ...Object.fromEntries(Object.entries(marks).map(([key, is]) => [`marks.${key}`, { is }])),
      };
      changes.push(
        ...replica.write([{ do: 'create', type: 'score', home: HOME, body }], '', {
          now: NOW,
          random: (n) => new Uint8Array(n),
        }),
      );
    };
    phone('b', ground.awa, { a: 8 });
    phone('c', ground.awa, { b: 6 });
    phone('d', ground.ali, { a: 4, b: 4 });
    const results = [changes, [...changes].reverse()].map((order) => {
      const all: Known[] = order.map((change) => ({ change, eff: change.stamp, state: 'confirmed' }));
      const states = [...new Set(all.map(({ change }) => change.record))].map((record) => foldOf(all, record));
      const source = {
        version: Math.random(),
        record: (record: RecordId) => states.find((state) => state.id === record) ?? base.record(record),
        resolve: (record: RecordId) => base.resolve(record),
        list: (type: string) => [...base.list(type), ...states.filter((state) => state.type === type)],
      };
      const round = roundOf(source, base.record(ground.selection) as never, '2026-04-01', true);
      expect(sheetsOf(source, asked)).toHaveLength(2);
      expect(toMark(source, round, ground.awa)).toEqual([]);
      return round.requests[0]?.scored.points;
    });
    // (2·8 + 6)/30 = 73.33; (2·4 + 4)/30 = 40.
    expect(results).toEqual([56.67, 56.67]);
  });
});

const foldOf = (all: readonly Known[], record: RecordId) =>
  fold(all.filter(({ change }) => change.record === record)) as NonNullable<ReturnType<typeof fold>>;

describe('from a place to a group', () => {
  it('people who were selected wait for a group, each once, and are written into it together; done on two phones, nobody is written twice', () => {
    // After the jury of Bamako had decided, each of twenty-five people went through the same form of three questions.
    const copy = new Copy();
    const programme = copy.create('programme', { name: 'Former 3 000 jeunes' });
    const cohort = copy.create('cohort', { name: 'Cohorte 1', programme, capacity: 2 });
    const other = copy.create('cohort', { name: 'Cohorte 0', programme });
    const people = ['Awa', 'Bakary', 'Coumba', 'Drissa', 'Awa T.'].map((name) => copy.person(name));
    const [awa, bakary, coumba, drissa, twin] = people as [RecordId, RecordId, RecordId, RecordId, RecordId];
    const asked = (person: RecordId, outcome: string, rank: number) =>
      copy.create('application', { person, programme, on: '2026-01-10', outcome, rank });
    asked(awa, 'selected', 3);
    asked(bakary, 'selected', 1);
    asked(coumba, 'selected', 2);
    asked(drissa, 'waiting', 4);
    asked(twin, 'selected', 5);
    copy.merge(twin, awa);
    copy.create('enrolment', { person: bakary, cohort: other, on: '2026-02-01' });
    expect(waitingForGroup(copy.replica, programme)).toEqual([coumba, awa]);
    const group = copy.replica.record(cohort)!;
    expect(placesLeft(copy.replica, group)).toBe(2);
    for (let phone = 0; phone < 2; phone++)
      for (const acts of enrolmentActs(copy.replica, group, [coumba, awa], '2026-02-02'))
        for (const act of acts as readonly { type: string; body: Body; home: Scope }[])
          copy.create(act.type, act.body, act.home);
    expect(waitingForGroup(copy.replica, programme)).toEqual([]);
    expect([...enrolledOn(copy.replica, cohort, '2026-03-01')].sort()).toEqual([awa, coumba].sort());
    expect(placesLeft(copy.replica, copy.replica.record(cohort)!)).toBe(0);
  });
});
