/**
 * Accounts and sessions of the hub's own pages, one pair of tables per network, in the network's schema. They are no part of the log:
 * a password never replicates, and a session means nothing elsewhere.
 */
import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type pg from 'pg';
import { isRecordId } from '../../kernel/ids.ts';
import { fail, type Millis, type NetworkId, ok, type RecordId, type Refusal, type Result } from '../../kernel/types.ts';
import { schemaOf } from '../schema.ts';

export interface Account {
  readonly login: string;
  readonly person: RecordId;
}

/** A session a cookie stands for. */
export interface Session {
  /** The cookie's secret: 32 random bytes, base64url. Only its hash is stored. */
  readonly secret: string;
  readonly person: RecordId;
}

export const SESSION_LIFE: Millis = 12 * 3600 * 1000;
export const SESSION_IDLE: Millis = 2 * 3600 * 1000;
/** How often a session's last use is written down: often enough for the idle limit, rarely enough for a small disk. */
const SEEN_EVERY: Millis = 60 * 1000;
const SHORTEST = 10;

const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest();
const normal = (login: string): string => login.normalize('NFC').trim().toLowerCase();

/** A password to be read out or copied from a terminal: 80 bits in four groups. */
export function newPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz023456789';
  const text = [...randomBytes(16)].map((byte) => letters[byte & 31]).join('');
  return (text.match(/.{4}/g) ?? []).join('-');
}

export class Accounts {
  readonly #pool: pg.Pool;
  readonly #schema: string;

  constructor(pool: pg.Pool, network: NetworkId) {
    this.#pool = pool;
    this.#schema = schemaOf(network);
  }

  /** Makes an account, or gives it another password and person: whoever was signed in with it is signed out. */
  async set(login: string, password: string, person: RecordId): Promise<Result<Account, Refusal>> {
    const name = normal(login);
    if (!/^\S{1,60}$/.test(name)) return fail({ code: 'HUB-REQUEST', fields: ['login'] });
    if (password.length < SHORTEST || password.length > 200)
      return fail({ code: 'HUB-PASSWORD', fields: ['password'] });
    await this.#pool.query(
      `with out as (delete from ${this.#schema}.session where login = $1)
       insert into ${this.#schema}.account (login, person, password) values ($1, $2, $3)
       on conflict (login) do update set person = excluded.person, password = excluded.password`,
      [name, person, await hash(password)],
    );
    return ok({ login: name, person });
  }

  async list(): Promise<readonly Account[]> {
    const { rows } = await this.#pool.query<Account>(
      `select login, person from ${this.#schema}.account order by login`,
    );
    return rows;
  }

  /** The account, or null. Takes as long for an unknown name as for a wrong password, so that names cannot be guessed. */
  async check(login: string, password: string): Promise<Account | null> {
    const { rows } = await this.#pool.query<Account & { password: string }>(
      `select login, person, password from ${this.#schema}.account where login = $1`,
      [normal(login)],
    );
    const account = rows[0];
    const right = await verify(account?.password ?? (await nobody()), password.slice(0, 200));
    return account && right && isRecordId(account.person) ? { login: account.login, person: account.person } : null;
  }

  async start(account: Account, now: Millis): Promise<Session> {
    const secret = randomBytes(32).toString('base64url');
    await this.#pool.query(
      `insert into ${this.#schema}.session (secret, login, person, started, seen) values ($1, $2, $3, $4, $4)`,
      [digest(secret), account.login, account.person, now],
    );
    return { secret, person: account.person };
  }

  /** The session a secret opens, or null when it is unknown or over. */
  async find(secret: string, now: Millis): Promise<Session | null> {
    const key = digest(secret);
    const { rows } = await this.#pool.query<{ person: string; started: number | string; seen: number | string }>(
      `select person, started, seen from ${this.#schema}.session where secret = $1`,
      [key],
    );
    const row = rows[0];
    if (!row || !isRecordId(row.person)) return null;
    if (now - Number(row.started) > SESSION_LIFE || now - Number(row.seen) > SESSION_IDLE) {
      await this.close(secret);
      return null;
    }
    if (now - Number(row.seen) > SEEN_EVERY)
      await this.#pool.query(`update ${this.#schema}.session set seen = $2 where secret = $1`, [key, now]);
    return { secret, person: row.person };
  }

  async close(secret: string): Promise<void> {
    await this.#pool.query(`delete from ${this.#schema}.session where secret = $1`, [digest(secret)]);
  }

  /** Clears sessions that are over; nobody has to come back for them to go. */
  async sweep(now: Millis): Promise<void> {
    await this.#pool.query(`delete from ${this.#schema}.session where started < $1 or seen < $2`, [
      now - SESSION_LIFE,
      now - SESSION_IDLE,
    ]);
  }
}

let nobodyHash: Promise<string> | undefined;
/** What an unknown name's password is compared with. */
const nobody = (): Promise<string> => (nobodyHash ??= hash(randomBytes(16).toString('hex')));
