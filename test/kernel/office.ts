/** A network for the tests of judgement: a few people with their rights, and a pen for each of them. */
import { dayOf } from '../../src/kernel/grant.ts';
import { derivedId, sensitiveScope } from '../../src/kernel/ids.ts';
import type { Body, Change, RecordId, Scope } from '../../src/kernel/types.ts';
import { ROOT, SEGOU, SIKASSO, World } from '../sim/world.ts';
import { DAY, Pen } from './hands.ts';

export interface Office {
  readonly world: World;
  /** A phone of somebody's own, written on by hand; content is an organisation in Sikasso unless said otherwise. */
  pen(name: Name): Pen;
  person(name: Name): RecordId;
  grant(name: Name): RecordId;
}

const PEOPLE = {
  Bakary: ['secretariat', ROOT],
  Hawa: ['auditor', ROOT],
  Coumba: ['coordinator', SIKASSO],
  Awa: ['animator', SIKASSO],
  Moussa: ['animator', SEGOU],
  Fatou: ['member', SIKASSO],
} as const satisfies Record<string, readonly [string, Scope]>;
type Name = keyof typeof PEOPLE;

export const CARD = { name: 'Benkadi', kind: 'coop-ca', place: 'Klela' };
export const SALT = 'AAAAAAAAAAA';

export async function openOffice(): Promise<Office> {
  const world = new World(1);
  const persons = new Map<string, RecordId>();
  const grants = new Map<string, RecordId>();
  const pens = new Map<string, Pen>();
  for (const [name, [role, scope]] of Object.entries(PEOPLE)) {
    const person = await world.member(name, role, scope);
    const device = await world.device(`${name}’s phone`, scope, person);
    const [grant] = await world.hub.grantsOf(person);
    persons.set(name, person);
    grants.set(name, grant?.id as RecordId);
    const defaults: Partial<Change> = { by: person, grant: grant?.id as RecordId, scope };
    persons.set(name, person);
    grants.set(name, grant?.id as RecordId);
    pens.set(name, new Pen(world.hub, device.id, defaults));
  }
  return {
    world,
    pen: (name) => pens.get(name) as Pen,
    person: (name) => persons.get(name) as RecordId,
    grant: (name) => grants.get(name) as RecordId,
  };
}

/** What makes a change one that creates. */
export const creation = (body: Body = CARD, more: Partial<Change> = {}): Partial<Change> => ({
  shared: [],
  salt: SALT,
  body,
  ...more,
});

/** What makes a change one that edits a record of another log. */
export const edit = (record: RecordId, body: Body, more: Partial<Change> = {}): Partial<Change> => ({
  record,
  salt: SALT,
  body,
  ...more,
});

/** A telephone kept apart, with the card it belongs to. */
export const contact = (of: RecordId, phone: string, more: Partial<Change> = {}): Partial<Change> =>
  creation(
    { of, phone },
    {
      type: 'organisation_contact',
      record: derivedId('organisation_contact', of),
      scope: sensitiveScope(SIKASSO),
      ...more,
    },
  );
/** Somebody let in on the spot, for the provisional delay. */
export const enrolment = (office: Office, body: Change['body'], more: Partial<Change> = {}): Partial<Change> =>
  creation(
    {
      person: office.person('Fatou'),
      role: 'member',
      scope: SIKASSO,
      from: dayOf(office.world.time),
      to: dayOf(office.world.time + 40 * DAY),
      provisional: true,
      ...body,
    },
    { type: 'grant', ...more },
  );
