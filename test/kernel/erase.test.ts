// Erasure (SX-07): erased on the hub, a name and a phone number are gone from every phone at its next exchange; figures remain.
import { beforeEach, describe, expect, it } from 'vitest';
import type { TypeDecl } from '../../src/kernel/declare.ts';
import { blanked, leftOf } from '../../src/kernel/erase.ts';
import { isErased, type RecordState, textOf } from '../../src/kernel/fold.ts';
import { chainNext } from '../../src/kernel/hash.ts';
import { changeIdOf, sensitiveScope } from '../../src/kernel/ids.ts';
import type { Change, RecordId } from '../../src/kernel/types.ts';
import { envelopeFault } from '../../src/kernel/wire.ts';
import { declarations } from '../../src/modules/index.ts';
import type { SimDevice } from '../sim/device.ts';
import { DAY, SIKASSO, World } from '../sim/world.ts';

let world: World;
let phone: SimDevice;
let office: SimDevice;
let person: RecordId;
let contact: RecordId;

const write = (device: SimDevice, acts: Parameters<SimDevice['write']>[0]): readonly Change[] =>
  device.write(acts) as readonly Change[];
const everything = (): string =>
  JSON.stringify([
    world.hub.store.changes(),
    world.hub.store.all(),
    ...[phone, office].map((device) => [device.rows(), [person, contact].map((id) => device.replica.history(id))]),
  ]);

beforeEach(async () => {
  world = new World(3);
  const awa = await world.member('Awa', 'animator', SIKASSO);
  const coumba = await world.member('Coumba', 'coordinator', SIKASSO);
  phone = await world.device('phone', SIKASSO, awa);
  office = await world.device('office', SIKASSO, coumba);
  for (const device of [phone, office]) await world.sync(device);
  const made = write(phone, (ids) => [
    { do: 'create', type: 'person', body: { name: 'Kadiatou Sangaré', sex: 'f' }, home: SIKASSO },
    { do: 'create', type: 'person_contact', body: { of: ids(0), phone: '76 54 32 10' }, home: sensitiveScope(SIKASSO) },
  ]);
  [person, contact] = made.map((change) => change.record) as [RecordId, RecordId];
  write(phone, [{ do: 'edit', record: person, body: { job: 'Teinturière' } }]);
  for (const device of [phone, office]) await world.sync(device);
});

const erase = (device: SimDevice): readonly Change[] =>
  write(
    device,
    [person, contact].map((record) => {
      const state = device.replica.record(record) as RecordState;
      const body = leftOf(declarations.types[state.type] as TypeDecl, state, 'Personne effacée');
      return { do: 'erase' as const, record, body: body ?? {} };
    }),
  );

describe('an erased person', () => {
  it('is nowhere after the next exchange, and still counts', async () => {
    erase(office);
    await world.sync(office);
    await world.sync(phone);
    expect(everything()).not.toMatch(/Kadiatou|76 54|Teintur/);
    for (const copy of [phone.replica, office.replica]) {
      const state = copy.record(person) as RecordState;
      expect([isErased(state), textOf(state, 'name'), textOf(state, 'sex')]).toEqual([true, 'Personne effacée', 'f']);
      expect(copy.list('person').some(({ id }) => id === person)).toBe(true);
    }
    // The log of the phone still proves itself: what it writes next is taken.
    write(phone, [{ do: 'create', type: 'person', body: { name: 'Autre' }, home: SIKASSO }]);
    await world.sync(phone);
    expect(phone.replica.numbers().confirmed).toBe(3);
  });

  it('does not come back with what a phone wrote before it heard, in any order', async () => {
    const late = write(phone, [{ do: 'edit', record: person, body: { name: 'Kadiatou S.', job: 'Teinturière' } }])[0];
    erase(office);
    await world.sync(office);
    world.pass(DAY);
    await world.sync(phone);
    await world.sync(office);
    expect(everything()).not.toMatch(/Kadiatou|Teintur/);
    const ruling = phone.replica.known(changeIdOf(late as Change))?.ruling;
    expect([ruling?.state, ruling?.flags?.[0]?.code]).toEqual(['confirmed', 'FLAG-ERASED']);
    expect(phone.replica.record(person)?.fields['name']).toEqual(office.replica.record(person)?.fields['name']);
  });

  it('stays erased on a phone that opens again, and for one that comes new', async () => {
    erase(office);
    for (const device of [office, phone]) await world.sync(device);
    const fresh = await world.device('fresh', SIKASSO, world.people.get('Coumba') as RecordId);
    await world.sync(fresh);
    phone.open(phone.person);
    for (const { replica } of [fresh, phone]) {
      expect(JSON.stringify(replica.history(person))).not.toMatch(/Kadiatou/);
      expect(textOf(replica.record(person) as RecordState, 'name')).toBe('Personne effacée');
    }
  });
});

describe('who may erase', () => {
  it('is not the field, and nothing that names them is left', async () => {
    const [mine] = erase(phone);
    await world.sync(phone);
    expect(phone.replica.known(changeIdOf(mine as Change))?.ruling?.code).toBe('RIGHT-NONE');
    const [wrong] = write(office, [{ do: 'erase', record: person, body: { job: 'Teinturière' } }]);
    await world.sync(office);
    expect(office.replica.known(changeIdOf(wrong as Change))?.ruling?.code).toBe('RULE-FORMAT');
  });
});

it('an erased log verifies as before: the hash of what was said stays, its salt does not', () => {
  const [change] = phone.replica.history(person).map((known) => known.change) as [Change];
  const blank = blanked(change, change.salt ?? '');
  const net = world.hub.network;
  expect(chainNext('', net, blank, '')).toBe(chainNext('', net, change, change.salt ?? ''));
  expect([envelopeFault(blank), blank.salt, envelopeFault({ ...blank, blank: undefined })]).toEqual([
    null,
    undefined,
    'body',
  ]);
});
