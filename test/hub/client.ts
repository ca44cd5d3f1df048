/** A device as the hub meets it: a real key, a replica, and the bytes that travel. Tests and measurements share it. */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { importKey, open } from '../../src/device/box.ts';
import { arrivalOf, type Resting } from '../../src/kernel/arrival.ts';
import type { Acts } from '../../src/kernel/author.ts';
import { deviceIdOf } from '../../src/kernel/ids.ts';
import { openWith, type ScopeKey, toBase64Url } from '../../src/kernel/keys.ts';
import type { Segment } from '../../src/kernel/prose.ts';
import { Replica } from '../../src/kernel/replica.ts';
import { Run } from '../../src/kernel/run.ts';
import { type Offer, segmentAbout, segmentClass } from '../../src/kernel/segments.ts';
import type { Change, DeviceId, RecordId } from '../../src/kernel/types.ts';
import {
  type Activation,
  type ActivationRequest,
  BUNDLE_HEAD,
  BUNDLE_TYPE,
  type NetworkCard,
  type PastAnswer,
  reachId,
  type SyncAnswer,
  type SyncRequest,
  told,
  type WireError,
} from '../../src/kernel/wire.ts';
import { declarations } from '../../src/modules/index.ts';

export const APP = 'test 1';

/** In memory only. */
const RESTING: Resting = {
  arrivalOf,
  compartment: (home) => home,
  rest: (lots) => lots.map(({ length, cut }) => ({ run: new Run(cut(0, length)), w: 1, reads: () => true })),
};

/** What came back: an answer, or a refusal with its code. */
export interface Reply<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T | null;
  readonly error: WireError['error'] | null;
  readonly last?: number;
}

export class DeviceKey {
  readonly id: DeviceId;
  /** Raw point, base64url. */
  readonly point: string;
  readonly #private: KeyObject;

  constructor() {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const jwk = publicKey.export({ format: 'jwk' });
    const raw = Buffer.concat([
      Buffer.of(4),
      Buffer.from(jwk.x ?? '', 'base64url'),
      Buffer.from(jwk.y ?? '', 'base64url'),
    ]);
    this.id = deviceIdOf(raw);
    this.point = toBase64Url(raw);
    this.#private = privateKey;
  }

  sign(bytes: string | Uint8Array): string {
    return sign('sha256', Buffer.from(bytes), { key: this.#private, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  }
}

/** Sends exactly these bytes. */
export async function post<T>(
  url: string,
  body: string | Uint8Array<ArrayBuffer>,
  signature?: string,
  headers: Record<string, string> = {},
): Promise<Reply<T>> {
  const response = await fetch(url, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      ...(signature !== undefined && { 'x-jekulu-signature': signature }),
      ...headers,
    },
  });
  const value = (await response.json()) as T & WireError;
  const { status } = response;
  if (response.ok) return { status, headers: response.headers, body: value, error: null };
  return {
    status,
    headers: response.headers,
    body: null,
    error: value.error,
    ...(value.last !== undefined && { last: value.last }),
  };
}

/** One device with one person's copy on it. */
export class Device {
  readonly key: DeviceKey;
  url: string;
  readonly card: NetworkCard;
  readonly replica: Replica;
  person: RecordId;
  #keys: readonly ScopeKey[] = [];

  constructor(url: string, key: DeviceKey, card: NetworkCard, person: RecordId) {
    this.url = url;
    this.key = key;
    this.card = card;
    this.person = person;
    const { network, authority, settings } = card;
    this.replica = new Replica({ network, device: key.id, authority, settings, decl: declarations });
  }

  /** Joins by a code, as a phone does on its first day. */
  static async join(url: string, code: string, label = 'Téléphone d’essai', key = new DeviceKey()): Promise<Device> {
    const joined = await joinWith(url, key, code, label);
    if (!joined.body) throw new Error(`not let in: ${joined.error?.code}`);
    return new Device(url, key, joined.body.card, joined.body.person);
  }

  get id(): DeviceId {
    return this.key.id;
  }

  write(acts: Acts, now = Date.now()): readonly Change[] {
    return this.replica.write(acts, this.person, { now, random: (n) => crypto.getRandomValues(new Uint8Array(n)) });
  }

  /** Next request, signed. */
  request(now = Date.now()): Signed {
    return this.signed(this.replica.request(this.person, now, APP));
  }

  signed(request: SyncRequest): Signed {
    const body = JSON.stringify(request);
    return { request, body, signature: this.key.sign(body) };
  }

  async send({ body, signature }: Pick<Signed, 'body' | 'signature'>): Promise<Reply<SyncAnswer>> {
    return post<SyncAnswer>(`${this.url}/sync`, body, signature);
  }

  /** Exchanges until nothing waits, as a phone does: what the hub says it lacks is sent again. Throws on any other refusal. */
  async exchange(now = Date.now()): Promise<void> {
    for (let round = 0; round < 100; round++) {
      const request = { ...this.replica.request(this.person, now, APP), columns: true as const };
      const reply = await this.send(this.signed(request));
      if (reply.error?.code === 'SYNC-GAP') {
        this.replica.acknowledge(reply.last ?? 0);
        continue;
      }
      if (!reply.body) throw new Error(`refused: ${reply.status} ${reply.error?.code}`);
      this.replica.receive(reply.body, now, RESTING);
      this.#keys = reply.body.holding?.keys ?? this.#keys;
      for (const offer of reply.body.segments ?? []) await this.#fetch(offer);
      if (!reply.body.more) return;
    }
    throw new Error('an exchange without end');
  }

  /** Fetches a snapshot and opens it with the keys of its reader. */
  async #fetch(offer: Offer): Promise<void> {
    const part = this.replica.reach.find((one) => reachId(one) === offer.part);
    if (!part) throw new Error('a snapshot of nothing that may be read');
    for (const [name, size] of offer.list) {
      const response = await fetch(`${this.url}/segment/${this.card.network}/${name}`);
      if (response.headers.has('content-encoding')) throw new Error('sealed bytes are called compressed');
      const box = new Uint8Array(await response.arrayBuffer());
      if (box.length !== size) throw new Error(`${box.length} bytes came of ${size}`);
      const key = await importKey(openWith(this.#keys, segmentClass(part), part.prefix) as Uint8Array<ArrayBuffer>);
      const segment = (await open([key], segmentAbout(this.card.network, part), box)) as Segment;
      if (!this.replica.arrive(segment, RESTING)) throw new Error('not a segment');
    }
    this.replica.caughtUp(offer);
  }

  /** Asks for one record that rests at the hub. */
  async past(record: RecordId): Promise<void> {
    const body = JSON.stringify({ ...this.replica.caller(this.person), past: record });
    const reply = await post<PastAnswer>(`${this.url}/sync`, body, this.key.sign(body));
    this.replica.receiveKnown((reply.body?.past ?? []).map(told), true);
  }

  /** Unsent work as a file. */
  bundle(now = Date.now()): string {
    const { body, signature } = this.request(now);
    return `${BUNDLE_HEAD}\n${signature}\n${body}\n`;
  }
}

export interface Signed {
  readonly request: SyncRequest;
  readonly body: string;
  readonly signature: string;
}

/** Each phone calls from an address of its own, as the proxy in front would say: joining is limited per address. */
let addresses = 0;

export async function joinWith(
  url: string,
  key: DeviceKey,
  code: string,
  label = 'Téléphone d’essai',
  address = `10.1.${++addresses >> 8}.${addresses & 255}`,
): Promise<Reply<Activation>> {
  const request: ActivationRequest = { code, key: key.point, label };
  const body = JSON.stringify(request);
  return post<Activation>(`${url}/api/activate`, body, key.sign(body), { 'x-forwarded-for': address });
}

export const carry = (url: string, bundle: string): Promise<Reply<SyncAnswer>> =>
  post<SyncAnswer>(`${url}/api/bundle`, bundle, undefined, { 'content-type': BUNDLE_TYPE });
