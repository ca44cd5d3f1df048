/**
 * A hub that has more to do than it can sends the rest away at once, with a time to come back, instead of answering everybody too late. Three
 * things are counted: requests under way, bytes of bodies under way (the memory they may take), and how late the program runs behind its clock. No address
 * may take up more than half of it: one machine that sends slowly, line after line, does not keep the others out.
 */
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { addressGroup } from './address.ts';
import { refuse } from './wire-error.ts';

export interface LoadLimits {
  readonly requests: number;
  readonly bytes: number;
  /** How late the program may run, ms. */
  readonly lag: number;
}

const LIMITS: LoadLimits = { requests: 400, bytes: 64 * 1024 * 1024, lag: 1000 };
/** What one address may have under way of all that may be. Callers on the machine itself are ours. */
const SHARE = 0.5;
const OURS = /^(127\.|0:0:0:0::\/64$)/;
const LOOK_EVERY = 250;
/** One late look is a machine that paused; this many in a row is a machine that does not keep up. */
const LATE_LOOKS = 3;
const COME_BACK_AFTER = 10;
/** Answered whatever happens: whoever watches the hub must see it most when it suffers. */
const ALWAYS = /^\/(healthz|metrics)(\?|$)/;

/** What is under way now. */
export interface Load {
  readonly requests: number;
  readonly bytes: number;
  readonly lag: number;
  /** Sent away since the start. */
  readonly shed: number;
}

/** @param largest what a body may be that does not tell its length. */
export function guardLoad(app: FastifyInstance, largest: number, limits: LoadLimits = LIMITS): () => Load {
  let [requests, bytes, lag, late, shed] = [0, 0, 0, 0, 0];
  const under = new Map<string, { requests: number; bytes: number }>();
  let due = performance.now() + LOOK_EVERY;
  const look = setInterval(() => {
    lag = Math.max(0, performance.now() - due);
    late = lag > limits.lag ? late + 1 : 0;
    due = performance.now() + LOOK_EVERY;
  }, LOOK_EVERY);
  look.unref();
  app.addHook('onClose', async () => clearInterval(look));

  app.addHook('onRequest', async (request, reply) => {
    if (ALWAYS.test(request.url)) return;
    const size = sizeOf(request, largest);
    const address = addressGroup(request.ip);
    const own = under.get(address) ?? { requests: 0, bytes: 0 };
    const tooMuch =
      !OURS.test(address) && (own.requests >= limits.requests * SHARE || own.bytes + size > limits.bytes * SHARE);
    if (tooMuch || requests >= limits.requests || bytes + size > limits.bytes || late >= LATE_LOOKS) {
      shed++;
      const { body } = refuse({ code: 'HUB-BUSY' });
      // What still comes of the body would be read for nothing.
      return reply.code(503).header('retry-after', COME_BACK_AFTER).header('connection', 'close').send(body);
    }
    requests++;
    bytes += size;
    own.requests++;
    own.bytes += size;
    under.set(address, own);
    let over = false;
    const end = (): void => {
      if (over) return;
      over = true;
      requests--;
      bytes -= size;
      own.requests--;
      own.bytes -= size;
      if (own.requests === 0) under.delete(address);
    };
    // A line that breaks closes without finishing.
    reply.raw.once('finish', end).once('close', end);
  });
  return () => ({ requests, bytes, lag, shed });
}

function sizeOf(request: FastifyRequest, largest: number): number {
  if (request.method === 'GET' || request.method === 'HEAD') return 0;
  const told = Number(request.headers['content-length'] ?? largest);
  return Number.isSafeInteger(told) && told >= 0 ? Math.min(told, largest) : largest;
}

/** Lines that are open, of which no address has more than half: whoever opens them and says nothing keeps nobody else out. */
export function guardLines(server: Server, most: number): void {
  server.maxConnections = most;
  const open = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const address = addressGroup(socket.remoteAddress ?? '');
    if (OURS.test(address)) return;
    const n = (open.get(address) ?? 0) + 1;
    if (n > most * SHARE) {
      socket.destroy();
      return;
    }
    open.set(address, n);
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
  });
}
