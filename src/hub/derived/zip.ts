/** Archives made while they are read: a whole network passes through a small machine page by page. */
import { Zip, ZipDeflate } from 'fflate';
import type { Millis } from '../../kernel/types.ts';

/** A file of an archive or of a folder. */
export interface Leaf {
  readonly name: string;
  readonly text: Iterable<string> | AsyncIterable<string>;
}

/** Years an archive can tell (APPNOTE 4.4.6), a day inside whatever the time zone: a machine whose clock stands at 1970 still gives files out. */
const EARLIEST = Date.UTC(1980, 0, 2);
const LATEST = Date.UTC(2099, 11, 30);

/** @param at time that the files inside bear. */
export async function* zip(files: Iterable<Leaf> | AsyncIterable<Leaf>, at: Millis): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const ready: Uint8Array[] = [];
  const archive = new Zip((error, bytes) => {
    if (error) throw error;
    ready.push(bytes);
  });
  for await (const { name, text } of files) {
    const entry = new ZipDeflate(name, { level: 6 });
    entry.mtime = Math.min(Math.max(at, EARLIEST), LATEST);
    archive.add(entry);
    for await (const part of text) {
      entry.push(encoder.encode(part));
      yield* ready.splice(0);
    }
    entry.push(new Uint8Array(0), true);
    yield* ready.splice(0);
  }
  archive.end();
  yield* ready.splice(0);
}
