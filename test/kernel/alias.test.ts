import { describe, expect, it } from 'vitest';
import { aliasOf, conflictsOf, entriesOf, type RecordState, textOf } from '../../src/kernel/fold.ts';
import { changeIdOf, derivedId } from '../../src/kernel/ids.ts';
import { linksTo } from '../../src/kernel/links.ts';
import type { RecordId } from '../../src/kernel/types.ts';
import type { SimDevice } from '../sim/device.ts';
import { HOUR, ROOT, recordOf, SEGOU, SIKASSO, World } from '../sim/world.ts';
import { CARD, creation, edit, openOffice } from './office.ts';

const stateOf = (device: SimDevice, id: RecordId): RecordState => device.replica.record(id) as RecordState;

/** Two phones of one branch, and the secretariat. */
async function scene() {
  const world = new World(11);
  const coumba = await world.member('Coumba', 'coordinator', SIKASSO);
  const awa = await world.member('Awa', 'animator', SIKASSO);
  const bakary = await world.member('Bakary', 'secretariat', ROOT);
  const office = await world.device('office', SIKASSO, coumba);
  const phone = await world.device('phone', SIKASSO, awa);
  const seat = await world.device('seat', ROOT, bakary);
  const all = [office, phone, seat];
  const everybody = async () => {
    for (const device of [...all, ...all]) await world.sync(device);
    world.pass(HOUR);
  };
  await everybody();
  return { world, office, phone, seat, everybody };
}

describe('two records found to be the same', () => {
  it('are read as one everywhere, what named either is kept, and parting them brings both back with later edits', async () => {
    const { world, office, phone, seat, everybody } = await scene();
    const kept = recordOf(world.organisation(office, SIKASSO, 'Groupement Benkadi')[0]);
    const other = recordOf(world.organisation(phone, SIKASSO, 'Gpt Benkadi de Klela')[0]);
    const support = { of: other, kind: 'training', what: 'Tenue du cahier', from: '2026' };
    phone.write([{ do: 'create', type: 'support', body: support, home: SIKASSO }]);
    await everybody();
    office.write([
      { do: 'alias', record: other, into: kept },
      { do: 'edit', record: kept, body: { quarter: 'Marché' } },
    ]);
    // Written by somebody who did not know of the merge yet.
    phone.write([{ do: 'edit', record: other, body: { place: 'Klela, marché' } }]);
    await everybody();
    for (const device of [office, phone, seat]) {
      expect(device.replica.resolve(other)).toBe(kept);
      expect(device.replica.resolve(kept)).toBe(kept);
      expect(linksTo(device.replica, 'support', 'of', kept)).toHaveLength(1);
    }
    office.write([{ do: 'alias', record: other, into: null }]);
    await everybody();
    for (const device of [office, phone, seat]) {
      expect(device.replica.resolve(other)).toBe(other);
      expect(textOf(stateOf(device, other), 'place')).toBe('Klela, marché');
      expect(linksTo(device.replica, 'support', 'of', kept)).toHaveLength(0);
      expect(linksTo(device.replica, 'support', 'of', other)).toHaveLength(1);
    }
  });

  it('said of each other by two people who did not see it, the same one goes on for everybody', async () => {
    const { world, office, seat, phone, everybody } = await scene();
    const one = recordOf(world.organisation(office, SIKASSO, 'Benkadi')[0]);
    const two = recordOf(world.organisation(phone, SIKASSO, 'Benkadi')[0]);
    await everybody();
    office.write([{ do: 'alias', record: one, into: two }]);
    seat.write([{ do: 'alias', record: two, into: one }]);
    await everybody();
    const [first] = [one, two].sort();
    for (const device of [office, phone, seat])
      expect([one, two].map((id) => device.replica.resolve(id))).toEqual([first, first]);
  });

  it('SYNC-09 merged into different ones by two people, both hear of it and one choice closes it', async () => {
    const { world, office, seat, phone, everybody } = await scene();
    const [one, two, three] = ['A', 'B', 'C'].map((name) => recordOf(world.organisation(phone, SIKASSO, name)[0]));
    await everybody();
    office.write([{ do: 'alias', record: one as RecordId, into: two as RecordId }]);
    seat.write([{ do: 'alias', record: one as RecordId, into: three as RecordId }]);
    await everybody();
    expect(conflictsOf(stateOf(phone, one as RecordId))).toEqual([':alias']);
    office.write([{ do: 'alias', record: one as RecordId, into: two as RecordId }]);
    await everybody();
    expect(conflictsOf(stateOf(seat, one as RecordId))).toEqual([]);
    expect(aliasOf(stateOf(seat, one as RecordId))).toBe(two);
  });

  it('SYNC-15 takes the right to hide the record, and another of the same kind', async () => {
    const { pen, grant } = await openOffice();
    const [coumba, awa] = [pen('Coumba'), pen('Awa')];
    const [one, two] = [coumba.next(), coumba.next(2)];
    await coumba.ruled(creation());
    await coumba.ruled(creation({ ...CARD, name: 'Benkadi 2' }));
    const same = (record: RecordId, into: unknown) =>
      edit(record, { into: into as string }, { kind: 'alias' as const });
    expect((await awa.ruled(same(two, one))).code).toBe('RIGHT-NONE');
    expect((await coumba.ruled(same(two, two))).code).toBe('RULE-FORMAT');
    expect((await coumba.ruled(same(two, 'nobody'))).code).toBe('RULE-FORMAT');
    const person = coumba.next();
    await coumba.ruled({ ...creation({ name: 'Awa' }), type: 'person' });
    expect((await coumba.ruled(same(two, person))).code).toBe('RULE-TYPE');
    expect((await coumba.ruled(same(two, one))).state).toBe('confirmed');
    // A right is never "the same" as another.
    const right = { kind: 'alias', type: 'grant', record: grant('Fatou') } as const;
    expect((await coumba.ruled(edit(grant('Fatou'), { into: grant('Awa') }, right))).code).toBe('RULE-KIND');
  });

  it('into one that has not come yet waits for it', async () => {
    const { pen, world } = await openOffice();
    const [coumba, bakary] = [pen('Coumba'), pen('Bakary')];
    const mine = coumba.next();
    await coumba.ruled(creation());
    const theirs = bakary.next();
    const waiting = await coumba.ruled(edit(mine, { into: theirs }, { kind: 'alias' }));
    expect([waiting.state, waiting.cause]).toEqual(['held', theirs]);
    await bakary.ruled(creation());
    const [logged] = await world.hub.store.logged([changeIdOf({ device: waiting.device, seq: waiting.first })]);
    expect(logged?.state).toBe('confirmed');
  });
});

describe('a map', () => {
  it('keeps the entries of two people who did not see each other, and each entry has its own versions', async () => {
    const { world, office, phone, everybody } = await scene();
    const org = recordOf(world.organisation(office, SIKASSO, 'Benkadi')[0]);
    await everybody();
    office.write([{ do: 'edit', record: org, body: { 'forms.2019': { kind: 'group', from: '2019' } } }]);
    phone.write([{ do: 'edit', record: org, body: { 'forms.2021': { kind: 'scoops', from: '2021' } } }]);
    await everybody();
    expect(entriesOf(stateOf(phone, org), 'forms').map(([key]) => key)).toEqual(['2019', '2021']);
    expect(conflictsOf(stateOf(phone, org))).toEqual([]);
    office.write([{ do: 'edit', record: org, body: { 'forms.2021': { kind: 'scoops', from: '2021', number: 'A1' } } }]);
    phone.write([{ do: 'edit', record: org, body: { 'forms.2021': { kind: 'coop-ca', from: '2021' } } }]);
    await everybody();
    expect(conflictsOf(stateOf(office, org))).toEqual(['forms.2021']);
    office.write([{ do: 'edit', record: org, body: { 'forms.2019': null } }]);
    await everybody();
    expect(entriesOf(stateOf(phone, org), 'forms').map(([key]) => key)).toEqual(['2021']);
  });

  it('takes entries of the declared shape only, in declared maps; what it names must be known', async () => {
    const { pen } = await openOffice();
    const coumba = pen('Coumba');
    const org = coumba.next();
    await coumba.ruled(creation());
    const codes = async (body: Record<string, unknown>) => {
      const { state, code, fields } = await coumba.ruled(edit(org, body as never));
      return [state, code, fields?.join()];
    };
    expect(await codes({ 'forms.x': { kind: 'scoops' } })).toEqual(['returned', 'RULE-FORMAT', 'forms']);
    expect(await codes({ 'name.x': 'Benkadi' })).toEqual(['returned', 'RULE-FORMAT', 'name']);
    expect(await codes({ forms: { kind: 'scoops', from: '2021' } })).toEqual(['returned', 'RULE-FORMAT', 'forms']);
    expect((await codes({ 'forms.x': { kind: 'scoops', from: '2021', later: 1 } }))[0]).toBe('confirmed');
    expect((await codes({ 'other.x': 1 }))[0]).toBe('confirmed');
  });
});

describe('a reference to several types', () => {
  it('names a record of one of them', async () => {
    const { pen } = await openOffice();
    const bakary = pen('Bakary');
    const [org, body, person] = [bakary.next(), bakary.next(2), bakary.next(3)];
    await bakary.ruled(creation(CARD, { scope: SEGOU }));
    await bakary.ruled(creation({ name: 'Pôle 1', kind: 'pole', of: org }, { type: 'body', scope: ROOT }));
    await bakary.ruled(creation({ name: 'Awa' }, { type: 'person', scope: SEGOU }));
    const belongs = (group: RecordId) =>
      bakary.ruled(
        creation(
          { member: org, group, kind: 'partner' },
          { type: 'membership', scope: SEGOU, record: derivedId('membership', org, group, 'partner') },
        ),
      );
    expect((await belongs(body)).state).toBe('confirmed');
    const wrong = await belongs(person);
    expect([wrong.code, wrong.fields]).toEqual(['RULE-FORMAT', ['group']]);
  });
});
