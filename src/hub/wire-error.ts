/** Refused requests as they leave the hub: one body for all, and the HTTP status that programs in between understand. */
import { codeEntry } from '../kernel/codes.ts';
import type { Refusal } from '../kernel/types.ts';
import type { WireError } from '../kernel/wire.ts';

const STATUS: { readonly [code: string]: number } = {
  'SYNC-SIGNATURE': 401,
  'DEVICE-UNKNOWN': 401,
  'DEVICE-BLOCKED': 403,
  'DEVICE-ENDED': 403,
  'RIGHT-PERSON': 403,
  'CODE-UNKNOWN': 404,
  'CODE-USED': 409,
  'CODE-EXPIRED': 410,
  'HUB-NOTHING-HERE': 404,
  'SYNC-NETWORK': 404,
  'SYNC-GAP': 409,
  'DEVICE-CLONE': 409,
  'SYNC-REPLAY': 409,
  'SYNC-TOO-BIG': 413,
  'HUB-BUSY': 429,
  'HUB-FAULT': 500,
  'HUB-DISK': 507,
};

/** A request that was refused, and why. */
export interface Refused {
  readonly ok: false;
  readonly status: number;
  readonly body: WireError;
}

/** @param last what the device needs to go on from (see `WireError`). */
export function refuse(refusal: Refusal, last?: number): Refused {
  const { code, fields } = refusal;
  const entry = codeEntry(code);
  const error = { code, fr: entry?.fr ?? code, en: entry?.en ?? code, ...(fields && { fields }) };
  return { ok: false, status: STATUS[code] ?? 400, body: { error, ...(last !== undefined && { last }) } };
}
