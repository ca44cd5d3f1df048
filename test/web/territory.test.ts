// A territory: each thing is counted once, where it lies on the map of today, in its commune and in all that holds it; what lies nowhere is said apart.
import { expect, it } from 'vitest';
import {
  type Fact,
  type FigureName,
  factsIn,
  factsOf,
  olderRegions,
  partsWith,
  sumsIn,
} from '../../src/hub/programmes/territory.ts';
import { placesSeen } from '../../src/hub/public/territory-shown.ts';
import { branchScope } from '../../src/kernel/ids.ts';
import { chainOf, placesOf } from '../../src/modules/places/rules.ts';
import { Copy } from '../modules/copy.ts';
import '../../src/modules/stages.ts';

const HOME = branchScope('bamako');
const TODAY = '2026-11-22';
const BAMAKO = 'ml-00';

it('counts members, enterprises, jobs, people trained and funds of a commune', () => {
  const copy = new Copy();
  const four = placesOf('commune').find(({ parent, name }) => parent === BAMAKO && name.endsWith('IV'))?.id ?? '';
  expect(chainOf(four).map(({ id }) => id)).toContain(BAMAKO);
  const place = { text: 'Lafiabougou', area: four, geo: 'ml-2023' };
  const us = copy.organisation('Nous', { own: true, kind: 'network' });
  const shop = copy.organisation('Couture ensemble', { place });
  const lost = copy.organisation('Ailleurs', { place: 'derrière le grand marché' });
  copy.joins(shop, us, '2024-01-01');
  copy.joins(lost, us, '2024-01-01');
  const programme = copy.create('programme', { name: 'P', target: 1, counts: 'certified' });
  const cohort = copy.create('cohort', { name: 'C', programme }, HOME);
  // In words, as people of Bamako say it.
  const awa = copy.person('Awa', { place: 'Commune IV, Lafiabougou' });
  const steps = { 'steps.a': { is: 'certified', on: '2026-01-10' } };
  copy.create('enrolment', { person: awa, cohort, on: '2025-06-01', ...steps }, HOME);
  // Certified twice, trained once.
  const again = copy.create('cohort', { name: 'D', programme }, HOME);
  copy.create('enrolment', { person: awa, cohort: again, on: '2025-06-01', ...steps }, HOME);
  copy.create('enterprise', { organisation: shop, programme, on: '2026-02-01' }, HOME);
  // It was there before; a programme only helped it.
  const helped = { supports: { kind: 'strengthened', on: '2026-02-01' } };
  const old = copy.organisation('Depuis toujours', { place });
  copy.create('enterprise', { organisation: old, programme, on: '2011', 'supports.1': helped.supports }, HOME);
  copy.create('job', { person: awa, programme, organisation: shop, kind: 'member', from: '2026-03-01' }, HOME);
  copy.create('job', { person: awa, programme, kind: 'own', from: '2025-03-01', to: '2025-12-31' }, HOME);
  // S1-48: the supplier's job is no job of the programme, here as among its aims.
  copy.create('job', { person: awa, programme, organisation: shop, from: '2026-03-01', direct: false }, HOME);
  const granted = { name: 'Kit', of: shop, programme, kind: 'kit', asked: 90_000, on: '2026-01-01' };
  const financing = copy.create('financing', { ...granted, outcome: 'granted', granted: 80_000 }, HOME);
  copy.create('payment', { financing, amount: 50_000, on: '2026-02-01' }, HOME);

  const facts = factsOf(copy.replica, TODAY);
  const numbers = (area: string) => Object.values(sumsIn(facts, area)).map(({ n }) => n);
  expect(numbers(four)).toEqual([1, 1, 1, 1, 50_000]);
  expect(numbers(BAMAKO)).toEqual(numbers(four));
  expect(numbers('ml')).toEqual(numbers(four));
  expect(numbers('')).toEqual([1, 0, 0, 0, 0]);
  // Each figure is a list of what it counts.
  const behind = (figure: string) => factsIn(facts, four).flatMap((fact) => (fact.figure === figure ? fact.id : []));
  expect(['members', 'trained', 'funds'].map(behind)).toEqual([[shop], [awa], [financing]]);
  expect(partsWith(facts, BAMAKO).map(({ id }) => id)).toEqual([four]);
  expect(sumsIn(facts, four).members.heard).toBeGreaterThan(0);
});

it('A woman trained in Kayes and in Bamako counts 1 in “persons trained, national” and 2 in “participations”, found to be one or not', () => {
  const copy = new Copy();
  const programmes = ['Kayes', 'Bamako'].map((name) =>
    copy.create('programme', { name, target: 1, counts: 'certified' }),
  );
  const [one, same] = [copy.person('Awa DIARRA', { place: 'Kayes' }), copy.person('Awa Diarra', { place: 'Kayes' })];
  for (const [at, programme] of programmes.entries()) {
    const cohort = copy.create('cohort', { name: 'C', programme }, HOME);
    const steps = { 'steps.a': { is: 'certified', on: '2026-01-10' } };
    copy.create('enrolment', { person: at === 0 ? one : same, cohort, on: '2025-06-01', ...steps }, HOME);
  }
  const trained = () => sumsIn(factsOf(copy.replica, TODAY), 'ml').trained;
  expect([trained().n, trained().times]).toEqual([2, 2]);
  copy.merge(same, one);
  expect([trained().n, trained().times]).toEqual([1, 2]);
});

it('tells the same by the regions of before, and shares out nothing that cannot be known', () => {
  const copy = new Copy();
  const us = copy.organisation('Nous', { own: true, kind: 'network' });
  const at = (text: string, area: string, geo: string) => {
    copy.joins(copy.organisation(text, { place: { text, area, geo } }), us, '2024-01-01');
  };
  // Bougouni was of Sikasso, Ménaka of Gao until 2016.
  for (const area of ['ml-03', 'ml-15', 'ml-10']) at(area, area, 'ml-2023');
  // Chosen on a map of before: Kidal was never divided; Mopti was, and lies nowhere today.
  at('Kidal', 'ml-08', 'ml-2012');
  at('Mopti', 'ml-05', 'ml-2012');
  const facts = factsOf(copy.replica, TODAY);
  expect([sumsIn(facts, 'ml-08').members.n, sumsIn(facts, '').members.n]).toEqual([1, 1]);
  const told = (geo: 'ml-2012' | 'ml-2016') => {
    const { regions, left } = olderRegions(facts, geo);
    return [...regions.map(({ id, n }) => [id, n.members]), ['', left.members]];
  };
  expect(told('ml-2016')).toEqual([
    ['ml-03', 2],
    ['ml-08', 1],
    ['ml-10', 1],
    ['', 1],
  ]);
  expect(told('ml-2012')).toEqual([
    ['ml-03', 2],
    ['ml-07', 1],
    ['ml-08', 1],
    ['', 1],
  ]);
});

it('shows anybody no small count of a place, and none from which one could be found again, however far down', () => {
  const bamako = placesOf('commune').filter(({ parent }) => parent === BAMAKO);
  const [one, four, five] = ['I', 'IV', 'V'].map(
    (name) => bamako.find((each) => each.name.endsWith(` ${name}`))?.id ?? '',
  );
  const facts = (figure: FigureName, area: string, count: number, n = 1): readonly Fact[] =>
    Array.from({ length: count }, () => ({ figure, id: null, area, n, heard: 0 }));
  const places = placesSeen([
    ...facts('jobs', one!, 7),
    ...facts('jobs', four!, 3),
    ...facts('jobs', five!, 9),
    ...facts('trained', four!, 2),
    ...facts('trained', 'ml-04', 6),
    ...facts('members', four!, 1),
    ...facts('funds', five!, 6, 50_000),
    ...facts('funds', '', 8, 10_000),
  ]);
  const seen = (area: string | undefined) => places.get(area ?? '')?.seen;
  // Three of nineteen are hidden, and the seven with them, else they were what is left.
  expect([one, four, five].map((area) => seen(area)?.jobs)).toEqual([null, null, 9]);
  expect([seen(BAMAKO)?.jobs, seen('ml')?.jobs]).toEqual([19, 19]);
  // Two of eight in the whole country: neither they nor the six beside them, nor what lies within.
  expect([seen('ml')?.trained, seen(BAMAKO)?.trained, seen('ml-04')?.trained, seen(four)?.trained]).toEqual([
    8,
    null,
    null,
    null,
  ]);
  expect([seen(four)?.members, seen(five)?.funds, seen(four)?.funds]).toEqual([1, 300_000, 0]);
  expect(places.get(BAMAKO)?.parts.map(({ id }) => id)).toEqual([one, four, five]);
});
