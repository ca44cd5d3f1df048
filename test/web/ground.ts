/** The ground the matrix is walked on: places around an actor, and a record of every type at each of them. */

import type { HubNetwork } from '../../src/hub/network.ts';
import type { Act } from '../../src/kernel/author.ts';
import { personScope, sensitiveScope } from '../../src/kernel/ids.ts';
import type { Body, Known, RecordId, Scope } from '../../src/kernel/types.ts';
import { declarations } from '../../src/modules/index.ts';
import type { Device } from '../hub/client.ts';
import { enlist } from '../hub/world.ts';

const scope = (path: string): Scope => path as Scope;
export const ROOT_SCOPE = scope('n/');
export const BRANCH = scope('n/branch/sikasso/');

/** Where a record lives, seen from somebody whose role was given at `at`. */
export interface Relation {
  readonly name: string;
  readonly home: Scope;
  readonly shared: readonly Scope[];
}

/** From a branch, then from the whole network. */
export const RELATIONS: Readonly<Record<string, readonly Relation[]>> = {
  [BRANCH]: [
    { name: 'own', home: BRANCH, shared: [] },
    { name: 'below', home: scope('n/branch/sikasso/org/x/'), shared: [] },
    { name: 'above', home: ROOT_SCOPE, shared: [] },
    { name: 'sibling', home: scope('n/branch/segou/'), shared: [] },
    { name: 'shared card', home: scope('n/branch/segou/'), shared: [scope('n/shared/')] },
    { name: 'shared with own', home: scope('n/branch/segou/'), shared: [BRANCH] },
  ],
  [ROOT_SCOPE]: [
    { name: 'own', home: ROOT_SCOPE, shared: [] },
    { name: 'below', home: BRANCH, shared: [] },
    { name: 'far below', home: scope('n/branch/sikasso/org/x/'), shared: [] },
  ],
};

/** Only what may be shared has a card to share. */
export const canStand = (type: string, { shared }: Pick<Relation, 'shared'>): boolean =>
  shared.length === 0 || declarations.types[type]?.shareable === true;

/** Usual place of a role. */
export const placeOf = (role: string): Scope => (declarations.roles[role]?.at === 'network' ? ROOT_SCOPE : BRANCH);

/** Role that the grants and enrolments of the matrix are about. */
export const GIVEN = 'member';

let count = 0;
const fresh = (): string => `m${String(++count).padStart(15, '0')}`;

/** What has to stand before a record of a type can be written at a place. */
export interface Beside {
  readonly organisation: RecordId;
  readonly person: RecordId;
  readonly enrolled: RecordId;
}

export async function prepare(network: HubNetwork, home: Scope): Promise<Beside> {
  const enrolled = await enlist(network, 'Personne à inscrire', GIVEN, home);
  const made = await network.actAsAuthority([
    { do: 'create', type: 'person', home, body: { name: 'Personne à autoriser' } },
    await organisationAct(home),
  ]);
  return { enrolled, person: made[0]?.record as RecordId, organisation: made[1]?.record as RecordId };
}

const organisationAct = async (home: Scope): Promise<Act> => ({
  do: 'create',
  type: 'organisation',
  home,
  body: { name: 'Organisation', kind: 'group', place: 'Ici' },
});

/** A new record of this type. A type this does not know has no place in the matrix yet: the test says so. */
export function sample(
  type: string,
  relation: Pick<Relation, 'home' | 'shared'>,
  beside: Beside,
): Extract<Act, { do: 'create' }> {
  const bodies: Readonly<Record<string, () => Body>> = {
    organisation: () => ({ name: 'Groupement', kind: 'group', place: 'Loulouni' }),
    organisation_contact: () => ({ of: beside.organisation, phone: '70 00 00 00' }),
    person: () => ({ name: 'Nouvelle personne' }),
    grant: () => ({ person: beside.person, role: GIVEN, scope: relation.home, from: '2024-01-01' }),
    device: () => ({ device: fresh(), key: 'x', label: 'Téléphone', status: 'active' }),
    holder: () => ({ device: fresh(), person: beside.enrolled }),
  };
  const body = bodies[type];
  if (!body) throw new Error(`no sample of type ${type}: add one to test/web/ground.ts`);
  return { do: 'create', type, home: homeFor(type, relation.home), shared: relation.shared, body: body() };
}

/** A companion lives under `sensitive/` of the place. */
export const homeFor = (type: string, home: Scope): Scope =>
  declarations.types[type]?.companionOf ? sensitiveScope(home) : home;

/** A change that is right in itself, so that only the rights decide. */
export function change(type: string): Body {
  const bodies: Readonly<Record<string, Body>> = {
    organisation: { place: 'Ailleurs' },
    organisation_contact: { phone: '70 00 00 01' },
    person: { name: 'Autre nom' },
    grant: { to: '2030-12-31' },
    device: { label: 'Autre nom' },
    holder: {},
  };
  const body = bodies[type];
  if (!body) throw new Error(`no change of type ${type}: add one to test/web/ground.ts`);
  return body;
}

/** Makes the authority write a record whatever its place, and gives its id. */
export async function plant(network: HubNetwork, type: string, relation: Relation): Promise<RecordId> {
  const [made] = await network.actAsAuthority([sample(type, relation, await prepare(network, relation.home))]);
  return made?.record as RecordId;
}

/** A phone that cheats: it was handed records its person may not read, and writes on them as if it had them. */
export async function cheat(phone: Device, network: HubNetwork, records: readonly RecordId[]): Promise<void> {
  const histories = await Promise.all(records.map((record) => network.history(record)));
  phone.replica.load(
    histories.flat().map(({ change: one, eff, state }): Known => ({ change: one, eff, state })),
    [],
  );
}

export const personHome = (person: RecordId): Scope => personScope(person);
