/** The work of a branch written by three phones in a year, act by act; whoever writes knows what was written before. */
import { Phone, type Stage } from '../../src/hub/demo/phone.ts';
import type { Act } from '../../src/kernel/author.ts';
import { branchScope, SHARED } from '../../src/kernel/ids.ts';
import type { Body, Millis, RecordId } from '../../src/kernel/types.ts';
import { type Doc, REFERENCES, type Slice } from './slice.ts';
import { type Clock, enlist } from './tell.ts';

const HOME = branchScope('sikasso');
const PHONES = 3;

/** What a document says, with ids of records where it names others. */
export function bodyOf(doc: Doc, idOf: (name: string) => string): Body {
  const { id, type, ...rest } = doc;
  const body: Record<string, Body[string]> = { ...rest };
  for (const field of REFERENCES) if (typeof body[field] === 'string') body[field] = idOf(body[field] as string);
  return body;
}

export const createOf = (doc: Doc, idOf: (name: string) => string): Act => ({
  do: 'create',
  type: doc.type,
  home: HOME,
  ...(doc.type === 'organisation' && { shared: [SHARED] }),
  body: bodyOf(doc, idOf),
});

/** @returns the record each document became. */
export async function tellSlice(
  stage: Stage,
  clock: Clock,
  { acts }: Slice,
  until: Millis,
): Promise<Map<string, RecordId>> {
  const { network, luck } = stage;
  const records = new Map<string, RecordId>();
  const idOf = (name: string): string => records.get(name) ?? name;
  const writers: { phone: Phone; by: RecordId; waiting: number }[] = [];
  for (let i = 0; i < PHONES; i++) {
    const by = await enlist(network, `Équipe ${i}`, 'animator', [HOME], clock.at);
    writers.push({ phone: await Phone.join(stage, by, '' as RecordId, 'Téléphone'), by, waiting: 0 });
  }
  const step = (until - clock.at) / acts.length;
  let writer = writers[0] as (typeof writers)[number];
  for (const docs of acts) {
    clock.at = Math.min(until, Math.floor(clock.at + step * (0.5 + luck.next())));
    // Somebody works for a while, sends, and somebody else goes on.
    if (writer.waiting > 400) {
      await writer.phone.exchange();
      writer.waiting = 0;
      writer = luck.pick(writers);
    }
    const made = writer.phone.replica.write(
      docs.map((doc) => createOf(doc, idOf)),
      writer.by,
      { now: clock.at, random: luck.bytes },
    );
    for (const [i, change] of made.entries()) records.set((docs[i] as Doc).id, change.record);
    writer.waiting += made.length;
  }
  for (const { phone } of writers) await phone.exchange();
  return records;
}
