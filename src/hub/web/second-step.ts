/**
 * The second step of signing in: after the password, a code of an application on a phone, or one of ten recovery codes kept on paper. The
 * application's secret rests sealed; recovery codes as marks under the same key.
 */
import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { base32 as letters } from '../../kernel/ids.ts';
import type { Millis, NetworkId } from '../../kernel/types.ts';
import { schemaOf } from '../schema.ts';
import { matchingStep, newSecret } from './totp.ts';
import { markOf, seal, unseal } from './vault.ts';

const CODES = 10;
/** Ten letters that can be read aloud: 50 bits, and five tries before a wait. */
const CODE_LENGTH = 10;

/** How an account stands: since when it has a second step, and how many recovery codes are left. */
export interface SecondStep {
  readonly since: Millis | null;
  readonly left: number;
}

interface Row {
  readonly sealed: Buffer;
  readonly since: string | null;
  readonly last_step: string;
}

export class SecondSteps {
  readonly #pool: pg.Pool;
  readonly #schema: string;

  constructor(pool: pg.Pool, network: NetworkId) {
    this.#pool = pool;
    this.#schema = schemaOf(network);
  }

  async of(login: string): Promise<SecondStep> {
    const row = await this.#row(login);
    const { rows } = await this.#pool.query<{ left: string }>(
      `select count(*) as left from ${this.#schema}.account_recovery where login = $1`,
      [login],
    );
    return { since: row?.since ? Number(row.since) : null, left: Number(rows[0]?.left ?? 0) };
  }

  /** The secret to show to the application; the same until a first code proves that it was taken in. Null once it is in use. */
  async begin(login: string, key: Uint8Array): Promise<Buffer | null> {
    const fresh = newSecret();
    await this.#pool.query(
      `insert into ${this.#schema}.second_step (login, sealed) values ($1, $2) on conflict (login) do nothing`,
      [login, seal(key, fresh, login)],
    );
    const row = await this.#row(login);
    if (!row || row.since !== null) return null;
    const secret = unseal(key, row.sealed, login);
    if (secret) return secret;
    // Sealed under keys that are gone, and never in use: made anew.
    await this.#pool.query(`update ${this.#schema}.second_step set sealed = $2 where login = $1 and since is null`, [
      login,
      seal(key, fresh, login),
    ]);
    return fresh;
  }

  /** A first code of the application puts it in use; gives the recovery codes, to be shown once. Null: not the right code. */
  async confirm(login: string, key: Uint8Array, code: string, now: Millis): Promise<readonly string[] | null> {
    const row = await this.#row(login);
    if (!row || row.since !== null) return null;
    if (!(await this.#passes(login, row, key, code, now))) return null;
    await this.#pool.query(`update ${this.#schema}.second_step set since = $2 where login = $1`, [login, now]);
    return this.renew(login, key);
  }

  /** Which way this code opens the account, or null. Each code, of either kind, works once. */
  async check(login: string, key: Uint8Array, typed: string, now: Millis): Promise<'app' | 'recovery' | null> {
    const code = typed.toLowerCase().replace(/[\s-]/g, '').replaceAll('o', '0');
    const row = await this.#row(login);
    if (!row || row.since === null) return null;
    if (code.length < CODE_LENGTH) return (await this.#passes(login, row, key, code, now)) ? 'app' : null;
    const { rowCount } = await this.#pool.query(
      `delete from ${this.#schema}.account_recovery where login = $1 and mark = $2`,
      [login, markOf(key, `${login} ${code}`)],
    );
    return rowCount === 1 ? 'recovery' : null;
  }

  /** New recovery codes; the ones before work no more. */
  async renew(login: string, key: Uint8Array): Promise<readonly string[]> {
    const codes = Array.from({ length: CODES }, () => letters(randomBytes(7)).slice(0, CODE_LENGTH));
    await this.#pool.query(
      `with gone as (delete from ${this.#schema}.account_recovery where login = $1)
       insert into ${this.#schema}.account_recovery (login, mark) select $1, unnest($2::bytea[])`,
      [login, codes.map((code) => markOf(key, `${login} ${code}`))],
    );
    return codes.map((code) => code.replace(/(.{5})(?=.)/, '$1-'));
  }

  /** Back to the password alone. */
  async remove(login: string): Promise<void> {
    await this.#pool.query(
      `with codes as (delete from ${this.#schema}.account_recovery where login = $1)
       delete from ${this.#schema}.second_step where login = $1`,
      [login],
    );
  }

  async #row(login: string): Promise<Row | null> {
    const { rows } = await this.#pool.query<Row>(
      `select sealed, since, last_step from ${this.#schema}.second_step where login = $1`,
      [login],
    );
    return rows[0] ?? null;
  }

  /** Is it a code of the application, not used before? Two requests with the same code do not both pass. */
  async #passes(login: string, row: Row, key: Uint8Array, code: string, now: Millis): Promise<boolean> {
    const secret = unseal(key, row.sealed, login);
    const step = secret ? matchingStep(secret, code, now, Number(row.last_step)) : null;
    if (step === null) return false;
    const { rowCount } = await this.#pool.query(
      `update ${this.#schema}.second_step set last_step = $2 where login = $1 and last_step < $2`,
      [login, step],
    );
    return rowCount === 1;
  }
}
