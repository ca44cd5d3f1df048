/**
 * A line between a client and a server: passes bytes on at the pace of a mobile network, counts every byte of the sockets, and reads along in plain
 * HTTP/1.1, so that each request is known with the size of its bodies as they travelled (still compressed, without chunk frames).
 *
 * The model: one queue a direction for all connections, so many bits a second, half a round trip for every piece, a whole one before the first
 * byte of a new connection. No loss, no slow start, no cell hand-over: kinder than a real 2G network, and equally kind to everybody.
 */
import { connect, createServer, type Server } from 'node:net';
import type { Duplex } from 'node:stream';

export interface Pace {
  /** kbit/s towards the client and from it; none: as fast as the machine. */
  readonly down?: number;
  readonly up?: number;
  /** Round trip, ms. */
  readonly rtt?: number;
}
export const LOOPBACK: Pace = {};
/** EDGE as people of small towns have it. */
export const TWO_G: Pace = { down: 120, up: 60, rtt: 400 };
/** The same on a bad day, the same both ways. */
export const POOR_2G: Pace = { down: 50, up: 50, rtt: 400 };

/** One request and its answer, as they were on the line. */
export interface Heard {
  readonly method: string;
  readonly path: string;
  status: number;
  /** Bytes of the bodies, and of the heads with their blank line. */
  up: number;
  down: number;
  upHead: number;
  downHead: number;
  upBody: Buffer;
  downBody: Buffer;
  upEncoding: string;
  downEncoding: string;
}

/** Requests by what was asked, with the bytes of their bodies. */
export function byPath(heard: readonly Heard[]): string {
  const paths = new Map<string, { n: number; up: number; down: number }>();
  for (const { method, path, up, down } of heard) {
    const name = `${method} ${path.replace(/[A-Za-z0-9_-]{16,}/g, '…')}`;
    const so = paths.get(name) ?? { n: 0, up: 0, down: 0 };
    paths.set(name, { n: so.n + 1, up: so.up + up, down: so.down + down });
  }
  return [...paths].map(([name, { n, up, down }]) => `  ${name} × ${n}: ${up} bytes up, ${down} down`).join('\n');
}

const PIECE = 1400;
/** What a phone mast holds back before it asks the sender to wait. */
const HELD = 16 * 1024;

class Way {
  readonly #rate: number;
  readonly #delay: number;
  #free = 0;
  bytes = 0;

  constructor(kbit: number | undefined, delay: number) {
    this.#rate = kbit ? kbit / 8 : Number.POSITIVE_INFINITY;
    this.#delay = delay;
  }

  /** Passes what `from` says on to `to`; nothing of it before `open`. */
  join(from: Duplex, to: Duplex, open: number, listen: (bytes: Buffer) => void): void {
    let held = 0;
    const later = (at: number, act: () => void): void => {
      const wait = at - performance.now();
      if (wait <= 0.5) act();
      else setTimeout(act, wait);
    };
    // Pieces of one connection keep their order even where timers do not.
    let last = Promise.resolve();
    const pass = (at: number, act: () => void): void => {
      last = last.then(() => new Promise<void>((done) => later(at, () => done(act()))));
    };
    from.on('data', (chunk: Buffer) => {
      this.bytes += chunk.length;
      listen(chunk);
      if (this.#rate === Number.POSITIVE_INFINITY && this.#delay === 0) {
        if (!to.write(chunk)) from.pause();
        return;
      }
      for (let at = 0; at < chunk.length; at += PIECE) {
        const piece = chunk.subarray(at, at + PIECE);
        held += piece.length;
        if (held > HELD) from.pause();
        this.#free = Math.max(this.#free, performance.now(), open) + piece.length / this.#rate;
        pass(this.#free + this.#delay, () => {
          held -= piece.length;
          if (held <= HELD / 2) from.resume();
          if (!to.destroyed) to.write(piece);
        });
      }
    });
    to.on('drain', () => from.resume());
    from.on('end', () => pass(this.#free + this.#delay, () => void to.end()));
  }
}

/** A port of this machine, or a way to meet a server of this process with no buffers of the system between. */
export type Target = number | (() => Duplex);

export class Line {
  readonly #server: Server;
  readonly #sockets = new Set<Duplex>();
  #ways: { down: Way; up: Way };
  connections = 0;
  /** Every request since `forget`, in the order of their answers. */
  heard: Heard[] = [];
  port = 0;

  private constructor(target: Target, pace: Pace, plain: boolean) {
    const delay = (pace.rtt ?? 0) / 2;
    this.#ways = { down: new Way(pace.down, delay), up: new Way(pace.up, delay) };
    this.#server = createServer({ noDelay: true, allowHalfOpen: true }, (client) => {
      this.connections++;
      const server =
        typeof target === 'number'
          ? connect({ port: target, host: '127.0.0.1', noDelay: true, allowHalfOpen: true })
          : target();
      const ears = plain ? earsOf((one) => this.heard.push(one)) : { up: () => undefined, down: () => undefined };
      // The client would have waited for its connection to open.
      const open = performance.now() + (pace.rtt ?? 0);
      this.#ways.up.join(client, server, open, ears.up);
      this.#ways.down.join(server, client, open, ears.down);
      for (const [one, other] of [
        [client, server],
        [server, client],
      ] as const) {
        this.#sockets.add(one);
        one.on('error', () => other.destroy());
        one.on('close', () => {
          this.#sockets.delete(one);
          // The last pieces may still be on their way.
          setTimeout(() => other.destroy(), (pace.rtt ?? 0) + 10_000).unref();
        });
      }
    });
  }

  /** @param plain false where what passes is not plain HTTP/1.1 (TLS). */
  static async open(target: Target, pace: Pace = LOOPBACK, plain = true): Promise<Line> {
    const line = new Line(target, pace, plain);
    await new Promise<void>((done) => line.#server.listen(0, '127.0.0.1', done));
    line.port = (line.#server.address() as { port: number }).port;
    return line;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }
  get down(): number {
    return this.#ways.down.bytes;
  }
  get up(): number {
    return this.#ways.up.bytes;
  }

  /** Counts from here. */
  forget(): void {
    this.#ways.down.bytes = 0;
    this.#ways.up.bytes = 0;
    this.heard = [];
    this.connections = 0;
  }

  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }
}

interface Message {
  readonly start: string;
  readonly head: number;
  readonly body: Buffer;
  readonly encoding: string;
}

/** Two ears on one connection: requests and answers come in turn. */
function earsOf(tell: (one: Heard) => unknown): { up(bytes: Buffer): void; down(bytes: Buffer): void } {
  const asked: Heard[] = [];
  const up = new Ear(
    () => false,
    ({ start, head, body, encoding }) => {
      const [method = '', path = ''] = start.split(' ');
      const none = Buffer.alloc(0);
      const rest = { status: 0, down: 0, downHead: 0, downBody: none, downEncoding: '' };
      asked.push({ method, path, up: body.length, upHead: head, upBody: body, upEncoding: encoding, ...rest });
    },
  );
  const down = new Ear(
    (status) => status < 200 || status === 204 || status === 304 || asked[0]?.method === 'HEAD',
    ({ start, head, body, encoding }) => {
      const status = Number(start.split(' ')[1]);
      if (status < 200) return;
      const one = asked.shift();
      if (!one) return;
      Object.assign(one, { status, down: body.length, downHead: head, downBody: body, downEncoding: encoding });
      tell(one);
    },
  );
  return { up: (bytes) => up.hear(bytes), down: (bytes) => down.hear(bytes) };
}

interface Head {
  readonly start: string;
  readonly length: number;
  readonly encoding: string;
  /** Bytes of the body that have not come yet, where the head says so. */
  left: number;
  readonly chunked: boolean;
}

/** Takes one direction of a connection apart. */
class Ear {
  readonly #bodiless: (status: number) => boolean;
  readonly #tell: (message: Message) => void;
  #bytes: Buffer = Buffer.alloc(0);
  #head: Head | null = null;
  #body: Buffer[] = [];

  constructor(bodiless: (status: number) => boolean, tell: (message: Message) => void) {
    this.#bodiless = bodiless;
    this.#tell = tell;
  }

  hear(bytes: Buffer): void {
    this.#bytes = this.#bytes.length > 0 ? Buffer.concat([this.#bytes, bytes]) : bytes;
    while (this.#step());
  }

  #step(): boolean {
    const head = this.#head;
    if (!head) return this.#readHead();
    if (!head.chunked) {
      const part = this.#take(Math.min(head.left, this.#bytes.length));
      this.#body.push(part);
      head.left -= part.length;
      if (head.left > 0) return false;
      return this.#done();
    }
    const end = this.#bytes.indexOf('\r\n');
    if (end < 0) return false;
    const size = Number.parseInt(this.#bytes.toString('latin1', 0, end), 16);
    if (this.#bytes.length < end + 2 + size + 2) return false;
    this.#take(end + 2);
    this.#body.push(this.#take(size));
    this.#take(2);
    return size === 0 ? this.#done() : true;
  }

  #readHead(): boolean {
    const end = this.#bytes.indexOf('\r\n\r\n');
    if (end < 0) return false;
    const text = this.#take(end + 4).toString('latin1');
    const value = (name: string): string => new RegExp(`^${name}: *(.*)$`, 'im').exec(text)?.[1]?.trim() ?? '';
    const [start = ''] = text.split('\r\n');
    const none = start.startsWith('HTTP') && this.#bodiless(Number(start.split(' ')[1]));
    const chunked = !none && /chunked/i.test(value('transfer-encoding'));
    const left = none || chunked ? 0 : Number(value('content-length') || 0);
    this.#head = { start, length: end + 4, encoding: value('content-encoding'), left, chunked };
    return true;
  }

  #take(count: number): Buffer {
    const part = this.#bytes.subarray(0, count);
    this.#bytes = this.#bytes.subarray(count);
    return part;
  }

  #done(): boolean {
    const { start, length, encoding } = this.#head as Head;
    this.#tell({ start, head: length, body: Buffer.concat(this.#body), encoding });
    this.#head = null;
    this.#body = [];
    return this.#bytes.length > 0;
  }
}
