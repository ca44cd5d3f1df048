/** Unsent work as a file: any device, stick or hub may carry it, and the signature says whose it is. */
import type { Replica } from '../kernel/replica.ts';
import type { Millis, RecordId } from '../kernel/types.ts';
import { BUNDLE_HEAD, BUNDLE_TYPE, LIMITS } from '../kernel/wire.ts';
import type { Identity } from './db.ts';
import { APP } from './exchange.ts';
import { sign } from './post.ts';

/** As much as fits in one file, from the first change the hub does not have. */
export async function bundleOf(replica: Replica, person: RecordId, identity: Identity, now: Millis): Promise<Blob> {
  let body = '';
  for (let changes: number = LIMITS.pushChanges; changes >= 1; changes = Math.floor(changes / 2)) {
    body = JSON.stringify(replica.request(person, now, APP, { changes }));
    if (new TextEncoder().encode(body).length <= LIMITS.bodyBytes) break;
  }
  const signature = await sign(identity, new TextEncoder().encode(body));
  return new Blob([`${BUNDLE_HEAD}\n${signature}\n${body}\n`], { type: BUNDLE_TYPE });
}
