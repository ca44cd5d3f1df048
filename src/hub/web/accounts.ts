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
import { LONGEST, passwordFault } from './password.ts';
import { SecondSteps } from './second-step.ts';

export { newPassword } from './password.ts';

export interface Account {
  readonly login: string;
  readonly person: RecordId;
}

/** `code`: the password was right, the second step is still to come; `enrol`: it is to be set up first. Neither opens any page. */
export type Stage = 'open' | 'code' | 'enrol';

/** A session a cookie stands for. */
export interface Session {
  /** The cookie's secret: 32 random bytes, base64url. Only its hash is stored. */
  readonly secret: string;
  readonly person: RecordId;
  readonly login: string;
  readonly stage: Stage;
}

/** What happens to accounts, kept a year for those they belong to and those in charge. */
export type Deed =
  | 'made'
  | 'in'
  | 'in-recovery'
  | 'password'
  | 'step-on'
  | 'step-off'
  | 'step-reset'
  | 'step-codes'
  | 'out-everywhere';
export interface AccountEvent {
  readonly at: Millis;
  /** Who did it, '' for the command on the server. */
  readonly actor: RecordId | '';
  readonly login: string;
  readonly what: Deed;
}

export const SESSION_LIFE: Millis = 12 * 3600 * 1000;
export const SESSION_IDLE: Millis = 2 * 3600 * 1000;
/** Between the password and the second step. */
const HALF_OPEN: Millis = 10 * 60 * 1000;
const KEPT: Millis = 365 * 24 * 3600 * 1000;
/** How often a session's last use is written down: often enough for the idle limit, rarely enough for a small disk. */
const SEEN_EVERY: Millis = 60 * 1000;

/** What cannot be written down is nobody's name: the database takes no NUL and no half of a sign. */
const NAME = /^[^\s\p{Cc}\p{Cs}]{1,60}$/u;

const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest();
const normal = (login: string): string => login.normalize('NFC').trim().toLowerCase();

export class Accounts {
  readonly #pool: pg.Pool;
  readonly #schema: string;
  readonly steps: SecondSteps;

  constructor(pool: pg.Pool, network: NetworkId) {
    this.#pool = pool;
    this.#schema = schemaOf(network);
    this.steps = new SecondSteps(pool, network);
  }

  /**
   * Makes an account, or gives it another password and person: whoever was signed in with it is signed out, and its second step is taken off. For
   * whoever keeps the server, who could do all this anyway.
   */
  async set(login: string, password: string, person: RecordId): Promise<Result<Account, Refusal>> {
    const name = normal(login);
    if (!NAME.test(name)) return fail({ code: 'HUB-REQUEST', fields: ['login'] });
    const fault = passwordFault(password, [name]);
    if (fault) return fail(fault);
    await this.#pool.query(
      `with out as (delete from ${this.#schema}.session where login = $1)
       insert into ${this.#schema}.account (login, person, password) values ($1, $2, $3)
       on conflict (login) do update set person = excluded.person, password = excluded.password`,
      [name, person, await hash(password)],
    );
    await this.steps.remove(name);
    await this.note('made', name, '');
    return ok({ login: name, person });
  }

  /** Another password for an account whose owner is there; whoever else is signed in with it is signed out. */
  async changePassword(login: string, password: string, kept: string): Promise<Result<true, Refusal>> {
    const fault = passwordFault(password, [login]);
    if (fault) return fail(fault);
    await this.#pool.query(`update ${this.#schema}.account set password = $2 where login = $1`, [
      login,
      await hash(password),
    ]);
    await this.closeAll(login, kept);
    return ok(true);
  }

  async list(): Promise<readonly Account[]> {
    const { rows } = await this.#pool.query<Account>(
      `select login, person from ${this.#schema}.account order by login`,
    );
    return rows;
  }

  /** The account, or null. Takes as long for an unknown name as for a wrong password, so that names cannot be guessed. */
  async check(login: string, password: string): Promise<Account | null> {
    const name = normal(login);
    const { rows } = NAME.test(name)
      ? await this.#pool.query<Account & { password: string }>(
          `select login, person, password from ${this.#schema}.account where login = $1`,
          [name],
        )
      : { rows: [] };
    const account = rows[0];
    // Nothing longer was ever taken, and checking megabytes would cost time.
    const whole = password.length <= LONGEST;
    const right = await verify(account?.password ?? (await nobody()), whole ? password : '');
    return account && whole && right && isRecordId(account.person)
      ? { login: account.login, person: account.person }
      : null;
  }

  /** A session with a secret of its own: none is ever carried over a step of signing in. */
  async start(account: Account, now: Millis, stage: Stage = 'open'): Promise<Session> {
    const secret = randomBytes(32).toString('base64url');
    const { login, person } = account;
    await this.#pool.query(
      `insert into ${this.#schema}.session (secret, login, person, started, seen, stage) values ($1, $2, $3, $4, $4, $5)`,
      [digest(secret), login, person, now, stage],
    );
    return { secret, person, login, stage };
  }

  /** The session a secret opens, or null when it is unknown or over. */
  async find(secret: string, now: Millis): Promise<Session | null> {
    const key = digest(secret);
    const { rows } = await this.#pool.query<SessionRow>(
      `select login, person, started, seen, stage from ${this.#schema}.session where secret = $1`,
      [key],
    );
    const row = rows[0];
    if (!row || !isRecordId(row.person)) return null;
    const { login, person, stage } = row;
    const life = stage === 'open' ? SESSION_LIFE : HALF_OPEN;
    if (now - Number(row.started) > life || now - Number(row.seen) > SESSION_IDLE) {
      await this.close(secret);
      return null;
    }
    if (now - Number(row.seen) > SEEN_EVERY)
      await this.#pool.query(`update ${this.#schema}.session set seen = $2 where secret = $1`, [key, now]);
    return { secret, person, login, stage };
  }

  /** How many sessions of this account are open. */
  async openSessions(login: string, now: Millis): Promise<number> {
    const { rows } = await this.#pool.query<{ n: string }>(
      `select count(*) as n from ${this.#schema}.session where login = $1 and stage = 'open' and started >= $2 and seen >= $3`,
      [login, now - SESSION_LIFE, now - SESSION_IDLE],
    );
    return Number(rows[0]?.n ?? 0);
  }

  /** @param kept the secret of the one that stays. */
  async closeAll(login: string, kept = ''): Promise<void> {
    await this.#pool.query(`delete from ${this.#schema}.session where login = $1 and secret <> $2`, [
      login,
      digest(kept),
    ]);
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
    await this.#pool.query(`delete from ${this.#schema}.account_event where at < $1`, [now - KEPT]);
  }

  async note(what: Deed, login: string, actor: RecordId | ''): Promise<void> {
    await this.#pool.query(
      `insert into ${this.#schema}.account_event (at, actor, login, what) values ($1, $2, $3, $4)`,
      [Date.now(), actor, login, what],
    );
  }

  /** The latest first. @param login only those of this account. */
  async events(limit: number, login?: string): Promise<readonly AccountEvent[]> {
    const { rows } = await this.#pool.query<AccountEvent>(
      `select at, actor, login, what from ${this.#schema}.account_event
       where $2::text is null or login = $2 order by n desc limit $1`,
      [limit, login ?? null],
    );
    return rows.map((row) => ({ ...row, at: Number(row.at) }));
  }
}

interface SessionRow {
  readonly login: string;
  readonly person: RecordId;
  readonly started: number | string;
  readonly seen: number | string;
  readonly stage: Stage;
}

let nobodyHash: Promise<string> | undefined;
/** What an unknown name's password is compared with. */
const nobody = (): Promise<string> => (nobodyHash ??= hash(randomBytes(16).toString('hex')));
