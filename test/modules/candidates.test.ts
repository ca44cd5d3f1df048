// What is compared of a record is all that this copy holds of it, and the search keeps up with the copy.
import { describe, expect, it } from 'vitest';
import type { Act } from '../../src/kernel/author.ts';
import type { RecordState } from '../../src/kernel/fold.ts';
import { SHARED, sensitiveScope } from '../../src/kernel/ids.ts';
import { lateActs, lateWrites, mergeActs, partActs } from '../../src/kernel/merging.ts';
import type { RecordId } from '../../src/kernel/types.ts';
import {
  candidateOf,
  candidateOfAnswers,
  distinctPairs,
  type Kind,
  sheetsIn,
} from '../../src/modules/directory/candidates.ts';
import { DoubleFinder, inSlices } from '../../src/modules/directory/finder.ts';
import { distinctAct, keptOf, type May, mergedInto, partingBy, sourceOf } from '../../src/modules/directory/merges.ts';
import type { SimDevice } from '../sim/device.ts';
import { HOUR, ROOT, recordOf, SEGOU, SIKASSO, World } from '../sim/world.ts';

async function scene() {
  const world = new World(31);
  const bakary = await world.member('Bakary', 'coordinator', SIKASSO);
  const drissa = await world.member('Drissa', 'coordinator', SEGOU);
  const awa = await world.member('Awa', 'secretariat', ROOT);
  const office = await world.device('office', SIKASSO, bakary);
  const far = await world.device('far', SEGOU, drissa);
  const seat = await world.device('seat', ROOT, awa);
  const everybody = async () => {
    for (const device of [office, far, seat, office, far, seat]) await world.sync(device);
    world.pass(HOUR);
  };
  await everybody();
  const mays = (device: SimDevice): May => {
    const { replica, person } = device;
    return (action, type, home) => replica.may(person, action, type, home, world.time);
  };
  return { world, office, far, seat, everybody, mays };
}

const write = (device: SimDevice, act: Act): RecordId => recordOf(device.write([act])[0]);
const organisation = (device: SimDevice, home: typeof SIKASSO, body: Record<string, unknown>): RecordId =>
  write(device, {
    do: 'create',
    type: 'organisation',
    home,
    shared: [SHARED],
    body: { kind: 'group', ...body } as never,
  });
const state = (device: SimDevice, id: RecordId): RecordState => device.replica.record(id) as RecordState;
const described = (device: SimDevice, kind: Kind) =>
  [...sheetsIn(device.replica, device.replica.id.decl, kind)].map(candidateOf);

async function search(finder: DoubleFinder, device: SimDevice): Promise<readonly string[]> {
  for (const kind of ['person', 'organisation'] as const)
    for (const _ of finder.follow(kind, sheetsIn(device.replica, device.replica.id.decl, kind)));
  for (const _ of finder.pairUp());
  return finder.pairs(distinctPairs(device.replica)).map(({ a, b }) => [a, b].sort().join(' '));
}

describe('a description', () => {
  it('of an organisation holds its names, telephones, numbers and address, wherever they are kept', async () => {
    const { office } = await scene();
    const id = organisation(office, SIKASSO, {
      name: 'Groupement Benkadi',
      acronym: 'GB',
      place: { text: 'Klela', area: 'ml-3-01' },
      registration: 'REC-1',
      quarter: 'Marché',
      poBox: 'BP 12',
      'names.2015': { name: 'Benkadi des femmes' },
      'forms.2019': { kind: 'scoops', from: '2019', number: 'SCOOPS/42' },
    });
    const home = sensitiveScope(SIKASSO);
    write(office, { do: 'create', type: 'organisation_contact', home, body: { of: id, phone: '70 00 00 01' } });
    const contact = (kind: string, value: string) =>
      write(office, { do: 'create', type: 'contact', home, body: { of: id, kind, value } });
    contact('whatsapp', '76 00 00 02');
    contact('email', 'benkadi@example.org');
    expect(described(office, 'organisation')).toEqual([
      {
        id,
        kind: 'organisation',
        names: ['Groupement Benkadi', 'GB', 'Benkadi des femmes'],
        phones: ['70 00 00 01', '76 00 00 02'],
        place: 'Klela',
        numbers: ['REC-1', 'SCOOPS/42'],
        address: ['Marché', 'BP 12'],
      },
    ]);
  });

  it('of a person being written down is that of the record it becomes', async () => {
    const { office } = await scene();
    const answers = { name: ' Awa DIARRA ', sex: 'f', birth: '1985~', place: 'Klela', phone: '76 00 00 03' };
    const { name: _n, phone, ...rest } = answers;
    const id = write(office, { do: 'create', type: 'person', home: SIKASSO, body: { ...rest, name: 'Awa DIARRA' } });
    const home = sensitiveScope(SIKASSO);
    write(office, { do: 'create', type: 'person_contact', home, body: { of: id, phone } });
    const found = described(office, 'person').find((one) => one.id === id);
    expect(candidateOfAnswers('person', answers)).toEqual({ ...found, id: '' });
  });

  it('leaves out what is hidden; what was merged is found under the sheet that goes on', async () => {
    const { office, world } = await scene();
    const kept = organisation(office, SIKASSO, { name: 'Benkadi', place: 'Klela' });
    const other = organisation(office, SIKASSO, { name: 'Jigiya', place: 'Klela' });
    const hidden = organisation(office, SIKASSO, { name: 'Erreur', place: 'Klela' });
    world.pass(HOUR);
    office.write([{ do: 'void', record: hidden, voided: true }]);
    office.write([{ do: 'alias', record: other, into: kept }]);
    expect(described(office, 'organisation').map(({ id, names }) => [id, names])).toEqual([
      [kept, ['Benkadi', 'Jigiya']],
    ]);
  });
});

describe('the search', () => {
  it('follows every change: a new double, one put right, one merged, one parted, one found to be two', async () => {
    const { office, world } = await scene();
    const finder = new DoubleFinder();
    const one = organisation(office, SIKASSO, { name: 'Groupement Sinsibere', place: 'Klela' });
    expect(await search(finder, office)).toEqual([]);
    const two = organisation(office, SIKASSO, { name: 'Sinsibèrè', place: 'Klela' });
    const pair = [one, two].sort().join(' ');
    expect(await search(finder, office)).toEqual([pair]);
    world.pass(HOUR);
    office.write([{ do: 'edit', record: two, body: { name: 'Nyeleni', place: 'Kadiolo' } }]);
    expect(await search(finder, office)).toEqual([]);
    office.write([{ do: 'edit', record: two, body: { name: 'Sinsibere', place: 'Klela' } }]);
    expect(await search(finder, office)).toEqual([pair]);
    office.write([{ do: 'alias', record: two, into: one }]);
    expect(await search(finder, office)).toEqual([]);
    office.write([{ do: 'alias', record: two, into: null }]);
    expect(await search(finder, office)).toEqual([pair]);
    const act = distinctAct(() => true, state(office, one), state(office, two));
    office.write([act as Act]);
    expect(await search(finder, office)).toEqual([]);
  });

  it('rests between slices and stops when it is told to', async () => {
    let done = 0;
    const work = (function* () {
      for (; done < 1000; done++) yield;
    })();
    let rests = 0;
    const rest = async () => void rests++;
    expect(await inSlices(work, 0, rest, () => rests < 3)).toBe(false);
    expect([rests, done < 1000]).toEqual([3, true]);
    expect(await inSlices(work, 1000, rest, () => true)).toBe(true);
    expect(done).toBe(1000);
  });
});

describe('the decision', () => {
  it('proposes the fuller sheet, then the older, within the rights of who decides', async () => {
    const { office, far, seat, everybody, mays } = await scene();
    const old = organisation(office, SIKASSO, { name: 'Benkadi', place: 'Klela' });
    await everybody();
    const full = organisation(far, SEGOU, { name: 'Benkadi', place: 'Klela', quarter: 'Marché', women: 4 });
    await everybody();
    const kept = (device: SimDevice) =>
      keptOf(sourceOf(device.replica), mays(device), state(device, old), state(device, full))?.id;
    expect([kept(seat), kept(office)]).toEqual([full, full]);
    // Drissa may give up only his own, however much it says.
    expect(kept(far)).toBe(old);
    const nobody: May = () => false;
    expect(keptOf(sourceOf(seat.replica), nobody, state(seat, old), state(seat, full))).toBe(null);
  });

  it('« two different ones » said by one branch is known by the other', async () => {
    const { office, far, everybody, mays } = await scene();
    const here = organisation(office, SIKASSO, { name: 'Benkadi', place: 'Klela' });
    const there = organisation(far, SEGOU, { name: 'Benkadi', place: 'Klela' });
    await everybody();
    const act = distinctAct(mays(far), state(far, here), state(far, there));
    expect(act).toMatchObject({ home: SEGOU, shared: [SIKASSO] });
    far.write([act as Act]);
    await everybody();
    expect(distinctPairs(office.replica).has([here, there].sort().join(' '))).toBe(true);
    expect(distinctAct(() => false, state(office, here), state(office, there))).toBe(null);
  });

  it('what came late is looked at once; parting still gives back what was there before the merge', async () => {
    const { world, office, seat, everybody, mays } = await scene();
    const kept = organisation(office, SIKASSO, { name: 'Benkadi', place: 'Klela', women: 1 });
    const other = organisation(office, SIKASSO, { name: 'Benkadi', place: 'Klela', women: 2, quarter: 'Marché' });
    await everybody();
    const source = sourceOf(office.replica);
    office.write(mergeActs(source, kept, other, [{ type: 'organisation', field: 'women', other: 2 }]));
    seat.write([{ do: 'edit', record: other, body: { women: 3 } }]);
    seat.write([{ do: 'edit', record: other, body: { men: 5 } }]);
    await everybody();
    const late = () => lateWrites(source, other).map(({ field, other: value }) => [field, value]);
    expect(late()).toEqual([
      ['women', 3],
      ['men', 5],
    ]);
    const [women, men] = lateWrites(source, other);
    world.pass(HOUR);
    office.write(lateActs(source, other, [women!], [women!]));
    expect(late()).toEqual([['men', 5]]);
    world.pass(HOUR);
    office.write(lateActs(source, other, [men!], []));
    expect(late()).toEqual([]);
    await everybody();
    const value = (field: string) => state(seat, kept).fields[field]?.[0]?.value;
    expect([value('women'), value('men')]).toEqual([3, undefined]);
    expect(mergedInto(seat.replica, state(seat, kept)).map(({ id }) => id)).toEqual([other]);
    expect(partingBy(source, () => false, state(office, other))).toBe(null);
    expect(partingBy(source, mays(office), state(office, other))).toEqual(partActs(source, other));
    office.write(partActs(source, other) ?? []);
    await everybody();
    expect(value('women')).toBe(1);
    expect(state(seat, other).fields['women']?.[0]?.value).toBe(3);
  });
});
