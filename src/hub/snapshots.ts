/**
 * Snapshots of parts of the log, made when somebody first asks and used by all who read the same: a phone's first exchange then costs what is there
 * now and not all that was ever written. Segments are packed, compressed, sealed with the key of their part and named by their content; they rest in
 * the database, so that they come back with a backup and several hubs share them.
 */
import { createCipheriv, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type pg from 'pg';
import type { Declarations } from '../kernel/declare.ts';
import { dense } from '../kernel/dense.ts';
import { GRANT, type Reach } from '../kernel/grant.ts';
import { fingerprint } from '../kernel/ids.ts';
import { DEVICE, HOLDER } from '../kernel/judge.ts';
import { fromBase64Url, scopeKey } from '../kernel/keys.ts';
import { worded } from '../kernel/prose.ts';
import {
  condense,
  inLogOrder,
  type Offer,
  type Offered,
  segmentAbout,
  segmentClass,
  tells,
  withoutId,
} from '../kernel/segments.ts';
import { toldTypes } from '../kernel/sharing.ts';
import type { Change, Known, Millis, NetworkId } from '../kernel/types.ts';
import { reachId } from '../kernel/wire.ts';
import { reachesSql } from './store.ts';

const packed = promisify(gzip);

export interface SnapshotDeps {
  readonly pool: pg.Pool;
  readonly schema: string;
  readonly network: NetworkId;
  readonly decl: Declarations;
  readonly master: Uint8Array;
  readonly epoch: string;
  now(): Millis;
  report(what: string, error: unknown): void;
}

/** Entries from which on a snapshot is worth making: below, they travel as they are. */
const WORTH = 120;
/** A snapshot is made again when what came since is more than this part of it. */
const TAIL = 1 / 4;
/** Changes read, and packed, at a time. */
const ROWS = 4000;
/** Bytes of a segment with what seals it, and how far the next one is filled by the measure of the one before. */
const BYTES = 64 * 1024 - 28;
const FULL = 0.97;
/** What nobody touched for so long comes after what is alive, ms. */
const ACTIVE: Millis = 180 * 24 * 3600 * 1000;
/** What says who may do what comes first: without it nothing can be opened on a phone. */
const FIRST: ReadonlySet<string> = new Set([GRANT, HOLDER, DEVICE]);

interface Sealed {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly count: number;
}

export class Snapshots {
  readonly #deps: SnapshotDeps;
  /** One is made at a time of each part; who asks meanwhile waits for the same. */
  readonly #making = new Map<string, Promise<Offer | null>>();

  constructor(deps: SnapshotDeps) {
    this.#deps = deps;
  }

  /** The snapshot of a part, made now when there is none or much came since; null where the log itself is as short. */
  offer(part: Reach): Promise<Offer | null> {
    const id = reachId(part);
    const making = this.#making.get(id) ?? this.#offer(id, part).finally(() => this.#making.delete(id));
    this.#making.set(id, making);
    return making;
  }

  async #offer(id: string, part: Reach): Promise<Offer | null> {
    try {
      const before = await this.#known(id);
      const enough = Math.max(WORTH, Math.ceil((before?.size ?? 0) * TAIL));
      const since = await this.#entriesSince(part, before?.offer.pos ?? 0, enough);
      if (since < enough) return before?.offer ?? null;
      return (await this.#make(id, part)) ?? before?.offer ?? null;
    } catch (error) {
      // The log tells the same, only longer.
      this.#deps.report('a snapshot could not be made', error);
      return null;
    }
  }

  /** A segment from a byte on, or null when there is none of this name any more. */
  async segment(name: string, from: number): Promise<Uint8Array | null> {
    const { pool, schema } = this.#deps;
    const { rows } = await pool.query<{ bytes: Buffer }>(
      `select substring(bytes from $2::int) as bytes from ${schema}.segment where name = $1`,
      [name, from + 1],
    );
    return rows[0]?.bytes ?? null;
  }

  async #known(id: string): Promise<{ readonly offer: Offer; readonly size: number } | null> {
    const { pool, schema, epoch } = this.#deps;
    const { rows } = await pool.query<{ pos: number; size: number; name: string; bytes: number; changes: number }>(
      `select s.pos, s.size, g.name, length(g.bytes) as bytes, g.changes
         from ${schema}.snapshot s join ${schema}.segment g on g.part = s.part and g.pos = s.pos
        where s.part = $1 and s.epoch = $2 order by g.n`,
      [id, epoch],
    );
    const [first] = rows;
    if (!first) return null;
    const list = rows.map(({ name, bytes, changes }): Offered => [name, bytes, changes]);
    return { offer: { part: id, pos: first.pos, list }, size: first.size };
  }

  async #entriesSince(part: Reach, pos: number, limit: number): Promise<number> {
    const { pool, schema } = this.#deps;
    const { rows } = await pool.query<{ n: number }>(
      `select count(*) as n from (
         select 1 from ${schema}.entry where pos > $1 and type = any($2::text[]) and ${reachesSql('scope', 3)} limit $5) e`,
      [pos, toldTypes(part), part.prefix, part.closed, limit],
    );
    return rows[0]?.n ?? 0;
  }

  /** Makes and keeps one; null when another hub is at it. The one before stays for whoever is fetching it. */
  async #make(id: string, part: Reach): Promise<Offer | null> {
    const { pool, schema, epoch } = this.#deps;
    const client = await pool.connect();
    try {
      await client.query('begin isolation level repeatable read');
      const { rows } = await client.query<{ mine: boolean; top: number }>(
        `select pg_try_advisory_xact_lock(hashtextextended($1, 7)) as mine,
                (select coalesce(max(pos), 0) from ${schema}.entry) as top
           from (select 1 from ${schema}.life for share) life`,
        [`${schema} snapshot ${id}`],
      );
      const { mine, top } = rows[0] as { mine: boolean; top: number };
      if (!mine) {
        await client.query('rollback');
        return null;
      }
      const list: Offered[] = [];
      let size = 0;
      for await (const { name, bytes, count } of this.#segments(client, part)) {
        await client.query(
          `insert into ${schema}.segment (name, part, pos, n, changes, bytes) values ($1, $2, $3, $4, $5, $6)`,
          [name, id, top, list.length, count, bytes],
        );
        list.push([name, bytes.length, count]);
        size += count;
      }
      await client.query(
        `delete from ${schema}.segment where part = $1 and pos < coalesce((select pos from ${schema}.snapshot where part = $1), 0)`,
        [id],
      );
      await client.query(
        `insert into ${schema}.snapshot (part, epoch, pos, size) values ($1, $2, $3, $4)
         on conflict (part) do update set epoch = excluded.epoch, pos = excluded.pos, size = excluded.size`,
        [id, epoch, top, size],
      );
      await client.query('commit');
      client.release();
      return list.length > 0 ? { part: id, pos: top, list } : null;
    } catch (error) {
      await client.query('rollback').catch(() => {});
      client.release(true);
      throw error;
    }
  }

  /** What is needed first comes first; within it what is alike stands together, because it packs best. */
  async *#segments(client: pg.ClientBase, part: Reach): AsyncIterable<Sealed> {
    const rests: Known[][] = [];
    const shelves = new Map<string, Known[]>();
    const later: Sealed[][] = [[], [], []];
    for await (const record of this.#records(client, part)) {
      const kept = condense(record).filter((known) => tells(known, part));
      if (kept.length === 0) continue;
      const { tier, type } = this.#placeOf(kept);
      const shelf = shelves.get(`${tier} ${type}`) ?? [];
      shelves.set(`${tier} ${type}`, shelf);
      shelf.push(...kept);
      if (shelf.length < ROWS) continue;
      for await (const one of this.#sealed(part, shelf.splice(0))) (later[tier] as Sealed[]).push(one);
    }
    for (const [name, shelf] of [...shelves].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const tier = Number(name[0]);
      const rest = rests[tier] ?? [];
      rests[tier] = rest;
      if (shelf.length + rest.length > ROWS)
        for await (const one of this.#sealed(part, rest.splice(0))) (later[tier] as Sealed[]).push(one);
      rest.push(...shelf);
    }
    for (const tier of [0, 1, 2]) {
      yield* later[tier] as Sealed[];
      yield* this.#sealed(part, rests[tier] ?? []);
    }
  }

  #placeOf(kept: readonly Known[]): { readonly tier: 0 | 1 | 2; readonly type: string } {
    const type = (kept[0] as Known).change.type;
    if (FIRST.has(type)) return { tier: 0, type };
    const latest = Math.max(...kept.map(({ eff }) => eff)) / 1024;
    return { tier: latest > this.#deps.now() - ACTIVE ? 1 : 2, type };
  }

  /** Confirmed changes of the part, record by record, in the order in which the records came to be. */
  async *#records(client: pg.ClientBase, part: Reach): AsyncIterable<readonly Known[]> {
    const { schema } = this.#deps;
    await client.query(
      `declare part no scroll cursor for
       select c.envelope, c.eff, min(m.pos) over (partition by c.record) as born
         from (select device, seq, min(pos) as pos from ${schema}.entry
                where type = any($1::text[]) and ${reachesSql('scope', 2)} group by device, seq) m
         join ${schema}.change c on c.device = m.device and c.seq = m.seq
        where c.state = 'confirmed'
        order by born, c.record, m.pos`,
      [toldTypes(part), part.prefix, part.closed],
    );
    let record: Known[] = [];
    for (;;) {
      const { rows } = await client.query<{ envelope: Change; eff: number }>(`fetch ${ROWS} from part`);
      for (const { envelope, eff } of rows) {
        if (record.length > 0 && record[0]?.change.record !== envelope.record) {
          yield record;
          record = [];
        }
        record.push({ change: envelope, eff, state: 'confirmed' });
      }
      if (rows.length === 0) break;
    }
    if (record.length > 0) yield record;
    await client.query('close part');
  }

  /** As few as hold it all: each is filled as far as it goes. */
  async *#sealed(part: Reach, list: readonly Known[]): AsyncIterable<Sealed> {
    let fit = list.length;
    for (let at = 0; at < list.length; ) {
      let piece = list.slice(at, at + fit);
      let plain = await this.#packed(piece);
      const fill = (): number => Math.max(1, Math.floor((piece.length * FULL * BYTES) / plain.length));
      while (plain.length > BYTES && piece.length > 1) {
        piece = piece.slice(0, Math.min(fill(), piece.length - 1));
        plain = await this.#packed(piece);
      }
      yield this.#box(part, plain, piece.length);
      at += piece.length;
      fit = fill();
    }
  }

  #packed(list: readonly Known[]): Promise<Buffer> {
    const { types } = this.#deps.decl;
    const sorted = list.map((known) => withoutId(known, types[known.change.type])).sort(inLogOrder);
    return packed(JSON.stringify(worded(dense(sorted))), { level: constants.Z_BEST_COMPRESSION, memLevel: 9 });
  }

  #box(part: Reach, plain: Uint8Array, count: number): Sealed {
    const { master, network } = this.#deps;
    const { key } = scopeKey(master, segmentClass(part), part.prefix);
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', fromBase64Url(key), iv);
    cipher.setAAD(Buffer.from(segmentAbout(network, part)));
    const bytes = Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    return { name: fingerprint(bytes), bytes, count };
  }
}
