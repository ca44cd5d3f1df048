// The rules of the directory, with the examples people gave: who belongs on a day, in what form, under whom, counted once.
import { describe, expect, it } from 'vitest';
import { checkBody, flagsOf, type TypeDecl } from '../../src/kernel/declare.ts';
import { type RecordState, textOf, valueOf } from '../../src/kernel/fold.ts';
import type { Day } from '../../src/kernel/moment.ts';
import type { RecordId } from '../../src/kernel/types.ts';
import { belongingsOf, supportsOf, zonesOf } from '../../src/modules/directory/belongings.ts';
import { byFormOn, formOn, nameOn, stageOn, stagesOf } from '../../src/modules/directory/forms.ts';
import { circleWith, levelsOf, tellersOf, topsOn } from '../../src/modules/directory/levels.ts';
import { entriesOfRegister, membersOn, ownNetwork, polesOn } from '../../src/modules/directory/rules.ts';
import type { Source } from '../../src/modules/directory/source.ts';
import { declarations } from '../../src/modules/index.ts';
import { zoneOverlaps } from '../../src/modules/places/rules.ts';
import { Copy } from './copy.ts';
import { network, TODAY } from './directory-ground.ts';

const count = (source: Source, group: RecordId, day: Day): number => membersOn(source, group, day).active.length;
const sizes = (rows: ReadonlyMap<string, readonly RecordId[]>): Record<string, number> =>
  Object.fromEntries([...rows].map(([key, ids]) => [key, ids.length]));

describe('who belongs on a day', () => {
  it('Link 12 founders at 10/07/2003; on 09/07/2003 the network has 0 members, on 10/07/2003 it has 12', () => {
    const { copy, us } = network();
    for (let i = 0; i < 12; i++) copy.joins(copy.organisation(`Fondateur ${i}`), us, '2003-07-10', 'founder');
    expect(count(copy.replica, us, '2003-07-09')).toBe(0);
    expect(count(copy.replica, us, '2003-07-10')).toBe(12);
    expect(ownNetwork(copy.replica)).toBe(us);
  });

  it('“currently”: 67 with the date; the same query on 01/01/2018 gives the number then', () => {
    const { copy, us } = network();
    for (let i = 0; i < 52; i++) copy.joins(copy.organisation(`A ${i}`), us, '2012');
    for (let i = 0; i < 9; i++) copy.joins(copy.organisation(`Partie ${i}`), us, [{ from: '2012', to: '2020-05' }]);
    for (let i = 0; i < 15; i++) copy.joins(copy.organisation(`B ${i}`), us, '2021-03-12');
    copy.joins(copy.organisation('Demande'), us, [{ from: '2026-10-01', status: 'applied' }]);
    copy.joins(copy.organisation('Suspendue'), us, [
      { from: '2014', status: 'active' },
      { from: '2026-02', status: 'suspended' },
    ]);
    const now = membersOn(copy.replica, us, TODAY);
    expect([now.active.length, now.suspended.length, now.applied.length]).toEqual([67, 1, 1]);
    expect(count(copy.replica, us, '2018-01-01')).toBe(62);
  });

  it('a member merged into another counts once, and twice again when they are parted', () => {
    const { copy, us } = network();
    const [one, two] = [copy.organisation('Benkadi'), copy.organisation('Gpt Benkadi')];
    copy.joins(one, us, '2015');
    copy.joins(two, us, '2017', 'founder');
    copy.merge(two, one);
    const [line, ...others] = membersOn(copy.replica, us, TODAY).active;
    expect(others).toEqual([]);
    expect(line).toMatchObject({ member: one, kinds: ['member', 'founder'] });
    copy.merge(two, null);
    expect(count(copy.replica, us, TODAY)).toBe(2);
  });

  it('partners, hosts and seats are no members; what was taken off the list counts no more', () => {
    const { copy, us } = network();
    for (const kind of ['partner', 'host', 'board', 'section']) copy.joins(copy.organisation(kind), us, '2010', kind);
    const gone = copy.organisation('Retirée');
    copy.joins(gone, us, '2010');
    expect(count(copy.replica, us, TODAY)).toBe(1);
    copy.hide(gone);
    expect(count(copy.replica, us, TODAY)).toBe(0);
  });

  it('an application waits until something is decided, whoever closes its line or not', () => {
    const { copy, us } = network();
    const asks = copy.joins(copy.organisation('Tégué'), us, [{ from: '2026-01', status: 'applied' }]);
    const applied = (day: Day) => membersOn(copy.replica, us, day).applied.length;
    expect([applied('2025-12-31'), applied('2026-01-01'), applied(TODAY)]).toEqual([0, 1, 1]);
    copy.edit(asks, { 'spans.admission': { from: '2026-06-15', status: 'active', decision: 'PV n° 4' } });
    expect([applied('2026-06-14'), applied('2026-06-15')]).toEqual([1, 0]);
    expect(membersOn(copy.replica, us, TODAY).active[0]).toMatchObject({ since: '2026-06-15', decision: 'PV n° 4' });
  });

  it('since when goes through periods that follow each other, and stops where there is a hole', () => {
    const { copy, us } = network();
    copy.joins(copy.organisation('Suivie'), us, [
      { from: '2010-03', to: '2014-12-31', category: 'associée' },
      { from: '2014-12', category: 'pleine' },
    ]);
    copy.joins(copy.organisation('Revenue'), us, [{ from: '2008', to: '2012' }, { from: '2019-05' }]);
    expect(membersOn(copy.replica, us, TODAY).active.map((line) => [line.since, line.category])).toEqual([
      ['2010-03', 'pleine'],
      ['2019-05', ''],
    ]);
  });

  it('is honest about vague dates: from its first day, until its last, and how many are uncertain', () => {
    const { copy, us } = network();
    copy.joins(copy.organisation('Année'), us, '2019');
    copy.joins(copy.organisation('Environ'), us, '2020~');
    copy.joins(copy.organisation('Sans date'), us, []);
    const at = (day: Day) => {
      const { atLeast, active, atMost } = membersOn(copy.replica, us, day);
      return [atLeast, active.length, atMost];
    };
    expect(at('2018-12-31')).toEqual([0, 1, 3 - 1]);
    expect(at('2019-01-01')).toEqual([0, 2, 3]);
    expect(at('2019-12-31')).toEqual([1, 2, 3]);
    expect(at('2023-01-01')).toEqual([2, 3, 3]);
    expect(membersOn(copy.replica, us, '2019-06-01').active.map((line) => line.sure)).toEqual([false, false]);
  });

  it('keeps every decision of the register in the order of time', () => {
    const { copy, us } = network();
    const late = copy.organisation('Tard');
    copy.joins(late, us, [{ from: '2021', decision: 'AG 2021' }]);
    copy.joins(copy.organisation('Tôt'), us, [
      { from: '2004-02', to: '2020', decision: 'CA de février' },
      { from: '2012', status: 'suspended', to: '2013' },
    ]);
    expect(entriesOfRegister(copy.replica, us).map((entry) => [entry.from, entry.status, entry.decision])).toEqual([
      ['2004-02', 'active', 'CA de février'],
      ['2012', 'suspended', ''],
      ['2021', 'active', 'AG 2021'],
    ]);
  });
});

describe('poles', () => {
  it('An organisation in poles 1 and 5 counts in both, and once in the total of 67 (sum of poles > 67 is explained)', () => {
    const { copy, us } = network();
    const poles = [1, 2, 3, 4, 5, 6].map((number) => copy.pole(us, number));
    for (let i = 0; i < 67; i++) {
      const member = copy.organisation(`Membre ${i}`);
      copy.joins(member, us, '2010');
      copy.joins(member, poles[i % 6] as RecordId, '2011');
      if (i < 12) copy.joins(member, poles[(i + 4) % 6] as RecordId, '2012');
    }
    const seen = polesOn(copy.replica, us, TODAY);
    expect(seen).toMatchObject({ total: 67, sum: 79, none: [], outside: [] });
    expect(seen.several).toHaveLength(12);
    const [first] = seen.poles[0]?.members ?? [];
    expect(seen.poles[4]?.members).toContain(first);
  });

  it('names who is in none, and who is in one without being a member', () => {
    const { copy, us } = network();
    const pole = copy.pole(us, 1);
    const [none, outside] = [copy.organisation('Nulle part'), copy.organisation('Dehors')];
    copy.joins(none, us, '2010');
    copy.joins(outside, pole, '2010');
    expect(polesOn(copy.replica, us, TODAY)).toMatchObject({ total: 1, sum: 0, none: [none], outside: [outside] });
  });
});

describe('levels', () => {
  it('Confederation → 3 federations → 14 unions → 260 cooperatives: total members = sum of base, not of levels', () => {
    const copy = new Copy();
    const top = copy.organisation('CONACOR', { kind: 'confederation', women: 9999 });
    const federations = [0, 1, 2].map((i) => copy.organisation(`F${i}`, { kind: 'federation', women: 5000 }));
    for (const one of federations) copy.joins(one, top, '2015');
    const unions = Array.from({ length: 14 }, (_, i) => copy.organisation(`U${i}`, { kind: 'union', men: 700 }));
    for (const [i, one] of unions.entries()) copy.joins(one, federations[i % 3] as RecordId, '2016');
    for (let i = 0; i < 260; i++) {
      const coop = copy.organisation(`C${i}`, { kind: 'scoops', women: 6, ...(i < 250 && { men: 4 }) });
      copy.joins(coop, unions[i % 14] as RecordId, '2017');
      // Ten belong to two unions: still 260.
      if (i < 10) copy.joins(coop, unions[(i + 1) % 14] as RecordId, '2018');
    }
    const levels = levelsOf(copy.replica, top, TODAY);
    expect(levels.base).toHaveLength(260);
    expect(sizes(levels.byForm)).toEqual({ federation: 3, union: 14, scoops: 260 });
    expect([levels.women, levels.men]).toEqual([
      { sum: 1560, unknown: 0 },
      { sum: 1000, unknown: 10 },
    ]);
    const { said, unsaid } = tellersOf(copy.replica, levels.base, 'men');
    expect([said.size, [...new Set(said.values())], unsaid.length]).toEqual([250, [4], 10]);
    expect(levels.circles).toEqual([]);
    expect(topsOn(copy.replica, TODAY)).toEqual([top]);
    expect(topsOn(copy.replica, '2014-12-31')).toEqual([]);
  });

  it('a cycle (A member of B member of A) is refused with an explanation', () => {
    const copy = new Copy();
    const [a, b, c] = ['A', 'B', 'C'].map((name) => copy.organisation(name)) as [RecordId, RecordId, RecordId];
    copy.joins(a, b, '2010');
    expect(circleWith(copy.replica, b, a, TODAY)).toEqual([b, a]);
    expect(circleWith(copy.replica, a, a, TODAY)).toEqual([a]);
    expect(circleWith(copy.replica, a, c, TODAY)).toBeNull();
    copy.joins(c, a, '2011');
    expect(circleWith(copy.replica, b, c, TODAY)).toEqual([b, a, c]);
    // It was none before A joined.
    expect(circleWith(copy.replica, b, a, '2009-12-31')).toBeNull();
  });

  it('a circle that two people made without seeing each other is shown, and hangs no count', () => {
    const copy = new Copy();
    const [a, b, base] = ['A', 'B', 'Base'].map((name) => copy.organisation(name)) as [RecordId, RecordId, RecordId];
    copy.joins(a, b, '2010');
    copy.joins(b, a, '2010');
    copy.joins(base, a, '2010');
    const levels = levelsOf(copy.replica, a, TODAY);
    expect(levels.circles).toEqual([[a, b, a]]);
    expect(levels.base).toEqual([base]);
  });
});

describe('forms and names in time', () => {
  it('The group’s page shows 2019 informal, 2021 SCOOPS with number; counts by form on a date are right', () => {
    const copy = new Copy();
    const group = copy.organisation('Teinturières', {
      kind: 'scoops',
      'forms.a': { kind: 'group', from: '2019' },
      'forms.b': { kind: 'scoops', from: '2021-04', number: 'SCOOPS-2021-044', authority: 'Préfet de Ségou' },
    });
    const plain = copy.organisation('Association', { kind: 'association', founded: '2020-06-01' });
    const state = copy.replica.record(group);
    if (!state) throw new Error('no group');
    expect(formOn(state, '2018-12-31')).toBeNull();
    expect(formOn(state, '2020-05-01')).toMatchObject({ kind: 'group', number: '', sure: true });
    expect(formOn(state, '2021-04-02')).toMatchObject({ kind: 'scoops', number: 'SCOOPS-2021-044', sure: false });
    expect(formOn(state, TODAY)).toMatchObject({ kind: 'scoops', authority: 'Préfet de Ségou', sure: true });
    const on = (day: Day) => sizes(byFormOn(copy.replica, [group, plain], day));
    expect(on('2018-01-01')).toEqual({ '': 2 });
    expect(on('2020-01-01')).toEqual({ group: 1, '': 1 });
    expect(on('2022-01-01')).toEqual({ scoops: 1, association: 1 });
  });

  it('The 2005 edition shows the ministry’s name of 2005, the 2026 one today’s; both open the same sheet', () => {
    const copy = new Copy();
    const ministry = copy.organisation('Ministère de la Santé et du Développement social', {
      kind: 'public',
      'names.a': { name: 'Ministère du Développement social et de la Solidarité', from: '2004', to: '2012' },
      'names.b': { name: 'Ministère de la Solidarité', from: '2012', to: '2018-09' },
      'names.c': { name: 'Le ministère' },
    });
    const state = copy.replica.record(ministry);
    if (!state) throw new Error('no ministry');
    expect(nameOn(state, '2005-03-01')).toBe('Ministère du Développement social et de la Solidarité');
    expect(nameOn(state, '2015-03-01')).toBe('Ministère de la Solidarité');
    expect(nameOn(state, TODAY)).toBe('Ministère de la Santé et du Développement social');
  });
});

describe('the kinds of member, and how they are accompanied', () => {
  it('An NGO has accord-cadre number and expiry; a trade union does not ask for it', () => {
    const { accord, accordUntil } = declarations.types['organisation']?.fields ?? {};
    for (const field of [accord, accordUntil]) expect(field?.when).toEqual({ field: 'kind', is: ['ngo'] });
    const kinds = declarations.types['organisation']?.fields['kind']?.choices?.map((one) => one.value);
    expect(kinds).toEqual(expect.arrayContaining(['group', 'ngo', 'trade-union', 'network', 'public']));
  });

  it('An informal group identified in the field: its stages are dated, and what it was on a day is known', () => {
    const copy = new Copy();
    const group = copy.organisation('Benkadi', {
      stage: 'grouped',
      'stages.b': { stage: 'organised', from: '2021-04' },
      'stages.a': { stage: 'identified', from: '2019' },
    });
    const [state, plain] = [group, copy.organisation('Sans date', { stage: 'active' })].map((id) =>
      copy.replica.record(id),
    ) as [RecordState, RecordState];
    expect(stagesOf(state).map((one) => one.stage)).toEqual(['identified', 'organised']);
    expect(['2018-12-31', '2019-01-01', '2021-05-01'].map((day) => stageOn(state, day))).toEqual([
      '',
      'identified',
      'organised',
    ]);
    expect(stageOn(plain, '2018-12-31')).toBe('active');
  });

  it('“Groupement informel de teinturières”, no number, sectors crafts + trade: accepted, one organisation', () => {
    const copy = new Copy();
    const id = copy.organisation('Groupement informel de teinturières', { sectors: ['crafts', 'trade'] });
    const type = declarations.types['organisation'] as TypeDecl;
    const body = { name: 'Groupement informel', kind: 'group', place: 'San', sectors: ['crafts', 'trade'] };
    expect([checkBody(type, body, true), flagsOf(type, body, 0)]).toEqual([null, []]);
    expect(valueOf(copy.replica.record(id) as RecordState, 'sectors')).toEqual(['crafts', 'trade']);
  });
});

describe('belonging elsewhere, and what was given', () => {
  it('RAESS: founder since 2010, secretariat since April 2016: both roles visible with dates on the same sheet', () => {
    const { copy, us } = network();
    const raess = copy.organisation('RAESS', { kind: 'network' });
    const gsef = copy.organisation('GSEF', { kind: 'network' });
    const bamako = copy.organisation('Ville de Bamako', { kind: 'public' });
    copy.joins(us, raess, '2016-04', 'host');
    copy.joins(us, raess, '2010', 'founder');
    copy.joins(us, gsef, '2019-01');
    copy.joins(bamako, gsef, '2019');
    const sheet = belongingsOf(copy.replica, us);
    expect(sheet.map((one) => [one.group, one.roles.map((role) => [role.kind, role.from])])).toEqual([
      [
        raess,
        [
          ['founder', '2010'],
          ['host', '2016-04'],
        ],
      ],
      [gsef, [['member', '2019-01']]],
    ]);
    // Bamako (city) and RENAPESS (network) are two GSEF members in the same country.
    expect(membersOn(copy.replica, gsef, TODAY).active.map((line) => line.member)).toEqual([us, bamako]);
  });

  it('The sheet of a member shows all supports since it joined; a member who left in 2020 keeps its history', () => {
    const { copy, us } = network();
    const member = copy.organisation('Partie en 2020');
    copy.joins(member, us, [
      { from: '2011', status: 'applied' },
      { from: '2012-06', to: '2020', status: 'active' },
    ]);
    for (const from of ['2010', '2013-05', '2012', '2021'])
      copy.create('support', { of: member, kind: 'training', what: from, from });
    const { joined, since, before } = supportsOf(copy.replica, member, us);
    const years = (list: typeof since) => list.map((one) => textOf(one, 'from'));
    expect(joined).toBe('2012-06');
    expect([years(since), years(before)]).toEqual([['2021', '2013-05', '2012'], ['2010']]);
    expect(count(copy.replica, us, TODAY)).toBe(0);
  });

  it('no cercle is in two branches without warning', () => {
    const copy = new Copy();
    const branch = (name: string, zone: readonly string[]) =>
      copy.create('branch', { name, code: name.toLowerCase(), zone: [...zone] });
    const segou = branch('Segou', ['ml-04']);
    const san = branch('San', ['ml-17', 'ml-0401']);
    branch('Gao', ['ml-07']);
    expect(zoneOverlaps(zonesOf(copy.replica))).toEqual([{ place: 'ml-0401', branches: [segou, san] }]);
  });
});
