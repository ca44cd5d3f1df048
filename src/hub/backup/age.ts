/** The age format around a backup. The library is fetched from the disk when somebody makes or opens one, not when a hub starts. */
import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { createGunzip, createGzip } from 'node:zlib';

/** Who may open a backup: whoever knows a phrase, or holds the key of one of these recipients (`age1…`). */
export type Lock = { readonly passphrase: string } | { readonly to: readonly string[] };
/** What opens one: the phrase, or a file of keys as `age-keygen` writes it. */
export type Key = { readonly passphrase: string } | { readonly keyFile: string };

/** Thrown where a file is not opened by this key, or is no age file. */
export class Locked extends Error {}

/** Whole under its name, or not there at all. */
export async function writeSealed(file: string, lines: AsyncIterable<string>, lock: Lock): Promise<void> {
  const { Encrypter } = await import('age-encryption');
  const encrypter = new Encrypter();
  if ('passphrase' in lock) encrypter.setPassphrase(lock.passphrase);
  else for (const one of lock.to) encrypter.addRecipient(one);
  const half = `${file}.part`;
  try {
    const packed = Readable.from(lines).pipe(createGzip({ level: 6 }));
    const sealed = await encrypter.encrypt(Readable.toWeb(packed) as globalThis.ReadableStream<Uint8Array>);
    const out = createWriteStream(half, { mode: 0o600, flush: true });
    await pipeline(Readable.fromWeb(sealed as ReadableStream), out);
    await rename(half, file);
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  }
}

/** The text in it, as a stream of bytes. */
export async function openSealed(file: string, key: Key): Promise<Readable> {
  const { Decrypter } = await import('age-encryption');
  const decrypter = new Decrypter();
  const source = createReadStream(file);
  try {
    if ('passphrase' in key) decrypter.addPassphrase(key.passphrase);
    else for (const identity of identitiesIn(key.keyFile)) decrypter.addIdentity(identity);
    const opened = await decrypter.decrypt(Readable.toWeb(source) as globalThis.ReadableStream<Uint8Array>);
    const plain = Readable.fromWeb(opened as ReadableStream);
    const unpacked = createGunzip();
    plain.once('error', (error) => unpacked.destroy(error));
    return plain.pipe(unpacked).once('close', () => plain.destroy());
  } catch (error) {
    source.destroy();
    throw new Locked((error as Error).message);
  }
}

const identitiesIn = (file: string): readonly string[] =>
  readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
