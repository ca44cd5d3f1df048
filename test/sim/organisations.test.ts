// S4-07: Awa is in two cooperatives and one group: one person, three memberships; the account of a cooperative sees its own people and nothing of
// the others, on the phone (every change it holds is looked at) as in what the hub may tell.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Act } from '../../src/kernel/author.ts';
import { isVoided, type RecordState, textOf } from '../../src/kernel/fold.ts';
import { linksTo } from '../../src/kernel/links.ts';
import { mergeActs } from '../../src/kernel/merging.ts';
import { SHARED, sensitiveScope } from '../../src/kernel/scopes.ts';
import { orgScope, sharesIn } from '../../src/kernel/sharing.ts';
import type { Body, RecordId } from '../../src/kernel/types.ts';
import { openingActs } from '../../src/modules/access/opening.ts';
import { sourceOf } from '../../src/modules/directory/merges.ts';
import type { SimDevice } from './device.ts';
import { recordOf, SEGOU, SIKASSO, World } from './world.ts';

let world: World;
let oumar: SimDevice;
/** Two cooperatives and a savings group of Ségou. */
let [benkadi, jigi, group]: RecordId[] = [];
let awa: RecordId;
let moussa: RecordId;

const involve = (person: RecordId, organisation: RecordId, kind = 'member'): RecordId =>
  recordOf(oumar.write([{ do: 'create', type: 'involvement', home: SEGOU, body: { person, organisation, kind } }])[0]);
/** Somebody answers for an organisation, with a phone of her own. */
async function account(name: string, organisation: RecordId): Promise<SimDevice> {
  const scope = orgScope(SEGOU, organisation);
  const device = await world.device(`${name}’s phone`, scope, await world.member(name, 'organisation', scope));
  await world.sync(device);
  return device;
}
const bodyOf = (state: RecordState | null): Body =>
  Object.fromEntries(Object.entries(state?.fields ?? {}).map(([field, [head]]) => [field, head?.value ?? null]));
const names = (device: SimDevice): string[] =>
  device.replica
    .list('person')
    .map((state) => textOf(state, 'name'))
    .sort();
const members = (device: SimDevice, organisation: RecordId): string[] =>
  linksTo(device.replica, 'involvement', 'organisation', organisation).map((state) =>
    textOf(device.replica.record(state.fields['person']?.[0]?.value as RecordId) as never, 'name'),
  );
const real = ({ replica }: SimDevice) => ({
  list: (type: string) => replica.list(type),
  record: (id: RecordId) => replica.record(id),
});
/** Everything the phone holds, as it rests there. */
const held = (device: SimDevice): string =>
  JSON.stringify(
    ['person', 'involvement', 'contact', 'organisation_contact', 'person_contact'].flatMap((type) =>
      device.replica.list(type).flatMap((state) => device.replica.history(state.id)),
    ),
  );

beforeEach(async () => {
  world = new World(7);
  oumar = await world.device('Ségou', SEGOU, await world.member('Oumar', 'coordinator', SEGOU));
  await world.sync(oumar);
  [benkadi, jigi, group] = ['Benkadi', 'Jigi', 'Groupe d’épargne'].map((name) =>
    recordOf(world.organisation(oumar, SEGOU, name)[0]),
  );
  const person = (name: string) =>
    recordOf(oumar.write([{ do: 'create', type: 'person', home: SEGOU, body: { name } }])[0]);
  awa = person('Awa');
  moussa = person('Moussa');
  for (const organisation of [benkadi, jigi, group]) involve(awa, organisation as RecordId);
  involve(moussa, jigi as RecordId);
  await world.sync(oumar);
});

describe('accounts of member organisations', () => {
  it('S4-07: one person, three memberships, and each cooperative sees only its own', async () => {
    const here = await account('Secrétaire de Benkadi', benkadi as RecordId);
    const there = await account('Secrétaire de Jigi', jigi as RecordId);
    expect(oumar.replica.list('person').filter((state) => textOf(state, 'name') === 'Awa')).toHaveLength(1);
    expect(linksTo(oumar.replica, 'involvement', 'person', awa)).toHaveLength(3);
    expect(names(here)).toEqual(['Awa', 'Secrétaire de Benkadi']);
    expect(names(there)).toEqual(['Awa', 'Moussa', 'Secrétaire de Jigi']);
    expect(members(here, benkadi as RecordId)).toEqual(['Awa']);
    for (const other of [jigi, group]) expect(members(here, other as RecordId)).toEqual([]);
    // Not even the path of another organisation stands in what it holds of people.
    for (const other of [jigi, group]) expect(held(here)).not.toContain(other);
    expect(held(there)).not.toContain(benkadi);
    // The directory is everybody's; how to reach an organisation is its own and the branch's.
    expect(here.replica.list('organisation')).toHaveLength(3);
    expect(here.replica.list('organisation_contact').map((state) => textOf(state, 'of'))).toEqual([benkadi]);
  });

  it('S4-07: what comes later comes to all who read it, and what was a mistake goes', async () => {
    const here = await account('Secrétaire de Benkadi', benkadi as RecordId);
    const there = await account('Secrétaire de Jigi', jigi as RecordId);
    oumar.write([{ do: 'edit', record: awa, body: { job: 'Teinturière' } }]);
    const wrong = involve(moussa, benkadi as RecordId);
    await world.sync(oumar);
    for (const device of [here, there]) await world.sync(device);
    for (const device of [here, there]) expect(textOf(device.replica.record(awa) as never, 'job')).toBe('Teinturière');
    expect(members(here, benkadi as RecordId)).toEqual(['Awa', 'Moussa']);
    oumar.write([{ do: 'void', record: wrong, voided: true }]);
    await world.sync(oumar);
    for (const device of [here, there]) await world.sync(device);
    expect(isVoided(here.replica.record(wrong) as never)).toBe(true);
    expect(here.replica.record(moussa)?.shared).toEqual([]);
    expect(members(there, jigi as RecordId)).toContain('Moussa');
    const late = await account('Trésorière de Benkadi', benkadi as RecordId);
    expect(names(late)).not.toContain('Moussa');
    oumar.write([{ do: 'void', record: wrong, voided: false }]);
    await world.sync(oumar);
    await world.sync(late);
    expect(members(late, benkadi as RecordId)).toEqual(['Awa', 'Moussa']);
  });

  it('S4-07: two sheets made one on a phone that began with a snapshot go on being read by all who read either', async () => {
    const here = await account('Secrétaire de Benkadi', benkadi as RecordId);
    const twin = recordOf(
      oumar.write([{ do: 'create', type: 'person', home: SEGOU, body: { name: 'Awa Sidibé' } }])[0],
    );
    await world.sync(oumar);
    const fresh = await world.device('Second', SEGOU, await world.member('Fanta', 'coordinator', SEGOU));
    await world.sync(fresh);
    expect(sharesIn({ kind: 'set', body: bodyOf(fresh.replica.record(awa)) })).toEqual([]);
    fresh.write(mergeActs(sourceOf(fresh.replica), twin, awa, []));
    await world.sync(fresh);
    await world.sync(here);
    expect(names(here)).toContain('Awa Sidibé');
  });

  it('S4-07: nothing about people goes to a scope that is no organisation’s', async () => {
    const share = (scope: string): string => {
      const [change] = oumar.write([{ do: 'edit', record: moussa, body: { 'shared.x': scope } }]);
      return `${change?.device}.${change?.seq}`;
    };
    const tried = [SHARED, SIKASSO, sensitiveScope(orgScope(SEGOU, benkadi as RecordId))].map(share);
    const asked = oumar.write([
      { do: 'create', type: 'person', home: SEGOU, body: { name: 'Une autre' }, shared: [SHARED] },
    ]);
    await world.sync(oumar);
    for (const id of [...tried, `${asked[0]?.device}.${asked[0]?.seq}`])
      expect(oumar.replica.known(id as never)?.state, id).toBe('returned');
  });

  it('S4-07: what was written before there were such accounts is shared when one is given', async () => {
    const { replica } = oumar;
    // As a program without accounts left it: at home in the branch, shared with nobody.
    const bare = (state: RecordState | null): RecordState | null => state && { ...state, shared: [] };
    const source = {
      list: (type: string) => replica.list(type).map((state) => bare(state) as RecordState),
      record: (id: RecordId) => bare(replica.record(id)),
      resolve: (id: RecordId) => replica.resolve(id),
      mayEdit: () => true,
    };
    const groups = openingActs(replica.id.decl, source, benkadi as RecordId);
    const of = (acts: readonly Act[]) =>
      acts.map((act) => (act.do === 'edit' ? replica.record(act.record)?.type : act.do));
    expect(of(groups.flat()).sort()).toEqual(['involvement', 'organisation_contact', 'person']);
    const written = groups.flatMap((acts) => oumar.write(acts));
    await world.sync(oumar);
    for (const one of written) expect(replica.known(`${one.device}.${one.seq}` as never)?.state).toBe('confirmed');
    expect(openingActs(replica.id.decl, { ...source, ...real(oumar) }, benkadi as RecordId)).toEqual([]);
  });

  it('S4-07: the account of an organisation writes nothing', async () => {
    const here = await account('Secrétaire de Benkadi', benkadi as RecordId);
    const home = orgScope(SEGOU, benkadi as RecordId);
    const [made] = here.write([{ do: 'create', type: 'person', home, body: { name: 'Une autre' } }]);
    const [named] = here.write([{ do: 'edit', record: awa, body: { name: 'Quelqu’un' } }]);
    await world.sync(here);
    for (const one of [made, named])
      expect(here.replica.known(`${one?.device}.${one?.seq}` as never)?.state).toBe('returned');
  });
});
