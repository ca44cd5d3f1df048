// Every role, at every place, with every action on every type: by a real phone over /sync, and by the API, against an oracle that knows only
// the declarations. What is measured is written to docs/access-matrix.md (UPDATE_MATRIX=1), and the page must be what is measured.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HubNetwork } from '../../src/hub/network.ts';
import { ACTIONS, type Action } from '../../src/kernel/declare.ts';
import { dayOf } from '../../src/kernel/grant.ts';
import { changeIdOf } from '../../src/kernel/ids.ts';
import type { Change, RecordId, Ruling, Scope } from '../../src/kernel/types.ts';
import { declarations } from '../../src/modules/index.ts';
import type { Device } from '../hub/client.ts';
import { enlist, phoneOf } from '../hub/world.ts';
import {
  type Beside,
  BRANCH,
  canStand,
  change,
  cheat,
  GIVEN,
  homeFor,
  isClosedThere,
  personHome,
  placeOf,
  plant,
  prepare,
  RELATIONS,
  type Relation,
  ROOT_SCOPE,
  sample,
  sharedFor,
} from './ground.ts';
import { matrixPage } from './matrix-page.ts';
import { type Cell, mayGive, mayRead, mayWrite, seesReturned } from './oracle.ts';
import { openSite, type Site, type Visitor } from './site.ts';

const TYPES = Object.keys(declarations.types);
const ROLES = Object.keys(declarations.roles);
/** Refused for rights, or because such a record cannot stand there at all. */
const REFUSED = [403, 422];
const PAGE = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'docs', 'access-matrix.md');

interface Actor {
  readonly role: string;
  readonly at: Scope;
  readonly person: RecordId;
  readonly phone: Device;
  readonly visitor: Visitor;
}

let site: Site;
let network: HubNetwork;
let actors: readonly Actor[];
/** Records to read and edit, and records to hide, by place and type. */
const planted = new Map<string, RecordId>();
const beside = new Map<Scope, Beside>();
const key = (use: string, relation: Relation, type: string): string =>
  `${use} ${relation.name} ${relation.home} ${type}`;
/** Types that can have a record there; the others can only be tried to be made. */
const typesAt = (relation: Relation): readonly string[] => TYPES.filter((type) => canStand(type, relation));
const relationsOf = (actor: Pick<Actor, 'at'>): readonly Relation[] => RELATIONS[actor.at] ?? [];
const cellOf = (actor: Actor, relation: Relation, type: string): Cell => ({
  role: actor.role,
  at: actor.at,
  type,
  home: homeFor(type, relation.home),
  shared: sharedFor(type, relation.shared),
});

beforeAll(async () => {
  site = await openSite();
  network = await site.hub.networks.create({ slug: 'un', name: 'Réseau un', mode: 'real', demo: false });
  for (const relation of Object.values(RELATIONS).flat()) {
    if (!beside.has(relation.home)) beside.set(relation.home, await prepare(network, relation.home));
    for (const use of ['keep', 'hide'])
      for (const [type, id] of Object.entries(await plant(network, typesAt(relation), relation)))
        planted.set(key(use, relation, type), id);
  }
  actors = await Promise.all(
    ROLES.map(async (role): Promise<Actor> => {
      const at = placeOf(role);
      const person = await enlist(network, `Rôle ${role}`, role, at);
      const phone = await phoneOf(site.url, network, person);
      return { role, at, person, phone, visitor: await site.visitor(network, person) };
    }),
  );
}, 300_000);
afterAll(() => site.end());

/** What happened in each cell, for the page. */
const measured = new Map<string, Set<Action>>();
const note = (actor: Actor, relation: Relation, type: string, action: Action): void => {
  const name = `${actor.role}|${relation.name}|${type}`;
  measured.set(name, (measured.get(name) ?? new Set()).add(action));
};

/** `role|given role` → how far it may be given in the giver's own place. */
const giving = new Map<string, 'for good' | 'for a time'>();

describe('the matrix of rights', () => {
  it('SYNC-15: a phone receives exactly what its person may read', async () => {
    for (const actor of actors) {
      await actor.phone.exchange();
      for (const relation of relationsOf(actor))
        for (const type of typesAt(relation)) {
          const id = planted.get(key('keep', relation, type)) as RecordId;
          // What rests at the hub is told to whoever asks, and may.
          if (declarations.types[type]?.keep === 'hub') {
            expect(actor.phone.replica.record(id), `${actor.role} was told of ${type} without asking`).toBeNull();
            await actor.phone.past(id);
          }
          const record = actor.phone.replica.record(id);
          const read = record?.created != null;
          expect(read, `${actor.role} reads ${type} ${relation.name}`).toBe(
            mayRead(declarations, cellOf(actor, relation, type)),
          );
          if (read) note(actor, relation, type, 'read');
        }
    }
  });

  it('SYNC-15: a phone writes exactly where its person may, even one that was handed what it may not read', async () => {
    for (const actor of actors) {
      const { phone } = actor;
      const relations = relationsOf(actor);
      const records = relations.flatMap((relation) =>
        typesAt(relation).flatMap((type) =>
          ['keep', 'hide'].map((use) => planted.get(key(use, relation, type)) as RecordId),
        ),
      );
      await cheat(phone, network, records);
      const sent: { relation: Relation; type: string; action: Action; written: Change }[] = [];
      const write = (relation: Relation, type: string, action: Action, acts: Parameters<Device['write']>[0]): void => {
        sent.push({ relation, type, action, written: phone.write(acts)[0] as Change });
      };
      for (const relation of relations)
        for (const type of TYPES) {
          write(relation, type, 'create', [sample(type, relation, beside.get(relation.home) as Beside)]);
          if (!canStand(type, relation)) continue;
          write(relation, type, 'edit', [
            { do: 'edit', record: planted.get(key('keep', relation, type)) as RecordId, body: change(type) },
          ]);
          write(relation, type, 'void', [
            { do: 'void', record: planted.get(key('hide', relation, type)) as RecordId, voided: true },
          ]);
        }
      await phone.exchange();
      for (const { relation, type, action, written } of sent) {
        const state = phone.replica.known(changeIdOf(written))?.state;
        const allowed = mayWrite(declarations, action, cellOf(actor, relation, type), GIVEN);
        expect(state, `${actor.role} ${action} ${type} ${relation.name}`).toBe(allowed ? 'confirmed' : 'returned');
        if (state === 'confirmed') note(actor, relation, type, action);
      }
    }
  }, 120_000);

  it('SYNC-15: the API answers like the phone, and does not tell that a record exists', async () => {
    for (const { visitor, ...actor } of actors) {
      const attempt = async (relation: Relation, type: string): Promise<void> => {
        const cell = cellOf(actor as Actor, relation, type);
        const what = `${actor.role} ${type} ${relation.name}`;
        const reads = mayRead(declarations, cell);
        const path = (use: string): string => `/records/${type}/${planted.get(key(use, relation, type))}`;
        const allowed = (action: Action): boolean => mayWrite(declarations, action, cell, GIVEN);
        const { home, shared, body } = sample(type, relation, beside.get(relation.home) as Beside);
        const made = await visitor.api<{ ruling: Ruling }>('POST', `/records/${type}`, { home, shared, body });
        if (allowed('create')) expect(made.status, `${what} create`).toBe(201);
        else expect(REFUSED, `${what} create`).toContain(made.status);
        if (!canStand(type, relation)) return;
        expect((await visitor.api('GET', path('keep'))).status, `${what} read`).toBe(reads ? 200 : 404);
        const written = (status: number, action: Action): void =>
          expect(status, `${what} ${action}`).toBe(!reads ? 404 : allowed(action) ? 200 : 403);
        written((await visitor.api('PATCH', path('keep'), { body: change(type) })).status, 'edit');
        written((await visitor.api('POST', `${path('hide')}/void`, { voided: true })).status, 'void');
      };
      // Types do not meet: each is tried in its own line, all at once.
      await Promise.all(
        TYPES.map(async (type) => {
          for (const relation of relationsOf(actor)) await attempt(relation, type);
        }),
      );
      for (const type of TYPES) {
        const list = await visitor.api<{ records: { id: string }[] }>('GET', `/records/${type}?limit=1000`);
        const seen = new Set(list.body.records.map(({ id }) => id));
        for (const relation of relationsOf(actor).filter((one) => canStand(type, one))) {
          const reads = mayRead(declarations, cellOf(actor as Actor, relation, type));
          expect(
            seen.has(planted.get(key('keep', relation, type)) as string),
            `${actor.role} lists ${type} ${relation.name}`,
          ).toBe(reads);
        }
      }
    }
  }, 300_000);

  it('SYNC-15: nobody writes into another person’s own scope, nor an ordinary record under sensitive/', async () => {
    for (const { role, phone, at, visitor } of actors) {
      const someone = await enlist(network, 'Quelqu’un', GIVEN, BRANCH);
      const around = beside.get(at) as Beside;
      const tried = TYPES.flatMap((type) =>
        [personHome(someone), ...(isClosedThere(type) ? [at] : [`${at}sensitive/` as Scope])].map((home) => {
          const act = { ...sample(type, { home: at, shared: [] }, around), home };
          return { type, home, act, written: phone.write([act])[0] as Change };
        }),
      );
      await phone.exchange();
      const attempt = async ({ type, home, act, written }: (typeof tried)[number]): Promise<void> => {
        const what = `${role} creates ${type} at ${home}`;
        expect(phone.replica.known(changeIdOf(written))?.state, what).toBe('returned');
        const made = await visitor.api('POST', `/records/${type}`, { home, body: act.body });
        expect(REFUSED, what).toContain(made.status);
      };
      await Promise.all(tried.map(attempt));
    }
  }, 120_000);

  it('SYNC-11: work that came back is seen by its author, those who answer for the place and auditors, nobody else', async () => {
    for (const home of [BRANCH, 'n/branch/segou/' as Scope, ROOT_SCOPE]) {
      const author = await phoneOf(
        site.url,
        network,
        await enlist(network, 'Autrice', home === ROOT_SCOPE ? 'secretariat' : 'animator', home),
      );
      await author.exchange();
      const [wrong] = author.write([
        { do: 'create', type: 'organisation', home, body: { name: 'Incomplète' }, shared: ['n/shared/' as Scope] },
      ]);
      await author.exchange();
      expect(author.replica.known(changeIdOf(wrong as Change))?.state).toBe('returned');
      for (const { role, at, phone } of actors) {
        await phone.exchange();
        const seen = phone.replica.known(changeIdOf(wrong as Change))?.state;
        const sees = seesReturned(declarations, { role, at, type: 'organisation', home, shared: [] });
        expect(seen, `${role} sees what came back at ${home}`).toBe(sees ? 'returned' : undefined);
      }
    }
  }, 120_000);

  it('SYNC-14: nobody gives away more than they have', async () => {
    const [from, to] = [dayOf(Date.now()), dayOf(Date.now() + 40 * 24 * 3600 * 1000)];
    for (const { role, at, phone } of actors) {
      const places = [at, ...relationsOf({ at }).map(({ home }) => home)];
      for (const where of new Set(places))
        for (const given of ROLES) {
          const { person } = beside.get(where) as Beside;
          const grant = (body: object): Change =>
            phone.write([
              { do: 'create', type: 'grant', home: where, body: { person, role: given, scope: where, from, ...body } },
            ])[0] as Change;
          const [good, time] = [grant({}), grant({ to, provisional: true })];
          await phone.exchange();
          const stateOf = (one: Change) => phone.replica.known(changeIdOf(one))?.state;
          const may = mayGive(declarations, role, at, given, where);
          const what = `${role} gives ${given} at ${where}`;
          expect(stateOf(good), `${what} for good`).toBe(may === 'good' ? 'confirmed' : 'returned');
          expect(stateOf(time), `${what} for a time`).toBe(may === 'no' ? 'returned' : 'confirmed');
          const pair = `${role}|${given}`;
          if (where === at && stateOf(time) === 'confirmed')
            giving.set(pair, stateOf(good) === 'confirmed' ? 'for good' : 'for a time');
        }
    }
  }, 120_000);

  it('stands on a page that is current', () => {
    const page = matrixPage({ measured, giving, relations: RELATIONS, placeOf });
    if (process.env['UPDATE_MATRIX']) writeFileSync(PAGE, page);
    expect(readFileSync(PAGE, 'utf8')).toBe(page);
  });

  it('has no empty action', () => {
    for (const action of ACTIONS)
      expect(
        [...measured.values()].some((done) => done.has(action)),
        action,
      ).toBe(true);
  });
});
