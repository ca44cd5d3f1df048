/** What was written of records before this device began to read them: asked of the hub when somebody wants to see it, and kept from then on. */
import type { RecordId } from '../kernel/types.ts';
import { told } from '../kernel/wire.ts';
import type { Copy } from './copy.ts';
import type { Identity } from './db.ts';
import { post } from './post.ts';
import { readPast } from './wire.ts';

/** Changes that came of these records, null when the hub was not reached. */
export async function fetchPast(copy: Copy, identity: Identity, records: readonly RecordId[]): Promise<number | null> {
  let came = 0;
  for (const record of records) {
    const request = { ...copy.replica.caller(copy.person), past: record };
    const reply = await post('/sync', new TextEncoder().encode(JSON.stringify(request)), identity);
    const past = reply.kind === 'answer' ? readPast(reply.body) : null;
    if (!past) return null;
    const before = copy.replica.history(record).length;
    copy.replica.receiveKnown(past.map(told), true);
    came += copy.replica.history(record).length - before;
    await copy.keep();
  }
  return came;
}
