/** RxDB in a browser (Dexie, the storage that comes free with it), HTTP replication, a thousand documents a batch, requests packed. */
import { createRxDatabase } from 'rxdb';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { gzip } from './gzip.mjs';

const BATCH = 1000;
const TEXTS =
  'type name kind place about sex birth job session person on state note owner due author summary text group'.split(
    ' ',
  );
const NUMBERS = 'women men hours shares social loan repaid share'.split(' ');
const schema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 60 },
    ...Object.fromEntries(TEXTS.map((name) => [name, { type: 'string' }])),
    ...Object.fromEntries(NUMBERS.map((name) => [name, { type: 'number' }])),
    sectors: { type: 'array', items: { type: 'string' } },
  },
  required: ['id', 'type'],
};

async function open(name, conflictHandler) {
  const db = await createRxDatabase({ name, storage: getRxStorageDexie(), multiInstance: false });
  await db.addCollections({ docs: { schema, ...(conflictHandler && { conflictHandler }) } });
  return db.docs;
}

function replicate(collection, name) {
  return replicateRxCollection({
    collection,
    replicationIdentifier: `${name}-http`,
    live: true,
    retryTime: 1000,
    waitForLeadership: false,
    pull: {
      batchSize: BATCH,
      async handler(checkpoint, limit) {
        const reply = await fetch(`/${name}/pull?n=${checkpoint?.n ?? 0}&limit=${limit}`);
        const { documents, checkpoint: next } = await reply.json();
        return { documents: documents.map((doc) => ({ _deleted: false, ...doc })), checkpoint: next };
      },
    },
    push: {
      batchSize: BATCH,
      async handler(rows) {
        const text = JSON.stringify(rows);
        const packed = text.length > 1000;
        const reply = await fetch(`/${name}/push`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...(packed && { 'content-encoding': 'gzip' }) },
          body: packed ? await gzip(text) : text,
        });
        return (await reply.json()).map((doc) => ({ _deleted: false, ...doc }));
      },
    },
  });
}

const timed = async (act) => {
  const start = performance.now();
  await act();
  return performance.now() - start;
};
let work;
let replication;

window.peer = {
  first: (wanted) =>
    timed(async () => {
      work ??= await open('work');
      replication = replicate(work, 'work');
      await replication.awaitInitialReplication();
      await replication.awaitInSync();
      const count = await work.count().exec();
      if (count < wanted) throw new Error(`${count} of ${wanted} came`);
    }),
  settle: async () => 0,
  /** Recorded with the replication at rest, as with no network. */
  async save(created, edits) {
    await replication.cancel();
    for (const docs of created) await work.bulkInsert(docs);
    for (const { id, body } of edits) await (await work.findOne(id).exec()).incrementalPatch(body);
  },
  push: () =>
    timed(async () => {
      replication = replicate(work, 'work');
      await replication.awaitInitialReplication();
      await replication.awaitInSync();
    }),
  idle: () =>
    timed(async () => {
      replication.reSync();
      await replication.awaitInSync();
    }),

  async conflicts(edits, handled) {
    const [a, b] = [
      await open(`a-${handled}`, handled ? merging : null),
      await open(`b-${handled}`, handled ? merging : null),
    ];
    const meet = async (collection) => {
      const running = replicate(collection, 'few');
      await running.awaitInitialReplication();
      await running.awaitInSync();
      await running.cancel();
    };
    for (const one of [a, b]) await meet(one);
    for (const { id, one, other } of edits) {
      await (await a.findOne(id).exec()).incrementalPatch(one);
      await (await b.findOne(id).exec()).incrementalPatch(other);
    }
    for (const one of [a, b, a, b]) await meet(one);
    let lost = 0;
    for (const { id, one, other } of edits) {
      const doc = (await b.findOne(id).exec()).toJSON();
      for (const edit of [one, other])
        if (!Object.entries(edit).every(([field, value]) => doc[field] === value)) lost++;
    }
    return lost;
  },
};

/** What a careful user writes: field by field against the state both started from; where both changed the same field the server's stays. */
const same = (x, y) => JSON.stringify(x) === JSON.stringify(y);
const fieldsOf = ({ _deleted, _attachments, _meta, _rev, ...fields }) => fields;
const merging = {
  isEqual: (x, y) => same(Object.entries(fieldsOf(x)).sort(), Object.entries(fieldsOf(y)).sort()),
  async resolve({ assumedMasterState: base = {}, realMasterState: master, newDocumentState: own }) {
    const merged = { ...master };
    for (const [key, value] of Object.entries(fieldsOf(own)))
      if (!same(value, base[key]) && same(master[key], base[key])) merged[key] = value;
    return merged;
  },
};
