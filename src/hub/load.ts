/**
 * A hub that has more to do than it can sends the rest away at once, with a time to come back, instead of answering everybody too late. Three
 * things are counted: requests under way, bytes of bodies under way (the memory they may take), and how late the program runs behind its clock.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuse } from './wire-error.ts';

export interface LoadLimits {
  readonly requests: number;
  readonly bytes: number;
  /** How late the program may run, ms. */
  readonly lag: number;
}

const LIMITS: LoadLimits = { requests: 400, bytes: 64 * 1024 * 1024, lag: 1000 };
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
    if (requests >= limits.requests || bytes + size > limits.bytes || late >= LATE_LOOKS) {
      shed++;
      const { body } = refuse({ code: 'HUB-BUSY' });
      // What still comes of the body would be read for nothing.
      return reply.code(503).header('retry-after', COME_BACK_AFTER).header('connection', 'close').send(body);
    }
    requests++;
    bytes += size;
    let over = false;
    const end = (): void => {
      if (over) return;
      over = true;
      requests--;
      bytes -= size;
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
