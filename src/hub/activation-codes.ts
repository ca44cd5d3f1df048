/**
 * Activation codes: twelve letters that can be read aloud, each good once, for one person. Only their hash is stored: whoever reads the
 * database cannot let a phone in.
 */
import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';
import { base32 } from '../kernel/ids.ts';
import { type DeviceId, fail, type Millis, ok, type RecordId, type Refusal, type Result } from '../kernel/types.ts';

const DAY = 24 * 3600 * 1000;
const CODE = /^[a-hj-km-np-z02-9]{12}$/;

/** As typed, to as stored: capitals, spaces and dashes do not matter, and the letter o, which no code has, is a zero. */
const plain = (code: string): string => code.toLowerCase().replace(/[\s-]/g, '').replaceAll('o', '0');
export const codeHash = (code: string): string => createHash('sha256').update(plain(code)).digest('hex');

/** What a code stands for. `again`: this very device used it before. */
export interface Redeemed {
  readonly person: RecordId;
  readonly createdBy: RecordId | '';
  readonly again: boolean;
}

export class ActivationCodes {
  readonly #pool: pg.Pool;
  readonly #table: string;

  constructor(pool: pg.Pool, schema: string) {
    this.#pool = pool;
    this.#table = `${schema}.code`;
  }

  async create(person: RecordId, createdBy: RecordId | '', days: number, now: Millis): Promise<string> {
    const letters = base32(randomBytes(8)).slice(0, 12);
    await this.#pool.query(`insert into ${this.#table} (hash, person, created_by, expires) values ($1, $2, $3, $4)`, [
      codeHash(letters),
      person,
      createdBy,
      now + days * DAY,
    ]);
    return letters.replace(/(.{4})(?=.)/g, '$1-');
  }

  /**
   * The person a code stands for, or why not.
   * @param use marks it used, by this device if one is named; two devices that come at once do not both get in.
   */
  async redeem(code: string, now: Millis, use: boolean, device?: DeviceId): Promise<Result<Redeemed, Refusal>> {
    if (!CODE.test(plain(code))) return fail({ code: 'CODE-UNKNOWN' });
    const hash = codeHash(code);
    if (use) {
      const { rows } = await this.#pool.query<CodeRow>(
        `update ${this.#table} set used_at = $2, used_by = $3 where hash = $1 and used_at is null and expires > $2
         returning person, created_by`,
        [hash, now, device ?? null],
      );
      if (rows[0]) return ok({ person: rows[0].person, createdBy: rows[0].created_by, again: false });
    }
    const { rows } = await this.#pool.query<CodeRow>(
      `select person, created_by, expires, used_at, used_by from ${this.#table} where hash = $1`,
      [hash],
    );
    const [row] = rows;
    if (!row) return fail({ code: 'CODE-UNKNOWN' });
    if (row.used_at !== null && device !== undefined && row.used_by === device)
      return ok({ person: row.person, createdBy: row.created_by, again: true });
    if (row.used_at !== null) return fail({ code: 'CODE-USED' });
    if (row.expires <= now) return fail({ code: 'CODE-EXPIRED' });
    return ok({ person: row.person, createdBy: row.created_by, again: false });
  }
}

interface CodeRow {
  readonly person: RecordId;
  readonly created_by: RecordId | '';
  readonly expires: Millis;
  readonly used_at: Millis | null;
  readonly used_by: string | null;
}
