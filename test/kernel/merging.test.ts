import { describe, expect, it } from 'vitest';
import { entriesOf, type RecordState, textOf } from '../../src/kernel/fold.ts';
import { derivedId } from '../../src/kernel/ids.ts';
import { differences, lateWrites, type MergeSource, mergeActs, partActs } from '../../src/kernel/merging.ts';
import type { RecordId } from '../../src/kernel/types.ts';
import type { SimDevice } from '../sim/device.ts';
import { HOUR, recordOf, SIKASSO, World } from '../sim/world.ts';

const sourceOf = ({ replica }: SimDevice): MergeSource => ({
  decl: replica.id.decl,
  record: (id) => replica.record(id),
  change: (id) => replica.known(id)?.change ?? null,
  changes: (record) => replica.history(record).map((known) => known.change),
});
const contactOf = (device: SimDevice, id: RecordId): RecordState | null =>
  device.replica.record(derivedId('organisation_contact', id));

/** The same group, registered by two animators who did not know of each other. */
async function scene() {
  const world = new World(21);
  const coumba = await world.member('Coumba', 'coordinator', SIKASSO);
  const awa = await world.member('Awa', 'animator', SIKASSO);
  const office = await world.device('office', SIKASSO, coumba);
  const phone = await world.device('phone', SIKASSO, awa);
  const everybody = async () => {
    for (const device of [office, phone, office, phone]) await world.sync(device);
    world.pass(HOUR);
  };
  await everybody();
  const keep = recordOf(world.organisation(office, SIKASSO, 'Groupement Benkadi', '70 00 00 01')[0]);
  const other = recordOf(world.organisation(phone, SIKASSO, 'Benkadi de Klela', '70 00 00 02')[0]);
  phone.write([{ do: 'edit', record: other, body: { women: 12, 'forms.2019': { kind: 'group', from: '2019' } } }]);
  await everybody();
  return { world, office, phone, keep, other, everybody };
}

describe('one sheet of two', () => {
  it('says in what they differ, entries and companions included', async () => {
    const { office, keep, other } = await scene();
    const found = differences(sourceOf(office), keep, other).map(({ type, field, kept }) => [type, field, kept]);
    expect(found).toEqual([
      ['organisation', 'name', 'Groupement Benkadi'],
      ['organisation', 'women', null],
      ['organisation', 'forms.2019', null],
      ['organisation_contact', 'phone', '70 00 00 01'],
    ]);
  });

  it('keeps what was chosen, in one group; parted again, each has what it had, and what was written since stays', async () => {
    const { office, phone, keep, other, everybody } = await scene();
    const source = sourceOf(office);
    const take = differences(source, keep, other).filter(({ field }) => field !== 'name');
    const written = office.write(mergeActs(source, keep, other, take));
    expect(new Set(written.map((change) => change.group?.join())).size).toBe(1);
    await everybody();
    const state = () => phone.replica.record(keep) as RecordState;
    expect(phone.replica.resolve(other)).toBe(keep);
    expect([textOf(state(), 'name'), state().fields['women']?.[0]?.value]).toEqual(['Groupement Benkadi', 12]);
    expect(entriesOf(state(), 'forms')).toHaveLength(1);
    expect(textOf(contactOf(phone, keep) as RecordState, 'phone')).toBe('70 00 00 02');

    phone.write([{ do: 'edit', record: keep, body: { women: 15, place: 'Klela, marché' } }]);
    await everybody();
    office.write(partActs(source, other) ?? []);
    await everybody();
    expect(phone.replica.resolve(other)).toBe(other);
    expect([state().fields['women']?.[0]?.value, textOf(state(), 'place')]).toEqual([15, 'Klela, marché']);
    expect(entriesOf(state(), 'forms')).toEqual([]);
    expect(textOf(contactOf(phone, keep) as RecordState, 'phone')).toBe('70 00 00 01');
    const parted = phone.replica.record(other) as RecordState;
    expect([textOf(parted, 'name'), parted.fields['women']?.[0]?.value]).toEqual(['Benkadi de Klela', 12]);
    expect(partActs(source, other)).toBe(null);
  });

  it('what somebody writes on the one given up, not knowing, is told and never lost', async () => {
    const { world, office, phone, keep, other, everybody } = await scene();
    // Written before the merge, on a phone that only calls after it.
    phone.write([{ do: 'edit', record: other, body: { men: 4 } }]);
    world.pass(HOUR);
    office.write(mergeActs(sourceOf(office), keep, other, []));
    await everybody();
    expect(lateWrites(sourceOf(office), other).map(({ field, other: value }) => [field, value])).toEqual([['men', 4]]);
    expect(lateWrites(sourceOf(office), keep)).toEqual([]);
  });

  it('a companion that only the other had goes with it', async () => {
    const { world, office, phone, other, everybody } = await scene();
    const bare = recordOf(
      office.write([
        { do: 'create', type: 'organisation', home: SIKASSO, body: { name: 'B', kind: 'group', place: 'Klela' } },
      ])[0],
    );
    world.pass(HOUR);
    const source = sourceOf(office);
    office.write(mergeActs(source, bare, other, differences(source, bare, other)));
    await everybody();
    expect(textOf(contactOf(phone, bare) as RecordState, 'phone')).toBe('70 00 00 02');
    office.write(partActs(source, other) ?? []);
    await everybody();
    expect(textOf(contactOf(phone, bare) as RecordState, 'phone')).toBe('');
  });
});
