/**
 * The secrets of one network: its authority's key pair, the pair unsent work is sealed to, the key of the hub's own device, and the master secret
 * from which keys of scopes are derived. One file a network in the data folder, never in the database: whoever copies the database alone opens nothing.
 */
import { randomBytes, webcrypto } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deviceIdOf, networkIdOf } from '../kernel/ids.ts';
import { fromBase64Url, toBase64Url } from '../kernel/keys.ts';
import type { DeviceId, NetworkId } from '../kernel/types.ts';

/** Private key in PKCS #8, public key as a raw uncompressed point; base64url. */
interface StoredPair {
  readonly private: string;
  readonly public: string;
}

interface KeyFile {
  readonly v: 1;
  readonly network: NetworkId;
  readonly authority: StoredPair;
  readonly seal: StoredPair;
  readonly web: StoredPair;
  readonly master: string;
}

export interface NetworkKeys {
  readonly network: NetworkId;
  readonly authority: DeviceId;
  readonly authorityKey: string;
  readonly sealKey: string;
  readonly sealPrivate: webcrypto.CryptoKey;
  readonly web: DeviceId;
  readonly webKey: string;
  readonly master: Uint8Array;
}

const fileOf = (dataDir: string, network: NetworkId): string => join(dataDir, 'keys', `${network}.json`);
export const hasKeys = (dataDir: string, network: NetworkId): boolean => existsSync(fileOf(dataDir, network));

/** Makes the keys of a new network; on disk when this returns. */
export async function createKeys(dataDir: string): Promise<NetworkKeys> {
  const [authority, seal, web] = [await newPair('ECDSA'), await newPair('ECDH'), await newPair('ECDSA')];
  const network = networkIdOf(fromBase64Url(authority.public));
  const file: KeyFile = { v: 1, network, authority, seal, web, master: toBase64Url(randomBytes(32)) };
  writeSafely(fileOf(dataDir, network), JSON.stringify(file));
  return keysOf(file);
}

/** Keys that come back with a backup, as the text of their file. Throws when they are not those of this network, or others are there. */
export async function putKeys(dataDir: string, network: NetworkId, text: string): Promise<NetworkKeys> {
  const keys = await keysOf(JSON.parse(text) as KeyFile);
  const id = networkIdOf(fromBase64Url(keys.authorityKey));
  if (keys.network !== network || id !== network) throw new Error(`not the keys of network ${network}`);
  if (hasKeys(dataDir, network)) throw new Error(`there are keys of network ${network} already`);
  writeSafely(fileOf(dataDir, network), text);
  return keys;
}

/** Throws when the file is missing or damaged. */
export const readKeys = async (dataDir: string, network: NetworkId): Promise<NetworkKeys> =>
  keysOf(JSON.parse(readFileSync(fileOf(dataDir, network), 'utf8')) as KeyFile);

async function keysOf(file: KeyFile): Promise<NetworkKeys> {
  const seal = fromBase64Url(file.seal.private);
  return {
    network: file.network,
    authority: deviceIdOf(fromBase64Url(file.authority.public)),
    authorityKey: file.authority.public,
    sealKey: file.seal.public,
    sealPrivate: await webcrypto.subtle.importKey('pkcs8', seal, { name: 'ECDH', namedCurve: 'P-256' }, false, [
      'deriveBits',
    ]),
    web: deviceIdOf(fromBase64Url(file.web.public)),
    webKey: file.web.public,
    master: fromBase64Url(file.master),
  };
}

async function newPair(name: 'ECDSA' | 'ECDH'): Promise<StoredPair> {
  const uses: webcrypto.KeyUsage[] = name === 'ECDSA' ? ['sign', 'verify'] : ['deriveBits'];
  const pair = await webcrypto.subtle.generateKey({ name, namedCurve: 'P-256' }, true, uses);
  return {
    private: toBase64Url(new Uint8Array(await webcrypto.subtle.exportKey('pkcs8', pair.privateKey))),
    public: toBase64Url(new Uint8Array(await webcrypto.subtle.exportKey('raw', pair.publicKey))),
  };
}

/** Whole or not at all, even if the power goes: a network whose keys are lost is a network lost. */
function writeSafely(path: string, text: string): void {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const half = `${path}.new`;
  const file = openSync(half, 'w', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(half, path);
  syncFolder(folder);
  syncFolder(dirname(folder));
}

function syncFolder(path: string): void {
  // Windows cannot open a folder, and needs no such step.
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
