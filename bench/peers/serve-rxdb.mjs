/**
 * The end point that RxDB's HTTP replication asks its users to write: pull by checkpoint, push with the state each change was made on, answers and
 * requests gzipped. Argument and life as `serve-pouchdb.mjs`.
 */
import { readFileSync } from 'node:fs';
import compression from 'compression';
import express from 'express';

const { page, docs, few } = JSON.parse(process.argv[2]);

class Store {
  rows = new Map();
  at = 0;
  constructor(file) {
    for (const doc of JSON.parse(readFileSync(file, 'utf8'))) this.put(doc);
  }
  put(doc) {
    this.rows.delete(doc.id);
    this.rows.set(doc.id, { doc, n: ++this.at });
  }
  pull(after, limit) {
    const documents = [];
    let n = after;
    // In the order they were written: the last come last.
    for (const row of this.rows.values()) {
      if (row.n <= after) continue;
      documents.push(row.doc);
      n = row.n;
      if (documents.length === limit) break;
    }
    return { documents, checkpoint: { n } };
  }
  push(rows) {
    const conflicts = [];
    for (const { assumedMasterState, newDocumentState } of rows) {
      const master = this.rows.get(newDocumentState.id)?.doc;
      const known = !master || (assumedMasterState && same(master, assumedMasterState));
      if (known) this.put(newDocumentState);
      else conflicts.push(master);
    }
    return conflicts;
  }
}
const sorted = (doc) =>
  JSON.stringify(
    Object.entries(doc)
      .filter(([key]) => key !== '_deleted')
      .sort(),
  );
const same = (a, b) => sorted(a) === sorted(b);

const stores = { work: new Store(docs), few: new Store(few) };
const app = express();
app.use(express.static(page));
app.use(compression());
app.use(express.json({ limit: '50mb' }));
app.get('/:name/pull', (request, response) =>
  response.json(stores[request.params.name].pull(Number(request.query.n), Number(request.query.limit))),
);
app.post('/:name/push', (request, response) => response.json(stores[request.params.name].push(request.body)));
const server = app.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: server.address().port })));
server.keepAliveTimeout = 65_000;
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
