/** Answers of the hub, checked: what comes from outside is never half taken. */
import { isDeviceId, isRecordId, isScope } from '../kernel/ids.ts';
import type { PastAnswer, SameAnswer, SyncAnswer } from '../kernel/wire.ts';

const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isRuling = (value: unknown): boolean =>
  isObject(value) &&
  typeof value['device'] === 'string' &&
  Number.isSafeInteger(value['first']) &&
  Number.isSafeInteger(value['size']) &&
  typeof value['state'] === 'string';
/** Enough of a change to be put where it belongs; what a newer version wrote in it is kept. A body that is null was erased. */
const isDelivered = (value: unknown): boolean => {
  if (!isObject(value) || !Number.isSafeInteger(value['eff']) || !isObject(value['change'])) return false;
  const { device, seq, stamp, record, scope, shared, kind, type, body } = value['change'];
  return (
    isDeviceId(device) &&
    Number.isSafeInteger(seq) &&
    Number.isSafeInteger(stamp) &&
    isRecordId(record) &&
    isScope(scope) &&
    (shared === undefined || (Array.isArray(shared) && shared.every(isScope))) &&
    typeof kind === 'string' &&
    typeof type === 'string' &&
    (body === null || isObject(body))
  );
};
const isHolding = (value: unknown): boolean =>
  isObject(value) && Array.isArray(value['reach']) && Array.isArray(value['keys']);

/** The answer of an exchange, or null when it is none. */
export function readAnswer(value: unknown): SyncAnswer | null {
  if (!isObject(value) || value['v'] !== 1) return null;
  const { epoch, time, ack, confirmed, rulings, changes, columns, cursor, holding } = value;
  const whole =
    typeof epoch === 'string' &&
    Number.isSafeInteger(time) &&
    Number.isSafeInteger(ack) &&
    Array.isArray(confirmed) &&
    confirmed.every((run) => Array.isArray(run) && run.length === 3 && run.every(Number.isSafeInteger)) &&
    Array.isArray(rulings) &&
    rulings.every(isRuling) &&
    Array.isArray(changes) &&
    changes.every(isDelivered) &&
    (columns === undefined || isObject(columns)) &&
    isObject(cursor) &&
    Number.isSafeInteger(cursor['pos']) &&
    (holding === undefined || isHolding(holding));
  return whole ? (value as unknown as SyncAnswer) : null;
}

/** The answer that nothing is new, or null when it is another. */
export function readSame(value: unknown): SameAnswer | null {
  return isObject(value) && value['v'] === 1 && value['same'] === true && Number.isSafeInteger(value['time'])
    ? (value as unknown as SameAnswer)
    : null;
}

/** Changes of a record as the hub tells them, or null when it is no such answer. */
export function readPast(value: unknown): PastAnswer['past'] | null {
  if (!isObject(value) || value['v'] !== 1 || !Array.isArray(value['past'])) return null;
  return value['past'].every(isDelivered) ? (value['past'] as PastAnswer['past']) : null;
}
