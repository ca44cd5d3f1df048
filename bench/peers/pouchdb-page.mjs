/** PouchDB in a browser (IndexedDB), tuned: a thousand documents a batch; with `#packed` in the address its requests are gzipped too. */
import PouchDB from 'pouchdb-browser';
import { gzip } from './gzip.mjs';

/** Not of PouchDB itself, which sends plain JSON: what a user can write who also has the server unpack it. */
const packed = async (url, options = {}) => {
  if (typeof options.body !== 'string' || options.body.length < 1000) return PouchDB.fetch(url, options);
  const headers = new Headers(options.headers);
  headers.set('content-encoding', 'gzip');
  return PouchDB.fetch(url, { ...options, headers, body: await gzip(options.body) });
};
const BATCH = { batch_size: 1000, batches_limit: 10 };
const remote = (name) =>
  new PouchDB(`${location.origin}/db/${name}`, {
    skip_setup: true,
    ...(location.hash === '#packed' && { fetch: packed }),
  });
const open = (name) => new PouchDB(name, { auto_compaction: false });
const work = open('work');
const timed = async (act) => {
  const start = performance.now();
  await act();
  return performance.now() - start;
};

window.peer = {
  /** Everything from the server onto the disk, ms. */
  first: (wanted) =>
    timed(async () => {
      await work.replicate.from(remote('work'), BATCH);
      const { doc_count } = await work.info();
      if (doc_count < wanted) throw new Error(`${doc_count} of ${wanted} came`);
    }),
  /** What PouchDB asks once before it first sends: which of all documents the server lacks. */
  settle: () => timed(() => work.replicate.to(remote('work'), BATCH)),
  async save(created, edits) {
    for (const docs of created) await work.bulkDocs(docs.map(({ id, ...doc }) => ({ _id: id, ...doc })));
    for (const { id, body } of edits) await work.put({ ...(await work.get(id)), ...body });
  },
  push: () => timed(() => work.replicate.to(remote('work'), BATCH)),
  idle: () => timed(() => work.sync(remote('work'), BATCH)),

  /** Two devices change the same records before they hear of each other: how many of these edits can nobody read any more? */
  async conflicts(edits, handled) {
    const [a, b] = [open(`a-${handled}`), open(`b-${handled}`)];
    const server = remote('few');
    for (const db of [a, b]) await db.replicate.from(server);
    for (const { id, one, other } of edits) {
      await a.put({ ...(await a.get(id)), ...one });
      await b.put({ ...(await b.get(id)), ...other });
    }
    for (const db of [a, b, a]) await db.sync(server);
    if (handled) {
      for (const { id } of edits) await merge(a, id);
      for (const db of [a, b, a]) await db.sync(server);
    }
    let lost = 0;
    for (const { id, one, other } of edits) {
      const versions = handled ? await versionsOf(b, id) : [await b.get(id)];
      for (const edit of [one, other])
        if (!Object.entries(edit).every(([field, value]) => versions.some((doc) => doc[field] === value))) lost++;
    }
    return lost;
  },
};

async function versionsOf(db, id) {
  const winner = await db.get(id, { conflicts: true });
  return [winner, ...(await Promise.all((winner._conflicts ?? []).map((rev) => db.get(id, { rev }))))];
}

/** What a careful user writes: fields that only one changed are joined; where both changed the same, both versions stay for somebody to choose. */
async function merge(db, id) {
  const [winner, loser] = await versionsOf(db, id);
  if (!loser) return;
  const { _revisions } = await db.get(id, { revs: true });
  const base = await db.get(id, { rev: `${_revisions.start - 1}-${_revisions.ids[1]}` });
  const changed = (doc) => Object.keys(doc).filter((key) => !key.startsWith('_') && doc[key] !== base[key]);
  if (changed(loser).some((key) => changed(winner).includes(key))) return;
  const { _conflicts, ...rest } = winner;
  await db.put({ ...rest, ...Object.fromEntries(changed(loser).map((key) => [key, loser[key]])) });
  await db.remove(id, loser._rev);
}
