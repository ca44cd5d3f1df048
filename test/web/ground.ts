/** The ground the matrix is walked on: places around an actor, and a record of every type at each of them. */

import { safeParse } from 'valibot';
import type { HubNetwork } from '../../src/hub/network.ts';
import type { Act } from '../../src/kernel/author.ts';
import { type FieldDecl, refsOf, type TypeDecl } from '../../src/kernel/declare.ts';
import { derivedId, personScope, sensitiveScope } from '../../src/kernel/ids.ts';
import { toBase64Url } from '../../src/kernel/keys.ts';
import type { Body, Json, Known, RecordId, Scope } from '../../src/kernel/types.ts';
import { declarations } from '../../src/modules/index.ts';
import type { Device } from '../hub/client.ts';
import { webm } from '../modules/voice.ts';

const scope = (path: string): Scope => path as Scope;
export const ROOT_SCOPE = scope('n/');
export const BRANCH = scope('n/branch/sikasso/');
export const ORG = scope('n/branch/sikasso/org/x/');

/** Where a record lives, seen from somebody whose role was given at `at`. */
export interface Relation {
  readonly name: string;
  readonly home: Scope;
  readonly shared: readonly Scope[];
}

/** From a branch, from a member organisation, then from the whole network. */
export const RELATIONS: Readonly<Record<string, readonly Relation[]>> = {
  [BRANCH]: [
    { name: 'own', home: BRANCH, shared: [] },
    { name: 'below', home: scope('n/branch/sikasso/org/x/'), shared: [] },
    { name: 'above', home: ROOT_SCOPE, shared: [] },
    { name: 'sibling', home: scope('n/branch/segou/'), shared: [] },
    { name: 'shared card', home: scope('n/branch/segou/'), shared: [scope('n/shared/')] },
    { name: 'shared with own', home: scope('n/branch/segou/'), shared: [BRANCH] },
  ],
  [ORG]: [
    { name: 'own', home: ORG, shared: [] },
    { name: 'above', home: BRANCH, shared: [] },
    { name: 'another organisation', home: scope('n/branch/sikasso/org/y/'), shared: [] },
    { name: 'shared card', home: BRANCH, shared: [scope('n/shared/')] },
    { name: 'shared with it', home: BRANCH, shared: [ORG] },
    { name: 'shared with another', home: BRANCH, shared: [scope('n/branch/sikasso/org/y/')] },
  ],
  [ROOT_SCOPE]: [
    { name: 'own', home: ROOT_SCOPE, shared: [] },
    { name: 'below', home: BRANCH, shared: [] },
    { name: 'far below', home: scope('n/branch/sikasso/org/x/'), shared: [] },
  ],
};

/** Only what may be shared has a card to share; with an organisation, everything. */
export const canStand = (type: string, { shared }: Pick<Relation, 'shared'>): boolean =>
  shared.every((one) => one.includes('/org/')) || declarations.types[type]?.shareable === true;

/** Usual place of a role. */
export const placeOf = (role: string): Scope =>
  ({ network: ROOT_SCOPE, branch: BRANCH, organisation: ORG })[declarations.roles[role]?.at ?? 'branch'];

/** Role that the grants and enrolments of the matrix are about. */
export const GIVEN = 'member';

let count = 0;
const fresh = (): string => `m${String(++count).padStart(15, '0')}`;
/** Another day each time. */
const freshDay = (): string => new Date(Date.UTC(2000, 0, ++count)).toISOString().slice(0, 10);

/** What has to stand before a record of a type can be written at a place: one record of every type that others refer to. */
export interface Beside {
  readonly person: RecordId;
  readonly enrolled: RecordId;
  readonly known: Readonly<Record<string, RecordId>>;
}

/** Types that fields refer to, those that refer to nothing first: what stands beside is planted in this order. */
const REFERRED: readonly string[] = [...new Set(Object.values(declarations.types).flatMap(referredBy))];

function referredBy(type: TypeDecl): readonly string[] {
  return Object.values(type.fields).flatMap((field) =>
    refsOf(field).flatMap((name) => {
      const other = declarations.types[name];
      return other && other !== type ? [...referredBy(other), name] : [name];
    }),
  );
}

export async function prepare(network: HubNetwork, home: Scope): Promise<Beside> {
  const { beside } = await together(network, { home, shared: [] }, []);
  return beside;
}

/** Types whose records go into one group with what stands beside them: a group holds 64 KB. */
const A_GROUP = 60;

/** What stands beside, then a record of each of these types, in as few groups as they need. */
async function together(
  network: HubNetwork,
  relation: Pick<Relation, 'home' | 'shared'>,
  types: readonly string[],
): Promise<{ readonly beside: Beside; readonly planted: Readonly<Record<string, RecordId>> }> {
  const { home } = relation;
  const from = { person: 0, records: 2, planted: 2 + REFERRED.length };
  let beside: Beside | undefined;
  const changes = await network.actAsAuthority((id) => {
    const enrolled = id(from.person);
    const known: Record<string, RecordId> = {};
    const acts: Act[] = [
      { do: 'create', type: 'person', body: { name: 'Personne à inscrire' }, home },
      { do: 'create', type: 'grant', body: { person: enrolled, role: GIVEN, scope: home, from: '2024-01-01' }, home },
    ];
    for (const [i, type] of REFERRED.entries()) {
      const act = sample(type, { home, shared: [] }, { enrolled, person: enrolled, known });
      const { keys } = declarations.types[type] as TypeDecl;
      acts.push(act);
      known[type] = keys ? derivedId(type, ...keys.map((key) => String(act.body[key]))) : id(from.records + i);
    }
    beside = { person: known['person'] ?? enrolled, enrolled, known };
    for (const type of types.slice(0, A_GROUP)) acts.push(sample(type, relation, beside));
    return acts;
  });
  // Shares that follow from what was written come after it.
  const made = changes.slice(from.planted, from.planted + A_GROUP);
  const stands = beside as Beside;
  const more = types.slice(A_GROUP).map((type) => sample(type, relation, stands));
  if (more.length > 0) made.push(...(await network.actAsAuthority(() => more)));
  const planted = Object.fromEntries(types.map((type, i) => [type, made[i]?.record as RecordId] as const));
  return { beside: stands, planted };
}

/** Answers that only make sense together with the rights of somebody; every other type answers its declaration. */
const SPECIAL: Readonly<Record<string, (home: Scope, beside: Beside) => Body>> = {
  grant: (home, beside) => ({ person: beside.person, role: GIVEN, scope: home, from: '2024-01-01' }),
  device: () => ({ device: fresh(), key: 'x', label: 'Téléphone', status: 'active' }),
  holder: (_, beside) => ({ device: fresh(), person: beside.enrolled }),
};
const SPECIAL_CHANGE: Readonly<Record<string, Body>> = { grant: { to: '2030-12-31' } };

/** A new record of this type: its required and its key fields, answered so that its declaration accepts them. */
export function sample(
  type: string,
  relation: Pick<Relation, 'home' | 'shared'>,
  beside: Beside,
): Extract<Act, { do: 'create' }> {
  const { fields, keys = [] } = declarations.types[type] as TypeDecl;
  const asked = Object.keys(fields).filter((field) => fields[field]?.required || keys.includes(field));
  const body =
    SPECIAL[type]?.(relation.home, beside) ??
    Object.fromEntries(asked.map((name) => [name, answer(fields[name] as FieldDecl, beside, keys.includes(name))]));
  return { do: 'create', type, home: homeFor(type, relation.home), shared: sharedFor(type, relation.shared), body };
}

/** Something this field accepts. @param unique where the record gets its id from it. */
function answer(field: FieldDecl, beside: Beside, unique: boolean): Json {
  const [ref] = refsOf(field);
  if (ref) return beside.known[ref] as RecordId;
  const choice = field.choices?.[0]?.value;
  if (choice !== undefined) return field.widget === 'choices' ? [choice] : choice;
  const tried: readonly Json[] = [
    unique ? fresh() : 'Texte',
    unique ? freshDay() : '2024-01-01',
    '70 00 00 00',
    'a@b.ml',
    fresh(),
    unique ? ++count : 1,
    true,
    ['x'],
    'p1',
    { seconds: 1, data: toBase64Url(webm(80)) },
  ];
  const found = tried.find((value) => safeParse(field.schema, value).success);
  if (found === undefined) throw new Error('no answer fits: add one to the list above');
  return found;
}

/** Companions and closed types live under `sensitive/` of the place. */
export const isClosedThere = (type: string): boolean => {
  const declared = declarations.types[type];
  return declared?.companionOf !== undefined || declared?.closed === true;
};
/** The same of the organisations it is shared with. */
export const sharedFor = (type: string, shared: readonly Scope[]): readonly Scope[] =>
  shared.map((one) => (one.includes('/org/') ? homeFor(type, one) : one));
export const homeFor = (type: string, home: Scope): Scope => (isClosedThere(type) ? sensitiveScope(home) : home);

/** A change that is right in itself, so that only the rights decide; nothing where every field is a key. */
export function change(type: string): Body {
  const special = SPECIAL_CHANGE[type];
  if (special) return special;
  const { fields, keys = [] } = declarations.types[type] as TypeDecl;
  const [name, field] =
    Object.entries(fields).find(
      ([one, decl]) => !keys.includes(one) && decl.ref === undefined && safeParse(decl.schema, 'Autre nom').success,
    ) ??
    Object.entries(fields).find(([one, decl]) => !keys.includes(one) && decl.ref === undefined) ??
    [];
  if (!name || !field) return {};
  const parts = Object.entries(field.entry ?? {}).filter(([, part]) => part.required && part.ref === undefined);
  const nothing: Beside = { person: '' as RecordId, enrolled: '' as RecordId, known: {} };
  if (field.merge === 'map')
    return { [`${name}.e1`]: Object.fromEntries(parts.map(([part, decl]) => [part, answer(decl, nothing, false)])) };
  const named = !field.choices && safeParse(field.schema, 'Autre nom').success;
  return { [name]: named ? 'Autre nom' : answer(field, nothing, false) };
}

/** Makes the authority write a record of each type whatever the place, and gives their ids. Each time they are others. */
export const plant = async (
  network: HubNetwork,
  types: readonly string[],
  relation: Relation,
): Promise<Readonly<Record<string, RecordId>>> => (await together(network, relation, types)).planted;

/** A phone that cheats: it was handed records its person may not read, and writes on them as if it had them. */
export async function cheat(phone: Device, network: HubNetwork, records: readonly RecordId[]): Promise<void> {
  const histories = await Promise.all(records.map((record) => network.history(record)));
  phone.replica.load(
    histories.flat().map(({ change: one, eff, state }): Known => ({ change: one, eff, state })),
    [],
  );
}

export const personHome = (person: RecordId): Scope => personScope(person);
