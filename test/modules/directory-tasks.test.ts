// What the rules ask of each person, from what is on their phone alone: the right one is asked, nothing is blocked, the article is said.
import { describe, expect, it, vi } from 'vitest';
import '../../src/modules/words.ts';
import '../../src/ui/messages/index.ts';
import { stampOf } from '../../src/kernel/clock.ts';
import { branchScope, ROOT, sensitiveScope } from '../../src/kernel/ids.ts';
import type { RecordId, Scope } from '../../src/kernel/types.ts';
import { findingsOf, looksAtZones, type Onlooker } from '../../src/modules/directory/checks.ts';
import { circleProblem } from '../../src/modules/directory/screens/circle.ts';
import { directorySteps, onlooker } from '../../src/modules/directory/tasks.ts';
import { zoneFindings, zoneTasks } from '../../src/modules/directory/zones.ts';
import type { Me } from '../../src/ui/contract.ts';
import type { TaskSight } from '../../src/ui/tasks.ts';
import { DAY, NOW } from '../kernel/hands.ts';
import { Copy } from './copy.ts';

// The router reads the address of the page once; here there is no page.
vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' } }));

const SEGOU = branchScope('segou');
const TODAY = '2026-11-22';

const tasksFor = (sight: TaskSight) => directorySteps.flatMap((step) => step(sight));

function office() {
  const copy = new Copy();
  const us = copy.organisation('RENAPESS', { kind: 'network', own: true });
  const someone = (role: string, home: Scope): Me => {
    const person = copy.create('person', { name: role }, home);
    copy.create('grant', { person, role, scope: home, from: '2020-01-01' }, home);
    return { person, name: role, sign: 'hut', color: 'p1', role, home, place: '' };
  };
  const [seat, segou, field] = [
    someone('secretariat', ROOT),
    someone('coordinator', SEGOU),
    someone('animator', SEGOU),
  ];
  const sight = (me: Me, now = NOW) => ({ replica: copy.replica, me, now });
  const found = (me: Me) => findingsOf(onlooker(sight(me)));
  return { copy, us, seat, segou, field, sight, found };
}

describe('what the rules find', () => {
  it('applications wait for the secretariat, those who asked first before the others, and for nobody else', () => {
    const { copy, us, seat, segou, found, sight } = office();
    const [late, early] = [copy.organisation('Tard'), copy.organisation('Tôt')];
    copy.joins(late, us, [{ from: '2026-10-01', status: 'applied' }]);
    const asks = copy.joins(early, us, [{ from: '2026-02', status: 'applied' }]);
    expect(found(seat).applied.map((one) => one.record)).toEqual([early, late]);
    expect(found(segou).applied).toEqual([]);
    expect(tasksFor(sight(seat))[0]).toMatchObject({
      key: 'applied',
      title: '2 demandes d’adhésion attendent',
      sub: 'Tôt, Tard',
      href: '#/membres/a-voir/applied',
    });
    copy.edit(asks, { 'spans.refus': { from: '2026-11-02', status: 'refused' } });
    expect(found(seat).applied.map((one) => one.record)).toEqual([late]);
  });

  it('a membership without a decision is said, after everything else', () => {
    const { copy, us, seat, sight } = office();
    copy.joins(copy.organisation('Sans décision'), us, '2019');
    copy.joins(copy.organisation('Décidée'), us, [{ from: '2019', decision: 'CA 2019' }]);
    expect(tasksFor(sight(seat))).toEqual([
      expect.objectContaining({
        key: 'undecided',
        low: true,
        sub: 'Sans décision',
        href: '#/membres/a-voir/undecided',
      }),
    ]);
  });

  it('one seat too many is a task of the secretariat, with the body and the count', () => {
    const { copy, us, seat, segou, found, sight } = office();
    const board = copy.create('body', { name: 'Conseil', kind: 'board', of: us, seats: 1 });
    for (const name of ['Une', 'Deux']) copy.joins(copy.organisation(name), board, '2025', 'board');
    expect(found(seat).seats).toEqual([{ record: board, type: 'body', seats: { held: 2, seats: 1 } }]);
    expect(found(segou).seats).toEqual([]);
    expect(tasksFor(sight(seat)).find(({ key }) => key === 'seats')).toMatchObject({
      title: '1 instance a trop de sièges pourvus',
      sub: 'Conseil',
      href: '#/membres/a-voir/seats',
    });
  });

  it('a SCOOPS with fewer than 5 members declared is warned of with the article; what was not said is not counted as none', () => {
    const { copy, segou, field, found } = office();
    const small = copy.organisation('Petite', { kind: 'scoops', women: 3, men: 1 });
    copy.organisation('Cinq', { kind: 'scoops', women: 5, men: 0 });
    copy.organisation('Non dit', { kind: 'scoops', women: 3 });
    copy.organisation('Groupement', { kind: 'group', women: 1, men: 1 });
    // The article on boards was not read: nobody is warned on its ground.
    copy.organisation('Avec conseil', { kind: 'coop-ca', women: 2, men: 2 });
    copy.create(
      'organisation',
      { name: 'Ailleurs', kind: 'scoops', place: 'Gao', women: 1, men: 1 },
      branchScope('gao'),
    );
    for (const me of [segou, field])
      expect(found(me).few).toEqual([
        { record: small, type: 'organisation', few: { members: 4, minimum: 5, article: '204' } },
      ]);
  });

  it('numbers that somebody kept without an answer are theirs to ask about, all as one task', () => {
    const { copy, field, segou, sight, found } = office();
    const write = (consent?: string): RecordId => {
      const { replica } = copy;
      const [made] = replica.write(
        (ids) => [
          { do: 'create', type: 'person', body: { name: 'Awa' }, home: SEGOU },
          {
            do: 'create',
            type: 'person_contact',
            body: { of: ids(0), phone: '70 00 00 01', ...(consent && { consent }) },
            home: sensitiveScope(SEGOU),
          },
        ],
        field.person,
        { now: NOW, random: (n) => new Uint8Array(n) },
      );
      return made?.record as RecordId;
    };
    const unasked = [write(), write()];
    const agreed = write('oral');
    const refused = write('refused');
    const asked = [...unasked, refused];
    expect(found(field).consent.map((one) => one.record)).toEqual(asked);
    // What is kept against a no is the branch's to settle too.
    expect(found(segou).consent.map((one) => one.record)).toEqual([refused]);
    expect(tasksFor(sight(field))).toMatchObject([{ title: '3 numéros gardés sans accord', low: true }]);
    copy.create('consent', { person: agreed, purpose: 'contact', answer: 'yes', withdrawn: '2026-11-01' }, SEGOU);
    expect(found(segou).consent.map((one) => one.record)).toContain(agreed);
  });

  it('whoever took back the agreement to be followed and still is in a group or accompanied is a task of the branch, until that ends', () => {
    const { copy, seat, segou, field, found } = office();
    const [awa, bintou, idle] = [copy.person('Awa'), copy.person('Bintou'), copy.person('Sans groupe')];
    for (const person of [awa, bintou, idle])
      copy.create(
        'consent',
        { person, purpose: 'support', answer: 'yes', ...(person !== bintou && { withdrawn: '2026-11-01' }) },
        SEGOU,
      );
    const cohort = copy.create('cohort', { name: 'Groupe' }, SEGOU);
    const enrolled = copy.create('enrolment', { person: awa, cohort, on: '2026-01-10' }, SEGOU);
    const led = copy.create('mentoring', { mentee: awa, mentor: field.person, from: '2026-02' }, SEGOU);
    copy.create('enrolment', { person: bintou, cohort, on: '2026-01-10' }, SEGOU);
    const records = (me: Me) => found(me).support.map(({ record }) => record);
    expect([segou, seat, field].map(records)).toEqual([[awa], [], []]);
    copy.edit(enrolled, { 'steps.a': { is: 'left', on: '2026-11-20' } });
    expect(records(segou)).toEqual([awa]);
    copy.edit(led, { to: '2026-11-20' });
    expect(records(segou)).toEqual([]);
  });

  it('a branch is silent when nobody of it has written for a month, whoever else writes about it; one that never began is not', () => {
    const { copy, seat, segou, sight } = office();
    const branch = copy.create('branch', { name: 'Ségou', code: 'segou' }, SEGOU);
    copy.create('branch', { name: 'Gao', code: 'gao' }, branchScope('gao'));
    const by = (me: Me, at: number) =>
      copy.replica.write(
        [{ do: 'create', type: 'organisation', body: { name: 'X', kind: 'group', place: 'Y' }, home: SEGOU }],
        me.person,
        { now: at, random: (n) => new Uint8Array(n) },
      );
    by(segou, NOW);
    by(seat, NOW + 40 * DAY);
    const silent = (now: number) => findingsOf(onlooker(sight(seat, now))).silent.map((one) => one.record);
    expect([silent(NOW + 29 * DAY), silent(NOW + 41 * DAY)]).toEqual([[], [branch]]);
    expect(stampOf(NOW)).toBeGreaterThan(0);
  });

  it('two branches with the same cercle are one task for the secretariat, and say which cercle', () => {
    const { copy, seat, segou, sight } = office();
    const one = copy.create('branch', { name: 'Mopti', code: 'mopti', zone: ['ml-05', 'ml-18'] });
    const two = copy.create('branch', { name: 'Tombouctou', code: 'tombouctou', zone: ['ml-1801'] });
    expect(zoneFindings(copy.replica)).toEqual([{ place: 'Douentza', branches: [one, two] }]);
    expect(zoneTasks(sight(seat))).toMatchObject([{ key: 'zones', sub: 'Mopti, Tombouctou' }]);
    const looks = (me: Me) => looksAtZones(onlooker(sight(me)) satisfies Onlooker);
    expect([looks(seat), looks(segou)]).toEqual([true, false]);
  });

  it('a cycle (A member of B member of A) is refused with an explanation in the form, and shown where two people made it', () => {
    const { copy, seat, segou, found } = office();
    const [a, b, c] = ['A', 'B', 'C'].map((name) => copy.organisation(name)) as [RecordId, RecordId, RecordId];
    copy.joins(a, b, '2010');
    copy.joins(c, a, '2010');
    const problem = (member: RecordId, group: RecordId, kind = 'member') =>
      circleProblem(copy.replica, { member, group, kind }, TODAY);
    expect(problem(b, c)).toBe(
      'Impossible\u00a0: B a pour membre A a pour membre C. Si cette adhésion est juste, corrigez d’abord l’autre.',
    );
    expect(problem(a, a)).toBe('Une organisation ne peut pas être membre d’elle-même.');
    expect([problem(c, b), problem(b, c, 'partner')]).toEqual([null, null]);
    expect(found(seat).circles).toEqual([]);
    copy.joins(b, c, '2012');
    expect(
      found(seat)
        .circles.map((one) => one.record)
        .sort(),
    ).toEqual([a, b, c].sort());
    expect(found(segou).circles).toEqual([]);
  });

  it('nothing is asked where nothing is wrong', () => {
    const { copy, us, seat, segou, field, sight } = office();
    copy.joins(copy.organisation('En ordre', { kind: 'scoops', women: 9, men: 2 }), us, [
      { from: '2019', decision: 'CA' },
    ]);
    expect([seat, segou, field].map((me) => tasksFor(sight(me)))).toEqual([[], [], []]);
  });
});
