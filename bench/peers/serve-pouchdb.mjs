/**
 * express-pouchdb with its own compression, as its users start it, and the page of a client. Argument: JSON with the files of the page and of the
 * documents, and a folder. Prints its port, ends with its standard input.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import express from 'express';
import expressPouchDB from 'express-pouchdb';
import PouchDB from 'pouchdb';

const { page, docs, few, folder } = JSON.parse(process.argv[2]);
mkdirSync(join(folder, 'pouchdb'), { recursive: true });
const Stored = PouchDB.defaults({ prefix: `${join(folder, 'pouchdb')}/` });
const app = express();
app.use(express.static(page));
// A browser may send its work packed, once somebody unpacks it here.
app.use('/db', (request, _, next) => {
  if (request.headers['content-encoding'] !== 'gzip') return next();
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    const body = gunzipSync(Buffer.concat(parts));
    delete request.headers['content-encoding'];
    request.headers['content-length'] = String(body.length);
    request.rawBody = body;
    request.body = body.length > 0 ? JSON.parse(body.toString('utf8')) : undefined;
    request._body = true;
    next();
  });
});
const database = expressPouchDB(Stored, {
  mode: 'minimumForPouchDB',
  inMemoryConfig: true,
  logPath: join(folder, 'log.txt'),
});
app.use('/db', database);
// From here on it hears of every database that is made.
for (const [name, file] of [
  ['work', docs],
  ['few', few],
]) {
  const db = new Stored(name);
  const all = JSON.parse(readFileSync(file, 'utf8'));
  for (let at = 0; at < all.length; at += 1000)
    await db.bulkDocs(all.slice(at, at + 1000).map(({ id, ...doc }) => ({ _id: id, ...doc })));
}

const server = app.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: server.address().port })));
server.keepAliveTimeout = 65_000;
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
