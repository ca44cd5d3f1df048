/**
 * What the screens of the tests show: a small network in memory, told through the same kernel as real work. All people, organisations and
 * numbers are invented.
 */
import { group, levels, membership, movement } from '../../src/hub/demo/movement.ts';
import { hallOf } from '../../src/hub/demo/register.ts';
import { dayOf } from '../../src/kernel/grant.ts';
import { branchScope, ROOT, SHARED, sensitiveScope } from '../../src/kernel/ids.ts';
import type { Body, Change, RecordId, Scope } from '../../src/kernel/types.ts';
import type { SimDevice } from '../sim/device.ts';
import { DAY, HOUR, MINUTE, World } from '../sim/world.ts';

/** Thursday 11 March 2027, nine in the morning. */
export const NOW = Date.UTC(2027, 2, 11, 9);
/** Of every chance in it, so that what is kept of the world finds the same hub. */
export const SEED = 7;
export const SEGOU = branchScope('segou');
export const KAYES = branchScope('kayes');

export interface Player {
  readonly id: RecordId;
  readonly name: string;
  readonly role: string;
  readonly sign: string;
  readonly color: string;
  readonly home: Scope;
}

const CAST = {
  aminata: { name: 'Aminata KONATÉ', role: 'secretariat', sign: 'hut', color: 'p1', home: ROOT },
  oumar: { name: 'Oumar COULIBALY', role: 'coordinator', sign: 'hoe', color: 'p1', home: SEGOU },
  aissata: { name: 'Aïssata BAH', role: 'animator', sign: 'fish', color: 'p4', home: SEGOU },
  korotoumou: { name: 'Korotoumou DIARRA', role: 'animator', sign: 'loom', color: 'p2', home: SEGOU },
  fanta: { name: 'Fanta SAMAKÉ', role: 'member', sign: 'calabash', color: 'p5', home: SEGOU },
  drissa: { name: 'Drissa KEÏTA', role: 'coordinator', sign: 'cow', color: 'p6', home: KAYES },
} as const;
export type Who = keyof typeof CAST;

const NAMES: readonly (readonly [name: string, kind: string, place: string])[] = [
  ['Coopérative Faso Jɛgɛ', 'scoops', 'Markala'],
  ['Union Sɛnɛ Ɲɛtaa', 'union', 'Cinzana'],
  ['Mutuelle Yɛrɛdɛmɛ', 'mutual', 'Ségou'],
  ['Potières de Kalabougou', 'association', 'Kalabougou'],
  ['Association Musow Jɛra', 'association', 'Ségou'],
  ['Coopérative Bogolan Sira', 'coop-ca', 'Ségou'],
  ['Éleveurs de Dioro', 'scoops', 'Dioro'],
  ['Campement Le Balanzan', 'gie', 'Sékoro'],
];
const TRADES = ['Maraîchères', 'Tisserands', 'Pêcheurs', 'Forgerons', 'Teinturières', 'Apiculteurs'];
const TOWNS = ['Pélengana', 'Niono', 'Bla', 'San', 'Farako', 'Konodimini'];
const KIND_ROUND = ['group', 'association', 'scoops', 'mutual'];

export interface Story {
  readonly world: World;
  readonly people: { readonly [who in Who]: Player };
  readonly office: SimDevice;
  readonly shared: SimDevice;
}

const idOf = (change: Change | undefined): RecordId => (change as Change).record;

/** People, rights and phones, but no organisation yet. */
export async function beginning(): Promise<Story> {
  const world = new World(SEED);
  world.time = NOW - 60 * DAY;
  const people = {} as { [who in Who]: Player };
  for (const [who, { name, role, sign, color, home }] of Object.entries(CAST)) {
    const [made] = await world.hub.act([{ do: 'create', type: 'person', body: { name, sign, color }, home }]);
    const id = idOf(made);
    await world.grant(id, role, home);
    people[who as Who] = { id, name, role, sign, color, home };
  }
  const phone = async (label: string, home: Scope, steward: Who, ...who: readonly Who[]): Promise<SimDevice> => {
    const device = await world.device(label, home, ...who.map((one) => people[one].id));
    const body = { device: device.id, key: 'simulated', status: 'active', label, steward: people[steward].id };
    await world.hub.act([{ do: 'create', type: 'device', body, home }]);
    return device;
  };
  const office = await phone('Portable de l’antenne', SEGOU, 'oumar', 'oumar');
  const shared = await phone('Téléphone bleu', SEGOU, 'oumar', 'aissata', 'oumar', 'korotoumou', 'fanta');
  await phone('Téléphone de Kayes', KAYES, 'drissa', 'drissa');
  await phone('Téléphone de Korotoumou', SEGOU, 'oumar', 'korotoumou');
  return { world, people, office, shared };
}

export function register(
  device: SimDevice,
  home: Scope,
  name: string,
  kind: string,
  place: string,
  phone = '',
): RecordId {
  const changes = device.write((ids) => [
    { do: 'create', type: 'organisation', body: { name, kind, place }, home, shared: [SHARED] },
    ...(phone
      ? [
          {
            do: 'create' as const,
            type: 'organisation_contact',
            body: { of: ids(0), phone, consent: 'oral' },
            home: sensitiveScope(home),
          },
        ]
      : []),
  ]);
  return idOf(changes[0]);
}

/** Sixty-seven organisations, twenty of them in Ségou; work in every state on the shared phone. */
export async function wholeStory(): Promise<Story> {
  const story = await beginning();
  const { world, people, office, shared } = story;
  const kayes = world.devices[2] as SimDevice;
  await world.sync(office);
  await world.sync(kayes);
  for (let i = 0; i < 47; i++) {
    const trade = TRADES[i % TRADES.length] as string;
    register(kayes, KAYES, `${trade} de Kayes ${i + 1}`, KIND_ROUND[i % 4] as string, 'Kayes', '70 00 00 01');
    world.pass(2 * HOUR);
  }
  await world.sync(kayes);
  for (let i = 0; i < 10; i++) {
    const town = TOWNS[i % TOWNS.length] as string;
    register(office, SEGOU, `${TRADES[(i * 5) % 6]} de ${town}`, KIND_ROUND[i % 4] as string, town, '70 00 00 02');
    world.pass(19 * HOUR);
  }
  await world.sync(office);

  shared.open(people.aissata.id);
  await world.sync(shared);
  const made = new Map<string, RecordId>();
  for (const [name, kind, place] of NAMES) {
    made.set(name, register(shared, SEGOU, name, kind, place, '76 00 00 12'));
    world.pass(20 * HOUR);
  }
  const young = register(shared, SEGOU, 'Club des jeunes Sinignɛsigi', 'association', 'Niono');
  await world.sync(shared);
  await world.sync(office);
  world.time = NOW - 5 * DAY;
  await furnish(story, made);
  await world.sync(office);

  world.time = NOW - 3 * DAY - 2 * HOUR;
  // Two people write without seeing each other.
  shared.write([{ do: 'edit', record: young, body: { place: 'Niono, quartier Office' } }]);
  world.pass(3 * HOUR);
  office.write([{ do: 'edit', record: young, body: { place: 'Niono, marché' } }]);
  office.write([
    { do: 'edit', record: made.get('Éleveurs de Dioro') as RecordId, body: { name: 'Éleveurs unis de Dioro' } },
  ]);
  await world.sync(office);
  await enrolSomebody(story);
  await world.sync(office);

  world.time = NOW - 2 * DAY;
  // Returned: no place. Another change waits for it.
  const benkadi = register(shared, SEGOU, 'Groupement Benkadi', 'group', '', '76 00 00 15');
  world.time = NOW - 2 * DAY + 5 * HOUR;
  shared.write([{ do: 'edit', record: benkadi, body: { kind: 'gie' } }]);
  // Returned: not her branch.
  const far = shared.replica.list('organisation').find((state) => state.home === KAYES);
  if (far) shared.write([{ do: 'edit', record: far.id, body: { place: 'Kayes, rive gauche' } }]);
  // Accepted with a remark: a digit is missing.
  register(shared, SEGOU, 'Groupement Jigiya', 'group', 'Médine', '76 00 01 5');
  // Tuesday, 14:05.
  world.time = NOW - 2 * DAY + 5 * HOUR + 5 * MINUTE;
  await world.sync(shared);
  // Not sent yet.
  world.time = NOW - 2 * DAY + 6 * HOUR;
  shared.write([
    { do: 'edit', record: made.get('Coopérative Faso Jɛgɛ') as RecordId, body: { place: 'Markala, Diamarabougou' } },
  ]);
  world.time = NOW - 30 * MINUTE;
  register(shared, SEGOU, 'Maraîchères de Sébougou', 'group', 'Sébougou');
  world.time = NOW;
  return story;
}

/** The same network as a movement: the demonstration's bodies, networks and levels, and members among the organisations of the story. */
export async function movementStory(): Promise<Story> {
  const story = await wholeStory();
  const { world, office } = story;
  await world.hub.act(movement);
  await world.hub.act(levels);
  await world.sync(office);
  const { replica } = office;
  const { us, poles } = hallOf(replica.list('organisation'), replica.list('body'), NOW);
  const members = replica.list('organisation').filter((state) => state.home !== ROOT);
  for (const [at, { id, home }] of members.entries()) {
    const from = at % 4 === 0 ? String(2003 + (at % 20)) : `${2003 + (at % 20)}-05-12`;
    const status = at % 17 === 3 ? 'applied' : at % 19 === 4 ? 'suspended' : 'active';
    const places = at % 7 === 0 ? poles.slice(0, 2) : poles.slice(at % 6, (at % 6) + 1);
    await world.hub.act(
      group((add) => {
        add('membership', membership(id, us, 'member', [{ from, status, decision: `CA n° ${at}` }]), home);
        for (const pole of places)
          add('membership', membership(id, pole.id, 'member', [{ from: '2012', status: 'active' }]), home);
      }),
    );
  }
  const small = members.find(({ home, fields }) => home === SEGOU && fields['kind']?.[0]?.value === 'scoops');
  if (small) await world.hub.act([{ do: 'edit', record: small.id, body: { women: 3, men: 1 } }]);
  await world.sync(office);
  return story;
}

/** Korotoumou enrols somebody in the field, provisionally. */
async function enrolSomebody({ world, people, shared }: Story): Promise<void> {
  shared.open(people.korotoumou.id);
  await world.sync(shared);
  const [from, to] = [dayOf(world.time), dayOf(world.time + 45 * DAY)];
  shared.write((ids) => [
    { do: 'create', type: 'person', home: SEGOU, body: { name: 'Salimata TANGARA', sign: 'pot', color: 'p3' } },
    {
      do: 'create',
      type: 'grant',
      home: SEGOU,
      body: { person: ids(0), role: 'animator', scope: SEGOU, from, to, provisional: true },
    },
    { do: 'create', type: 'holder', home: SEGOU, body: { device: shared.id, person: ids(0) } },
  ]);
  await world.sync(shared);
  shared.open(people.aissata.id);
}

/** What the branch's office knows besides: people and what they are to an organisation, what belongs to what, supports, poles, branches. */
async function furnish({ world, office, people }: Story, made: ReadonlyMap<string, RecordId>): Promise<void> {
  const of = (name: string) => made.get(name) as RecordId;
  const [faso, union] = [of('Coopérative Faso Jɛgɛ'), of('Union Sɛnɛ Ɲɛtaa')];
  for (const [code, name] of [
    ['segou', 'Ségou'],
    ['kayes', 'Kayes'],
  ] as const)
    await world.hub.act([
      { do: 'create', type: 'branch', body: { code, name, place: name }, home: ROOT, shared: [SHARED] },
    ]);
  await world.hub.act((ids) => [
    {
      do: 'create',
      type: 'organisation',
      body: { name: 'RENAPESS', kind: 'network', place: 'Bamako', own: true },
      home: ROOT,
      shared: [SHARED],
    },
    {
      do: 'create',
      type: 'body',
      body: { name: 'Agriculture, pêche, élevage', kind: 'pole', of: ids(0), number: 1 },
      home: ROOT,
      shared: [SHARED],
    },
  ]);
  await world.sync(office);
  const [bakary] = office.write([
    {
      do: 'create',
      type: 'person',
      body: { name: 'Bakary TRAORÉ', sex: 'm', job: 'Pêcheur', place: 'Markala' },
      home: SEGOU,
    },
  ]);
  world.pass(HOUR);
  const involve = (person: RecordId, body: Body): void => {
    office.write([{ do: 'create', type: 'involvement', body: { person, organisation: faso, ...body }, home: SEGOU }]);
    world.pass(HOUR);
  };
  involve(people.fanta.id, { kind: 'function', title: 'Présidente', from: '2019' });
  involve(idOf(bakary), { kind: 'member', from: '2021-03' });
  involve(people.korotoumou.id, { kind: 'employee', title: 'Gérante', from: '2016', to: '2020' });
  for (const [at, name] of ['Coopérative Faso Jɛgɛ', 'Éleveurs de Dioro', 'Potières de Kalabougou'].entries()) {
    const from = String(2015 + at);
    const spans = { [`spans.${from}_aaaaa`]: { from, status: 'active' } };
    office.write([
      {
        do: 'create',
        type: 'membership',
        body: { member: of(name), group: union, kind: 'member', ...spans },
        home: SEGOU,
        shared: [SHARED],
      },
    ]);
    world.pass(HOUR);
  }
  office.write([
    {
      do: 'create',
      type: 'support',
      body: { of: faso, kind: 'equipment', what: 'Un congélateur solaire', from: '2027-03-02', cost: 1_250_000 },
      home: SEGOU,
    },
  ]);
  world.pass(HOUR);
  office.write([
    {
      do: 'edit',
      record: faso,
      body: {
        sectors: ['fishing', 'processing'],
        women: 47,
        men: 32,
        founded: '2009-06',
        quarter: 'Quartier Bozo',
        'forms.2009_aaaaa': { kind: 'group', from: '2009' },
        'forms.2019_aaaaa': { kind: 'scoops', from: '2019', number: 'SCOOPS/SEG/0042' },
      },
    },
  ]);
  world.pass(DAY);
  office.write([{ do: 'edit', record: faso, body: { women: 52 } }]);
}

/** Some were registered twice: by Kayes, which did not know, and in Ségou by two people who did not see each other. */
export async function registeredTwice({ world, office, shared, people }: Story): Promise<void> {
  const kayes = world.devices[2] as SimDevice;
  register(kayes, KAYES, 'Pêcheurs Faso Jɛgɛ de Markala', 'scoops', 'Markala', '76 00 00 12');
  const twice = register(office, SEGOU, 'Potières Kalabugu', 'association', 'Kalabougou', '76 00 00 12');
  office.write([{ do: 'edit', record: twice, body: { women: 24, quarter: 'Bord du fleuve' } }]);
  const body = { name: 'TRAORE Bakari', sex: 'm', birth: '1985', place: 'Markala' };
  office.write([{ do: 'create', type: 'person', body, home: SEGOU }]);
  for (const device of [kayes, office]) await world.sync(device);
  shared.open(people.aissata.id);
  await world.sync(shared);
}
