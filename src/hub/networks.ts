/** The networks of this installation: opening those that are there, founding another. */
import type { Declarations } from '../kernel/declare.ts';
import { DEFAULT_SETTINGS, type RulingSettings } from '../kernel/judge.ts';
import { fail, type Millis, type NetworkId, ok, type Result } from '../kernel/types.ts';
import type { NetworkCard } from '../kernel/wire.ts';
import { createTables, dropTables, migrateAll } from './migrate.ts';
import { createKeys, hasKeys, type NetworkKeys, readKeys } from './network-keys.ts';
import { PgNetwork } from './network-pg.ts';
import type { Pools } from './pools.ts';
import { COMMON, type SchemaPart, schemaOf } from './schema.ts';
import { type StartFailure, startFailure } from './start-codes.ts';

export interface NetworksDeps {
  readonly pools: Pools;
  readonly dataDir: string;
  readonly decl: Declarations;
  readonly parts: readonly SchemaPart[];
  now(): Millis;
  report(what: string, error: unknown): void;
}

export interface Founding {
  /** Names the network in addresses: letters, digits and dashes. */
  readonly slug: string;
  readonly name: string;
  readonly mode: NetworkCard['mode'];
  readonly demo: boolean;
  readonly settings?: RulingSettings;
}

/** What a network is called as long as nobody named it. */
export const UNNAMED = 'Mon réseau';

interface NetworkRow {
  readonly id: NetworkId;
  readonly slug: string;
  readonly name: string;
  readonly mode: NetworkCard['mode'];
  readonly demo: boolean;
  readonly settings: RulingSettings;
}

export class Networks {
  readonly #deps: NetworksDeps;
  readonly #byId = new Map<NetworkId, PgNetwork>();
  /** Networks whose keys are not here, said once. */
  readonly #without = new Set<NetworkId>();
  /** Founding, following and removing come one after the other: a network is opened once. */
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(deps: NetworksDeps) {
    this.#deps = deps;
  }

  /** Brings the tables forward and opens every network that is there. */
  static async open(deps: NetworksDeps): Promise<Result<Networks, StartFailure>> {
    const migrated = await migrateAll(deps.pools.pages, deps.parts, deps.decl, (network) =>
      deps.report('views for analysts are left as they were until the next start', new Error(`in use: ${network}`)),
    );
    if (!migrated.ok) return migrated;
    const networks = new Networks(deps);
    const opened = await networks.reload();
    return opened.ok ? ok(networks) : opened;
  }

  /** Opens the networks that are there and not open yet: another part of this program founded them. */
  reload(): Promise<Result<true, StartFailure>> {
    return this.#inTurn(async () => {
      for (const row of await this.#rows())
        if (!this.#byId.has(row.id) && !(await this.#openWithKeys(row)))
          return fail(startFailure('HUB-KEYS-MISSING', `no keys of network ${row.id}`));
      return ok(true);
    });
  }

  /**
   * What another program on this database did meanwhile: a network that was founded or taken away, another name. One whose keys are not in this data
   * folder is left to the program that has them.
   */
  follow(): Promise<void> {
    return this.#inTurn(async () => {
      const rows = await this.#rows();
      const there = new Set(rows.map(({ id }) => id));
      for (const id of this.#byId.keys()) if (!there.has(id)) this.#byId.delete(id);
      for (const row of rows) {
        const known = this.#byId.get(row.id);
        if (known) known.isCalled(row.slug, row.name);
        else if (!(await this.#openWithKeys(row)) && !this.#without.has(row.id)) {
          this.#without.add(row.id);
          this.#deps.report(
            'a network that another program founded is not served here',
            new Error(`no keys: ${row.id}`),
          );
        }
      }
    });
  }

  async #rows(): Promise<readonly NetworkRow[]> {
    const { rows } = await this.#deps.pools.pages.query<NetworkRow>(
      `select * from ${COMMON}.network order by created, id`,
    );
    return rows;
  }

  async #openWithKeys(row: NetworkRow): Promise<boolean> {
    const { dataDir } = this.#deps;
    if (!hasKeys(dataDir, row.id)) return false;
    await this.#open(row, await readKeys(dataDir, row.id));
    return true;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => {});
    return done;
  }

  all(): readonly PgNetwork[] {
    return [...this.#byId.values()];
  }

  get(id: NetworkId): PgNetwork | null {
    return this.#byId.get(id) ?? null;
  }

  bySlug(slug: string): PgNetwork | null {
    return this.all().find((network) => network.card.slug === slug) ?? null;
  }

  /** Founds a network. Its keys are on disk before its tables exist: a network whose keys are lost would be data locked in. */
  create(founding: Founding): Promise<PgNetwork> {
    return this.#inTurn(() => this.#create(founding));
  }

  async #create(founding: Founding): Promise<PgNetwork> {
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(founding.slug)) throw new Error(`not a slug: ${founding.slug}`);
    if (this.bySlug(founding.slug)) throw new Error(`there is a network ${founding.slug} already`);
    const { pools, dataDir, parts, decl } = this.#deps;
    const keys = await createKeys(dataDir);
    const { slug, name, mode, demo, settings = DEFAULT_SETTINGS } = founding;
    const row: NetworkRow = { id: keys.network, slug, name, mode, demo, settings };
    await createTables(pools.pages, keys.network, parts, decl, async (client) => {
      await client.query(
        `insert into ${COMMON}.network (id, slug, name, mode, demo, settings) values ($1, $2, $3, $4, $5, $6)`,
        [row.id, slug, name, mode, demo, JSON.stringify(settings)],
      );
    });
    return this.#open(row, keys);
  }

  /** Takes a network off this installation with everything in it: for one whose founding was cut off, never for one that was in use. */
  remove(network: PgNetwork): Promise<void> {
    return this.#inTurn(async () => {
      const { network: id } = network.card;
      await network.idle();
      this.#byId.delete(id);
      await dropTables(this.#deps.pools.pages, id, async (client) => {
        await client.query(`delete from ${COMMON}.network where id = $1`, [id]);
      });
    });
  }

  async #open({ id, slug, name, mode, demo, settings }: NetworkRow, keys: NetworkKeys): Promise<PgNetwork> {
    const { pools, dataDir, decl, now, report } = this.#deps;
    const { rows } = await pools.pages.query<{ epoch: string }>(`select epoch from ${schemaOf(id)}.life`);
    const epoch = rows[0]?.epoch;
    if (!epoch) throw new Error(`network ${id} has no epoch`);
    const card: NetworkCard = {
      network: id,
      slug,
      name,
      mode,
      demo,
      authority: keys.authority,
      authorityKey: keys.authorityKey,
      sealKey: keys.sealKey,
      settings,
    };
    const network = new PgNetwork({ card, keys, epoch, decl, pools, dataDir, now, report });
    await network.settleIn();
    this.#byId.set(id, network);
    return network;
  }

  /** When everything under way is written. */
  async idle(): Promise<void> {
    await Promise.all(this.all().map((network) => network.idle()));
  }
}
